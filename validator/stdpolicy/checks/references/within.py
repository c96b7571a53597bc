"""SP401 to SP405: ids, and references to nodes of the same document."""

from collections.abc import Iterator

from stdpolicy.checks.rule import rule
from stdpolicy.checks.walk import DOCUMENT, LINKS, Link, Links, Node, Walk
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
    "SP401", "duplicate-id", "the id {id} is used twice", "", Advice("rename", "rename one", "")
)
FIRST_USED = Advice("first-used", "first used here", "")


@rule(
    "SP402",
    "dangling",
    "A reference leads to no node of the document",
    "引用的节点在文档中不存在",
    on=LINKS,
)
def dangling(links: Links) -> Iterator[Finding]:
    """A reference to a fragment of this document names a node that is not there.

    All references to one such name are one finding: rather the node is named wrongly than each of them.
    """
    walk = links.walk
    missing: dict[str, list[Link]] = {}
    for link in links:
        if links.dangles(link) and not links.may_lead(link):
            missing.setdefault(link.target, []).append(link)
    for target, (first, *more) in missing.items():
        guess = walk.guesses.nearest(target[1:], walk.names(first.targets))
        yield DANGLING(
            first.path,
            name=Name(first.field.name),
            target=Named(target),
            guess=Code("#" + guess),
            advice=DID_YOU_MEAN_ID if guess else None,
            related=[Related(ALSO, link.path) for link in more[:MAX_SHOWN]],
        )


MAX_SHOWN = 10
"""How many more references to one name are shown."""
ALSO = Advice("also", "referred to here, too", "")
DANGLING = Message(
    "SP402", "dangling", "{name} refers to {target}, which is not in the document", ""
)
DID_YOU_MEAN_ID = Advice("did-you-mean", 'did you mean "{guess}"?', "")


@rule(
    "SP403",
    "wrong-class",
    "A reference leads to a node of the wrong class",
    "引用的节点类别不符",
    on=LINKS,
)
def wrong_class(links: Links) -> Iterator[Finding]:
    """A reference names a node that exists but is not of the class that the property needs, or a term
    of the vocabulary, which is no such node either.
    """
    for link in links:
        node = links.walk.by_id.get(link.target)
        if node is not None and not links.fits(link):
            yield of_wrong_class(WRONG_CLASS, link, Name(node.cls.name))
        elif term := links.term(link):
            yield of_wrong_class(A_TERM, link, Code(term))


WRONG_CLASS = Message(
    "SP403", "wrong-class", "expected {expected:a} for {name}, {target} is {cls:a}", ""
)


A_TERM = Message("SP403", "term", "expected {expected:a} for {name}, {target} is {cls}", "")


def of_wrong_class(message: Message, link: Link, cls: Name | Code) -> Finding:
    """The finding that a reference leads to a node of a class that its field does not allow."""
    names = link.targets if len(link.targets) <= 2 else ("Statement",)
    return message(
        link.path,
        expected=Listed(tuple(Name(name) for name in names), "or"),
        name=Name(link.field.name),
        target=Named(link.target),
        cls=cls,
    )


@rule(
    "SP404",
    "lead-issuer",
    "The lead issuer is not among the issuers",
    "主办机关不在发文机关之列",
    on=LINKS,
)
def lead_issuer(links: Links) -> Iterator[Finding]:
    """The lead issuer (主办机关) of a joint document is one of its issuers (发文机关).

    Add it to issuer, or correct leadIssuer.
    """
    walk = links.walk
    root = walk.root
    lead = root.get("leadIssuer")
    issuers = {walk.local(iri) for iri in root.get("issuer", ())}
    doubtful = any(
        link.node is root and link.field.name in ("issuer", "leadIssuer") and not links.fits(link)
        for link in links
    )
    if lead is not None and walk.local(lead) not in issuers and not doubtful:
        yield LEAD_ISSUER((*root.path, "leadIssuer"), target=Named(walk.local(lead)))


LEAD_ISSUER = Message(
    "SP404",
    "lead-issuer",
    "leadIssuer {target} is not among issuer",
    "",
    Advice("add-to-issuer", "add it to issuer", ""),
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
    "",
    Advice("number", "number siblings 1, 2, 3", ""),
)
FIRST = Advice("first", "first", "")
