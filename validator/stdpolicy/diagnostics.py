"""Rules, problems and reports: what the tool has to say about a document.

A `Problem` names a path in the document's tree; a `Diagnostic` is a problem whose place in the
file is known. The two are kept apart because finding places costs a second scan of the text,
made only when there is something to show.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from stdpolicy.source import Place

Path = tuple[str | int, ...]
"""Steps into a tree: field names, list indexes, language tags."""

KEY = -1
"""As the last step of a path: the key itself, not its value."""


class Severity(StrEnum):
    """Errors make a document invalid; warnings fail a run only under --strict."""

    ERROR = "error"
    WARNING = "warning"


class Layer(StrEnum):
    """The first digit of a rule's code."""

    SYNTAX = "1"
    STRUCTURE = "2"
    VALUES = "3"
    REFERENCES = "4"
    POLICY = "5"
    GROUNDING = "6"
    CONFORMANCE = "9"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with a stable code; `doc` is what `stdpolicy explain` prints."""

    code: str
    name: str
    severity: Severity
    summary: str
    summary_zh: str
    doc: str

    @property
    def layer(self) -> Layer:
        """The layer that the code belongs to."""
        return Layer(self.code[2])


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where in the tree, what was expected and found, what to do.

    `place` and `sought` are given only by readers, where there is no tree: the place itself, or the
    IRI or string that stands there.
    """

    rule: Rule
    message: str
    path: Path = ()
    hint: str = ""
    place: Place | None = None
    sought: str = ""
    related: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem in a named file, at a line and column (1-based, in characters)."""

    rule: Rule
    message: str
    file: str
    place: Place
    pointer: str = ""
    hint: str = ""
    related: tuple[tuple[str, Place], ...] = ()
    excerpt: str = ""
    """The line of text at `place`, unescaped; renderers escape it."""

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    def __str__(self) -> str:
        return f"{self.file}:{self.place.line}:{self.place.column}: {self.rule.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a validation found, in file order, and how many files it read."""

    diagnostics: Sequence[Diagnostic] = ()
    files: int = 0
    unreadable: Sequence[str] = field(default=())
    """Files that could not be opened at all, each with the reason."""

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(d.severity is Severity.ERROR for d in self.diagnostics)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self.diagnostics) - self.errors

    def ok(self, *, strict: bool = False) -> bool:
        """Whether every file could be read and has no error, and under `strict` no warning."""
        return not self.unreadable and not (self.diagnostics if strict else self.errors)
