"""What a document refers to, and what is known of that."""

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

from stdpolicy.checks.rule import Stage
from stdpolicy.checks.walk.nodes import Node, Walk
from stdpolicy.diagnostics import Path
from stdpolicy.model import Field, ReferenceType


class Link(NamedTuple):
    """A reference: from which node, by which field, to which IRI (relative if of this document)."""

    node: Node
    field: Field
    target: str
    path: Path

    @property
    def targets(self) -> tuple[str, ...]:
        """The classes that the field allows, none where any IRI will do."""
        return _targets(self.field)

    @property
    def to_provision(self) -> bool:
        """Whether it says in which provision a statement is made."""
        return self.targets == ("Provision",)


def _targets(item: Field) -> tuple[str, ...]:
    return item.type.targets if isinstance(item.type, ReferenceType) else ()


class Links:
    """The references of a document that are well-formed, in tree order."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk

    @cached_property
    def _all(self) -> list[Link]:
        return list(self._found())

    def __iter__(self) -> Iterator[Link]:
        return iter(self._all)

    def _found(self) -> Iterator[Link]:
        walk = self.walk
        for node in walk.nodes:
            tree = node.tree
            for item in node.cls.references:
                value = tree.get(item.name)
                if value is None or item.name in node.unknown:
                    continue
                path = (*node.path, item.name)
                if isinstance(value, list):
                    for at, one in walk.kept(value):
                        if isinstance(one, str):
                            yield Link(node, item, walk.local(one), (*path, at))
                else:
                    yield Link(node, item, walk.local(value), path)

    @property
    def external(self) -> list[Link]:
        """Those that lead out of the document."""
        own = ("", self.walk.base)
        return [link for link in self if link.target.partition("#")[0] not in own]

    @cached_property
    def referred(self) -> frozenset[str]:
        """All that the document refers to, as far as it is known."""
        return frozenset(link.target for link in self)

    @cached_property
    def meant(self) -> frozenset[str]:
        """The classes that a reference may be meant to lead to which is faulty or was not met."""
        walk = self.walk
        faulty = [f for node in walk.nodes for f in node.cls.references if f.name in node.unknown]
        faulty += [item for name in walk.hidden for item in walk.model.classes[name].references]
        faulty += [link.field for link in self if not self.fits(link)]
        return frozenset(name for item in faulty for name in self.allowed(item))

    def allowed(self, item: Field) -> Collection[str]:
        """The classes of the nodes that a field may refer to."""
        return _targets(item) or self.walk.model.classes.keys()

    def dangles(self, link: Link) -> bool:
        """Whether a reference leads to a node of the document that is not there, or is hidden."""
        return link.target[0] == "#" and link.target not in self.walk.by_id

    def term(self, link: Link) -> str:
        """What a reference to a node names that leads to a term of the vocabulary instead."""
        return self.walk.model.terms.get(link.target, "") if link.targets else ""

    def may_lead(self, link: Link) -> bool:
        """Whether what a reference leads to may be there and hidden by a fault."""
        walk, allowed = self.walk, self.allowed(link.field)
        perhaps = (walk.hidden, walk.unnamed, walk.doubled)
        return link.target in walk.lost or any(not one.isdisjoint(allowed) for one in perhaps)

    def fits(self, link: Link) -> bool:
        """Whether a reference leads out of the document or to a node of a right class."""
        node = self.walk.by_id.get(link.target)
        if node is None:
            return not self.dangles(link) and not self.term(link)
        classes = self.walk.namesakes.get(link.target)
        if classes is None:
            return node.cls.name in self.allowed(link.field)
        return not classes.isdisjoint(self.allowed(link.field))


LINKS = Stage[Links]("links")
"""Run on the references of a document."""
