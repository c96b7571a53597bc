"""In what two statements differ: figures of their words, what they ask for, and by when."""

from collections import Counter
from collections.abc import Hashable, Sequence
from decimal import Decimal

from msgspec import Struct

from stdpolicy.site.content import Due
from stdpolicy.site.overview.corpus import Corpus, Statement
from stdpolicy.text.figures import Figure, figures


class Run(Struct, frozen=True):
    """Some words of a quote."""

    words: str
    differs: bool
    """Whether they are a figure that the other quote does not have."""


class Contrast(Struct, frozen=True):
    """Two statements held against each other."""

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    """Their quotes, in full."""
    excess: Decimal | None
    """Of two targets with values in the same unit, by how much the left is the larger; None of others."""
    unit: str
    """The unit of the left."""
    dues: tuple[Due, Due] | None
    """The days by which they are due, where both have one and these differ."""


def contrast(left: Statement, right: Statement, corpus: Corpus) -> Contrast:
    """How two statements differ."""
    words = [str(one.node["quote"]) for one in (left, right)]
    found = [_figures(each) for each in words]
    keys = [Counter(map(_key, each)) for each in found]
    due, other = corpus.due(left), corpus.due(right)
    return Contrast(
        _runs(words[0], found[0], keys[1]),
        _runs(words[1], found[1], keys[0]),
        _excess(left, right),
        str(left.node.get("unit", "")),
        (due, other) if due and other and due.date != other.date else None,
    )


def _figures(words: str) -> Sequence[Figure]:
    return tuple(one for one in figures(words) if one.value is not None or one.vague)


def _key(one: Figure) -> Hashable:
    return one.value, one.upper, one.unit, one.comparator, one.vague


def _runs(words: str, found: Sequence[Figure], others: Counter[Hashable]) -> tuple[Run, ...]:
    left = others.copy()
    runs, done = [], 0
    for one in sorted(found, key=lambda each: each.start):
        if one.start < done:
            continue
        runs.append(Run(words[done : one.start], False))
        runs.append(Run(words[one.start : one.end], left[_key(one)] <= 0))
        left[_key(one)] -= 1
        done = one.end
    runs.append(Run(words[done:], False))
    return tuple(run for run in runs if run.words)


def _excess(left: Statement, right: Statement) -> Decimal | None:
    nodes = left.node, right.node
    plain = all("value" in node and "upperValue" not in node for node in nodes)
    if (
        left.kind == right.kind == "Target"
        and plain
        and nodes[0].get("unit") == nodes[1].get("unit")
    ):
        return Decimal(str(nodes[0]["value"])) - Decimal(str(nodes[1]["value"]))
    return None


def plain(number: Decimal) -> str:
    """A number in digits, without zeros behind the point."""
    words = f"{number:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
