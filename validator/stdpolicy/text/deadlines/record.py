"""A deadline as it is printed, and the day that it comes to once the policy's own date is known."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Deadline(NamedTuple):
    """A time by which, in which or from which something is to be, read from `text[start:end]`."""

    start: int
    end: int
    date: str = ""
    """The last day of the time, of `from` the first: 2025-12-31; of what recurs, --12-31. Empty where
    the words give no day by themselves: 三年内, 6月底前."""
    precision: str = ""
    """A code of the list precision; empty of `within`."""
    kind: str = "by"
    """`by` (到2025年), `period` (2023—2025年, 2025年), `from` (自2025年起), `within` (三年内), `each` (每年
    12月底前), or `baseline`, a time that is compared with or reported of (比2020年, 截至2020年底)."""
    since: str = ""
    """The first day of a period: 2023-01-01."""
    months: int = 0
    """Of `within`, how long in months, of a range the longer: 60 of 5年内."""
    days: int = 0
    """The same in days, where it is said in days: 30 of 30日内."""
    relative: str = ""
    """Where the year is not printed, which it is: `this` (年底前, 今年), `next` (次年, 明年), `coming`
    (6月底前: of the policy's year or, if that is past, the next)."""
    month: int = 0
    """Of what is relative, the month: 12 where no month is meant."""
    day: int = 0
    """The same for the day, 0 where it is the last of the month."""
    row: int = 1
    """How many dates stand in its row: 2 each in 到2020年、2025年分别达到…, where they belong to
    figures in the same order."""
    behind: bool = False
    """Whether it governs what stands before it: （2025年底前完成）, 完成时限：2025年12月."""
    doubtful: bool = False
    """Whether the words can be taken in two ways: 2030年前, 2035年左右."""

    @property
    def due(self) -> bool:
        """Whether something can be due by it: not from `from`, `each` or `baseline`."""
        return self.kind in ("by", "period", "within")


def exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def last(year: int, month: int = 12, day: int = 0) -> str:
    """A day in the form of XML Schema, the last of the month where the day is 0."""
    return f"{year:04}-{month:02}-{day or monthrange(year, month)[1]:02}"


def of_year(deadline: Deadline, year: int) -> Deadline:
    """The deadline in a year that is named elsewhere, if it names none itself: 6月底前 under 2024年工作要点."""
    if deadline.date or not deadline.relative:
        return deadline
    date = last(year + (deadline.relative == "next"), deadline.month, deadline.day)
    return deadline._replace(date=date, relative="", month=0, day=0)


def resolved(deadline: Deadline, issued: date) -> Deadline:
    """The deadline with its date, reckoned from the day on which the policy was issued.

    What has its date already is given back as it is, and so is what names none. 三年内 of a policy of
    2021-03-15 is due in 2024, 18个月内 in 2022-09; 6月底前 is the first June that ends after it. What is
    reckoned is doubtful.
    """
    if deadline.date:
        return deadline
    if deadline.days:
        due = (issued + timedelta(days=deadline.days)).isoformat()
        return deadline._replace(date=due, precision="day", doubtful=True)
    if deadline.months:
        years, month = divmod(issued.month - 1 + deadline.months, 12)
        whole = deadline.months % 12 == 0
        due = last(issued.year + years, 12 if whole else month + 1)
        return deadline._replace(date=due, precision="year" if whole else "month", doubtful=True)
    if not deadline.relative:
        return deadline
    year = issued.year + (deadline.relative == "next")
    if deadline.relative == "coming" and last(year, deadline.month, deadline.day) < str(issued):
        year += 1
    return deadline._replace(date=last(year, deadline.month, deadline.day), doubtful=True)
