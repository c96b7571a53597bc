"""The statements of a draft, provision by provision, each with the words that it was read from."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from stdpolicy.drafting.draft.entities import Entities
from stdpolicy.drafting.draft.measures import action, assignments, covered, head
from stdpolicy.drafting.draft.provisions import Placed
from stdpolicy.drafting.draft.words import (
    bracketed,
    dated,
    figured,
    governing,
    plain,
    short,
    trimmed,
)
from stdpolicy.drafting.readers import Readers
from stdpolicy.model.edition import model
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.deadlines import Deadline, Reach, labelled
from stdpolicy.text.duties import Duty, Rule, duties
from stdpolicy.text.figures import Figure, figures
from stdpolicy.text.layout import Block
from stdpolicy.text.references import attachment, references
from stdpolicy.text.statements import Place, Stated, actions

Tree = dict[str, Any]

PROPERTIES = {"phase": "implementationPhase"}
"""Which property of a policy holds those statements that it does not call by their class."""

_DUE = re.compile(r"(?:完成|办结|实施)?(?:时限|时间|期限)(?:要求)?[:：][^，。；]{2,24}。?")
"""A line that only says when: 完成时限：2025年12月底."""
_EACH = re.compile("[，,]?各(?!类|级|种|项|地|市|县|部|单)")
"""What follows dates of a row that have the same figure each."""
_NAMES = re.compile("(?:目标|思想|原则|要求|任务|愿景|思路)。?$")
"""How a heading ends that names what stands under it: 近期目标."""


@dataclass
class Drafter:
    """What has been drafted so far; ids are counted through the policy."""

    entities: Entities
    gazetteer: Gazetteer
    rules: Sequence[Rule]
    readers: Readers
    tree: dict[str, list[Tree]] = field(default_factory=dict)
    """Statements by the property of the policy."""
    lawful: bool = False
    """Whether the policy is a law, whose figures are norms: no target is drafted from them."""
    titles: tuple[str, ...] = ()
    """The titles that the text prints within 《》; it may name them without."""
    horizon: int | None = None
    """The year of the first goal."""
    _tasks: dict[str, Tree] = field(default_factory=dict)
    """Measures and phases by the id of their provision."""
    _heads: list[tuple[Placed, int, Tree]] = field(default_factory=list)
    """Where each of them begins."""
    _overall: dict[str, Tree] = field(default_factory=dict)
    """Overall goals by the id of their provision."""
    _before: dict[str, Tree] = field(default_factory=dict)
    """The last of them in each provision that holds theirs."""
    _counts: Counter[str] = field(default_factory=Counter)
    """How many statements there are of each property."""

    def read(self, at: Placed, *, opens: bool) -> None:
        """Drafts what a provision states; one that `opens` stands before numbered ones beside it."""
        block = at.block
        text = block.text
        self.cited(at)
        if block.kind in ("title", "masthead", "signature"):
            return
        start = len(text) - len(block.body)
        where = place(at, opens=opens)
        stated = self.readers.statements.stated(where, self.horizon)
        found = list(duties(text, self.gazetteer, self.rules))
        match stated.type:
            case "Goal":
                self._goal(at, stated, start)
            case "Principle":
                self._principle(at, where, start)
            case "Measure" | "Phase" | "Action":
                self._task(at, stated, start, found)
        self.promised(at)
        self.counted(at, (figure for figure in figures(text) if figure.start >= start))

    def counted(self, at: Placed, found: Iterable[Figure]) -> None:
        """Drafts the figures of a provision that set nothing."""
        reasons = model().schemes["quantity-reason"].codes
        for figure in found:
            if figure.reason in reasons:
                tree = self.add("quantity", at, (figure.start, figure.end))
                tree["reason"] = figure.reason

    def cited(self, at: Placed) -> None:
        """What a provision refers to; in title and masthead only what has title marks."""
        text, kind = at.block.text, at.block.kind
        if kind == "annex" and at.block.number and (attached := attachment(text)):
            found = [attached]
        else:
            framing = kind in ("title", "masthead", "signature", "annex")
            found = [
                one
                for one in references(text, self.titles)
                if not framing or "《" in text[one.start : one.end]
            ]
        for cited in found:
            tree = self.add("reference", at, (cited.quote_start, cited.quote_end))
            tree["relation"] = cited.relation
            if cited.title:
                tree["title"] = cited.title
            if cited.number:
                tree["documentNumber"] = cited.number

    # -- one kind after another ----------------------------------------------------------------

    def _principle(self, at: Placed, where: Place, start: int) -> None:
        """A principle; where a sentence of it goes on with 到2025年, what follows is a goal."""
        text = at.block.text
        aims = self.readers.statements.aims(text[start:])
        if aims and any(f.start >= start + aims and not f.reason for f in figures(text)):
            self.add("principle", at, trimmed(text, start, start + aims), label=at.block.heading)
            goal = where._replace(heading="", body=text[start + aims :], above=(), numbered=False)
            stated = self.readers.statements.stated(goal, self.horizon)
            kind = stated.kind if stated.type == "Goal" else "overall"
            self._goal(at, Stated("Goal", kind), start + aims, parted=True)
        else:
            self.add("principle", at, _stating(at.block, start), label=at.block.heading)

    def _goal(self, at: Placed, stated: Stated, start: int, *, parted: bool = False) -> None:
        """A goal; a specific one belongs to the overall one that it stands under, or as a dash behind.

        With `parted` it is only what stands from `start` on.
        """
        text = at.block.text
        whole = self.overall(at) if stated.kind == "specific" else None
        stating = trimmed(text, start, len(text)) if parted else _stating(at.block, start)
        goal = self.new("goal", at, stating, label="" if parted else at.block.heading)
        (self.tree if whole is None else whole).setdefault("goal", []).append(goal)
        goal["kind"] = stated.kind
        if stated.kind == "overall":
            self._overall[at.id] = self._before[at.parent] = goal
        reach = Reach(text)
        due = next((row[0] for row in governing(reach, text, start) if row[0].date), None)
        if due and (whole is None or due.date != whole.get("deadline")):
            goal |= dated(due)
            self.horizon = self.horizon or int(due.date[:4])
        days = goal.get("deadline") or (whole or {}).get("deadline", "")
        if targets := list(self._targets(at, start, days)):
            goal["target"] = targets

    def overall(self, at: Placed) -> Tree | None:
        """The overall goal that a provision stands under, or behind as a dash."""
        above = [self._overall[a.id] for a in reversed(at.above) if a.id in self._overall]
        if at.block.kind == "dash" and at.parent in self._before:
            above.append(self._before[at.parent])
        return above[0] if above else None

    def _targets(self, at: Placed, start: int, due: str) -> Iterator[Tree]:
        """The targets in a provision; one that is due when what holds it is has no deadline of its own."""
        text = at.block.text
        reach = Reach(text)
        clause, nth = -1, 0
        for figure in figures(text) if not self.lawful else ():
            if figure.start < start or not sets(figure):
                continue
            row = reach.at(figure.start)
            # the dates of a row belong to figures in the same order, 2024年、2025年分别新建20个、30个; or the
            # figure to each of them: 2024年、2025年各新建20个
            nth = nth + 1 if figure.clause_start == clause else 0
            clause = figure.clause_start
            each = len(row) > 1 and _EACH.match(text, row[-1].end)
            for own in row if each else row[min(nth, len(row) - 1) :][:1] or (None,):
                yield self.target(at, figure, own, due)

    def target(self, at: Placed, figure: Figure, own: Deadline | None, due: str) -> Tree:
        """The target that a figure is, with its own deadline unless what holds it is due then."""
        span = trimmed(at.block.text, figure.clause_start, figure.clause_end)
        tree = self.new("target", at, span, label=figure.thing)
        tree["indicator"] = self.entities.indicator(figure.thing or tree["label"]["zh-Hans"])
        tree |= figured(figure)
        if asked := set(self.readers.modality.codes(tree["quote"])) - {"obligation"}:
            tree["modality"] = sorted(asked)
        tree |= self.entities.places(tree["quote"])
        if own and own.date and own.date != due:
            tree |= dated(own)
        return tree

    def _task(self, at: Placed, stated: Stated, start: int, found: Sequence[Duty]) -> None:
        """A measure or a phase; a provision that goes on with one adds actions to it."""
        text = at.block.text
        holding = (self._tasks[a.id] for a in reversed(at.above) if a.id in self._tasks)
        task = next(holding, None) if stated.type == "Action" else None
        printed = bracketed(text, found)
        if not at.block.number and printed and not any(actions(text, start, printed)):
            task = task or self._before_line(at)  # 责任单位：… on a line of its own
        if not at.block.number and _DUE.fullmatch(text):
            _due(task or self._before_line(at), text)
            return
        if task is None:
            task = self._begun(at, stated, start)
        if task["statedIn"] == at.id or not any(actions(text, start, printed)):
            _due(task, text)
        drafted = []
        for span in actions(text, start, printed):
            quoted = trimmed(text, span.start, span.end)
            drafted.append((quoted, action(at, quoted, task, self.entities, self.readers)))
            task["action"].append(drafted[-1][1])
        is_phase = task["type"] == "Phase"
        for target in self._targets(at, start, ""):
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

    def promised(self, at: Placed) -> None:
        """Drafts the incentives that a provision promises."""
        text = at.block.text
        for promise in self.readers.incentives.find(text):
            label = promise.condition or text[promise.start : promise.end]
            tree = self.add("incentive", at, (promise.start, promise.end), label=label)
            tree["kind"] = promise.kind
            if promise.amount is not None:
                tree |= {"amount": plain(promise.amount), "currency": "CNY"}
            if promise.ceiling and promise.amount is not None:
                tree["ceiling"] = True
            if promise.payment:
                tree["payment"] = promise.payment
            for name, rank in (("rank", promise.rank), ("lastRank", promise.last_rank)):
                if rank is not None:
                    tree[name] = rank
            if types := self.readers.standard_types.codes(promise.condition):
                tree["standardType"] = sorted(set(types))
            for name, words in (
                ("beneficiary", promise.beneficiary),
                ("condition", promise.condition),
            ):
                if words:
                    tree[name] = {"zh-Hans": words}

    # -- what they have in common ----------------------------------------------------------------

    def add(self, name: str, at: Placed, span: tuple[int, int], label: str | None = None) -> Tree:
        """A new statement of the policy that quotes `span` of a provision."""
        tree = self.new(name, at, span, label)
        self.tree.setdefault(PROPERTIES.get(name, name), []).append(tree)
        return tree

    def new(self, name: str, at: Placed, span: tuple[int, int], label: str | None = None) -> Tree:
        """A new statement that another is to hold."""
        self._counts[name] += 1
        quote = at.block.text[span[0] : span[1]] or at.block.text
        tree: Tree = {
            "id": f"#{name}{self._counts[name]}",
            "type": name.capitalize(),
            "statedIn": at.id,
            "quote": quote,
            "reviewStatus": "draft",
        }
        if label is not None:
            tree["label"] = {"zh-Hans": short(label or quote)}
        return tree


def _due(task: Tree | None, text: str) -> None:
    """Gives a measure the time by which a paragraph, or a line of it, says that it is to be done."""
    if task and task["type"] == "Measure" and "deadline" not in task and (due := labelled(text)):
        task |= dated(due)


def sets(figure: Figure) -> bool:
    """Whether a figure is a target."""
    return not figure.reason and (figure.value is not None or figure.vague or bool(figure.trend))


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


def _stating(block: Block, start: int) -> tuple[int, int]:
    """The words that state a goal or principle: with the heading, unless that only says what follows."""
    names = not block.heading or _NAMES.search(block.heading)
    return trimmed(block.text, start if names else start - len(block.heading), len(block.text))
