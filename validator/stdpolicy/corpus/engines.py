"""Engines: what shares work out among workers. A corpus is checked in the same way by each."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")
TRIES = 2
"""How often an item is tried that ends its worker, before it is given up or taken in parts."""


class Ended(NamedTuple):
    """Said instead of what a worker was to make, when it ended, or was lost, before it had."""

    reason: str
    """Why, in a word or two: SIGKILL, exit code 1."""


class Engine(Protocol):
    """Runs a function over items that come one by one, by workers of its own.

    The function and what goes to and fro can be pickled. It is pure but for files that it writes
    under names that its item decides, so that it may run twice, on two workers, and nothing comes of it.
    What is raised in it is raised here. An engine that is left as a context has no workers any more.
    """

    def run(
        self, work: Callable[[Item], Made], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Made | Ended]]:
        """Gives each item with what was made of it, in any order, as it is done. Of the items no more are
        taken than a small number for each worker, so that they may be without end.
        """

    def __enter__(self) -> "Engine":
        """Starts what it needs, if it does not wait for the first item."""

    def __exit__(self, *raised: object) -> None:
        """Ends all workers."""


class Here:
    """The engine that is this process."""

    def run(
        self, work: Callable[[Item], Made], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Made | Ended]]:
        """One item after the other."""
        for item in items:
            yield item, work(item)

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *raised: object) -> None:
        pass


class Placed(Protocol):
    """What stands somewhere in the order of a run."""

    @property
    def place(self) -> tuple[int, ...]:
        """Where."""


One = TypeVar("One", bound=Placed)


def outcomes(
    engine: Engine,
    work: Callable[[One], Made],
    items: Iterable[One],
    lost: Callable[[One, str], Made],
    parts: Callable[[One], Sequence[One]] = lambda item: (),
) -> Iterator[Made]:
    """What is made of items, in any order. One that ends its worker again and again is taken in parts, and is
    `lost`, with the reason, if it has none.
    """
    tried: Counter[tuple[int, ...]] = Counter()
    todo: Iterable[One] = items
    while todo:
        again: list[One] = []
        results: Iterator[tuple[One, Made | Ended]] = engine.run(work, todo)
        for item, made in results:
            if not isinstance(made, Ended):
                yield made
                continue
            tried[item.place] += 1
            if tried[item.place] < TRIES:
                again.append(item)
            elif some := parts(item):
                again += some
            else:
                yield lost(item, made.reason)
        todo = again
