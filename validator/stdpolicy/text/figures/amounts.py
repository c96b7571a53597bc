"""Money that is promised to those who meet a condition: 最高50万元, 一次性给予100万元、50万元."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from stdpolicy.model.edition import current
from stdpolicy.patterns import regex
from stdpolicy.text.cues import Cues
from stdpolicy.text.figures.clauses import Clause, Clauses
from stdpolicy.text.figures.figure import INCENTIVE
from stdpolicy.text.figures.reading import Read

_CEILING = regex("最高|上限|封顶|不超过|不高于|以内")
_TO = regex("对(?!接|标|外|口)|凡|首次|新|获|经|通过")
_FACTORS = {"yuan": 1, "ten-thousand-yuan": 10**4, "hundred-million-yuan": 10**8}


class Amount(NamedTuple):
    """A sum of money that is promised, read from `text[start:end]`: its number, unit and words of limit."""

    start: int
    end: int
    value: Decimal
    """In the unit that is printed; of a range the lower end."""
    upper: Decimal | None
    unit: str
    """yuan, ten-thousand-yuan or hundred-million-yuan (code list unit)."""
    ceiling: bool
    """Whether it is the most that is given: 最高, 不超过, 以内."""
    payment: str
    """How it is paid (code list payment); nothing if the words do not say."""
    clause_start: int
    clause_end: int
    """The words that promise it, with those before them that say to whom."""

    @property
    def yuan(self) -> Decimal:
        """The sum in yuan; of a range the lower end."""
        return self.value * _FACTORS[self.unit]


@cache
def _payments() -> Cues:
    return Cues(current().schemes["payment"])


def promised(text: str, clauses: Clauses, numbers: Iterable[Read]) -> Iterator[Amount]:
    """The sums of money among the numbers of a paragraph that it promises, each of a list by itself."""
    words, start, until = "", 0, 0
    for one in numbers:
        setting = one.setting
        number = setting.number
        if one.reason != INCENTIVE or number.value is None:
            continue
        clause = setting.clause
        if not (setting.follows and words):
            words = setting.lead + one.row[-1].tail[:8]
            if clause.end > until:
                start, until = _promise(text, clauses, clause, until), clause.end
        codes = _payments().codes(words)
        yield Amount(
            start=setting.compared.start,
            end=setting.compared.end,
            value=number.value,
            upper=number.upper,
            unit=number.unit.code,
            ceiling=one.code == "at-most" or bool(_CEILING.search(words)),
            payment=codes[0] if codes else "",
            clause_start=start,
            clause_end=clause.end,
        )


def _promise(text: str, clauses: Clauses, clause: Clause, after: int) -> int:
    """Where the words begin that say to whom a sum goes: 对…的企业, or 获得…奖的, before the clause."""
    start, at = clause.start, clause
    for _ in range(6):
        if _TO.match(text, at.start):
            return at.start
        earlier = clauses.before(at)
        if earlier is None or earlier.start < after:
            break
        at = earlier
        if text[at.end - 1 : at.end] == "的" or _TO.match(text, at.start):
            start = at.start
    return start
