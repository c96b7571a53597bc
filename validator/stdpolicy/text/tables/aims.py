"""What the numbers of a row set: under which year, in which unit, and how much it was before."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stdpolicy.text.figures.comparison import EQUAL
from stdpolicy.text.tables.grid import Cell, Column, Kind
from stdpolicy.text.tables.moved import moved_figure
from stdpolicy.text.tables.rows import Filled
from stdpolicy.text.tables.told import Aim, Doubt, Unsure
from stdpolicy.text.tables.values import Valued, figure, in_name, in_words, valued


def aims(
    row: Filled, columns: Sequence[Column], *, total: bool
) -> Iterator[Aim | tuple[int, Doubt]]:
    """What a row sets for its indicator, and with their line the doubts that its numbers leave.

    `total` says whether a note explains numbers in brackets as cumulative.
    """
    name = next(row.of(columns, Kind.INDICATOR, Kind.TASK, Kind.CONTENT), None)
    if name is None:
        return
    unit = next((cell.text for cell in row.of(columns, Kind.UNIT) if not cell.is_empty), "")
    before = _before(row, columns)
    for column, cell, own in zip(columns, row.cells, row.own, strict=True):
        if cell is None or not own:
            continue
        if column.kind is Kind.FIGURES:
            yield cell.line, Doubt(cell.start, cell.end, Unsure.YEAR)
        elif column.kind is Kind.TARGET:
            said = valued(cell.text)
            if said is not None and said.bracketed and not total:
                yield cell.line, Doubt(cell.start, cell.end, Unsure.BRACKETS)
            elif said is not None:
                printed = in_name(name.text) or column.unit or unit
                yield _aim(said, name, cell, column, printed, before)
            else:
                yield from _worded(name, cell, column)


def _before(row: Filled, columns: Sequence[Column]) -> tuple[Valued, Column] | None:
    """How much it was, the last that is printed."""
    found = None
    for column, cell, own in zip(columns, row.cells, row.own, strict=True):
        if column.kind is Kind.BASE and cell is not None and own:
            said = valued(cell.text)
            if said and not said.bracketed and said.comparator == EQUAL and not said.number.upper:
                found = said, column
    return found


def _aim(
    said: Valued,
    name: Cell,
    cell: Cell,
    column: Column,
    unit: str,
    before: tuple[Valued, Column] | None,
) -> Aim:
    beside = name.line == cell.line and name.start < cell.start
    one = figure(said, name.text, unit, total=said.bracketed, has_base=before is not None)
    one = moved_figure(one, cell.start)
    one = one._replace(clause_start=name.start if beside else cell.start, clause_end=cell.end)
    if before is None:
        return Aim(cell.line, one, column.due)
    was = figure(before[0], name.text, unit, total=False, has_base=True)
    same: Decimal | None = was.value if was.unit_words == one.unit_words else None
    year = before[1].due
    return Aim(cell.line, one, column.due, same, year.date if year and same is not None else "")


def _worded(name: Cell, cell: Cell, column: Column) -> Iterator[Aim | tuple[int, Doubt]]:
    """What a cell sets in words, 新建10座; a doubt if it sets nothing that can be read."""
    found = [moved_figure(one, cell.start) for one in in_words(cell.text, name.text)]
    if not found:
        yield cell.line, Doubt(cell.start, cell.end, Unsure.NUMBER)
    for one in found:
        yield Aim(cell.line, one, column.due)
