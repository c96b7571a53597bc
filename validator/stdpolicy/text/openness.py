"""Lists that a text leaves open: 人工智能、量子信息等领域."""

from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.characters import BLANK
from stdpolicy.text.numerals import EVERYDAY

_OTHERS = regex(
    r"(?<![高平中同优初均对相特甲乙丙何])等(?![级离次同于效额值候待价温等])"
    # 山东、河南等两省 is complete
    rf"(?!{BLANK}(?:[0-9]++|[{EVERYDAY}]++){BLANK}[个项家名条件种类大省市县区部位人方])"
)
_CLAUSE = regex("[，。；：,;:\n]")
_AND = regex("[、和与及]")
_BEFORE = 200
"""The longest clause that is looked at, in characters."""


class OpenList(NamedTuple):
    """A list that ends in 等 (and others), without it: `text[start:end]`.

    Where its first member begins within the clause no word tells; `last` and `before_last` begin the
    two that stand before 等.
    """

    start: int
    end: int
    last: int
    before_last: int


def open_lists(text: str) -> Iterator[OpenList]:
    """The lists that a text marks as incomplete, in its order.

    Not those that are complete though they end in 等 (山东、河南等两省), and no words with 等 in them.
    """
    for others in _OTHERS.finditer(text):
        end = others.start()
        window = max(0, end - _BEFORE)
        start = max((c.end() for c in _CLAUSE.finditer(text, window, end)), default=window)
        if start == end:
            continue
        ands = [start, start, *(word.end() for word in _AND.finditer(text, start, end))]
        yield OpenList(start, end, ands[-1], ands[-2])
