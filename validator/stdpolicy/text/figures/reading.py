"""The numbers of a paragraph, each read in its place and in the light of those before it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.figures import vague
from stdpolicy.text.figures.clauses import Clause, Clauses
from stdpolicy.text.figures.evidence import acts, made, reached
from stdpolicy.text.figures.figure import TARGET
from stdpolicy.text.figures.modes import mode
from stdpolicy.text.figures.reasons import reason
from stdpolicy.text.figures.settings import WINDOW, Setting, settings
from stdpolicy.text.figures.units import PERCENT
from stdpolicy.text.figures.verbs import opening

_PER = regex("每[0-9十百千万]")
"""What begins the name of a measure, 每千人口医师数, and no list of its own as 每个县."""


class Read(NamedTuple):
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
    announced: bool
    """Whether words before it say that targets follow."""

    @property
    def setting(self) -> Setting:
        """Where it stands."""
        return self.row[self.place]


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


def sentence(text: str, clauses: Clauses, clause: Clause, end: int) -> str:
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
    announced = False
    said = sentence(setting.text, clauses, clause, setting.compared.start)
    if number.vague:
        why = vague.reason(setting, said, quoted=quoted)
    else:
        announced = clauses.announced(clause, setting.compared.start) or (
            before is not None and _goes_on(setting, before, clauses)
        )
        why = reason(setting, said, quoted=quoted, shares=shares, announced=announced)
    head, how = setting.begin, ""
    if before is not None and (shares or setting.follows):
        listed = clause.sentence == before.setting.clause.sentence
        head = before.head if listed else setting.begin
        how = before.mode
    elif before is not None and _part(setting, before):
        how = before.mode
    if not (how and setting.follows):
        how = mode(setting, how)
    governed = shares or bool(setting.lead.strip())
    return Read(row, place, why, how, head, governed, code or setting.compared.code, announced)


def _goes_on(setting: Setting, before: Read, clauses: Clauses) -> bool:
    """Whether a number goes on with what is to be as much: 铁路里程达到6500公里，实现…；公路里程8000公里."""
    last = before.setting
    return (
        before.reason == TARGET
        and last.thing_first
        and (before.announced or reached(last))
        and not setting.clause.aside
        and not last.clause.aside
        and clauses.period(setting.clause) == clauses.period(last.clause)
    )


def _part(setting: Setting, before: Read) -> bool:
    """Whether a number is of a part of what the target before it counts: 新建绿道150公里，其中滨水绿道60公里."""
    number, last = setting.number, before.setting
    return (
        before.reason == TARGET
        and setting.lead.startswith("其中")
        and number.unit.code == last.number.unit.code
        and setting.clause.sentence == last.clause.sentence
    )


def _shares(setting: Setting, clauses: Clauses, before: Read) -> bool:
    """Whether a number shares the verb of the target before it, as a member of a list."""
    lead, number = setting.lead, setting.number
    clause, last = setting.clause, before.setting.clause
    if before.reason != TARGET or opening(lead):
        return False
    each = lead[:1] in "每各" and (made(setting) or not _PER.match(lead))
    own = reached(setting) or acts(lead) or not setting.thing_first or each
    if lead.strip() and own:
        return False
    if clause.aside:
        return last.start < clause.start < last.end and lead.startswith("其中")
    if last == clause:
        return True
    if (number.unit.code == PERCENT) != (before.setting.number.unit.code == PERCENT):
        return False
    # 建设20个中心,50个平台; but 80%以上的村 begins a clause of its own
    begins = number.unit.code == PERCENT and not setting.thing_first
    beside = clauses.before(clause) == last and setting.begin == clause.start
    return beside and before.governed and not begins
