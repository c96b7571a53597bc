"""One file of a run: what it gives by itself, and what is found in it once the files before it are known.

The first is the most of the work and can be done anywhere. What goes between the two and the run, which
alone knows the order of the files, is plain values.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

import orjson

from stdpolicy.checks import pipeline
from stdpolicy.checks.consistency.aligned import Alignment, alignments
from stdpolicy.checks.consistency.words import Said
from stdpolicy.checks.entities import Registered, entities_of, shipped, shipped_entities
from stdpolicy.checks.pipeline import Opened
from stdpolicy.checks.references.across import TWINS, Twin
from stdpolicy.diagnostics import Diagnostic, Finding, Region
from stdpolicy.files import reason
from stdpolicy.formats import Notation
from stdpolicy.formats.reading import Tree
from stdpolicy.source import Source
from stdpolicy.text.terms import Termbase, terms

Opener = Callable[[], Source]
"""Opens a file; it may be asked twice. Raises OSError."""

Leading = tuple[str, tuple[str, ...]]
"""A reference to another document: its target, and the classes that may stand there."""


@cache
def shipped_terms() -> Termbase:
    """The terms of the registry."""
    return Termbase(terms(shipped()))


def _digest(tree: Tree) -> bytes:
    """A digest of a canonical tree: of its parts, since the bytes of all of it take as much memory as the file."""
    found = sha256()
    for key, value in tree.items():
        for item in value if type(value) is list else (value,):
            found.update(orjson.dumps((key, item)))
    return found.digest()


@dataclass(slots=True)
class Facts:
    """What a run keeps of a file and holds others against. Where stdpolicy failed on it what comes later
    is missing.
    """

    name: str
    base: str | None = None
    """The IRI of its document."""
    checked: bool = False
    """Whether all rules have seen it by itself."""
    readable: bool = False
    nodes: Mapping[str, str] | None = None
    """The classes of its nodes by id; None of a document that is not whole, of which nothing is said to
    be missing.
    """
    digest: bytes | None = None
    """Of its document, if that is valid."""
    alignments: Sequence[Alignment] = ()
    links: tuple[Leading, ...] = ()
    """What leads out of it, each once."""
    said: Said | None = None
    """What it says, where the run is in another process."""


class Before(NamedTuple):
    """What the files before one in the run are to it."""

    is_first: bool
    """Whether it is the first of its document that can be read: of several notations one is enough."""
    said: Said
    """How others encode what it says; in the process of the run all that was said."""
    twin: Twin | None
    """That a file before it has other content for its document."""
    files: Mapping[str, Opener]
    """The files of the documents that said it, by their IRIs."""


@dataclass(slots=True)
class Begun:
    """A file that was checked by itself."""

    facts: Facts
    opened: Opened | None = None
    findings: list[Finding] = field(default_factory=list)
    fault: Exception | None = None
    """What was raised, if stdpolicy failed on it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the files of a run are checked, as `Run` has it."""

    notation: Notation | None
    max_size: float
    conformance: bool
    registries: Sequence[Mapping[str, Any]]
    keep_going: bool
    located: bool


class Checker:
    """Checks files one by one; what all of them need is made once. It lists `problems`: files that could
    not be read once more.
    """

    def __init__(self, settings: Settings, problems: list[str]) -> None:
        self.settings = settings
        self.problems = problems
        self._termbase: Termbase | None = None
        self._described: Registered | None = None
        self._nodes: dict[str, dict[str, tuple[str, Region]]] = {}
        """Where the nodes of those documents are to which findings in others point."""

    def begin(self, source: Source, *, apart: bool = False) -> Begun:
        """Checks a file by itself. `apart` from the run its facts have what it says.

        Raises ModuleNotFoundError if pySHACL is asked for and not installed.
        """
        begun = Begun(Facts(source.name))
        try:
            self._begin(source, begun)
        except ModuleNotFoundError:
            raise  # an extra is not installed
        except Exception as error:
            if not self.settings.keep_going:
                raise
            begun.fault = error
        if apart and begun.opened is not None and begun.fault is None:
            begun.facts.said = self._said(begun.opened)
        return begun

    def finish(self, begun: Begun, before: Before) -> list[Diagnostic]:
        """What is found in a file, in file order, without what files to come tell of it."""
        name = begun.facts.name
        if begun.fault is not None:
            return [pipeline.failed(name, begun.fault)]
        assert begun.opened is not None
        try:
            return self._finish(begun.opened, begun.findings, before)
        except Exception as error:
            if not self.settings.keep_going:
                raise
            return [pipeline.failed(name, error)]

    def open(self, source: Source) -> Opened:
        """Reads a file, takes the verdict on it, and explains that if it is no."""
        settings = self.settings
        return pipeline.open(source, settings.notation, settings.max_size, self._entities)

    def reopened(self, opener: Opener) -> Opened | None:
        """A file that is read once more; None, and a problem, if it can no longer be opened."""
        try:
            return self.open(opener())
        except OSError as error:
            if (why := reason(error)) not in self.problems:
                self.problems.append(why)
            return None

    def _begin(self, source: Source, begun: Begun) -> None:
        facts = begun.facts
        begun.opened = opened = self.open(source)
        facts.base = opened.reading.base
        begun.findings += opened.findings
        begun.findings += pipeline.within(
            opened, entities=self._entities, conformance=self.settings.conformance
        )
        facts.checked = True
        if opened.walk is not None:
            facts.readable = True
            if opened.walk.whole:
                facts.nodes = {node.id: node.cls.name for node in opened.walk.nodes if node.id}
        if opened.document is not None:
            facts.digest = _digest(opened.document.tree)
            if opened.walk is not None:
                facts.alignments = tuple(alignments(opened.walk))
        if opened.links is not None:
            out = ((link.target, link.targets) for link in opened.links.external)
            facts.links = tuple(dict.fromkeys(out))

    def _said(self, opened: Opened) -> Said:
        """What a document says: what its own checks keep of it when nothing was said before."""
        said = Said()
        try:
            pipeline.among(opened, said, self._terms)
        except Exception:
            if not self.settings.keep_going:
                raise
        return said  # with what was said until we failed, as we shall again

    def _finish(
        self, opened: Opened, findings: Iterable[Finding], before: Before
    ) -> list[Diagnostic]:
        found = [*findings]
        if before.is_first:
            found += pipeline.among(opened, before.said, self._terms)
        if before.twin is not None:
            found += TWINS.run(before.twin)
        if found:
            opened.let_go()

        def elsewhere(iri: str) -> tuple[str, Region] | None:
            return self._elsewhere(iri, before.files)

        return pipeline.place(opened, found, elsewhere, located=self.settings.located)

    def _elsewhere(self, iri: str, files: Mapping[str, Opener]) -> tuple[str, Region] | None:
        """File and region of a node of a document that was read before: of one that a finding points
        to those of all nodes are looked up, in one more reading.
        """
        base = iri.partition("#")[0]
        if base not in self._nodes and base in files:
            self._nodes[base] = {}
            opened = self.reopened(files[base])
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

    def _terms(self) -> Termbase:
        """The terms of all registries: made when a label asks for them."""
        if not self.settings.registries:
            return shipped_terms()
        if self._termbase is None:
            every = (shipped(), *self.settings.registries)
            self._termbase = Termbase.of(tuple(term for tree in every for term in terms(tree)))
        return self._termbase

    def _entities(self) -> Registered:
        """What all registries describe: made when a statement asks for a name."""
        if not self.settings.registries:
            return shipped_entities()
        if self._described is None:
            described = dict(shipped_entities())
            for tree in self.settings.registries:
                described |= entities_of(tree)
            self._described = Registered(described)
        return self._described
