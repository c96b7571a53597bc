"""The deadlines of a text and of a title."""

import re
from collections.abc import Iterator

from stdpolicy import memo
from stdpolicy.patterns import regex
from stdpolicy.text.characters import half_width
from stdpolicy.text.citations import titles
from stdpolicy.text.deadlines.dated import dated
from stdpolicy.text.deadlines.plans import plans
from stdpolicy.text.deadlines.reckoned import reckoned
from stdpolicy.text.deadlines.record import Deadline, last, of_year
from stdpolicy.text.numerals import value

_CENTURY = regex("[到至]?(?:本|21|二十一)世纪中叶")
_OF_YEAR = regex(
    "(?:计划|方案|要点|安排|任务|工程|行动|措施|意见|目标|分工|清单|台账|表)(?:的通知)?[》）)]?$"
)
"""What a title ends in that names a year for which it plans: 2024年标准化工作要点."""
_YEAR = regex("(?<![0-9])(20[0-9]{2})年度?(?!版|修|第|[0-9])")
_YEARS = regex(
    "([0-9]{1,2}|[一二两三四五六七八九十]{1,2})年(?=(?:滚动)?(?:行动|计划|方案|攻坚|提升|建设))"
)
"""三年行动计划."""


@memo.sequence
def deadlines(text: str) -> Iterator[Deadline]:
    """The times that a text sets, in its order; of those that overlap the first and longest.

    What stands in title marks is none, and neither is the date of an event: 2017年11月4日修订,
    2012年以来. What has no date at all (近期, 每年) is none either. A month without year is of the year
    that its sentence has named last: 2023年3月底前制定方案，6月底前印发.
    """
    plain = half_width(text)
    century = (Deadline(*c.span(), last(2050), "year") for c in _CENTURY.finditer(plain))
    found = [*dated(plain), *plans(plain), *reckoned(plain), *century]
    within = iter([*titles(text), None])
    title, end, start, known = next(within), 0, -1, None
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        while title and title.end <= one.start:
            title = next(within)
        of_row = one.row > 1 and one.start == start
        if (title and title.start < one.start) or (one.start < end and not of_row):
            continue
        if (
            one.relative == "coming"
            and known
            and not re.search("[。\n]", text[known.end : one.start])
        ):
            one = of_year(one, int(known.date[:4]))
        start, end = one.start, one.end
        known = one if one.date and one.precision != "year" and one.kind != "each" else known
        yield one


def labelled(text: str) -> Deadline | None:
    """By when a paragraph as a whole is to be done: 完成时限：2025年12月底, （省水利厅负责，2025年底前完成); None
    if it says so of several, or not surely.
    """
    found = [one for one in deadlines(text) if one.behind and one.due]
    sure = len(found) == 1 and found[0].date and not found[0].doubtful
    return found[0] if sure else None


@memo.value
def of_title(title: str) -> Deadline | None:
    """The time that the title of a policy sets for all of it; None if it sets none.

    行动计划（2023—2025年）, “十四五”标准化发展规划, 2024年工作要点; 三年行动计划 is `within`.
    """
    plain = half_width(title)
    found = [one for one in (*dated(plain), *plans(plain, bare=True)) if one.due]
    if period := next((one for one in found if one.kind == "period" or one.date), None):
        return period
    if _OF_YEAR.search(plain) and (year := _YEAR.search(plain)):
        return Deadline(*year.span(), last(int(year[1])), "year", "period", f"{year[1]}-01-01")
    if years := _YEARS.search(plain):
        months = 12 * int(value(years[1]) or 0)
        return Deadline(*years.span(), kind="within", months=months) if months else None
    return None
