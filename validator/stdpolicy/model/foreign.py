"""What a file says where no field expects it, in records that no file can write.

A reader puts them into the tree in place of a value, so that the checks can describe what was found.
They are no mappings: an object of a JSON file, whatever its keys, is never taken for one.
"""

from msgspec import Struct


class Foreign(Struct, frozen=True):
    """A literal of a datatype that its field does not expect."""

    lexical: str
    datatype: str
    """The datatype's IRI."""


class ForeignIri(Struct, frozen=True):
    """An IRI where a literal is expected, relative to the document where it is a fragment of it."""

    iri: str


class ForeignElement(Struct, frozen=True):
    """An XML element where none is expected."""

    name: str
    is_node: bool = False
    """Whether it has an id or elements in it, as nodes have."""


class SharedNode(Struct, frozen=True):
    """In place of a node that is contained elsewhere already, which the reader has reported."""

    id: str
