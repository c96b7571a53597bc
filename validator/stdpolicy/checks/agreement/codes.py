"""SP622, SP625 and SP626: deadlines, places, modality and types of standard against the words."""

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from typing import NamedTuple

from stdpolicy.checks.agreement.told import (
    CLAUSES,
    HAS,
    WARNING,
    WORDS,
    is_read,
    made,
    meant,
    printed,
    spans,
)
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Provision, Statement, Survey
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Code, Finding, Listed, Message, Name, Quote, Related
from stdpolicy.model.edition import by_edition, model
from stdpolicy.text.deadlines import Deadline, Reach, deadlines, labelled, of_title, resolved
from stdpolicy.text.modality import Modality
from stdpolicy.text.standard_types import StandardTypes

SHORTEST = 2
"""Of a name of a place that is looked for, in characters."""
DUE = ("Goal", "Target", "Measure")


@rule(
    "SP622",
    "other-deadline",
    "A deadline is not what the text says",
    "期限与条文不符",
    WARNING,
    on=CLAUSES,
    zh="""陈述的期限既不是引文写明的，也不是所在条文中及于该引文的，或者精度与原文所印不同；
    条文没有写明期限的，与标题所写的不同。

    理由：各项要求何时应当完成、文件之间孰先孰后，均以期限为据。重读该句；字面与本意确有不同的，
    用判读说明写明字段。
    """,
)
def other_deadline(provision: Provision) -> Iterator[Finding]:
    """The deadline of a statement is neither one that its quote names nor one that governs it in its
    provision, or has not the precision in which that is printed; where the provision names none,
    it is not that of the title.

    Why: By their deadlines it is told what is due when, and what policies ask is compared. Read
    the sentence again; where letter and meaning really differ, an interpretation names the field.
    """
    nodes = [node for cls in DUE for node in made(provision, cls) if "deadline" in node]
    if not nodes or not is_read(provision.survey):
        return
    reach = Reach(provision.text)
    for node in nodes:
        if "deadline" in meant(node):
            continue
        row = provision.row
        governing = _at(row.dues, provision) if row else _governing(node, provision, reach)
        found = [one._replace(due=_resolved(one.due, provision)) for one in governing]
        found = [one for one in found if one.due.date]
        mine = node["deadline"]
        right = next((one.due for one in found if one.due.date == mine), None)
        if not found:
            continue
        if right is None:
            yield OTHER_DEADLINE(
                (*node.path, "deadline"),
                related=found[0].related,
                node=node.named,
                right=Quote(found[0].words),
            )
        elif (
            right.precision
            and node.get("deadlinePrecision") != right.precision
            and "deadlinePrecision" not in meant(node)
        ):
            yield OTHER_PRECISION(
                (*node.path, "deadlinePrecision"), node=node.named, right=Code(right.precision)
            )


class _Due(NamedTuple):
    """A deadline that a policy prints, and where."""

    due: Deadline
    words: str
    related: tuple[Related, ...] = ()


def _at(found: Iterable[Deadline], provision: Provision, offset: int = 0) -> list[_Due]:
    """Deadlines of a provision, read from its text behind an offset."""
    return [
        _Due(
            one,
            provision.text[one.start + offset : one.end + offset] or one.date,
            printed(provision, one.start + offset, one.end + offset),
        )
        for one in found
    ]


def _governing(node: Node, provision: Provision, reach: Reach) -> list[_Due]:
    """The deadlines of the quote, else what governs it, else those of lines below that say when, of the
    provision, or of the title.
    """
    text = provision.text
    (start, end), *_ = spans(node["quote"], text)
    inside = _at((one for one in deadlines(text[start:end]) if one.due), provision, start)
    governing = _at(reach.at(start), provision)
    if node.cls.name == "Target":
        return governing or _at(reach.at(max(start, end - 1)), provision) or inside
    if inside or governing:
        return [*governing, *inside]
    below = [(one, line) for line in provision.below if (one := labelled(line.text))]
    if below and node.cls.name == "Measure":
        return [due for one, line in below for due in _at([one], line)]
    every = [one for one in deadlines(text) if one.due]
    if every:
        return _at(every, provision)
    title = node.walk.root.known("title")
    words = title.get("zh-Hans", "") if isinstance(title, dict) else ""
    named = of_title(words)
    return [_Due(named, words[named.start : named.end] or named.date)] if named else []


def _resolved(one: Deadline, provision: Provision) -> Deadline:
    for name in ("dateAdopted", "datePrinted", "datePublished", "dateInForce"):
        issued = provision.survey.root.known(name)
        if isinstance(issued, str):
            return resolved(one, date.fromisoformat(issued))
    return one


OTHER_DEADLINE = Message(
    "SP622",
    "other-deadline",
    "the deadline of {node} is not what its words say",
    "{node} 的期限与原文不符",
    HAS,
)
OTHER_PRECISION = Message(
    "SP622",
    "other-precision",
    "the precision of the deadline of {node} is not that of its words",
    "{node} 的期限精度与原文不符",
    Advice("precision", "it is printed to the {right}", "原文精确到 {right}"),
)


