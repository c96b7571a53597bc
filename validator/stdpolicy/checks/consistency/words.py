"""SP701 to SP703: whether what says the same is encoded alike, in all documents of a run.

What is kept of a document is short: of each action and label a digest and how it was encoded.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.walk import Node, Walk
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Name, Severity
from stdpolicy.diagnostics import Node as Named
from stdpolicy.text.characters import half_width
from stdpolicy.text.terms import Termbase

WARNING = Severity.WARNING
COMPARED = ("modality", "instrument", "standardType", "targetGroup", "topic")
"""Fields of an action that its words decide."""
NOT_WORDS = re.compile(r"[\W_]+")
NUMERALS = re.compile("[0-9〇零一二三四五六七八九十百千万亿]+")
SHORTEST = 6
"""Of a clause that is compared, in characters that count."""
CHINESE, ENGLISH = "zh-Hans", "en"


def words(text: str) -> str:
    """A text without white space and punctuation."""
    return NOT_WORDS.sub("", half_width(text))


@dataclass
class Said:
    """How the documents of a run encode what they say: by its words, who said it first, and how."""

    actions: dict[bytes, tuple[str, tuple[Any, ...]]] = field(default_factory=dict)
    labels: dict[bytes, tuple[str, str]] = field(default_factory=dict)
    terms: Callable[[], Termbase] = lambda: Termbase(())
    """Gives the terms of the registries, with the English that labels use, when there is a label."""


@dataclass(frozen=True)
class Among:
    """A document, and what those before it in the run said."""

    walk: Walk
    said: Said


AMONG = Stage[Among]("among")
"""Run on each document of a run, in the order of the run."""


def _digest(*strings: str) -> bytes:
    return blake2b("\0".join(strings).encode(errors="replace"), digest_size=12).digest()


def _iri(node: Node) -> str:
    return node.walk.base + node.id


@rule(
    "SP701",
    "same-words",
    "The same sentence is encoded differently in two documents",
    "同一句话在两份文件中编码不同",
    WARNING,
    on=AMONG,
)
def same_words(among: Among) -> Iterator[Finding]:
    """Two actions quote the same words, white space, punctuation and numerals aside, and differ in
    modality, instrument, standardType, targetGroup, topic or English label.

    Compared are the documents of a run. Read both sentences again by the encoding guide, and encode
    them alike; if the context makes a difference, say so in an interpretation of both.
    """
    for node in among.walk.of("Action"):
        quote = node.known("quote")
        said = NUMERALS.sub("", words(quote)) if isinstance(quote, str) else ""
        if len(said) < SHORTEST or not node.unknown.isdisjoint(COMPARED):
            continue
        coded = tuple(tuple(node.tree.get(name, ())) for name in COMPARED)
        gist = _plain(node.tree.get("label", {}).get(ENGLISH, ""))
        coded = (*coded, (gist,))
        first, others = among.said.actions.setdefault(_digest(said), (_iri(node), coded))
        for name, mine, theirs in zip((*COMPARED, "label"), coded, others, strict=True):
            if mine != theirs and "interpretation" not in node.tree:
                yield SAME_WORDS(
                    (*node.path, name if mine else "quote"),
                    node=node.named,
                    other=Named(first),
                    name=Name(name),
                    found=Code(_listed(mine)),
                    right=Code(_listed(theirs)),
                )


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(codes) or "none"


SAME_WORDS = Message(
    "SP701",
    "same-words",
    "{node} has the words of {other}, but {name} is {found} here and {right} there",
    Advice("read-again", "read both by the encoding guide"),
)


@rule(
    "SP702",
    "same-label",
    "The same Chinese label is translated differently",
    "同一中文名称译法不同",
    WARNING,
    on=AMONG,
)
def same_label(among: Among) -> Iterator[Finding]:
    """Two statements of one class have the same Chinese label and different English ones.

    Compared are the documents of a run, and the statements within each. One phrase has one rendering.
    Actions are spared, whose English label gives more than the Chinese: the gist of the sentence.
    """
    for node in among.walk.nodes:
        if node.cls.name == "Action":
            continue
        label = node.known("label")
        if not isinstance(label, dict):
            continue
        chinese, english = label.get(CHINESE), label.get(ENGLISH)
        if not isinstance(chinese, str) or not isinstance(english, str):
            continue
        key = _digest(node.cls.name, words(chinese) or chinese)
        first, other = among.said.labels.setdefault(key, (_iri(node), english))
        if _plain(other) != _plain(english):
            yield SAME_LABEL(
                (*node.path, "label", ENGLISH),
                node=node.named,
                other=Named(first),
                found=Code(english),
                right=Code(other),
            )


def _plain(english: str) -> str:
    return re.sub(r"[\W_0-9]+", " ", english).strip().lower()


SAME_LABEL = Message(
    "SP702",
    "same-label",
    "{node} has the Chinese label of {other}, but in English {found} instead of {right}",
    Advice("one-rendering", "translate both alike"),
)


@rule(
    "SP703",
    "term",
    "A label renders a term otherwise than the registry",
    "名称中术语的译法与名录不一致",
    WARNING,
    on=AMONG,
)
def term(among: Among) -> Iterator[Finding]:
    """The Chinese label has a term of the registry, and the English one neither its preferred nor an
    admitted rendering; plurals and capitals do not matter.

    The terms are those of the registries that `stdpolicy.toml` names and of the one that the package
    ships; the later of one Chinese term counts. A term within a longer one does not count.
    """
    for node in among.walk.nodes:
        label = node.known("label")
        if not isinstance(label, dict):
            continue
        chinese, english = label.get(CHINESE), label.get(ENGLISH)
        if isinstance(chinese, str) and isinstance(english, str):
            for missing in among.said.terms().missing(chinese, english):
                yield TERM(
                    (*node.path, "label", ENGLISH),
                    node=node.named,
                    found=Code(missing.chinese),
                    right=Code(missing.english[0]),
                )


TERM = Message(
    "SP703",
    "term",
    "the Chinese label of {node} has {found}, but the English one has not {right}",
    Advice("term", "use the term, or admit your rendering in the registry"),
)
