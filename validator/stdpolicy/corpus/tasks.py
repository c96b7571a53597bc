"""Documents in groups: what a worker is given at once, and what one part of each table is made of.

The groups depend on the documents alone, so that a run with any number of workers, or one that is taken
up again, has the same. They grow: few documents are shared out among all workers, and of many the
parts do not become too many.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from stdpolicy.corpus.units import Unit

FEWEST, MOST = 8, 512
"""How many documents a group has at the beginning, and at most."""
ALIKE = 16
"""How many groups have the same size before it doubles."""
LARGEST = 32_000_000
"""How many bytes a group has at most, unless one document has more."""
LEAST = 4_096
"""What a document is reckoned at whose size is not known, in bytes."""


class Task(NamedTuple):
    """A group of documents."""

    place: tuple[int, ...]
    """Where it stands in the order of the run; of a half of a group, the group's with 0 or 1 behind it."""
    units: tuple[Unit, ...]

    def halves(self) -> tuple["Task", ...]:
        """The group in two, if it has more than one document."""
        if len(self.units) < 2:
            return ()
        middle = len(self.units) // 2
        return (
            Task((*self.place, 0), self.units[:middle]),
            Task((*self.place, 1), self.units[middle:]),
        )


def tasks(units: Iterable[Unit], by: Callable[[Unit], object] = id) -> Iterator[Task]:
    """Groups documents, in their order, as they come. What is the same `by` something is not parted."""
    number, group, size = 0, list[Unit](), 0
    for unit in units:
        weight = max(unit.size, LEAST)
        is_full = len(group) >= most(number) or size + weight > LARGEST
        if group and is_full and by(unit) != by(group[-1]):
            yield Task((number,), tuple(group))
            number, group, size = number + 1, [], 0
        group.append(unit)
        size += weight
    if group:
        yield Task((number,), tuple(group))


def most(number: int) -> int:
    """How many documents a group of this number has at most."""
    return min(FEWEST << min(number // ALIKE, 16), MOST)
