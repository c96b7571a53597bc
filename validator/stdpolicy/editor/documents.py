"""Open texts, as the editor has them, and positions in the units that it counts in."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from msgspec import Struct, field

from stdpolicy.source import LineMap, Source, Span


def path_of(uri: str) -> Path | None:
    """The file of a URI; None where it is of another scheme, or none that a file can have."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    name = url2pathname(parts.path)
    return Path(name) if parts.scheme == "file" and name and "\0" not in name else None


class Encoding(StrEnum):
    """The units in which an editor counts columns (LSP 3.17, PositionEncodingKind)."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


class Position(NamedTuple):
    """A line and a column, both counted from 0."""

    line: int
    column: int


def position(lines: LineMap, offset: int, encoding: Encoding) -> Position:
    """The position of an offset of the text."""
    if encoding is Encoding.UTF16:
        line, column = lines.place_utf16(offset)
        return Position(line - 1, column - 1)
    line, column = lines.place(offset)
    if encoding is Encoding.UTF8:
        return Position(line - 1, len(lines.text[offset - column + 1 : offset].encode()))
    return Position(line - 1, column - 1)


def offset(lines: LineMap, at: Position, encoding: Encoding) -> int:
    """The offset of a position; beyond the end of a line, that of its end; within a character, before it."""
    number = at.line + 1
    text = lines.line(number)
    if number > len(lines.starts):
        return len(lines.text)
    if encoding is Encoding.UTF16:
        return lines.offset_utf16(number, at.column + 1)
    if encoding is Encoding.UTF8:
        column = len(text.encode()[: at.column].decode(errors="ignore"))
    else:
        column = min(at.column, len(text))
    return lines.offset(number, column + 1)


class Change(NamedTuple):
    """A change of a text: where, and what stands there now; without a place, the whole text."""

    start: Position | None
    end: Position | None
    text: str


class Buffer(Struct, dict=True):
    """An open text in one of its versions, and what was changed since the last one that parsed."""

    uri: str
    path: Path | None
    text: str
    version: int = 0
    edits: list[tuple[Span, int]] = field(default_factory=list)
    """Spans that were replaced since `settle`, with the length of what replaced them, in order."""

    def __post_init__(self) -> None:
        self.lines = LineMap(self.text)

    def apply(self, changes: Sequence[Change], version: int, encoding: Encoding) -> None:
        """Applies changes one after the other."""
        for change in changes:
            span = Span(0, len(self.text))
            if change.start is not None and change.end is not None:
                start = offset(self.lines, change.start, encoding)
                span = Span(start, max(start, offset(self.lines, change.end, encoding)))
            self.text = self.text[: span.start] + change.text + self.text[span.end :]
            self.lines = LineMap(self.text)
            self.edits.append((span, len(change.text)))
        self.version = version

    @property
    def source(self) -> Source:
        """The text as a file that was read from where it is saved."""
        name = str(self.path) if self.path else self.uri
        return Source(self.text.encode(errors="replace"), name, self.path)


class Overlaid(Source, frozen=True):
    """A text beside which others are open: what is open is read as the editor has it."""

    open: Mapping[Path, str] = field(default_factory=dict)
    """The texts that are open, by their files."""

    def beside(self, name: str) -> bytes | None:
        """As that of a file; an open text as its bytes, which has no byte order mark unless its file does."""
        data = super().beside(name)
        text = None if self.path is None else self.open.get(self.path.parent / name)
        if text is None or (data is not None and data.decode("utf-8-sig", "replace") == text):
            return data
        return text.encode(errors="replace")


def moved(span: Span, edits: Sequence[tuple[Span, int]]) -> Span | None:
    """Where a span of an earlier text stands after edits; None if they took away a part of its border."""
    start, end = span
    for (first, last), length in edits:
        by = length - (last - first)
        if last < start or (last == start and first < last):
            start, end = start + by, end + by
        elif start <= first and last <= end:
            end += by
        elif first < end:
            return None
    return Span(start, end)
