"""The statements of the rows of tables: a measure with its actions and assignments for each task, a goal
with its targets for each indicator.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from stdpolicy.drafting.draft.goals import sets
from stdpolicy.drafting.draft.measures import action, assignments, covered
from stdpolicy.drafting.draft.provisions import Placed
from stdpolicy.drafting.draft.statements import Drafter, place, with_instruments
from stdpolicy.drafting.draft.words import bracketed, dated, plain, trimmed
from stdpolicy.text.deadlines import Reach
from stdpolicy.text.duties import Duty
from stdpolicy.text.statements import actions
from stdpolicy.text.tables import Aim, Cell, Row, Told, bare

Tree = dict[str, Any]


class Rows:
    """Drafts the rows of the tables of a policy, in order."""

    def __init__(
        self, drafter: Drafter, places: Sequence[Placed], told: Mapping[int, Told]
    ) -> None:
        """`told` is what the provisions at `places` say that are lines of tables."""
        self._drafter = drafter
        self._places = places
        self._told = told
        self._last: Tree = {}
        """The measure or goal of the row before."""
        self._assigned: dict[tuple[str, int, int, str], list[Tree]] = {}
        """The assignments of each duty to a measure: its line, its place in it, its role."""

    def read(self, n: int) -> None:
        """Drafts what a line of a table states."""
        told, at = self._told[n], self._places[n]
        self._drafter.cited(at)
        if told.row is None:
            return
        if told.row.is_aim:
            self._aim(at, told.row)
        else:
            self._task(at, told.row)
        if told.row.texts:
            self._drafter.promised(at)
        self._drafter.counted(at, told.figures)

    def _aim(self, at: Placed, row: Row) -> None:
        """A goal with what its indicator is to reach."""
        drafter = self._drafter
        if not (row.goes_on and self._last.get("type") == "Goal"):
            whole = drafter.overall(at)
            called = bare(row.name.text) if row.name else ""
            goal = self._last = drafter.new("goal", at, self._quoted(at, row.name), called)
            (drafter.tree if whole is None else whole).setdefault("goal", []).append(goal)
            goal["kind"] = "specific"
            days = {aim.due.date for aim in row.aims if aim.due}
            due = next((aim.due for aim in row.aims if aim.due), None)
            if due and len(days) == 1 and due.date != (whole or {}).get("deadline"):
                goal |= dated(due)
        self._set(row.aims, self._last)

    def _task(self, at: Placed, row: Row) -> None:
        """A measure, or more actions of the one before, with who is to do them."""
        drafter = self._drafter
        if not (row.goes_on and self._last.get("type") == "Measure"):
            stated = drafter.readers.statements.stated(place(at, opens=False))
            kind = stated.kind if stated.type == "Measure" else "task"
            first = row.texts[0] if row.texts else None
            called = row.name.text if row.name else _first(first.text) if first else ""
            span = self._quoted(at, row.name or first)
            self._last = drafter.measure(at, span, kind or "task", called)
            if row.due:
                self._last |= dated(row.due)
        task = self._last
        drafted = [(text, *one) for text in row.texts for one in self._acts(text, row.duties, task)]
        self._set(row.aims, task)
        for line, duty in row.duties:
            held = any(t.line == line and t.start <= duty.start < t.end for t in row.texts)
            own = [(span, tree) for text, span, tree in drafted if not held or text.line == line]
            covers = covered(duty, own) if held else [tree["id"] for _, tree in own]
            self._assign(task, line, duty, covers)
        with_instruments(task)

    def _acts(
        self, text: Cell, duties: Sequence[tuple[int, Duty]], task: Tree
    ) -> list[tuple[tuple[int, int], Tree]]:
        """The actions that a cell adds to a measure, with the targets that it states."""
        drafter, at = self._drafter, self._places[text.line]
        line = at.block.text
        printed = [
            duty for n, duty in duties if n == text.line and text.start <= duty.start < text.end
        ]
        brackets = bracketed(line, printed)
        drafted = []
        for span in actions(line[: text.end], text.start, brackets):
            quoted = trimmed(line, span.start, span.end)
            tree = action(at, quoted, task, drafter.entities, drafter.readers)
            drafted.append((quoted, tree))
            task["action"].append(tree)
        reach = Reach(text.text)
        for figure in self._told[text.line].figures if not drafter.lawful else ():
            if text.start <= figure.start < text.end and sets(figure):
                row = reach.at(figure.start - text.start)
                due = task.get("deadline", "")
                target = drafter.target(at, figure, row[0] if row else None, due)
                holder = next((t for _, t in drafted if target["quote"] in t["quote"]), task)
                holder.setdefault("target", []).append(target)
        return drafted

    def _set(self, aims: Sequence[Aim], holder: Tree) -> None:
        """The targets that cells set."""
        for aim in aims if not self._drafter.lawful else ():
            at = self._places[aim.line]
            due = holder.get("deadline", "")
            target = self._drafter.target(at, aim.figure, aim.due, due)
            if aim.base is not None:
                target["baselineValue"] = plain(aim.base)
                if aim.based:
                    target["baselineDate"] = aim.based
            holder.setdefault("target", []).append(target)

    def _assign(self, task: Tree, line: int, duty: Duty, covers: Sequence[str]) -> None:
        """The assignments of a duty; where its cell is merged over more actions they cover these, too."""
        key = (task["id"], line, duty.start, duty.role)
        if key in self._assigned:
            for tree in self._assigned[key]:
                tree.setdefault("covers", []).extend(covers)
            return
        at = self._places[line]
        made = list(assignments(at, duty, task, covers, self._drafter.entities))
        task.setdefault("assignment", []).extend(made)
        self._assigned[key] = made

    def _quoted(self, at: Placed, cell: Cell | None) -> tuple[int, int]:
        """The words of a row: its line, or where each cell stands on its own the one that names it."""
        text = at.block.text
        return (cell.start, cell.end) if cell and "\t" not in text else (0, len(text))


def _first(text: str) -> str:
    """The first sentence of a cell."""
    return next((text[one.start : one.end] for one in actions(text)), text)
