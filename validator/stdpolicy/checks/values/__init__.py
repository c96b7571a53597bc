"""SP30x: whether each value is one that its property allows."""

from stdpolicy.checks.values import codes, literals, patterns, references, texts
from stdpolicy.checks.values.value import TEXT, VALUE, Value, code_point

__all__ = [
    "TEXT",
    "VALUE",
    "Value",
    "code_point",
    "codes",
    "literals",
    "patterns",
    "references",
    "texts",
]
