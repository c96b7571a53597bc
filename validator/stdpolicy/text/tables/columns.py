"""Which column each cell of a row belongs to, where a row has fewer cells than its table has columns."""

from collections.abc import Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer, listed
from stdpolicy.text.bodies.grammar import certain
from stdpolicy.text.tables.grid import DITTO, VALUES, Cell, Column, Kind
from stdpolicy.text.tables.values import valued, when
from stdpolicy.text.words import ROLES

NUMBER = regex(
    r"[（(]?(?:[0-9]{1,3}(?:[-.][0-9]{1,2})?|[一二三四五六七八九十百]{1,4})[)）]?[.．、]?"
)
"""What stands in a column of numbers."""
_ROLES = regex(rf"按职责分工|{ROLES}|\s")
LONGEST_UNIT = 10
"""Of the words of a unit, in characters."""
SHORTEST_SENTENCE = 12
"""Of words that are no number, where one is expected."""

Placed = list[Cell | None]


def aligned(
    row: Sequence[Cell | None], columns: Sequence[Column], gazetteer: Gazetteer
) -> Placed | None:
    """A cell or None for each column; None if what the cells hold does not tell which they are.

    What a line has lost are cells at its ends: merged ones at its head, empty ones at its tail.
    """
    missing = len(columns) - len(row)
    if missing < 0:
        return None
    if not missing:
        return list(row)
    found: dict[int, list[int]] = {}
    for first in range(missing + 1):
        fits = [
            _fit(column, cell, gazetteer)
            for column, cell in zip(columns[first:], row, strict=False)
            if cell is not None and not cell.is_empty
        ]
        if min(fits, default=0) >= 0:
            found.setdefault(sum(fits), []).append(first)
    best = found[max(found)] if found else []
    if len(best) != 1:
        return None
    return [*[None] * best[0], *row, *[None] * (missing - best[0])]


def fits(row: Placed, columns: Sequence[Column], gazetteer: Gazetteer) -> tuple[int, int]:
    """How many cells of a row are as their columns ask, and how many are otherwise."""
    found = [
        _fit(column, cell, gazetteer)
        for column, cell in zip(columns, row, strict=True)
        if cell is not None and not cell.is_empty
    ]
    return found.count(1), found.count(-1)


def _fit(column: Column, cell: Cell, gazetteer: Gazetteer) -> int:
    """1 if a cell is what its column asks for, -1 if it is something else, 0 if it may be either."""
    text = cell.text
    if DITTO.fullmatch(text):
        return 0
    match column.kind:
        case Kind.NUMBER:
            return 1 if NUMBER.fullmatch(text) else -1
        case Kind.DUTY:
            return 1 if _is_list(text, gazetteer) else -1
        case Kind.DUE:
            said = when(text)
            dated = any(map(str.isdigit, text)) and len(text) < SHORTEST_SENTENCE
            return 1 if said.due or said.sure else 0 if dated else -1
        case Kind.UNIT:
            return -1 if len(text) > LONGEST_UNIT or text[0].isdigit() else 0
        case kind if kind in VALUES:
            if valued(text):
                return 1
            return 0 if len(text) < SHORTEST_SENTENCE or any(map(str.isdigit, text)) else -1
        case Kind.TASK | Kind.CONTENT | Kind.INDICATOR:
            other = NUMBER.fullmatch(text) or valued(text) or _is_list(text, gazetteer, surely=True)
            return -1 if other else 0
    return 0


def _is_list(text: str, gazetteer: Gazetteer, *, surely: bool = False) -> bool:
    """Whether a cell lists nothing but bodies; `surely`, whether its words can be nothing else: 海绵城市
    ends as places do.
    """
    said = _ROLES.sub("", text)
    found = listed(said, 0, len(said), gazetteer)
    if "。" in said or not found.sure:
        return False
    return not surely or all(m.id is not None or certain(m.resolved) for m in found.members)
