"""What the cells of a table say by themselves: numbers to be reached, dates, roles of bodies."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.characters import BLANK, DASH
from stdpolicy.text.deadlines import Deadline, deadlines, of_year
from stdpolicy.text.figures import Figure, figures
from stdpolicy.text.figures.comparison import EQUAL, compared
from stdpolicy.text.figures.modes import (
    CHANGED,
    LEVEL,
    NET_CHANGE,
    OUTPUT,
    TOTAL,
    UNSPECIFIED,
    periodicity,
)
from stdpolicy.text.figures.numbers import SCALE, Number
from stdpolicy.text.figures.units import COUNT, DIGITS_UNIT, PERCENT, SHARES, TIMES, Unit, measured
from stdpolicy.text.figures.verbs import modes
from stdpolicy.text.numerals import ARABIC, PLACE, value

_NUMBER = regex(
    rf"(?<![0-9.．])(?P<low>{ARABIC})(?:{BLANK}(?:[{DASH}~～]{{1,2}}|[至到]){BLANK}(?P<high>{ARABIC}))?"
    rf"{BLANK}(?P<scale>{SCALE}*)(?P<unit>{DIGITS_UNIT})?"
)
_BEFORE = regex(
    "(?:力争|争取|确保)?(?:达到|达|提高到|提高至|提升到|提升至|增长到|增加到|降低到|降至|降到|下降到|控制在|保持在|保持|稳定在|累计)?"
)
"""What may stand before the number of a cell and its words of limit."""
_ENCLOSED = regex(r"[\[［〔【](?P<inside>[^\[\]［］〔〕【】]+)[\]］〕】]")
_UNIT = regex(rf"(?P<scale>{SCALE}*)(?P<unit>\S*)")
_IN_NAME = regex(r"[(（](?P<unit>[^()（）]{1,12})[)）]\s*\Z")
_BEFORE_NAME = regex(rf"\A\s*(?:{PLACE}\s*)?")
_LABEL = "完成时限："
"""The head of a column of dates is their label."""
_STANDING = regex(
    "持续|长期|常态|经常|日常|每年|全年|逐年|年度|适时|视情|近期|中期|远期|立即|即时|[一二三四第]{1,2}阶段|按.*(?:要求|计划|进度|规定|时限|部署)"
)
"""What is printed where there is no day."""


class Valued(NamedTuple):
    """The number of a cell with its words of limit, `text[start:end]`."""

    number: Number
    comparator: str
    start: int
    end: int
    bracketed: bool


def valued(text: str) -> Valued | None:
    """The number that a cell is: ≥85%, 0.65以上, [20], 3—5; None if it says something else."""
    enclosed = _ENCLOSED.fullmatch(text)
    shift = 1 if enclosed else 0
    inside = enclosed["inside"] if enclosed else text
    found = _NUMBER.search(inside)
    if found is None:
        return None
    low, upper = (
        value("".join(printed.split()) + found["scale"]) if printed else None
        for printed in (found["low"], found["high"])
    )
    if low is None or (found["high"] and (upper is None or upper <= low)):
        return None
    low, unit = measured(low, found["scale"], found["unit"] or "")
    if upper is not None:
        upper, unit = measured(upper, found["scale"], found["unit"] or "")
    number = Number(*found.span(), low, upper, unit, numeral=found[0])
    limit = compared(inside, number)
    before, behind = inside[: limit.start].strip(), inside[limit.end :].strip(" 。")
    if behind or not _BEFORE.fullmatch(before):
        return None
    return Valued(
        number, limit.code or EQUAL, limit.start + shift, limit.end + shift, enclosed is not None
    )


def in_name(name: str) -> str:
    """The unit that the name of an indicator prints in brackets: 覆盖率（%）."""
    found = _IN_NAME.search(name)
    return found["unit"] if found else ""


def bare(name: str) -> str:
    """The name of an indicator without number and unit: 1.覆盖率（%）."""
    name = _BEFORE_NAME.sub("", name)
    found = _IN_NAME.search(name)
    return (name[: found.start()] if found else name).strip()


def figure(said: Valued, name: str, unit: str, *, total: bool, has_base: bool) -> Figure:
    """What a cell sets for an indicator, in the unit that is printed elsewhere if it has none itself.

    Its clause is the cell.
    """
    number = said.number
    low, upper, counted = number.value, number.upper, number.unit
    if not counted.words and unit:
        low, counted = _in_unit(low, unit)
        upper = None if upper is None else _in_unit(upper, unit)[0]
    elif not counted.words:
        counted = Unit(COUNT, "")
    return Figure(
        start=said.start,
        end=said.end,
        value=low,
        upper=upper,
        comparator=said.comparator,
        unit=counted.code,
        unit_words=counted.words,
        vague=False,
        mode=TOTAL if total else _mode(name, counted, has_base=has_base),
        periodicity=periodicity(name),
        trend="",
        reason="",
        clause_start=said.start,
        clause_end=said.end,
        thing=bare(name),
    )


def in_words(text: str, name: str) -> Iterator[Figure]:
    """The targets that a cell states in words: 提高5个百分点, 新建10座, 持续提升."""
    for one in figures(text):
        if not one.reason and (one.value is not None or one.vague or one.trend):
            yield one._replace(thing=bare(name))


def _in_unit(number: Decimal | None, words: str) -> tuple[Decimal | None, Unit]:
    found = _UNIT.fullmatch("".join(words.split()))
    if number is None or found is None:
        return number, Unit("", words)
    whole = value(f"{number:f}{found['scale']}")
    low, unit = measured(number if whole is None else whole, found["scale"], found["unit"])
    return low, unit


def _mode(name: str, unit: Unit, *, has_base: bool) -> str:
    """How a value is counted, by the name of its indicator; a share, and what is compared with how much
    it was, is a level.
    """
    words = {cue.code for cue in modes().find(name)}
    if CHANGED.search(bare(name)):
        return OUTPUT if "新增" in name[-6:] else NET_CHANGE
    if TOTAL in words:
        return TOTAL
    if unit.code == PERCENT or unit.code in TIMES or unit.words in SHARES:
        return LEVEL
    if OUTPUT in words and not has_base:
        return OUTPUT
    return LEVEL if has_base else UNSPECIFIED


class When(NamedTuple):
    """What a cell says of a day."""

    due: Deadline | None
    """By when; None where the words say that there is no day, and where they cannot be read."""
    sure: bool


def when(text: str, year: int | None = None) -> When:
    """By when something is to be done, as a cell under 完成时限 says: 2025年12月底前, 持续推进; 6月底前 is of the
    `year` for which the table plans, if it plans for one.
    """
    found = [one for one in deadlines(_LABEL + text) if one.due]
    found = found if year is None else [of_year(one, year) for one in found]
    if len(found) == 1 and found[0].date:
        start = max(found[0].start - len(_LABEL), 0)
        own = found[0]._replace(start=start, end=found[0].end - len(_LABEL))
        return When(own, not own.doubtful)
    return When(None, not found and _STANDING.search(text) is not None)
