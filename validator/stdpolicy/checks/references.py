"""SP4xx: whether what a document refers to is there, and is what it should be.

These run on documents that the schema accepts, and across all documents validated together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from stdpolicy.checks.rule import Finding, meant, rule, with_article
from stdpolicy.diagnostics import Path
from stdpolicy.model import Class, Field, Kind, Model


@dataclass
class Link:
    """A reference: from which node, by which field, to which IRI."""

    subject: str
    field: Field
    target: str
    path: Path


@dataclass
class Index:
    """The nodes and references of one document, collected in one walk."""

    base: str
    classes: dict[str, str] = field(default_factory=dict)
    """Id, relative where it is a fragment, to class name."""
    places: list[tuple[str, Path]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    siblings: list[list[tuple[int, str, Path]]] = field(default_factory=list)
    """For each set of ordered siblings: order, id, path."""

    _fitting: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

    def fitting(self, targets: tuple[str, ...]) -> list[str]:
        """The names of the nodes of some classes, or of all."""
        if targets not in self._fitting:
            self._fitting[targets] = [
                iri[1:]
                for iri, cls in self.classes.items()
                if iri.startswith("#") and (not targets or cls in targets)
            ]
        return self._fitting[targets]

    def relative(self, iri: str) -> str:
        """An IRI of this document as a fragment; any other as it is."""
        return iri.removeprefix(self.base) if iri.startswith(self.base + "#") else iri


Known = Mapping[str, Mapping[str, str]]
"""Document IRI to the classes of its nodes, by relative id."""


def index(tree: dict[str, Any], base: str, model: Model) -> Index:
    """Collects nodes and references of a valid tree."""
    result = Index(base)
    _walk(tree, model.classes[tree["type"]], (), model, result)
    return result


def _walk(tree: dict[str, Any], cls: Class, path: Path, model: Model, result: Index) -> None:
    subject = result.relative(tree["id"])
    result.classes.setdefault(subject, cls.name)
    result.places.append((subject, path))
    for item in cls.fields:
        value = tree.get(item.name)
        if value is None or item.kind not in (Kind.REFERENCE, Kind.NODE):
            continue
        many = isinstance(value, list)
        steps = [(one, (*path, item.name, at)) for at, one in enumerate(value)] if many else []
        steps = steps or [(value, (*path, item.name))]
        if item.kind is Kind.REFERENCE:
            for target, at in steps:
                result.links.append(Link(subject, item, result.relative(target), at))
            continue
        below = model.classes[item.targets[0]]
        if below.ordered:
            result.siblings.append([(n["order"], n["id"], (*at, "order")) for n, at in steps])
        for node, at in steps:
            _walk(node, below, at, model, result)


@rule("SP401", "duplicate-id", "Two nodes have the same id", "两个节点使用同一标识")
def duplicate_id(found: Index) -> Iterator[Finding]:
    """Ids are unique in a document; in RDF two nodes of one id would run together into one.

    Rename one of them, and the references that mean it.
    """
    first: dict[str, Path] = {}
    for subject, path in found.places:
        if first.setdefault(subject, path) != path:
            related = (("first used here", (*first[subject], "id")),)
            yield Finding(f"the id {subject} is used twice", (*path, "id"), "rename one", related)


@rule(
    "SP402", "dangling", "A reference leads to no node of the document", "引用的节点在文档中不存在"
)
def dangling(found: Index) -> Iterator[Finding]:
    """A reference to a fragment of this document names a node that is not there."""
    for link in found.links:
        if link.target.startswith("#") and link.target not in found.classes:
            message = f"{link.field.name} refers to {link.target}, which is not in the document"
            guess = meant(link.target[1:], found.fitting(link.field.targets))
            yield Finding(message, link.path, guess.replace('"', '"#', 1))


@rule(
    "SP403", "wrong-class", "A reference leads to a node of the wrong class", "引用的节点类别不符"
)
def wrong_class(found: Index) -> Iterator[Finding]:
    """A reference names a node that exists but is not of the class that the property needs."""
    for link in found.links:
        cls = found.classes.get(link.target)
        if cls is not None and link.field.targets and cls not in link.field.targets:
            yield Finding(_wrong(link, cls), link.path)


def _wrong(link: Link, cls: str) -> str:
    targets = link.field.targets
    expected = " or ".join(targets) if len(targets) <= 2 else "Statement"
    return f"expected {with_article(expected)} for {link.field.name}, {link.target} is {with_article(cls)}"


@rule(
    "SP404", "lead-issuer", "The lead issuer is not among the issuers", "主办机关不在发文机关之列"
)
def lead_issuer(found: Index) -> Iterator[Finding]:
    """The lead issuer (主办机关) of a joint document is one of its issuers (发文机关).

    Add it to issuer, or correct leadIssuer.
    """
    issuers = {link.target for link in found.links if link.field.name == "issuer"}
    for link in found.links:
        if link.field.name == "leadIssuer" and link.target not in issuers:
            yield Finding(
                f"leadIssuer {link.target} is not among issuer", link.path, "add it to issuer"
            )


@rule("SP405", "duplicate-order", "Two siblings have the same order", "同级节点序号重复")
def duplicate_order(found: Index) -> Iterator[Finding]:
    """`order` gives siblings their printed sequence; two with one number have none."""
    for siblings in found.siblings:
        first: dict[int, tuple[str, Path]] = {}
        for order, iri, path in siblings:
            before, before_path = first.setdefault(order, (iri, path))
            if before_path != path:
                message = f"order {order} of {iri} is that of {before} too"
                yield Finding(message, path, "number siblings 1, 2, 3", (("first", before_path),))


@rule("SP406", "cycle", "A hierarchy runs in a circle", "层级关系出现循环")
def cycle(found: Index) -> Iterator[Finding]:
    """A body, place or indicator cannot be its own parent, successor or broader one, however far.

    Programs that follow the hierarchy upwards would never come to an end.
    """
    steps: dict[str, dict[str, list[Link]]] = {}
    for link in found.links:
        if found.classes.get(link.subject) in link.field.targets and link.target in found.classes:
            steps.setdefault(link.field.iri, {}).setdefault(link.subject, []).append(link)
    for by_subject in steps.values():
        done: set[str] = set()
        for start in by_subject:
            loop = _loop(start, by_subject, done)
            if loop is not None:
                message = f"{loop.field.name} leads from {loop.subject} back to itself"
                yield Finding(message, loop.path, "remove one of the links")


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


@rule(
    "SP411",
    "dangling-external",
    "A reference leads to no node of another document",
    "引用的其他文档中不存在该节点",
)
def dangling_external(found: Index, known: Known) -> Iterator[Finding]:
    """A reference names a node of another document that was validated along, and is not in it.

    Checked only for documents given in the same run, such as the policies of a folder and their
    registry; other IRIs are not looked up, since nothing is fetched.
    """
    for link in found.links:
        document, _, fragment = link.target.partition("#")
        if document in known and fragment and "#" + fragment not in known[document]:
            message = f"{link.field.name} refers to {link.target}, which is not in that document"
            guess = meant(fragment, (iri[1:] for iri in known[document] if iri[0] == "#"))
            yield Finding(message, link.path, guess)


@rule(
    "SP412",
    "wrong-class-external",
    "A reference leads to a node of the wrong class in another document",
    "引用的其他文档节点类别不符",
)
def wrong_class_external(found: Index, known: Known) -> Iterator[Finding]:
    """A reference names a node of another document of this run that is of another class."""
    for link in found.links:
        document, hash_, fragment = link.target.partition("#")
        if document in known and link.field.targets:
            cls = known[document].get("#" + fragment if hash_ else document)
            if cls is not None and cls not in link.field.targets:
                yield Finding(_wrong(link, cls), link.path)


@rule(
    "SP413",
    "notations-differ",
    "Two files of one document say different things",
    "同一文档的不同文件内容不一致",
)
def notations_differ(base: str, path: Path, other: str) -> Iterator[Finding]:
    """A document that is kept in several notations means the same in each.

    Convert the one that is right over the other: `stdpolicy convert policy.jsonld --to turtle`.
    """
    message = f"{base} differs from the document of the same IRI in {other}"
    yield Finding(message, path, "convert the right one over the other")
