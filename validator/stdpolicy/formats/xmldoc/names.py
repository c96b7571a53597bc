"""The names of XML as the tree has them: one way, for reader and places (Namespaces in XML 1.0)."""

from typing import assert_never

from stdpolicy.model import (
    BooleanType,
    Class,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model.edition import by_edition, model
from stdpolicy.model.lexical import FRAME, NAMESPACE

XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

LANG = f"{{{XML}}}lang"
BASE = f"{{{XML}}}base"
TEXT = "text()"
"""The step of a path to the text between elements, before the number of elements before it."""


def element_name(namespace: str, local: str) -> str:
    """What a tree calls an element: ours by its local name, any other `{namespace}name`.

    Ours that are called as what a node has of itself, `id` or `type`, by their IRI.
    """
    if namespace != NAMESPACE:
        return f"{{{namespace}}}{local}"
    return NAMESPACE + local if local in FRAME else local


@by_edition
def our_elements() -> frozenset[str]:
    """What our elements are called, whatever they are in."""
    return frozenset({*model().roots, *(field.name for _, field in model().fields())})


def attribute_name(namespace: str, local: str) -> str:
    """An attribute as lxml names it."""
    return f"{{{namespace}}}{local}" if namespace else local


def attribute_step(name: str) -> str:
    """The step of a path to an attribute of an element. No element is called like it."""
    return "@" + name


def type_name(declared: Class | Field) -> str | None:
    """What our XML Schema calls the type of a node, or of a field's elements; None for a type of
    the field's own, which has no name.
    """
    if isinstance(declared, Class):
        return declared.name
    match declared.type:
        case NodeType(target):
            return target
        case TextType():
            return "text"
        case CodeType(scheme):
            return scheme.name
        case ReferenceType():
            return "link"
        case StringType(pattern=pattern):
            return "string" if pattern is None else None
        case DateType() | BooleanType():
            return declared.type.datatype.value
        case DecimalType() | IntegerType():
            return None
        case other:
            assert_never(other)


def shown(name: str) -> str:
    """A name for messages, its namespace before it, that of XML as its prefix."""
    return name.replace(f"{{{XML}}}", "xml:").removeprefix("{}").removeprefix("{").replace("}", " ")
