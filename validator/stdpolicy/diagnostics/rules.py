"""Rules, each with a stable code."""

from enum import StrEnum
from typing import NamedTuple

from stdpolicy.diagnostics.fixes import Safety
from stdpolicy.patterns import regex


class Severity(StrEnum):
    """Errors make a document invalid; warnings fail a run under --strict, notes only if asked to."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Layer(StrEnum):
    """The first digit of a rule's code."""

    SYNTAX = "1"
    STRUCTURE = "2"
    VALUES = "3"
    REFERENCES = "4"
    POLICY = "5"
    GROUNDING = "6"
    CONSISTENCY = "7"
    CONFIGURATION = "8"
    CONFORMANCE = "9"


class Rule(NamedTuple):
    """A rule with a stable code; `doc` is its manual, of paragraphs, one of which says why."""

    code: str
    name: str
    severity: Severity
    summary: str
    summary_zh: str
    doc: str
    doc_zh: str = ""
    fixes: tuple[Safety, ...] = ()
    """How sure the fixes are that its findings may have."""

    @property
    def layer(self) -> Layer:
        """The layer that the code belongs to."""
        return Layer(self.code[2])

    def __reduce__(self) -> str | tuple[object, ...]:
        """Between processes a rule goes by its code, so that each process has one of it."""
        if RULES.get(self.code) is self:
            return _registered, (self.code,)
        return Rule, tuple(self)


def _registered(code: str) -> Rule:
    return RULES[code]


FAULT = "SP905"
"""The code of the rule by which stdpolicy says that it has failed itself on a file."""
RULES: dict[str, Rule] = {}
"""Every rule by its code, as far as they are imported; `stdpolicy.checks.RULES` is complete."""


_WRAPPED = regex(
    r"(?<=[\u2018-\u201d\u3000-\u9fff\uff00-\uffef])\n(?=\S)|\n(?=[\u3400-\u9fff\uff00-\uffef])"
)
"""The end of a line within a paragraph in Chinese, where words are not parted by blanks."""


def register(rule: Rule) -> Rule:
    """Adds a rule; its manual in Chinese has a paragraph on each line. Raises ValueError if its code or name is taken: neither is ever used twice."""
    for other in RULES.values():
        if rule.code == other.code or rule.name == other.name:
            raise ValueError(f"{rule.code} {rule.name} is taken by {other.code} {other.name}")
    paragraphs = (_WRAPPED.sub("", one) for one in rule.doc_zh.split("\n\n"))
    RULES[rule.code] = rule._replace(doc_zh="\n\n".join(paragraphs))
    return RULES[rule.code]
