"""A notation is one object: every fact about it stands here, and nobody switches on its name."""

from collections.abc import Callable
from dataclasses import dataclass

from stdpolicy.formats.cursor import Look, Spell, as_it_is, no_context
from stdpolicy.formats.reading import Reading, Tree
from stdpolicy.source import Source

Writer = Callable[[Tree, str], bytes]
"""A function from (canonical tree, document IRI) to the canonical bytes."""


def _nothing(_source: Source, data: bytes) -> bytes:
    return data


def _none(_text: str) -> bool:
    return False


@dataclass(frozen=True, eq=False)
class Notation:
    """A notation that documents are read in, and perhaps written in.

    `suffixes` begin with a dot and are in lower case, the usual one first. `recognises` says
    whether a text begins as those of the notation do.
    """

    name: str
    """By which the command line and the API call it."""
    title: str
    suffixes: tuple[str, ...]
    media_type: str
    recognises: Callable[[str], bool]
    read: Callable[[Source], Reading]
    write: Writer | None = None
    """None where the notation is only read."""
    keep: Callable[[Source, bytes], bytes] = _nothing
    """Adds to the canonical bytes what a file says beside its content and keeps when it is formatted."""

    context: Look = no_context
    """What may be written at a place of a text, which need not parse."""
    spell: Spell = as_it_is
    """How keys, codes, references and strings are written."""
    has_comments: Callable[[str], bool] = _none
    """Whether a text has what its canonical form has not."""

    @property
    def suffix(self) -> str:
        """The usual suffix of its files."""
        return self.suffixes[0]

    def __str__(self) -> str:
        return self.name
