"""The statements of a draft, provision by provision, each with the words that it was read from."""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import field

from stdpolicy.drafting.draft.goals import Goals
from stdpolicy.drafting.draft.measures import action, assignments, covered, head
from stdpolicy.drafting.draft.provisions import Placed
from stdpolicy.drafting.draft.words import bracketed, dated, trimmed
from stdpolicy.text.deadlines import labelled
from stdpolicy.text.duties import Duty, ditto, duties, printed
from stdpolicy.text.figures import figures
from stdpolicy.text.statements import Place, Stated, actions

Tree = dict[str, Any]

_DUE = re.compile(r"(?:完成|办结|实施)?(?:时限|时间|期限)(?:要求)?[:：][^，。；]{2,24}。?")
"""A line that only says when: 完成时限：2025年12月底."""


class Drafter(Goals):
    """Drafts what each provision states."""

    _tasks: dict[str, Tree] = field(default_factory=dict)
    """Measures and phases by the id of their provision."""
    _heads: list[tuple[Placed, int, Tree]] = field(default_factory=list)
    """Where each of them begins."""
    _assigned: list[Duty] = field(default_factory=list)
    """The duties of the last provision that prints any, which 同上 means."""

    def read(self, at: Placed, *, opens: bool) -> None:
        """Drafts what a provision states; one that `opens` stands before numbered ones beside it."""
        block = at.block
        text = block.text
        self.cited(at)
        if block.kind in ("title", "masthead", "signature") or "\t" in text:
            return  # a row of a table whose columns are not read is in doubt
        start = len(text) - len(block.body)
        where = place(at, opens=opens)
        stated = self.readers.statements.stated(where, self.horizon)
        found = list(duties(text, self.gazetteer, self.rules[at.id]))
        found += ditto(text, self._assigned)
        self._assigned = [duty for duty in found if not duty.prose] or self._assigned
        aimed = stated.type in ("Goal", "Principle") and self._is_assigned(at, found)
        if aimed:
            stated = Stated("Measure", "task")
        match stated.type:
            case "Goal":
                self.goal(at, stated, start)
            case "Principle":
                self.principle(at, where, start)
            case "Measure" | "Phase" | "Action":
                self._task(at, stated, start, found)
                if aimed and self.plans and at.id in self._tasks:
                    self._tasks[at.id] |= dated(self.plans) | self._tasks[at.id]
        self.promised(at)
        self.counted(at, (figure for figure in figures(text) if figure.start >= start))

    def _is_assigned(self, at: Placed, found: Sequence[Duty]) -> bool:
        """Whether a provision prints who is responsible, in it or on a line of its own below: what is
        assigned is a task, be it to reach something.
        """
        return any(not duty.prose for duty in found) or any(
            not below.number and any(start == 0 for start, _ in printed(below.text, self.gazetteer))
            for below in at.block.children
        )

    def _task(self, at: Placed, stated: Stated, start: int, found: Sequence[Duty]) -> None:
        """A measure or a phase; a provision that goes on with one adds actions to it."""
        text = at.block.text
        holding = (self._tasks[a.id] for a in reversed(at.above) if a.id in self._tasks)
        task = next(holding, None) if stated.type == "Action" else None
        apart = bracketed(text, found)
        if not at.block.number and apart and not any(actions(text, start, apart)):
            task = task or self._before_line(at)  # 责任单位：… on a line of its own
        if not at.block.number and _DUE.fullmatch(text):
            _due(task or self._before_line(at), text)
            return
        if task is None:
            task = self._begun(at, stated, start)
        if task["statedIn"] == at.id or not any(actions(text, start, apart)):
            _due(task, text)
        drafted = []
        for span in actions(text, start, apart):
            quoted = trimmed(text, span.start, span.end)
            drafted.append((quoted, action(at, quoted, task, self.entities, self.readers)))
            task["action"].append(drafted[-1][1])
        is_phase = task["type"] == "Phase"
        for target in self.targets(at, start, ""):
            said = (tree for _, tree in drafted if target["quote"] in tree["quote"])
            holder = next(said, task["action"][-1] if is_phase and task["action"] else task)
            holder.setdefault("target", []).append(target)
        if is_phase:  # it assigns nothing, and has no instruments
            return
        for duty in found:
            for assigned in assignments(at, duty, task, covered(duty, drafted), self.entities):
                task.setdefault("assignment", []).append(assigned)
        with_instruments(task)

    def _before_line(self, at: Placed) -> Tree | None:
        """The measure that a line goes on with which only says who is responsible."""
        before = self._heads[-1] if self._heads else None
        beside = before and (before[0].parent == at.parent or at.parent == before[0].id)
        return before[2] if before and beside and before[2]["type"] == "Measure" else None

    def _begun(self, at: Placed, stated: Stated, start: int) -> Tree:
        if stated.type == "Phase":
            task = self.add("phase", at, head(at, start), at.block.heading)
            days = {"start": stated.since, "end": stated.until}
            task |= {"order": self._counts["phase"]} | days
            task["action"] = []
            self._heads.append((at, start, task))
        else:
            kind = stated.kind or "task"
            task = self.measure(at, head(at, start), kind, at.block.heading, start)
        self._tasks[at.id] = task
        return task

    def measure(
        self, at: Placed, span: tuple[int, int], kind: str, called: str, start: int = 0
    ) -> Tree:
        """A new measure, without actions as yet, by the words that it is called by."""
        task = self.add("measure", at, span, called)
        task["kind"] = kind
        named = self.readers.programmes.find(called)
        if programmes := {self.entities.programme(one.name, one.kind) for one in named}:
            task["programme"] = sorted(programmes)
        task["action"] = []
        self._heads.append((at, start, task))
        return task

    def finish(self) -> None:
        """Adds an action to what has none but its heading, neither in its provision nor below it; and
        takes the coverage from assignments that are for all of a measure.
        """
        for at, start, task in self._heads:
            for assignment in task.get("assignment", ()):
                if len(assignment.get("covers", ())) == len(task["action"]):
                    assignment.pop("covers", None)
            if not task["action"]:
                whole = action(at, head(at, start), task, self.entities, self.readers)
                task["action"].append(whole)
                if task["type"] == "Phase" and "target" in task:
                    whole["target"] = task.pop("target")


def _due(task: Tree | None, text: str) -> None:
    """Gives a measure the time by which a paragraph, or a line of it, says that it is to be done."""
    if task and task["type"] == "Measure" and "deadline" not in task and (due := labelled(text)):
        task |= dated(due)


def with_instruments(measure: Tree) -> None:
    """Gives a measure the instruments of its actions."""
    if instruments := {code for one in measure["action"] for code in one.get("instrument", ())}:
        measure["instrument"] = sorted(instruments)


def place(at: Placed, *, opens: bool) -> Place:
    """A provision as far as its place and wording tell what it states."""
    block = at.block
    return Place(
        block.kind,
        block.heading,
        block.body.strip(" 。：:\u3000"),
        tuple(above.block.heading for above in at.above if above.block.heading),
        bool(block.number),
        any(child.number for child in block.children),
        opens,
        at.above[-1].block.kind if at.above else "",
    )
