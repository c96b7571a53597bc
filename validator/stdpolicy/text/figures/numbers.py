"""Numbers with their units, as they are printed: what figures are read from.

A range is one number with two ends: 3-5个, 8至10个, 3个到5个, 50%—60%, 3—5万家.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from stdpolicy.patterns import regex, sought
from stdpolicy.text.characters import BLANK, DASH, HAN, half_width
from stdpolicy.text.citations import document_numbers, titles
from stdpolicy.text.dates import dates
from stdpolicy.text.figures.units import CHINESE_UNIT, COUNT, DIGITS_UNIT, PERCENT, Unit, measured
from stdpolicy.text.numerals import ARABIC, EVERYDAY, FINANCIAL, value
from stdpolicy.text.quantities import NAME, ORDINAL

_SCALES = "百千万亿"
SCALE = "(?:[千百](?![瓦克米伏帕卡赫分])|[万亿])"
"""百, 千, 万 or 亿, not that of 亿千瓦 or 百分点."""
_DIGITS = (
    rf"(?<![0-9A-Za-z/.．]){ARABIC}(?![/／](?!10万)[0-9])"
    rf"(?:{BLANK}[余多]?(?>{SCALE}+))?(?:(?<=亿)[0-9]{{1,4}}万)?"
)
_WORDS = (
    # 同一个, 每一项, 统一: there one counts nothing; 二元结构 is no money, 一方 a party; 队伍 and 大陆 hold no numerals
    # 零部件 and 零售 hold none either
    rf"(?<![{EVERYDAY}{FINANCIAL}])(?!零[部售散件]|十分(?![钟之]))(?![一二三四五六七八九]元|一方)(?:(?<![同另某每任逐单唯统之这那哪首专划新])|(?!一))"
    rf"(?:[{EVERYDAY}]++(?:点[{EVERYDAY}]++)?|(?<!队)(?<!大)[{FINANCIAL}][{FINANCIAL}零万亿]*+)"
    r"(?:[余多][万亿]++)?"
)
_JOIN = rf"{BLANK}(?:[{DASH}]{{1,2}}|[至到]){BLANK}"
_ENDS = r"(?=以上|以下|以内|左右|的|[,，。、；;)）]|\Z)"
_SOME = "个|项|家|所|处|座|条|名|场|款|套|台|支|种|类|批|户|位|篇|部|件|门|起"
_VAGUE = (
    # 这一批 points to something; 若干措施 are a kind of document
    r"(?<![这那同每某第])(?:一大批|一批(?!次|又)|一系列)|(?<![一这那第])大批(?!量)"
    "|若干(?!年|问题|意见|措施|规定|政策|方面|规则|办法)(?:个|项|家|所|处|座|条|名|场)?"
    "|数以[百千万亿]计|成[百千]上[千万]|[百千万]余?(?=计)"
    rf"|(?<![总指人户件次个倍函分参系基整位级量比项家款天月年度岁站点无])[数几][十{_SCALES}]*+(?:余|多)?(?:{_SOME}|人)(?![位值量])"
    rf"|(?<![{EVERYDAY}0-9])[十{_SCALES}]++几(?:{_SOME}|人)"
    rf"|(?<![{EVERYDAY}0-9许众很更最较诸余繁之增])多(?:个|项|家|所|处|座|条|名|场)(?![人位])"
)
_TOKEN = sought(
    f"0-9A-Za-z第专大若数几成多翻过半{EVERYDAY}{FINANCIAL}",
    # names come first, that no part of them is read; then 万亿级, 翻一番, 一半, 五分之一, 三成 and 半年; then numbers
    f"{NAME}|{ORDINAL}|(?P<vague>{_VAGUE})"
    rf"|(?P<grade>(?<![{EVERYDAY}0-9A-Za-z.])[0-9]*+[十百千万]*+(?<=[0-9十百千万])亿|(?<![{EVERYDAY}])万亿)元?级"
    "|(?P<times>翻(?P<doubled>[一两二三四1-4]?)番)"
    "|(?P<half>一半(?![年天个])|半数|过半(?![数年天个]))"
    rf"|(?P<part>(?<![{EVERYDAY}0-9])(?:[{EVERYDAY}]++|[0-9]++)分之(?:[{EVERYDAY}]++(?:点[{EVERYDAY}]++)?|[0-9]++(?:[.][0-9]++)?))(?:个百分点)?"
    rf"|(?P<tenths>(?<![大建形完合组生构变达收养促赞不{EVERYDAY}])[一两二三四五六七八九])成{_ENDS}"
    "|(?P<halved>(?<![上下前后大一多过近年月日天周个])半)(?P<halvedunit>年(?!来)|个月|天|个小时|小时)"
    rf"|(?P<digits>{_DIGITS})(?P<more>{BLANK}[余多])?{BLANK}(?P<digitsunit>{DIGITS_UNIT})?"
    rf"|(?P<words>{_WORDS})(?:(?P<some>{BLANK}[余多])?{BLANK}(?P<wordsunit>{CHINESE_UNIT})|(?={_JOIN}[{EVERYDAY}]))",
)
_THROUGH = regex(_JOIN)
_SOMEWHAT = regex(r"[余多\s]")
_LAST_SCALES = regex(rf"[{_SCALES}]+\Z")
_NAMED = regex(rf"{BLANK}[{HAN}“]")
_SAID = regex(r"(?:[到达至为超过破增]|不[低少高]于)\Z")
"""What stands before a number that has no unit and is no label: 指数达到120."""
_LABELLED = regex(
    rf"{BLANK}(?:[级号版楼月日时点型星维度字式款条路强]|英[尺寸]|年级|计算单位|热线|专线)"
)
"""What stands behind a number that tells which one, or how it is graded: 3级, 12号."""
_WORDED = regex(rf"[{EVERYDAY}]+")
_YEAR = regex(r"(?:19|20)[0-9]{2}\Z")


class Number(NamedTuple):
    """A number with its unit, read from `text[start:end]`."""

    start: int
    end: int
    value: Decimal | None
    """The number, of a range the lower end; None where it has no one exact value (三分之二, 三五个)."""
    upper: Decimal | None
    """Of a range the upper end."""
    unit: Unit
    more: bool = False
    """Whether the words say that it is somewhat more: 20余项, 过半."""
    numeral: str = ""
    """The number as it is printed, without its unit."""
    vague: bool = False
    """Whether the words leave it open how many: 一批, 若干, 几家, 三五个."""
    graded: bool = False
    """Whether it is a grade by size, 万亿级, that names rather than counts."""

    @property
    def in_words(self) -> bool:
        """Whether it is printed in Chinese numerals alone: 三项; not 3项, nor 3万家."""
        return not any(c.isdecimal() for c in self.numeral)


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text in their order, but for those in dates, titles, document numbers and names.

    A number without unit is one where something is named behind it (26县) or words before it say what
    it is to be (达到120); else it is rather a label.
    """
    plain = half_width(text)
    taken = bytearray(len(plain))
    for reader in (dates, titles, document_numbers):
        for found in reader(text):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
    waiting: _Printed | None = None
    for match in _TOKEN.finditer(plain):
        if match.lastgroup is None or any(taken[match.start() : match.end()]):
            continue
        token = _printed(match)
        if waiting is not None:
            through = token and _THROUGH.fullmatch(plain, waiting.end, match.start())
            whole = _range(waiting, token) if token and through else None
            if whole is not None:
                yield whole
                waiting = None
                continue
            yield from _alone(plain, waiting)
        waiting = token
        if token is None:
            yield _share(match)
    if waiting is not None:
        yield from _alone(plain, waiting)


