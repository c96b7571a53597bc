"""Tables of indicators whose cells stand a line each, and whose rows end with the nature of the indicator.

So five-year plans print them, without numbers: 类别, 指标, 单位, 2020年, 2025年, 属性, and each row is closed
by 预期性 or 约束性, which proves where it ends.
"""

import re
from collections.abc import Iterator, Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.tables.columns import aligned
from stdpolicy.text.tables.finding import Table, notes
from stdpolicy.text.tables.grid import LONGEST_HEAD, MOST_COLUMNS, Cell, Kind
from stdpolicy.text.tables.heads import is_read, read_head

FEWEST_ROWS = 2
_FIRST = regex("类别|分类|领域|维度|指标(?:名称|类别)?|主要指标")
_LAST = regex("(?:指标)?(?:属性|性质|类型)")
_CLOSES = regex("(?:预期|约束|引导|指导)性(?:指标)?")


def opens(text: str) -> bool:
    """Whether a line is the first cell of a head."""
    return _FIRST.fullmatch(text.strip()) is not None


def found(lines: Sequence[str], gazetteer: Gazetteer, year: int | None) -> Iterator[Table]:
    """The tables whose rows the nature of their indicators closes, in order."""
    at = 0
    while at < len(lines):
        end = at + 1
        if opens(lines[at]) and (first := _first(lines, at)):
            table, stop = _read(lines, range(at, first), gazetteer, year)
            if table is not None:
                yield table
                end = stop
        at = end


def _first(lines: Sequence[str], at: int) -> int:
    """The line behind a head; 0 if what begins there is none."""
    for n in range(at + 1, min(at + MOST_COLUMNS, len(lines))):
        text = lines[n].strip()
        if _LAST.fullmatch(text):
            return n + 1
        if "\t" in text or len(text) > LONGEST_HEAD or re.search("[。；！]", text):
            return 0
    return 0


def _read(
    lines: Sequence[str], head: range, gazetteer: Gazetteer, year: int | None
) -> tuple[Table | None, int]:
    """The table under a head and where it ends; None if it has no rows that hold what the head says."""
    columns = read_head([lines[n].strip() for n in head], year)
    if not is_read(columns) or all(column.kind is not Kind.INDICATOR for column in columns):
        return None, head.stop
    table = Table(columns, list(head))
    at = head.stop
    while (end := _end(lines, at, len(columns))) is not None:
        placed = aligned([_cell(n, lines[n]) for n in range(at, end)], columns, gazetteer)
        if placed is None:
            table.unread += range(at, end)
        else:
            table.rows.append(placed)
        at = end
    table.notes = list(notes(lines, at))
    proven = len(table.rows) >= FEWEST_ROWS and table.proven(gazetteer)
    return (table if proven else None), at


def _end(lines: Sequence[str], at: int, width: int) -> int | None:
    """The line behind a row that begins in a line; None if no row does."""
    for n in range(at, min(at + width, len(lines))):
        if _CLOSES.fullmatch(lines[n].strip()):
            return n + 1
        if "\t" in lines[n]:
            return None
    return None


def _cell(line: int, text: str) -> Cell:
    bare = text.strip()
    start = len(text) - len(text.lstrip())
    return Cell(line, start, start + len(bare), bare)
