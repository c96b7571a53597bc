"""SP702 and SP703: whether labels are translated alike, in all documents of a run; and what is kept of
these to tell: of each label, sentence and clause a digest and how it was encoded.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.walk import Node, Walk
from stdpolicy.diagnostics import Advice, Code, Finding, Message, Related, Severity
from stdpolicy.diagnostics import Node as Named
from stdpolicy.text.overlap import words
from stdpolicy.text.terms import Termbase, chinese, english

WARNING = Severity.WARNING


class Saying(NamedTuple):
    """A statement that was the first of a run to say something, and how it is encoded."""

    iri: str
    quote: str
    coded: Mapping[str, tuple[str, ...]]
    """The values of the fields that are compared."""


@dataclass
class Said:
    """How the documents of a run encode what they say: by its words, who said it first, and how."""

    sayings: dict[bytes, Saying] = field(default_factory=dict)
    labels: dict[bytes, tuple[str, str]] = field(default_factory=dict)

    def taken(self, new: "Said") -> "Said":
        """Takes in what one more document says, and gives what others said of the same before it."""
        sayings = {key: self.sayings[key] for key in new.sayings if key in self.sayings}
        labels = {key: self.labels[key] for key in new.labels if key in self.labels}
        for key, saying in new.sayings.items():
            self.sayings.setdefault(key, saying)
        for key, label in new.labels.items():
            self.labels.setdefault(key, label)
        return Said(sayings, labels)

    def documents(self) -> set[str]:
        """The IRIs of the documents that said it."""
        iris = (
            *(one.iri for one in self.sayings.values()),
            *(iri for iri, _ in self.labels.values()),
        )
        return {iri.partition("#")[0] for iri in iris}


@dataclass(frozen=True)
class Among:
    """A document, and what those before it in the run said."""

    walk: Walk
    said: Said
    terms: Callable[[], Termbase] = lambda: Termbase(())
    """Gives the terms of the registries, with the English that labels use, when there is a label."""


AMONG = Stage[Among]("among")
"""Run on each document of a run, in the order of the run."""


def digest(*strings: str) -> bytes:
    """What is kept of strings to know them again."""
    return blake2b("\0".join(strings).encode(errors="replace"), digest_size=12).digest()


def iri_of(node: Node) -> str:
    """The full IRI of a node."""
    return node.walk.base + node.id


def named(walk: Walk, *classes: str) -> Iterator[Node]:
    """The nodes, perhaps of some classes, that have an id of their own: others can neither be pointed to
    nor told apart.
    """
    for node in walk.of(*classes) if classes else walk.nodes:
        if node.id and node.id not in walk.namesakes:
            yield node


def there(among: Among, iri: str) -> tuple[Related, ...]:
    """Where the other node is that a finding is about, in this document or in another of the run."""
    base, _, name = iri.partition("#")
    if base != among.walk.base:
        return (Related(THERE, (), iri),)
    node = among.walk.by_id.get(f"#{name}")
    return (Related(THERE, (*node.path, "id")),) if node else ()


THERE = Advice("there", "{other}", "{other}")


@rule(
    "SP702",
    "same-label",
    "The same Chinese label is translated differently",
    "同一中文名称译法不同",
    WARNING,
    on=AMONG,
    zh="""同一类的两项陈述，中文 label 相同而英文 label 不同。一次运行的各份文档相互比较，
    同一文档的各项陈述也相互比较。

    行动除外：其英文 label 比中文详细，为该句的要旨。

    理由：一种说法只有一种译法，否则只读英文的会以为是两回事。统一两处的译法。
    """,
)
def same_label(among: Among) -> Iterator[Finding]:
    """Two statements of one class have the same Chinese label and different English ones. Compared
    are the documents of a run, and the statements within each.

    Actions are spared, whose English label gives more than the Chinese: the gist of the sentence.

    Why: One phrase has one rendering; whoever reads only the English takes two renderings for two
    things. Translate both alike.
    """
    for node in named(among.walk):
        if node.cls.name == "Action":
            continue
        label = node.known("label")
        if not isinstance(label, dict):
            continue
        zh, en = chinese(label), english(label)
        if not zh or not en:
            continue
        key = digest(node.cls.name, words(label[zh]) or label[zh])
        iri = iri_of(node)
        first, other = among.said.labels.setdefault(key, (iri, label[en]))
        if first != iri and plain(other) != plain(label[en]):
            yield SAME_LABEL(
                (*node.path, "label", en),
                related=there(among, first),
                node=node.named,
                other=Named(first),
                found=Code(label[en]),
                right=Code(other),
            )


@memo.value
def plain(english: str) -> str:
    """A label as it is compared: without capitals, punctuation and digits."""
    return re.sub(r"[\W_0-9]+", " ", english).strip().lower()


SAME_LABEL = Message(
    "SP702",
    "same-label",
    "{node} has the Chinese label of {other}, but in English {found} instead of {right}",
    "{node} 与 {other} 的中文 label 相同，英文却不同（此处：{found}；彼处：{right}）",
    Advice("one-rendering", "translate both alike", "统一两处的译法"),
)


@rule(
    "SP703",
    "term",
    "A label renders a term otherwise than the registry",
    "名称中术语的译法与名录不一致",
    WARNING,
    on=AMONG,
    zh="""中文 label 中有名录所载的术语，而英文 label 中既没有其首选译法，也没有允许使用的译法；
    单复数和大小写不论。

    术语取自 `stdpolicy.toml` 所列的名录和软件包自带的名录；同一中文术语以后出的为准。
    包含在更长术语中的术语不计。

    理由：一个术语有几种译法，按其中一种就查不全，读者也会以为是几个术语。改用名录的译法，
    或者在名录中将现有译法列为允许使用的英文。
    """,
)
def term(among: Among) -> Iterator[Finding]:
    """The Chinese label has a term of the registry, and the English one neither its preferred nor an
    admitted rendering; plurals and capitals do not matter.

    The terms are those of the registries that `stdpolicy.toml` names and of the one that the
    package ships; the later of one Chinese term counts. A term within a longer one does not
    count.

    Why: A term with several renderings is not found by all of them, and seems to be several
    terms. Use the term, or admit your rendering in the registry.
    """
    for node in among.walk.nodes:
        label = node.known("label")
        if not isinstance(label, dict):
            continue
        if (zh := chinese(label)) and (en := english(label)):
            for missing in among.terms().missing(label[zh], label[en]):
                yield TERM(
                    (*node.path, "label", en),
                    node=node.named,
                    found=Code(missing.chinese),
                    right=Code(missing.english[0]),
                )


TERM = Message(
    "SP703",
    "term",
    "the Chinese label of {node} has {found}, but the English one has not {right}",
    "{node} 的中文 label 中有“{found}”，英文 label 中却没有“{right}”",
    Advice(
        "term",
        "use the term, or admit your rendering in the registry",
        "改用该译法，或者在名录中将现有译法列为允许使用的英文（admitted）",
    ),
)
