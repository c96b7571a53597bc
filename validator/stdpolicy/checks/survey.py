"""A policy laid out for the rules on text and sense: provisions, statements, and what those quote."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple

from stdpolicy.checks.entities import Registered, bodies, chinese_names
from stdpolicy.checks.rule import Stage, Unknown
from stdpolicy.checks.walk import Links, Node
from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.bodies.mentions import with_short_forms
from stdpolicy.text.characters import HAN
from stdpolicy.text.citations import cited
from stdpolicy.text.duties import Rule, holding, printed, rules
from stdpolicy.text.figures import Figure, figures
from stdpolicy.text.layout import Block, Layout, layout
from stdpolicy.text.tables import Told, has_tables, tables

SUBSTANCE = frozenset({"part", "section", "article", "item", "subitem", "dash", "paragraph"})
"""Kinds of provision in which a policy states what is to be done; the others frame it."""


ISSUED = ("dateAdopted", "datePrinted", "datePublished", "dateInForce")
"""The dates of a policy, the one first by which it is called."""
MOST_OTHERWISE = 4
"""Where more than one in so many provisions are read as of another kind, the reader does not know the
form of the text, and says nothing."""
MAX_MISQUOTED = 100
"""How many quotes may be looked for in the whole text: each takes time like it."""

LABELLED = regex(f"[{HAN}]{{2,8}}[:：]")
"""How a line begins that says one thing of what is above it: 完成时限：."""
Beside = Callable[[str], bytes | None]
"""Reads a file named relative to the document; None where there is none to be read."""


class Provision:
    """A block of the text."""

    def __init__(self, node: Node, survey: "Survey") -> None:
        self.node = node
        self.survey = survey

    @cached_property
    def id(self) -> str:
        """The id, a fragment of the document's IRI."""
        return self.node.id

    @cached_property
    def kind(self) -> str:
        """Which part of a document it is. Raises Unknown."""
        return str(self.node["kind"])

    @property
    def shown_kind(self) -> str:
        """The same as its number and place show it; where that is another, a rule tells. Raises Unknown."""
        block = self.survey.other_kinds.get(self.id)
        return block.kind if block else self.kind

    @cached_property
    def text(self) -> str:
        """The block's own text, its children excluded. Raises Unknown."""
        return str(self.node["text"])

    @property
    def parent(self) -> "Provision | None":
        """The provision that contains it."""
        above = self.node.parent
        return Provision(above, self.survey) if above and above.parent is not None else None

    @cached_property
    def prefix(self) -> tuple[str, ...]:
        """Number and heading, as far as it has them, with which the text begins. Raises Unknown."""
        printed = (str(self.node.get(name, "")) for name in ("number", "heading"))
        return tuple(filter(None, printed))

    @cached_property
    def body_start(self) -> int:
        """Where the text goes on after number and heading, in characters. Raises Unknown."""
        end = prefix_end(self.text, self.prefix)
        return len("".join(self.prefix)) if end is None else end

    @cached_property
    def made(self) -> list[Node]:
        """The statements made in it. Raises Unknown if there may be others."""
        if (
            self.survey.unplaced
            or "id" in self.node.unknown
            or self.id in self.survey.walk.namesakes
        ):
            raise Unknown("statements")
        return self.placed

    @cached_property
    def placed(self) -> list[Node]:
        """The statements that name it as where they are made."""
        return self.survey.by_provision.get(self.id, [])

    @cached_property
    def sound(self) -> bool:
        """Whether it begins as it says, holds all that is quoted from it, and nothing that is quoted
        as from elsewhere.

        If not, more is known to be wrong than that something is left out. Raises Unknown.
        """
        text, astray = self.text, self.survey.misquoted
        return (
            prefix_end(text, self.prefix) is not None
            and all(node["quote"] in text for node in self.made)
            and len(astray) <= MAX_MISQUOTED
            and not any(quote in text for quote in astray)
        )

    @cached_property
    def duties(self) -> list[tuple[int, int]]:
        """Where it prints who is responsible. Raises Unknown."""
        if not self.survey.is_chinese:
            return []
        if self.row is not None:
            return sorted({duty.span for duty in self.row.duties})
        return list(printed(self.text, self.survey.gazetteer))

    @property
    def below(self) -> Iterator["Provision"]:
        """The lines right below that begin with a label, and so are of it: 责任单位：…, 完成时限：…. Raises
        Unknown.
        """
        every = self.survey.provisions
        at = self.survey.places.get(self.id, len(every))
        for provision in islice(every, at + 1, None):
            if not LABELLED.match(provision.text):
                return
            yield provision

    @cached_property
    def row(self) -> Told | None:
        """What it says as a line of a table; None if it is none, or one that cannot be read."""
        told = self.survey.told.get(id(self.node))
        return told if told is not None and told.is_read else None

    @property
    def figures(self) -> list[Figure]:
        """The figures that it states. Raises Unknown."""
        return list(figures(self.text)) if self.row is None else self.row.figures

    @property
    def unassigned(self) -> list[tuple[int, int]]:
        """Where it prints who is responsible, and no assignment quotes it. Raises Unknown."""
        covered = self.quoted("Assignment") if self.duties else bytearray()
        return [(start, end) for start, end in self.duties if not any(covered[start:end])]

    def quoted(self, *classes: str) -> bytearray:
        """For each character, whether a statement (of some classes) quotes it. Raises Unknown."""
        return self.quoted_by(s for s in self.made if not classes or s.cls.name in classes)

    def quoted_by(self, statements: Iterable[Node]) -> bytearray:
        """The same of some statements. Raises Unknown."""
        text = self.text
        covered = bytearray(len(text))
        for quote in {statement["quote"] for statement in statements}:
            at, done = text.find(quote), 0
            while at >= 0:  # where quotes overlap each character is marked once
                end = at + len(quote)
                covered[max(at, done) : end] = b"\1" * (end - max(at, done))
                at, done = text.find(quote, at + 1), end
        return covered


