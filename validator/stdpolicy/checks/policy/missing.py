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
    zh="""
    具体目标既无指标值也无举措。

    该目标、其所含目标或者其所属目标有指标值，或者有举措支撑其中之一，即可。

    总体目标由政策文件的全部举措支撑，远景目标超出政策文件自身的手段，均不要求。

    理由：既无指标值衡量、又无举措支撑的具体目标，无法跟踪落实；多半是漏编了数量，
    或者举措的 contributesTo 没有列出该目标。属于整个文件的目标为总体目标（overall），超出文件期限的为远景目标（vision）。
    """,
)
def bare_goal(survey: Survey) -> Iterator[Finding]:
    """A specific goal has neither target nor measure.

    A target of the goal, of a goal within it or of the goal that it is part of will do, or a
    measure that contributes to one of them.

    An overall goal is served by every measure of the policy; a vision looks beyond the policy's
    own means.

    Why: A specific goal that nothing measures and nothing serves cannot be followed up; as a rule
    a quantity was overlooked, or a measure does not list the goal in contributesTo. A goal of
    the whole policy is of the kind overall, what lies beyond it of the kind vision.
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
    "{node} 没有指标值，也没有举措支撑它",
    Advice(
        "overlooked",
        "see whether a quantity was overlooked, or which measure serves it",
        "检查是否漏编数量，或者哪项举措支撑它",
    ),
)


@rule(
    "SP507",
    "unassigned",
    "A measure has no assignment, unlike those beside it",
    "举措未列责任分工",
    WARNING,
    on=POLICY,
    zh="""
    政策文件这一部分的多数举措列有责任分工，该举措没有。

    所在条文自身写有责任的，由 SP613 报告。

    理由：责任分工可能漏编。重读所在条文。
    """,
)
def unassigned(survey: Survey) -> Iterator[Finding]:
    """Most measures of this part of the policy say who is responsible; this one does not.

    Where its provision prints a responsibility by itself, SP613 speaks.

    Why: A responsibility may have been missed. Read the provision again.
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
    "{node} 没有责任分工，而同一部分的多数举措都有",
    Advice("names-a-body", "see whether its provision names a body", "检查所在条文是否提到机构"),
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
    zh="""
    政策文件描述了某个机构、地方或者指标，却没有任何引用指向它。

    名录中的实体不在此列：它们供各文档共用。

    理由：这样的实体要么是残留，要么说明缺少本应提及它的陈述。
    """,
)
def unused(survey: Survey) -> Iterator[Finding]:
    """Nothing refers to a body, place or indicator that a policy describes.

    Entities of a registry are spared: they are there to be shared.

    Why: Such an entity is a leftover, or a statement that should name it is missing.
    """
    links = survey.links
    for entity in survey.walk.of("Body", "Place", "Indicator"):
        if entity.id not in links.referred and entity.cls.name not in links.meant:
            yield UNUSED(entity.path, node=entity.named)


UNUSED = Message(
    "SP508",
    "unused",
    "nothing refers to {node}",
    "没有任何引用指向 {node}",
    Advice("use-or-remove", "use it or remove it", "加以引用，或者删去"),
)
