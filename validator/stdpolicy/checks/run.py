"""Many files in one run: each is read, checked and let go; what stays is an index of ids."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from sys import intern
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from stdpolicy.cache import Cache
from stdpolicy.checks import pipeline
from stdpolicy.checks.alone import Before, Checker, Facts, Leading, Opener, Settings
from stdpolicy.checks.consistency.aligned import Aligned, Alignment, Measured, measures
from stdpolicy.checks.consistency.said import Others, Said
from stdpolicy.checks.entities import shipped
from stdpolicy.checks.pipeline import Opened
from stdpolicy.checks.references.across import Twin, fits
from stdpolicy.diagnostics import Diagnostic, Finding, Report
from stdpolicy.files import reason
from stdpolicy.formats import Notation
from stdpolicy.verdict import MAX_SIZE

REGISTRY = "https://w3id.org/stdpolicy/id/registry"
"""The IRI of the registry that the package ships: known in every run, unless it has one of its own."""


def nodes_of(tree: Mapping[str, Any]) -> dict[str, str]:
    """The classes of a registry's nodes by id, its own included."""
    nodes = [node for value in tree.values() if type(value) is list for node in value]
    return {tree["id"]: tree["type"], **{n["id"]: n["type"] for n in nodes if "type" in n}}


class _Checked(Struct):
    """What is kept of a file."""

    diagnostics: list[Diagnostic]
    links: tuple[Leading, ...]
    opener: Opener
    base: str
    """The IRI of its document, if that is valid and the first file of it; else nothing."""
    name: str
    later: list[Diagnostic] = field(default_factory=list)
    """What other files of the run say of it, which is known when all of them were read."""

    @property
    def every(self) -> list[Diagnostic]:
        """All that was found in it, in file order."""
        if not self.later:
            return self.diagnostics
        return sorted((*self.diagnostics, *self.later), key=lambda d: (d.place, d.rule.code))


