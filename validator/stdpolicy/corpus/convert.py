"""The documents of a corpus in another notation, each written by the name that it has in what was named."""

import errno
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from stdpolicy import api
from stdpolicy.api import InvalidDocument
from stdpolicy.batch import belongs
from stdpolicy.corpus.engines import Engine, outcomes
from stdpolicy.corpus.errors import ended
from stdpolicy.corpus.inputs import Inputs
from stdpolicy.corpus.options import Options
from stdpolicy.corpus.store import Store
from stdpolicy.corpus.targets import Targets, halves, target_of
from stdpolicy.corpus.tasks import Task, tasks
from stdpolicy.corpus.texts import Text, brought, differ, texts_of
from stdpolicy.corpus.units import Unit, opened
from stdpolicy.document import Document
from stdpolicy.files import reason
from stdpolicy.formats import named
from stdpolicy.language import either, speaking


class Converted(NamedTuple):
    """What came of a group of documents."""

    place: tuple[int, ...]
    written: int = 0
    there: int = 0
    """How many have been there with the same content."""
    texts: int = 0
    """How many texts that they name were written beside them."""
    invalid: tuple[str, ...] = ()
    """What is no valid document, each with the reason."""
    unreadable: tuple[str, ...] = ()
    """What could not be read or written otherwise, each with the reason."""
    faults: tuple[str, ...] = ()
    """On what stdpolicy itself failed."""
    passed_over: Mapping[str, int] = {}
    """How many files are of other tools, by suffix."""
    waiting: tuple[Text, ...] = ()
    """The texts that may have the names of others, which are not written before all are known."""


class Converting(Struct, frozen=True):
    """The work: one group of documents, in which those that would become one file stand together."""

    options: Options
    to: str
    verify: bool
    force: bool
    mixed: frozenset[str] = frozenset()
    """The folders to which documents of several folders are written."""

    def __call__(self, task: Task) -> Converted:
        """Does it; what is not written is told of, and stops nothing."""
        with speaking(self.options.language):
            group = _Group(self)
            for target, units in groupby(task.units, lambda unit: target_of(unit, self.to)):
                group.take(target, list(units))
            return group.made(task.place)

    def parts(self, task: Task) -> tuple[Task, ...]:
        """A group in two, unless all of it would become one file."""
        return halves(task, self.to)

    def lost(self, task: Task, why: str) -> Converted:
        """What is said of a document that ends whatever worker reads it."""
        with speaking(self.options.language):
            left = tuple(f"{unit.name}: SP905 {ended(why)}" for unit in task.units)
        return Converted(task.place, faults=left)


class _Group:
    """A group so far."""

    def __init__(self, work: Converting) -> None:
        self.work = work
        self.store = Store(work.options.output)
        self.counts: Counter[str] = Counter()
        self.passed_over: Counter[str] = Counter()
        self.invalid: list[str] = []
        self.unreadable: list[str] = []
        self.faults: list[str] = []
        self.waiting: list[Text] = []

    def made(self, place: tuple[int, ...]) -> Converted:
        """What came of it."""
        return Converted(
            place,
            self.counts["written"],
            self.counts["there"],
            self.counts["texts"],
            tuple(self.invalid),
            tuple(self.unreadable),
            tuple(self.faults),
            dict(self.passed_over),
            tuple(self.waiting),
        )

    def take(self, target: str, units: Iterable[Unit]) -> None:
        """Writes the document of some files, if it is one: in several notations it is written once."""
        found: list[tuple[Unit, Document]] = []
        for unit in units:
            document = self._read(unit)
            if document is not None and all(document != other for _, other in found):
                found.append((unit, document))
        if len(found) > 1:
            (first, _), *others = found
            self.unreadable.append(differ(first.name, [unit.name for unit, _ in others], target))
        for unit, document in found if len(found) == 1 else ():
            try:
                self._write(document, target)
            except OSError as error:
                self.unreadable.append(reason(error))
            except Exception as error:
                self._failed(unit, error)

    def _read(self, unit: Unit) -> Document | None:
        options = self.work.options
        try:
            source = opened(unit, api.limit(options.max_size))
            if not (unit.asked or source.oversize or belongs(unit.suffix, source.data)):
                self.passed_over[unit.suffix] += 1
                return None
            return api.load(source, format=options.notation or None, max_size=options.max_size)
        except InvalidDocument as error:
            self.invalid.append(str(error))
        except OSError as error:
            self.unreadable.append(reason(error))
        except Exception as error:
            self._failed(unit, error)
        return None

    def _failed(self, unit: Unit, error: Exception) -> None:
        """Says that stdpolicy failed on a document."""
        if not self.work.options.keep_going:
            raise error
        said = f"SP905 {type(error).__name__}: {' '.join(str(error).split())}"
        self.faults.append(f"{unit.name}: {said}")

    def _write(self, document: Document, target: str) -> None:
        """Writes a document and the texts that it names, or nothing if one of them would destroy another."""
        data = api.written(document, named(self.work.to), verify=self.work.verify)
        texts = {text.name: text for text in texts_of(document, target)}
        files = {**{text.name: text.data for text in texts.values()}, target: data}
        folder = str(PurePosixPath(target).parent)
        there = {name: self.store.get(name) for name in files}
        for name, new in files.items():
            if there[name] not in (None, new) and not self.work.force:
                exists = either("exists; --force overwrites it", "已存在；用 --force 覆盖")
                raise OSError(errno.EEXIST, exists, f"{self.store.uri}/{name}")
        for name, new in files.items():
            if name in texts and folder in self.work.mixed:
                self.waiting.append(texts[name]._replace(data=hashlib.sha256(new).digest()))
            elif there[name] != new:
                self.store.put(name, new)
                self.counts["written" if name == target else "texts"] += 1
            elif name == target:
                self.counts["there"] += 1


def convert(inputs: Inputs, engine: Engine, work: Converting) -> list[Converted]:
    """Converts a corpus, and says what came of each group of documents, in their order, and at last of the texts that
    waited for all documents.
    """
    targets = Targets(inputs, work.to)
    work = replace(work, mixed=targets.mixed)
    groups = tasks(targets.together(inputs), partial(target_of, to=work.to))
    done = sorted(
        outcomes(engine, work, groups, work.lost, parts=work.parts), key=lambda one: one.place
    )
    waiting = (text for one in done for text in one.waiting)
    texts, unreadable = brought(waiting, Store(work.options.output))
    return [*done, Converted((), texts=texts, unreadable=tuple(unreadable))]
