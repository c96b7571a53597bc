"""SP505: targets of one policy that cannot all be reached."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from stdpolicy.checks.rule import Unknown, rule
from stdpolicy.checks.survey import POLICY, Survey
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Finding, Message, Phrase, Related, Severity


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
    Severity.WARNING,
    on=POLICY,
    zh="""
    同一文档的两项指标值，指标、口径、计量单位、统计范围、所涉地方和期限（自身的，或者所属目标的）都相同，
    而没有一个数值为两者的比较关系所共许，不能同时实现。比较关系为左右（about）的，不排除任何数值。

    理由：政策文件很少同时提出两者，多半是其中一项读错，或者统计范围、期限有别。对照原文核对两项；
    原文确实如此的，在编码说明（note）中注明。
    """,
)
def contradiction(survey: Survey) -> Iterator[Finding]:
    """Two targets of one document with the same indicator, mode, unit, scope, place and deadline, their
    own or that of the goal around them, cannot both be reached: there is no value that the
    comparators of both allow. The comparator about excludes none.

    Why: A policy hardly asks for both; as a rule one of them was misread, or differs in scope or
    deadline. Check both against the text; if the text itself says both, say so in the notes.
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
                    says=_says(second),
                    first=_says(first),
                    related=[Related(OTHER_TARGET, (*first.path, "value"))],
                )
            low = max(low, one, key=lambda r: r.low)
            high = min(high, one, key=lambda r: r.high)


CONTRADICTION = Message(
    "SP505",
    "contradiction",
    "{node} contradicts {other}: {says} and {first}",
    "{node} 与 {other} 矛盾：前者为 {says}，后者为 {first}",
    Advice("check-both", "check both", "核对两者"),
)
OTHER_TARGET = Advice("other-target", "the other target", "另一项指标值")


def _compared(target: Node) -> tuple[Any, ...]:
    """What two targets have to share to be compared. Raises Unknown."""
    scope = tuple(sorted(target.get("scope", {}).items()))
    place = tuple(target.get("place", ()))
    same = (target["indicator"], target["mode"], target["unit"])
    return (*same, scope, place, target.inherited("deadline"))


def _says(target: Node) -> Phrase:
    says = f"{target.get('comparator', 'equal')} {target['value']}"
    if "upperValue" not in target:
        return Phrase(says, says)
    upper = target["upperValue"]
    return Phrase(f"{says} and {upper}", f"{says} 至 {upper}")


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
