"""SP302, SP303, SP307: decimals, dates, integers."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator

from stdpolicy.checks.rule import WRITE, rule
from stdpolicy.checks.values.value import VALUE, Value
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Finding,
    Found,
    Mend,
    Message,
    Safety,
    Write,
    likely,
    safe,
)
from stdpolicy.model import DateType, DecimalType, IntegerType
from stdpolicy.model.lexical import DATE_PATTERN, canonical_decimal
from stdpolicy.patterns import regex
from stdpolicy.text import numerals
from stdpolicy.text.quantities import COUNTERS

DATE = regex(DATE_PATTERN)
MAX_PATTERN = 10_000
"""The longest string that is matched against a pattern; none is meant for more."""


@rule(
    "SP302",
    "decimal",
    "A value is no decimal",
    "取值不是十进制数",
    on=VALUE,
    fixes=(Safety.SAFE, Safety.LIKELY),
    zh="""
    取值不是规范形式的十进制数。

    政策中的数用数字书写，如 "60"、"0.5"、"-3"，不写作 "6e1" 或 "1,000"；小数点前至多十五位，
    后至多六位（xsd:decimal，XSD 1.1 第 2 部分 3.3.3）。"60.0"、"+60" 等其他写法由 SP313 处理。

    理由：一个数只有一种写法，各工具的解读才一致，也才能按所写的形式比较。
    """,
)
def decimal(value: Value) -> Iterator[Finding]:
    """A value is no decimal in canonical form.

    A number of a policy is written in digits: "60", "0.5", "-3", never "6e1" or "1,000", with
    up to fifteen digits before the point and six after it (xsd:decimal, XSD 1.1 part 2, section
    3.3.3). Other spellings of a decimal, such as "60.0" or "+60", are SP313.

    Why: A number that has one spelling is read alike by every tool and can be compared as it is
    written.
    """
    if isinstance(value.field.type, DecimalType) and not matches(
        value.field.type.pattern, value.value
    ):
        right, sure = _meant_decimal(value.field.type.pattern, value.value)
        yield NO_DECIMAL(
            value.path,
            name=value.named,
            found=Found(value.value),
            right=Code(f'"{right}"'),
            advice=WRITE if right else DIGITS_ONLY,
            fix=spelt_otherwise(value, right, sure=sure),
        )


NO_DECIMAL = Message(
    "SP302",
    "decimal",
    "expected a decimal in canonical form for {name}, found {found}",
    "{name} 应为规范形式的十进制数，实为 {found}",
)
DIGITS_ONLY = Advice(
    "digits",
    "write ASCII digits only, with a point before a fraction",
    "只用 ASCII 数字书写，小数部分前用点",
)


def _meant_decimal(pattern: str, found: str) -> tuple[str, bool]:
    """What a number with full-width digits, signs or separators, in words or with its measure word
    probably is in canonical form, or nothing; and whether it is only spelt otherwise.
    """
    bare = plain(found).strip()
    right = canonical_decimal(bare)
    sure = right is not None
    if right is None:
        right = canonical_decimal(re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", bare))
    if right is None and "分之" not in bare:  # a part of a hundred is another number in percent
        said = numerals.value(_MEASURED.sub("", bare))
        right = None if said is None else canonical_decimal(f"{said:f}")
    return (right, sure) if right is not None and matches(pattern, right) else ("", False)


_MEASURED = regex(f"[{COUNTERS}%元]$")
"""The measure word behind a number, which the unit of a target says."""


@rule(
    "SP303",
    "date",
    "A date is not a day of the calendar",
    "日期无效",
    on=VALUE,
    fixes=(Safety.SAFE, Safety.LIKELY),
    zh="""
    取值不是历法中存在的日期。

    日期写作 YYYY-MM-DD，不带时区，且须确实存在（xsd:date）。以年或者月表述的期限，
    写作该年或者该月的最后一日，并以 deadlinePrecision 注明精度。

    理由：日期要比较先后，因此写法须统一，且须是存在的日期。
    """,
)
def date(value: Value) -> Iterator[Finding]:
    """A value is no day of the calendar.

    Dates are written YYYY-MM-DD, without time zone, and have to exist (xsd:date). A deadline
    given as a year or month is written as the last day of that period, with deadlinePrecision
    saying which.

    Why: Dates are compared, to tell which is earlier; so all have one form, and are days that
    exist.
    """
    if isinstance(value.field.type, DateType) and not DATE.fullmatch(value.value):
        advice, right = _date_advice(value.value)
        yield NO_DATE(
            value.path,
            name=value.named,
            found=Found(value.value),
            right=Code(f'"{right}"'),
            advice=advice,
            fix=spelt_otherwise(value, right, sure=not ZONED.match(value.value))
            if advice is WRITE
            else None,
        )


NO_DATE = Message(
    "SP303",
    "date",
    "expected a date YYYY-MM-DD for {name}, found {found}",
    "{name} 应为 YYYY-MM-DD 形式的日期，实为 {found}",
)
ZONED = regex("[0-9]{4}-[0-9]{2}-[0-9]{2}[TZ +-]")
"""A day with a time or time zone, in another of which it may be another day."""
LAST_DAY = Advice(
    "last-day",
    "write the last day of the period, {right}, and the precision",
    "写作该时段的最后一日 {right}，并注明精度",
)
NO_SUCH_MONTH = Advice("no-such-month", "the calendar has no such month", "历法中没有这个月份")
NO_SUCH_DAY = Advice("no-such-day", "the calendar has no such day", "历法中没有这一天")


def _date_advice(found: str) -> tuple[Advice | None, str]:
    if whole := re.fullmatch("([1-9][0-9]{3})(?: ?年[底末]?前?)?", plain(found)):
        return LAST_DAY, f"{whole[1]}-12-31"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found):
        return NO_SUCH_DAY, ""
    if DATE.fullmatch(found[:10]) and re.match("[T ][0-9]|Z|[+-][0-9]", found[10:]):
        return WRITE, found[:10]
    parts = re.findall("[0-9]+", plain(found))
    if len(parts) == 2 and len(parts[0]) == 4 and len(parts[1]) <= 2:
        year, month = map(int, parts)
        if not (year >= 1 and 1 <= month <= 12):
            return NO_SUCH_MONTH, ""
        return LAST_DAY, f"{parts[0]}-{month:0>2}-{monthrange(year, month)[1]}"
    if len(parts) == 3 and len(parts[0]) == 4 and max(map(len, parts[1:])) <= 2:
        right = f"{parts[0]}-{parts[1]:0>2}-{parts[2]:0>2}"
        return (WRITE, right) if DATE.fullmatch(right) else (NO_SUCH_DAY, "")
    return None, ""


def matches(pattern: str, string: str) -> bool:
    """Whether all of a string is of a form that the model states, between ^ and $."""
    # The length first: Python keeps a frame for each repeated group of a long string.
    return len(string) <= MAX_PATTERN and re.fullmatch(pattern[1:-1], string) is not None


def spelt_otherwise(value: Value, right: str, *, sure: bool) -> Mend | None:
    """What writes a value as it is spelt, if that is known."""
    change = Write(value.path, right)
    return (safe(change) if sure else likely(change)) if right else None


def plain(found: str) -> str:
    """Full-width characters as the usual ones; only of a short string, since sorting a long run of
    combining marks takes quadratic time.
    """
    return unicodedata.normalize("NFKC", found) if len(found) <= 100 else ""


@rule(
    "SP307",
    "range",
    "A number is out of range",
    "数值超出范围",
    on=VALUE,
    zh="""
    整数小于属性的下限或者大于上限：`order` 在同级节点中从 1 起计。

    理由：这类整数表示次序，没有第 0 项。同级节点按原文次序编为 1、2、3。
    """,
)
def number_range(value: Value) -> Iterator[Finding]:
    """An integer is below the lower or above the upper bound of its property: `order` counts from
    1 among siblings.

    Why: Such integers count things, and nothing is number 0. Number siblings 1, 2, 3 as they
    are printed.
    """
    match value.field.type:
        case IntegerType(low, high) if not low <= value.value <= high:
            yield OUT_OF_RANGE(
                value.path,
                name=value.named,
                low=Code(str(low)),
                high=Code(str(high)),
                found=Code(str(value.value)),
            )


OUT_OF_RANGE = Message(
    "SP307",
    "range",
    "expected {name} from {low} to {high}, found {found}",
    "{name} 应在 {low} 至 {high} 之间，实为 {found}",
)
