"""Dates in a text: years, months and days as they are printed, each one of a range or list included."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.patterns import regex, sought
from stdpolicy.text.characters import BLANK, DASH, half_width
from stdpolicy.text.numerals import EVERYDAY, FINANCIAL, FORMS, LETTERS, ROWED, YEAR, number

_GAP = rf"{BLANK}(?>(?:\n{BLANK})?)"
"""White space within a date: that of a line, and where the line was broken."""
_THROUGH = rf"{_GAP}(?:[{DASH}]{{1,2}}|[至到/／]){_GAP}"
_JOIN = rf"{_GAP}(?:[{DASH}]{{1,2}}|以及|[至到/／、和与及或,，]){_GAP}"
_SHORT = rf"[{ROWED}]{{2}}(?={_GAP}年)"
_MONTH = "(?:1[0-2]|0?[1-9]|一?十[一二]?|零?[一二三四五六七八九])(?![0-9])"
_DAY = (
    f"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|[二三][〇零○◯{LETTERS}]|廿[一二三四五六七八九]?|卅一?|"
    "[一二]?十[一二三四五六七八九]?|零?[一二三四五六七八九])(?![0-9])"
)
_MONTHS = rf"{_MONTH}(?:(?:{_GAP}月)?{_JOIN}{_MONTH}){{0,11}}{_GAP}月"
_DAYS = rf"{_DAY}(?:(?:{_GAP}[日号])?{_JOIN}{_DAY}){{0,30}}{_GAP}[日号]"
_COUNTED = "%％‰百千万亿余多个项家名条件种批支所座倍位人户次套类台辆亩吨天元"
"""What stands behind a number that looks like a year and is none: 2021-2025项."""

_OTHER_FORMS = sought(
    f"元零{FINANCIAL}",
    rf"(?<![0-9{EVERYDAY}余多])元(?=月)|(?<=[年月])[{FINANCIAL}零]{{1,3}}(?=[月日号])",
)
"""元月, and 肆月拾伍日 behind a year or month; elsewhere 队伍 and 大陆 are no numbers."""
_FIRST = sought(
    "0-9A-Za-z/.零一二三四五六七八九十壹贰貳每当次本",
    rf"(?P<name>[A-Za-z/.]{BLANK})?(?:"
    rf"(?P<iso>(?<![0-9])(?P<y>[0-9]{{4}})(?P<sep>[{DASH}/／.．])(?P<m>1[0-2]|0?[1-9])(?P=sep)"
    r"(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9]))"
    rf"|(?P<years>{YEAR}(?>(?:(?:{_GAP}年)?(?:{_JOIN}{YEAR}|{_THROUGH}{_SHORT}))*)(?:{_GAP}年)?))"
    rf"|(?<![0-9第.．{EVERYDAY}])(?P<months>{_MONTHS})(?!内)"
    rf"|[每当次本]月{_GAP}(?P<days>{_DAYS})",
)
_BARE = regex(rf"{YEAR}{_GAP}[{DASH}]{{1,2}}{_GAP}{YEAR}(?!{BLANK}[{_COUNTED}])")
_ROWS = (regex(rf"{_GAP}({_MONTHS})"), regex(rf"{_GAP}({_DAYS})"))
_EACH = (
    regex(rf"({YEAR}|{_SHORT})(?:{_GAP}年)?"),
    regex(rf"({_MONTH})(?:{_GAP}月)?"),
    regex(rf"({_DAY})(?:{_GAP}[日号])?"),
)


class Date(NamedTuple):
    """A date as precise as it is printed, read from `text[start:end]`.

    What is printed without a year (每年12月31日, 每月15日) has none; such a date recurs or is said
    elsewhere in full.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """In the form of XML Schema: 2022-04-15, 2022-04, 2022, --12-31, ---15."""
        year = "-" if self.year is None else f"{self.year:04}"
        month = "" if self.month is None else f"{self.month:02}"
        if self.day is None:
            return f"{year}-{month}" if month else year
        return f"{year}-{month}-{self.day:02}"


@memo.sequence
def dates(text: str) -> Iterator[Date]:
    """The dates that a text prints, in their order.

    With 年, 月 and 日, in digits of any script or Chinese ones (二〇二五年四月十五日), with white space
    or a line break within; as 2022-04-15; as 2021-2025 where nothing is counted. Each of a row is a
    date of its own, whatever joins them: 2021—2025年, 2021—25年, 2021或2025年 and 3月1日至5日 give two.
    That a month has such a day is not checked.
    """
    plain = _OTHER_FORMS.sub(_everyday, half_width(text))
    at = 0
    while found := _FIRST.search(plain, at):
        read = list(_dates(plain, found))
        yield from read
        at = read[-1].end if read else found.end()


def _everyday(found: re.Match[str]) -> str:
    """The month or day in numerals of running text, of the same length."""
    return "一" if found[0] == "元" else found[0].translate(FORMS)


def _dates(plain: str, found: re.Match[str]) -> Iterator[Date]:
    start = found.start()
    if found["years"]:
        yield from _years(plain, found)
    elif found["months"]:
        yield from _finer(plain, start, start, (None,))
    elif found["days"]:
        yield from _finer(plain, start, found.start("days"), (None, None))
    elif not found["name"]:
        yield Date(start, found.end(), int(found["y"]), int(found["m"]), int(found["d"]))


def _years(plain: str, found: re.Match[str]) -> Iterator[Date]:
    """The years of a row as far as 年 makes dates of them, or of a range that needs none."""
    start, end = found.span("years")
    row: list[re.Match[str]] = []
    years: list[int] = []
    for each in _EACH[0].finditer(plain, start, end):
        short = len(each[1]) == 2
        year = number(f"{years[-1] // 100}{each[1]}" if short else each[1])
        if short and year <= years[-1]:
            return
        row.append(each)
        years.append(year)
    dated = max((n for n, each in enumerate(row, 1) if each[0].endswith("年")), default=0)
    if not dated and not found["name"] and len(row) == 2 and years[0] < years[1]:
        bare = _BARE.match(plain, start)
        dated = 2 if bare and bare.end() == end else 0
    for n in range(dated - 1):
        yield Date(*row[n].span(), years[n])
    if dated:
        yield from _finer(plain, *row[dated - 1].span(), (years[dated - 1],))


def _finer(plain: str, start: int, end: int, said: tuple[int | None, ...]) -> Iterator[Date]:
    """The date that stands from start to end, with the months and days that follow."""
    row = _ROWS[len(said) - 1].match(plain, end) if len(said) < 3 else None
    if row is None:
        yield Date(start, end, *said)
        return
    parts = list(_EACH[len(said)].finditer(plain, *row.span(1)))
    for each, following in pairwise(parts):
        yield Date(start, each.end(), *(*said, number(each[1])))
        start = following.start()
    yield from _finer(plain, start, row.end(), (*said, number(parts[-1][1])))
