"""Statements that share their quotes, each with the figure, sum or promise that was read for it."""

from collections.abc import Callable, Iterable, Iterator
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
    nodes: Iterable[Node],
    read: Iterable[Read],
    field: str,
    value: Callable[[Read], Decimal | None],
) -> list[tuple[Node, Read | None]]:
    """Each statement with what was read of it: by the number in a field, else in the order of both."""
    left = list(read)
    pairs: list[tuple[Node, Read | None]] = []
    for node in nodes:
        mine = number(node.get(field))
        own = next((one for one in left if value(one) == mine), None)
        pairs.append((node, own))
        if own is not None:
            left.remove(own)
    rest = iter(left)
    return [(node, own if own is not None else next(rest, None)) for node, own in pairs]
