"""Tables whose cells only blanks part, as texts have them that were copied from a page or a PDF.

They are read where the head tells what its columns hold and the lines right below have a cell for each.
"""

from collections.abc import Iterator, Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.tables.columns import NUMBER
from stdpolicy.text.tables.finding import Table, notes
from stdpolicy.text.tables.grid import Cell, Kind
from stdpolicy.text.tables.heads import heads, is_read, read_head

FEWEST_COLUMNS = 3
FEWEST_ROWS = 2
LONGEST = 400
"""Of a line of such a table, in characters."""
_CELL = regex(r"\S+")
_FIRST = (Kind.NUMBER, Kind.INDICATOR, Kind.TASK, Kind.CONTENT)
"""What the first column holds."""


def opens(text: str) -> bool:
    """Whether a line is the head of a table."""
    return _is_head(text, None)


def found(lines: Sequence[str], gazetteer: Gazetteer, year: int | None) -> Iterator[Table]:
    """The tables whose cells blanks part, in order."""
    at = 0
    while at < len(lines):
        end = at + 1
        if _is_head(lines[at], year) and (table := _read(lines, at, gazetteer, year)):
            yield table
            end += len(table.rows)
        at = end


def _is_head(text: str, year: int | None) -> bool:
    if "\t" in text or len(text) > LONGEST:
        return False
    words = text.split()
    if len(words) < FEWEST_COLUMNS or not heads(_cells(0, text)):
        return False
    columns = read_head(words, year)
    # without the year of issue a column of years may be of targets
    is_aim = any(one.kind is Kind.INDICATOR for one in columns) and any(c.due for c in columns)
    return columns[0].kind in _FIRST and (is_read(columns) or is_aim)


def _read(lines: Sequence[str], at: int, gazetteer: Gazetteer, year: int | None) -> Table | None:
    columns = read_head(lines[at].split(), year)
    table = Table(columns, [at])
    for n in range(at + 1, len(lines)):
        row = _cells(n, lines[n]) if "\t" not in lines[n] and len(lines[n]) <= LONGEST else []
        if len(row) != len(columns):
            break
        if columns[0].kind is Kind.NUMBER and not NUMBER.fullmatch(row[0].text):
            break
        table.rows.append(list(row))
    if len(table.rows) < FEWEST_ROWS or not is_read(columns) or not table.proven(gazetteer):
        return None
    table.notes = list(notes(lines, at + 1 + len(table.rows)))
    return table


def _cells(line: int, text: str) -> list[Cell]:
    return [Cell(line, *one.span(), one[0]) for one in _CELL.finditer(text)]