@rule(
    "SP625",
    "other-place",
    "A place is not in the words of the statement",
    "地方未见于条文",
    WARNING,
    on=WORDS,
    zh="""指标值或者行动的所涉地方，在引文及其所在的句子中都没有写明；写出其任一名称，
    或者省去表示其为何种地方的字（如济南市写作济南），即为写明。政策文件的适用区域，
    可以用“我市”“全省”指称。文档和名录都没有写明其中文名称的地方不作检查；
    本意确有不同的，用判读说明写明字段 `place`。

    理由：指标值和行动只著录原文写明的地方；多记的地方会改变要求所及的范围。改为该句写明的地方。
    """,
)
def other_place(statement: Statement) -> Iterator[Finding]:
    """A place that a target or an action names stands neither in its quote nor in the sentence of
    that, by one of its names or without the word for what it is (济南 of 济南市). The place of the
    policy may be meant by 我市 and 全省.

    A place of which neither the document nor a registry gives a Chinese name is not looked for, and
    an interpretation of the field `place` says that it is meant otherwise.

    Why: A target or an action has only the places that are named; another one changes where the
    policy asks for it. Name the places that the sentence names.
    """
    node, survey = statement.node, statement.survey
    if node.cls.name not in ("Target", "Action") or "place" not in node or not is_read(survey):
        return
    if "place" in meant(node):
        return
    provision = survey.provision(node)
    text = provision.text if provision else node["quote"]
    home = survey.root.known("jurisdiction")
    for at, iri in enumerate(node["place"]):
        names = survey.names(iri)
        if not names or _said(names, text) or (iri == home and _own(text)):
            continue
        right = _named(survey, text, set(node["place"]))
        yield OTHER_PLACE(
            (*node.path, "place", at),
            node=node.named,
            found=Code(names[0]),
            right=Listed(tuple(map(Code, right)), "and"),
            advice=NAMES if right else NAMES_NONE,
        )


def _said(names: Sequence[str], text: str) -> bool:
    forms = [*names, *map(_short, names)]
    return len(names[0]) < SHORTEST or any(
        form in text or (form[:2] in text and form[-2:] in text) for form in forms
    )


def _named(survey: Survey, text: str, but: Set[str]) -> list[str]:
    """The names of the places that a text does name, but for some: that of the policy where it is
    meant by 我市, and those that are described, of which none is part of another's name."""
    home = survey.root.known("jurisdiction")
    here = {node.id for node in survey.walk.of("Place") if node.id}
    every = [iri for iri, each in survey.registered().items() if each.get("type") == "Place"]
    found = []
    for iri in sorted({*here, *every} - but):
        names = survey.names(iri)
        printed = [name for name in (*names, *map(_short, names)) if name in text]
        if printed and len(max(printed, key=len)) >= SHORTEST:
            found.append((max(printed, key=len), names[0]))
        elif iri == home and names and _own(text):
            found.append((names[0], names[0]))
    outer = [name for word, name in found if not any(word in w and word != w for w, _ in found)]
    return list(dict.fromkeys(outer))


def _short(name: str) -> str:
    """A name of a place without the word for what it is, and of a longer one its last part."""
    bare = name[:-1] if len(name) > 2 and name[-1] in "省市县区州" else name
    for mark in "市省":
        if mark in bare[:-1]:
            bare = bare.rpartition(mark)[2]
    return bare


def _own(text: str) -> bool:
    return any(
        word in text for word in ("全省", "我省", "全市", "我市", "本市", "本省", "全国", "我国")
    )


OTHER_PLACE = Message(
    "SP625",
    "other-place",
    "{node} has the place {found}, which its words do not name",
    "{node} 的所涉地方有{found}，而原文没有写明",
)
NAMES = Advice("names-places", "its words name {right}", "原文写明的地方为{right}")
NAMES_NONE = Advice("names-no-place", "leave it out: they name none", "删去：原文未写明任何地方")


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
    zh="""行动的要求强度或者标准类别，与引文用词按代码表所列判定用词应得的代码不符。

    理由：两者都凭用词判定，同一句话无论由谁判读，代码都相同。字面与本意确有不同的，
    用判读说明写明字段。
    """,
)
def other_words(statement: Statement) -> Iterator[Finding]:
    """The modality of an action, or the types of standard that it names, are not those that the
    words of its quote call for, by the words that the code lists print.

    Why: Both are coded by words, so that the same sentence gets the same codes from whoever reads
    it. Where letter and meaning really differ, an interpretation names the field.
    """
    node = statement.node
    if node.cls.name == "Action" and is_read(statement.survey):
        yield from _differing(node, "modality", _modality().codes(node["quote"]))
        yield from _differing(node, "standardType", _standard_types().codes(node["quote"]))


def _differing(node: Node, name: str, right: Sequence[str]) -> Iterator[Finding]:
    mine = node.get(name, [])
    if name in meant(node) or set(mine) == set(right):
        return
    at = name if mine else "quote"
    yield OTHER_WORDS(
        (*node.path, at),
        node=node.named,
        name=Name(name),
        found=Listed(tuple(map(Code, sorted(set(mine) - set(right)) or mine)), "and"),
        right=Listed(tuple(map(Code, sorted(right))), "and"),
        advice=CALL_FOR if right else CALL_FOR_NONE,
    )


OTHER_WORDS = Message(
    "SP626",
    "other-words",
    "{name} of {node} is not what its words call for",
    "{node} 的 {name} 与引文用词不符",
)
CALL_FOR = Advice("call-for", "they call for {right}", "按用词应为 {right}")
CALL_FOR_NONE = Advice("call-for-none", "they call for none", "按用词不应有值")
