"""A file as it was read: bytes, name, text, and places in it."""

import errno
import os
import sys
from array import array
from bisect import bisect_left, bisect_right
from contextlib import suppress
from functools import cached_property
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from stdpolicy.files import UNLIMITED, drain, is_committed, read, read_below
from stdpolicy.language import either
from stdpolicy.patterns import regex


class Place(NamedTuple):
    """A line and a column, both counted from 1, the column in characters (code points)."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of a text, half open, in characters (code points)."""

    start: int
    end: int


START = Span(0, 0)
LINE_END = regex(r"\r\n?|\n")
BEYOND = regex("[\U00010000-\U0010ffff]")
BLOCK = 1_000_000
"""So many characters of a text are looked at at once, where what is made of them is larger than they are: the
lines of all of a long text, each a string, would take four times its memory.
"""


class LineMap:
    """Offsets of a text as lines and columns. A line ends with LF, CRLF or CR, with nothing else."""

    def __init__(self, text: str) -> None:
        self.text = text
        # As small as will do: many texts have a line for every twenty characters.
        self.starts = array("I" if len(text) < 1 << 32 else "Q", (0,))
        if "\r" in text:
            self.starts.extend(found.end() for found in LINE_END.finditer(text))
        else:
            for at in range(0, len(text), BLOCK):
                lengths = map(len, text[at : at + BLOCK].split("\n")[:-1])
                ends = accumulate(map((1).__add__, lengths), initial=at)
                self.starts.extend(islice(ends, 1, None))

    def place(self, offset: int) -> Place:
        """The place of an offset in the text."""
        line = bisect_right(self.starts, offset) - 1
        return Place(line + 1, offset - self.starts[line] + 1)

    def place_utf16(self, offset: int) -> Place:
        """The place of an offset, the column in UTF-16 code units, as SARIF and LSP count."""
        line, column = self.place(offset)
        return Place(line, column + self.beyond(offset))

    def beyond(self, offset: int) -> int:
        """How many characters beyond U+FFFF stand before an offset on its line: each is one more
        column in UTF-16.
        """
        if not self._beyond:
            return 0
        start = self.starts[self.place(offset).line - 1]
        return bisect_left(self._beyond, offset) - bisect_left(self._beyond, start)

    @cached_property
    def _beyond(self) -> "array[int]":
        """The offsets of the characters beyond U+FFFF, of which most texts have none."""
        found = array("Q")
        for at in range(0, len(self.text), BLOCK):
            block = self.text[at : at + BLOCK]
            # Whether there are any is far quicker told than by looking at each.
            if len(block.encode("utf-16-le", "surrogatepass")) > 2 * len(block):
                found.extend(at + one.start() for one in BEYOND.finditer(block))
        return found

    def offset_utf16(self, line: int, column: int) -> int:
        """The offset of a place whose column is in UTF-16 code units; within a pair, that before it."""
        text = self.line(line)
        left = column - 1
        for at, character in enumerate(text):
            left -= 1 + (character > "\uffff")
            if left < 0:
                return self.offset(line, at + 1)
        return self.offset(line, len(text) + 1)

    def offset(self, line: int, column: int) -> int:
        """The offset of a place; of one that is not in the text, that of the nearest before it."""
        if line > len(self.starts):
            return len(self.text)
        return min(self.starts[line - 1] + column - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a line, without its end; empty where there is none."""
        if not 0 < number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")


STANDARD_INPUT = ("standard input", "标准输入")
LARGEST_BESIDE = 64_000_000
"""A longer file beside a document is not read, in bytes."""


class Source(Struct, frozen=True, dict=True):
    """The bytes of a file or stream and the name to show for it."""

    data: bytes
    name: str = "<input>"
    path: Path | None = None
    """Where it was read from; None for a stream or bytes."""

    oversize: bool = False
    """Whether it had more bytes than were allowed, and so was not read."""

    @classmethod
    def from_path(cls, path: Path, limit: int = UNLIMITED) -> "Source":
        """Reads a file, unless it has more than `limit` bytes.

        Raises OSError, also for a pipe or device, whose reading might never end.
        """
        data = read(path, limit)
        return cls(data or b"", str(path), Path(path), oversize=data is None)

    @classmethod
    def named(cls, name: str, limit: int = UNLIMITED) -> "Source":
        """What a name on the command line stands for: a file, or standard input if it is `-`.

        Of standard input at most one byte more than `limit` is read. Raises OSError.
        """
        if name != "-":
            return cls.from_path(Path(name), limit)
        if sys.stdin is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF), either(*STANDARD_INPUT))
        try:
            data = drain(sys.stdin.buffer, limit)
        except OSError as error:
            raise OSError(error.errno, error.strerror, either(*STANDARD_INPUT)) from None
        return cls(data or b"", "<stdin>", oversize=data is None)

    def beside(self, name: str) -> bytes | None:
        """The bytes of a file that the document names, relative to its own folder.

        None if there is none that may be read: links are not followed, nothing outside the folder
        is opened, nor what is no regular file or has more than 64 MB (`files.read_below`).
        """
        if self.path is None:
            return None
        try:
            return read_below(self.path.parent, name, LARGEST_BESIDE)
        except OSError:
            return None

    def is_committed(self, name: str, data: bytes) -> bool:
        """Whether git has a file that the document names, with this content (`files.is_committed`)."""
        return self.path is not None and is_committed(self.path.parent / name, data)

    @property
    def suffix(self) -> str:
        """The suffix of the name, in lower case."""
        return Path(self.name).suffix.lower()

    @cached_property
    def text(self) -> str:
        """The content without byte order mark. Raises UnicodeDecodeError if it is not UTF-8."""
        return self.data.decode("utf-8-sig")

    @cached_property
    def lines(self) -> LineMap:
        """Where the lines of `text` are; of what is not UTF-8 those of the text that it seems to be, in which
        what cannot be decoded counts as one character or more.
        """
        with suppress(UnicodeDecodeError):
            if "\0" not in self.text[:LOOKED_AT]:
                return LineMap(self.text)
        encoding = seeming(self.data) or "utf-8-sig"
        return LineMap(self.data.decode(encoding, errors="replace"))

    def forget_text(self) -> None:
        """Frees the text, which takes more space than the data; it is decoded anew when needed."""
        self.__dict__.pop("text", None)


ENCODINGS = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
"""Byte order marks of other encodings than UTF-8; the longer first."""
LOOKED_AT = 256
"""How much of a file is looked at, in bytes; every such encoding comes in fours or twos."""
HAN = regex("[\u4e00-\u9fff]{2}")


def seeming(data: bytes) -> str:
    """The encoding in which bytes that are no UTF-8 text are text, as Python calls it; nothing if it is none."""
    for mark, encoding in ENCODINGS.items():
        if data.startswith(mark):
            return encoding
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        if _is_markup(data[:LOOKED_AT], encoding):
            return encoding
    with suppress(UnicodeDecodeError):
        if HAN.search(data.decode("gb18030")):  # the national standard's
            return "gb18030"
    return ""


def _is_markup(data: bytes, encoding: str) -> bool:
    """Whether bytes are printable characters in an encoding, most of them ASCII."""
    text = data.decode(encoding, errors="replace")
    plain = sum(char.isascii() for char in text)
    return plain * 2 > len(text) > 4 and all(c.isprintable() or c in "\t\r\n" for c in text)
