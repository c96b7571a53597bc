"""SP704: whether a measure that is about what a target counts is said to contribute to it."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from stdpolicy.checks.consistency.words import AMONG, CHINESE, WARNING, Among
from stdpolicy.checks.rule import rule
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Path
from stdpolicy.diagnostics import Node as Named
from stdpolicy.model.edition import model
from stdpolicy.text.objects import Objects


@cache
def _objects() -> Objects:
    return Objects(model().schemes["target-mode"])


@rule(
    "SP704",
    "contributes",
    "A measure furthers what a target counts and does not contribute to it",
    "举措推进了指标值所计的事物，却未列为支撑",
    WARNING,
    on=AMONG,
)
def contributes(among: Among) -> Iterator[Finding]:
    """An action of a measure makes, wins or raises what a target of the policy counts, in the words of
    its Chinese label, and contributesTo lists neither the target nor the goal that has it.

    Looked for is the thing at the end of the label (新增主导国家标准: 国家标准), as the object of one of the
    verbs that the code list of modes prints. Targets that the measure states itself are spared.
    """
    targets = [
        (target, thing)
        for target in among.walk.of("Target")
        if isinstance(label := target.known("label"), dict)
        and (thing := _objects().thing(label.get(CHINESE, "")))
    ]
    quoted: dict[str, list[tuple[Path, str]]] = defaultdict(list)
    for action in among.walk.of("Action") if targets else ():
        if action.parent and isinstance(quote := action.known("quote"), str):
            quoted[action.parent.id].append(((*action.path, "quote"), quote))
    for measure in among.walk.of("Measure") if targets else ():
        if "contributesTo" in measure.unknown:
            continue
        listed = {among.walk.local(iri) for iri in measure.get("contributesTo", ())}
        for target, thing in targets:
            within = {target.id, *(node.id for node in target.above)}
            if within & listed or measure.id in within:
                continue
            for path, quote in quoted[measure.id]:
                if words := _objects().furthered(thing, quote):
                    yield CONTRIBUTES(
                        path,
                        node=measure.named,
                        found=Code(words),
                        other=Named(target.id),
                    )
                    break


CONTRIBUTES = Message(
    "SP704",
    "contributes",
    "{node} has {found}, which is what {other} counts, and does not contribute to it",
    Advice("contributes", "list the target in contributesTo"),
)
