"""What is read: a figure, and why it may be no target."""

from decimal import Decimal
from typing import NamedTuple

TARGET = ""
"""It is one."""
NAME, EXISTING, CONDITION = "name", "existing", "condition"
ENUMERATION, IDIOM, DATE = "enumeration", "idiom", "date"
"""Codes of the code list quantity-reason."""
INCENTIVE, FUNDS, RATE, PENALTY = "incentive", "funds", "rate", "penalty"
"""No code stands for these: money that is promised, spent, charged or taken, or a share of it."""
TIME_LIMIT = "time-limit"
"""Nor for this: how long a procedure may take, or how often it is gone through."""
RESTATED, INEXACT = "restated", "inexact"
"""Said with a number further on; without a value that can be written down."""


class Figure(NamedTuple):
    """A quantity with what it means, read from `text[start:end]`: its number, unit and words of limit."""

    start: int
    end: int
    value: Decimal | None
    """The number, of a range the lower end, in the unit; None if it is vague, a trend, or inexact."""
    upper: Decimal | None
    """Of a range the upper end."""
    comparator: str
    """How it is to be compared (code list comparator); nothing without a value."""
    unit: str
    """The code of its unit; nothing where none stands for it, and of a trend."""
    unit_words: str
    """Its unit as it is printed, with the scale of money: 家, 万元, 公里."""
    vague: bool
    """Whether the words leave it open how many: 一批, 若干."""
    mode: str
    """How the value is counted (code list target-mode); nothing of a trend."""
    periodicity: str
    """Over what time it is counted (code list periodicity); nothing if the words do not say."""
    trend: str
    """How something is to change where there is no number (code list trend)."""
    reason: str
    """Why it is no target: one of the reasons of this module; nothing if it is a target."""
    clause_start: int
    clause_end: int
    """The words that state it, `text[clause_start:clause_end]`: verb, thing, number and limit; of a list
    the member with the words before it that it shares."""
    thing: str
    """What is counted or measured, as it is printed: 标准创新型企业."""
