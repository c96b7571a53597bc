"""The part of a line around a finding, and how wide it is in a terminal."""

import unicodedata
from collections.abc import Sequence


def columns(string: str) -> int:
    """How many cells a terminal gives a string: Chinese characters take two, marks on others none."""
    return sum(map(_cells, string))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":
        return 0  # marks, and what follows in a syllable of Hangul
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def window(widths: Sequence[int], start: int, end: int, room: int) -> tuple[int, int]:
    """Which part of a line to show, half open, in as many cells as there is room.

    Of what is marked, from `start` to `end`, as much as there is room, then as much before it as
    behind it. A mark is not parted from its character.
    """
    first = last = min(start, len(widths))
    end = max(min(end, len(widths)), first)
    while last < end and widths[last] <= room:
        room -= widths[last]
        last += 1
    grown = True
    while grown:
        grown = False
        if first > 0 and widths[first - 1] <= room:
            first -= 1
            room -= widths[first]
            grown = True
        if last < len(widths) and widths[last] <= room:
            room -= widths[last]
            last += 1
            grown = True
    while 0 < first < start and widths[first] == 0:
        first += 1
    return first, last
