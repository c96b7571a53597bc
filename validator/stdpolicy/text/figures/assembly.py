"""The figures of a paragraph, of its numbers and of what it says without any."""

from collections.abc import Iterator, Sequence

from stdpolicy import memo
from stdpolicy.patterns import regex
from stdpolicy.text.figures import vague
from stdpolicy.text.figures.amounts import Amount, promised
from stdpolicy.text.figures.clauses import Clauses
from stdpolicy.text.figures.comparison import EQUAL
from stdpolicy.text.figures.figure import (
    DATE,
    ENUMERATION,
    EXISTING,
    IDIOM,
    NAME,
    RESTATED,
    Figure,
)
from stdpolicy.text.figures.modes import periodicity
from stdpolicy.text.figures.reading import Read, read, sentence
from stdpolicy.text.figures.settings import WINDOW
from stdpolicy.text.figures.things import stated, thing, things
from stdpolicy.text.figures.trends import trends
from stdpolicy.text.figures.verbs import modes

_ENDS = ("。", "\n")
"""What ends a heading that stands before a text."""
_NEAR = 20
"""How many numbers further on may say what a heading says vaguely."""
_LEVEL = regex("[^、，]{1,6}级")
_BY_THE_WAY = (NAME, IDIOM, ENUMERATION, EXISTING, DATE)
"""Reasons of numbers that may stand in a clause that states a trend."""


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a paragraph in their order; those that are targets have no reason.

    Each number of a list is one. A number that several things share (A和B均达到90%) gives one for each.
    """
    return _stated(text)[0]


def amounts(text: str) -> tuple[Amount, ...]:
    """The sums of money that a paragraph promises, in their order, each of a list by itself.

    Fines, prices, loans, funds and thresholds are none.
    """
    return _stated(text)[1]


@memo.value
def _stated(text: str) -> tuple[tuple[Figure, ...], tuple[Amount, ...]]:
    """Both, since the same numbers are read for them."""
    clauses = Clauses(text)
    numbers = read(text, clauses)
    return tuple(_read(text, clauses, numbers)), tuple(promised(text, clauses, numbers))


def _read(text: str, clauses: Clauses, numbers: Sequence[Read]) -> Iterator[Figure]:
    """The figures of the numbers of a paragraph, and those without any."""
    later = (numbers[at : at + _NEAR] for at in range(1, len(numbers) + 1))
    heading = clauses.all[0] if clauses.all[0].mark in _ENDS else None
    counts = [
        figure
        for one, rest in zip(numbers, later, strict=True)
        for figure in _figures(one, rest if one.setting.clause == heading else ())
    ]
    found = list(_named(counts))
    counted = {one.setting.clause.start for one in numbers if one.reason not in _BY_THE_WAY}
    for clause in clauses.all:
        if clause.start not in counted:
            said = sentence(text, clauses, clause, clause.start)
            found += trends(text, clause.start, clause.end, said)
    yield from sorted(found, key=lambda figure: figure.start)


def _figures(one: Read, later: Sequence[Read]) -> Iterator[Figure]:
    """The figures of a number: one, but for each of several things that share it."""
    setting = one.setting
    number, compared = setting.number, setting.compared
    start, end = stated(one.row, one.head)
    why = one.reason
    if not why and number.vague and _restated(one, later):
        why = RESTATED
    told = setting.text[max(start, compared.start - 2 * WINDOW) : compared.start]
    figure = Figure(
        start=compared.start,
        end=compared.end,
        value=number.value,
        upper=number.upper,
        comparator="" if number.value is None else one.code or EQUAL,
        unit=number.unit.code,
        unit_words=number.unit.words,
        vague=number.vague,
        mode=one.mode,
        periodicity=periodicity(told),
        trend="",
        reason=why,
        clause_start=start,
        clause_end=end,
        thing="",
    )
    listed = vague.spread(setting)
    if len(listed) > 1:
        for begin, until in listed:
            yield figure._replace(clause_end=until, thing=setting.text[begin:until])
    else:
        for name in things(one.row, one.place):
            yield figure._replace(thing=name)


def _restated(one: Read, later: Sequence[Read]) -> bool:
    """Whether a heading says vaguely (培育一批企业。) what is said with a number further on."""
    verbs = {cue.word for cue in modes().find(one.setting.lead)}
    kind = thing(one.setting)[-2:]
    return any(
        not other.reason
        and other.setting.clause.sentence > one.setting.clause.sentence
        and not other.setting.number.vague
        and kind in thing(other.setting)
        and any(cue.word in verbs for cue in modes().find(other.setting.before))
        for other in later
    )


def _named(found: Sequence[Figure]) -> Iterator[Figure]:
    """Figures whose things are named in full: 国家级示范区3个、省级10个; 建设3个国家级、10个市级平台."""
    names = [figure.thing for figure in found]
    last = ""
    for at, figure in enumerate(found):
        level, full = _LEVEL.fullmatch(names[at]), _LEVEL.match(last)
        if level and full and figure.clause_start <= found[at - 1].clause_end + 1:
            names[at] += last[full.end() :]
        elif not names[at] and not figure.reason and not figure.vague:
            names[at] = last
        last = last if figure.reason else names[at]
    for at in range(len(names) - 2, -1, -1):
        if not names[at] and found[at].vague:
            names[at] = names[at + 1]
        level, full = _LEVEL.fullmatch(names[at]), _LEVEL.match(names[at + 1])
        if level and full and found[at].clause_start == found[at + 1].clause_start:
            names[at] += names[at + 1][full.end() :]
    for figure, name in zip(found, names, strict=True):
        yield figure._replace(thing=name) if name != figure.thing else figure
