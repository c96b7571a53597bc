"""SP5xx: whether what a policy says makes sense as a policy. Dates that cannot be are errors."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from stdpolicy.checks.rule import Finding, rule
from stdpolicy.checks.survey import Provision, Statement, Survey
from stdpolicy.diagnostics import Path, Problem, Severity

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


def nodes(tree: Any, path: Path = ()) -> Iterator[tuple[dict[str, Any], Path]]:
    """Every node of a document with its path."""
    yield tree, path
    for name, value in tree.items():
        if isinstance(value, list):
            for at, item in enumerate(value):
                if isinstance(item, dict):
                    yield from nodes(item, (*path, name, at))
        elif isinstance(value, dict) and "type" in value:
            yield from nodes(value, (*path, name))


@rule("SP501", "date-order", "Two dates are in the wrong order", "日期先后有误")
def date_order(tree: dict[str, Any]) -> Iterator[Finding]:
    """A policy is not printed or published before it is adopted; no period ends before it starts."""
    for node, path in nodes(tree):
        for first, second in IN_ORDER:
            if first in node and second in node and node[first] > node[second]:
                message = f"{first} {node[first]} is later than {second} {node[second]}"
                related = (("the other date", (*path, first)),)
                yield Finding(message, (*path, second), "read both in the text again", related)


@rule(
    "SP502",
    "deadline-past",
    "A deadline lies before the adoption of the policy",
    "期限早于成文日期",
)
def deadline_past(found: Survey) -> Iterator[Finding]:
    """What a policy sets is to be reached after it is adopted; a deadline before that is a slip."""
    adopted = found.tree.get("dateAdopted")
    for statement in found.statements if adopted else ():
        deadline = statement.tree.get("deadline")
        if deadline is not None and deadline < adopted:
            message = (
                f"the deadline {deadline} of {statement.id} lies before the adoption, {adopted}"
            )
            yield Finding(message, (*statement.path, "deadline"), "see which year the text has")


@rule("SP503", "bounds", "The bounds of a range are in the wrong order", "区间上下限颠倒")
def bounds(found: Survey) -> Iterator[Finding]:
    """Of a target `between`, `value` is the lower bound and `upperValue` the upper."""
    for target in found.of("Target"):
        low, high = target.tree.get("value"), target.tree.get("upperValue")
        if low is not None and high is not None and Decimal(low) >= Decimal(high):
            message = f"value {low} of {target.id} is not below upperValue {high}"
            yield Finding(message, (*target.path, "upperValue"), "the lower bound is value")


@rule(
    "SP504", "percent", "A percentage is not between 0 and 100", "百分比不在 0 至 100 之间", WARNING
)
def percent(found: Survey) -> Iterator[Finding]:
    """A share lies between 0 and 100 percent. Growth may exceed 100: then the mode is increment."""
    for target in found.of("Target"):
        if target.tree["unit"] == "percent" and target.tree["mode"] != "increment":
            for name in ("value", "upperValue", "baselineValue"):
                value = target.tree.get(name)
                if value is not None and not 0 <= Decimal(value) <= 100:
                    message = f"{name} of {target.id} is {value} percent"
                    hint = "if it is growth, the mode is increment"
                    yield Finding(message, (*target.path, name), hint)


@rule("SP505", "contradiction", "Two targets contradict each other", "两项指标值相互矛盾", WARNING)
def contradiction(found: Survey) -> Iterator[Finding]:
    """Two targets of one document with the same indicator, mode, scope, place and deadline cannot both
    be reached: their values do not meet.

    Check the values against the text; if the text itself says both, say so in the notes.
    """
    groups: dict[tuple[Any, ...], list[Statement]] = defaultdict(list)
    for target in found.of("Target"):
        if "value" in target.tree:
            scope = tuple(sorted(target.tree.get("scope", {}).items()))
            place = tuple(target.tree.get("place", ()))
            tree = target.tree
            key = (tree["indicator"], tree["mode"], tree["unit"], scope, place)
            groups[(*key, target.inherited("deadline"))].append(target)
    for group in groups.values():
        for at, second in enumerate(group):
            for first in group[:at]:
                if not _meet(first.tree, second.tree):
                    message = (
                        f"{second.id} contradicts {first.id}: {_says(second)} and {_says(first)}"
                    )
                    related = (("the other target", (*first.path, "value")),)
                    yield Finding(message, (*second.path, "value"), "check both", related)


def _says(target: Statement) -> str:
    comparator = target.tree.get("comparator", "equal")
    upper = f" and {target.tree['upperValue']}" if "upperValue" in target.tree else ""
    return f"{comparator} {target.tree['value']}{upper}"


def _meet(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether some number satisfies both targets; `about` is taken not to exclude any."""
    (low1, open1, high1, closed1), (low2, open2, high2, closed2) = map(_range, (first, second))
    low = max(low1, low2)
    high = min(high1, high2)
    if low != high:
        return low < high
    excluded = (open1 and low1 == low) or (open2 and low2 == low)
    return not excluded and not ((closed1 and high1 == high) or (closed2 and high2 == high))


