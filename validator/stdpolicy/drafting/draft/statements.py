"""The statements of a draft, provision by provision, each with the words that it was read from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from stdpolicy.drafting.draft.entities import Entities
from stdpolicy.drafting.draft.provisions import Placed
from stdpolicy.drafting.draft.readers import Readers
from stdpolicy.model.edition import model
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.deadlines import Deadline, Reach
from stdpolicy.text.duties import Duty, Rule, duties
from stdpolicy.text.figures import Figure, figures
from stdpolicy.text.references import attachment, references
from stdpolicy.text.sentences import Span
from stdpolicy.text.statements import Place, Stated, actions

Tree = dict[str, Any]

LONGEST = 40
"""Of a label, in characters."""
OPEN, CLOSE = "（(〔[【", "）)〕]】"


@dataclass
class Statements:
    """What has been drafted so far; ids are counted through the policy."""

    entities: Entities
    gazetteer: Gazetteer
    rules: Sequence[Rule]
    readers: Readers
    titles: tuple[str, ...] = ()
    """The titles that the text prints within 《》; it may name them without."""
    tree: dict[str, list[Tree]] = field(default_factory=dict)
    """Statements by the property of the policy."""
    doubts: list[str] = field(default_factory=list)
    """What can be read in two ways, or of what the code list has no code, with the provision."""
    horizon: int | None = None
    """The year of the first goal."""
    _measures: dict[str, tuple[Tree, str]] = field(default_factory=dict)
    """Measures by the id of their provision, with that of the measure."""

    def read(self, at: Placed, siblings: Sequence[Placed]) -> None:
        """Drafts what a provision states."""
        block = at.block
        text = block.text
        self._cited(at)
        if block.kind in ("title", "masthead", "signature"):
            return
        start = len(text) - len(block.body)
        place = Place(
            block.kind,
            block.heading,
            block.body.strip(" 。：:\u3000"),
            tuple(above.block.heading for above in at.above if above.block.heading),
            bool(block.number),
            any(child.number for child in block.children),
            not block.number and any(s.block.number for s in siblings[siblings.index(at) + 1 :]),
            at.above[-1].block.kind if at.above else "",
        )
        stated = self.readers.statements.stated(place, self.horizon)
        found = list(duties(text, self.gazetteer, self.rules))
        match stated.type:
            case "Goal":
                self._goal(at, stated, start)
            case "Principle":
                self._add("principle", at, _trimmed(text, start, len(text)), label=block.heading)
            case "Measure" | "Phase" | "Action":
                self._measure(at, stated, start, found)
        self._promised(at)
        reasons = model().schemes["quantity-reason"].codes
        for figure in figures(text):
            if figure.reason in reasons and figure.start >= start:
                tree = self._add("quantity", at, (figure.start, figure.end))
                tree["reason"] = figure.reason

    def _cited(self, at: Placed) -> None:
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
            tree = self._add("reference", at, (cited.quote_start, cited.quote_end))
            tree["relation"] = cited.relation
            if cited.title:
                tree["title"] = cited.title
            if cited.number:
                tree["documentNumber"] = cited.number

    # -- one kind after another ----------------------------------------------------------------

    def _goal(self, at: Placed, stated: Stated, start: int) -> None:
        text = at.block.text
        reach = Reach(text)
        goal = self._add("goal", at, _trimmed(text, start, len(text)), label=at.block.heading)
        goal["kind"] = stated.kind
        due = next((row[0] for row in _rows(reach, text, start) if row[0].date), None)
        if due:
            goal |= self._deadline(at, due)
            self.horizon = self.horizon or int(due.date[:4])
        if targets := list(self._targets(at, start, len(text), due)):
            goal["target"] = targets

    def _targets(self, at: Placed, start: int, end: int, due: Deadline | None) -> Iterator[Tree]:
        text = at.block.text
        reach = Reach(text)
        for figure in figures(text):
            if figure.reason or figure.start < start or figure.end > end:
                continue
            if figure.value is None and not (figure.vague or figure.trend):
                continue
            span = _trimmed(text, figure.clause_start, figure.clause_end)
            tree = self._new("target", at, span, label=figure.thing)
            tree["indicator"] = self.entities.indicator(figure.thing or tree["label"]["zh-Hans"])
            tree |= _figure(figure)
            if tree.get("unit") == "other":
                self._doubt(at, figure.start, figure.end, "is in a unit that has no code")
            row = reach.at(figure.start)
            own = row[0] if row else None
            if own and own.date and (due is None or own.date != due.date):
                tree |= self._deadline(at, own)
            yield tree

    def _deadline(self, at: Placed, due: Deadline) -> Tree:
        if due.doubtful:
            self._doubt(at, due.start, due.end, "can be read in two ways")
        return {"deadline": due.date, "deadlinePrecision": due.precision}

    def _doubt(self, at: Placed, start: int, end: int, why: str) -> None:
        self.doubts.append(f"{at.id}, character {start + 1}: {at.block.text[start:end]} {why}")

    def _measure(self, at: Placed, stated: Stated, start: int, found: Sequence[Duty]) -> None:
        text = at.block.text
        within = next(
            (self._measures[a.id] for a in reversed(at.above) if a.id in self._measures), None
        )
        if stated.type == "Action" and within:
            measure = within[0]
        else:
            measure = self._add("measure", at, self._head(at, start), label=at.block.heading)
            measure |= {"kind": stated.kind or "task", "action": []}
            self._measures[at.id] = (measure, measure["id"])
        first = len(measure["action"])
        spans = []
        for span in actions(text, start, [_bracket(text, d) for d in found if not d.prose]):
            trimmed = _trimmed(text, span.start, span.end)
            spans.append(trimmed)
            measure["action"].append(self._action(at, trimmed, measure))
        if not measure["action"]:
            measure["action"].append(self._action(at, self._head(at, start), measure))
        for duty in found:
            self._assigned(
                at, duty, measure, list(zip(spans, measure["action"][first:], strict=False))
            )
        targets = list(self._targets(at, start, len(text), None))
        if targets:
            measure.setdefault("target", []).extend(targets)

    def _head(self, at: Placed, start: int) -> tuple[int, int]:
        """The words that a measure is called by: its heading, or else its first sentence."""
        text, heading = at.block.text, at.block.heading
        if heading:
            return start - len(heading), start
        first = next(actions(text, start), Span(start, len(text)))
        return _trimmed(text, first.start, first.end)

    def _action(self, at: Placed, span: tuple[int, int], measure: Tree) -> Tree:
        quote = at.block.text[span[0] : span[1]]
        tree: Tree = {
            "id": f"{measure['id']}-action{len(measure['action']) + 1}",
            "type": "Action",
            "order": len(measure["action"]) + 1,
            "statedIn": at.id,
            "quote": quote,
            "modality": sorted(set(self.readers.modality.codes(quote))) or ["obligation"],
            "reviewStatus": "draft",
        }
        for name, codes in (
            ("standardType", self.readers.standard_types.codes(quote)),
            ("instrument", self.readers.instruments.codes(quote)),
        ):
            if codes:
                tree[name] = sorted(set(codes))
        named = [
            self.entities.programme(p.name, p.kind) for p in self.readers.programmes.find(quote)
        ]
        if named:
            tree["programme"] = sorted(set(named))
        return tree

    def _assigned(
        self, at: Placed, duty: Duty, measure: Tree, drafted: Sequence[tuple[tuple[int, int], Tree]]
    ) -> None:
        assigned = measure.setdefault("assignment", [])
        covered = [
            tree["id"] for span, tree in drafted if duty.covers_start <= span[0] < duty.covers_end
        ]
        for body in duty.bodies:
            tree: Tree = {
                "id": f"{measure['id']}-assignment{len(assigned) + 1}",
                "type": "Assignment",
                "order": len(assigned) + 1,
                "statedIn": at.id,
                "quote": at.block.text[duty.start : duty.end],
                "role": duty.role,
                "body": self.entities.body(body.resolved, body.id),
                "reviewStatus": "draft",
            }
            if covered and len(covered) < len(measure["action"]):
                tree["covers"] = covered
            if duty.open and not body.printed.endswith("有关部门"):
                tree["openList"] = ["body"]
            assigned.append(tree)
        if not assigned:
            del measure["assignment"]

    def _promised(self, at: Placed) -> None:
        text = at.block.text
        for promise in self.readers.incentives.find(text):
            label = text[promise.start : promise.end]
            tree = self._add("incentive", at, (promise.start, promise.end), label=label)
            tree["kind"] = promise.kind
            if promise.amount is not None:
                tree |= {"amount": _plain(promise.amount), "currency": "CNY"}
            if promise.ceiling and promise.amount is not None:
                tree["ceiling"] = True
            if promise.payment:
                tree["payment"] = promise.payment
            for name, words in (
                ("beneficiary", promise.beneficiary),
                ("condition", promise.condition),
            ):
                if words:
                    tree[name] = {"zh-Hans": words}

    # -- what they have in common ----------------------------------------------------------------

    def _add(self, name: str, at: Placed, span: tuple[int, int], label: str | None = None) -> Tree:
        tree = self._new(name, at, span, label)
        self.tree.setdefault(name, []).append(tree)
        return tree

    def _new(self, name: str, at: Placed, span: tuple[int, int], label: str | None = None) -> Tree:
        self._counts[name] = self._counts.get(name, 0) + 1
        quote = at.block.text[span[0] : span[1]] or at.block.text
        tree: Tree = {
            "id": f"#{name}{self._counts[name]}",
            "type": name.capitalize(),
            "statedIn": at.id,
            "quote": quote,
            "reviewStatus": "draft",
        }
        if label is not None:
            tree["label"] = {"zh-Hans": _label(label or quote)}
        return tree

    _counts: dict[str, int] = field(default_factory=dict)


def _label(words: str) -> str:
    """A label from words of the text: its first clause, if it is long."""
    words = words.strip().rstrip("。；;，,：:")
    if len(words) > LONGEST:
        cut = min((at for mark in "，；。,;" if (at := words.find(mark)) > 3), default=LONGEST)
        words = words[: min(cut, LONGEST)]
    return words


def _figure(figure: Figure) -> Tree:
    if figure.trend:
        return {"trend": figure.trend}
    tree: Tree = {"unit": figure.unit or "other", "mode": figure.mode or "unspecified"}
    if figure.periodicity:
        tree["periodicity"] = figure.periodicity
    if figure.value is None:
        return tree | {"vague": True}
    tree |= {"value": _plain(figure.value), "comparator": figure.comparator or "equal"}
    if figure.upper is not None:
        tree["upperValue"] = _plain(figure.upper)
    return tree


def _plain(number: Any) -> str:
    """A number in the one spelling of xsd:decimal that documents have."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rows(reach: Reach, text: str, start: int) -> Iterator[tuple[Deadline, ...]]:
    """The deadlines that govern the sentences of a text."""
    for span in actions(text, start):
        if row := reach.at(span.start) or reach.at(max(span.start, span.end - 1)):
            yield row


def _bracket(text: str, duty: Duty) -> Span:
    """A duty with the brackets around it."""
    start, end = duty.start, duty.end
    while start > 0 and text[start - 1] not in "。；;" and text[start - 1] not in CLOSE:
        start -= 1
        if text[start] in OPEN:
            break
    else:
        start = duty.start
    close = next((at for at in range(end, len(text)) if text[at] in CLOSE), end - 1)
    return Span(start, max(end, close + 1 if text[start] in OPEN else end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text without white space and marks before it."""
    while start < end and (text[start].isspace() or text[start] in "。；，、：;,:"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
