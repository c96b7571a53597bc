"""SP702 and SP703: whether labels are translated alike, in all documents of a run."""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from stdpolicy import memo
from stdpolicy.checks.consistency.said import (
    WARNING,
    Compared,
    Saying,
    Stated,
    digest,
    iri_of,
    named,
)
from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.walk import Walk
from stdpolicy.diagnostics import Advice, Code, Finding, Message
from stdpolicy.diagnostics import Node as Named
from stdpolicy.text.overlap import words
from stdpolicy.text.terms import Termbase, chinese, english

LABELS = Stage[Compared]("labels")
"""Run on each document of a run, in the order of the run."""


class Termed(Struct, frozen=True):
    """A document, and the terms that it is held against."""

    walk: Walk
    terms: Callable[[], Termbase] = lambda: Termbase(())
    """Gives the terms of the registries, with the English that labels use, when there is a label."""


ONCE = Stage[Termed]("once")
"""Run on the first file of each document of a run."""


@rule(
    "SP702",
    "same-label",
    "The same Chinese label is translated differently",
    "同一中文名称译法不同",
    WARNING,
    on=LABELS,
    zh="""同一类的两项陈述，中文 label 相同而英文 label 不同。一次运行的各份文档相互比较，
    同一文档的各项陈述也相互比较。

    行动除外：其英文 label 比中文详细，为该句的要旨。

    理由：一种说法只有一种译法，否则只读英文的会以为是两回事。统一两处的译法。
    """,
)
def same_label(compared: Compared) -> Iterator[Finding]:
    """Two statements of one class have the same Chinese label and different English ones. Compared
    are the documents of a run, and the statements within each.

    Actions are spared, whose English label gives more than the Chinese: the gist of the sentence.

    Why: One phrase has one rendering; whoever reads only the English takes two renderings for two
    things. Translate both alike.
    """
    for mine in compared.own.labels:
        theirs, english = compared.first(mine.keys[0], mine.saying), mine.saying.words
        if theirs and plain(theirs.words) != plain(english):
            yield SAME_LABEL(
                (*mine.path, "label", *mine.written),
                related=compared.there(theirs.iri),
                node=compared.named(mine),
                other=Named(theirs.iri),
                found=Code(english),
                right=Code(theirs.words),
            )


def labels(walk: Walk) -> Iterator[Stated]:
    """The labels in both languages of all nodes but actions."""
    for node in named(walk):
        if node.cls.name == "Action":
            continue
        label = node.known("label")
        if not isinstance(label, dict):
            continue
        zh, en = chinese(label), english(label)
        if not zh or not en:
            continue
        key = digest(node.cls.name, words(label[zh]) or label[zh])
        saying = Saying(iri_of(node), label[en], {})
        yield Stated(saying, (key,), node.cls.name, node.path, (en,))


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
    on=ONCE,
    zh="""中文 label 中有名录所载的术语，而英文 label 中既没有其首选译法，也没有允许使用的译法；
    单复数和大小写不论。

    术语取自 `stdpolicy.toml` 所列的名录和软件包自带的名录；同一中文术语以后出的为准。
    包含在更长术语中的术语不计。

    理由：一个术语有几种译法，按其中一种就查不全，读者也会以为是几个术语。改用名录的译法，
    或者在名录中将现有译法列为允许使用的英文。
    """,
)
def term(termed: Termed) -> Iterator[Finding]:
    """The Chinese label has a term of the registry, and the English one neither its preferred nor an
    admitted rendering; plurals and capitals do not matter.

    The terms are those of the registries that `stdpolicy.toml` names and of the one that the
    package ships; the later of one Chinese term counts. A term within a longer one does not
    count.

    Why: A term with several renderings is not found by all of them, and seems to be several
    terms. Use the term, or admit your rendering in the registry.
    """
    for node in termed.walk.nodes:
        label = node.known("label")
        if not isinstance(label, dict):
            continue
        if (zh := chinese(label)) and (en := english(label)):
            for missing in termed.terms().missing(label[zh], label[en]):
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
