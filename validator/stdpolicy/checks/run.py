"""Many files in one run: each is read, checked and let go; what stays is an index of ids."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

import orjson

from stdpolicy.checks import pipeline
from stdpolicy.checks.pipeline import Opened
from stdpolicy.checks.references import TWINS, Twin, fits
from stdpolicy.diagnostics import Diagnostic, Report
from stdpolicy.files import reason
from stdpolicy.formats import Notation
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE

Opener = Callable[[], Source]
"""Opens a file; it may be asked twice. Raises OSError."""


@dataclass
class _Checked:
    """What is kept of a file."""

    opener: Opener
    base: str
    diagnostics: list[Diagnostic]
    links: frozenset[tuple[str, tuple[str, ...]]] = frozenset()
    """What it refers to in other documents, and the classes that may stand there."""


@dataclass
class Run:
    """A validation of many files. `conformance` lets the published schemas judge too."""

    notation: Notation | None = None
    max_size: float = MAX_SIZE
    conformance: bool = False
    _checked: list[_Checked] = field(default_factory=list)
    _known: dict[str, dict[str, str]] = field(default_factory=dict)
    _first: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """Document IRI to the digest and the name of the first file with it."""
    _unreadable: list[str] = field(default_factory=list)

    def check(self, opener: Opener) -> None:
        """Checks a file by itself; one that cannot be opened is listed in the report.

        Raises ModuleNotFoundError if pySHACL is asked for and not installed.
        """
        try:
            source = opener()
        except OSError as error:
            self._unreadable.append(reason(error))
            return
        opened = self._open(source)
        findings = opened.findings + pipeline.within(opened, conformance=self.conformance)
        base = opened.reading.base
        if opened.walk is not None:
            ids = {node.id: node.cls.name for node in opened.walk.nodes if node.id}
            self._known.setdefault(base, ids)
        if opened.document is not None:
            data = orjson.dumps(opened.document.tree)
            digest = hashlib.sha256(data).digest()
            first, other = self._first.setdefault(base, (digest, source.name))
            if first != digest:
                findings += TWINS.run(Twin(base, other))
        kept = _Checked(opener, base, pipeline.place(opened, findings))
        kept.links = frozenset((link.target, link.targets) for link in pipeline.links(opened))
        self._checked.append(kept)

    def _open(self, source: Source) -> Opened:
        return pipeline.open(source, self.notation, self.max_size)

    def report(self) -> Report:
        """What was found in all files, references among them included, in the order of the files."""
        diagnostics: list[Diagnostic] = []
        for kept in self._checked:
            if not all(fits(*link, self._known) for link in kept.links):
                opened = self._open(kept.opener())
                found = pipeline.across(opened, self._known)
                kept.diagnostics += pipeline.place(opened, found)
                kept.diagnostics.sort(key=lambda d: (d.place, d.rule.code, d.message))
            diagnostics += kept.diagnostics
        return Report(diagnostics, files=len(self._checked), unreadable=self._unreadable)
