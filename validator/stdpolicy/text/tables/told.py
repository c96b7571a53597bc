"""What is read from a table: rows with what they state, lines with what stands in them."""

from decimal import Decimal
from enum import Enum, auto
from typing import NamedTuple

from msgspec import Struct, field

from stdpolicy.text.deadlines import Deadline
from stdpolicy.text.duties import Duty
from stdpolicy.text.figures import Figure
from stdpolicy.text.tables.grid import Cell


class Unsure(Enum):
    """Why a cell or a row is not read, or may be read wrongly."""

    COLUMNS = auto()
    """Nothing tells in which columns its cells stand."""
    DAY = auto()
    """It stands under 完成时限, and names no day, several, or one that can be two."""
    NUMBER = auto()
    """It stands under a year or value, and is neither a number nor words with one."""
    YEAR = auto()
    """Nothing tells whether it was, or is to be reached: 2023年 in a policy of that year, 年均增长."""
    BRACKETS = auto()
    """It is a number in brackets that no note explains."""
    TAKEN = auto()
    """It is empty, and taken to go on with the row above: merged cells look like empty ones."""
    RESPONSIBLE = auto()
    """It says who has to see to an indicator, and is read as what they have to do."""


class Doubt(NamedTuple):
    """What is not sure in a line, `[start:end]`."""

    start: int
    end: int
    why: Unsure
    words: str = ""
    """Of what is taken from a row above, what that is."""


class Aim(NamedTuple):
    """What a cell sets for an indicator."""

    line: int
    figure: Figure
    due: Deadline | None
    """By when, as the head of its column says."""
    base: Decimal | None = None
    """How much it was before, in the same unit."""
    based: str = ""
    """The last day of the year in which it was so much; empty where its column names none."""


class Row(NamedTuple):
    """What a row states; each part with the line in which it stands."""

    line: int
    name: Cell | None
    """The words that the task or indicator is called by; None where it has none of its own."""
    texts: tuple[Cell, ...]
    """What is to be done."""
    goes_on: bool
    """Whether it goes on with the task of the row above."""
    is_aim: bool
    """Whether it says what an indicator is to reach, and not what is to be done."""
    duties: tuple[tuple[int, Duty], ...]
    """Who is to do it, each with its line, which is that of a row above where the cell is merged."""
    due: Deadline | None
    """By when, as its cell or one of a row above says."""
    aims: tuple[Aim, ...]


class Told(Struct):
    """What a line of a table says; places are in the line."""

    row: Row | None = None
    """The row that it begins."""
    figures: list[Figure] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    dues: list[Deadline] = field(default_factory=list)
    """The days that hold for what it states, be they printed in a row above."""
    settled: list[tuple[int, int]] = field(default_factory=list)
    """Where cells stand that only say what others mean, or are fields of what those state."""
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def is_read(self) -> bool:
        """Whether it is known in which columns its cells stand."""
        return all(doubt.why is not Unsure.COLUMNS for doubt in self.doubts)