class _Printed(NamedTuple):
    """The parts of a number."""

    start: int
    end: int
    numeral: str
    scales: str
    unit: str
    more: bool

    def value(self, unit: str, scales: str) -> tuple[Decimal | None, Unit]:
        """What it is in a unit, counted in scales that stand behind another number."""
        number = value(self.numeral + ("" if self.scales else scales))
        found = measured(number or Decimal(0), self.scales or scales, unit)
        return (None if number is None else found[0]), found[1]


def _printed(match: re.Match[str]) -> _Printed | None:
    """The parts of a number; None of a share (一半, 五分之一, 三成) and of what is vague."""
    numeral = match["digits"] or match["words"] or match["halved"]
    if not numeral:
        return None
    unit = match["digitsunit"] or match["wordsunit"] or match["halvedunit"] or ""
    bare = _SOMEWHAT.sub("", numeral)
    scales = _LAST_SCALES.search(bare)
    more = bool(match["more"] or match["some"] or "余" in numeral or "多" in numeral)
    return _Printed(*match.span(), bare, scales[0] if scales else "", unit.strip(), more)


def _share(match: re.Match[str]) -> Number:
    """What is read as percent, or is vague."""
    found: Decimal | None = Decimal(50)
    if match["vague"]:
        return Number(*match.span(), None, None, Unit(COUNT, ""), numeral=match[0], vague=True)
    if match["grade"]:
        found = (value(match["grade"]) or Decimal(0)) / 10**8
        return Number(*match.span(), found, None, Unit("hundred-million-yuan", "亿元"), graded=True)
    if match["times"]:
        # 翻一番 is to be twice as much: one hundred percent more
        found = (2 ** (value(match["doubled"] or "一") or Decimal(1)) - 1) * 100
    elif match["part"]:
        part = value(match["part"])
        found = None if part is None else _whole(part * 100)
    elif match["tenths"]:
        found = (value(match["tenths"]) or Decimal(0)) * 10
    words = match[0][-1] if match["times"] or match["tenths"] else match[0]
    more = match[0] == "过半"
    return Number(*match.span(), found, None, Unit(PERCENT, words), more, match[0])


def _whole(number: Decimal) -> Decimal:
    """Without zeros behind the point: 50.0 as 50."""
    return (
        number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    )


def _range(low: _Printed, high: _Printed) -> Number | None:
    """The range of two numbers; None if they are of two units, or the second is not the greater."""
    if low.unit not in ("", high.unit) or low.more or high.more:
        return None
    upper, unit = high.value(high.unit, "")
    if not high.unit:
        unit = Unit(COUNT, "")
    bare, mantissa = value(low.numeral), value(high.numeral.removesuffix(high.scales))
    # 3-5万家 are 3万 to 5万; 5000-1万家 are 5000 to 1万
    shared = not low.unit and bare is not None and mantissa is not None and bare < mantissa
    lower, _ = low.value(high.unit, high.scales if shared else "")
    if lower is None or upper is None or lower >= upper:
        return None
    return Number(low.start, high.end, lower, upper, unit, False, low.numeral)


def _alone(plain: str, token: _Printed) -> Iterator[Number]:
    found, unit = token.value(token.unit, "")
    if not token.unit:
        label = _YEAR.match(token.numeral) or not _NAMED.match(plain, token.end)
        if _LABELLED.match(plain, token.end):
            return
        words = not any(c.isdecimal() for c in token.numeral)
        if words or (label and not _SAID.search(plain, max(0, token.start - 6), token.start)):
            return
        unit = Unit(COUNT, "")
    vague = found is None and unit.code == COUNT and bool(_WORDED.fullmatch(token.numeral))
    yield Number(token.start, token.end, found, None, unit, token.more, token.numeral, vague)