def _range(target: dict[str, Any]) -> tuple[Decimal, bool, Decimal, bool]:
    """Lower bound, whether it is excluded, upper bound, whether it is excluded."""
    value = Decimal(target["value"])
    least, most = Decimal("-Infinity"), Decimal("Infinity")
    match target.get("comparator", "equal"):
        case "at-least":
            return value, False, most, False
        case "more-than":
            return value, True, most, False
        case "at-most":
            return least, False, value, False
        case "less-than":
            return least, False, value, True
        case "between":
            return value, False, Decimal(target["upperValue"]), False
        case "about":
            return least, False, most, False
    return value, False, value, False


@rule(
    "SP506", "bare-goal", "A goal has neither target nor measure", "目标既无指标值也无举措", WARNING
)
def bare_goal(found: Survey) -> Iterator[Finding]:
    """A specific goal that nothing measures and nothing serves cannot be followed up.

    A target of the goal, of a goal within it or of the goal that it is part of will do, or a measure
    that contributes to one of them. An overall goal is served by every measure of the policy; a
    vision looks beyond the policy's own means.
    """
    goals = {goal.id: goal for goal in found.of("Goal")}
    stated = {s.within[-1].id for s in found.of("Target") if s.within}
    served = {
        found.local(reference)
        for measure in found.of("Measure")
        for reference in measure.tree.get("contributesTo", ())
    }
    lines = [[*(g.id for g in goals[iri].within), iri] for iri in goals if iri in stated | served]
    backed = {iri for line in lines for iri in line}
    for goal in goals.values():
        line = {goal.id, *(g.id for g in goal.within)}
        if goal.tree["kind"] == "specific" and not line & backed:
            message = f"{goal.id} has no target, and no measure contributes to it"
            hint = "see whether a quantity was overlooked, or which measure serves it"
            yield Finding(message, goal.path, hint)


@rule(
    "SP507",
    "unassigned",
    "A measure has no assignment, unlike those beside it",
    "举措未列责任分工",
    WARNING,
)
def unassigned(found: Survey) -> Iterator[Finding]:
    """Most measures of this part of the policy say who is responsible; this one does not.

    Read the provision again: a responsibility may have been missed.
    """
    parts: dict[str, list[Statement]] = defaultdict(list)
    for measure in found.of("Measure"):
        provision = found.provisions.get(found.local(measure.tree["statedIn"]))
        if provision is not None:
            parts[_part(provision).id].append(measure)
    for measures in parts.values():
        without = [m for m in measures if not m.inherited("assignment") and "measure" not in m.tree]
        if len(without) * 2 < len(measures):
            for measure in without:
                message = f"{measure.id} has no assignment, unlike most beside it"
                yield Finding(message, measure.path, "see whether its provision names a body")


