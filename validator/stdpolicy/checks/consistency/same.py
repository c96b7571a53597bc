"""SP701: whether the same words are encoded alike, in all documents of a run."""

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from stdpolicy import memo
from stdpolicy.checks.consistency.alike import WORDED, odd_codes
from stdpolicy.checks.consistency.words import (
    AMONG,
    WARNING,
    Among,
    Saying,
    digest,
    iri_of,
    named,
    plain,
    there,
)
from stdpolicy.checks.rule import rule
from stdpolicy.checks.walk import Node
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Name, Phrase, Quote
from stdpolicy.diagnostics import Node as Named
from stdpolicy.text.overlap import clauses, gist, words
from stdpolicy.text.terms import chinese, english
from stdpolicy.wording import coded

OF_TARGETS = ("comparator", "unit", "mode", "periodicity", "trend", "modality", "topic")
SHORTEST, LONGEST = 6, 1000
"""Of a sentence that is compared, in characters."""
NONE, NOTHING = Phrase("none", "无"), Phrase("nothing", "无")
"""Said of a side without codes, and of one without words."""


@rule(
    "SP701",
    "same-words",
    "The same words are encoded differently",
    "同样的话编码不同",
    WARNING,
    on=AMONG,
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
def same_words(among: Among) -> Iterator[Finding]:
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
    for node in named(among.walk, "Action"):
        yield from _action(among, node)
    for node in named(among.walk, "Target"):
        yield from _target(among, node)
    for node in named(among.walk, "Measure"):
        yield from _measure(among, node)


def _action(among: Among, node: Node) -> Iterator[Finding]:
    fields = (*WORDED, "instrument")
    quote = _quote(node)
    if not 0 < len(quote) <= LONGEST or not node.unknown.isdisjoint((*fields, "label")):
        return
    label = node.tree.get("label", {})
    coded = {name: tuple(node.tree.get(name, ())) for name in fields}
    mine = Saying(iri_of(node), quote, coded | {"translation": (label.get(english(label), ""),)})
    others = {first.iri: first for key in _keys(quote) if (first := _first(among, key, mine))}
    for theirs in others.values():
        if gist(quote) == gist(theirs.quote):
            yield from _same(among, node, mine, theirs)
        else:
            yield from _alike(among, node, mine, theirs)


def _quote(node: Node) -> str:
    """What a statement quotes; nothing where that is not known."""
    quote = node.known("quote")
    return quote if isinstance(quote, str) else ""


def _departs(node: Node) -> bool:
    """Whether an interpretation says, or may say, why a statement is encoded as it is."""
    return "interpretation" in node.tree or "interpretation" in node.unknown


def _first(among: Among, key: bytes, mine: Saying) -> Saying | None:
    """Who said it before, if anybody did."""
    first = among.said.sayings.setdefault(key, mine)
    return None if first.iri == mine.iri else first


@memo.sequence
def _keys(quote: str) -> Iterator[bytes]:
    """What a sentence is known again by: as a whole, and its clauses."""
    said = gist(quote)
    if len(said) >= SHORTEST:
        yield digest("sentence", said)
    for known_by in clauses(quote):
        yield digest("clause", known_by)


def _same(among: Among, node: Node, mine: Saying, theirs: Saying) -> Iterator[Finding]:
    """What of two sayings differs, as it is written."""
    if _departs(node):
        return
    for name, found in mine.coded.items():
        right = theirs.coded[name]
        if name == "translation":
            yield from _translated(among, node, theirs, found[0], right[0])
        elif found != right:
            yield SAME_WORDS(
                (*node.path, name if name in node.tree else "quote"),
                related=there(among, theirs.iri),
                node=node.named,
                other=Named(theirs.iri),
                name=Name(name),
                found=coded(node.cls.by_name.get(name), *found) if found else NONE,
                right=coded(node.cls.by_name.get(name), *right) if right else NONE,
            )


def _translated(
    among: Among, node: Node, theirs: Saying, mine: str, other: str
) -> Iterator[Finding]:
    if plain(mine) == plain(other):
        return
    found, right = apart(mine, other)
    yield TRANSLATED(
        (*node.path, "label" if "label" in node.tree else "quote"),
        related=there(among, theirs.iri),
        node=node.named,
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


def _alike(among: Among, node: Node, mine: Saying, theirs: Saying) -> Iterator[Finding]:
    """The codes that one of two sentences with a clause in common has and the other lacks."""
    if _departs(node):
        return
    for one, other, holder in ((mine, theirs, node.named), (theirs, mine, Named(theirs.iri))):
        for odd in odd_codes(one, other):
            yield SAME_CLAUSE(
                (*node.path, odd.name if odd.name in node.tree else "quote"),
                related=there(among, theirs.iri),
                node=node.named,
                other=Named(theirs.iri),
                name=Name(odd.name),
                words=Quote(odd.words),
                found=coded(node.cls.by_name.get(odd.name), odd.code),
                holder=holder,
            )


def _target(among: Among, node: Node) -> Iterator[Finding]:
    fields = ("indicator", "scope", "label", *OF_TARGETS)
    if not node.unknown.isdisjoint(fields) or len(said := gist(_quote(node))) < SHORTEST:
        return
    scope, label = node.tree.get("scope", {}), node.tree.get("label", {})
    coded = {name: _listed(node.tree.get(name, ())) for name in OF_TARGETS}
    coded |= {"scope": _written(scope), "label": _written(label)}
    mine = Saying(iri_of(node), "", coded)
    first = _first(among, digest("target", said, node.tree.get("indicator", "")), mine)
    # One clause may state several targets, each of its own kind; two documents state one and the same.
    if first and first.iri.partition("#")[0] != among.walk.base:
        yield from _same(among, node, mine, first)


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _written(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The Chinese of a text: how that is translated SP702 says."""
    tag = chinese(texts)
    return (texts[tag],) if tag else ()


def _measure(among: Among, node: Node) -> Iterator[Finding]:
    label = node.tree.get("label", {})
    if not node.unknown.isdisjoint(("label", "domain")) or not (zh := chinese(label)):
        return
    domains = tuple(node.tree.get("domain", ()))
    mine = Saying(iri_of(node), "", {"domain": domains})
    first = _first(among, digest("heading", words(label[zh])), mine)
    theirs = first.coded["domain"] if first else ()
    if first and domains and theirs and set(domains).isdisjoint(theirs):
        yield from _same(among, node, mine, first)


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
