"""SP401 to SP405: ids, and references to nodes of the same document."""

from collections.abc import Iterator, Sequence

from stdpolicy.checks.references.meant import Meant
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
    Phrase,
    Related,
    Safety,
    Write,
    likely,
)
from stdpolicy.diagnostics import Node as Named


@rule(
    "SP401",
    "duplicate-id",
    "Two nodes have the same id",
    "两个节点使用同一标识",
    on=DOCUMENT,
    zh="""
    文档中的两个节点使用同一标识（id）。

    理由：标识在文档中必须唯一；在 RDF 中，标识相同的两个节点会合并为一个。将其中一个改名，
    并修改指向它的引用。
    """,
)
def duplicate_id(walk: Walk) -> Iterator[Finding]:
    """Two nodes of a document have the same id.

    Why: Ids are unique in a document; in RDF two nodes of one id would run together into one.
    Rename one of them, and the references that mean it.
    """
    for node in walk.nodes:
        first = walk.by_id.get(node.id, node)
        if first is not node and not node.superfluous:
            related = [Related(FIRST_USED, (*first.path, "id"))]
            yield DUPLICATE_ID((*node.path, "id"), id=Named(node.id), related=related)


DUPLICATE_ID = Message(
    "SP401",
    "duplicate-id",
    "the id {id} is used twice",
    "标识 {id} 使用了两次",
    Advice("rename", "rename one", "将其中一个改名"),
)
FIRST_USED = Advice("first-used", "first used here", "首次使用在此")


@rule(
    "SP402",
    "dangling",
    "A reference leads to no node of the document",
    "引用的节点在文档中不存在",
    on=LINKS,
    fixes=(Safety.LIKELY,),
    zh="""
    引用指向本文档的片段，而文档中没有该节点。

    指向同一名称的引用合为一个问题：多半是节点名称有误，而不是各处引用都有误。
    只有引文分属几个条文的，才按条文分为几个问题。

    理由：引用若无所指，所要说明的关系就丢失了。更正名称，或者补上节点。
    """,
)
def dangling(links: Links) -> Iterator[Finding]:
    """A reference to a fragment of this document names a node that is not there.

    All references to one such name are one finding: rather the node is named wrongly than each
    of them. Only where they are made by words of several provisions there is one for each of these.

    Why: What a reference says is lost where it leads to nothing. Correct the name, or add the
    node.
    """
    walk = links.walk
    missing: dict[str, list[Link]] = {}
    for link in links:
        if links.dangles(link) and not links.may_lead(link):
            missing.setdefault(link.target, []).append(link)
    meant = Meant(walk)
    for target, every in missing.items():
        name = walk.guesses.nearest(target[1:], walk.names(every[0].targets))
        guess = f"#{name}" if name else ""
        provision = all(link.to_provision for link in every)
        for several, one in meant.apart(every, guess) if provision else [(every, guess)]:
            yield _dangling(Named(target), several, one)


def _dangling(target: Named, links: Sequence[Link], guess: str) -> Finding:
    """That references to a name lead to nothing, all of which probably mean another."""
    first, *more = links
    return DANGLING(
        first.path,
        name=Name(first.field.name),
        target=target,
        guess=Code(guess),
        advice=DID_YOU_MEAN_ID if guess else None,
        related=[Related(ALSO, link.path) for link in more[:MAX_SHOWN]],
        fix=likely(*(Write(link.path, guess) for link in links)) if guess else None,
    )


MAX_SHOWN = 10
"""How many more references to one name are shown."""
ALSO = Advice("also", "referred to here, too", "此处也指向它")
DANGLING = Message(
    "SP402",
    "dangling",
    "{name} refers to {target}, which is not in the document",
    "{name} 指向 {target}，而文档中没有此节点",
)
DID_YOU_MEAN_ID = Advice("did-you-mean", 'did you mean "{guess}"?', "是否应为“{guess}”？")


