"""Statements whose quotes overlap, each with the figure, sum or promise that was read for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol, TypeVar

from stdpolicy.checks.agreement.told import spans
from stdpolicy.checks.walk import Node
from stdpolicy.model.lexical import canonical_decimal


class Spanned(Protocol):
    """What was read from `text[start:end]`."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


Read = TypeVar("Read", bound=Spanned)
Said = tuple[Any, ...]
"""What a statement says, or what was read, in the same order; the number first."""


def number(value: Any) -> Decimal | None:
    """A value of the document as a number."""
    try:
        return Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None


def exact(number: Decimal) -> str:
    """A number as documents write it."""
    return canonical_decimal(format(number, "f")) or str(number)


def repeated(nodes: Iterable[Node], mine: Callable[[Node], Said]) -> frozenset[Any]:
    """The numbers that several statements of a group have: which of them is wrong is not certain."""
    counts = Counter(mine(node)[0] for node in nodes)
    return frozenset(value for value, count in counts.items() if count > 1)


def groups(
    nodes: Iterable[Node], text: str, read: Iterable[Read]
) -> Iterator[tuple[list[Node], Mapping[str, Sequence[Read]]]]:
    """The statements whose quotes have in common something that was read, with what was read from each
    quote; all in order.

    A list is often quoted from its verb on as far as the member that is meant: 制定国家标准5项, and
    制定国家标准5项、行业标准8项 for the 8. What one of the statements says is then left to no other.
    """
    by_quote: dict[str, list[Node]] = {}
    for node in nodes:
        by_quote.setdefault(node["quote"], []).append(node)
    every = list(read)
    found = {
        quote: [
            one
            for start, end in spans(quote, text)
            for one in every
            if start <= one.start and one.end <= end
        ]
        for quote in by_quote
    }
    together: dict[str, list[str]] = {}
    joined = _Joined(found)
    for quote in by_quote:
        together.setdefault(joined.first(quote), []).append(quote)
    for quotes in together.values():
        yield (
            [node for quote in quotes for node in by_quote[quote]],
            {quote: found[quote] for quote in quotes},
        )


class _Joined:
    """Which quotes have something in common, directly or by way of others."""

    def __init__(self, found: Mapping[str, Iterable[object]]) -> None:
        self.before = {quote: quote for quote in found}
        holder: dict[int, str] = {}
        for quote, read in found.items():
            for one in read:
                other = self.first(holder.setdefault(id(one), quote))
                self.before[self.first(quote)] = other

    def first(self, quote: str) -> str:
        """The quote that stands for all that are joined."""
        while (before := self.before[quote]) != quote:
            self.before[quote] = quote = self.before[before]
        return quote


def matched(
    nodes: Sequence[Node],
    found: Mapping[str, Sequence[Read]],
    mine: Callable[[Node], Said],
    theirs: Callable[[Read], Said],
) -> list[tuple[Node, Read | None]]:
    """Each statement with what was read of it from its quote: that which says all the same, else that
    with the same number, which comes first of what both say, else the next in the order of both.

    Statements have no order that every notation keeps, so that numbers alone would not do. Those
    whose quotes have less to choose from choose first, and what fewer quotes have is chosen first.
    """
    pairs: dict[int, Read] = {}
    shared = Counter(id(one) for read in found.values() for one in read)
    taken: set[int] = set()
    waiting = sorted(nodes, key=lambda node: len(found[node["quote"]]))
    for length in (None, 1, 0):
        left: dict[str, dict[Said, list[Read]]] = {}
        for node in waiting:
            quote = node["quote"]
            if quote not in left:
                left[quote] = {}
                last_first = reversed(found[quote])
                for one in sorted(last_first, key=lambda one: shared[id(one)], reverse=True):
                    left[quote].setdefault(theirs(one)[:length], []).append(one)
            same = left[quote].get(mine(node)[:length], [])
            while same:
                one = same.pop()
                if id(one) not in taken:
                    taken.add(id(one))
                    pairs[id(node)] = one
                    break
        waiting = [node for node in waiting if id(node) not in pairs]
    return [(node, pairs.get(id(node))) for node in nodes]
