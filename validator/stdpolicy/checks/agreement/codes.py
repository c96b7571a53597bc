"""SP622 and SP626: deadlines, modality and types of standard against the words."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from stdpolicy.checks.agreement.told import (
    CLAUSES,
    HAS,
    LIKELY,
    PRINTED,
    WARNING,
    WORDS,
    as_listed,
    as_told,
    in_quote,
    is_read,
    listed_at,
    made,
    meant,
    printed,
    spans,
)
from stdpolicy.checks.due import Due, due
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Provision, Statement
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import (
    Advice,
    Date,
    Finding,
    Listed,
    Mend,
    Message,
    Name,
    Phrase,
    Quote,
    Related,
    likely,
)
from stdpolicy.model.edition import by_edition, model
from stdpolicy.source import Span
from stdpolicy.text.deadlines import Reach, deadlines
from stdpolicy.text.modality import Modality
from stdpolicy.text.standard_types import StandardTypes
from stdpolicy.wording import coded

DUE = ("Goal", "Target", "Measure")


@rule(
    "SP622",
    "other-deadline",
    "A deadline is not what the text says",
    "期限与条文不符",
    WARNING,
    on=CLAUSES,
    fixes=LIKELY,
    zh="""陈述的期限既不是引文写明的，也不是所在条文中及于该引文的，或者精度与原文所印不同；
    条文没有写明期限的，与标题所写的不同。阶段的起止日期，与引文所写的时间不同。

    理由：各项要求何时应当完成、文件之间孰先孰后，均以期限为据。重读该句；字面与本意确有不同的，
    用判读说明写明字段。
    """,
)
def other_deadline(provision: Provision) -> Iterator[Finding]:
    """The deadline of a statement is neither one that its quote names nor one that governs it in its
    provision, or has not the precision in which that is printed; where the provision names none,
    it is not that of the title. Or a phase does not begin and end as its quote says.

    Why: By their deadlines it is told what is due when, and what policies ask is compared. Read
    the sentence again; where letter and meaning really differ, an interpretation names the field.
    """
    if is_read(provision.survey):
        for phase in made(provision, "Phase"):
            yield from _other_period(phase, provision)
    nodes = [node for cls in DUE for node in made(provision, cls) if "deadline" in node]
    if not nodes or not is_read(provision.survey):
        return
    reach = Reach(provision.text)
    for node in nodes:
        if "deadline" in meant(node):
            continue
        found = due(node, provision, reach)
        if not found:
            continue
        mine = node["deadline"]
        same = next((one for one in found if one.deadline.date == mine), None)
        if same is None:
            yield OTHER_DEADLINE(
                (*node.path, "deadline"),
                related=_printed(found[0]),
                node=node.named,
                found=Date(mine),
                right=Quote(found[0].words),
                fix=_dated(node, found),
            )
        elif (
            (right := same.deadline.precision)
            and node.get("deadlinePrecision") != right
            and "deadlinePrecision" not in meant(node)
        ):
            yield OTHER_PRECISION(
                (*node.path, "deadlinePrecision"),
                related=_printed(same),
                node=node.named,
                found=coded(
                    node.cls.by_name["deadlinePrecision"], node.get("deadlinePrecision", "")
                ),
                words=Quote(same.words),
                right=coded(node.cls.by_name["deadlinePrecision"], right),
                fix=as_told(node, "deadlinePrecision", right),
            )


def _other_period(node: Node, provision: Provision) -> Iterator[Finding]:
    """A phase that begins or ends on another day than its quote says, which is at fault once."""
    text, (start, _) = provision.text, next(spans(node["quote"], provision.text))
    periods = (one for one in deadlines(node["quote"]) if one.since and one.date)
    for one in islice(periods, 1):
        for name, right in {"start": one.since, "end": one.date}.items():
            if node.get(name, right) != right and name not in meant(node):
                at, end = start + one.start, start + one.end
                yield OTHER_PERIOD(
                    (*node.path, name),
                    related=printed(provision, at, end),
                    node=node.named,
                    name=Name(name),
                    found=Date(node[name]),
                    right=Quote(text[at:end]),
                    fix=as_told(node, name, right),
                )
                return


def _dated(node: Node, found: Sequence[Due]) -> Mend | None:
    """What gives a statement the one deadline that was found, in the precision in which that is printed."""
    first, *others = dict.fromkeys((one.deadline.date, one.deadline.precision) for one in found)
    mends = [as_told(node, "deadline", first[0]), as_told(node, "deadlinePrecision", first[1])]
    changes = [change for mend in mends if mend for change in mend.changes]
    return likely(*changes) if changes and not others else None


def _printed(one: Due) -> tuple[Related, ...]:
    return (Related(PRINTED, one.path, within=Span(one.start, one.end)),) if one.path else ()


OTHER_DEADLINE = Message(
    "SP622",
    "other-deadline",
    "the deadline of {node} is {found}, which is not what its words say",
    "{node} 的期限为 {found}，与原文不符",
    HAS,
)
OTHER_PERIOD = Message(
    "SP622",
    "other-period",
    "{name} of {node} is {found}, which is not what its words say",
    "{node} 的 {name} 为 {found}，与原文不符",
    HAS,
)
OTHER_PRECISION = Message(
    "SP622",
    "other-precision",
    "the precision of the deadline of {node} is {found}, which is not that of its words",
    "{node} 的期限精度为 {found}，与原文不符",
    Advice("precision", "{words} reads {right}", "按{words}应为 {right}"),
)


@by_edition
def _modality() -> Modality:
    return Modality(model().schemes["modality"])


@by_edition
def _standard_types() -> StandardTypes:
    return StandardTypes(model().schemes["standard-type"])


@rule(
    "SP626",
    "other-words",
    "Modality or type of standard is not what the words say",
    "情态或者标准类型与引文用词不符",
    WARNING,
    on=WORDS,
    fixes=LIKELY,
    zh="""行动的要求强度或者标准类别、指标值的要求强度，与引文用词按代码表所列判定用词应得的代码不符；
    指标值只著录“争取”“鼓励”之类的用词，不著录义务（obligation）。

    理由：两者都凭用词判定，同一句话无论由谁判读，代码都相同。字面与本意确有不同的，
    用判读说明写明字段。
    """,
)
def other_words(statement: Statement) -> Iterator[Finding]:
    """The modality of an action or target, or the types of standard that an action names, are not
    those that the words of its quote call for, by the words that the code lists print. A target has
    the modality of 争取 and the like alone, and no obligation.

    Why: Both are coded by words, so that the same sentence gets the same codes from whoever reads
    it. Where letter and meaning really differ, an interpretation names the field.
    """
    node = statement.node
    if node.cls.name not in ("Action", "Target") or not is_read(statement.survey):
        return
    quote, is_target = node["quote"], node.cls.name == "Target"
    modals = _modality().read(quote)
    asked = [one for one in modals if not is_target or one.code != "obligation"]
    if _differs(node, "modality", {one.code for one in asked}):
        words = [_Word(one.code, one.start, one.start + len(one.word)) for one in asked]
        yield from _differing(node, "modality", words)
    if not is_target:
        named = _standard_types().find(quote)
        if _differs(node, "standardType", {one.code for one in named}):
            yield from _differing(node, "standardType", [_Word(*one) for one in named])


class _Word(NamedTuple):
    """A code that a quote calls for, by `quote[start:end]`."""

    code: str
    start: int
    end: int


def _differs(node: Node, name: str, right: set[str]) -> bool:
    """Whether a statement has other codes than those that its words call for, and does not say why."""
    return set(node.get(name, ())) != right and name not in meant(node)


def _differing(node: Node, name: str, words: Sequence[_Word]) -> Iterator[Finding]:
    mine, right = node.get(name, []), {word.code for word in words}
    field = node.cls.by_name[name]
    left_out = [word for word in words if word.code not in mine]
    calling = next((word for word in left_out or words if word.start < word.end), None)
    yield OTHER_WORDS(
        listed_at(node, name, right),
        related=in_quote(node, calling.start, calling.end) if calling else (),
        node=node.named,
        name=Name(name),
        found=Listed(tuple(coded(field, one) for one in mine), "and") if mine else EMPTY,
        right=Listed(tuple(coded(field, one) for one in sorted(right)), "and"),
        words=Quote(node["quote"][calling.start : calling.end]) if calling else Phrase("", ""),
        fix=as_listed(node, name, right),
        advice=(CALLS_FOR if calling and len(right) == 1 else CALL_FOR) if right else CALL_FOR_NONE,
    )


EMPTY = Phrase("empty", "空")
OTHER_WORDS = Message(
    "SP626",
    "other-words",
    "{name} of {node} is {found}, which is not what its words call for",
    "{node} 的 {name} 为 {found}，与引文用词不符",
)
CALLS_FOR = Advice("calls-for", "{words} calls for {right}", "按{words}应为 {right}")
CALL_FOR = Advice("call-for", "they call for {right}", "按用词应为 {right}")
CALL_FOR_NONE = Advice("call-for-none", "they call for none", "按用词不应有值")
