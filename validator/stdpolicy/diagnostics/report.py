"""Findings with their places and in words, and a report of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from stdpolicy.diagnostics.fixes import Fix
from stdpolicy.diagnostics.rules import FAULT, Rule, Severity
from stdpolicy.diagnostics.values import Value
from stdpolicy.source import Place, Span


class Region(NamedTuple):
    """A stretch of a text in lines, half open."""

    place: Place
    end: Place
    beyond: tuple[int, int] = (0, 0)
    """How many characters beyond U+FFFF stand before `place` and before `end` on their lines."""

    @property
    def place_utf16(self) -> Place:
        """`place` with its column in UTF-16 code units, as SARIF and LSP count."""
        return self.place._replace(column=self.place.column + self.beyond[0])

    @property
    def end_utf16(self) -> Place:
        """`end` with its column in UTF-16 code units."""
        return self.end._replace(column=self.end.column + self.beyond[1])


class Beside(NamedTuple):
    """Another place that a finding is about, and what stands there."""

    message: str
    file: str
    region: Region

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.region.place


class Diagnostic(Struct, frozen=True):
    """A finding in a named file, with its place and in words.

    Lines and columns are counted from 1, columns in characters; `end` is the place behind it.
    """

    rule: Rule
    key: str
    """What the rule says, independent of language."""
    values: Mapping[str, Value]
    message: str
    file: str
    span: Span
    place: Place
    end: Place
    pointer: str = ""
    hint: str = ""
    related: tuple[Beside, ...] = ()
    excerpt: str = ""
    """The line of text at `place`, unescaped; renderers escape it."""
    document: str = ""
    """The IRI of the document; nothing where it is not known."""
    node: str = ""
    """The id of the node that it is in, or of the nearest that has one."""
    fix: Fix | None = None
    """How the text is mended, where that is known."""
    beyond: tuple[int, int] = (0, 0)
    """How many characters beyond U+FFFF stand before `place` and before `end` on their lines."""
    location: str = ""
    """Where it is in the notation's own terms, in the file as it is written: a JSON Pointer, an
    XPath, a node and its property. Nothing where the file is not well-formed or there is none, and in
    an editor, which has no use for it.
    """

    mended: tuple[Region, ...] = ()
    """Where the edits of the fix are."""
    late: bool = False
    """Whether it could be known only when all files of the run had been read."""

    @property
    def region(self) -> Region:
        """Where it is in lines."""
        return Region(self.place, self.end, self.beyond)

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    @property
    def is_fault(self) -> bool:
        """Whether it says that stdpolicy itself failed, so that the file was not checked to its end."""
        return self.rule.code == FAULT

    def __str__(self) -> str:
        return f"{self.file}:{self.place.line}:{self.place.column}: {self.rule.code} {self.message}"


class Report(Struct, frozen=True):
    """What a validation found, in file order, and how many files it read."""

    diagnostics: Sequence[Diagnostic] = ()
    files: int = 0
    unreadable: Sequence[str] = ()
    """Files that could not be opened at all, each with the reason."""
    waived: Sequence[Diagnostic] = ()
    """What the project's waivers take out: counted, and else not told."""
    known: Sequence[Diagnostic] = ()
    """What the project's baseline has: counted, and else not told."""
    names: Sequence[str] = ()
    """The files that were read, by their names."""
    documents: Collection[str] = ()
    """The IRIs of the documents that they hold."""
    unknown: Sequence[str] = ()
    """The IRIs of documents to which references lead and of which nothing is known: these references are
    not checked.
    """
    reused: int = 0
    """Of how many files a cache knew what they give by themselves."""

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return self._of(Severity.WARNING)

    @property
    def notes(self) -> int:
        """How many notes there are."""
        return self._of(Severity.NOTE)

    @property
    def faults(self) -> int:
        """On how many files stdpolicy itself failed: one finding each, that no option leaves out."""
        return sum(d.is_fault for d in self.diagnostics)

    def _of(self, severity: Severity) -> int:
        return sum(d.severity is severity for d in self.diagnostics)

    def ok(self, *, strict: bool = False, fail_level: Severity = Severity.ERROR) -> bool:
        """Whether every file could be read and has no finding of `fail_level` or worse; `strict` is short
        for warnings.
        """
        order = tuple(Severity)
        level = max(order.index(fail_level), order.index(Severity.WARNING) if strict else 0)
        return not self.unreadable and all(
            order.index(d.severity) > level for d in self.diagnostics
        )
