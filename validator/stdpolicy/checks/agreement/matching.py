"""Statements that share their quotes, each with the figure, sum or promise that was read for it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol, TypeVar

from stdpolicy.checks.agreement.told import spans
from stdpolicy.checks.walk import Node


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


def groups(
    nodes: Iterable[Node], text: str, read: Iterable[Read]
) -> Iterator[tuple[list[Node], list[Read]]]:
    """The statements that share a quote, with what was read from it, both in order."""
    by_quote: dict[str, list[Node]] = {}
    for node in nodes:
        by_quote.setdefault(node["quote"], []).append(node)
    every = list(read)
    for quote, group in by_quote.items():
        yield (
            group,
            [
                one
                for start, end in spans(quote, text)
                for one in every
                if start <= one.start and one.end <= end
            ],
        )


def matched(
    nodes: Sequence[Node],
    read: Iterable[Read],
    mine: Callable[[Node], Said],
    theirs: Callable[[Read], Said],
) -> list[tuple[Node, Read | None]]:
    """Each statement with what was read of it: that which says all the same, else that with the same
    number, which comes first of what both say, else the next in the order of both.

    Statements have no order that every notation keeps, so that numbers alone would not do.
    """
    left, waiting = list(read), list(nodes)
    pairs: dict[int, Read] = {}
    for length in (None, 1, 0):
        by_words: dict[Said, list[Read]] = {}
        for one in left:
            by_words.setdefault(theirs(one)[:length], []).append(one)
        for same in by_words.values():
            same.reverse()
        for node in waiting:
            if found := by_words.get(mine(node)[:length]):
                pairs[id(node)] = found.pop()
        taken = {id(one) for one in pairs.values()}
        left = [one for one in left if id(one) not in taken]
        waiting = [node for node in waiting if id(node) not in pairs]
    return [(node, pairs.get(id(node))) for node in nodes]
