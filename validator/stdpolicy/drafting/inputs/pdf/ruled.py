"""Tables of a page, by the lines that are drawn round their cells: which cell each place is in, how far a
cell goes over rows and columns.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from stdpolicy.drafting.inputs.reading import Unreadable
from stdpolicy.language import either
from stdpolicy.text.tables.grid import MOST_COLUMNS

MOST_OPERATORS = 3_000_000
"""Of all pages together, so that nothing drawn can make reading endless."""
MOST_RULES = 20_000
"""Of a page on which more lines are drawn, these are no tables."""
MOST_BANDS = 400
THICK = 3.0
"""Of a line, in points; and how far lines may miss each other that meet."""
SHORTEST = 5.0
FEWEST = 3
"""How many lines across and down a table has at least."""
_STROKED = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_FILLED = frozenset((b"f", b"F", b"f*"))

Point = tuple[float, float]


class Rule(NamedTuple):
    """A line across the page, or down: where it is on the other axis, and from where to where it goes."""

    at: float
    start: float
    end: float


class Drawn:
    """Counts what is drawn on all pages, and keeps the lines of the page that is read."""

    def __init__(self) -> None:
        self._left = MOST_OPERATORS
        self.page()

    def page(self) -> None:
        """Begins a page."""
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self._lines: list[tuple[Point, Point]] = []
        self._boxes: list[tuple[Point, Point]] = []
        self._at: Point = (0.0, 0.0)

    def visit(
        self, operator: bytes, operands: Sequence[Any], cm: Sequence[float], _: object
    ) -> None:
        """One operator. Raises Unreadable when there have been too many."""
        self._left -= 1
        if self._left < 0:
            raise Unreadable(either("a PDF in which too much is drawn", "PDF 中绘制的内容过多"))
        numbers = [float(one) for one in operands if isinstance(one, int | float)]
        if operator in (b"m", b"l", b"re") and len(numbers) > 1:
            x, y, *size = numbers
            place = _moved(x, y, cm)
            if operator == b"re" and len(size) == 2:
                self._boxes.append((place, _moved(x + size[0], y + size[1], cm)))
            elif operator == b"l":
                self._lines.append((self._at, place))
            self._at = place
        elif operator in _STROKED or operator in _FILLED:
            for one, other in self._boxes:
                self._box(one, other, stroked=operator in _STROKED)
            for one, other in self._lines:
                self._line(one, other)
            self._lines, self._boxes = [], []
        elif operator == b"n":
            self._lines, self._boxes = [], []

    def _box(self, one: Point, other: Point, *, stroked: bool) -> None:
        """A rectangle: a thin one is a line, another one four if it is stroked."""
        (left, right), (low, high) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if high - low <= THICK:
            self._line((left, (low + high) / 2), (right, (low + high) / 2))
        elif right - left <= THICK:
            self._line(((left + right) / 2, low), ((left + right) / 2, high))
        elif stroked:
            corners = [(left, low), (right, low), (right, high), (left, high)]
            for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
                self._line(start, end)

    def _line(self, one: Point, other: Point) -> None:
        (left, right), (low, high) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if len(self.across) + len(self.down) > MOST_RULES:
            return
        if high - low <= THICK / 2 and right - left >= SHORTEST:
            self.across.append(Rule(low, left, right))
        elif right - left <= THICK / 2 and high - low >= SHORTEST:
            self.down.append(Rule(left, low, high))


def _moved(x: float, y: float, cm: Sequence[float]) -> Point:
    return x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]


class Grid:
    """A table: the columns between `xs`, from the left, and the bands between `ys`, from the top."""

    def __init__(self, xs: list[float], ys: list[float], drawn: Drawn) -> None:
        self.xs, self.ys = xs, ys
        self._up = [-y for y in ys]
        """The same growing."""
        self._above: set[tuple[int, int]] = set()
        """The bands and columns that have a line above them."""
        self._beside: set[tuple[int, int]] = set()
        """Those that have one at their left."""
        for rule in drawn.across:
            if (band := _near(self._up, -rule.at)) is not None:
                first = bisect_left(xs, rule.start - THICK)
                last = bisect_right(xs, rule.end + THICK) - 1
                self._above.update((band, column) for column in range(first, last))
        for rule in drawn.down:
            if (column := _near(xs, rule.at)) is not None:
                first = bisect_left(self._up, -rule.end - THICK)
                last = bisect_right(self._up, -rule.start + THICK) - 1
                self._beside.update((band, column) for band in range(first, last))

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell that a place is in, by the band and column where it begins; None outside."""
        band, column = bisect_right(self._up, -y) - 1, bisect_right(self.xs, x) - 1
        if not (0 <= band < len(self.ys) - 1 and 0 <= column < len(self.xs) - 1):
            return None
        return self.origin(band, column)

    def origin(self, band: int, column: int) -> tuple[int, int]:
        """Where the cell begins that a band and column are of."""
        while band and (band, column) not in self._above:
            band -= 1
        while column and (band, column) not in self._beside:
            column -= 1
        return band, column

    def rows(self, texts: dict[tuple[int, int], str]) -> Iterator[tuple[float, str]]:
        """The rows with their height on the page: nothing for what a cell of a row above covers, a blank
        for a cell that is empty, or for what one of the same row covers.
        """
        for band, top in enumerate(self.ys[:-1]):
            cells = []
            for column in range(len(self.xs) - 1):
                own = self.origin(band, column)
                covered = "" if own[0] < band else " "
                cells.append(texts.get(own, " ") if own == (band, column) else covered)
            if any(cell.strip() for cell in cells):
                yield top, "\t".join(cells).strip()


def grids(drawn: Drawn) -> Iterator[Grid]:
    """The tables of a page, from its foot."""
    if len(drawn.across) + len(drawn.down) > MOST_RULES:
        return
    for low, high in _stretches(drawn.down):
        xs = _apart(rule.at for rule in drawn.down if low <= rule.start <= high)
        ys = _apart(rule.at for rule in drawn.across if low - THICK <= rule.at <= high + THICK)
        is_table = FEWEST <= len(xs) <= MOST_COLUMNS + 1 and FEWEST <= len(ys) <= MOST_BANDS
        if is_table:
            yield Grid(xs, ys[::-1], drawn)


def _stretches(down: Sequence[Rule]) -> Iterator[tuple[float, float]]:
    """From where to where lines go down without a gap."""
    found: list[list[float]] = []
    for rule in sorted(down, key=lambda rule: rule.start):
        if found and rule.start <= found[-1][1] + THICK:
            found[-1][1] = max(found[-1][1], rule.end)
        else:
            found.append([rule.start, rule.end])
    yield from ((low, high) for low, high in found)


def _apart(places: Iterator[float]) -> list[float]:
    """Places in order, those as one that lie closer together than a line is thick."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > THICK:
            found.append(place)
    return found


def _near(places: Sequence[float], place: float) -> int | None:
    """Which of some places one is."""
    at = bisect_left(places, place - THICK)
    return at if at < len(places) and places[at] <= place + THICK else None
