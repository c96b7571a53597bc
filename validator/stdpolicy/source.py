"""A file as it was read: bytes, name, text, and places in it."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """A line and a column, both counted from 1, the column in characters."""

    line: int
    column: int


START = Place(1, 1)


@dataclass(frozen=True)
class Source:
    """The bytes of a file or stream and the name to show for it."""

    data: bytes
    name: str = "<input>"

    @classmethod
    def from_path(cls, path: Path) -> "Source":
        """Reads a file. Raises OSError."""
        return cls(path.read_bytes(), str(path))

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix.lower()

    @cached_property
    def text(self) -> str:
        """The content as text, a byte order mark left out. Raises UnicodeDecodeError if not UTF-8."""
        return self.data.decode("utf-8-sig")

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def place(self, offset: int) -> Place:
        """The place of a character offset in `text`."""
        line = bisect_right(self._line_starts, offset) - 1
        return Place(line + 1, offset - self._line_starts[line] + 1)

    def line(self, number: int) -> str:
        """The text of a line, without its end; empty where there is none."""
        starts = self._line_starts
        if not 0 < number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")
