"""Alignments of a crosswalk: two statements side by side, and what differs in their numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from stdpolicy.document import Document
from stdpolicy.model.iri import absolute
from stdpolicy.site.content import Content, Tree
from stdpolicy.site.policy.facts import Fact, Facts, Value
from stdpolicy.text.quantities import COUNTERS, UNITS, quantities

_UNIT = re.compile(f"(?<=[0-9百千万亿])(?:[%％‰]|个月|[{COUNTERS}{UNITS}年月日])?")
"""What of a unit stands right behind a number."""
SHOWN = frozenset({"subject", "object", "justification"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two statements."""

    value: Value
    policy: Document | None
    """The policy that makes it, if it is in the site."""
    node: Tree
    quote: tuple[tuple[str, bool], ...]
    """Its words in pieces, each with whether it is a number that the other does not have."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An alignment."""

    id: str
    node: Tree
    subject: Side
    object: Side
    facts: list[Fact]


def pairs(crosswalk: Document, facts: Facts) -> list[tuple[str, str, list[Pair]]]:
    """The alignments of a crosswalk by the IRIs of the two policies."""
    made = [_pair(node, crosswalk.base, facts) for node in crosswalk["alignment"]]

    def documents(pair: Pair) -> tuple[str, str]:
        return _document(pair.subject.value.iri), _document(pair.object.value.iri)

    made.sort(key=documents)
    return [(*key, list(group)) for key, group in groupby(made, key=documents)]


def _pair(node: Tree, base: str, facts: Facts) -> Pair:
    content = facts.content
    iris = [absolute(str(node[name]), base) for name in ("subject", "object")]
    quotes = [str(content.nodes.get(iri, {}).get("quote", "")) for iri in iris]
    subject, object = (
        _side(iri, quote, other, facts)
        for iri, quote, other in zip(iris, quotes, reversed(quotes), strict=True)
    )
    return Pair(str(node["id"])[1:], node, subject, object, facts.of(node, base, SHOWN))


def _side(iri: str, quote: str, other: str, facts: Facts) -> Side:
    content: Content = facts.content
    policy = next((one for one in content.policies if one.base == _document(iri)), None)
    pieces = tuple(differing(quote, other))
    return Side(facts.named(iri), policy, content.nodes.get(iri, {}), pieces)


def differing(text: str, other: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is a number that is not in the other text."""
    there = set(_numbers(other))
    at = 0
    for start, end in _places(text):
        if text[start:end] not in there:
            if at < start:
                yield text[at:start], False
            yield text[start:end], True
            at = end
    if at < len(text):
        yield text[at:], False


def _places(text: str) -> Sequence[tuple[int, int]]:
    """The numbers with their units."""
    return [
        (one.start, unit.end() if (unit := _UNIT.match(text, one.end)) else one.end)
        for one in quantities(text)
    ]


def _numbers(text: str) -> Iterator[str]:
    return (text[start:end] for start, end in _places(text))


def _document(iri: str) -> str:
    return iri.partition("#")[0]
