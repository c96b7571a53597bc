"""SP625: places against the words."""

from collections.abc import Iterator, Sequence, Set

from stdpolicy.checks.agreement.told import WARNING, WORDS, in_quote, is_read, meant, printed
from stdpolicy.checks.rule import rule
from stdpolicy.checks.survey import Statement, Survey
from stdpolicy.diagnostics import Advice, Code, Finding, Listed, Message
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.bodies.mentions import places, with_short_forms

SHORTEST = 2
"""Of a name of a place that is looked for, in characters."""


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
        right, (start, end) = _named(survey, text, set(node["place"]))
        yield OTHER_PLACE(
            (*node.path, "place", at),
            related=printed(provision, start, end) if provision else in_quote(node, start, end),
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


def _named(survey: Survey, text: str, but: Set[str]) -> tuple[list[str], tuple[int, int]]:
    """The names of the places that a text does name, but for some, and where it names the first; that of
    the policy also where it is meant by 我市.
    """
    described = (iri for iri, one in survey.registered().items() if one.get("type") == "Place")
    every = dict.fromkeys([*(node.id for node in survey.walk.of("Place") if node.id), *described])
    known = Gazetteer(with_short_forms((iri, survey.names(iri)) for iri in every if iri not in but))
    found = {named.id: (named.start, named.end) for named in places(text, known) if named.id}
    home, own = survey.root.known("jurisdiction"), _own(text)
    if home not in but and own:
        found.setdefault(home, (text.find(own), text.find(own) + len(own)))
    named = {names[0]: span for iri, span in found.items() if (names := survey.names(iri))}
    return list(named), next(iter(named.values()), (0, 0))


def _short(name: str) -> str:
    """A name of a place without the word for what it is, and of a longer one its last part."""
    bare = name[:-1] if len(name) > 2 and name[-1] in "省市县区州" else name
    for mark in "市省":
        if mark in bare[:-1]:
            bare = bare.rpartition(mark)[2]
    return bare


def _own(text: str) -> str:
    """The words for the place of the policy itself in a text, if there are any."""
    own = ("全省", "我省", "全市", "我市", "本市", "本省", "全国", "我国")
    return next((word for word in own if word in text), "")


OTHER_PLACE = Message(
    "SP625",
    "other-place",
    "{node} has the place {found}, which its words do not name",
    "{node} 的所涉地方有{found}，而原文没有写明",
)
NAMES = Advice("names-places", "its words name {right}", "原文写明的地方为{right}")
NAMES_NONE = Advice("names-no-place", "leave it out: they name none", "删去：原文未写明任何地方")
