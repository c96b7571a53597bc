"""A document laid out: its nodes as checks see them, and what of them faults hide.

A check that asks for what a fault hides says nothing instead of guessing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any

from msgspec import Struct, field

from stdpolicy import diagnostics
from stdpolicy.checks.rule import Unknown
from stdpolicy.diagnostics import Path
from stdpolicy.formats.reading import Tree
from stdpolicy.model import Class, Field, Model, NodeType
from stdpolicy.model.iri import relative
from stdpolicy.wording import MAX_NAMES, Guesses

NOTHING: frozenset[str] = frozenset()
"""One for all: every call makes another, which is larger than a node."""


class Node:
    """A node of the tree as checks see it. What is faulty raises Unknown when it is asked for."""

    __slots__ = ("_id", "cls", "field", "parent", "path", "tree", "unknown", "walk")

    def __init__(
        self,
        walk: "Walk",
        tree: Tree,
        cls: Class,
        path: Path = (),
        parent: "Node | None" = None,
        field: Field | None = None,
    ) -> None:
        self.walk = walk
        self.tree = tree
        self.cls = cls
        self.path = path
        self.parent = parent
        self.field = field
        """The field of the parent that contains it."""
        self.unknown: set[str] | frozenset[str] = NOTHING
        self._id: str | None = None

    def hide(self, name: str) -> None:
        """Marks a field as one of which nothing is known."""
        if not self.unknown:
            self.unknown = set()
        self.unknown |= {name}

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field, or the default where there is none. Raises Unknown."""
        if name in self.unknown:
            raise Unknown(name)
        value = self.tree.get(name, default)
        if value is default or name not in self.cls.by_name:
            return default
        return self._kept(value) if type(value) is list else value

    def known(self, name: str) -> Any:
        """The value of a field; None where there is none or nothing is known of it."""
        value = self.tree.get(name)
        if value is None or name in self.unknown or name not in self.cls.by_name:
            return None
        return self._kept(value) if type(value) is list else value

    def __getitem__(self, name: str) -> Any:
        if name not in self:
            raise Unknown(name)
        value = self.tree[name]
        return self._kept(value) if type(value) is list else value

    def _kept(self, value: list[Any]) -> list[Any]:
        """The items of a list but for those that were dropped."""
        if not self.walk.dropped:
            return value
        return [item for _, item in self.walk.kept(value)]

    def __contains__(self, name: str) -> bool:
        if name in self.unknown:
            raise Unknown(name)
        # What the class does not have is no field, whatever a file says.
        return name in self.tree and name in self.cls.by_name

    @property
    def id(self) -> str:
        """The id, relative where it is a fragment of the document's IRI; nothing if it has none."""
        if self._id is None:
            iri = self.tree.get("id")
            self._id = relative(iri, self.walk.base) if isinstance(iri, str) else ""
        return self._id

    def rename(self, iri: str) -> None:
        """Gives it another id."""
        self.tree["id"], self._id = iri, None

    @property
    def named(self) -> diagnostics.Node:
        """How messages call the node: its id, else its class."""
        iri = self.id
        return diagnostics.Node(iri if iri.startswith("#") else f"the {self.cls.name}")

    @property
    def above(self) -> "Iterator[Node]":
        """The nodes that contain it, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def inherited(self, name: str) -> Any:
        """A field of a statement or, where it has none, of the nearest that encloses it."""
        for node in (self, *self.above):
            if node.is_statement and name in node:
                return node[name]
        return None

    @property
    def complete(self) -> bool:
        """Whether nothing is wrong with the list that it stands in: all its siblings are known."""
        if self.parent is None or self.field is None:
            return True
        return self.field.name not in self.parent.unknown

    @property
    def superfluous(self) -> bool:
        """Whether it stands in a list where only one node is allowed, or below one that does."""
        for node in (self, *self.above):
            if node.field and not node.field.many and isinstance(node.path[-1], int):
                return True
        return False

    @property
    def is_statement(self) -> bool:
        """Whether it states something, with a quote from the text."""
        return self.cls.name in self.walk.model.statements


class Walk(Struct, dict=True):
    """A document laid out: its nodes in tree order, and what of them faults hide."""

    tree: Tree
    base: str
    model: Model
    nodes: list[Node] = field(default_factory=list)
    registered: Callable[[], Mapping[str, Mapping[str, Any]]] = dict
    """Gives what registries describe, by IRI, where a name is looked up."""
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
        if len(classes) == 1:
            return [*self._by_class.get(classes[0], ())]
        return [node for node in self.nodes if node.cls.name in classes]

    def all_of(self, *classes: str) -> list[Node]:
        """All nodes of some classes. Raises Unknown if there may be more than were met."""
        if not self.hidden.isdisjoint(classes):
            raise Unknown(", ".join(classes))
        return self.of(*classes)

    @cached_property
    def _by_class(self) -> dict[str, list[Node]]:
        """The nodes by the names of their classes."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.cls.name, []).append(node)
        return found

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The nodes by id; of two with one id, the first."""
        found: dict[str, Node] = {}
        for node in self.nodes:
            found.setdefault(node.id, node)
        found.pop("", None)
        return found

    @cached_property
    def namesakes(self) -> dict[str, set[str]]:
        """The classes of the nodes of one id, where there are several."""
        found: dict[str, set[str]] = {}
        for node in self.nodes:
            iri = node.id
            if iri and (first := self.by_id[iri]) is not node:
                found.setdefault(iri, {first.cls.name}).add(node.cls.name)
        return found

    @cached_property
    def doubled(self) -> frozenset[str]:
        """The classes of all nodes that share an id: gathered once, however many references ask."""
        return frozenset().union(*self.namesakes.values())

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


def copied(tree: Tree, kept: Callable[[list[Any]], Iterable[tuple[int, Any]]] = enumerate) -> Tree:
    """A copy of a tree, of whose lists some items may be left out."""

    def copy(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: copy(item) for key, item in value.items()}
        if isinstance(value, list):
            return [copy(item) for _, item in kept(value)]
        return value

    return {key: copy(item) for key, item in tree.items()}
