"""Dates in a text: years, months and days as they are printed, the first years of ranges included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdpolicy.text.characters import BLANK, DASH, half_width
from stdpolicy.text.numerals import value

_MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = (
    "3[01]|[12][0-9]|0?[1-9]|三十一?|[二三]〇|廿[一二三四五六七八九]?|卅一?|"
    "[一二]?十[一二三四五六七八九]?|[一二三四五六七八九]"
)
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])|[一二][〇零○0O一二三四五六七八九]{3}")
_AFTER = re.compile(
    rf"{BLANK}年(?:{BLANK}(?P<month>{_MONTH}){BLANK}月"
    rf"(?:{BLANK}(?P<day>{_DAY}){BLANK}[日号])?)?"
)
_JOIN = re.compile(rf"{BLANK}(?:[{DASH}]{{1,2}}|[至到、和与及/]){BLANK}")


@dataclass(frozen=True, slots=True)
class Date:
    """A date as precise as it is printed, read from `text[start:end]`."""

    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = (
            f"{self.year:04}",
            self.month and f"{self.month:02}",
            self.day and f"{self.day:02}",
        )
        return "-".join(part for part in parts if part)


def _number(printed: str) -> int:
    return int(value(printed.replace("O", "〇")) or 0)


def dates(text: str) -> Iterator[Date]:
    """The dates that a text prints with 年, in their order.

    Digits of any script or Chinese ones (二〇二五年四月十五日), white space within the line, and any dash.
    A year that leaves 年 to the next one is a date of its own: 2021—2025年, 2021至2025年 and
    2023、2024年 give two. That a month has such a day is not checked.
    """
    plain = half_width(text)
    found: list[Date] = []
    following = -1
    for year in reversed(list(_YEAR.finditer(plain))):
        number = _number(year[0])
        after = _AFTER.match(plain, year.end())
        if after:
            month, day = (_number(part) if part else None for part in after.group("month", "day"))
            found.append(Date(year.start(), after.end(), number, month, day))
        elif (join := _JOIN.match(plain, year.end())) and join.end() == following:
            found.append(Date(year.start(), year.end(), number))
        else:
            continue
        following = year.start()
    yield from reversed(found)
