"""The figures of a paragraph, each number read in its place and in the light of those before it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stdpolicy.text.figures import vague
from stdpolicy.text.figures.clauses import Clause, Clauses
from stdpolicy.text.figures.comparison import EQUAL
from stdpolicy.text.figures.evidence import made, reached
from stdpolicy.text.figures.figure import (
    DATE,
    ENUMERATION,
    EXISTING,
    IDIOM,
    NAME,
    RESTATED,
    TARGET,
    Figure,
)
from stdpolicy.text.figures.modes import mode, periodicity
from stdpolicy.text.figures.reasons import reason
from stdpolicy.text.figures.settings import WINDOW, Setting, settings
from stdpolicy.text.figures.things import stated, thing, things
from stdpolicy.text.figures.trends import trends
from stdpolicy.text.figures.units import PERCENT
from stdpolicy.text.figures.verbs import modes, opening


@dataclass(frozen=True, slots=True)
class Read:
    """A number that has been read, as those behind it need to know it."""

    row: tuple[Setting, ...]
    """The numbers of which it is one, with only separators between."""
    place: int
    """Its place in the row."""
    reason: str
    mode: str
    head: int
    """Where the words that govern it begin."""
    governed: bool
    """Whether words before it govern it, its own or those of the list."""
    code: str
    """Its comparator; nothing where no word of limit is printed."""

    @property
    def setting(self) -> Setting:
        """Where it stands."""
        return self.row[self.place]


NEAR = 20
"""How many numbers further on may say what a heading says vaguely."""
_LEVEL = re.compile("[^、，]{1,6}级")
_BY_THE_WAY = (NAME, IDIOM, ENUMERATION, EXISTING, DATE)
"""Reasons of numbers that may stand in a clause that states a trend."""


def figures(text: str) -> Iterator[Figure]:
    """The figures of a paragraph in their order; those that are targets have no reason.

    Each number of a list is one. A number that several things share (A和B均达到90%) gives one for each.
    """
    clauses = Clauses(text)
    numbers = read(text, clauses)
    read_in_turn = enumerate(numbers, 1)
    counts = [
        figure for at, one in read_in_turn for figure in _figures(one, numbers[at : at + NEAR])
    ]
    found = list(_named(counts))
    counted = {one.setting.clause.start for one in numbers if one.reason not in _BY_THE_WAY}
    for clause in clauses.all:
        if clause.start not in counted:
            sentence = _sentence(text, clauses, clause, clause.start)
            found += trends(text, clause.start, clause.end, sentence)
    yield from sorted(found, key=lambda figure: figure.start)


def read(text: str, clauses: Clauses) -> list[Read]:
    """The numbers of a paragraph in their order, each read in its place."""
    found: list[Read] = []
    last: dict[bool, Read] = {}
    for row in _rows(settings(text, clauses)):
        code = _limit(row)
        for place, setting in enumerate(row):
            aside = setting.clause.aside
            before = last.get(aside)
            if before is None or (aside and before.setting.clause != setting.clause):
                before = last.get(False)
            one = _judged(row, place, code, clauses, before)
            found.append(one)
            if not setting.kind:
                last[aside] = one
    return found


def _sentence(text: str, clauses: Clauses, clause: Clause, end: int) -> str:
    """What stands before a place in its sentence, as far as it is looked at."""
    return text[max(clauses.begin(clause), end - 2 * WINDOW) : end]


def _rows(placed: Iterator[Setting]) -> Iterator[tuple[Setting, ...]]:
    """The numbers of a text, those together that only a separator parts: 6个、43个和37个以上."""
    row: list[Setting] = []
    for setting in placed:
        if row and not setting.follows:
            yield tuple(row)
            row = []
        row.append(setting)
    if row:
        yield tuple(row)


def _limit(row: Sequence[Setting]) -> str:
    """The comparator of all numbers of a row, where only the last or the first has one."""
    codes = [one.compared.code for one in row]
    if not any(codes[1:-1]) and bool(codes[0]) != bool(codes[-1]):
        return codes[0] or codes[-1]
    return ""


def _judged(
    row: tuple[Setting, ...], place: int, code: str, clauses: Clauses, before: Read | None
) -> Read:
    setting = row[place]
    number, clause = setting.number, setting.clause
    shares = before is not None and _shares(setting, clauses, before)
    quoted = clauses.quoted(number.start, number.end)
    sentence = _sentence(setting.text, clauses, clause, setting.compared.start)
    if number.vague:
        why = vague.reason(setting, quoted, sentence)
    else:
        why = reason(setting, quoted, sentence, shares)
    head, how = setting.begin, ""
    if before is not None and (shares or setting.follows):
        head = setting.begin if clause.aside else before.head
        how = before.mode
    if not (how and setting.follows):
        how = mode(setting, how)
    governed = shares or bool(setting.lead.strip())
    return Read(row, place, why, how, head, governed, code or setting.compared.code)


def _shares(setting: Setting, clauses: Clauses, before: Read) -> bool:
    """Whether a number shares the verb of the target before it, as a member of a list."""
    lead, clause, last = setting.lead, setting.clause, before.setting.clause
    if before.reason != TARGET or opening(lead):
        return False
    own = reached(setting) or made(setting) or not setting.thing_first or lead[:1] in "每各"
    if lead.strip() and own:
        return False
    if clause.aside:
        return last.start < clause.start < last.end and lead.startswith("其中")
    if last == clause:
        return True
    # 建设20个中心,50个平台; but 80%以上的村 begins a clause of its own
    begins = setting.number.unit.code == PERCENT and not setting.thing_first
    beside = clauses.before(clause) == last and setting.begin == clause.start
    return beside and before.governed and not begins


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
            yield replace(figure, clause_end=until, thing=setting.text[begin:until])
    else:
        for name in things(one.row, one.place):
            yield replace(figure, thing=name)


def _restated(one: Read, later: Sequence[Read]) -> bool:
    """Whether a heading says vaguely (培育一批企业。) what is said with a number further on."""
    clause = one.setting.clause
    if clause.mark not in "。\n" or clause.sentence or clause.aside:
        return False
    verbs = {cue.word for cue in modes().find(one.setting.lead)}
    kind = thing(one.setting)[-2:]
    return any(
        not other.reason
        and not other.setting.number.vague
        and kind in thing(other.setting)
        and any(cue.word in verbs for cue in modes().find(other.setting.before))
        for other in later
    )


def _named(found: Sequence[Figure]) -> Iterator[Figure]:
    """Figures whose things are named in full: 国家级示范区3个、省级10个; 建设3个国家级、10个市级平台."""
    names = [figure.thing for figure in found]
    for at in range(1, len(names)):
        level, full = _LEVEL.fullmatch(names[at]), _LEVEL.match(names[at - 1])
        if level and full and found[at].clause_start <= found[at - 1].clause_end + 1:
            names[at] += names[at - 1][full.end() :]
        elif not names[at] and not found[at].reason and not found[at].vague:
            names[at] = names[at - 1]
    for at in range(len(names) - 2, -1, -1):
        if not names[at] and found[at].vague:
            names[at] = names[at + 1]
        level, full = _LEVEL.fullmatch(names[at]), _LEVEL.match(names[at + 1])
        if level and full and found[at].clause_start == found[at + 1].clause_start:
            names[at] += names[at + 1][full.end() :]
    for figure, name in zip(found, names, strict=True):
        yield replace(figure, thing=name) if name != figure.thing else figure
