"""Where the marks of a time line stand: years to the right, indicators below each other."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from stdpolicy.site.content import Content
from stdpolicy.site.overview.targets import Line, short
from stdpolicy.site.overview.widths import wrapped

NAMES, YEAR, MARK, HEAD = 300, 126, 20, 30
"""Widths of the names and of a year, heights of a mark and of the years, in pixels."""
LETTERS = 36
"""How many letters a line of a name holds."""
AGAIN = 16
"""After how many rows the years are printed again."""


class Mark(Struct, frozen=True):
    """A target, or several of a year and level that ask for the same."""

    level: str
    """The level of its policy; nothing if that has none."""
    label: str
    count: int
    x: int
    y: int


class Strip(Struct, frozen=True):
    """A row of marks."""

    name: tuple[str, ...]
    """The name of the indicator in one line or two."""
    marks: tuple[Mark, ...]
    y: int
    height: int


class Year(Struct, frozen=True):
    """A column."""

    name: str
    """Nothing of the column of those without a day."""
    x: int
    gap: bool
    """Whether it does not follow the column before at once."""


class Timeline(Struct, frozen=True):
    """The drawing."""

    years: tuple[Year, ...]
    heads: tuple[int, ...]
    """Where, from the top, the years are printed."""
    strips: tuple[Strip, ...]
    width: int
    height: int
    levels: tuple[str, ...]
    """The levels that have marks."""


def timeline(rows: Sequence[Line], content: Content, tag: str) -> Timeline:
    """The drawing of some indicators in a language. Years without a target are left out."""
    targets = [one for row in rows for one in row.targets]
    named = sorted({one.year for one in targets if one.year})
    every = [*named, ""] if any(not one.year for one in targets) else named
    years = tuple(
        Year(year, NAMES + n * YEAR, bool(n and year) and int(year) > int(every[n - 1]) + 1)
        for n, year in enumerate(every)
    )
    at = {year.name: year.x for year in years}
    strips, heads, y = [], [0], HEAD
    for n, row in enumerate(rows):
        if n and n % AGAIN == 0:
            heads.append(y)
            y += HEAD
        strips.append(_strip(row, at, y, content, tag))
        y += strips[-1].height
    used = {mark.level for strip in strips for mark in strip.marks}
    levels = [name for name in content.model.schemes["administrative-level"].codes if name in used]
    return Timeline(
        years, tuple(heads), tuple(strips), NAMES + YEAR * len(years), y + 6, tuple(levels)
    )


def _strip(row: Line, at: Mapping[str, int], y: int, content: Content, tag: str) -> Strip:
    cells: dict[str, Counter[tuple[str, str]]] = {}
    for one in row.targets:
        level = str(one.statement.policy.get("level", ""))
        cells.setdefault(one.year, Counter())[level, short(one, content)[tag]] += 1
    marks = [
        Mark(level, label, count, at[year], y + 6 + n * MARK)
        for year, found in cells.items()
        for n, ((level, label), count) in enumerate(found.items())
    ]
    name = wrapped(row.name.get(tag) or next(iter(row.name.values())), LETTERS)
    most = max(len(name), *map(len, cells.values()))
    return Strip(name, tuple(marks), y, most * MARK + 12)
