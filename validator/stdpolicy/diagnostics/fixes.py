"""Changes of a text that mend findings."""

from enum import StrEnum
from typing import NamedTuple

from stdpolicy.source import Span


class Safety(StrEnum):
    """How sure it is that a fix is right."""

    SAFE = "safe"
    """There is one right answer."""
    LIKELY = "likely"
    """It is probably what was meant."""


class Edit(NamedTuple):
    """A stretch of the text as it was read, and what stands there afterwards."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A change of the text that mends a finding; the advice of the finding says what it does."""

    edits: tuple[Edit, ...]
    safety: Safety
