"""Any RDF of a document to its tree.

The tree keeps whatever the graph says, unknown and ill-typed values included, for the checks to
explain: an unknown predicate becomes a key, a value that its field does not expect one of the
records of `stdpolicy.model.foreign`.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import pyoxigraph as ox

from stdpolicy.diagnostics import Advice, Code, Finding, Message, Node, Path
from stdpolicy.formats import rules
from stdpolicy.formats.astray import Link, Orphans
from stdpolicy.formats.described import Described, Term, describe, root
from stdpolicy.formats.namesakes import Namesakes, Repeats, is_repeated
from stdpolicy.formats.places import Triples, locate, place
from stdpolicy.formats.reading import (
    DID_YOU_MEAN,
    MAX_DEPTH,
    MAX_FINDINGS,
    Reading,
    Refused,
    Tree,
    too_deep,
)
from stdpolicy.formats.terms import Expected, Terms, expected
from stdpolicy.model import Class, Field, TextType
from stdpolicy.model.edition import by_edition, model
from stdpolicy.model.foreign import SharedNode
from stdpolicy.model.lexical import (
    FRAME,
    NAMESPACE,
    RDF_TYPE,
)
from stdpolicy.source import START

SHARED = Message(
    rules.SHARED.code,
    "shared",
    "{node} is contained in two places",
    "{node} 在两处被包含",
    Advice(
        "shared", "keep one of the links, or make two nodes", "只保留其中一处链接，或者分为两个节点"
    ),
)
UNREACHED = Message(
    rules.UNREACHED.code,
    "unreached",
    "{node} is described but no node of the document contains it",
    "{node} 有描述，但文档中没有节点包含它",
    Advice(
        "unreached",
        "link it from the node it belongs to, or remove it",
        "在它所属的节点中加上对它的链接，或者将其删去",
    ),
)
SAME_NAME = Advice(
    "same-name",
    "{missing} is not described: give both one name if it is meant",
    "{missing} 没有描述；如果指的就是此节点，两处使用同一名称",
)


def read_graph(quads: Iterable[ox.Quad], triples: Triples, *, graphs: bool = True) -> Reading:
    """The document that a graph describes; `triples` says where things stand in its text, and `graphs`
    whether its notation has several graphs.
    """
    noted: list[Finding] = []
    try:
        described = describe(quads, triples, graphs=graphs)
        base, cls = root(described, triples, noted.append)
        builder = _Builder(described, base, triples)
        tree = builder.node(base, cls, (), 1)
        builder.adopt()
    except Refused as refused:
        return Reading(None, findings=[*noted, refused.finding])
    builder.unreached()
    reading = builder.reading
    for finding in builder.namesakes.findings(triples):
        reading.note(finding)
    reading.findings[:0] = noted
    reading.tree, reading.locate = tree, locate(tree, base, triples)
    return reading


class _Column(NamedTuple):
    """A field as the builder needs it."""

    field: Field
    name: str
    many: bool
    expected: Expected | None
    """None of texts and of nodes."""


@by_edition
def _columns() -> dict[str, dict[str, _Column]]:
    """Class to predicate to column."""
    classes = model().classes.values()
    return {cls.name: {field.iri: _column(field) for field in cls.fields} for cls in classes}


def _column(field: Field) -> _Column:
    return _Column(field, field.name, field.many, expected(field.type))


class _Builder:
    """Walks the graph from the root along contained nodes; each node is visited once."""

    def __init__(self, described: Described, base: str, triples: Triples) -> None:
        self.described = described
        self.base = base
        self.triples = triples
        self.reading = Reading(None, base)
        self.visited: dict[str, Path] = {}
        self.astray: list[Link] = []
        self.adopted: dict[str, str] = {}
        """Nodes to the names by which they were probably meant to be contained."""
        self.terms = Terms(base)
        self.columns = _columns()
        self.namesakes = Namesakes(self.terms, self.reading)

    def node(self, iri: str, cls: Class, path: Path, depth: int) -> Tree:
        self.visited[iri] = path
        tree: Tree = {"id": self.terms.relative(iri)}
        said = self.described.pop(iri, {})
        others: list[Class] = []
        if len(said.get(RDF_TYPE, ())) > 1 and (others := self.namesakes.others(said, cls)):
            said = self.namesakes.of_one(said, cls, others, iri, path)
        repeated: list[Field] = []
        columns = self.columns[cls.name]
        for predicate, values in said.items():
            column = columns.get(predicate)
            if column is None:
                self.other(tree, cls, predicate, values)
                continue
            field, name, many, awaited = column
            several = len(values) > 1
            if awaited is not None:
                if many or several:
                    tree[name] = [self.terms.value(value, awaited) for value in values]
                else:
                    tree[name] = self.terms.value(values[0], awaited)
            elif isinstance(field.type, TextType):
                tree[name] = self.terms.text(values)
            else:
                found = []
                for index, value in enumerate(values):
                    link = Link(tree, field, index, value.value, (*path, name, index), depth)
                    node = isinstance(value, ox.NamedNode)
                    found.append(self.contained(link) if node else self.terms.foreign(value))
                tree[name] = found if many or several else found[0]
            if several and is_repeated(field, tree[name]):
                repeated.append(field)
        if others or repeated:
            repeats = Repeats(tree, cls, path, repeated)
            if others or len(repeated) > 1:
                self.namesakes.note(repeats, others)
            else:
                self.namesakes.perhaps.setdefault(cls.name, []).append(repeats)
        return tree

    def other(self, tree: Tree, cls: Class, predicate: str, values: list[Term]) -> None:
        """What is said with a predicate that is no field of the class, the type among it."""
        if predicate == RDF_TYPE:
            name, found = "type", [self.terms.type_name(value) for value in values]
        else:
            name, found = predicate.removeprefix(NAMESPACE), [self.terms.foreign(v) for v in values]
            if name in FRAME or name in cls.by_name:
                name = predicate  # our id is no id, nor our title the title of Dublin Core
        if found:
            tree[name] = found[0] if len(found) == 1 else found

    def contained(self, link: Link) -> Any:
        """The node that a link leads to; a name or a placeholder where it leads astray."""
        types = self.terms.types_of(self.described.get(link.iri, {}))
        if link.iri in self.described and (not types or link.target in types):
            return self.below(link)
        self.astray.append(link)
        name = self.terms.relative(link.iri)
        return SharedNode(name) if link.iri in self.visited else name

    def below(self, link: Link) -> Tree:
        """The node at the end of a link. Raises Refused where that is too deep."""
        if link.depth >= MAX_DEPTH:
            raise Refused(too_deep(place(link.iri, self.triples)))
        return self.node(link.iri, model().classes[link.target], link.path, link.depth + 1)

    def adopt(self) -> None:
        """Takes a node that nothing contains for one to which a link leads astray, where it is clearly
        meant: that one of two names is misspelt is one mistake. Raises Refused.
        """
        if not self.astray:
            return
        orphans = Orphans(self.described, self.terms, self.astray)
        for link in self.astray:
            there = link.iri in self.described
            if there and link.iri not in orphans.below:  # a node of another class
                link.put(self.below(link))
                continue
            name = self.terms.relative(link.iri)
            meant = orphans.take(link)
            if meant:
                link.put(self.below(link._replace(iri=meant)))
            if there or link.iri in self.visited:
                guess = Code(self.terms.relative(meant))
                advice = DID_YOU_MEAN if meant else SHARED.advice
                self.reading.note(SHARED(link.path, node=Node(name), guess=guess, advice=advice))
                for path in (link.path, self.visited.get(link.iri, link.path)):
                    self.reading.doubt(path, "order")  # either link may be the wrong one
            elif meant and link.path not in self.reading.doubtful:
                self.adopted[meant] = name
            if not meant and (there or link.iri in self.visited or self.namesakes.has(link.target)):
                link.put(SharedNode(name))

    def unreached(self) -> None:
        """Notes the nodes that nothing contains, but not those that they lead to in turn."""
        left = self.described
        targets = {
            iri: [v.value for values in predicates.values() for v in values if v.value in left]
            for iri, predicates in left.items()
        }
        below = {target for iri, found in targets.items() for target in found if target != iri}
        _forget(targets, self.terms.misplaced)
        first: list[str] = []
        # Where orphans lead to each other in a circle the first of them is named.
        for iri in sorted(left, key=below.__contains__):
            if iri in targets and len(first) <= MAX_FINDINGS:
                first.append(iri)
                _forget(targets, [iri])
        found = [*first, *self.adopted]
        places = self.triples.subjects(found) if found else {}
        for iri in found:
            missing = self.adopted.get(iri)
            finding = UNREACHED(
                places.get(iri, START),
                node=Node(self.terms.relative(iri)),
                missing=Node(missing or ""),
                advice=None if missing is None else SAME_NAME,
            )
            self.reading.note(finding)


def _forget(targets: dict[str, list[str]], iris: list[str]) -> None:
    """Leaves out nodes and all that they lead to."""
    stack = list(iris)
    while stack:
        stack += targets.pop(stack.pop(), ())
