"""The names that documents are written by, and which of them would become one file."""

import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath

from stdpolicy.corpus.tasks import Task
from stdpolicy.corpus.units import COMPRESSIONS, Unit, local
from stdpolicy.formats import named


def target_of(unit: Unit, to: str) -> str:
    """The name to write a document by, in a notation."""
    name = PurePosixPath(unit.inside.lstrip("/"))
    for suffixes in (COMPRESSIONS, (unit.suffix,)):
        if name.suffix.lower() in suffixes:
            name = name.with_suffix("")
    return str(name) + named(to).suffix


class Targets:
    """What is known of the names that documents are written by before any of them is read.

    A hash of each name is held, and the folders.
    """

    def __init__(self, units: Iterable[Unit], to: str) -> None:
        self.to = to
        seen: set[int] = set()
        self._apart: set[int] = set()
        """The hashes of names that come several times and not together, and perhaps of others."""
        sources: dict[str, str] = {}
        mixed: set[str] = set()
        for target, some in _by_target(units, to):
            (self._apart if hash(target) in seen else seen).add(hash(target))
            folder = str(PurePosixPath(target).parent)
            for unit in some:
                source = str(PurePosixPath(unit.uri).parent)
                if local(unit.uri) and sources.setdefault(folder, source) != source:
                    mixed.add(folder)
        self.mixed = frozenset(mixed)
        """The folders to which documents of several folders are written: their texts may have the same names."""

    def together(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """The documents in such an order that those which would become one file stand together.

        Those of one folder are mostly found so. What is not, as in several folders or in an archive in any order, comes
        last; until then what is compressed waits on disk.
        """
        waiting: dict[str, list[tuple[Unit, int]]] = {}
        with tempfile.TemporaryFile(prefix="stdpolicy-") as disk:
            for target, some in _by_target(units, self.to):
                if hash(target) not in self._apart:
                    yield from some
                    continue
                for unit in some:
                    at = disk.tell()
                    disk.write(unit.data or b"")
                    without = unit if unit.data is None else unit._replace(data=b"")
                    waiting.setdefault(target, []).append((without, at))
            for every in waiting.values():
                for unit, at in every:
                    disk.seek(at)
                    yield unit if unit.data is None else unit._replace(data=disk.read(unit.size))


def _by_target(units: Iterable[Unit], to: str) -> Iterator[tuple[str, list[Unit]]]:
    """Documents by the names to write them by; of each folder in the order of these, unless they come with their bytes,
    of which no more is held than is needed.
    """
    by_name = partial(target_of, to=to)
    for folder, beside in groupby(units, _folder):
        in_order: Iterable[Unit] = beside
        if folder:
            in_order = sorted(in_order, key=by_name)
        for target, some in groupby(in_order, by_name):
            yield target, list(some)


def _folder(unit: Unit) -> str:
    """Where a document lies; nothing of one that comes with its bytes."""
    return "" if unit.sequential else str(PurePosixPath(unit.inside).parent)


def halves(task: Task, to: str) -> tuple[Task, ...]:
    """A group in two, of which neither has a document that would become the same file as one of the other; nothing if
    all would become one.
    """
    targets = [target_of(unit, to) for unit in task.units]
    cuts = [at for at in range(1, len(targets)) if targets[at] != targets[at - 1]]
    if not cuts:
        return ()
    cut = min(cuts, key=lambda at: abs(2 * at - len(targets)))
    return (
        Task((*task.place, 0), task.units[:cut]),
        Task((*task.place, 1), task.units[cut:]),
    )
