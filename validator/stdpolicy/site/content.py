"""What a site is made of: the vocabulary, documents, and what these call things."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from stdpolicy.document import Document
from stdpolicy.model import Field, Model, ReferenceType, Text
from stdpolicy.model.iri import absolute

Tree = Mapping[str, Any]
NAMES = ("name", "label", "title")
"""The fields by which a node is called, the first that it has."""


class Referral(Struct, frozen=True):
    """A node that refers to another by a field."""

    field: Field
    iri: str
    document: Document


class Content(Struct, frozen=True, dict=True):
    """The vocabulary with documents, each of another IRI, in the order in which they are listed."""

    model: Model
    documents: tuple[Document, ...]

    @cached_property
    def policies(self) -> tuple[Document, ...]:
        """The policies, the earliest first."""
        found = [one for one in self.documents if one["type"] == "Policy"]
        return tuple(sorted(found, key=lambda one: (dated(one), one.base)))

    @cached_property
    def registries(self) -> tuple[Document, ...]:
        """The registries."""
        return tuple(one for one in self.documents if one["type"] == "Registry")

    @cached_property
    def crosswalks(self) -> tuple[Document, ...]:
        """The crosswalks."""
        return tuple(one for one in self.documents if one["type"] == "Crosswalk")

    @cached_property
    def nodes(self) -> Mapping[str, Tree]:
        """Every node of every document by its absolute IRI."""
        return {
            absolute(str(node["id"]), one.base): node
            for one in self.documents
            for node in nodes(one.tree)
        }

    @cached_property
    def referrals(self) -> Mapping[str, list[Referral]]:
        """What refers to what, by absolute IRI; provisions, which statements refer to by where they are, are left out."""
        pointing = {
            cls.name: [
                one
                for one in cls.fields
                if isinstance(one.type, ReferenceType) and one.name != "statedIn"
            ]
            for cls in self.model.classes.values()
        }
        found: dict[str, list[Referral]] = {}
        for document in self.documents:
            for node in nodes(document.tree):
                for field in pointing[str(node["type"])]:
                    if field.name in node:
                        me = Referral(field, absolute(str(node["id"]), document.base), document)
                        for iri in many(node[field.name]):
                            found.setdefault(absolute(iri, document.base), []).append(me)
        return found

    def name(self, iri: str) -> Text | None:
        """What a node is called, in the languages that it has; a policy by its title. None of one that no
        document describes, or that has no name.
        """
        node = self.nodes.get(iri, {})
        found = next((node[name] for name in NAMES if name in node), None)
        return {"zh-Hans": found} if isinstance(found, str) else found


def dated(policy: Document) -> str:
    """The day by which a policy is put in order: of its adoption, else of its publication."""
    return str(policy.get("dateAdopted") or policy.get("datePublished") or "")


class Due(Struct, frozen=True):
    """The day by which a statement is due."""

    date: str
    precision: str
    """How exactly the text says it (code list precision); nothing of the end of a phase or period."""
    origin: str
    """The IRI of what the day is taken from: the statement, one that contains it, or the policy."""


def due(policy: Document, statements: Iterable[Tree]) -> Due | None:
    """By when the first of some statements is due, each of which the next contains: its own deadline, else that of the
    nearest goal or measure that contains it or the end of the phase, else the end of the policy's planning period. None
    if none is given.
    """
    for node in statements:
        if "deadline" in node:
            day, precision = node["deadline"], node.get("deadlinePrecision", "")
            return Due(str(day), str(precision), absolute(str(node["id"]), policy.base))
        if "end" in node:
            return Due(str(node["end"]), "", absolute(str(node["id"]), policy.base))
    if "periodEnd" in policy:
        return Due(str(policy["periodEnd"]), "", policy.base)
    return None


def nodes(tree: Tree) -> Iterable[Tree]:
    """A tree and all that it contains, the outer first."""
    yield tree
    for value in tree.values():
        if isinstance(value, list):
            for one in value:
                if isinstance(one, dict) and "id" in one:
                    yield from nodes(one)
        elif isinstance(value, dict) and "id" in value:
            yield from nodes(value)


def many(value: Any) -> list[str]:
    """The values of a field that may have one or several."""
    return value if isinstance(value, list) else [value]
