"""A group of documents, each read, checked by itself and let go; what it holds becomes a part of each table."""

import hashlib
import math
import threading
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from stdpolicy import api
from stdpolicy.batch import belongs
from stdpolicy.checks.alone import Before, Begun, Checker, Facts, Settings
from stdpolicy.checks.consistency.words import Said
from stdpolicy.checks.pipeline import Ended, failed
from stdpolicy.corpus import rows
from stdpolicy.corpus.options import Options, key
from stdpolicy.corpus.store import Store, part
from stdpolicy.corpus.tasks import Task
from stdpolicy.corpus.units import Unit, opened
from stdpolicy.diagnostics import Diagnostic, Layer
from stdpolicy.files import changed, reason, recorded
from stdpolicy.formats import named
from stdpolicy.formats.rules import MORE
from stdpolicy.language import speaking
from stdpolicy.source import Source

Parts = dict[str, list[dict[str, Any]]]


class Done(NamedTuple):
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
    beside: Mapping[str, list[int] | None]
    """The texts beside its documents that were looked at, with what tells that they changed."""


@dataclass(frozen=True)
class Reading:
    """The work of the first pass: one group of documents."""

    options: Options

    def __call__(self, task: Task) -> Done:
        """Does it, unless it was done before. Raises OSError if nothing can be written."""
        store = Store(self.options.output)
        made = key(task, self.options)
        with speaking(self.options.language):
            before = known(store, made, self.options.written)
            if before is not None:
                return before._replace(place=task.place)
            with recorded() as seen:
                group = Group(self.options)
                for unit in task.units:
                    group.add(unit)
            return group.written(store, task, made, seen)

    def lost(self, task: Task, why: str) -> Done:
        """The same of one document that ends whatever worker reads it."""
        store = Store(self.options.output)
        group = Group(self.options)
        with speaking(self.options.language):
            for unit in task.units:
                group.fail(unit, Ended(why))
            return group.written(store, task, key(task, self.options), {})


def known(store: Store, made: str, written: tuple[str, ...]) -> Done | None:
    """What came of a group, if that was done, all of it, and nothing has changed since."""
    data = store.get(part("tasks", made))
    if data is None:
        return None
    done = Done(**orjson.loads(data))
    beside = {path: tuple(was) if was else None for path, was in done.beside.items()}
    if done.unreadable or done.faults or set(written) - done.rows.keys():
        return None  # what was in the way may be gone
    if changed(beside):  # type: ignore[arg-type]
        return None
    return done


class Group:
    """The documents of a group so far, as rows."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.problems: list[str] = []
        self.checker = checker(options, self.problems)
        self.limit = api.limit(options.max_size)
        self.files = self.faults = 0
        self.passed_over: Counter[str] = Counter()
        self.parts: Parts = defaultdict(list)

    def add(self, unit: Unit) -> None:
        """Reads and checks a document."""
        try:
            source = opened(unit, self.limit)
        except OSError as error:
            self.problems.append(reason(error))
            return
        if not (unit.asked or source.oversize or belongs(unit.suffix, source.data)):
            self.passed_over[unit.suffix] += 1
            return
        self.files += 1
        begun = self.checker.begin(source) if self.options.rules else self._read(source)
        sayings, labels = rows.Repeats(), rows.Repeats()
        said = Said(sayings, labels)
        found = []
        if self.options.rules or begun.fault is not None:
            found = self.checker.finish(begun, Before(begun.facts.readable, said, None, {}))
        try:
            self._take(unit, begun, found, (sayings, labels))
        except Exception as error:
            if not self.options.keep_going:
                raise
            self._take(unit, Begun(begun.facts), [failed(unit.name, error)])

    def _read(self, source: Source) -> Begun:
        """Reads a document that is not checked."""
        begun = Begun(Facts(source.name))
        try:
            begun.opened = opened_ = self.checker.open(source)
            if opened_.document is not None:
                tree = orjson.dumps(opened_.document.tree)
                begun.facts.base = opened_.document.base
                begun.facts.digest = hashlib.sha256(tree).digest()
        except Exception as error:
            if not self.options.keep_going:
                raise
            begun.fault = error
        return begun

    def fail(self, unit: Unit, error: Exception) -> None:
        """Says of a document that stdpolicy failed on it."""
        self.files += 1
        self._take(unit, Begun(Facts(unit.name)), [failed(unit.name, error)])

    def _take(
        self,
        unit: Unit,
        begun: Begun,
        found: list[Diagnostic],
        said: tuple[rows.Repeats, rows.Repeats] | None = None,
    ) -> None:
        """What a document gives, as rows: all of it or, if something is raised, nothing."""
        facts, opened_, name = begun.facts, begun.opened, unit.name
        wanted = set(self.options.tables)
        new: Parts = {
            "own": list(rows.findings(found)),
            "files": [
                {
                    "position": self.files - 1,
                    "file": name,
                    "uri": unit.uri,
                    "start": unit.start,
                    "size": unit.size,
                    "stamp": unit.stamp,
                    "suffix": unit.suffix,
                    "sequential": unit.sequential,
                    "document": facts.base,
                    "checked": facts.checked,
                    "readable": facts.readable,
                    "whole": facts.nodes is not None,
                    "digest": facts.digest,
                    "among": sum(
                        one.rule.layer is Layer.CONSISTENCY or one.rule is MORE for one in found
                    ),
                }
            ],
            "alignments": [{"file": name, **one._asdict()} for one in facts.alignments],
        }
        if said is not None:
            new["said"] = list(rows.said(name, *said))
        if opened_ is not None and self.options.rules:
            new["references"] = list(rows.references(name, opened_))
            if facts.nodes is not None:
                new["nodes"] = list(rows.nodes(name, opened_, facts.nodes.items()))
                new["domains"] = list(rows.domains(name, opened_))
        if opened_ is not None and opened_.document is not None:
            if "documents" in wanted:
                assert facts.digest is not None
                new["documents"] = [rows.document(name, opened_.document, facts.digest)]
            if wanted & rows.OF_CLASS.keys():
                new |= rows.entities(name, opened_.document)
        for table, added in new.items():
            self.parts[table] += added
        self.faults += any(one.is_fault for one in found)

    def written(self, store: Store, task: Task, made: str, seen: Any) -> Done:
        """Writes the parts, and then what came of the group, so that this has parts."""
        counts = {}
        for table in self.options.written:
            counts[table] = len(self.parts[table])
            if counts[table]:
                store.put_part(table, made, self.parts[table])
        beside = {path: was and list(was) for path, was in seen.items()}
        done = Done(
            made,
            task.place,
            counts,
            self.files,
            dict(self.passed_over),
            tuple(self.problems),
            self.faults,
            beside,
        )
        store.put(part("tasks", made), orjson.dumps(done._asdict()))
        return done


def checker(options: Options, problems: list[str]) -> Checker:
    """What checks documents in this process, with `problems` for the files that it could not read again."""
    made = _checker(options._replace(tables=()), threading.get_ident())
    made.problems = problems
    made.forget()
    return made


@lru_cache(maxsize=8)
def _checker(options: Options, thread: int) -> Checker:
    store = Store(options.output)
    trees = []
    for name in options.registries:
        data = store.get(name)
        assert data is not None
        trees.append(api.load(data, format="jsonld", max_size=math.inf).tree)
    settings = Settings(
        named(options.notation) if options.notation else None,
        options.max_size,
        options.conformance,
        trees,
        options.keep_going,
        located=True,
    )
    return Checker(settings, [])
