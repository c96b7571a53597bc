"""The names that documents are written by, and which of them would become one file."""

import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath

from stdpolicy.corpus.tasks import Task
from stdpolicy.corpus.units import COMPRESSIONS, Unit
from stdpolicy.formats import named


def target_of(unit: Unit, to: str) -> str:
    """The name to write a document by, in a notation."""
    name = PurePosixPath(unit.inside.lstrip("/"))
    for suffixes in (COMPRESSIONS, (unit.suffix,)):
        if name.suffix.lower() in suffixes:
            name = name.with_suffix("")
    return str(name) + named(to).suffix


def together(units: Iterable[Unit], to: str) -> Iterator[Unit]:
    """Documents in such an order that those which would become one file stand together.

    They are gone through twice, first for their names alone, of each of which a hash is held. Those that would become
    the same file and do not stand together, as in several folders or in an archive in any order, come last; until then
    what is compressed waits on disk.
    """
    apart = _apart(target for target, _ in _by_target(units, to))
    waiting: dict[str, list[tuple[Unit, int]]] = {}
    with tempfile.TemporaryFile(prefix="stdpolicy-") as disk:
        for target, some in _by_target(units, to):
            if hash(target) not in apart:
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


def _apart(targets: Iterable[str]) -> set[int]:
    """The hashes of names that come several times, and perhaps of others."""
    seen: set[int] = set()
    again: set[int] = set()
    for target in targets:
        (again if hash(target) in seen else seen).add(hash(target))
    return again


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
