"""Links of a graph that lead astray, and the nodes to which they were probably meant to lead."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from stdpolicy.diagnostics import Path
from stdpolicy.formats.described import Described
from stdpolicy.formats.reading import Tree
from stdpolicy.formats.terms import Terms
from stdpolicy.model import Field, NodeType
from stdpolicy.model.edition import model
from stdpolicy.model.foreign import SharedNode


class Link(NamedTuple):
    """One value of a field that contains nodes."""

    tree: Tree
    field: Field
    at: int
    iri: str
    path: Path
    """Of the value in the document."""
    depth: int
    """Of the node that contains."""

    @property
    def target(self) -> str:
        """The class of the node that belongs there."""
        assert isinstance(self.field.type, NodeType)
        return self.field.type.target

    @property
    def kept(self) -> bool:
        """Whether its value is in the tree; of a node described twice only the first one is."""
        return self.at == 0 or isinstance(self.tree[self.field.name], list)

    def put(self, node: Tree | SharedNode) -> None:
        """Puts a node there."""
        value = self.tree[self.field.name]
        if isinstance(value, list):
            value[self.at] = node
        elif self.at == 0:
            self.tree[self.field.name] = node


class Orphans:
    """The nodes that nothing contains, by class and name; not those in one another."""

    def __init__(
        self,
        described: Described,
        terms: Terms,
        astray: Iterable[Link],
    ) -> None:
        from stdpolicy.wording import Guesses  # only where something is wrong

        self.guesses = Guesses()
        self.described = described
        self.wanted = Counter(link.target for link in astray)
        self.by_class: dict[str, dict[str, str]] = {}
        self.below = below = _below(described, terms).union(terms.misplaced)
        """Those in one another, and in what is no field of the node that they are in."""
        for iri, said in described.items():
            for name in () if iri in below else terms.types_of(said):
                self.by_class.setdefault(name, {})[iri.rpartition("#")[2]] = iri

    def take(self, link: Link) -> str:
        """The IRI of the node to which a link was clearly meant to lead, or nothing; each once."""
        there = self.by_class.get(link.target, {})
        if not link.kept or not there:
            return ""
        guess = self.guesses.nearest(link.iri, there)
        if not guess and len(there) == self.wanted[link.target] == 1:
            (guess,) = there
        iri = there.pop(guess, "")
        return iri if iri in self.described else ""  # or one that was adopted has it


def _below(described: Described, terms: Terms) -> set[str]:
    """The nodes that are contained in others."""
    classes = model().classes
    return {
        value.value
        for iri, said in described.items()
        for name in terms.types_of(said)
        for field, _ in classes[name].contained
        for value in said.get(field.iri, ())
        if value.value != iri
    }
