"""A policy as it is read: clause by clause, its words with the statements marked in them and a card for each."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from stdpolicy.checks.survey import prefix_end
from stdpolicy.document import Document
from stdpolicy.marked import Held, Marked, astray, marked
from stdpolicy.model import Class
from stdpolicy.model.iri import absolute
from stdpolicy.site.content import Tree, due, nodes
from stdpolicy.site.policy.facts import Fact, Facts, Referrer, Value
from stdpolicy.site.policy.filters import Options
from stdpolicy.site.policy.kinds import KINDS, Kind
from stdpolicy.site.policy.places import fragment, marks, place
from stdpolicy.site.policy.spans import Runs, drawn, nested

SHOWN = frozenset({"label", "statedIn", "quote", "order", "reviewStatus"})
"""Fields of a statement that its card shows in places of their own."""


class Card(Struct, frozen=True):
    """What is encoded of a statement."""

    id: str
    node: Tree
    cls: Class
    kind: Kind
    number: str
    marked: bool
    """Whether words of the text carry its id; else the card does."""
    facts: list[Fact]
    within: Value | None
    """The statement that contains it."""
    holds: tuple[Value, ...]
    """The statements that it contains."""
    interpretations: tuple[Tree, ...]
    referrers: list[Referrer]
    tokens: Mapping[str, str]
    """What it is found by, by the name of the filter."""


class Clause(Struct, frozen=True):
    """A provision with its words and cards."""

    id: str
    provision: Tree
    depth: int
    heading: bool
    """Whether its words are nothing but number and heading."""
    runs: Runs
    cards: tuple[Card, ...]
    emendations: tuple[Tree, ...]
    left: int
    """How many letters and digits no statement quotes that should be quoted."""

    @property
    def name(self) -> str:
        """Its number and heading; of a clause without them, how it begins."""
        words = [
            str(self.provision[name]) for name in ("number", "heading") if name in self.provision
        ]
        text = str(self.provision["text"])
        return "".join(words) or (text if len(text) <= 24 else text[:23] + "…")

    @property
    def named(self) -> bool:
        """Whether it has a number or heading of its own."""
        return "number" in self.provision or "heading" in self.provision

    @property
    def counts(self) -> list[tuple[Class, int]]:
        """How many statements of each class it makes."""
        return [(card.cls, n) for card, n in _counted(self.cards)]


def _counted(cards: tuple[Card, ...]) -> Iterator[tuple[Card, int]]:
    found = Counter(card.cls.name for card in cards)
    for name in KINDS:
        if name in found:
            yield next(card for card in cards if card.cls.name == name), found[name]


class Reading:
    """A policy as it is read."""

    def __init__(self, policy: Document, facts: Facts) -> None:
        self.policy = policy
        self.facts = facts
        self.options = Options()
        self.parents = {
            str(inner["id"]): node for node in nodes(policy.tree) for inner in _held(node)
        }
        self.emendations: list[Tree] = list(policy["source"].get("emendation", ()))
        self._marked = list(marked(policy.tree))

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses in the order of the text."""
        return [self._clause(one) for one in self._marked]

    @cached_property
    def astray(self) -> list[Card]:
        """The statements that are in no clause."""
        return [self._card(held, marked=False) for held in astray(self.policy.tree)]

    @cached_property
    def kinds(self) -> list[tuple[Card, int]]:
        """How many statements of each class there are, each with one of them."""
        cards = [card for clause in self.clauses for card in clause.cards]
        return list(_counted((*cards, *self.astray)))

    @property
    def contents(self) -> Iterator[Clause]:
        """The clauses that a table of contents lists: those of the first level, and of the second those with headings.
        Of a run of one kind without names, such as the lines of a masthead, it lists the first.
        """
        before = ""
        for one in self.clauses:
            if one.depth == 0:
                kind = "" if one.named else str(one.provision["kind"])
                if not kind or kind != before:
                    yield one
                before = kind
            elif one.depth == 1 and "heading" in one.provision:
                yield one

    @property
    def coverage(self) -> tuple[int, int]:
        """How many letters and digits should be quoted by some statement, and how many of them are not."""
        expected = sum(
            sum(map(str.isalnum, piece.text))
            for one in self._marked
            for piece in one.pieces
            if piece.expected
        )
        return expected, sum(one.left for one in self._marked)

    def _clause(self, one: Marked) -> Clause:
        provision, text = one.provision, str(one.provision["text"])
        emendations = [each for each in self.emendations if each.get("statedIn") == provision["id"]]
        statements = [held.tree for held in one.statements]
        runs = nested(text, marks(text, statements, emendations))
        marked = drawn(runs)
        ordered = sorted(one.statements, key=lambda held: place(text, held.tree))
        prefix = tuple(str(provision[name]) for name in ("number", "heading") if name in provision)
        return Clause(
            fragment(provision),
            provision,
            one.depth,
            bool(prefix) and prefix_end(text, prefix) == len(text),
            runs,
            tuple(self._card(held, marked=fragment(held.tree) in marked) for held in ordered),
            tuple(emendations),
            one.left,
        )

    def _card(self, held: Held, *, marked: bool) -> Card:
        node, base = held.tree, self.policy.base
        iri = absolute(str(node["id"]), base)
        value = self.facts.named(iri)
        assert value.cls is not None
        facts = self.facts.of(node, base, SHOWN)
        parent = self.parents[str(node["id"])]
        return Card(
            fragment(node),
            node,
            value.cls,
            KINDS[value.cls.name],
            value.number,
            marked,
            facts,
            None
            if parent["type"] == "Policy"
            else self.facts.named(absolute(str(parent["id"]), base)),
            tuple(
                self.facts.named(absolute(str(inner["id"]), base))
                for inner in _held(node)
                if inner["type"] in KINDS
            ),
            tuple(node.get("interpretation", ())),
            self.facts.referrers.get(iri, []),
            self.options.tokens(facts, self._deadline(node, value.cls)),
        )

    def _deadline(self, node: Tree, cls: Class) -> str:
        """The year by which it is due. The end of the policy's period counts for what may have a deadline of its own."""
        found = due(self.policy, self._upwards(node))
        period = found is not None and found.origin == self.policy.base
        return found.date[:4] if found and ("deadline" in cls.by_name or not period) else ""

    def _upwards(self, node: Tree) -> Iterator[Tree]:
        """A statement and those that contain it."""
        while node["type"] != "Policy":
            yield node
            node = self.parents[str(node["id"])]


def _held(node: Tree) -> Iterator[Tree]:
    """The nodes that a node contains, not further down."""
    for value in node.values():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "id" in one:
                yield one
