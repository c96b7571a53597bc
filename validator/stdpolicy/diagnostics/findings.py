"""Messages, and the findings that are made of them."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from stdpolicy.diagnostics.fixes import KEY, Fix, Mend, Path, Safety
from stdpolicy.diagnostics.rules import RULES, Rule, Severity
from stdpolicy.diagnostics.values import Value
from stdpolicy.source import Span


def pointer(path: Path) -> str:
    """A path as a JSON Pointer (RFC 6901)."""
    steps = [str(step) for step in path if step != KEY]
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


class Advice(Struct, frozen=True):
    """What to do, as templates over the values of the finding that it belongs to."""

    key: str
    en: str
    zh: str


class Message(Struct, frozen=True):
    """One thing that a rule says: a stable key, and a template over named values in each language.

    `{name}` shows a value, `{name:a}` puts "a" or "an" before it in English. Called with a place and
    values a message gives a finding.
    """

    code: str
    """Of the rule that says it."""
    key: str
    en: str
    zh: str
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
        fix: Fix | Mend | None = None,
        within: Span | None = None,
        **values: Value,
    ) -> "Finding":
        """A finding at a path of the tree or, from a reader, at a span of the text; `within` are the
        words that it is about, in the characters of the string that the path leads to.
        """
        span = where if isinstance(where, Span) else None
        return Finding(
            message=self,
            path=() if isinstance(where, Span) else where,
            span=span,
            values=values,
            advice=advice or self.advice,
            related=tuple(related),
            fix=fix,
            within=within,
        )


MESSAGES: dict[tuple[str, str], Message] = {}
"""Every message by the code of its rule and its key."""


class Related(Struct, frozen=True):
    """Another place that a finding is about, and what stands there."""

    advice: Advice
    path: Path
    iri: str = ""
    """That of a node of another document in the run, where it is not a path of this one."""
    span: Span | None = None
    """Where it is, if the reader that found it knew; else `path` says it."""
    within: Span | None = None
    """The words that are meant, in the string at `path`; None where that is all of it."""


class Finding(Struct, frozen=True):
    """One mistake: where, what was expected and found, what to do."""

    message: Message
    path: Path
    span: Span | None
    """Where it is, if the reader that found it knew; else `path` says it."""
    values: Mapping[str, Value]
    advice: Advice | None
    related: tuple[Related, ...]
    fix: Fix | Mend | None
    """How it is mended: as edits of the text, if the reader that found it knew, else as changes of the tree."""
    within: Span | None = None
    """The words that it is about, in the string at `path`; None where it is about all of it."""

    @property
    def rule(self) -> Rule:
        """The rule that was broken."""
        return RULES[self.message.code]

    @property
    def is_guess(self) -> bool:
        """Whether a reader went on there with what the text probably means."""
        return isinstance(self.fix, Fix) and self.fix.safety is Safety.LIKELY

    def moved(self, where: Callable[[Path], Path]) -> "Finding":
        """The same finding with other paths."""
        related = tuple(replace(one, path=where(one.path)) for one in self.related)
        fix = self.fix
        if isinstance(fix, Mend):
            fix = replace(fix, changes=tuple(replace(c, path=where(c.path)) for c in fix.changes))
        return replace(self, path=where(self.path), related=related, fix=fix)


def has_errors(findings: Sequence[Finding]) -> bool:
    """Whether there is an error among findings."""
    return any(finding.rule.severity is Severity.ERROR for finding in findings)
