"""Where a number stands: its clause, the words before it that are its own, and what follows.

In a list the members part at 、 or a conjunction. Of 新增国际标准5项以上、国家标准200项以上 the thing stands
before its number, of 建设20个中心、50个平台 behind it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from stdpolicy.text.figures.clauses import Clause, Clauses
from stdpolicy.text.figures.comparison import Comparison, compared
from stdpolicy.text.figures.numbers import Number, numbers
from stdpolicy.text.figures.verbs import opening

WINDOW = 80
"""How far the words around a number are looked at, in characters."""
_SEPARATOR = re.compile(r"\s*(?:[、,，和与及或]|以及)\s*")
_PARTS = re.compile(r"[、,，]|(?<![调缓总饱柔暖])[和与](?!谐|平)|以?及(?!时)")
_ALONE = re.compile(r"(?:\s*[(（][^()（）]*[)）])?\s*(?:[、,，和与及。]|以及|\Z)")


@dataclass(frozen=True)
class Setting:
    """A number in its place."""

    text: str
    number: Number
    compared: Comparison
    clause: Clause
    begin: int
    """Where the words that belong to it begin, behind the member before it."""
    until: int
    """Where what follows it ends, before the member behind it."""
    follows: bool
    """Whether it follows another number of the same things, with only a separator between: 5个、8个."""

    @cached_property
    def lead(self) -> str:
        """The words before it that are its own, as far as they are looked at."""
        return self.text[max(self.begin, self.compared.start - WINDOW) : self.compared.start]

    @cached_property
    def before(self) -> str:
        """What stands before it in its clause, as far as it is looked at."""
        return self.text[max(self.clause.start, self.compared.start - WINDOW) : self.compared.start]

    @cached_property
    def tail(self) -> str:
        """What follows it and its words of limit, up to the next member, as far as it is looked at."""
        return self.text[self.compared.end : min(self.until, self.compared.end + WINDOW)]

    @cached_property
    def rest(self) -> str:
        """What follows it in its clause, as far as it is looked at."""
        return self.text[self.compared.end : min(self.clause.end, self.compared.end + WINDOW)]

    @cached_property
    def thing_first(self) -> bool:
        """Whether what is counted stands before the number, so that nothing of it follows."""
        return bool(_ALONE.match(self.tail)) and not (self.follows and not self.lead)


def settings(text: str, clauses: Clauses) -> Iterator[Setting]:
    """The numbers of a text in their places."""
    placed = ((clauses.at(number.start), number) for number in numbers(text))
    for clause, group in groupby(placed, key=lambda one: one[0]):
        row = [(number, compared(text, number)) for _, number in group]
        begin, follows = clause.start, False
        for (number, comparison), after in zip(row, [*row[1:], None], strict=True):
            if after is None:
                until, next_begin = clause.end, clause.end
            else:
                until, next_begin = _part(text, comparison.end, after[1].start)
            yield Setting(text, number, comparison, clause, begin, max(until, comparison.end), follows)
            separated = after is not None and comparison.end < after[1].start
            follows = separated and until == comparison.end and next_begin == after[1].start
            begin = next_begin


def _part(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a member ends and the next begins, of what stands between their numbers."""
    if end <= start:
        return start, start
    if first := _SEPARATOR.match(text, start, end):
        return start, first.end()
    parts = [part for part in _PARTS.finditer(text, start, end)]
    for part in parts:
        if opening(text[part.end() : min(end, part.end() + WINDOW)]):
            return part.start(), part.end()
    marks = [part for part in parts if part[0] in "、,，"] or parts
    return (marks[-1].start(), marks[-1].end()) if marks else (end, start)
