"""What mends a finding: changes of the tree, said without regard to a notation, and edits of a text."""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from stdpolicy.source import Span

Path = tuple[str | int, ...]
"""Steps into a tree: field names, list indexes, language tags."""

KEY = -1
"""As the last step of a path: the key itself, not its value."""


class Safety(StrEnum):
    """How sure it is that a fix is right."""

    SAFE = "safe"
    """There is one right answer."""
    LIKELY = "likely"
    """It is probably what was meant."""


class Write(Struct, frozen=True):
    """Another value at a path."""

    path: Path
    value: str | int | bool
    of: str = ""
    """The IRI of its datatype, or the namespace of a code, where a text says another: JSON and XML have none."""


class Rename(Struct, frozen=True):
    """Another key at a path, or another language."""

    path: Path
    name: str


class Remove(Struct, frozen=True):
    """Nothing more at a path, or at a list's item."""

    path: Path


class State(Struct, frozen=True):
    """The class of a node, which it does not say."""

    path: Path
    cls: str


class Bracket(Struct, frozen=True):
    """A value in an array of its own, or out of it."""

    path: Path
    within: bool


class Sort(Struct, frozen=True):
    """The fields of a node in an order."""

    path: Path
    names: tuple[str, ...]


Change = Write | Rename | Remove | State | Bracket | Sort
"""A change of the tree. `Notation.spell` says how a text is edited for it."""


class Mend(Struct, frozen=True):
    """What mends a finding, as changes of the tree that are made together."""

    changes: tuple[Change, ...]
    safety: Safety
    computed: bool = False
    """Whether a value is not spelt otherwise but another one, which was computed."""

    def places(self) -> tuple[Path, ...]:
        """The paths of which it has to be known where they stand."""
        return tuple(place_of(change) for change in self.changes)


def safe(*changes: Change) -> Mend:
    """Changes to which there is no alternative."""
    return Mend(changes, Safety.SAFE)


def likely(*changes: Change) -> Mend:
    """Changes that were probably meant."""
    return Mend(changes, Safety.LIKELY)


def place_of(change: Change) -> Path:
    """The path of what a change begins at in the text: a key or a value."""
    match change:
        case Rename(path, _):
            return (*path, KEY)
        case Remove(path) if isinstance(path[-1], str):
            return (*path, KEY)
    return change.path


class Edit(NamedTuple):
    """A stretch of the text as it was read, and what stands there afterwards."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """A change of the text that mends a finding; the advice of the finding says what it does."""

    edits: tuple[Edit, ...]
    safety: Safety
    computed: bool = False
    """Whether a value is not spelt otherwise but another one, which was computed."""