def _part(provision: Provision) -> Provision:
    """The part that a provision belongs to: in a notice, that of the plan within it."""
    while provision.parent is not None and provision.tree["kind"] != "part":
        provision = provision.parent
    return provision


@rule(
    "SP508", "unused", "An entity is described but never referred to", "所述实体未被引用", WARNING
)
def unused(found: Survey) -> Iterator[Finding]:
    """A body, place or indicator of a policy that nothing refers to is a leftover, or a statement that
    should name it is missing. Entities of a registry are spared: they are there to be shared.
    """
    referred = {
        found.local(value)
        for node, _ in nodes(found.tree)
        for name, item in node.items()
        if name not in ("id", "provision")
        for value in (item if isinstance(item, list) else [item])
        if isinstance(value, str)
    }
    for name in ("body", "place", "indicator"):
        for at, entity in enumerate(found.tree.get(name, ())):
            if found.local(entity["id"]) not in referred:
                yield Finding(
                    f"nothing refers to {entity['id']}", (name, at), "use it or remove it"
                )


@rule("SP509", "order-gap", "The order of siblings has a gap", "同级节点序号不连续", WARNING)
def order_gap(tree: dict[str, Any]) -> Iterator[Finding]:
    """`order` counts siblings 1, 2, 3; a gap means that one is missing or was removed."""
    for node, path in nodes(tree):
        for name, value in node.items():
            if not (isinstance(value, list) and value and isinstance(value[0], dict)):
                continue
            orders = sorted((n["order"], at) for at, n in enumerate(value) if "order" in n)
            if len({order for order, _ in orders}) < len(orders):
                continue  # SP405 has said it
            for expected, (order, at) in enumerate(orders, 1):
                if order != expected:
                    message = f"expected order {expected} for {value[at]['id']}, found {order}"
                    yield Finding(message, (*path, name, at, "order"), "number siblings 1, 2, 3")
                    break


NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九")}


@rule(
    "SP510", "numbering", "The printed numbers of provisions have a gap", "条文编号不连续", WARNING
)
def numbering(found: Survey) -> Iterator[Finding]:
    """Printed numbers run on: 一、二、三、, (一)(二), 1.2.3. among siblings, articles through the document.

    A gap means that a provision is missing, unless the policy misnumbers its own provisions.
    """
    last: dict[tuple[str, str], int | None] = {}
    for provision in found.provisions.values():
        kind, number = provision.tree["kind"], provision.tree.get("number", "")
        key = (kind, provision.parent.id if provision.parent and kind != "article" else "")
        value = _number(number)
        if value is None:
            continue
        before = last.get(key, 0)
        fits = provision.text.startswith(number)
        if fits and before is not None and value != before + 1:
            message = f"{provision.id} is numbered {number}, expected {before + 1}"
            yield Finding(
                message, (*provision.path, "number"), "see whether a provision is missing"
            )
        last[key] = value if fits else None


def _number(printed: str) -> int | None:
    """The value of a printed number such as 十二、 (三) 4. or None for a dash and the like."""
    bare = re.sub(r"附件|[第条款项章节、.．:：()（）\s]", "", printed)
    if re.fullmatch("[0-9]{1,4}", bare):
        return int(bare)
    if not re.fullmatch("[一二三四五六七八九十百]{1,5}", bare):
        return None
    total, digit = 0, 0
    for c in bare:
        if c in NUMERALS:
            digit = NUMERALS[c]
        else:
            total += (digit or 1) * (100 if c == "百" else 10)
            digit = 0
    return total + digit


def general(tree: dict[str, Any]) -> Iterator[Problem]:
    """The SP5xx problems that any document can have."""
    yield from date_order(tree)
    yield from order_gap(tree)


def sense(found: Survey) -> Iterator[Problem]:
    """All SP5xx problems of a policy."""
    yield from general(found.tree)
    checks = (
        deadline_past,
        bounds,
        percent,
        contradiction,
        bare_goal,
        unassigned,
        unused,
        numbering,
    )
    for check in checks:
        yield from check(found)
