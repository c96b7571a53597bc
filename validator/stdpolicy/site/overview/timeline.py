"""Where the marks of a time line stand: years to the right, indicators below each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from stdpolicy.model import Text
from stdpolicy.site.content import Content
from stdpolicy.site.overview.targets import Line, short

NAMES, YEAR, MARK, HEAD = 300, 118, 20, 30
"""Widths of the names and of a year, heights of a mark and of the years, in pixels."""
LETTERS = 40
"""How many Latin letters, or half as many characters, a line of a name holds."""
AGAIN = 16
"""After how many rows the years are printed again."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A target, or several of a year and level that ask for the same."""

    level: str
    """The level of its policy; nothing if that has none."""
    label: Text
    count: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of marks."""

    names: Mapping[str, tuple[str, ...]]
    """The name of the indicator in at most two lines, by language."""
    marks: tuple[Mark, ...]
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Year:
    """A column."""

    name: str
    """Nothing of the column of those without a day."""
    x: int
    gap: bool
    """Whether it does not follow the column before at once."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing."""

    years: tuple[Year, ...]
    heads: tuple[int, ...]
    """Where, from the top, the years are printed."""
    strips: tuple[Strip, ...]
    width: int
    height: int
    levels: tuple[str, ...]
    """The levels that have marks."""


def timeline(rows: Sequence[Line], content: Content) -> Timeline:
    """The drawing of some indicators. Years without a target are left out."""
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
        strips.append(_strip(row, at, y, content))
        y += strips[-1].height
    used = {mark.level for strip in strips for mark in strip.marks}
    levels = [name for name in content.model.schemes["administrative-level"].codes if name in used]
    return Timeline(
        years, tuple(heads), tuple(strips), NAMES + YEAR * len(years), y + 6, tuple(levels)
    )


def _strip(row: Line, at: Mapping[str, int], y: int, content: Content) -> Strip:
    cells: dict[str, dict[tuple[str, str], list[Text]]] = {}
    for one in row.targets:
        label = short(one, content)
        level = str(one.statement.policy.get("level", ""))
        cells.setdefault(one.year, {}).setdefault((level, label["zh-Hans"]), []).append(label)
    marks = [
        Mark(level, labels[0], len(labels), at[year], y + 6 + n * MARK)
        for year, found in cells.items()
        for n, ((level, _), labels) in enumerate(found.items())
    ]
    names = {tag: wrapped(words) for tag, words in row.name.items()}
    most = max(*map(len, cells.values()), *map(len, names.values()))
    return Strip(names, tuple(marks), y, most * MARK + 12)


def wrapped(words: str) -> tuple[str, ...]:
    """A name in at most two lines, cut where it is longer."""
    found, line, width = [], "", 0
    for letter in words:
        width += 2 if east_asian_width(letter) in "WF" else 1
        if width > LETTERS:
            head, blank, tail = line.rpartition(" ")
            kept = head if blank and letter != " " else line
            found.append(kept.strip())
            line = tail if blank and letter != " " else ""
            width = sum(2 if east_asian_width(one) in "WF" else 1 for one in line + letter)
        line += letter
    found.append(line.strip())
    return tuple(found) if len(found) <= 2 else (found[0], found[1] + "…")
