"""SP701: whether the same words are encoded alike, in all documents of a run."""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from stdpolicy import memo
from stdpolicy.checks.consistency.alike import WORDED, odd_codes
from stdpolicy.checks.consistency.said import (
    WARNING,
    Compared,
    Saying,
    Stated,
    digest,
    iri_of,
    named,
)
from stdpolicy.checks.consistency.words import plain
from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.walk import Node, Walk
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Name, Phrase, Quote
from stdpolicy.diagnostics import Node as Named
from stdpolicy.model.edition import model
from stdpolicy.text.overlap import clauses, gist, words
from stdpolicy.text.terms import chinese, english
from stdpolicy.wording import coded

OF_TARGETS = ("comparator", "unit", "mode", "periodicity", "trend", "modality", "topic")
SHORTEST, LONGEST = 6, 1000
"""Of a sentence that is compared, in characters."""
FIELDS = (*WORDED, "instrument")
"""Of actions that are compared; beside them their translation is."""
NONE, NOTHING = Phrase("none", "无"), Phrase("nothing", "无")
"""Said of a side without codes, and of one without words."""

STATEMENTS = Stage[Compared]("statements")
"""Run on each document of a run, in the order of the run."""


@rule(
    "SP701",
    "same-words",
    "The same words are encoded differently",
    "同样的话编码不同",
    WARNING,
    on=STATEMENTS,
    zh="""两项陈述（多属一次运行的两份文档）用词相同而编码不同：

    - 行动的句子相同（空白、标点、数字和“的”“等”“和”“及”“与”不计）：
      由用词决定的各项（modality、instrument、standardType、targetGroup、topic）
      和英文 label 应当相同；
    - 行动有相同的分句（开头和结尾相同，其中的列举可以长短不一）：
      由该分句的词按代码表所列判定用词得出的代码，句中别无他词可据的，应当相同；
      一句几乎全部见于另一句的，其政策工具应当相同；
    - 两份文档的指标值，分句和指标相同：除数值和期限外应当相同；
    - 举措的中文 label 相同：应当至少有一个共同领域。

    理由：说法相同的编码也相同，政策文件才能比较。按编码指南重读两处，使编码一致；
    上下文确使两者有别的，在两处都用判读说明写明。
    """,
)
def same_words(compared: Compared) -> Iterator[Finding]:
    """Two statements, mostly of two documents of a run, have words in common and are encoded
    otherwise:

    - actions with the same sentence, white space, punctuation, numerals, 的, 等, 和, 及 and 与 aside:
      all that words decide (modality, instrument, standardType, targetGroup, topic) and the
      English label;
    - actions with a clause in common (its beginning and end: a list within it may be longer in
      one): a code that a word of the clause calls for, as the code lists print them, if nothing
      else in the sentence calls for it; and the instruments of one of which nearly all is in the
      other;
    - targets of two documents with the same clause and indicator: all but value and deadline;
    - measures with the same Chinese label: they have at least one domain in common.

    Why: Policies can be compared only if what says the same is encoded alike. Read both again by
    the encoding guide, and encode them alike; if the context makes a difference, say so in an
    interpretation of both.
    """
    for mine in compared.own.statements:
        if mine.cls == "Action":
            yield from _action(compared, mine)
        else:
            yield from _other(compared, mine)


def statements(walk: Walk) -> Iterator[Stated]:
    """What actions, targets and measures say, in this order."""
    for cls, said in (
        ("Action", _action_said),
        ("Target", _target_said),
        ("Measure", _measure_said),
    ):
        for node in named(walk, cls):
            yield from said(node)


def _stated(
    node: Node, keys: tuple[bytes, ...], quote: str, coded: Mapping[str, tuple[str, ...]]
) -> Stated:
    return Stated(
        Saying(iri_of(node), quote, coded),
        keys,
        node.cls.name,
        node.path,
        tuple(name for name in (*coded, "label") if name in node.tree),
        "interpretation" in node.tree or "interpretation" in node.unknown,
    )


def _action_said(node: Node) -> Iterator[Stated]:
    quote = _quote(node)
    if not 0 < len(quote) <= LONGEST or not node.unknown.isdisjoint((*FIELDS, "label")):
        return
    label = node.tree.get("label", {})
    coded = {name: tuple(node.tree.get(name, ())) for name in FIELDS}
    yield _stated(
        node, _keys(quote), quote, coded | {"translation": (label.get(english(label), ""),)}
    )


def _quote(node: Node) -> str:
    """What a statement quotes; nothing where that is not known."""
    quote = node.known("quote")
    return quote if isinstance(quote, str) else ""


@memo.sequence
def _keys(quote: str) -> Iterator[bytes]:
    """What a sentence is known again by: as a whole, and its clauses."""
    said = gist(quote)
    if len(said) >= SHORTEST:
        yield digest("sentence", said)
    for known_by in clauses(quote):
        yield digest("clause", known_by)