class Survey:
    """A policy, its provisions taken in their `order`."""

    def __init__(
        self,
        links: Links,
        entities: Callable[[], Registered] = Registered,
        read: Beside | None = None,
        is_committed: Callable[[str, bytes], bool] = lambda name, data: False,
    ) -> None:
        self.links = links
        self.registered = entities
        """Gives those of the registries, when one is asked for."""
        self.read = read
        self.is_committed = is_committed
        """Whether version control has a file beside the document, with some content."""
        self._read: dict[str, bytes | None] = {}
        self.walk = walk = links.walk
        self.root = walk.root
        self.statements = [node for node in walk.nodes if node.is_statement]
        self.compared = 0
        """How much has been compared to find where quotes stand, in characters times characters."""
        keys: dict[int, tuple[int, ...]] = {}
        self.ordered = "Provision" not in walk.hidden
        """Whether the order of the provisions is known, and none is missing. Siblings of one order
        have none, and each notation may write another of them first."""
        found = walk.of("Provision")
        for at, node in enumerate(found):  # parents come before their children, siblings in order
            order = node.known("order")
            self.ordered &= order is not None
            above = keys.get(id(node.parent), ())
            keys[id(node)] = (*above, order if isinstance(order, int) else at)
        self.ordered &= len(set(keys.values())) == len(found)
        found.sort(key=lambda node: keys[id(node)])
        self.provisions = [Provision(node, self) for node in found]
        self.by_id = {
            node.id: provision for node, provision in zip(found, self.provisions, strict=True)
        }

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each provision among `provisions`."""
        return {provision.id: at for at, provision in enumerate(self.provisions)}

    @cached_property
    def unplaced(self) -> bool:
        """Whether there may be statements of which it is not known where they are made."""
        lost = not self.walk.hidden.isdisjoint(self.walk.model.statements)
        places = (s.known("statedIn") for s in self.statements)
        return lost or any(p is None or self.walk.local(p) not in self.by_id for p in places)

    @cached_property
    def by_provision(self) -> dict[str, list[Node]]:
        """The statements made in each provision, as far as it is known."""
        found: dict[str, list[Node]] = {}
        for statement in self.statements:
            where = statement.known("statedIn")
            if where is not None:
                found.setdefault(self.walk.local(where), []).append(statement)
        return found

    @cached_property
    def misquoted(self) -> frozenset[str]:
        """The quotes that do not stand in the provision that their statement names."""
        found: set[str] = set()
        for name, made in self.by_provision.items():
            if name in self.walk.namesakes:
                continue
            text = self.by_id[name].node.known("text") if name in self.by_id else None
            if text is not None:
                quotes = (node.known("quote") for node in made)
                found.update(quote for quote in quotes if quote and quote not in text)
        return frozenset(found)

    @cached_property
    def dates(self) -> frozenset[str] | None:
        """The days, months and years that the document's dates name; None if a date is faulty."""
        found: set[str] = set()
        for node in self.walk.nodes:
            for field in node.cls.dates:
                if field.name in node.unknown:
                    return None
                if value := node.tree.get(field.name):
                    found |= {value[:length] for length in (4, 7, 10)}
        return frozenset(found)

    def entity(self, iri: str) -> Mapping[str, Any]:
        """What describes a body, place or the like, here or in a registry; empty if nothing does."""
        here = self.walk.by_id.get(self.walk.local(iri))
        return here.tree if here else self.registered().get(iri, {})

    def names(self, iri: str) -> tuple[str, ...]:
        """The Chinese names of an entity, in full and short; none where it is not known."""
        return chinese_names(self.entity(iri))

    @cached_property
    def title(self) -> tuple[str, str]:
        """The tag and the words of the title in Chinese; nothing where it is not known."""
        found = self.root.known("title")
        every = found.items() if isinstance(found, dict) else ()
        return next((one for one in every if one[0].lower().startswith("zh")), ("", ""))

    @cached_property
    def layout(self) -> Layout | None:
        """Its text as its structure is read; None where not all of it is known, or can be read."""
        texts = [provision.node.known("text") for provision in self.provisions]
        if not self.is_chinese or not self.ordered or any(text is None for text in texts):
            return None
        return layout("\n".join(map(str, texts)).split("\n"))

    @cached_property
    def other_kinds(self) -> Mapping[str, Block]:
        """The provisions that are of another kind than they say, by their ids, as their number and place
        show them.
        """
        if self.layout is None:
            return {}
        first = {block.first: block for top in self.layout.blocks for block in top.walk()}
        found: dict[str, Block] = {}
        compared = line = 0
        for provision in self.provisions:
            block, text = first.get(line), provision.text
            line += text.count("\n") + 1
            if block is None or not text.startswith(block.text[:6]):
                continue
            compared += 1
            if provision.node.known("kind") not in (None, block.kind):
                found[provision.id] = block
        return found if len(found) * MOST_OTHERWISE <= compared else {}

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The titles that the text prints within 《》: it may name the same documents without."""
        return cited(provision.node.known("text") or "" for provision in self.provisions)

    @cached_property
    def is_chinese(self) -> bool:
        """Whether its text can be read."""
        language = self.root.known("language")
        return isinstance(language, str) and language.startswith("zh")

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """What the text says of all its lists of bodies."""
        texts = [provision.node.known("text") or "" for provision in self.provisions]
        return tuple(rule for text in texts for rule in rules(text, self.gazetteer))

    @cached_property
    def holding(self) -> Mapping[str, tuple[Rule, ...]]:
        """Which of them hold in each provision but its own, by its id."""
        texts = [provision.node.known("text") or "" for provision in self.provisions]
        found = holding(texts, self.gazetteer)
        return {one.id: held for one, held in zip(self.provisions, found, strict=True)}

    @cached_property
    def told(self) -> Mapping[int, Told]:
        """What provisions say that are lines of tables, by the identity of their nodes."""
        texts = [provision.node.known("text") or "" for provision in self.provisions]
        if not (self.ordered and self.is_chinese and has_tables(texts)):
            return {}
        year = issued({name: self.root.known(name) for name in ISSUED})
        found = tables(texts, self.gazetteer, self.rules, year)
        return {id(self.provisions[n].node): told for n, told in found.items()}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The bodies that the policy or a registry describes. Raises Unknown if it is not known which
        nodes describe them, or where the policy holds: names in short are those of that place.
        """
        walk = self.walk
        if any(node.id in walk.namesakes for node in walk.of("Body", "Place")):
            raise Unknown("names")
        here = {
            walk.base + node.id: {
                "type": node.cls.name,
                **{f.name: node.known(f.name) for f in node.cls.fields if f.name in node.tree},
            }
            for node in walk.of("Body", "Place")
            if node.id
        }
        if not here:
            return self.registered().bodies(self.jurisdiction)
        return bodies({**self.registered(), **here}, self.jurisdiction)

    @property
    def jurisdiction(self) -> str:
        """The IRI of the place where the policy holds. Raises Unknown if that is no place."""
        iri = str(self.root.get("jurisdiction", ""))
        whole = self.walk.base + iri if iri.startswith("#") else iri
        document = whole.partition("#")[0] + "#"
        described = self.entity(iri)
        if described.get("type", "Place") != "Place" or (
            not described and any(one.startswith(document) for one in self.registered())
        ):
            raise Unknown("jurisdiction")
        return whole

    @cached_property
    def place_names(self) -> Gazetteer:
        """The places that the policy or a registry describes, by their names and short forms."""
        own = [node.id for node in self.walk.of("Place") if node.id]
        if not own:
            return self.registered().places
        described = (iri for iri, one in self.registered().items() if one.get("type") == "Place")
        every = dict.fromkeys([*own, *described])
        return Gazetteer.of(tuple(with_short_forms((iri, self.names(iri)) for iri in every)))

    def provision(self, statement: Node) -> Provision | None:
        """The provision that makes a statement; None if it is not there. Raises Unknown."""
        name = self.walk.local(statement["statedIn"])
        if name in self.walk.namesakes:
            raise Unknown(name)
        return self.by_id.get(name)

    def file(self, name: str) -> tuple[str, bytes | None]:
        """What a field of the source names, and what that file holds; None where it is not there.

        Raises Unknown.
        """
        file = next((str(s.get(name, "")) for s in self.walk.of("Source")), "")
        if file and file not in self._read:
            self._read[file] = self.read(file) if self.read else None
        return file, self._read.get(file)

    @cached_property
    def published(self) -> str | None:
        """The text beside the policy that its digest confirms, where the provisions differ from it: what
        is wrong then is the provisions. None if they do not, and where that is not known.
        """
        with suppress(Unknown):
            _, data = self.file("file")
            digests = [source["digest"] for source in self.walk.of("Source")]
            if data is not None and digests == [sha256(data).hexdigest()]:
                text = data.decode(errors="replace")
                return None if text == self.text else text
        return None

    def provision_at(self, offset: int) -> tuple[Provision, int] | None:
        """The provision in which a character of the text stands, or after which a LF, and the offset
        in that. Raises Unknown.
        """
        for provision in self.provisions:
            if offset <= len(provision.text):
                return provision, offset
            offset -= len(provision.text) + 1
        return None

    @cached_property
    def text(self) -> str:
        """The provisions' texts in document order, joined with LF. Raises Unknown."""
        if not self.ordered:
            raise Unknown("order")
        return "\n".join(provision.text for provision in self.provisions)


class Statement(NamedTuple):
    """A statement of a policy as a check sees it."""

    node: Node
    survey: Survey


STATEMENT = Stage[Statement]("statement")
"""Run on each statement of a policy."""
PROVISION = Stage[Provision]("provision")
"""Run on each provision of a policy."""
POLICY = Stage[Survey]("policy")
"""Run on a policy as a whole."""
FILES = Stage[Survey]("files")
"""Run on a policy beside which files can be read."""


def issued(record: Mapping[str, Any]) -> int | None:
    """The year in which a policy was issued, by the first of its dates that is known."""
    for name in ISSUED:
        if isinstance(day := record.get(name), str):
            return int(day[:4])
    return None


def prefix_end(text: str, prefix: tuple[str, ...]) -> int | None:
    """Where the words end with which a text begins, in characters; None if it does not begin so.

    White space may part them, as in 第一章 总则.
    """
    at = 0
    for n, part in enumerate(prefix):
        if n:
            at = len(text) - len(text[at:].lstrip())
        if not text.startswith(part, at):
            return None
        at += len(part)
    return at
