"""SP302, SP303, SP305, SP307: decimals, dates, strings of a fixed form, integers."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator

from stdpolicy.checks.rule import WRITE, rule
from stdpolicy.checks.values.value import VALUE, Value
from stdpolicy.diagnostics import Advice, Code, Finding, Found, Message
from stdpolicy.model import DateType, DecimalType, IntegerType, StringType
from stdpolicy.model.lexical import DATE_PATTERN, canonical_decimal

DATE = re.compile(DATE_PATTERN)
MAX_PATTERN = 10_000
"""The longest string that is matched against a pattern; none is meant for more."""


@rule("SP302", "decimal", "A value is no decimal", "值不是小数", on=VALUE)
def decimal(value: Value) -> Iterator[Finding]:
    """A number of a policy is written in digits: "60", "0.5", "-3", never "6e1" or "1,000".

    Up to fifteen digits before the point and six after it (xsd:decimal, XSD 1.1 part 2, section
    3.3.3). Other spellings of a decimal, such as "60.0" or "+60", are SP313.
    """
    if isinstance(value.field.type, DecimalType) and not matches(
        value.field.type.pattern, value.value
    ):
        right = _meant_decimal(value.field.type.pattern, value.value)
        yield NO_DECIMAL(
            value.path,
            name=value.named,
            found=Found(value.value),
            right=Code(f'"{right}"'),
            advice=WRITE if right else DIGITS_ONLY,
        )


NO_DECIMAL = Message(
    "SP302", "decimal", "expected a decimal in canonical form for {name}, found {found}", ""
)
DIGITS_ONLY = Advice("digits", "write ASCII digits only, with a point before a fraction", "")


def _meant_decimal(pattern: str, found: str) -> str:
    """What a number with full-width digits, signs or separators probably is in canonical form."""
    plain = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", _plain(found).strip())
    right = canonical_decimal(plain)
    return right if right is not None and matches(pattern, right) else ""


@rule("SP303", "date", "A date is not a day of the calendar", "日期无效", on=VALUE)
def date(value: Value) -> Iterator[Finding]:
    """Dates are written YYYY-MM-DD, without time zone, and have to exist (xsd:date).

    A deadline given as a year or month is written as the last day of that period, with
    deadlinePrecision saying which.
    """
    if isinstance(value.field.type, DateType) and not DATE.fullmatch(value.value):
        advice, right = _date_advice(value.value)
        yield NO_DATE(
            value.path,
            name=value.named,
            found=Found(value.value),
            right=Code(f'"{right}"'),
            advice=advice,
        )


NO_DATE = Message("SP303", "date", "expected a date YYYY-MM-DD for {name}, found {found}", "")
LAST_DAY = Advice("last-day", "write the last day of the period, {right}, and the precision", "")
NO_SUCH_MONTH = Advice("no-such-month", "the calendar has no such month", "")
NO_SUCH_DAY = Advice("no-such-day", "the calendar has no such day", "")


def _date_advice(found: str) -> tuple[Advice | None, str]:
    if re.fullmatch("[1-9][0-9]{3}", found):
        return LAST_DAY, f"{found}-12-31"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found):
        return NO_SUCH_DAY, ""
    if DATE.fullmatch(found[:10]) and re.match("[T ][0-9]|Z|[+-][0-9]", found[10:]):
        return WRITE, found[:10]
    parts = re.findall("[0-9]+", _plain(found))
    if len(parts) == 2 and len(parts[0]) == 4 and len(parts[1]) <= 2:
        year, month = map(int, parts)
        if not (year >= 1 and 1 <= month <= 12):
            return NO_SUCH_MONTH, ""
        return LAST_DAY, f"{parts[0]}-{month:0>2}-{monthrange(year, month)[1]}"
    if len(parts) == 3 and len(parts[0]) == 4 and max(map(len, parts[1:])) <= 2:
        right = f"{parts[0]}-{parts[1]:0>2}-{parts[2]:0>2}"
        return (WRITE, right) if DATE.fullmatch(right) else (NO_SUCH_DAY, "")
    return None, ""


@rule("SP305", "pattern", "A string does not have the form required", "字符串格式不符", on=VALUE)
def pattern(value: Value) -> Iterator[Finding]:
    """Some strings have a fixed form: a division code has six digits, a digest 64 hex digits.

    The form of each is in docs/vocabulary.md, with an example.
    """
    expected = value.field.type.pattern if isinstance(value.field.type, StringType) else None
    if expected is None or matches(expected, value.value):
        return
    plain = _plain(value.value).strip()
    forms = [one for one in (plain, plain.lower(), plain.upper()) if matches(expected, one)]
    if forms:
        plain = forms[0]
    advice = WRITE if forms else LIKE if value.field.example else None
    yield NO_MATCH(
        value.path,
        name=value.named,
        pattern=Code(expected),
        found=Found(value.value),
        right=Code(f'"{plain}"'),
        example=Code(next(iter(value.field.example), "")),
        advice=advice,
    )


NO_MATCH = Message("SP305", "pattern", "expected {name} to match {pattern}, found {found}", "")
LIKE = Advice("like", "write it like {example}", "")


def matches(pattern: str, string: str) -> bool:
    """Whether all of a string is of a form that the model states, between ^ and $."""
    # The length first: Python keeps a frame for each repeated group of a long string.
    return len(string) <= MAX_PATTERN and re.fullmatch(pattern[1:-1], string) is not None


def _plain(found: str) -> str:
    """Full-width characters as the usual ones; only of a short string, since sorting a long run of
    combining marks takes quadratic time.
    """
    return unicodedata.normalize("NFKC", found) if len(found) <= 100 else ""


@rule("SP307", "range", "A number is out of range", "数值超出范围", on=VALUE)
def number_range(value: Value) -> Iterator[Finding]:
    """An integer has a lower and an upper bound: `order` counts from 1 among siblings.

    Number siblings 1, 2, 3 as they are printed.
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


OUT_OF_RANGE = Message("SP307", "range", "expected {name} from {low} to {high}, found {found}", "")
