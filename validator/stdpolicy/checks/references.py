"""SP4xx: whether what a document refers to is there, and is what it should be.

Within a document, and across all documents validated together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stdpolicy.checks.links import Link
from stdpolicy.checks.node import Node
from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.walk import DOCUMENT, Walk
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Finding,
    Listed,
    Message,
    Name,
    Number,
    Path,
    Related,
)
from stdpolicy.diagnostics import Node as Named
from stdpolicy.wording import Guesses


@rule("SP401", "duplicate-id", "Two nodes have the same id", "两个节点使用同一标识", on=DOCUMENT)
def duplicate_id(walk: Walk) -> Iterator[Finding]:
    """Ids are unique in a document; in RDF two nodes of one id would run together into one.

    Rename one of them, and the references that mean it.
    """
    for node in walk.nodes:
        first = walk.by_id.get(node.id, node)
        if first is not node and not node.superfluous:
            related = [Related(FIRST_USED, (*first.path, "id"))]
            yield DUPLICATE_ID((*node.path, "id"), id=Named(node.id), related=related)


DUPLICATE_ID = Message(
    "SP401", "duplicate-id", "the id {id} is used twice", Advice("rename", "rename one")
)
FIRST_USED = Advice("first-used", "first used here")


@rule(
    "SP402",
    "dangling",
    "A reference leads to no node of the document",
    "引用的节点在文档中不存在",
    on=DOCUMENT,
)
def dangling(walk: Walk) -> Iterator[Finding]:
    """A reference to a fragment of this document names a node that is not there."""
    for link in walk.links:
        if walk.links.dangles(link) and not walk.links.may_lead(link):
            guess = walk.guesses.nearest(link.target[1:], walk.names(link.targets))
            yield DANGLING(
                link.path,
                name=Name(link.field.name),
                target=Named(link.target),
                guess=Code("#" + guess),
                advice=DID_YOU_MEAN_ID if guess else None,
            )


DANGLING = Message("SP402", "dangling", "{name} refers to {target}, which is not in the document")
DID_YOU_MEAN_ID = Advice("did-you-mean", 'did you mean "{guess}"?')


@rule(
    "SP403",
    "wrong-class",
    "A reference leads to a node of the wrong class",
    "引用的节点类别不符",
    on=DOCUMENT,
)
def wrong_class(walk: Walk) -> Iterator[Finding]:
    """A reference names a node that exists but is not of the class that the property needs."""
    for link in walk.links:
        node = walk.by_id.get(link.target)
        if node is not None and link.targets and node.cls.name not in link.targets:
            yield _wrong(WRONG_CLASS, link, node.cls.name)


WRONG_CLASS = Message(
    "SP403", "wrong-class", "expected {expected:a} for {name}, {target} is {cls:a}"
)


def _wrong(message: Message, link: Link, cls: str) -> Finding:
    names = link.targets if len(link.targets) <= 2 else ("Statement",)
    return message(
        link.path,
        expected=Listed(tuple(Name(name) for name in names), "or"),
        name=Name(link.field.name),
        target=Named(link.target),
        cls=Name(cls),
    )


@rule(
    "SP404",
    "lead-issuer",
    "The lead issuer is not among the issuers",
    "主办机关不在发文机关之列",
    on=DOCUMENT,
)
def lead_issuer(walk: Walk) -> Iterator[Finding]:
    """The lead issuer (主办机关) of a joint document is one of its issuers (发文机关).

    Add it to issuer, or correct leadIssuer.
    """
    root = walk.root
    lead = root.get("leadIssuer")
    issuers = {walk.local(iri) for iri in root.get("issuer", ())}
    doubtful = any(
        link.node is root
        and link.field.name in ("issuer", "leadIssuer")
        and not walk.links.fits(link)
        for link in walk.links
    )
    if lead is not None and walk.local(lead) not in issuers and not doubtful:
        yield LEAD_ISSUER((*root.path, "leadIssuer"), target=Named(walk.local(lead)))


LEAD_ISSUER = Message(
    "SP404",
    "lead-issuer",
    "leadIssuer {target} is not among issuer",
    Advice("add-to-issuer", "add it to issuer"),
)


@rule(
    "SP405",
    "duplicate-order",
    "Two siblings have the same order",
    "同级节点序号重复",
    on=DOCUMENT,
)
def duplicate_order(walk: Walk) -> Iterator[Finding]:
    """`order` gives siblings their printed sequence; two with one number have none."""
    first: dict[tuple[Path, int], Node] = {}
    for node in walk.nodes:
        if not node.cls.ordered or "order" in node.unknown:
            continue
        before = first.setdefault((node.path[:-1], node["order"]), node)
        if before is not node:
            yield DUPLICATE_ORDER(
                (*node.path, "order"),
                order=Number(node["order"]),
                node=node.named,
                other=before.named,
                related=[Related(FIRST, (*before.path, "order"))],
            )


DUPLICATE_ORDER = Message(
    "SP405",
    "duplicate-order",
    "order {order} of {node} is that of {other} too",
    Advice("number", "number siblings 1, 2, 3"),
)
FIRST = Advice("first", "first")


@rule("SP406", "cycle", "A hierarchy runs in a circle", "层级关系出现循环", on=DOCUMENT)
def cycle(walk: Walk) -> Iterator[Finding]:
    """A body, place or indicator cannot be its own parent, successor or broader one, however far.

    Programs that follow the hierarchy upwards would never come to an end.
    """
    steps: dict[str, dict[str, list[Link]]] = {}
    for link in walk.links:
        if link.node.cls.name in link.targets and link.target in walk.by_id:
            steps.setdefault(link.field.iri, {}).setdefault(link.node.id, []).append(link)
    for by_subject in steps.values():
        done: set[str] = set()
        for start in by_subject:
            loop = _loop(start, by_subject, done)
            if loop is not None:
                yield CYCLE(loop.path, name=Name(loop.field.name), node=loop.node.named)


CYCLE = Message(
    "SP406",
    "cycle",
    "{name} leads from {node} back to itself",
    Advice("remove-link", "remove one of the links"),
)


def _loop(start: str, by_subject: dict[str, list[Link]], done: set[str]) -> Link | None:
    """A link that closes a circle, found depth first without recursion; `done` is shared."""
    if start in done:
        return None
    active: dict[str, None] = {start: None}
    stack = [iter(by_subject.get(start, ()))]
    while stack:
        link = next(stack[-1], None)
        if link is None:
            stack.pop()
            done.add(active.popitem()[0])
        elif link.target in active:
            done.update(active)
            return link
        elif link.target not in done:
            active[link.target] = None
            stack.append(iter(by_subject.get(link.target, ())))
    return None


# -- across documents ------------------------------------------------------------------------

Known = Mapping[str, Mapping[str, str]]
"""Document IRI to the classes of its nodes, by id as the document writes it."""


@dataclass(frozen=True)
class External:
    """What a document refers to in others, and what is known of those."""

    links: list[Link]
    known: Known
    guesses: Guesses


ACROSS = Stage[External]("across")
"""Run on each document of a run, once all of them have been read."""


def fits(target: str, classes: tuple[str, ...], known: Known) -> bool:
    """Whether a reference leads to a node that is there and of one of some classes, if any is named,
    or to a document of which nothing is known.
    """
    document, hash_, fragment = target.partition("#")
    if document not in known:
        return True
    cls = known[document].get("#" + fragment if hash_ else document)
    if cls is None:
        return not fragment
    return not classes or cls in classes


@rule(
    "SP411",
    "dangling-external",
    "A reference leads to no node of another document",
    "引用的其他文档中不存在该节点",
    on=ACROSS,
)
def dangling_external(found: External) -> Iterator[Finding]:
    """A reference names a node of another document that was validated along, and is not in it.

    Checked only for documents given in the same run, such as the policies of a folder and their
    registry; other IRIs are not looked up, since nothing is fetched.
    """
    for link in found.links:
        document, _, fragment = link.target.partition("#")
        ids = found.known.get(document)
        if ids is not None and fragment and "#" + fragment not in ids:
            guess = found.guesses.nearest(fragment, (iri[1:] for iri in ids if iri[0] == "#"))
            yield DANGLING_EXTERNAL(
                link.path,
                name=Name(link.field.name),
                target=Named(link.target),
                guess=Code(f"{document}#{guess}"),
                advice=DID_YOU_MEAN_ID if guess else None,
            )


DANGLING_EXTERNAL = Message(
    "SP411", "dangling-external", "{name} refers to {target}, which is not in that document"
)


@rule(
    "SP412",
    "wrong-class-external",
    "A reference leads to a node of the wrong class in another document",
    "引用的其他文档节点类别不符",
    on=ACROSS,
)
def wrong_class_external(found: External) -> Iterator[Finding]:
    """A reference names a node of another document of this run that is of another class."""
    for link in found.links:
        document, hash_, fragment = link.target.partition("#")
        cls = found.known.get(document, {}).get("#" + fragment if hash_ else document)
        if cls is not None and link.targets and cls not in link.targets:
            yield _wrong(WRONG_CLASS_EXTERNAL, link, cls)


WRONG_CLASS_EXTERNAL = Message(
    "SP412", "wrong-class-external", "expected {expected:a} for {name}, {target} is {cls:a}"
)


@dataclass(frozen=True)
class Twin:
    """A document of which another file of the run says something else."""

    base: str
    other: str
    """The name of the file that came first."""


TWINS = Stage[Twin]("twins")
"""Run where two files hold different documents of one IRI."""


@rule(
    "SP413",
    "notations-differ",
    "Two files of one document say different things",
    "同一文档的不同文件内容不一致",
    on=TWINS,
)
def notations_differ(twin: Twin) -> Iterator[Finding]:
    """A document that is kept in several notations means the same in each.

    Convert the one that is right over the other: `stdpolicy convert policy.jsonld --to turtle`.
    """
    yield DIFFERS((), base=Code(twin.base), other=Code(twin.other))


DIFFERS = Message(
    "SP413",
    "notations-differ",
    "{base} differs from the document of the same IRI in {other}",
    Advice("convert", "convert the right one over the other"),
)
