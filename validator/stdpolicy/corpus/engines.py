"""Engines: what shares work out among workers. A corpus is checked in the same way by each."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


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


def engine(jobs: int) -> Engine:
    """That of this machine, with so many processes; one is this one."""
    if jobs == 1:
        return Here()
    from stdpolicy.corpus.processes import Processes

    return Processes(jobs)
