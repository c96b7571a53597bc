"""What a table is made of: cells with their places in the lines of a text, columns, rows.

A row is a line whose cells tabs part, or as many lines as it has cells, where a site or a PDF prints
each cell by itself. A cell that a merged one covers is left empty between the tabs; one that is empty
on the page is a blank. What is left empty at the ends of a line is lost, so that where a row has fewer
cells than its head, what they hold has to tell which they are.
"""

from enum import StrEnum
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.deadlines import Deadline

MOST_COLUMNS = 24
"""A line of more cells belongs to no table that is read."""
LONGEST_HEAD = 24
"""Of a cell of the head, in characters."""
NONE = regex(r"[-—–－―─一/／\\*＊.…\s]*|无|暂无|不适用")
"""How a cell is printed that says nothing."""
DITTO = regex("同上|〃|″|”")
"""How one is printed that goes on with the one above."""


class Kind(StrEnum):
    """What the cells of a column say."""

    NUMBER = "number"
    CATEGORY = "category"
    """What several rows belong to: 领域, 类别."""
    TASK = "task"
    """What is to be done, in a few words: 重点任务."""
    CONTENT = "content"
    """The same at length: 工作措施, 主要内容."""
    DUTY = "duty"
    """Who has to do it: 责任单位, 牵头单位."""
    DUE = "due"
    """By when: 完成时限."""
    INDICATOR = "indicator"
    UNIT = "unit"
    TARGET = "target"
    """What an indicator is to reach: 2025年, 目标值."""
    BASE = "base"
    """What it was: 现状值, 2020年."""
    FIGURES = "figures"
    """Numbers of which nothing tells whether they are one or the other."""
    OTHER = "other"


TEXTS = (Kind.CATEGORY, Kind.TASK, Kind.CONTENT, Kind.INDICATOR)
"""The kinds of column that hold words."""
VALUES = (Kind.TARGET, Kind.BASE, Kind.FIGURES)
"""Those that hold numbers with what they mean."""


class Cell(NamedTuple):
    """A cell, `lines[line][start:end]`."""

    line: int
    start: int
    end: int
    text: str

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return NONE.fullmatch(self.text) is not None


class Column(NamedTuple):
    """A column by its head."""

    words: str
    """As they are printed, those of both rows where the head has two, without white space."""
    kind: Kind
    due: Deadline | None = None
    """Of a column of targets, by when they are to be reached."""
    unit: str = ""
    """Of a column of numbers, the unit that its head prints in brackets."""
    role: str = ""
    """Of a column of bodies, the role that its head gives them."""

    @property
    def leads(self) -> bool:
        """Whether each task has one of its bodies, as against those that only help or look on."""
        return self.kind is Kind.DUTY and self.role not in ("cooperate", "oversee")


def cells(line: int, text: str) -> list[Cell | None]:
    """The cells of a line; None for what a merged cell covers."""
    found: list[Cell | None] = []
    at = 0
    for part in text.split("\t"):
        bare = part.strip()
        start = at + len(part) - len(part.lstrip()) if bare else at
        found.append(Cell(line, start, start + len(bare), bare) if part else None)
        at += len(part) + 1
    return found
