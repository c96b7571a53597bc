"""The first pass: groups of documents, each checked by itself; what they hold becomes a part of each table."""

import json
from collections.abc import Mapping

from msgspec import Struct, convert
from msgspec.structs import asdict, replace

from stdpolicy.corpus.group import Group
from stdpolicy.corpus.options import Options, key
from stdpolicy.corpus.store import Store, as_json, part
from stdpolicy.corpus.tasks import Task
from stdpolicy.files import changed, recorded
from stdpolicy.language import speaking
from stdpolicy.workers import Ended

Seen = dict[str, tuple[int, int] | None]
"""Files beside documents, with what tells that they changed."""


class Done(Struct, frozen=True):
    """What came of a group. Plain values, kept as JSON."""

    key: str
    place: tuple[int, ...]
    rows: Mapping[str, int]
    """How many rows its part of each table has."""
    files: int
    passed_over: Mapping[str, int]
    """How many files are of other tools, by suffix."""
    unreadable: tuple[str, ...]
    """Files that could not be opened, each with the reason."""
    faults: int
    """On how many stdpolicy itself failed."""
    without_texts: int
    """How many policies name texts that were not looked for."""
    beside: Seen
    """The texts beside its documents that were looked at, with what tells that they changed: of use to who does it
    again, and not given to anybody else.
    """


class Reading(Struct, frozen=True):
    """The work of the first pass: one group of documents."""

    options: Options

    def __call__(self, task: Task) -> Done:
        """Does it, unless it was done before. Raises OSError if nothing can be written."""
        store = Store(self.options.output)
        made = key(task, self.options)
        with speaking(self.options.language):
            before = known(store, made, self.options.written)
            if before is not None:
                return replace(before, place=task.place, beside={})
            with recorded() as seen:
                group = Group(self.options)
                for unit in task.units:
                    group.add(unit)
            done = _written(group, store, task, made, seen)
            return replace(done, beside={})

    def lost(self, task: Task, why: str) -> Done:
        """The same of one document that ends whatever worker reads it."""
        store = Store(self.options.output)
        group = Group(self.options)
        with speaking(self.options.language):
            for unit in task.units:
                group.fail(unit, Ended(why))
            return _written(group, store, task, key(task, self.options), {})


def known(store: Store, made: str, written: tuple[str, ...]) -> Done | None:
    """What came of a group, if that was done, all of it, and nothing has changed since."""
    data = store.get(part("tasks", made))
    if data is None:
        return None
    try:
        done = convert(json.loads(data), Done)
    except ValueError:
        return None  # it is damaged
    if done.key != made or done.unreadable or done.faults or set(written) - done.rows.keys():
        return None  # what was in the way may be gone
    return None if changed(done.beside) else done


def _written(group: Group, store: Store, task: Task, made: str, seen: Seen) -> Done:
    """Writes the parts, and then what came of the group, so that this has parts."""
    counts = {}
    for table in group.options.written:
        counts[table] = len(group.parts[table])
        if counts[table]:
            store.put_part(table, made, group.parts[table])
    done = Done(
        made,
        task.place,
        counts,
        group.files,
        dict(group.passed_over),
        tuple(group.problems),
        group.faults,
        group.without_texts,
        seen,
    )
    store.put(part("tasks", made), as_json(asdict(done)))
    return done
