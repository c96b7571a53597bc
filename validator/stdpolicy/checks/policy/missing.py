"""SP506 to SP508: what a policy leaves open: goals, responsibilities, and entities without a use."""

from collections import defaultdict
from collections.abc import Iterator

from stdpolicy.checks.rule import Unknown, rule
from stdpolicy.checks.survey import POLICY, Provision, Survey
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Finding, Message, Severity

WARNING = Severity.WARNING


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
    if "Goal" in survey.links.meant:
        return
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
    "",
    Advice("overlooked", "see whether a quantity was overlooked, or which measure serves it", ""),
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

    Read the provision again: a responsibility may have been missed. Where it prints one by itself,
    SP613 speaks.
    """
    parts: dict[str, list[Node]] = defaultdict(list)
    for measure in survey.walk.all_of("Measure"):
        provision = survey.provision(measure)
        if provision is None:
            return  # of no part is it known which measures it has
        parts[_part(provision).id].append(measure)
    for measures in parts.values():
        try:
            without = [m for m in measures if not m.inherited("assignment") and "measure" not in m]
        except Unknown:
            continue
        if len(without) * 2 < len(measures):
            for measure in without:
                at = survey.provision(measure)
                if at is None or at.unassigned:
                    continue
                yield UNASSIGNED(measure.path, node=measure.named)


UNASSIGNED = Message(
    "SP507",
    "unassigned",
    "{node} has no assignment, unlike most beside it",
    "",
    Advice("names-a-body", "see whether its provision names a body", ""),
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
    links = survey.links
    for entity in survey.walk.of("Body", "Place", "Indicator"):
        if entity.id not in links.referred and entity.cls.name not in links.meant:
            yield UNUSED(entity.path, node=entity.named)


UNUSED = Message(
    "SP508",
    "unused",
    "nothing refers to {node}",
    "",
    Advice("use-or-remove", "use it or remove it", ""),
)
