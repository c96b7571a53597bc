"""The findings of a group of documents, once it is known what others are to them.

A document of which others tell something is read once more, and told of as in one run over all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from stdpolicy import api
from stdpolicy.checks import pipeline
from stdpolicy.checks.alone import Before, Checker
from stdpolicy.checks.consistency.aligned import Aligned
from stdpolicy.checks.consistency.said import Saying
from stdpolicy.checks.consistency.said import others as earlier
from stdpolicy.checks.pipeline import Opened, failed
from stdpolicy.checks.references.across import Known, Twin
from stdpolicy.corpus import rows
from stdpolicy.corpus.checkers import checker
from stdpolicy.corpus.holdings import Row
from stdpolicy.corpus.options import Options, digest
from stdpolicy.corpus.store import Store, part
from stdpolicy.corpus.units import Unit, opened
from stdpolicy.diagnostics import Diagnostic, Finding
from stdpolicy.files import reason
from stdpolicy.language import speaking
from stdpolicy.source import Source


class Others(NamedTuple):
    """What the other documents of a run are to one."""

    is_first: bool
    """Whether it is the first of its document that can be read."""
    said: Mapping[bytes, Saying]
    """What those before it said of the same."""
    twin: Twin | None
    files: Mapping[str, Unit]
    """The files of the documents that said it."""
    known: tuple[str, ...]
    """The documents to which a reference of it is broken."""
    aligned: Aligned | None
    """The alignments that it does not agree with."""

    @property
    def plain(self) -> tuple[object, ...]:
        """All of it as plain values in one order."""
        said = sorted(
            (key, one.iri, one.words, *one.coded.items()) for key, one in self.said.items()
        )
        align = self.aligned
        aligned = align and (
            align.alignments,
            sorted(align.measures.items()),
            sorted(align.documents),
        )
        return self.is_first, said, self.twin, sorted(self.files.items()), self.known, aligned


class Group(NamedTuple):
    """What the second pass is told of a group: what it is known by, and of which documents others tell what."""

    place: tuple[int, ...]
    key: str
    own: int
    """How many findings its documents have by themselves."""
    told: Mapping[int, tuple[Unit, Others]]
    """By their position in the group."""
    known: Known
    """The nodes of the documents to which references of these are broken."""

    @property
    def own_key(self) -> str:
        """What its findings are known by."""
        if not self.told:
            return self.key
        told = [(at, others.plain) for at, (_, others) in sorted(self.told.items())]
        known = sorted((document, sorted(ids.items())) for document, ids in self.known.items())
        return digest((self.key, told, known))


class Settled(NamedTuple):
    """That the findings of a group are written, under which key, and what could not be read again."""

    place: tuple[int, ...]
    key: str
    """Nothing where there are none."""
    unreadable: tuple[str, ...] = ()


class Settling(Struct, frozen=True):
    """The work of the second pass: the findings of one group."""

    options: Options

    def __call__(self, group: Group) -> Settled:
        """Writes them, unless they are there. Raises OSError if they cannot be written."""
        store = Store(self.options.output)
        made = group.own_key
        problems: list[str] = []
        if not store.has(part("findings", made)):
            own = store.get_part("own", group.key) if group.own else []
            with speaking(self.options.language):
                found = list(self._told(store, group, own, problems)) if group.told else own
            if problems:
                made = digest((made, problems))  # once they are gone it is done again
            if not found:
                return Settled(group.place, "", tuple(problems))
            store.put_part("findings", made, found)
        return Settled(group.place, made, tuple(problems))

    def _told(
        self, store: Store, group: Group, own: Iterable[Row], problems: list[str]
    ) -> Iterator[Row]:
        """What is found in the documents of a group, in their order."""
        check = checker(self.options, problems)
        by_file: dict[str, list[Row]] = {}
        for row in own:
            by_file.setdefault(row["file"], []).append(row)
        for at, row in enumerate(store.get_part("files", group.key)):
            if at not in group.told:
                yield from by_file.get(row["file"], ())
                continue
            unit, others = group.told[at]
            try:
                source = opened(unit, api.limit(self.options.max_size))
            except OSError as error:
                problems.append(reason(error))
                yield from by_file.get(row["file"], ())
            else:
                yield from rows.findings(self._again(check, source, others, group.known))

    def _again(
        self, check: Checker, source: Source, others: Others, known: Known
    ) -> list[Diagnostic]:
        """What is found in a document, what others tell of it included, in its order."""
        limit = api.limit(self.options.max_size)
        files = {iri: partial(opened, unit, limit) for iri, unit in others.files.items()}
        before = Before(others.is_first, earlier(others.said), others.twin, files)
        found = check.finish(check.begin(source), before)
        late: list[Diagnostic] = []
        try:
            if others.known:
                there = {iri: known.get(iri, {}) for iri in others.known}
                late += self._late(check, source, lambda one: pipeline.across(one, there))
            if (aligned := others.aligned) is not None:
                late += self._late(check, source, lambda one: pipeline.aligned(one, aligned))
        except Exception as error:
            if not self.options.keep_going:
                raise
            if not any(one.is_fault for one in (*found, *late)):
                late.append(replace(failed(source.name, error), late=True))
        return sorted((*found, *late), key=lambda d: (d.place, d.rule.code)) if late else found

    def _late(
        self, check: Checker, source: Source, work: Callable[[Opened], list[Finding]]
    ) -> Iterator[Diagnostic]:
        """What a check finds in a document that is read anew, as nothing of it has been guessed yet."""
        opened_ = check.open(source)
        placed = pipeline.place(opened_, work(opened_))
        return (replace(one, late=True) for one in placed)