@rule(
    "SP403",
    "wrong-class",
    "A reference leads to a node of the wrong class",
    "引用的节点类别不符",
    on=LINKS,
    fixes=(Safety.LIKELY,),
    zh="""
    引用指向的节点存在，但类别不是属性所要求的；或者指向词汇表中的类、属性、代码等，
    这些同样不是所要求的节点。

    理由：属性只对所要求类别的节点有意义：地方不能作为发文机关（issuer）。
    """,
)
def wrong_class(links: Links) -> Iterator[Finding]:
    """A reference names a node that exists but is not of the class that the property needs, or a
    term of the vocabulary, which is no such node either.

    Why: A property makes sense of nodes of its classes only: an issuer that is a place issues
    nothing.
    """
    meant = Meant(links.walk)
    for link in links:
        guess = ""
        fits = links.fits(link)
        if not fits and link.to_provision and not links.dangles(link):
            guess = meant.guess([link], "")
        node = links.walk.by_id.get(link.target)
        if node is not None and not fits:
            yield of_wrong_class(WRONG_CLASS, link, Name(node.cls.name), guess)
        elif term := links.term(link):
            yield of_wrong_class(A_TERM, link, _term(term), guess)


WRONG_CLASS = Message(
    "SP403",
    "wrong-class",
    "expected {expected:a} for {name}, {target} is {cls:a}",
    "{name} 应指向 {expected}，而 {target} 为 {cls}",
)


A_TERM = Message(
    "SP403",
    "term",
    "expected {expected:a} for {name}, {target} is {cls}",
    "{name} 应指向 {expected}，而 {target} 为{cls}",
)


TERMS = {"a property": "词汇表的属性", "a class": "词汇表的类", "a code list": "词汇表的代码表"}
"""What the model says of its terms, but for codes."""


def _term(said: str) -> Phrase:
    return Phrase(said, TERMS.get(said) or f"代码表 {said.removeprefix('a code of ')} 中的代码")


def of_wrong_class(message: Message, link: Link, cls: Name | Phrase, guess: str = "") -> Finding:
    """The finding that a reference leads to a node of a class that its field does not allow; `guess` is the
    id of the node that is probably meant.
    """
    names = link.targets if len(link.targets) <= 2 else ("Statement",)
    return message(
        link.path,
        expected=Listed(tuple(Name(name) for name in names), "or"),
        name=Name(link.field.name),
        target=Named(link.target),
        cls=cls,
        guess=Code(guess),
        advice=DID_YOU_MEAN_ID if guess else None,
        fix=likely(Write(link.path, guess)) if guess else None,
    )


@rule(
    "SP404",
    "lead-issuer",
    "The lead issuer is not among the issuers",
    "主办机关不在发文机关之列",
    on=LINKS,
    zh="""
    联合行文的主办机关（leadIssuer）不在发文机关（issuer）之列。

    理由：主办机关是发文机关之一。将其列入 issuer，或者更正 leadIssuer。
    """,
)
def lead_issuer(links: Links) -> Iterator[Finding]:
    """The lead issuer (主办机关) of a joint document is not among its issuers (发文机关).

    Why: The lead issuer is one of the issuers. Add it to issuer, or correct leadIssuer.
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
        yield LEAD_ISSUER(
            (*root.path, "leadIssuer"),
            target=Named(walk.local(lead)),
            related=[Related(ISSUERS, (*root.path, "issuer"))] if issuers else [],
        )


ISSUERS = Advice("issuers", "the issuers", "发文机关")
LEAD_ISSUER = Message(
    "SP404",
    "lead-issuer",
    "leadIssuer {target} is not among issuer",
    "leadIssuer {target} 不在 issuer 之列",
    Advice("add-to-issuer", "add it to issuer", "将其列入 issuer"),
)


@rule(
    "SP405",
    "duplicate-order",
    "Two siblings have the same order",
    "同级节点序号重复",
    on=DOCUMENT,
    zh="""
    两个同级节点的 `order` 相同。

    理由：`order` 表示同级节点在原文中的次序；序号相同，次序就无法确定。
    同级节点依次编为 1、2、3。
    """,
)
def duplicate_order(walk: Walk) -> Iterator[Finding]:
    """Two siblings have the same `order`.

    Why: `order` gives siblings their printed sequence; two with one number have none. Number
    siblings 1, 2, 3.
    """
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
    "{node} 与 {other} 的 order 同为 {order}",
    Advice("number", "number siblings 1, 2, 3", "同级节点依次编为 1、2、3"),
)
FIRST = Advice("first", "first", "首次使用在此")
