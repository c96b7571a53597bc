"""SP704: whether a measure that is about what a goal or target names is said to contribute to it."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from stdpolicy.checks.consistency.said import WARNING, named
from stdpolicy.checks.consistency.words import ONCE, Termed
from stdpolicy.checks.rule import rule
from stdpolicy.checks.walk import Node, Walk
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Path
from stdpolicy.diagnostics import Node as Named
from stdpolicy.model.edition import by_edition, model
from stdpolicy.text.objects import QUOTED, Objects, Sought
from stdpolicy.text.terms import chinese

MAX_SOUGHT = 200
"""For how many targets, and names of goals, all measures are searched: each takes time like these."""


@by_edition
def _objects() -> Objects:
    return Objects(model().schemes["target-mode"])


@rule(
    "SP704",
    "contributes",
    "A measure furthers what a goal or target names and does not contribute to it",
    "举措推进了目标或者指标值所指的事物，却未列为支撑",
    WARNING,
    on=ONCE,
    zh="""举措的某一行动形成、取得或者提升政策文件的某一目标或者指标值所指的事物，
    或者举措所在的部分在开头提出了某一目标，而 contributesTo 既没有列出该目标或者指标值，
    也没有列出含有它的陈述。

    所查找的是指标值中文 label 末尾的事物（“新增主导国家标准”为国家标准），包括其简称和其他说法，
    以及只见于一项目标、置于引号中的名称；两者均须为口径代码表所列动词的宾语。
    举措自身所定的指标值和总体目标除外。

    理由：政策文件为某一目标或者指标值做了什么，由 contributesTo 查得，没有列出的举措就查不到。
    举措所指确为同一事物的，列出该指标值或者含有它的目标；不是的，用豁免注明。
    """,
)
def contributes(document: Termed) -> Iterator[Finding]:
    """An action of a measure makes, wins or raises what a goal or target of the policy names, or the
    measure stands in the part at whose head a goal is stated, and contributesTo lists neither it
    nor what contains it.

    Looked for is the thing at the end of the target's Chinese label (新增主导国家标准: 国家标准), in short or
    in other words, and a name in quotation marks that one goal alone has, as the object of one of
    the verbs that the code list of modes prints. Targets that the measure states itself are
    spared, and so are overall goals.

    Why: What a policy does for a goal or target is found by contributesTo, and only measures that
    list it are found. Where the measure has the same thing in view, list the target, or the goal
    that holds it; where it has not, waive the finding.
    """
    walk = document.walk
    goals = [
        node
        for node in named(walk, "Goal")
        if "kind" not in node.unknown and node.known("kind") != "overall"
    ]
    quoted: dict[str, list[tuple[Path, str]]] = {}
    for action in walk.of("Action"):
        if action.parent and isinstance(quote := action.known("quote"), str):
            quoted.setdefault(action.parent.id, []).append(((*action.path, "quote"), quote))
    every = "\n".join(quote for said in quoted.values() for _, quote in said)
    sought = [
        (thing, aim, _within(aim))
        for thing, aim in (*_counted(walk), *_named(walk, goals))
        if thing.may_be_in(every)
    ]
    heads = {part: goal for goal in goals if (part := _headed(goal))}
    for measure in named(walk, "Measure"):
        if "contributesTo" in measure.unknown:
            continue
        spared = {walk.local(iri) for iri in measure.get("contributesTo", ())} | {measure.id}
        if any(iri.startswith("#") and iri not in walk.by_id for iri in spared):
            continue  # what it leads to is misspelt, or not there
        said = quoted.get(measure.id, ())
        for thing, aim, within in sought:
            if spared.isdisjoint(within):
                for path, quote in said:
                    if words := thing.first(quote):
                        found = Code(words)
                        yield FURTHERS(path, node=measure.named, found=found, other=Named(aim.id))
                        break
        for part in _parts(measure):
            goal = heads.get(part)
            if goal and spared.isdisjoint(_within(goal)):
                where = (*measure.path, "statedIn")
                yield HEADED(where, node=measure.named, found=Code(part), other=Named(goal.id))


def _within(aim: Node) -> set[str]:
    return {aim.id, *(node.id for node in aim.above)}


def _counted(walk: Walk) -> Iterator[tuple[Sought, Node]]:
    """The targets whose labels say what they count, each with how measures further that."""
    found = ((_objects().counted(_label(target)), target) for target in named(walk, "Target"))
    yield from islice(((thing, target) for thing, target in found if thing), MAX_SOUGHT)


def _named(walk: Walk, goals: list[Node]) -> Iterator[tuple[Sought, Node]]:
    """The goals that have names of their own in quotation marks, each with how these are furthered: none
    where there may be others that have them, too.
    """
    lost = not walk.hidden.isdisjoint(("Goal", "Target"))
    if lost or any("quote" in goal.unknown for goal in walk.of("Goal")):
        return
    quotes = ((goal, goal.known("quote") or "") for goal in walk.of("Goal"))
    names = {goal.id: sorted(set(QUOTED.findall(quote))) for goal, quote in quotes}
    others = (QUOTED.findall(_label(target)) for target in walk.of("Target"))
    often = Counter(chain(*names.values(), *others))
    own = ((goal, name) for goal in goals for name in names[goal.id] if often[name] == 1)
    for goal, name in islice(own, MAX_SOUGHT):
        yield _objects().named(name), goal


def _label(node: Node) -> str:
    label = node.known("label")
    return label.get(chinese(label), "") if isinstance(label, dict) else ""


def _stated_in(node: Node) -> Node | None:
    """The provision that makes a statement, if it is known."""
    name = node.walk.local(node.known("statedIn") or "")
    return None if name in node.walk.namesakes else node.walk.by_id.get(name)


def _headed(goal: Node) -> str:
    """The part of the text at whose head, before its sections, a specific goal is stated."""
    provision = _stated_in(goal)
    if goal.known("kind") != "specific" or provision is None or provision.parent is None:
        return ""
    part = provision.parent
    below = part.known("provision") if part.cls is provision.cls else None
    return part.id if below and below[0] is provision.tree else ""


def _parts(measure: Node) -> Iterator[str]:
    """The provisions that contain the one in which a measure is stated."""
    provision = _stated_in(measure)
    for above in provision.above if provision else ():
        yield above.id


FURTHERS = Message(
    "SP704",
    "furthers",
    "{node} has {found}, which is what {other} is about, and does not contribute to it",
    "{node} 写有“{found}”，涉及 {other} 所指的事物，contributesTo 却没有列出 {other}",
    Advice("contributes", "list it in contributesTo", "将其列入 contributesTo"),
)
HEADED = Message(
    "SP704",
    "headed",
    "{node} stands in {found}, at whose head {other} is stated, and does not contribute to it",
    "{node} 位于 {found}，该部分开头提出了目标 {other}，contributesTo 却没有列出该目标",
    Advice("contributes", "list the goal in contributesTo", "将该目标列入 contributesTo"),
)
