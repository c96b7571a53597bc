"""Many files in one run: each is read, checked and let go; what stays is an index of ids."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from sys import intern
from typing import Any

import orjson

from stdpolicy.checks import pipeline
from stdpolicy.checks.consistency.aligned import Aligned, Alignment, Measured, alignments, measures
from stdpolicy.checks.consistency.words import Said
from stdpolicy.checks.entities import Registered, entities_of, shipped, shipped_entities
from stdpolicy.checks.pipeline import Opened
from stdpolicy.checks.references.across import TWINS, Twin, fits
from stdpolicy.checks.walk import Link
from stdpolicy.diagnostics import Diagnostic, Finding, Region, Report
from stdpolicy.files import reason
from stdpolicy.formats import Notation
from stdpolicy.source import Source
from stdpolicy.text.terms import Termbase, terms
from stdpolicy.verdict import MAX_SIZE

Opener = Callable[[], Source]
"""Opens a file; it may be asked twice. Raises OSError."""

REGISTRY = "https://w3id.org/stdpolicy/id/registry"
"""The IRI of the registry that the package ships: known in every run, unless it has one of its own."""

_Link = tuple[str, tuple[str, ...]]
"""A reference to another document: its target, and the classes that may stand there."""


@cache
def shipped_terms() -> Termbase:
    """The terms of the registry."""
    return Termbase(terms(shipped()))


def nodes_of(tree: Mapping[str, Any]) -> dict[str, str]:
    """The classes of a registry's nodes by id, its own included."""
    nodes = [node for value in tree.values() if type(value) is list for node in value]
    return {tree["id"]: tree["type"], **{n["id"]: n["type"] for n in nodes if "type" in n}}


@dataclass(slots=True)
class _Checked:
    """What is kept of a file."""

    diagnostics: list[Diagnostic]
    links: tuple[_Link, ...]
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


@dataclass
class Run:
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
    _checked: list[_Checked] = field(default_factory=list)
    _known: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """The documents of which every node was met."""
    given: set[str] = field(default_factory=set)
    """The IRIs of all documents that were checked, valid or not."""
    _met: set[str] = field(default_factory=set)
    """These, and those of documents on which we failed."""
    _links: dict[_Link, _Link] = field(default_factory=dict)
    _first: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """Document IRI to the digest and the name of the first file with it."""
    _said: Said = field(default_factory=Said)
    """How the documents so far encode what they say."""
    _alignments: list[Alignment] = field(default_factory=list)
    """Those of the crosswalks so far."""
    _compared: dict[str, _Checked] = field(default_factory=dict)
    """The first file of each document, by its IRI."""
    _nodes: dict[str, dict[str, tuple[str, Region]]] = field(default_factory=dict)
    """Where the nodes of those documents are to which findings in others point."""
    _termbase: Termbase | None = None
    _described: Registered | None = None
    _unreadable: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._said.terms = self._terms if self.registries else shipped_terms

    def _terms(self) -> Termbase:
        """The terms of all registries: made when a label asks for them."""
        if self._termbase is None:
            every = (shipped(), *self.registries)
            self._termbase = Termbase.of(tuple(term for tree in every for term in terms(tree)))
        return self._termbase

    def _entities(self) -> Registered:
        """What all registries describe: made when a statement asks for a name."""
        if not self.registries:
            return shipped_entities()
        if self._described is None:
            described = dict(shipped_entities())
            for tree in self.registries:
                described |= entities_of(tree)
            self._described = Registered(described)
        return self._described

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
        kept = _Checked([], (), opener, "", source.name)
        with self._guarded(kept, kept.diagnostics):
            self._check(source, kept)
        self._checked.append(kept)
        return kept.diagnostics

    @contextmanager
    def _guarded(self, kept: _Checked, found: list[Diagnostic]) -> Iterator[None]:
        """Adds to what is found in a file that stdpolicy failed on it, once, if it may keep going."""
        try:
            yield
        except ModuleNotFoundError:
            raise  # an extra is not installed
        except Exception as error:
            if not self.keep_going:
                raise
            if not any(one.is_fault for one in kept.every):
                fault = pipeline.failed(kept.name, error)
                found.append(replace(fault, late=found is kept.later))

    def _check(self, source: Source, kept: _Checked) -> None:
        opened = self._open(source)
        base = opened.reading.base
        self._met.add(base)
        findings = opened.findings + pipeline.within(
            opened, entities=self._entities, conformance=self.conformance
        )
        self.given.add(base)
        # Of a document that is not whole nothing is said to be missing.
        if opened.walk is not None and opened.walk.whole and base not in self._known:
            nodes = opened.walk.nodes
            self._known[base] = {intern(node.id): node.cls.name for node in nodes if node.id}
        # Of a document in several notations the first that can be read is enough.
        if opened.walk is not None and self._compared.setdefault(base, kept) is kept:
            findings += pipeline.among(opened, self._said)
        if opened.document is not None:
            data = orjson.dumps(opened.document.tree)
            digest = hashlib.sha256(data).digest()
            expected, other = self._first.setdefault(base, (digest, source.name))
            if other == source.name:
                kept.base = base
                if opened.walk is not None:
                    self._alignments += alignments(opened.walk)
            if expected != digest:
                findings += TWINS.run(Twin(base, other))
        kept.links = tuple(self._leading_out(opened.links.external if opened.links else ()))
        kept.diagnostics += pipeline.place(
            opened, findings, elsewhere=self._elsewhere, located=self.located
        )

    def _elsewhere(self, iri: str) -> tuple[str, Region] | None:
        """File and region of a node of a document that was read before: of one that a finding points
        to those of all nodes are looked up, in one more reading.
        """
        base = iri.partition("#")[0]
        if base not in self._nodes and base in self._compared:
            self._nodes[base] = {}
            opened = self._reopened(self._compared[base])
            if opened and opened.walk:
                paths = {
                    base + node.id: (*node.path, "id") for node in opened.walk.nodes if node.id
                }
                spans = opened.reading.places(set(paths.values()))
                file, lines = opened.source.name, opened.source.lines
                self._nodes[base] = {
                    node: (file, pipeline.region(lines, spans[path]))
                    for node, path in paths.items()
                }
        return self._nodes.get(base, {}).get(iri)

    def _open(self, source: Source) -> Opened:
        return pipeline.open(source, self.notation, self.max_size, self._entities)

    def _leading_out(self, links: Iterable[Link]) -> dict[_Link, None]:
        """What is kept of references to other documents, each once."""
        found = ((link.target, link.targets) for link in links)
        return dict.fromkeys(self._links.setdefault(link, link) for link in found)

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
            with self._guarded(kept, kept.later):
                if (opened := self._reopened(kept)) and opened.walk:
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
        with self._guarded(kept, kept.later):
            if opened := self._reopened(kept):
                placed = pipeline.place(opened, check(opened), located=self.located)
                kept.later += (replace(found, late=True) for found in placed)

    def _reopened(self, kept: _Checked) -> Opened | None:
        """A file that is read once more; None, and a note, if it can no longer be opened."""
        try:
            return self._open(kept.opener())
        except OSError as error:
            if (why := reason(error)) not in self._unreadable:
                self._unreadable.append(why)
            return None
