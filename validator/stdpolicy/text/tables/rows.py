"""The rows of a table with what merged cells give them, and which of them go on with the row above."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stdpolicy.text.tables.columns import Placed
from stdpolicy.text.tables.finding import Table
from stdpolicy.text.tables.grid import DITTO, Cell, Column, Kind


class Filled(NamedTuple):
    """A row with a cell for each column that says something of it, its own or one of a row above."""

    cells: tuple[Cell | None, ...]
    own: tuple[bool, ...]
    """Whether each stands in the row itself."""
    goes_on: bool
    """Whether it goes on with the task of the row above, whose number or name is merged over both."""

    def of(self, columns: Sequence[Column], *kinds: Kind, own: bool = False) -> Iterator[Cell]:
        """The cells under columns of some kinds, in order."""
        for column, cell, mine in zip(columns, self.cells, self.own, strict=True):
            if column.kind in kinds and cell is not None and (mine or not own):
                yield cell

    @property
    def line(self) -> int:
        """The line in which it begins."""
        return min(
            cell.line for cell, own in zip(self.cells, self.own, strict=True) if cell and own
        )


def filled(table: Table) -> Iterator[Filled]:
    """The rows of a table, each with what it takes from those above."""
    columns = table.columns
    above: Filled | None = None
    for row in table.rows:
        if row is None or not any(cell and not cell.is_empty for cell in row):
            above = None
            continue
        above = _filled(row, columns, above)
        yield above


def _filled(row: Placed, columns: Sequence[Column], above: Filled | None) -> Filled:
    before = above.cells if above else (None,) * len(columns)
    own = tuple(
        cell is not None and not cell.is_empty and not (DITTO.fullmatch(cell.text) and above)
        for cell in row
    )
    covered = [cell is None or (DITTO.fullmatch(cell.text) is not None) for cell in row]
    taken = list(_taken(columns, covered, own))
    whole = tuple(
        cell if mine else last if takes else None
        for cell, mine, last, takes in zip(row, own, before, taken, strict=True)
    )
    return Filled(whole, own, above is not None and _goes_on(columns, own, whole))


def _taken(
    columns: Sequence[Column], covered: Sequence[bool], own: Sequence[bool]
) -> Iterator[bool]:
    """Whether each column goes on with the cell above: one that is covered, but for numbers to be reached.

    Bodies that only help are those of the row above where these lead, too.
    """
    leading = [mine for column, mine in zip(columns, own, strict=True) if column.leads]
    for column, empty in zip(columns, covered, strict=True):
        match column.kind:
            case Kind.TARGET | Kind.BASE | Kind.FIGURES | Kind.OTHER:
                yield False
            case Kind.DUTY if not column.leads:
                yield empty and not any(leading)
            case _:
                yield empty


def _goes_on(columns: Sequence[Column], own: Sequence[bool], cells: Sequence[Cell | None]) -> bool:
    """Whether neither number nor task is the row's own, and no day: it is a part of the same task."""
    kinds = [column.kind for column in columns]
    names = [Kind.TASK] if Kind.TASK in kinds and Kind.CONTENT in kinds else []
    told = [Kind.NUMBER, *names, Kind.INDICATOR]
    has_own = any(mine and kind in told for kind, mine in zip(kinds, own, strict=True))
    dated = any(mine and kind is Kind.DUE for kind, mine in zip(kinds, own, strict=True))
    merged = any(
        kind in told and cell is not None and not mine
        for kind, mine, cell in zip(kinds, own, cells, strict=True)
    )
    return merged and not has_own and not dated
