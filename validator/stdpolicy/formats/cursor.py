"""What stands at the cursor of a text that is being written, which may not parse, told by the words before it."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from stdpolicy.model import Field
from stdpolicy.source import Span

NEAR = 4000
"""How far back the words before the cursor are looked at, in characters."""


class Role(StrEnum):
    """What may be written at a place."""

    KEY = "key"
    VALUE = "value"


class Context(NamedTuple):
    """What may be written at the cursor, and what it would replace."""

    role: Role
    span: Span
    name: str = ""
    """The field of which it is a value, as the model calls it or as the IRI of its property ends."""
    followed: bool = False
    """Whether what follows a key, or goes around a value, is there already."""


Look = Callable[[str, int], Context | None]
"""A function from (text, offset) to what may be written there; None where nothing is known."""

Completed = Callable[[Field, str | None, Context], str]
"""A function from (field, code or IRI or string, context) to how the notation writes it; without a value,
how it writes the key."""


def no_context(_text: str, _offset: int) -> Context | None:
    """Of a notation that nobody writes by hand."""
    return None


def as_it_is(field: Field, value: str | None, _context: Context) -> str:
    """A name or value as the model has it."""
    return field.name if value is None else value
