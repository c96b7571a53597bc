"""SP5xx: whether what a policy says makes sense as a policy. Dates that cannot be are errors."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from stdpolicy.checks.rule import Unknown, rule
from stdpolicy.checks.survey import POLICY, STATEMENT, Provision, Statement, Survey
from stdpolicy.checks.walk import ANY_NODE, DOCUMENT, Node, Walk
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Date,
    Finding,
    Message,
    Name,
    Number,
    Path,
    Related,
    Severity,
)
from stdpolicy.text.numerals import ordinal

WARNING = Severity.WARNING

IN_ORDER = (
    ("dateAdopted", "datePrinted"),
    ("dateAdopted", "datePublished"),
    ("dateInForce", "dateExpires"),
    ("periodStart", "periodEnd"),
    ("start", "end"),
    ("validFrom", "validUntil"),
    ("baselineDate", "deadline"),
)
"""Dates of one node of which the first cannot be later than the second."""


@rule("SP501", "date-order", "Two dates are in the wrong order", "日期先后有误", on=ANY_NODE)
def date_order(node: Node) -> Iterator[Finding]:
    """A policy is not printed or published before it is adopted; no period ends before it starts."""
    for first, second in IN_ORDER:
        earlier, later = node.known(first), node.known(second)
        if earlier is not None and later is not None and earlier > later:
            yield DATE_ORDER(
                (*node.path, second),
                first=Name(first),
                earlier=Date(earlier),
                second=Name(second),
                later=Date(later),
                related=[Related(OTHER_DATE, (*node.path, first))],
            )


DATE_ORDER = Message(
    "SP501",
    "date-order",
    "{first} {earlier} is later than {second} {later}",
    Advice("read-both", "read both in the text again"),
)
OTHER_DATE = Advice("other-date", "the other date")


@rule(
    "SP502",
    "deadline-past",
    "A deadline lies before the adoption of the policy",
    "期限早于成文日期",
    on=STATEMENT,
)
def deadline_past(statement: Statement) -> Iterator[Finding]:
    """What a policy sets is to be reached after it is adopted; a deadline before that is a slip."""
    node = statement.node
    deadline, adopted = node.get("deadline"), statement.survey.root.get("dateAdopted")
    if deadline is not None and adopted is not None and deadline < adopted:
        yield DEADLINE_PAST(
            (*node.path, "deadline"),
            deadline=Date(deadline),
            node=node.named,
            adopted=Date(adopted),
        )


DEADLINE_PAST = Message(
    "SP502",
    "deadline-past",
    "the deadline {deadline} of {node} lies before the adoption, {adopted}",
    Advice("which-year", "see which year the text has"),
)


@rule(
    "SP503",
    "bounds",
    "The bounds of a range are in the wrong order",
    "区间上下限颠倒",
    on=STATEMENT,
)
def bounds(statement: Statement) -> Iterator[Finding]:
    """Of a target `between`, `value` is the lower bound and `upperValue` the upper."""
    node = statement.node
    low, high = node.get("value"), node.get("upperValue")
    if low is not None and high is not None and Decimal(low) >= Decimal(high):
        yield NOT_BELOW(
            (*node.path, "upperValue"), low=Number(low), node=node.named, high=Number(high)
        )


NOT_BELOW = Message(
    "SP503",
    "not-below",
    "value {low} of {node} is not below upperValue {high}",
    Advice("lower-is-value", "the lower bound is value"),
)


@rule(
    "SP504",
    "percent",
    "A percentage is not between 0 and 100",
    "百分比不在 0 至 100 之间",
    WARNING,
    on=STATEMENT,
)
def percent(statement: Statement) -> Iterator[Finding]:
    """A share lies between 0 and 100 percent. Growth may exceed 100: then the mode is increment."""
    node = statement.node
    if node.get("unit") == "percent" and node.get("mode") != "increment":
        for name in ("value", "upperValue", "baselineValue"):
            value = node.known(name)
            if value is not None and not 0 <= Decimal(value) <= 100:
                yield PERCENT(
                    (*node.path, name), name=Name(name), node=node.named, value=Number(value)
                )


PERCENT = Message(
    "SP504",
    "percent",
    "{name} of {node} is {value} percent",
    Advice("growth", "if it is growth, the mode is increment"),
)


# -- contradictions --------------------------------------------------------------------------


class _Range(NamedTuple):
    """The values that a target allows, from a lower to an upper bound, both in the order in which
    they are tighter: beside the value stands 1 or -1 where the bound itself is not allowed.
    """

    low: tuple[Decimal, int]
    high: tuple[Decimal, int]
    target: Node


@rule(
    "SP505",
    "contradiction",
    "Two targets contradict each other",
    "两项指标值相互矛盾",
    WARNING,
    on=POLICY,
)
def contradiction(survey: Survey) -> Iterator[Finding]:
    """Two targets of one document with the same indicator, mode, scope, place and deadline cannot both
    be reached: their values do not meet.

    Check the values against the text; if the text itself says both, say so in the notes.
    """
    groups: dict[tuple[Any, ...], list[_Range]] = defaultdict(list)
    for target in survey.walk.of("Target"):
        try:
            if "value" in target:
                allowed = _range(target)
                groups[_compared(target)].append(allowed)
        except Unknown:
            continue
    for group in groups.values():
        # Ranges of which every two meet have a point in common: only the tightest bounds so far
        # have to be compared.
        low = high = group[0]
        for one in group[1:]:
            second = one.target
            first = next((r.target for r in (low, high) if not _meet(r, one)), None)
            if first is not None:
                yield CONTRADICTION(
                    (*second.path, "value"),
                    node=second.named,
                    other=first.named,
                    says=Code(_says(second)),
                    first=Code(_says(first)),
                    related=[Related(OTHER_TARGET, (*first.path, "value"))],
                )
            low = max(low, one, key=lambda r: r.low)
            high = min(high, one, key=lambda r: r.high)


CONTRADICTION = Message(
    "SP505",
    "contradiction",
    "{node} contradicts {other}: {says} and {first}",
    Advice("check-both", "check both"),
)
OTHER_TARGET = Advice("other-target", "the other target")


def _compared(target: Node) -> tuple[Any, ...]:
    """What two targets have to share to be compared. Raises Unknown."""
    scope = tuple(sorted(target.get("scope", {}).items()))
    place = tuple(target.get("place", ()))
    same = (target["indicator"], target["mode"], target["unit"])
    return (*same, scope, place, target.inherited("deadline"))


def _says(target: Node) -> str:
    upper = f" and {target['upperValue']}" if "upperValue" in target else ""
    return f"{target.get('comparator', 'equal')} {target['value']}{upper}"


def _meet(first: _Range, second: _Range) -> bool:
    """Whether there is a value that both allow."""
    return max(first.low, second.low) <= min(first.high, second.high)


def _range(target: Node) -> _Range:
    """The range that a target sets; `about` is taken not to exclude any. Raises Unknown."""
    value = Decimal(target["value"])
    low, high = (Decimal("-Infinity"), 0), (Decimal("Infinity"), 0)
    match target.get("comparator", "equal"):
        case "at-least":
            low = value, 0
        case "more-than":
            low = value, 1
        case "at-most":
            high = value, 0
        case "less-than":
            high = value, -1
        case "between":
            low, high = (value, 0), (Decimal(target["upperValue"]), 0)
        case "about":
            pass
        case _:
            low = high = value, 0
    return _Range(low, high, target)


# -- what is missing -------------------------------------------------------------------------


@rule(
    "SP506",
    "bare-goal",
    "A goal has neither target nor measure",
    "目标既无指标值也无举措",
    WARNING,
    on=POLICY,
)
def bare_goal(survey: Survey) -> Iterator[Finding]:
    """A specific goal that nothing measures and nothing serves cannot be followed up.

    A target of the goal, of a goal within it or of the goal that it is part of will do, or a measure
    that contributes to one of them. An overall goal is served by every measure of the policy; a
    vision looks beyond the policy's own means.
    """
    walk = survey.walk
    goals = walk.all_of("Goal")
    lines = {goal.id: {goal.id, *(n.id for n in goal.above if n.cls is goal.cls)} for goal in goals}
    backed: set[str] = set()
    for target in walk.all_of("Target"):
        if target.parent is not None:
            backed |= lines.get(target.parent.id, set())
    for measure in walk.all_of("Measure"):
        for reference in measure.get("contributesTo", ()):
            backed |= lines.get(walk.local(reference), set())
    for goal in goals:
        if goal.known("kind") == "specific" and not lines[goal.id] & backed:
            yield BARE_GOAL(goal.path, node=goal.named)


BARE_GOAL = Message(
    "SP506",
    "bare-goal",
    "{node} has no target, and no measure contributes to it",
    Advice("overlooked", "see whether a quantity was overlooked, or which measure serves it"),
)


@rule(
    "SP507",
    "unassigned",
    "A measure has no assignment, unlike those beside it",
    "举措未列责任分工",
    WARNING,
    on=POLICY,
)
def unassigned(survey: Survey) -> Iterator[Finding]:
    """Most measures of this part of the policy say who is responsible; this one does not.

    Read the provision again: a responsibility may have been missed.
    """
    parts: dict[str, list[Node]] = defaultdict(list)
    for measure in survey.walk.all_of("Measure"):
        provision = survey.provision(measure)
        if provision is not None:
            parts[_part(provision).id].append(measure)
    for measures in parts.values():
        try:
            without = [m for m in measures if not m.inherited("assignment") and "measure" not in m]
        except Unknown:
            continue
        if len(without) * 2 < len(measures):
            for measure in without:
                yield UNASSIGNED(measure.path, node=measure.named)


UNASSIGNED = Message(
    "SP507",
    "unassigned",
    "{node} has no assignment, unlike most beside it",
    Advice("names-a-body", "see whether its provision names a body"),
)


def _part(provision: Provision) -> Provision:
    """The part that a provision belongs to: in a notice, that of the plan within it."""
    while provision.kind != "part" and provision.parent is not None:
        provision = provision.parent
    return provision


@rule(
    "SP508",
    "unused",
    "An entity is described but never referred to",
    "所述实体未被引用",
    WARNING,
    on=POLICY,
)
def unused(survey: Survey) -> Iterator[Finding]:
    """A body, place or indicator of a policy that nothing refers to is a leftover, or a statement that
    should name it is missing. Entities of a registry are spared: they are there to be shared.
    """
    walk = survey.walk
    for entity in walk.of("Body", "Place", "Indicator"):
        if entity.id not in walk.referred and entity.cls.name not in walk.meant:
            yield UNUSED(entity.path, node=entity.named)


UNUSED = Message(
    "SP508", "unused", "nothing refers to {node}", Advice("use-or-remove", "use it or remove it")
)


@rule(
    "SP509",
    "order-gap",
    "The order of siblings has a gap",
    "同级节点序号不连续",
    WARNING,
    on=DOCUMENT,
)
def order_gap(walk: Walk) -> Iterator[Finding]:
    """`order` counts siblings 1, 2, 3; a gap means that one is missing or was removed."""
    families: dict[Path, list[Node]] = defaultdict(list)
    for node in walk.nodes:
        if node.cls.ordered and node.complete:
            families[node.path[:-1]].append(node)
    for siblings in families.values():
        orders = [node.known("order") for node in siblings]
        if siblings[0].cls.name in walk.hidden:
            continue  # it may be one that is hidden
        if None in orders or len(set(orders)) < len(orders):
            continue  # another rule has said it
        for expected, node in enumerate(sorted(siblings, key=lambda node: node["order"]), 1):
            if node["order"] != expected:
                yield ORDER_GAP(
                    (*node.path, "order"),
                    expected=Number(expected),
                    node=node.named,
                    order=Number(node["order"]),
                )
                break


ORDER_GAP = Message(
    "SP509",
    "order-gap",
    "expected order {expected} for {node}, found {order}",
    Advice("number", "number siblings 1, 2, 3"),
)


@rule(
    "SP510",
    "numbering",
    "The printed numbers of provisions have a gap",
    "条文编号不连续",
    WARNING,
    on=POLICY,
)
def numbering(survey: Survey) -> Iterator[Finding]:
    """Printed numbers run on: 一、二、三、, (一)(二), 1.2.3. among siblings, articles through the document.

    A gap means that a provision is missing, unless the policy misnumbers its own provisions.
    """
    if not survey.ordered:
        return
    last: dict[tuple[str, str], int | None] = {}
    doubtful: set[str] = set()  # families of which a number is not known
    for provision in survey.provisions.values():
        kind, number = provision.node.known("kind"), provision.node.known("number") or ""
        above = provision.parent.id if provision.parent else ""
        family = "" if kind == "article" else above
        if kind is None or "number" in provision.node.unknown:
            doubtful |= {"", above}  # it may be an article
        value = ordinal(number)
        if kind is None or value is None:
            continue
        key = (kind, family)
        before = None if family in doubtful else last.get(key, 0)
        fits = (provision.node.known("text") or "").startswith(number)
        if fits and before is not None and value != before + 1:
            yield NUMBERING(
                (*provision.node.path, "number"),
                node=provision.node.named,
                number=Code(number),
                expected=Number(before + 1),
            )
        last[key] = value if fits else None


NUMBERING = Message(
    "SP510",
    "numbering",
    "{node} is numbered {number}, expected {expected}",
    Advice("missing-provision", "see whether a provision is missing"),
)
