"""A file as it was read: bytes, name, text, and places in it."""

import errno
import os
import re
import stat
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """A line and a column, both counted from 1, the column in characters (code points)."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of a text, half open, in characters (code points)."""

    start: int
    end: int


START = Span(0, 0)
LINE_END = re.compile(r"\r\n?|\n")


class LineMap:
    """Offsets of a text as lines and columns. A line ends with LF, CRLF or CR, with nothing else."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = array("Q", (0,))
        if "\r" in text:
            self.starts.extend(found.end() for found in LINE_END.finditer(text))
        else:
            at = text.find("\n")
            while at >= 0:
                self.starts.append(at + 1)
                at = text.find("\n", at + 1)

    def place(self, offset: int) -> Place:
        """The place of an offset in the text."""
        line = bisect_right(self.starts, offset) - 1
        return Place(line + 1, offset - self.starts[line] + 1)

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


LARGEST_BESIDE = 64_000_000
"""Of a longer file beside a document only one byte more than this is read, in bytes."""


@dataclass(frozen=True)
class Source:
    """The bytes of a file or stream and the name to show for it."""

    data: bytes
    name: str = "<input>"
    path: Path | None = None
    """Where it was read from; None for a stream or bytes."""

    @classmethod
    def from_path(cls, path: Path, limit: int | None = None) -> "Source":
        """Reads a file; of one that is longer than `limit` only the first `limit` + 1 bytes.

        Raises OSError, also for a pipe or device, whose reading might never end.
        """
        try:
            with open(path, "rb", opener=_at_once) as file:
                if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                    raise OSError(errno.EINVAL, "Not a regular file", str(path))
                data = file.read() if limit is None else file.read(limit + 1)
                return cls(data, str(path), Path(path))
        except ValueError as error:  # a NUL in the name
            raise OSError(errno.EINVAL, str(error), str(path)) from None

    def beside(self, name: str) -> bytes | None:
        """The bytes of a file named relative to this one; None if there is none to be read."""
        if self.path is None:
            return None
        try:
            return Source.from_path(self.path.parent / name, LARGEST_BESIDE).data
        except OSError:
            return None

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
        """Where the lines of `text` are; what is not UTF-8 counts as one character or more."""
        try:
            return LineMap(self.text)
        except UnicodeDecodeError:
            return LineMap(self.data.decode("utf-8-sig", errors="replace"))

    def forget_text(self) -> None:
        """Frees the text, which takes more space than the data; it is decoded anew when needed."""
        self.__dict__.pop("text", None)


def _at_once(path: str, flags: int) -> int:
    """Opens without waiting for somebody to write to a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
