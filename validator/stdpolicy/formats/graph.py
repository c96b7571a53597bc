"""Any RDF of a document to its tree.

The tree keeps whatever the graph says, unknown and ill-typed values included, for the checks to
explain: an unknown predicate becomes a key, a value that its field does not expect one of the
records of `stdpolicy.model.foreign`.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import pyoxigraph as ox

from stdpolicy.diagnostics import Advice, Listed, Message, Name, Node, Path
from stdpolicy.formats import rules
from stdpolicy.formats.described import Described, Term, describe, root
from stdpolicy.formats.places import Triples, locate, place
from stdpolicy.formats.reading import (
    MAX_DEPTH,
    MAX_FINDINGS,
    Reading,
    Refused,
    Tree,
    too_deep,
)
from stdpolicy.formats.terms import Terms
from stdpolicy.model import (
    Class,
    Field,
    NodeType,
    TextType,
    model,
)
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
    Advice("shared", "keep one of the links, or make two nodes"),
)
UNREACHED = Message(
    rules.UNREACHED.code,
    "unreached",
    "{node} is described but no node of the document contains it",
    Advice("unreached", "link it from the node it belongs to, or remove it"),
)
SAME_NAME = Advice("same-name", "{missing} is not described: give both one name if it is meant")
TWICE = Message(
    "SP401",
    "described-twice",
    "{node} is described twice, with different values of {fields}",
    Advice("rename", "rename one of the two nodes, or remove one"),
)


def read_graph(quads: Iterable[ox.Quad], triples: Triples) -> Reading:
    """The document that a graph describes; `triples` says where things stand in its text."""
    try:
        described = describe(quads, triples)
        base, cls = root(described, triples)
        builder = _Builder(described, base, triples)
        tree = builder.node(base, cls, (), 1)
        builder.adopt()
    except Refused as refused:
        return Reading(None, findings=[refused.finding])
    builder.unreached()
    reading = builder.reading
    reading.tree, reading.locate = tree, locate(tree, base, triples)
    return reading


class _Missing(NamedTuple):
    """A name in the tree where a node belongs, of which nothing is said in the graph."""

    tree: Tree
    field: Field
    at: int
    path: Path
    depth: int

    @property
    def name(self) -> str:
        """As the tree has it; nothing where only the first of several values was kept."""
        value = self.tree[self.field.name]
        if isinstance(value, list):
            return str(value[self.at])
        return value if self.at == 0 else ""

    @property
    def target(self) -> str:
        """The class of the node that belongs there."""
        assert isinstance(self.field.type, NodeType)
        return self.field.type.target

    def put(self, node: Tree | SharedNode) -> None:
        """Puts a node there."""
        value = self.tree[self.field.name]
        if isinstance(value, list):
            value[self.at] = node
        else:
            self.tree[self.field.name] = node


class _Builder:
    """Walks the graph from the root along contained nodes; each node is visited once."""

    def __init__(self, described: Described, base: str, triples: Triples) -> None:
        self.described = described
        self.base = base
        self.triples = triples
        self.reading = Reading(None, base)
        self.visited: set[str] = set()
        self.missing: list[_Missing] = []
        self.adopted: dict[str, str] = {}
        """Nodes to the names by which they were probably meant to be contained."""
        self.twice: set[str] = set()
        """The classes of nodes that have run together."""
        classes = model().classes
        self.classes = classes
        self.by_iri = {
            cls.name: {field.iri: field for field in cls.fields} for cls in classes.values()
        }
        self.terms = Terms(base)

    def node(self, iri: str, cls: Class, path: Path, depth: int) -> Tree:
        self.visited.add(iri)
        tree: Tree = {"id": self.terms.relative(iri)}
        fields = self.by_iri[cls.name]
        repeated: list[Field] = []
        for predicate, values in self.described.pop(iri, {}).items():
            field = fields.get(predicate)
            if field is None:
                self.other(tree, cls, predicate, values)
                continue
            match field.type:
                case TextType():
                    tree[field.name] = text = self.terms.text(values)
                    if isinstance(text, dict) and any(type(t) is list for t in text.values()):
                        repeated.append(field)
                case NodeType(target):
                    at = (*path, field.name)
                    found: list[Any] = []
                    for value in values:
                        found.append(self.contained(value, target, (*at, len(found)), depth))
                    tree[field.name] = found if field.many or len(found) > 1 else found[0]
                    for index, one in enumerate(found):
                        if type(one) is str:  # a name, of which nothing is said
                            where = _Missing(tree, field, index, (*at, index), depth)
                            self.missing.append(where)
                case _:
                    many = field.many or len(values) > 1
                    found = [self.terms.value(value, field.type) for value in values]
                    tree[field.name] = found if many else found[0]
            if not field.many and len(values) > 1 and not isinstance(field.type, TextType):
                repeated.append(field)
        if len(repeated) > 1:
            self.twice.add(cls.name)
            self.described_twice(tree, repeated, path)
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

    def described_twice(self, tree: Tree, repeated: list[Field], path: Path) -> None:
        """Two nodes of one id have run together: one finding, and of each field the first value."""
        fields = Listed(tuple(Name(field.name) for field in repeated[:3]), "and")
        self.reading.note(TWICE((*path, "id"), node=Node(tree["id"]), fields=fields))
        for field in repeated:
            value = tree[field.name]
            if isinstance(value, dict):
                firsts = {tag: t[0] if type(t) is list else t for tag, t in value.items()}
                tree[field.name] = firsts
            else:
                tree[field.name] = value[0]

    def contained(self, value: Term, target: str, path: Path, depth: int) -> Any:
        if isinstance(value, ox.Literal):
            return self.terms.foreign(value)
        iri = value.value
        if iri in self.visited:
            self.reading.note(SHARED(path, node=Node(self.terms.relative(iri))))
            return SharedNode(self.terms.relative(iri))
        if iri not in self.described:
            return self.terms.relative(iri)
        return self.below(iri, target, path, depth)

    def below(self, iri: str, target: str, path: Path, depth: int) -> Tree:
        """A node in one at a depth. Raises Refused where that is too deep."""
        if depth >= MAX_DEPTH:
            raise Refused(too_deep(place(iri, self.triples)))
        return self.node(iri, self.classes[target], path, depth + 1)

    def adopt(self) -> None:
        """Takes a node that nothing contains for one that is contained and not described, where it is
        clearly meant: that one of the two names is misspelt is one mistake. Raises Refused.
        """
        if not self.missing:
            return
        from stdpolicy.wording import Guesses  # only where something is wrong

        guesses = Guesses()
        wanted = Counter(missing.target for missing in self.missing)
        orphans: dict[str, dict[str, str]] = {}
        for iri, said in self.described.items():
            for term in said.get(RDF_TYPE, ()):
                if name := self.terms.types.get(term.value):
                    orphans.setdefault(name, {})[iri.rpartition("#")[2]] = iri
        for missing in self.missing:
            name, target = missing.name, missing.target
            if not name:
                continue
            there = orphans.get(target, {})
            guess = guesses.nearest(name, there)
            if not guess and len(there) == wanted[target] == 1:
                (guess,) = there
            iri = there.pop(guess, "")
            if iri in self.described:  # or one that was adopted has it
                self.adopted[iri] = name
                missing.put(self.below(iri, target, missing.path, missing.depth))
            elif target in self.twice:  # by its name, too
                missing.put(SharedNode(name))

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
