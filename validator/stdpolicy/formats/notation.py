"""A notation is one object: every fact about it stands here, and nobody switches on its name."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from stdpolicy.diagnostics import Change, Edit
from stdpolicy.formats.cursor import Completed, Look, no_context, nothing_completed
from stdpolicy.formats.reading import Reading, Tree
from stdpolicy.source import Source, Span

Locations = Callable[[str, Collection[int]], Mapping[int, str]]
"""Where offsets of a text are, in the notation's own terms: a path of the file as it is written. An
offset that is in nothing that has one is left out.
"""


class Piece(NamedTuple):
    """A stretch of a token, and what it stands for in the string that the token writes.

    It stands for itself, character by character; for one character, if it is an escape; or for
    nothing, as quotation marks and comments do.
    """

    span: Span
    said: str


Pieces = Callable[[str, Span], Iterator[Piece]]
"""A token of a text (its span as `Reading.places` gives it), piece by piece."""

Writer = Callable[[Tree, str], bytes]
"""A function from (canonical tree, document IRI) to the canonical bytes."""


Spell = Callable[[str, Change, Span, Any], tuple[Edit, ...]]
"""A function from (text, change, where what it changes stands, what stands there) to the edits that
make the change; nothing where the notation has no such thing, or it is written in an unusual way."""


Mentions = Callable[[str, str], Collection[Span]]
"""A function from (text, absolute IRI of a node) to the tokens that name the node beside its id and the
references to it."""


def _no_mentions(_text: str, _iri: str) -> tuple[Span, ...]:
    return ()


Naming = Callable[[str, int], tuple[str, Span] | None]
"""A function from (text, offset) to the absolute IRI that the token there names, with its span."""


def _names_nothing(_text: str, _offset: int) -> None:
    return None


def _as_it_stands(_text: str, token: Span) -> Span:
    return token


def _otherwise(_source: Source) -> None:
    return None


def _nothing(_source: Source, data: bytes) -> bytes:
    return data


def _no_edits(_text: str, _change: Change, _span: Span, _old: object) -> tuple[Edit, ...]:
    return ()


def _no_comments(_text: str) -> int:
    return 0


class Notation(Struct, frozen=True, eq=False):
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
    locations: Locations
    pieces: Pieces
    write: Writer | None = None
    """None where the notation is only read."""
    read_own_layout: Callable[[Source], Reading | None] = _otherwise
    """Reads faster than `read` what is laid out as it is written: to be believed where it is a canonical
    document, of which no reader has a finding. None where a file is laid out otherwise."""
    keep: Callable[[Source, bytes], bytes] = _nothing
    """Adds to the canonical bytes what a file says beside its content and keeps when it is formatted."""
    spell: Spell = _no_edits
    """How a text is edited for a change of the tree; all else in it stays as it is."""
    repeats: bool = True
    """Whether a property that has several values may be written several times in one node."""
    comments: Callable[[str], int] = _no_comments
    """How many comments a text has, which are lost when it is formatted."""
    mentions: Mentions = _no_mentions
    """Where nodes that are written apart from the one that they are in are named in that one."""
    naming: Naming = _names_nothing
    """What is named at a place of such a kind."""
    extent: Callable[[str, Span], Span] = _as_it_stands
    """From the token at which a key, value or node begins to its end."""
    context: Look = no_context
    """What may be written at a place of a text, which need not parse."""
    completed: Completed = nothing_completed
    """How keys, codes, references, strings and nodes are written there."""

    @property
    def suffix(self) -> str:
        """The usual suffix of its files."""
        return self.suffixes[0]

    def __str__(self) -> str:
        return self.name
