"""Where a number stands: its clause, the words before it that are its own, and what follows.

In a list the members part at 、 or a conjunction. Of 新增国际标准5项以上、国家标准200项以上 the thing stands
before its number, of 建设20个中心、50个平台 behind it. A number that only says what kind of thing is meant
(超百亿元企业10家, 每万人口12件) is no member.
"""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from stdpolicy.patterns import regex
from stdpolicy.text.figures.clauses import Clause, Clauses
from stdpolicy.text.figures.comparison import BETWEEN, Comparison, compared
from stdpolicy.text.figures.numbers import Number, numbers
from stdpolicy.text.figures.units import COUNT, PERCENT, TIMES, YUAN
from stdpolicy.text.figures.verbs import modes, opening

WINDOW = 80
"""How far the words around a number are looked at, in characters."""
_SEPARATOR = regex(r"\s*(?:[、,，和与及或]|以及)\s*")
_PARTS = regex("[、,，]|(?<![调缓总饱柔暖])[和与](?!谐|平)|以?及(?!时|以上)")
_BRACKETS = regex("[(（][^()（）]*[)）]")
_ASIDE = regex(r"\s*[(（][^()（）]*[)）]")
_ALONE = regex(r"(?:大关|关口|台阶)?(?:\s*[(（][^()（）]*[)）])?\s*(?:[、,，和与及。]|以及|\Z)")
_LASTING = regex("[至到为于过在短缩减长少多]\\Z")
_PER_OUTPUT = regex("(?:地区|国内)?生产总值|GDP|(?:工业|农业)?增加值|产值|单位")
_BASE = regex("[由从][^，,。；;]{0,30}\\Z")
_GIVEN = regex("的[^，,。；;]{0,4}(?:补|奖|资|经费|贷|罚|支持)")
_RISES = regex("[^，,。；;]{0,6}[到至为达]")
_STOP = regex("[。；;！\n]")
_KIND = regex("[\u4e00-\u9fff“A-Za-z]")
_BUSINESS = regex(
    "年?(?:主营业务|营业|销售|经营)?(?:收入|产值|销售额|营收|规模|投资额?|市值|交易额|营业额)(?:达到?)?"
)
"""What the sum of a firm is of: 5家营业收入超过10亿元、20家超亿元的企业."""
_NO_KIND = regex("[和与及或并用支专在从的、奖补]|以[上下内]|左右|大关|关口|台阶|建设|支持|资助")

_Printed = tuple[Number, Comparison]
"""A number with what its words of limit say."""


class Setting(Struct, frozen=True, dict=True):
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
        begin = max(self.begin, self.compared.start - WINDOW)
        return self.text[begin : self.compared.start].rstrip()

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
    def onward(self) -> str:
        """What follows it in its sentence, as far as it is looked at."""
        ahead = self.text[self.compared.end : self.compared.end + WINDOW]
        return _STOP.split(ahead, maxsplit=1)[0]

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
    rows: dict[Clause, list[_Printed]] = {}
    after = 0
    for number in numbers(text):
        comparison = compared(text, number, after)
        rows.setdefault(clauses.at(number.start), []).append((number, comparison))
        after = comparison.end
    placed = (
        setting for clause, row in rows.items() for setting in _placed(text, clause, row, clauses)
    )
    yield from sorted(placed, key=lambda setting: setting.number.start)


def _placed(text: str, clause: Clause, row: list[_Printed], clauses: Clauses) -> Iterator[Setting]:
    """The numbers of a clause in their places."""
    row = list(_bounded(row))
    quoted = [clauses.quoted(number.start, number.end) for number, _ in row]
    kinds = [q or k for q, k in zip(quoted, _kinds(text, clause, row), strict=True)]
    members = [one for one, kind in zip(row, kinds, strict=True) if not kind]
    begin, follows, place = clause.start, False, 0
    for one, kind in zip(row, kinds, strict=True):
        number, (_, start, end) = one
        if kind:
            own = begin if begin <= start else clause.start
            yield Setting(text, *one, clause, own, clause.end, False, True)
            continue
        place += 1
        until = following = clause.end
        after = members[place] if place < len(members) else None
        if after is not None:
            until, following = _part(text, end, after[1].start)
        yield Setting(text, *one, clause, begin, max(until, end), follows, False)
        begin, follows = following, False
        if after is not None and end < after[1].start:
            alike = number.unit.code == after[0].unit.code and number.vague == after[0].vague
            follows = alike and until == end and following == after[1].start


