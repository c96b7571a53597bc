"""Elements as they are mostly written: their one attribute or none, and text or nothing in them."""

from typing import TYPE_CHECKING, Any, NamedTuple, assert_never

from stdpolicy.formats.xmldoc.names import LANG
from stdpolicy.formats.xmldoc.values import SPACE
from stdpolicy.model import (
    BooleanType,
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
from stdpolicy.model.lexical import INTEGER, NAMESPACE, language_tag

if TYPE_CHECKING:
    from lxml import etree


# How a value is written. Plain integers, compared in the order in which policies need them.
TRIMMED, TEXT, STRING, REFERENCE, NUMBER, OTHER = range(6)


class Column(NamedTuple):
    """A field as the reader needs it."""

    name: str
    field: Field
    order: int
    """Where it stands among the fields of its class."""
    how: int
    many: bool
    """Whether its values are collected in a list."""


@by_edition
def columns() -> dict[str, dict[str, Column]]:
    """Class to tag to column."""
    return {
        cls.name: {
            f"{{{NAMESPACE}}}{field.name}": _column(field, at)
            for at, field in enumerate(cls.fields)
        }
        for cls in model().classes.values()
    }


def _column(field: Field, at: int) -> Column:
    how = _how(field)
    return Column(field.name, field, at, how, field.many or how == TEXT)


@by_edition
def texts() -> dict[str, frozenset[str]]:
    """Class to its fields that are texts, of which the values are collected by language."""
    return {
        cls.name: frozenset(f.name for f in cls.fields if isinstance(f.type, TextType))
        for cls in model().classes.values()
    }


def _how(field: Field) -> int:
    match field.type:
        case StringType():
            return STRING
        case DecimalType() | DateType() | CodeType():
            return TRIMMED
        case TextType():
            return TEXT
        case ReferenceType():
            return REFERENCE
        case IntegerType():
            return NUMBER
        case NodeType() | BooleanType():
            return OTHER
        case other:
            assert_never(other)


def plain(element: "etree._Element", how: int) -> Any:
    """The value of an element that is written as most are, of which there is nothing to note; None of any
    other.
    """
    if how == OTHER or len(element):
        return None
    text, attributes = element.text, element.items()
    if how == TEXT:
        if len(attributes) == 1 and text:
            name, said = attributes[0]
            if name == LANG and language_tag(said) == said:
                return said, text
        return None
    if how == REFERENCE:
        if len(attributes) == 1 and not text:
            name, said = attributes[0]
            return said if name == "ref" else None
        return None
    if attributes or not text:
        return None
    if how == STRING:
        return text
    trimmed = text.strip(SPACE)
    return int(trimmed) if how == NUMBER and INTEGER.match(trimmed) else trimmed
