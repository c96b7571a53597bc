"""Tables whose cells stand a line each, as sites and PDFs take them apart.

They are read where the numbers of the rows prove how many columns there are: 序号, the other heads, then
1 with its cells, 2 with its own, each as many lines further as there are columns.
"""

import re
from collections.abc import Iterator, Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.tables.columns import aligned
from stdpolicy.text.tables.finding import Table, notes
from stdpolicy.text.tables.grid import LONGEST_HEAD, MOST_COLUMNS, Cell, Kind
from stdpolicy.text.tables.heads import expanded, is_read, read_head

_FIRST = regex("序\\s*号|编\\s*号|项次")
_AFTER = regex(
    "附\\s*[件表]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百]{1,4}[章节条]"
)
"""How a line begins that stands behind a table."""
FAR = 4
"""Within how many rows the next number is looked for where a row is longer than the head."""
FEWEST_ROWS = 2
"""That prove how many columns there are."""


def opens(text: str) -> bool:
    """Whether a line is the first cell of a head."""
    return _FIRST.fullmatch(text.strip()) is not None


def found(lines: Sequence[str], gazetteer: Gazetteer, year: int | None) -> Iterator[Table]:
    """The tables whose cells stand a line each, in order."""
    at = 0
    while at < len(lines):
        end = at + 1
        if opens(lines[at]) and (table := _read(lines, at, gazetteer, year)):
            yield table
            end = max(_lines(table)) + 1
        at = end


def doubtful(lines: Sequence[str]) -> Iterator[int]:
    """The lines in which heads of tables begin, a cell a line, whether the tables can be read or not."""
    for at, text in enumerate(lines):
        if opens(text):
            first = _first(lines, at)
            if first is not None and is_read(read_head(lines[at:first], None)):
                yield at


def _first(lines: Sequence[str], at: int) -> int | None:
    """The line of the number 1 behind a head."""
    for n in range(at + 1, min(at + MOST_COLUMNS, len(lines))):
        text = lines[n].strip()
        if _number(text) == 1:
            return n if n > at + 1 else None
        if "\t" in text or len(text) > LONGEST_HEAD or re.search("[。；！]", text):
            return None
    return None


def _number(text: str) -> int:
    found = re.fullmatch(r"([0-9]{1,9})[.．、]?", text.strip())
    return int(found[1]) if found else 0


def _read(lines: Sequence[str], at: int, gazetteer: Gazetteer, year: int | None) -> Table | None:
    first = _first(lines, at)
    if first is None:
        return None
    words = [text.strip() for text in lines[at:first]]
    for width, heads in _heads(words):
        rows = _rows(lines, first, width)
        if len(rows) < FEWEST_ROWS:
            continue
        head = list(range(at, first))
        tried = (_table(lines, head, rows, each, gazetteer, year) for each in heads)
        if len(tables := [table for table in tried if table]) == 1:
            return tables[0]
    return None


def _heads(words: Sequence[str]) -> Iterator[tuple[int, list[list[str]]]]:
    """How many columns a head may have, with what it then says of them: as many as it has cells or,
    where it has two rows, one less.
    """
    yield len(words), [list(words)]
    width = len(words) - 1
    below = range(2, width)
    both = [one for n in below for one in expanded(words[:-n], words[-n:]) if len(one) == width]
    if both:
        yield width, both


def _rows(lines: Sequence[str], first: int, width: int) -> list[range]:
    """The lines of each row, from the numbers 1, 2, 3, … on; none where they do not prove the width.

    A row that has lost empty cells is shorter. The last has as many as there are columns, or up to
    what cannot be in a table.
    """
    rows: list[range] = []
    at = first
    while True:
        following = len(rows) + 2
        places = (at + width, *range(at + 2, at + width))
        end = next((n for n in places if n < len(lines) and _number(lines[n]) == following), None)
        if end is None:
            break
        rows.append(range(at, end))
        at = end
    beyond = range(at + width + 1, min(at + FAR * width, len(lines)))
    exact = sum(len(row) == width for row in rows)
    if any(_number(lines[n]) == following for n in beyond) or not rows or 2 * exact < len(rows):
        return []
    stop = min(at + width, len(lines))
    last = next((n for n in range(at + 1, stop) if _is_after(lines, n)), stop)
    return [*rows, range(at, last)]


def _is_after(lines: Sequence[str], at: int) -> bool:
    """Whether a line cannot be a cell, but stands behind a table."""
    return _AFTER.match(lines[at]) is not None or next(notes(lines, at), None) is not None


def _table(
    lines: Sequence[str],
    head: list[int],
    rows: Sequence[range],
    words: Sequence[str],
    gazetteer: Gazetteer,
    year: int | None,
) -> Table | None:
    """The table with a head and rows; None if these do not hold what it says."""
    columns = read_head(words, year)
    if not is_read(columns) or columns[0].kind is not Kind.NUMBER:
        return None
    table = Table(columns, head)
    for row in rows:
        placed = aligned([_cell(n, lines[n]) for n in row], columns, gazetteer)
        if placed is None:
            table.unread += row
        else:
            table.rows.append(placed)
    table.notes = list(notes(lines, rows[-1].stop))
    return table if table.proven(gazetteer) else None


def _cell(line: int, text: str) -> Cell:
    bare = text.strip()
    start = len(text) - len(text.lstrip())
    return Cell(line, start, start + len(bare), bare)


def _lines(table: Table) -> list[int]:
    """The lines of a table."""
    cells = [cell.line for row in table.rows if row for cell in row if cell]
    return [*table.heads, *cells, *table.unread, *table.notes]
