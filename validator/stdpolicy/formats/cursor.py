"""What stands at the cursor of a text that is being written, which may not parse, told by the words before it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple

from msgspec import Struct

from stdpolicy.diagnostics import Edit
from stdpolicy.model import Class, Field
from stdpolicy.source import Span


class Role(StrEnum):
    """What may be written at a place."""

    KEY = "key"
    VALUE = "value"
    LANGUAGE = "language"


class Context(Struct, frozen=True):
    """What may be written at the cursor, and what it would replace."""

    role: Role
    span: Span
    name: str = ""
    """Of a value and a language the field, of a key what tells the node that would have it: its class or the
    field that it is a value of. As the model calls them, or as the IRI of a property ends."""
    followed: bool = False
    """Whether what follows a key, or goes around a value, is there already."""
    within: int | None = None
    """Where the node begins that it is in: its brace, its tag, its subject."""


Look = Callable[[str, int], Context | None]
"""A function from (text, offset) to what may be written there; None where nothing is known."""


class Key(NamedTuple):
    """The key of a field."""

    field: Field


class Content(Struct, frozen=True):
    """A value of a field: a code, a string, a reference as it is relative to the document."""

    field: Field
    value: str


class Type(NamedTuple):
    """The class of a node."""

    cls: Class


class Language(Struct, frozen=True):
    """The language of a text."""

    tag: str


class Whole(NamedTuple):
    """What a field of a class holds, to be filled in: a node, or an empty value."""

    field: Field
    holder: Class
    tree: Any


Wanted = Key | Content | Type | Language | Whole
"""What is to be written at a cursor."""

Completed = Callable[[str, Context, Wanted, str], tuple[Edit, ...]]
"""A function from (text, context, what is wanted, IRI of the document) to the edits that write it, that of
the context's span first; what else they change is what it needs: a comma before it, a prefix declared.
"""


def no_context(_text: str, _offset: int) -> Context | None:
    """Of a notation that nobody writes by hand."""
    return None


def nothing_completed(
    _text: str, _context: Context, _wanted: Wanted, _base: str
) -> tuple[Edit, ...]:
    """Of a notation that nobody writes by hand."""
    return ()


def indentation(text: str, at: int) -> str:
    """The white space that the line of an offset begins with."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start:at]
    return line[: len(line) - len(line.lstrip())]
