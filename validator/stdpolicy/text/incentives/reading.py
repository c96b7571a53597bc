"""Money and honours that a text promises to those who meet a condition.

对牵头制定国际标准、国家标准的企业，分别给予100万元、30万元奖励 are two: each sum of a list goes with one member of
the list in the condition. So are 每项资助10万元，每年最高不超过100万元, of which the second is a ceiling; where the first
names no sum (按投资额的10%给予补助，最高50万元) both are one. What is only to be arranged (完善奖励制度, 加大资助力度)
promises nothing.
"""

import re
from collections.abc import Iterator

from stdpolicy import memo
from stdpolicy.model import Scheme
from stdpolicy.text.characters import half_width
from stdpolicy.text.cues import Cues
from stdpolicy.text.incentives.grants import (
    AT_MOST,
    CAP,
    CEILING,
    GRANT,
    PRIZED,
    RANGE,
    SUMS,
    amount,
    kind,
)
from stdpolicy.text.incentives.incentive import Incentive
from stdpolicy.text.incentives.members import members, ranked
from stdpolicy.text.incentives.parties import head, parties
from stdpolicy.text.sentences import sentences

_FAR = 80
"""How far before a sum the prizes may stand that it is for."""
_NEAR = 8
"""How far before a grant words of limit may stand: 最高给予50万元奖励."""


class Incentives:
    """Reads incentives; how they are paid is told by the words of the code list payment."""

    def __init__(self, payments: Scheme) -> None:
        self._payments = Cues(payments)

    @memo.sequence
    def find(self, text: str) -> Iterator[Incentive]:
        """The incentives that a text promises, in its order, each sum of a list by itself."""
        plain = half_width(text)
        for sentence in sentences(text):
            at, known = sentence.start, ""
            for grant in GRANT.finditer(plain, sentence.start, sentence.end):
                if grant.start() < at:
                    continue
                promise = _promise(text, at, grant)
                known = promise.beneficiary or known
                said = text[promise.start : promise.end]
                payment = next(iter(self._payments.codes(said)), "")
                promise = promise._replace(beneficiary=known, payment=payment)
                found = list(_each(plain, promise, grant))
                at = grant.end()
                caps = list(self._caps(plain, at, sentence.end, found[-1]))
                if caps and len(found) == 1 and found[0].amount is None and not found[0].doubtful:
                    first = caps.pop(0)
                    found = [first._replace(start=found[0].start, payment=payment or first.payment)]
                yield from found
                yield from caps
                at = max([at, *(cap.end for cap in (*found, *caps))])

    def _caps(self, plain: str, at: int, end: int, promise: Incentive) -> Iterator[Incentive]:
        """The ceilings that clauses right behind a promise set."""
        while plain[at : at + 1] in tuple("，,、") and (cap := CAP.match(plain, at + 1, end)):
            limit = amount(next(SUMS.finditer(plain, cap.start(), cap.end()))[0])
            payment = next(iter(self._payments.codes(cap[0])), "")
            at = cap.end()
            yield promise._replace(
                start=cap.start(), end=at, amount=limit, ceiling=True, payment=payment
            )


def _promise(text: str, at: int, grant: re.Match[str]) -> Incentive:
    """The promise that a grant makes, its sums aside; it begins behind a place."""
    start = head(text, at, grant)
    beneficiary, condition = parties(text[start : grant.end()])
    if grant["prize"]:
        start, beneficiary, condition = grant.start(), "", grant["prize"]
    return Incentive(start, grant.end(), kind(grant), beneficiary, condition)


def _each(plain: str, promise: Incentive, grant: re.Match[str]) -> Iterator[Incentive]:
    """The promise for each of its sums, or as it is where it names none."""
    sums = list(SUMS.finditer(plain, *grant.span()))
    ranges = [bool(RANGE.search(plain, max(0, one.start() - 8), one.start())) for one in sums]
    # of 5000元至10000元 only the end that closes it
    ends = [at for at in range(len(sums)) if at + 1 == len(sums) or not ranges[at + 1]]
    prizes = [] if promise.condition else _prizes(plain, promise.start)
    conditions = prizes if len(prizes) == len(ends) > 1 else members(promise.condition, len(ends))
    whom = [] if conditions or len(ends) < 2 else members(promise.beneficiary, len(ends))
    near = max(promise.start, grant.start() - _NEAR)
    limited = bool(sums) and (
        CEILING.search(plain, near, sums[-1].end()) or AT_MOST.match(plain, sums[-1].end())
    )
    for nth, at in enumerate(ends):
        given = None if ranges[at] else amount(sums[at][0])
        condition = conditions[nth] if conditions else promise.condition
        one = promise._replace(
            condition=condition,
            beneficiary=whom[nth] if whom else promise.beneficiary,
            amount=given,
            ceiling=bool(limited) and given is not None,
            doubtful=given is None or not (conditions or whom),
        )
        yield ranked(one, nth, len(ends))
    if not sums:
        yield ranked(promise)


def _prizes(text: str, at: int) -> list[str]:
    """The prizes that the sentence has named before a place: 设一等奖1名、二等奖2名，分别奖励…."""
    near = max(0, at - _FAR)
    start = max(near, *(text.rfind(end, near, at) + 1 for end in "。；;\n"))
    return re.findall(PRIZED, text[start:at])
