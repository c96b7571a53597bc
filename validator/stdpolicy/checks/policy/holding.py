"""SP516 and SP517: whether a measure has what its actions have, and only what they do not hold."""

from collections import defaultdict
from collections.abc import Iterator

from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import POLICY, Survey
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Severity

WARNING = Severity.WARNING


@rule(
    "SP516",
    "other-instruments",
    "The instruments of a measure are not those of its actions",
    "举措的政策工具与其行动不一致",
    WARNING,
    on=POLICY,
)
def other_instruments(survey: Survey) -> Iterator[Finding]:
    """A measure has the instruments that its actions have, and the measures within it, and no others.

    They are coded sentence by sentence; the measure sums them up.
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
                right=Code(", ".join(sorted(right)) or "none"),
            )


OTHER_INSTRUMENTS = Message(
    "SP516",
    "other-instruments",
    "the instruments of {node} are not those of its actions",
    "",
    Advice("have", "they have {right}", ""),
)


@rule(
    "SP517",
    "holder",
    "A target is not in the action that states it",
    "指标值未由写明它的行动含有",
    WARNING,
    on=POLICY,
)
def holder(survey: Survey) -> Iterator[Finding]:
    """A target belongs to the goal, measure or action whose words state it; a measure holds only what its
    own quote says, else the action whose quote has the words of the target holds it.
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
    "",
    Advice("move", "move it into the action", ""),
)
