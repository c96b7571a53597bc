"""Rules, each with a stable code."""

import re
from enum import StrEnum
from functools import cached_property
from inspect import cleandoc

from msgspec import Struct
from msgspec.structs import astuple

from stdpolicy.diagnostics.fixes import Safety


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


_WRAPPED = (
    r"(?<=[\u2018-\u201d\u3000-\u9fff\uff00-\uffef])\n(?=\S)|\n(?=[\u3400-\u9fff\uff00-\uffef])"
)
"""The end of a line within a paragraph in Chinese, where words are not parted by blanks."""


class Rule(Struct, frozen=True, dict=True):
    """A rule with a stable code, and its manual as the source has it."""

    code: str
    name: str
    severity: Severity
    summary: str
    summary_zh: str
    manual: str
    manual_zh: str = ""
    fixes: tuple[Safety, ...] = ()
    """How sure the fixes are that its findings may have."""

    @cached_property  # few runs ask for one
    def doc(self) -> str:
        """Its manual, of paragraphs, one of which says why."""
        return cleandoc(self.manual)

    @cached_property
    def doc_zh(self) -> str:
        """Its manual in Chinese, with a paragraph on each line."""
        paragraphs = cleandoc(self.manual_zh).split("\n\n")
        return "\n\n".join(re.sub(_WRAPPED, "", one) for one in paragraphs)

    @property
    def layer(self) -> Layer:
        """The layer that the code belongs to."""
        return Layer(self.code[2])

    def __reduce__(self) -> str | tuple[object, ...]:
        """Between processes a rule goes by its code, so that each process has one of it."""
        if RULES.get(self.code) is self:
            return _registered, (self.code,)
        return Rule, astuple(self)


def _registered(code: str) -> Rule:
    return RULES[code]


FAULT = "SP905"
"""The code of the rule by which stdpolicy says that it has failed itself on a file."""
RULES: dict[str, Rule] = {}
"""Every rule by its code, as far as they are imported; `stdpolicy.checks.RULES` is complete."""

_NAMES: set[str] = set()


def register(rule: Rule) -> Rule:
    """Adds a rule. Raises ValueError if its code or name is taken: neither is ever used twice."""
    if rule.code in RULES or rule.name in _NAMES:
        raise ValueError(f"{rule.code} {rule.name}: the code or the name is taken")
    RULES[rule.code] = rule
    _NAMES.add(rule.name)
    return rule
