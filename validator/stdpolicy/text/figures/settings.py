"""Where a number stands: its clause, the words before it that are its own, and what follows.

In a list the members part at 、 or a conjunction. Of 新增国际标准5项以上、国家标准200项以上 the thing stands
before its number, of 建设20个中心、50个平台 behind it. A number that only says what kind of thing is meant
(超百亿元企业10家, 每万人口12件) is no member.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from stdpolicy.text.figures.clauses import Clause, Clauses
from stdpolicy.text.figures.comparison import Comparison, compared
from stdpolicy.text.figures.numbers import Number, numbers
from stdpolicy.text.figures.units import COUNT, TIMES, YUAN
from stdpolicy.text.figures.verbs import opening

WINDOW = 80
"""How far the words around a number are looked at, in characters."""
_SEPARATOR = re.compile(r"\s*(?:[、,，和与及或]|以及)\s*")
_PARTS = re.compile("[、,，]|(?<![调缓总饱柔暖])[和与](?!谐|平)|以?及(?!时|以上)")
_ALONE = re.compile(r"(?:\s*[(（][^()（）]*[)）])?\s*(?:[、,，和与及。]|以及|\Z)")
_LASTING = re.compile("[至到为于过在短缩减长少多]\\Z")
_PER_OUTPUT = re.compile("(?:地区|国内)?生产总值|GDP|(?:工业|农业)?增加值|产值|单位")
_KIND = re.compile("[\u4e00-\u9fff“A-Za-z]")
_NO_KIND = re.compile("[和与及或并用支专在从的、奖补]|以[上下内]|左右|建设|支持|资助")


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
    kind: bool
    """Whether it only says what kind of thing is meant."""

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
    def said(self) -> str:
        """Its own words and those of limit before the number: 至少建设 of 至少建设一所."""
        return self.text[max(self.begin, self.compared.start - WINDOW) : self.number.start]

    @property
    def limited(self) -> bool:
        """Whether words of limit stand before it: 不低于5%; not 约5%."""
        return self.compared.start < self.number.start and self.compared.code != "about"

    @cached_property
    def thing_first(self) -> bool:
        """Whether what is counted stands before the number, so that nothing of it follows."""
        return bool(_ALONE.match(self.tail))


def settings(text: str, clauses: Clauses) -> Iterator[Setting]:
    """The numbers of a text in their places."""
    placed = ((clauses.at(number.start), number) for number in numbers(text))
    for clause, group in groupby(placed, key=lambda one: one[0]):
        row = [(number, compared(text, number)) for _, number in group]
        kinds = [_is_kind(text, clause, row, place) for place in range(len(row))]
        members = [one for one, kind in zip(row, kinds, strict=True) if not kind]
        begin, follows, place = clause.start, False, 0
        for one, kind in zip(row, kinds, strict=True):
            number, comparison = one
            if kind:
                yield Setting(text, *one, clause, begin, clause.end, False, True)
                continue
            place += 1
            after = members[place] if place < len(members) else None
            until, next_begin = clause.end, clause.end
            if after is not None:
                until, next_begin = _part(text, comparison.end, after[1].start)
            yield Setting(text, *one, clause, begin, max(until, comparison.end), follows, False)
            follows = (
                after is not None
                and _alike(number, after[0])
                and (
                    comparison.end < after[1].start
                    and until == comparison.end
                    and next_begin == after[1].start
                )
            )
            begin = next_begin


def _alike(one: Number, other: Number) -> bool:
    return one.unit.code == other.unit.code and one.vague == other.vague


def _is_kind(text: str, clause: Clause, row: list[tuple[Number, Comparison]], place: int) -> bool:
    """Whether a number is part of the name of what another counts, or of a measure."""
    number, comparison = row[place]
    if text[comparison.start - 1 : comparison.start] == "每" or number.unit.words in ("岁", "周岁"):
        return text[comparison.start - 1 : comparison.start] == "每" or comparison.end < clause.end
    if text[number.end - 1] == "级":
        return len(row) > 1
    if number.unit.code in TIMES:
        # 用5年时间培育10家, but 缩短至15天
        others = any(one.unit.code not in TIMES for one, _ in row)
        return others and not _LASTING.search(text, max(0, comparison.start - 4), number.start)
    if number.unit.code == COUNT or number.vague:
        return False
    if number.numeral in ("万", "亿") and _PER_OUTPUT.match(text, comparison.end):
        return True
    behind = text[comparison.end : comparison.end + 8]
    limited = bool(comparison.code) and bool(_KIND.match(behind)) and not _NO_KIND.match(behind)
    return limited and number.unit.code.endswith(YUAN)


def _part(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a member ends and the next begins, of what stands between their numbers."""
    if end <= start:
        return start, start
    if first := _SEPARATOR.match(text, start, end):
        return start, first.end()
    parts = list(_PARTS.finditer(text, start, end))
    for part in parts:
        if opening(text[part.end() : min(end, part.end() + WINDOW)]):
            return part.start(), part.end()
    marks = [part for part in parts if part[0] in "、,，"] or parts
    return (marks[-1].start(), marks[-1].end()) if marks else (end, start)
