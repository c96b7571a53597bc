"""The one walk: the Model leads through a tree, and every check sees what it met.

A tree may be broken. What a fault hides is kept with the node that it is in, so that a check which
asks for it says nothing instead of guessing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from stdpolicy.checks.rule import Stage, Unknown
from stdpolicy.checks.walk.links import Links
from stdpolicy.checks.walk.node import Node
from stdpolicy.diagnostics import Path
from stdpolicy.formats.reading import Tree
from stdpolicy.model import Model, NodeType
from stdpolicy.model.lexical import relative
from stdpolicy.wording import MAX_NAMES, Guesses


@dataclass
class Walk:
    """A document laid out: its nodes in tree order, and what of them faults hide."""

    tree: Tree
    base: str
    model: Model
    nodes: list[Node] = field(default_factory=list)
    guesses: Guesses = field(default_factory=Guesses)
    _names: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    """The classes of which there may be nodes that the walk did not meet."""
    unnamed: set[str] = field(default_factory=set)
    """The classes of which there are nodes without an id that is known."""
    lost: set[str] = field(default_factory=set)
    """Ids of nodes that it did not meet, as far as they are known."""
    dropped: dict[int, set[int]] = field(default_factory=dict)
    """Items of lists that say nothing or nothing new, by the identity of the list."""
    brackets: dict[Path, bool] = field(default_factory=dict)
    """Fields of which the square brackets were put right, by path: whether the file has them."""

    @property
    def root(self) -> Node:
        """The document."""
        return self.nodes[0]

    def local(self, iri: str) -> str:
        """An IRI of this document as a fragment; any other as it is."""
        return relative(iri, self.base)

    def drop(self, values: list[Any], at: int) -> None:
        """Marks an item of a list as one that is to go."""
        self.dropped.setdefault(id(values), set()).add(at)

    def kept(self, values: list[Any]) -> Iterator[tuple[int, Any]]:
        """The items of a list that were not dropped, with their indexes."""
        gone = self.dropped.get(id(values), ())
        return ((at, item) for at, item in enumerate(values) if at not in gone)

    def written(self, path: Path) -> Path:
        """A path of the tree as it leads through the file, the brackets of which may be others."""
        if not self.brackets:
            return path
        steps: list[str | int] = []
        for at, step in enumerate(path):
            match self.brackets.get(path[:at]):
                case None:
                    steps.append(step)
                case True:
                    steps += (0, step)
        return tuple(steps)

    def mended(self) -> Tree:
        """A copy of the tree without what was dropped."""
        return copied(self.tree, self.kept)

    def hide(self, node: Node, name: str) -> None:
        """Marks a field of a node as faulty, and all that it may contain as perhaps not met."""
        node.hide(name)
        found = node.cls.by_name.get(name)
        if found is not None and isinstance(found.type, NodeType):
            self.hidden |= self.model.below(found.type.target)

    @property
    def whole(self) -> bool:
        """Whether all nodes and their ids are known."""
        return not (self.hidden or self.unnamed or self.lost)

    def hide_all(self) -> None:
        """Says that there may be nodes of every class that were not met."""
        self.hidden |= set(self.model.classes)

    def of(self, *classes: str) -> list[Node]:
        """The nodes of some classes that were met, in tree order."""
        return [node for node in self.nodes if node.cls.name in classes]

    def all_of(self, *classes: str) -> list[Node]:
        """All nodes of some classes. Raises Unknown if there may be more than were met."""
        if not self.hidden.isdisjoint(classes):
            raise Unknown(", ".join(classes))
        return self.of(*classes)

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The nodes by id; of two with one id, the first."""
        found: dict[str, Node] = {}
        for node in self.nodes:
            found.setdefault(node.id, node)
        found.pop("", None)
        return found

    def names(self, targets: tuple[str, ...]) -> list[str]:
        """The names of nodes of some classes, or of all, as many as a guess looks through."""
        if targets not in self._names:
            fitting = (
                iri[1:]
                for iri, node in self.by_id.items()
                if iri[0] == "#" and (not targets or node.cls.name in targets)
            )
            self._names[targets] = list(islice(fitting, MAX_NAMES))
        return self._names[targets]

    @cached_property
    def links(self) -> Links:
        """What the document refers to."""
        return Links(self)


def copied(tree: Tree, kept: Callable[[list[Any]], Iterable[tuple[int, Any]]] = enumerate) -> Tree:
    """A copy of a tree, of whose lists some items may be left out."""

    def copy(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: copy(item) for key, item in value.items()}
        if isinstance(value, list):
            return [copy(item) for _, item in kept(value)]
        return value

    return {key: copy(item) for key, item in tree.items()}


DOCUMENT = Stage[Walk]("document")
"""Run on a document as a whole."""
ANY_NODE = Stage[Node]("any node")
"""Run on each node of a document."""

Visit = Callable[[Node], None]


def walk(tree: Tree, base: str, model: Model, visit: Visit | None = None) -> Walk:
    """Walks a tree of which the root is a document of the model; it may be broken below that.

    `visit` is called with each node before its children are looked for, and may mend it.
    """
    found = tree["type"]  # of RDF perhaps several, one of them of a document
    name = next(n for n in (found if isinstance(found, list) else [found]) if n in model.roots)
    result = Walk(tree, base, model)
    # Without recursion, in tree order: the children of a node come before its next sibling.
    todo = [Node(result, tree, model.classes[name])]
    while todo:
        node = todo.pop()
        result.nodes.append(node)
        if visit is not None:
            visit(node)
        below = []
        for item, target in node.cls.contained:
            value = node.tree.get(item.name)
            if value is None:
                continue
            cls = model.classes[target]
            path = (*node.path, item.name)
            if type(value) is list:
                for at, one in enumerate(value):
                    if type(one) is dict:
                        below.append(Node(result, one, cls, (*path, at), node, item))
            elif type(value) is dict and value:  # an empty one says nothing: it is no node
                below.append(Node(result, value, cls, path, node, item))
        todo += reversed(below)
    return result
