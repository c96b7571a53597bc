"""Rules, findings and reports: what the tool has to say about a document, as data.

A `Finding` is a message with typed values and a path in the document's tree (or, where there is no
tree, a span of the text); nothing in it is a sentence. A `Diagnostic` is a finding whose place in
the file is known, put into words (`stdpolicy.wording`). The two are kept apart because finding
places costs a second scan of the text, made only when there is something to show.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from stdpolicy.source import Place, Span

Path = tuple[str | int, ...]
"""Steps into a tree: field names, list indexes, language tags."""

KEY = -1
"""As the last step of a path: the key itself, not its value."""


# -- rules ---------------------------------------------------------------------------------


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


class Rule(NamedTuple):
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


RULES: dict[str, Rule] = {}
"""Every rule by its code, as far as they are imported; `stdpolicy.checks.RULES` is complete."""


def register(rule: Rule) -> Rule:
    """Adds a rule. Raises ValueError if its code or name is taken: neither is ever used twice."""
    for other in RULES.values():
        if rule.code == other.code or rule.name == other.name:
            raise ValueError(f"{rule.code} {rule.name} is taken by {other.code} {other.name}")
    RULES[rule.code] = rule
    return rule


# -- typed values ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """A number, as written or counted."""

    value: str | int


@dataclass(frozen=True, slots=True)
class Words:
    """A string; its subclasses are kinds of strings, which are shown in different ways."""

    value: str


class Date(Words):
    """A date as written."""

    __slots__ = ()


class Name(Words):
    """A name of the vocabulary as files write it: a class, property, datatype or code list."""

    __slots__ = ()


class Code(Words):
    """A code, an IRI or another name that stands for something."""

    __slots__ = ()


class Node(Words):
    """A node, by its id or else its class."""

    __slots__ = ()


class Quote(Words):
    """Words of the file or of the policy, shown in quotation marks and short."""

    __slots__ = ()


class Said(Words):
    """What a parser of another library says, in its own words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the tree as it was found, of whatever type."""

    value: Any


@dataclass(frozen=True, slots=True)
class Listed:
    """Several values; `conjunction` joins the last two."""

    values: tuple["Value", ...]
    conjunction: str = ""
    """"and", "or" or nothing."""


Value = Number | Date | Name | Code | Node | Quote | Found | Listed | Said


# -- messages and findings -------------------------------------------------------------------


class Advice(NamedTuple):
    """What to do, as a template over the values of the finding that it belongs to."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that a rule says: a stable key, and a template over named values.

    `{name}` shows a value, `{name:a}` puts "a" or "an" before it. Called with a place and values a
    message gives a finding.
    """

    code: str
    """Of the rule that says it."""
    key: str
    words: str
    advice: Advice | None = None
    """What to do, where a finding does not say better."""

    def __post_init__(self) -> None:
        if MESSAGES.setdefault((self.code, self.key), self) is not self:
            raise ValueError(f"{self.code} says {self.key} twice")

    def __call__(
        self,
        where: "Path | Span" = (),
        /,
        *,
        advice: Advice | None = None,
        related: "Sequence[Related]" = (),
        **values: Value,
    ) -> "Finding":
        """A finding at a path of the tree or, from a reader, at a span of the text."""
        span = where if isinstance(where, Span) else None
        return Finding(
            message=self,
            path=() if isinstance(where, Span) else where,
            span=span,
            values=values,
            advice=advice or self.advice,
            related=tuple(related),
        )


MESSAGES: dict[tuple[str, str], Message] = {}
"""Every message by the code of its rule and its key."""


class Related(NamedTuple):
    """Another place that a finding is about, and what stands there."""

    advice: Advice
    path: Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: where, what was expected and found, what to do."""

    message: Message
    path: Path
    span: Span | None
    """Where it is, if the reader that found it knew; else `path` says it."""
    values: Mapping[str, Value]
    advice: Advice | None
    related: tuple[Related, ...]

    @property
    def rule(self) -> Rule:
        """The rule that was broken."""
        return RULES[self.message.code]

    def moved(self, where: Callable[[Path], Path]) -> "Finding":
        """The same finding with other paths."""
        related = tuple(Related(one.advice, where(one.path)) for one in self.related)
        return replace(self, path=where(self.path), related=related)


def has_errors(findings: Sequence[Finding]) -> bool:
    """Whether there is an error among findings."""
    return any(finding.rule.severity is Severity.ERROR for finding in findings)


# -- what is shown ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Diagnostic:
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
