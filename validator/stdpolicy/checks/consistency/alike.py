"""The codes that only one of two sentences has although what both say decides of them."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from stdpolicy.checks.consistency.said import Saying
from stdpolicy.model.edition import current
from stdpolicy.text.cues import Cues
from stdpolicy.text.overlap import clauses, covered, split

WORDED = {
    "modality": "modality",
    "standardType": "standard-type",
    "targetGroup": "target-group",
    "topic": "topic",
}
"""Fields of an action of which single words decide, with the code lists that print them."""
MOST = 0.75
"""The share of a sentence that another has to have so that it has its instruments, too."""


@cache
def _cues(field: str) -> Cues:
    return Cues(current().schemes[WORDED[field]])


class Odd(NamedTuple):
    """A code that one of two sentences has alone, and the words that both have."""

    name: str
    code: str
    words: str


def odd_codes(one: Saying, other: Saying) -> Iterator[Odd]:
    """The codes of one that the other lacks; they have a clause in common."""
    yield from _called_for(one, other)
    yield from _instruments(one, other)


def _called_for(one: Saying, other: Saying) -> Iterator[Odd]:
    """Codes that only one has, because of a word in a clause of both."""
    ours, theirs = clauses(one.words), clauses(other.words)
    shared = [(clause, theirs[by]) for by, clause in ours.items() if by in theirs]
    alone = "，".join(set(split(one.words)) - {clause for clause, _ in shared})
    for name in WORDED:
        for code in one.coded[name]:
            if code in other.coded[name] or code in _cues(name).codes(alone):
                continue
            for pair in shared:
                if all(code in _cues(name).codes(clause) for clause in pair):
                    yield Odd(name, code, pair[0])
                    break


def _instruments(one: Saying, other: Saying) -> Iterator[Odd]:
    """Instruments that only one has, although the other says nearly all that it says."""
    odd = [code for code in one.coded["instrument"] if code not in other.coded["instrument"]]
    if odd and covered(one.words, other.words) >= MOST:
        theirs = clauses(other.words)
        said = next(clause for by, clause in clauses(one.words).items() if by in theirs)
        for code in odd:
            yield Odd("instrument", code, said)