def _target_said(node: Node) -> Iterator[Stated]:
    fields = ("indicator", "scope", "label", *OF_TARGETS)
    if not node.unknown.isdisjoint(fields) or len(said := gist(_quote(node))) < SHORTEST:
        return
    scope, label = node.tree.get("scope", {}), node.tree.get("label", {})
    coded = {name: _listed(node.tree.get(name, ())) for name in OF_TARGETS}
    coded |= {"scope": _written(scope), "label": _written(label)}
    key = digest("target", said, node.tree.get("indicator", ""))
    yield _stated(node, (key,), "", coded)


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _written(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The Chinese of a text: how that is translated SP702 says."""
    tag = chinese(texts)
    return (texts[tag],) if tag else ()


def _measure_said(node: Node) -> Iterator[Stated]:
    label = node.tree.get("label", {})
    if not node.unknown.isdisjoint(("label", "domain")) or not (zh := chinese(label)):
        return
    key = digest("heading", words(label[zh]))
    yield _stated(node, (key,), "", {"domain": tuple(node.tree.get("domain", ()))})


def _action(compared: Compared, mine: Stated) -> Iterator[Finding]:
    every = (compared.first(key, mine.saying) for key in mine.keys)
    others = {first.iri: first for first in every if first}
    for theirs in others.values():
        if gist(mine.saying.words) == gist(theirs.words):
            yield from _same(compared, mine, theirs)
        else:
            yield from _alike(compared, mine, theirs)


def _other(compared: Compared, mine: Stated) -> Iterator[Finding]:
    theirs = compared.first(mine.keys[0], mine.saying)
    if theirs is None:
        return
    if mine.cls == "Target":
        # One clause may state several targets, each of its own kind; two documents state one and the same.
        differs = theirs.iri.partition("#")[0] != compared.base
    else:
        domains, others = mine.saying.coded["domain"], theirs.coded["domain"]
        differs = bool(domains and others) and set(domains).isdisjoint(others)
    if differs:
        yield from _same(compared, mine, theirs)


def _same(compared: Compared, mine: Stated, theirs: Saying) -> Iterator[Finding]:
    """What of two sayings differs, as it is written."""
    if mine.departs:
        return
    fields = model().classes[mine.cls].by_name
    for name, found in mine.saying.coded.items():
        right = theirs.coded[name]
        if name == "translation":
            yield from _translated(compared, mine, theirs, found[0], right[0])
        elif found != right:
            yield SAME_WORDS(
                mine.at(name),
                related=compared.there(theirs.iri),
                node=compared.named(mine),
                other=Named(theirs.iri),
                name=Name(name),
                found=coded(fields.get(name), *found) if found else NONE,
                right=coded(fields.get(name), *right) if right else NONE,
            )


def _translated(
    compared: Compared, mine: Stated, theirs: Saying, here: str, elsewhere: str
) -> Iterator[Finding]:
    if plain(here) == plain(elsewhere):
        return
    found, right = apart(here, elsewhere)
    yield TRANSLATED(
        mine.at("label"),
        related=compared.there(theirs.iri),
        node=compared.named(mine),
        other=Named(theirs.iri),
        found=Code(found) if found else NOTHING,
        right=Code(right) if right else NOTHING,
    )


def apart(one: str, other: str) -> tuple[str, str]:
    """What of two texts differs, between the words that both begin and end with."""
    ours, theirs = one.split(), other.split()
    start = _together(ours, theirs)
    ours, theirs = ours[start:], theirs[start:]
    end = _together(ours[::-1], theirs[::-1])
    return " ".join(ours[: len(ours) - end]), " ".join(theirs[: len(theirs) - end])


def _together(one: list[str], other: list[str]) -> int:
    """With how many words both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _alike(compared: Compared, mine: Stated, theirs: Saying) -> Iterator[Finding]:
    """The codes that one of two sentences with a clause in common has and the other lacks."""
    if mine.departs:
        return
    fields = model().classes[mine.cls].by_name
    for one, other, holder in (
        (mine.saying, theirs, compared.named(mine)),
        (theirs, mine.saying, Named(theirs.iri)),
    ):
        for odd in odd_codes(one, other):
            yield SAME_CLAUSE(
                mine.at(odd.name),
                related=compared.there(theirs.iri),
                node=compared.named(mine),
                other=Named(theirs.iri),
                name=Name(odd.name),
                words=Quote(odd.words),
                found=coded(fields.get(odd.name), odd.code),
                holder=holder,
            )


SAME_WORDS = Message(
    "SP701",
    "same-words",
    "{node} has the words of {other}, but {name} is {found} here and {right} there",
    "{node} 与 {other} 用词相同，{name} 却不同（此处：{found}；彼处：{right}）",
    Advice("read-again", "read both by the encoding guide", "按编码指南重读两处"),
)
TRANSLATED = Message(
    "SP701",
    "translated",
    "{node} has the words of {other}, but its English label says {found} where that says {right}",
    "{node} 与 {other} 用词相同，英文 label 却不同（此处：{found}；彼处：{right}）",
    Advice("one-rendering", "translate both alike", "统一两处的译法"),
)
SAME_CLAUSE = Message(
    "SP701",
    "same-clause",
    "{node} and {other} both say {words}, but of {name} only {holder} has {found}",
    "{node} 与 {other} 都写有{words}，但只有 {holder} 的 {name} 有 {found}",
    Advice("read-again", "read both by the encoding guide", "按编码指南重读两处"),
)