class Run(Struct, dict=True):
    """A validation of many files. `conformance` lets the published schemas judge too.

    With `keep_going` a file on which stdpolicy itself fails has one finding that says so (SP905), and
    the others are checked; else what was raised is raised. Files have many ids and targets in common:
    equal strings and links are kept once.
    """

    notation: Notation | None = None
    max_size: float = MAX_SIZE
    conformance: bool = False
    registries: Sequence[Mapping[str, Any]] = ()
    """The trees of documents that are known and not checked."""
    keep_going: bool = False
    located: bool = True
    """Whether findings say where they are in the notation's own terms."""
    cache: Cache | None = None
    """Where what files give by themselves is kept from run to run."""
    reused: int = 0
    """Of how many files that was known already."""
    _checked: list[_Checked] = field(default_factory=list)
    _known: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """The documents of which every node was met."""
    given: set[str] = field(default_factory=set)
    """The IRIs of all documents that were checked, valid or not."""
    _met: set[str] = field(default_factory=set)
    """These, and those of documents on which we failed."""
    _links: dict[Leading, Leading] = field(default_factory=dict)
    _first: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """Document IRI to the digest and the name of the first file with it."""
    _said: Said = field(default_factory=Said)
    """What the documents so far say."""
    _alignments: list[Alignment] = field(default_factory=list)
    """Those of the crosswalks so far."""
    _first_files: dict[str, Opener] = field(default_factory=dict)
    """The first file of each document that can be read, by its IRI."""
    _unreadable: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._settings = Settings(
            self.notation,
            self.max_size,
            self.conformance,
            self.registries,
            self.keep_going,
            self.located,
            self.cache,
        )
        self._checker = Checker(self._settings, self._unreadable)

    def check(self, opener: Opener) -> list[Diagnostic]:
        """Checks a file by itself, and returns what is known of it before all others have been read; one
        that cannot be opened is listed in the report.

        Raises ModuleNotFoundError if pySHACL is asked for and not installed.
        """
        try:
            source = opener()
        except OSError as error:
            self._unreadable.append(reason(error))
            return []
        begun = self._checker.begin(source)
        kept, before = self._entered(begun.facts, opener)
        kept.diagnostics += self._checker.finish(begun, before)
        return kept.diagnostics

    def each(
        self, openers: Iterable[Opener], jobs: int = 1
    ) -> Generator[list[Diagnostic], None, None]:
        """The same of many files, in their order, by so many processes: one is this one.

        Raises Ended if a process ends early and the run may not keep going.
        """
        if jobs == 1:
            yield from map(self.check, openers)
            return
        from stdpolicy.checks.workers import checked

        entered: deque[_Checked] = deque()

        def enter(opener: Opener, facts: Facts) -> Before:
            kept, before = self._entered(facts, opener)
            entered.append(kept)
            return before

        with closing(checked(openers, jobs, self._settings, enter)) as every:
            for found in every:
                self._unreadable += (one for one in found.problems if one not in self._unreadable)
                if found.is_open:
                    entered.popleft().diagnostics += found.diagnostics
                yield found.diagnostics

    def _entered(self, facts: Facts, opener: Opener) -> tuple[_Checked, Before]:
        """Takes a file into the index; what is kept of it, and what the files before it are to it."""
        base = facts.base
        kept = _Checked([], self._kept_once(facts.links), opener, "", facts.name)
        self._checked.append(kept)
        self.reused += facts.is_kept
        said: Others = {}
        is_first, twin = False, None
        if base is None:
            return kept, Before(is_first, said, twin, {})
        self._met.add(base)
        if facts.checked:
            self.given.add(base)
        if facts.nodes is not None and base not in self._known:
            self._known[base] = {intern(name): cls for name, cls in facts.nodes.items()}
        if facts.readable and base not in self._first_files:
            is_first = True
            said = self._said.taken(facts.said)
            self._first_files[base] = opener
        if facts.digest is not None:
            expected, other = self._first.setdefault(base, (facts.digest, facts.name))
            if other == facts.name:
                kept.base = base
                self._alignments += facts.alignments
            if expected != facts.digest:
                twin = Twin(base, other)
        files = {iri: self._first_files[iri] for iri in {one[0] for one in said.values()}}
        return kept, Before(is_first, said, twin, files)

    def _kept_once(self, links: Iterable[Leading]) -> tuple[Leading, ...]:
        return tuple(self._links.setdefault(link, link) for link in links)

    @contextmanager
    def _guarded(self, kept: _Checked) -> Iterator[None]:
        """Adds to what is found in a file later that stdpolicy failed on it, once, if it may keep going."""
        try:
            yield
        except Exception as error:
            if not self.keep_going:
                raise
            if not any(one.is_fault for one in kept.every):
                kept.later.append(replace(pipeline.failed(kept.name, error), late=True))

    def report(self) -> Report:
        """What was found in all files, what is between them included, in the order of the files.

        A file of which a reference turns out to be wrong, or what alignments say, is read once more.
        """
        registries = {tree["id"]: nodes_of(tree) for tree in self.registries}
        if REGISTRY not in registries and any(to.startswith(REGISTRY) for to, _ in self._links):
            registries[REGISTRY] = nodes_of(shipped())
        self._known |= {iri: nodes for iri, nodes in registries.items() if iri not in self.given}
        for kept in self._checked:
            if not all(fits(*link, self._known) for link in kept.links):
                self._again(kept, lambda opened: pipeline.across(opened, self._known))
        if self._alignments:
            self._check_alignments()
        diagnostics = [found for kept in self._checked for found in kept.every]
        names = [kept.name for kept in self._checked]
        return Report(
            diagnostics,
            len(names),
            self._unreadable,
            names=names,
            documents=self.given,
            unknown=self._unknown(),
            reused=self.reused,
        )

    def _unknown(self) -> list[str]:
        """The documents to which references to nodes lead and which are neither in the run nor known."""
        documents = {target.partition("#")[0] for target, classes in self._links if classes}
        return sorted(documents - self._known.keys() - self._met)

    def _check_alignments(self) -> None:
        """Says which domains of measures do not agree with the alignments."""
        named = {iri.partition("#")[0] for pair in self._alignments for iri in pair[:2]}
        found: dict[str, Measured] = {}
        there = set()
        for kept in self._checked:
            if kept.base not in named:
                continue
            with self._guarded(kept):
                if (opened := self._checker.reopened(kept.opener)) and opened.walk:
                    there.add(kept.base)
                    found.update(measures(opened.walk))
        aligned = Aligned(tuple(self._alignments), found, frozenset(there))
        wrong = {measure.partition("#")[0] for measure in aligned.unsupported()}
        apart = aligned.apart()
        for kept in self._checked:
            if kept.base in wrong or (apart and kept.base and kept.base not in named):
                self._again(kept, lambda opened: pipeline.aligned(opened, aligned))

    def _again(self, kept: _Checked, check: Callable[[Opened], list[Finding]]) -> None:
        """Adds what a check finds in a file that is read once more."""
        with self._guarded(kept):
            if opened := self._checker.reopened(kept.opener):
                placed = pipeline.place(opened, check(opened), located=self.located)
                kept.later += (replace(found, late=True) for found in placed)
