"""A change of a file as a unified diff."""

import difflib
from collections.abc import Iterator

from stdpolicy.report import printable

NO_END = "\\ No newline at end of file\n"


def difference(name: str, old: bytes, new: bytes) -> str:
    """What differs between the old and the new content of a file, with three lines of context, as `patch`
    reads it; a line ends with LF, and a CR before it belongs to it. Nothing where they are equal.
    """
    shown = printable(name)
    lines = difflib.unified_diff(_lines(old), _lines(new), f"a/{shown}", f"b/{shown}")
    return "".join(_ended(lines))


def _lines(data: bytes) -> list[str]:
    *whole, rest = data.decode(errors="replace").split("\n")
    return [*(line + "\n" for line in whole), *([rest] if rest else [])]


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{NO_END}"
