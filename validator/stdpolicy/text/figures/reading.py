"""The figures of a paragraph, each number read in its place and in the light of those before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stdpolicy.text.figures import vague
from stdpolicy.text.figures.clauses import Clause, Clauses
from stdpolicy.text.figures.comparison import EQUAL
from stdpolicy.text.figures.evidence import reached
from stdpolicy.text.figures.figure import Figure
from stdpolicy.text.figures.modes import mode, periodicity
from stdpolicy.text.figures.reasons import INEXACT, RESTATED, TARGET, reason
from stdpolicy.text.figures.settings import WINDOW, Setting, settings
from stdpolicy.text.figures.things import stated, thing, things
from stdpolicy.text.figures.trends import trends
from stdpolicy.text.figures.verbs import modes, opening


@dataclass(frozen=True, slots=True)
class Read:
    """A number that has been read, as those behind it need to know it."""

    setting: Setting
    reason: str
    mode: str
    head: int
    """Where the words that govern it begin."""
    code: str


def figures(text: str) -> Iterator[Figure]:
    """The figures of a paragraph in their order; those that are targets have no reason.

    Each number of a list is one. A number that several things share (A和B均达到90%) gives one for each.
    """
    clauses = Clauses(text)
    numbers = read(text, clauses)
    found = [figure for place in range(len(numbers)) for figure in _figures(numbers, place)]
    counted = {one.setting.clause.start for one in numbers if not one.reason}
    for clause in clauses.all:
        if clause.start not in counted:
            sentence = _sentence(text, clauses, clause, clause.start)
            found += trends(text, clause.start, clause.end, sentence)
    yield from sorted(found, key=lambda figure: figure.start)


def read(text: str, clauses: Clauses) -> list[Read]:
    """The numbers of a paragraph in their order, each read in its place."""
    found: list[Read] = []
    for row in _rows(settings(text, clauses)):
        code = _limit(row)
        for setting in row:
            sentence = _sentence(text, clauses, setting.clause, setting.compared.start)
            found.append(_judged(setting, clauses, sentence, found[-1] if found else None, code))
    return found


def _sentence(text: str, clauses: Clauses, clause: Clause, end: int) -> str:
    """What stands before a place in its sentence, as far as it is looked at."""
    return text[max(clauses.begin(clause), end - 2 * WINDOW) : end]


def _rows(placed: Iterator[Setting]) -> Iterator[list[Setting]]:
    """The numbers of a text, those together that only a separator parts: 6个、43个和37个以上."""
    row: list[Setting] = []
    for setting in placed:
        if row and not setting.follows:
            yield row
            row = []
        row.append(setting)
    if row:
        yield row


def _limit(row: Sequence[Setting]) -> str:
    """The comparator that the last or the first of several numbers has for all, if it is the only one."""
    codes = [setting.compared.code for setting in row]
    if len(row) > 1 and not any(codes[1:-1]) and bool(codes[0]) != bool(codes[-1]):
        return codes[0] or codes[-1]
    return ""


def _judged(
    setting: Setting, clauses: Clauses, sentence: str, before: Read | None, code: str
) -> Read:
    number, clause = setting.number, setting.clause
    shares = False
    if before is not None and not opening(setting.lead):
        last = before.setting.clause
        beside = last == clause or (clauses.before(clause) == last and setting.begin == clause.start)
        shares = beside and not (reached(setting) and setting.lead.strip())
    within = clauses.quoted(number.start, number.end)
    live = shares and before is not None and before.reason == TARGET
    if number.vague:
        why = vague.reason(setting, within, sentence)
    else:
        why = reason(setting, within, sentence, live)
        if not why and number.value is None:
            why = INEXACT
    head = setting.begin
    if live and before is not None:
        head = before.head
    how = mode(setting, before.mode if live and before is not None else "")
    if setting.follows and before is not None:
        how = before.mode
    return Read(setting, why, how, head, code or setting.compared.code)


def _figures(numbers: Sequence[Read], place: int) -> Iterator[Figure]:
    one = numbers[place]
    setting = one.setting
    number, compared = setting.number, setting.compared
    start, end = stated(setting, one.head)
    last = place
    while last + 1 < len(numbers) and numbers[last + 1].setting.follows:
        last += 1
    if last > place:
        end = max(end, numbers[last].setting.compared.end)
    why = one.reason
    if not why and number.vague and _restated(one, numbers[place + 1 :][:20]):
        why = RESTATED
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
        periodicity=periodicity(setting.text[max(start, compared.start - 2 * WINDOW) : compared.start]),
        trend="",
        reason=why,
        clause_start=start,
        clause_end=end,
        thing=thing(setting),
    )
    if number.vague:
        for begin, until in vague.spread(setting):
            name = setting.text[begin:until].removeprefix("的")
            yield replace(figure, clause_end=max(until, compared.end), thing=name or figure.thing)
        return
    several = things(setting)
    for name in several:
        yield replace(figure, thing=name)


def _restated(one: Read, later: Sequence[Read]) -> bool:
    """Whether a heading says vaguely (培育一批企业。) what is said with a number further on."""
    setting = one.setting
    verbs = {cue.word for cue in modes().find(setting.lead)}
    if setting.clause.mark not in "。\n" or setting.clause.sentence or setting.clause.aside:
        return False
    kind = thing(setting)[-2:]
    return any(
        not other.reason
        and not other.setting.number.vague
        and kind in thing(other.setting)
        and any(cue.word in verbs for cue in modes().find(other.setting.before))
        for other in later
    )