def _bounded(row: list[_Printed]) -> Iterator[_Printed]:
    """The numbers of a clause, those that bound each other as one: 3个以上5个以下."""
    waiting: _Printed | None = None
    for number, comparison in row:
        if waiting is not None:
            low, below = waiting
            bounds = (below.code, comparison.code) == ("at-least", "at-most")
            if bounds and below.end == number.start and low.unit.code == number.unit.code:
                both = number._replace(start=low.start, value=low.value, upper=number.value)
                yield both, Comparison(BETWEEN, below.start, comparison.end)
                waiting = None
                continue
            yield waiting
        waiting = (number, comparison)
    if waiting is not None:
        yield waiting


def _kinds(text: str, clause: Clause, row: list[_Printed]) -> list[bool]:
    """Which numbers of a clause are part of the name of what another counts, or of a measure."""
    counts = any(number.unit.code == COUNT for number, _ in row)
    others = any(number.unit.code not in TIMES for number, _ in row)
    return [
        _is_kind(text, clause, one, after, counts=counts, others=others, alone=len(row) == 1)
        or (earlier is not None and _of_business(text, clause, earlier, one))
        for earlier, one, after in zip([None, *row[:-1]], row, [*row[1:], None], strict=True)
    ]


def _of_business(text: str, clause: Clause, earlier: _Printed, one: _Printed) -> bool:
    """Whether a sum of money says of what size those are that the number before counts."""
    (number, (_, start, end)), (counted, before) = one, earlier
    money = number.unit.code.endswith(YUAN) and counted.unit.code == COUNT
    between = money and _BUSINESS.fullmatch(text, before.end, start)
    return bool(between) and "的" in text[end : clause.end]


def _is_kind(
    text: str,
    clause: Clause,
    one: _Printed,
    after: _Printed | None,
    *,
    counts: bool,
    others: bool,
    alone: bool,
) -> bool:
    number, (code, start, end) = one
    if text[start - 1 : start] == "每":
        return True
    if number.unit.words in ("岁", "周岁"):
        return end < clause.end
    if number.graded:
        return not alone
    behind = text[end : end + 8]
    if _BASE.search(text, max(clause.start, start - 30), start) and _RISES.match(behind):
        return True
    heads = number.numeral in ("百", "千", "万") and number.unit.words in ("人", "户", "名", "家")
    if heads and start == clause.start and after is not None:
        return True  # 万人发明专利拥有量达到12件
    sized = end > number.end and after is not None and after[0].unit.code == COUNT
    sized = sized and number.unit.code not in (PERCENT, *TIMES)
    if (number.unit.code == COUNT or sized) and after is not None and _KIND.match(behind):
        # 100头以上规模养殖场50个, 千亩以上基地5个, 30个重点城市浓度下降3%: the next number is said of these
        stretch, following = text[end : after[1].start], after[0].unit.code
        last = _ALONE.match(text, after[1].end, clause.end) and not _PARTS.search(stretch)
        if following == COUNT:
            made = any(cue.code == "output" for cue in modes().find(stretch))
            made = made or not (end > number.end or number.in_words)
        else:
            made = opening(text[clause.start : min(start, clause.start + WINDOW)]) is not None
        return bool(last) and not made
    if number.unit.code in TIMES:
        # 用5年时间培育10家, but 缩短至15天
        return others and not _LASTING.search(text, max(0, start - 4), number.start)
    if number.unit.code == COUNT or number.vague:
        return False
    if number.numeral in ("万", "亿") and _PER_OUTPUT.match(text, end):
        return True
    said_of = number.unit.code != PERCENT and (counts or after is not None)
    if said_of and behind.startswith("的"):
        return not _GIVEN.match(behind)
    limited = bool(code) and bool(_KIND.match(behind)) and not _NO_KIND.match(behind)
    return limited and number.unit.code.endswith(YUAN)


def _part(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a member ends and the next begins, of what stands between their numbers."""
    if end <= start:
        return start, start
    if aside := _ASIDE.match(text, start, end):
        start = aside.end()
    if first := _SEPARATOR.match(text, start, end):
        return start, first.end()
    within = [one.span() for one in _BRACKETS.finditer(text, start, end)]
    parts = [
        part
        for part in _PARTS.finditer(text, start, end)
        if not any(opened < part.start() < closed for opened, closed in within)
    ]
    for part in parts:
        if opening(text[part.end() : min(end, part.end() + WINDOW)]):
            return part.start(), part.end()
    marks = [part for part in parts if part[0] in "、,，"] or parts
    return (marks[-1].start(), marks[-1].end()) if marks else (end, start)
