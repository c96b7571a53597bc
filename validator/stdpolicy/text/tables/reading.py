"""What the rows of a table state, and what each of its lines says."""

from collections.abc import Iterator, Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.deadlines import Deadline, deadlines, of_title
from stdpolicy.text.duties import Duty, Rule, cell, duties
from stdpolicy.text.figures import figures
from stdpolicy.text.tables.aims import aims
from stdpolicy.text.tables.finding import Table
from stdpolicy.text.tables.grid import Cell, Kind
from stdpolicy.text.tables.moved import moved_deadline, moved_duty, moved_figure
from stdpolicy.text.tables.rows import Filled, filled
from stdpolicy.text.tables.told import Aim, Doubt, Row, Told, Unsure
from stdpolicy.text.tables.values import in_name, when

FAR = 40
"""How far above a table, or below the head of the text, a title may stand, in lines."""
LONGEST_TITLE = 60
"""Of a line that may be a title, in characters."""
_CUMULATIVE = regex(
    r"(?:[\[［〔【][^\[\]［］〔〕【】]{0,4}[\]］〕】]|括号|带\S{1,3}号)[^。；]{0,16}累计"
)
"""注：[ ]内为五年累计数."""


def planned(lines: Sequence[str], table: Table) -> int | None:
    """The one year for which a table plans, by its head or the last title above it: 2024年工作任务."""
    head = table.heads[0]
    above = (*reversed(lines[max(0, head - FAR) : head]), *lines[: min(FAR, head)])
    titles = (text for text in above if len(text) <= LONGEST_TITLE and "\t" not in text)
    named = (of_title(words) for words in (*(column.words for column in table.columns), *titles))
    plan = next((one for one in named if one and one.since), None)
    return int(plan.date[:4]) if plan and plan.since[:4] == plan.date[:4] else None


def begun(lines: Sequence[str]) -> int | None:
    """The first year for which a title at the head of the text plans: 2021 of “十四五”教育发展规划."""
    titles = (text for text in lines[:FAR] if len(text) <= LONGEST_TITLE and "\t" not in text)
    plan = next((one for one in map(of_title, titles) if one and one.since), None)
    return int(plan.since[:4]) if plan else None


class Reader:
    """Reads the rows of a table into what its lines say."""

    def __init__(
        self,
        table: Table,
        lines: Sequence[str],
        gazetteer: Gazetteer,
        rules: Sequence[Rule],
        told: dict[int, Told],
    ) -> None:
        """`told` is what the lines of the text say, to which this table adds its own."""
        self._table = table
        self._columns = table.columns
        self._kinds = {column.kind for column in table.columns}
        self._gazetteer = gazetteer
        leads = any(column.role == "lead" for column in table.columns)
        self._rules = [rule for rule in rules if not (leads and rule.first)]
        self._told = told
        self._year = planned(lines, table)
        self._total = any(_CUMULATIVE.search(lines[n]) for n in table.notes)
        for n in (*table.heads, *table.groups, *table.notes):
            told[n] = Told(settled=[(0, len(lines[n]))])
        for n in table.unread:
            told[n] = Told(doubts=[Doubt(0, len(lines[n]), Unsure.COLUMNS)])

    def read(self) -> None:
        """Reads every row."""
        for row in filled(self._table):
            self._row(row)

    def _row(self, row: Filled) -> None:
        for one in self._own(row):
            self._told.setdefault(one.line, Told())
        name, texts = self._words(row)
        due = self._due(row)
        sets: list[Aim] = []
        for aim in aims(row, self._columns, total=self._total):
            if isinstance(aim, Aim):
                sets.append(aim)
            else:
                line, doubt = aim
                self._told[line].doubts.append(doubt)
        given = tuple(self._duties(row, texts))
        is_aim = Kind.INDICATOR in self._kinds and not given
        if not is_aim and not texts and name is not None:
            texts = (name,)
        mine = list(self._own(row))
        first = next((one.line for one in (name, *texts) if one in mine), row.line)
        found = Row(first, name, texts, row.goes_on, is_aim, given, due, tuple(sets))
        self._told[first].row = found
        self._say(found)
        for one in mine:
            if one not in texts:
                self._told[one.line].settled.append((one.start, one.end))
        self._doubts(row, found)

    def _own(self, row: Filled) -> Iterator[Cell]:
        for one, own in zip(row.cells, row.own, strict=True):
            if one is not None and own:
                yield one

    def _words(self, row: Filled) -> tuple[Cell | None, tuple[Cell, ...]]:
        """What a row is called by, and the words that say what is to be done."""
        if Kind.INDICATOR in self._kinds:
            return next(row.of(self._columns, Kind.INDICATOR), None), ()
        names = list(row.of(self._columns, Kind.TASK, own=True))
        texts = tuple(row.of(self._columns, Kind.CONTENT, own=True))
        if texts:
            return (names[0] if names else None), texts
        return (names[0] if len(names) > 1 else None), tuple(names[-1:])

    def _due(self, row: Filled) -> Deadline | None:
        for one in row.of(self._columns, Kind.DUE):
            said = when(one.text, self._year)
            if not said.sure and one.line >= row.line:
                self._told[one.line].doubts.append(Doubt(one.start, one.end, Unsure.DAY))
            return moved_deadline(said.due, one.start) if said.due else None
        return None

    def _duties(self, row: Filled, texts: Sequence[Cell]) -> Iterator[tuple[int, Duty]]:
        for column, one, own in zip(self._columns, row.cells, row.own, strict=True):
            if column.kind is not Kind.DUTY or one is None:
                continue
            for duty in cell(one.text, column.role, self._gazetteer, self._rules):
                moved = moved_duty(duty, one.start)
                if own:
                    self._told[one.line].duties.append(moved)
                yield one.line, moved
        for one in texts:
            for duty in duties(one.text, self._gazetteer, self._rules):
                moved = moved_duty(duty, one.start)
                self._told[one.line].duties.append(moved)
                yield one.line, moved

    def _say(self, row: Row) -> None:
        """Adds the days and figures of a row to its lines."""
        begun = self._told[row.line]
        for one in (*row.texts, *((row.name,) if row.name else ())):
            here = self._told[one.line]
            here.dues += [row.due] if row.due and row.due not in here.dues else []
            own = (d for d in deadlines(one.text) if d.due)
            here.dues += [moved_deadline(d, one.start) for d in own]
        for one in row.texts if Kind.INDICATOR not in self._kinds else ():
            found = (moved_figure(f, one.start) for f in figures(one.text))
            self._told[one.line].figures += found
        for aim in row.aims:
            here = self._told[aim.line]
            here.figures.append(aim.figure)
            for told in (here, begun) if here is not begun else (here,):
                told.dues += [aim.due] if aim.due else []

    def _doubts(self, row: Filled, found: Row) -> None:
        """Adds the doubts of a row as a whole: what it takes from above, and for what it has no place."""
        here = self._told[found.line].doubts
        own = [one for one in self._own(row) if one.line == found.line]
        span = min(one.start for one in own), max(one.end for one in own)
        if Kind.INDICATOR in self._kinds and found.duties:
            here.append(Doubt(*span, Unsure.RESPONSIBLE))
        asked = [Kind.DUTY, Kind.DUE]
        if found.aims and not (found.name and in_name(found.name.text)):
            asked.append(Kind.UNIT)
        taken = [
            one.text
            for column, one, mine in zip(self._columns, row.cells, row.own, strict=True)
            if one is not None and not mine and column.kind in asked
        ]
        if taken and not found.goes_on:
            here.append(Doubt(*span, Unsure.TAKEN, "、".join(taken)))
