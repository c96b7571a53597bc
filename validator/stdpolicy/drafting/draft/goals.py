"""Principles, goals, and the targets in any provision."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import field

from stdpolicy.drafting.draft.made import Made
from stdpolicy.drafting.draft.provisions import Placed
from stdpolicy.drafting.draft.words import dated, figured, governing, trimmed
from stdpolicy.text.deadlines import Deadline, Reach
from stdpolicy.text.figures import Figure, figures
from stdpolicy.text.layout import Block
from stdpolicy.text.statements import Place, Stated

Tree = dict[str, Any]

_EACH = re.compile("[，,]?各(?!类|级|种|项|地|市|县|部|单)")
"""What follows dates of a row that have the same figure each."""
_NAMES = re.compile("(?:目标|思想|原则|要求|任务|愿景|思路)。?$")
"""How a heading ends that names what stands under it: 近期目标."""


class Goals(Made):
    """Drafts principles, goals and targets."""

    plans: Deadline | None = None
    """The time for which the title plans; what neither has a day nor belongs to what has one is due by then."""
    adopted: str = ""
    """The day on which the policy was adopted."""
    horizon: int | None = None
    """The year of the first goal."""
    _overall: dict[str, Tree] = field(default_factory=dict)
    """Overall goals by the id of their provision."""
    _before: dict[str, Tree] = field(default_factory=dict)
    """The last of them in each provision that holds theirs."""

    def principle(self, at: Placed, where: Place, start: int) -> None:
        """A principle; where a sentence of it goes on with 到2025年, what follows is a goal."""
        text = at.block.text
        aims = self.readers.statements.aims(text[start:])
        if aims and any(f.start >= start + aims and not f.reason for f in figures(text)):
            self.add("principle", at, trimmed(text, start, start + aims), label=at.block.heading)
            goal = where._replace(heading="", body=text[start + aims :], above=(), numbered=False)
            stated = self.readers.statements.stated(goal, self.horizon)
            kind = stated.kind if stated.type == "Goal" else "overall"
            self.goal(at, Stated("Goal", kind), start + aims, parted=True)
        else:
            self.add("principle", at, _stating(at.block, start), label=at.block.heading)

    def goal(self, at: Placed, stated: Stated, start: int, *, parted: bool = False) -> None:
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
        due = due or (self.plans if whole is None and stated.kind != "vision" else None)
        if due and (whole is None or due.date != whole.get("deadline")):
            goal |= dated(due)
            self.horizon = self.horizon or int(due.date[:4])
        days = goal.get("deadline") or (whole or {}).get("deadline", "")
        if found := list(self.targets(at, start, days)):
            goal["target"] = found

    def overall(self, at: Placed) -> Tree | None:
        """The overall goal that a provision stands under, or behind as a dash."""
        above = [self._overall[a.id] for a in reversed(at.above) if a.id in self._overall]
        if at.block.kind == "dash" and at.parent in self._before:
            above.append(self._before[at.parent])
        return above[0] if above else None

    def targets(self, at: Placed, start: int, due: str) -> Iterator[Tree]:
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
                if own and own.date and own.date < self.adopted:
                    continue  # a report of what had been reached by then
                yield self.target(at, figure, own, due)

    def target(self, at: Placed, figure: Figure, own: Deadline | None, due: str) -> Tree:
        """The target that a figure is, with its own deadline unless what holds it is due then. Where
        neither has one the target is due when the time ends for which the title plans, unless it is
        for every year.
        """
        span = trimmed(at.block.text, figure.clause_start, figure.clause_end)
        tree = self.new("target", at, span, label=figure.thing)
        tree["indicator"] = self.entities.indicator(figure.thing or tree["label"]["zh-Hans"])
        tree |= figured(figure)
        if asked := set(self.readers.modality.codes(tree["quote"])) - {"obligation"}:
            tree["modality"] = sorted(asked)
        tree |= self.entities.places(tree["quote"])
        if not (own and own.date) and not due and not figure.periodicity:
            own = self.plans
        if own and own.date and own.date != due:
            tree |= dated(own)
        return tree


def sets(figure: Figure) -> bool:
    """Whether a figure is a target."""
    return not figure.reason and (figure.value is not None or figure.vague or bool(figure.trend))


def _stating(block: Block, start: int) -> tuple[int, int]:
    """The words that state a goal or principle: with the heading, unless that only says what follows."""
    names = not block.heading or _NAMES.search(block.heading)
    return trimmed(block.text, start if names else start - len(block.heading), len(block.text))
