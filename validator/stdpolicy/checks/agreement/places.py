"""SP625: places against the words."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from stdpolicy import memo
from stdpolicy.checks.agreement.told import (
    LIKELY,
    WARNING,
    WORDS,
    in_quote,
    is_read,
    meant,
    printed,
)
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Statement, Survey
from stdpolicy.diagnostics import Advice, Code, Finding, Listed, Message, Write, likely
from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer, Named
from stdpolicy.text.bodies.mentions import mentions, places
from stdpolicy.text.sentences import sentences

_OWN = regex("[全我本][省市区县州]|[全我]国|来华|在华")
"""How a policy calls the place that it is of."""
SHORTEST = 2
"""Of a name of a place that is looked for, in characters."""


@rule(
    "SP625",
    "other-place",
    "A place is not in the words of the statement",
    "地方未见于条文",
    WARNING,
    on=WORDS,
    fixes=LIKELY,
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
    begin, end = _sentences(node["quote"], text)
    words = text[begin:end]
    home = survey.root.known("jurisdiction")
    mine = set(map(survey.walk.local, node["place"]))
    for at, iri in enumerate(node["place"]):
        names = survey.names(iri)
        if not names or _said(survey, iri, names, words) or (iri == home and _OWN.search(words)):
            continue
        right, (first, last) = _named(survey, words, mine)
        there = begin + first, begin + last
        path = (*node.path, "place", at)
        yield OTHER_PLACE(
            path,
            related=printed(provision, *there) if provision else in_quote(node, *there),
            node=node.named,
            found=Code(names[0]),
            right=Listed(tuple(map(Code, right)), "and"),
            fix=likely(Write(path, *right.values())) if len(right) == 1 else None,
            advice=NAMES if right else NAMES_NONE,
        )


def _sentences(quote: str, text: str) -> tuple[int, int]:
    """Where the sentences of a text are in which a quote stands, the first time."""
    start = text.find(quote)
    if start < 0:
        return 0, len(text)
    end = start + len(quote)
    spans = [one for one in sentences(text) if one.start < end and start < one.end]
    return (min(start, spans[0].start), max(end, spans[-1].end)) if spans else (start, end)


def _said(survey: Survey, iri: str, names: Sequence[str], text: str) -> bool:
    """Whether a place is named, but as a part of the name of another or of a body: 浙江 in 中国（浙江）自由贸易试验区."""
    of_bodies, named = _names(text, survey.gazetteer, survey.place_names)
    if len(names[0]) < SHORTEST or survey.walk.local(iri) in _spans(survey, named):
        return True
    others = [*of_bodies, *((one.start, one.end) for one in named)]
    forms = [*names, *map(_short, names)]
    return any(
        _stands(form, text, others)
        or (len(form) >= 2 * SHORTEST and form[:2] in text and form[-2:] in text)
        for form in forms
    )


@memo.value
def _names(
    text: str, bodies: Gazetteer, known: Gazetteer
) -> tuple[tuple[tuple[int, int], ...], tuple[Named, ...]]:
    """Where a text names bodies, and the places that it names apart from them."""
    of_bodies = tuple((one.start, one.end) for one in mentions(text, bodies))
    return of_bodies, (*_apart(known.find(text), of_bodies), *places(text, known))


def _apart(named: Iterable[Named], spans: Sequence[tuple[int, int]]) -> Iterator[Named]:
    """What is named in none of some spans."""
    for one in named:
        if not any(start <= one.start and one.end <= end for start, end in spans):
            yield one


def _stands(form: str, text: str, others: Sequence[tuple[int, int]]) -> bool:
    """Whether a name stands in a text where none of the others does."""
    return any(
        not any(start <= found.start() and found.end() <= end for start, end in others)
        for found in re.finditer(re.escape(form), text)
    )


def _spans(survey: Survey, named: Iterable[Named]) -> dict[str, tuple[int, int]]:
    """The places that are named, by their ids, and where the first time."""
    found: dict[str, tuple[int, int]] = {}
    for one in named:
        if one.id:
            found.setdefault(survey.walk.local(one.id), (one.start, one.end))
    return found


def _named(survey: Survey, text: str, but: Set[str]) -> tuple[dict[str, str], tuple[int, int]]:
    """The names of the places that a text does name, but for some, with their ids, and where it names the
    first; that of the policy also where it is meant by 我市.
    """
    found = _spans(survey, places(text, survey.place_names))
    home, own = survey.root.known("jurisdiction"), _OWN.search(text)
    if home and own:
        found.setdefault(survey.walk.local(home), own.span())
    others = ((survey.names(iri), iri) for iri in found if iri not in but)
    named = {names[0]: iri for names, iri in others if names}
    return named, next((found[iri] for iri in named.values()), (0, 0))


def _short(name: str) -> str:
    """A name of a place without the word for what it is, and of a longer one its last part."""
    bare = name[:-1] if len(name) > 2 and name[-1] in "省市县区州" else name
    for mark in "市省":
        if mark in bare[:-1]:
            bare = bare.rpartition(mark)[2]
    return bare


OTHER_PLACE = Message(
    "SP625",
    "other-place",
    "{node} has the place {found}, which its words do not name",
    "{node} 的所涉地方有{found}，而原文没有写明",
)
NAMES = Advice("names-places", "its words name {right}", "原文写明的地方为{right}")
NAMES_NONE = Advice(
    "names-no-place", "leave it out: they name no other", "删去：原文未写明其他地方"
)
