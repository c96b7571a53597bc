"""One file of a run: what it gives by itself, and what is found in it once the files before it are known.

The first is the most of the work and can be done anywhere. What goes between the two and the run, which
alone knows the order of the files, is plain values.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

import orjson
from msgspec import Struct, field

from stdpolicy.cache import Cache, digest
from stdpolicy.checks import kept, pipeline
from stdpolicy.checks.consistency.aligned import Alignment, alignments
from stdpolicy.checks.consistency.said import Kept, Others, Own
from stdpolicy.checks.consistency.said import kept as said
from stdpolicy.checks.entities import Registered, entities_of, shipped, shipped_entities
from stdpolicy.checks.kept import Entry, Keeper, watched
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

COMPARED = ("SP701", "SP702")
"""The rules by which what a document says is compared with what others said."""
Leading = tuple[str, tuple[str, ...]]
"""A reference to another document: its target, and the classes that may stand there."""


@cache
def shipped_terms() -> Termbase:
    """The terms of the registry."""
    return Termbase(terms(shipped()), lasting=True)


def content(tree: Tree) -> bytes:
    """A digest of a canonical tree: of its parts, since the bytes of all of it take as much memory as the file."""
    found = sha256()
    for key, value in tree.items():
        for item in value if type(value) is list else (value,):
            found.update(orjson.dumps((key, item)))
    return found.digest()


class Facts(Struct):
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
    said: Kept = field(default_factory=dict)
    """What it says that is compared with others."""
    is_kept: bool = False
    """Whether all this was in a cache."""


class Before(NamedTuple):
    """What the files before one in the run are to it."""

    is_first: bool
    """Whether it is the first of its document that can be read: of several notations one is enough."""
    said: Others
    """What others said of the same."""
    twin: Twin | None
    """That a file before it has other content for its document."""
    files: Mapping[str, Opener]
    """The files of the documents that said it, by their IRIs."""


class Begun(Struct):
    """A file that was checked by itself."""

    facts: Facts
    opened: Opened | None = None
    own: Own = field(default_factory=Own)
    """What it says, of which its facts have what others are compared with."""
    findings: list[Finding] = field(default_factory=list)
    entry: Entry | None = None
    """What a cache keeps of it."""
    source: Source | None = None
    """The file, where it was not read because that is kept."""
    fault: Exception | None = None
    """What was raised, if stdpolicy failed on it."""


class Settings(Struct, frozen=True):
    """How the files of a run are checked, as `Run` has it."""

    notation: Notation | None
    max_size: float
    conformance: bool
    registries: Sequence[Mapping[str, Any]]
    keep_going: bool
    located: bool
    cache: Cache | None = None
    """Where what files give by themselves is kept."""


def _digest(settings: Settings) -> bytes:
    """Of all that decides what is found in a file by itself."""
    asked = (settings.notation, settings.max_size, settings.conformance, settings.located)
    known = orjson.dumps(list(settings.registries))
    return digest(b"validate", " ".join(map(str, asked)).encode(), known)


def _as_data(facts: Facts) -> dict[str, Any]:
    """Facts as plain values, without the name of the file and without what is kept beside them."""
    return {
        "base": facts.base,
        "checked": facts.checked,
        "readable": facts.readable,
        "nodes": facts.nodes,
        "digest": facts.digest and facts.digest.hex(),
        "alignments": [list(one) for one in facts.alignments],
        "links": [[target, list(classes)] for target, classes in facts.links],
    }


def _facts(name: str, entry: Entry) -> Facts:
    data = entry.facts
    return Facts(
        name,
        data["base"],
        data["checked"],
        data["readable"],
        data["nodes"],
        data["digest"] and bytes.fromhex(data["digest"]),
        tuple(Alignment(*one) for one in data["alignments"]),
        tuple((target, tuple(classes)) for target, classes in data["links"]),
        said(data["base"] or "", entry.own),
        is_kept=True,
    )


def _holds(facts: Facts, entry: Entry, before: Before) -> bool:
    """Whether what is found in a file by itself is all that is found in it."""
    if before.twin is not None:
        return False
    if not before.is_first:
        return not (entry.differs or entry.is_told_once)
    if not before.said:
        return True
    assert facts.base is not None
    return not (entry.differs or pipeline.differs(facts.base, entry.own, before.said))


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
        self._keeper = None if settings.cache is None else Keeper(settings.cache, _digest(settings))

    def begin(self, source: Source) -> Begun:
        """Checks a file by itself, or takes what is kept of it.

        Raises ModuleNotFoundError if pySHACL is asked for and not installed.
        """
        if self._keeper is None:
            return self._begun(source)
        if (entry := self._keeper.get(source)) is not None:
            with suppress(LookupError, TypeError, ValueError):  # made by somebody else
                facts = _facts(source.name, entry)
                return Begun(facts, own=entry.own, entry=entry, source=source)
        looked_at = watched(source)
        begun = self._begun(looked_at)
        if begun.fault is None:
            begun.entry = self._entry(begun)
            self._keeper.keep(looked_at, begun.entry)
        return begun

    def _begun(self, source: Source) -> Begun:
        begun = Begun(Facts(source.name))
        try:
            self._begin(source, begun)
        except ModuleNotFoundError:
            raise  # an extra is not installed
        except Exception as error:
            if not self.settings.keep_going:
                raise
            begun.fault = error
        return begun

    def finish(self, begun: Begun, before: Before) -> list[Diagnostic]:
        """What is found in a file, in file order, without what files to come tell of it."""
        name = begun.facts.name
        if begun.entry is not None and _holds(begun.facts, begun.entry, before):
            return begun.entry.diagnostics(name)
        if begun.source is not None:
            begun = self._begun(begun.source)
        if begun.fault is not None:
            return [pipeline.failed(name, begun.fault)]
        assert begun.opened is not None
        try:
            return self._finish(begun, begun.opened, before)
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

    def forget(self) -> None:
        """Lets go of what it knows of the places in other documents."""
        self._nodes.clear()

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
            facts.digest = content(opened.document.tree)
            if opened.walk is not None:
                facts.alignments = tuple(alignments(opened.walk))
        if opened.links is not None:
            out = ((link.target, link.targets) for link in opened.links.external)
            facts.links = tuple(dict.fromkeys(out))
        begun.own = pipeline.said(opened)
        facts.said = said(facts.base or "", begun.own)

    def _finish(self, begun: Begun, opened: Opened, before: Before) -> list[Diagnostic]:
        found = [*begun.findings]
        if before.is_first:
            found += pipeline.among(opened, begun.own, before.said, self._terms)
        if before.twin is not None:
            found += TWINS.run(before.twin)
        if found:
            opened.let_go()

        def elsewhere(iri: str) -> tuple[str, Region] | None:
            return self._elsewhere(iri, before.files)

        return pipeline.place(opened, found, elsewhere, located=self.settings.located)

    def _entry(self, begun: Begun) -> Entry:
        """What is kept of a file that was read."""
        opened, own = begun.opened, begun.own
        assert opened is not None
        among = pipeline.among(opened, own, {}, self._terms)
        found = [*begun.findings, *among]
        located = self.settings.located
        return kept.made(
            _as_data(begun.facts),
            own,
            lambda: pipeline.place(opened, found, located=located),
            differs=any(one.rule.code in COMPARED for one in among),
            is_told_once=any(one.rule.code not in COMPARED for one in among),
        )

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
