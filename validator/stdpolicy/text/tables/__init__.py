"""Tables: who does what by when, and what indicators are to reach, as rows print it.

- grid: cells and columns
- heads: what the columns hold, by their heads
- values: what a cell says by itself; columns: which column it belongs to
- finding, flattened, natured, spaced: where tables stand, as rows, with a cell on each line (told by the
  numbers of the rows, or by what closes them), or with cells that blanks part
- rows: what merged cells give to each row
- told: what is read; moved, aims, reading: how
"""

from collections.abc import Iterable, Mapping, Sequence

from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.duties import Rule
from stdpolicy.text.tables import finding, flattened, natured, spaced
from stdpolicy.text.tables.grid import Cell
from stdpolicy.text.tables.reading import Reader, begun
from stdpolicy.text.tables.told import Aim, Doubt, Row, Told, Unsure
from stdpolicy.text.tables.values import bare

__all__ = ["Aim", "Cell", "Doubt", "Row", "Told", "Unsure", "bare", "has_tables", "tables"]


def has_tables(lines: Iterable[str]) -> bool:
    """Whether a text may hold tables at all: most hold none, and need not be looked at twice."""
    return any(
        "\t" in text or any(one.opens(text) for one in (flattened, natured, spaced))
        for text in lines
    )


def tables(
    lines: Sequence[str],
    gazetteer: Gazetteer,
    rules: Sequence[Rule] = (),
    year: int | None = None,
) -> Mapping[int, Told]:
    """What the lines of the tables of a text say, by their place in it.

    Rows that are read, heads, notes and the lines that part rows are there, and rows whose cells may
    belong to several columns; nothing of a table whose head does not tell what its columns hold.
    `rules` are those that the text gives for its lists of bodies; `year` is the one in which it was
    issued, by which a column of years to come is told from one of years that were; where it is not known
    the first year of the time for which the title plans stands for it.
    """
    told: dict[int, Told] = {}
    year = begun(lines) if year is None else year
    for find in (finding.found, flattened.found, natured.found, spaced.found):
        for table in find(lines, gazetteer, year):
            Reader(table, lines, gazetteer, rules, told).read()
    for n in flattened.doubtful(lines):
        told.setdefault(n, Told(doubts=[Doubt(0, len(lines[n]), Unsure.COLUMNS)]))
    return told
