"""SP516 and SP517: whether a measure has what its actions have, and only what they do not hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import POLICY, Survey
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Finding, Listed, Message, Phrase, Severity
from stdpolicy.wording import coded

WARNING = Severity.WARNING
NONE = Phrase("none", "无")


@rule(
    "SP516",
    "other-instruments",
    "The instruments of a measure are not those of its actions",
    "举措的政策工具与其行动不一致",
    WARNING,
    on=POLICY,
    zh="""
    举措有其行动和所含举措都没有的政策工具，或者缺少它们已有的政策工具。既无行动、又不含举措的，没有政策工具。

    理由：政策工具逐句编码，由举措汇总。举措的政策工具就是其行动和所含举措的全部政策工具，
    不多不少；按举措统计和按行动统计，结果才会一致。
    """,
)
def other_instruments(survey: Survey) -> Iterator[Finding]:
    """A measure has an instrument that neither its actions nor the measures within it have, or
    lacks one that they have.

    One that has neither actions nor measures within it has no instrument.

    Why: Instruments are coded sentence by sentence; the measure sums them up. It has those of
    its actions and of the measures within it, and no others: what is counted by measures and
    what is counted by actions is then the same.
    """
    walk = survey.walk
    if {"Action", "Measure"} & set(walk.hidden):
        return
    parts: defaultdict[int, list[Node]] = defaultdict(list)
    for part in (*walk.all_of("Action"), *walk.all_of("Measure")):
        parts[id(part.parent)].append(part)
    for measure in walk.all_of("Measure"):
        held = parts[id(measure)]
        if any("instrument" in node.unknown for node in (measure, *held)):
            continue
        right = {code for part in held for code in part.get("instrument", ())}
        if set(measure.get("instrument", ())) != right:
            at = ("instrument",) if "instrument" in measure else ()
            yield OTHER_INSTRUMENTS(
                (*measure.path, *at),
                node=measure.named,
                found=_listed(measure, measure.get("instrument", ())) if at else NONE,
                right=_listed(measure, sorted(right)) if right else NONE,
            )


def _listed(measure: Node, codes: Iterable[str]) -> Listed:
    field = measure.cls.by_name["instrument"]
    return Listed(tuple(coded(field, code) for code in codes))


OTHER_INSTRUMENTS = Message(
    "SP516",
    "other-instruments",
    "the instruments of {node}, {found}, are not those of its actions",
    "{node} 的政策工具为 {found}，与其行动的政策工具不一致",
    Advice("have", "they have {right}", "行动的政策工具：{right}"),
)


@rule(
    "SP517",
    "holder",
    "A target is not in the action that states it",
    "指标值未由写明它的行动含有",
    WARNING,
    on=POLICY,
    zh="""
    指标值列在举措之下，而写明它的不是举措的引文，而是某项行动的引文。

    理由：指标值属于写明它的目标、举措或者行动。举措只含自身引文写明的指标值；
    其文字见于某项行动引文的，由该行动含有。
    """,
)
def holder(survey: Survey) -> Iterator[Finding]:
    """A measure holds a target that the quote of one of its actions states, and its own quote does
    not.

    Why: A target belongs to the goal, measure or action whose words state it. A measure holds
    only what its own quote says; else the action whose quote has the words of the target holds
    it.
    """
    walk = survey.walk
    actions: defaultdict[int, list[Node]] = defaultdict(list)
    for action in walk.of("Action"):
        actions[id(action.parent)].append(action)
    for target in walk.of("Target"):
        measure, quote = target.parent, target.known("quote")
        if measure is None or measure.cls.name != "Measure" or not quote:
            continue
        if quote in (measure.known("quote") or quote):
            continue
        for action in actions[id(measure)]:
            same = action.known("statedIn") == target.known("statedIn")
            if same and quote in (action.known("quote") or ""):
                yield HOLDER((*target.path, "id"), node=target.named, other=action.named)
                break


HOLDER = Message(
    "SP517",
    "holder",
    "{node} is held by a measure, but stated by {other}",
    "{node} 列在举措之下，但由 {other} 写明",
    Advice("move", "move it into the action", "移入该行动"),
)
