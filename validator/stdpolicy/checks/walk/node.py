"""A node of the tree as checks see it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from stdpolicy import diagnostics
from stdpolicy.checks.rule import Unknown
from stdpolicy.diagnostics import Path
from stdpolicy.formats.reading import Tree
from stdpolicy.model import Class, Field
from stdpolicy.model.lexical import relative

if TYPE_CHECKING:
    from stdpolicy.checks.walk.walk import Walk


class Node:
    """A node of the tree as checks see it. What is faulty raises Unknown when it is asked for."""

    __slots__ = ("cls", "field", "parent", "path", "tree", "unknown", "walk")

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
        self.unknown: set[str] | frozenset[str] = frozenset()

    def hide(self, name: str) -> None:
        """Marks a field as one of which nothing is known."""
        if not self.unknown:
            self.unknown = set()
        self.unknown |= {name}

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field, or the default where there is none. Raises Unknown."""
        return self._kept(self.tree[name] if name in self else default)

    def known(self, name: str) -> Any:
        """The value of a field; None where there is none or nothing is known of it."""
        return None if name in self.unknown else self.get(name)

    def __getitem__(self, name: str) -> Any:
        if name not in self:
            raise Unknown(name)
        return self._kept(self.tree[name])

    def _kept(self, value: Any) -> Any:
        """A value without those items of a list that were dropped."""
        return [item for _, item in self.walk.kept(value)] if type(value) is list else value

    def __contains__(self, name: str) -> bool:
        if name in self.unknown:
            raise Unknown(name)
        # What the class does not have is no field, whatever a file says.
        return name in self.tree and name in self.cls.by_name

    @property
    def id(self) -> str:
        """The id, relative where it is a fragment of the document's IRI; nothing if it has none."""
        iri = self.tree.get("id")
        return relative(iri, self.walk.base) if isinstance(iri, str) else ""

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
