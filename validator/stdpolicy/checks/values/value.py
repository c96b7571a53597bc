"""A value as checks see it, and what has to hold before any other check asks for it: its type, and
characters that every notation can carry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stdpolicy.checks.rule import Stage, rule
from stdpolicy.checks.walk import Walk
from stdpolicy.diagnostics import Advice, Code, Finding, Found, Message, Name, Number, Path
from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    ReferenceType,
    StringType,
)
from stdpolicy.model.lexical import FORBIDDEN_PATTERN

FORBIDDEN = re.compile(FORBIDDEN_PATTERN)


@dataclass
class Value:
    """A value of a field, as a check sees it."""

    field: Field
    value: Any
    path: Path
    walk: Walk

    @property
    def named(self) -> Name:
        """The name of the field."""
        return Name(self.field.name)


VALUE = Stage[Value]("value", exclusive=True)
"""Run on each value of a literal, code or reference."""
TEXT = Stage[Value]("text", exclusive=True)
"""Run on each text."""


@dataclass(frozen=True)
class _Wanted:
    """What a literal has to be in the tree, and how to say and write it."""

    python: type
    called: str
    advice: Advice


WANTED: dict[type, _Wanted] = {
    StringType: _Wanted(
        str, "a string", Advice("write-string", "write it in quotes, without a language", "")
    ),
    DecimalType: _Wanted(
        str,
        "a decimal",
        Advice("write-decimal", 'write digits in quotes in JSON, "..."^^xsd:decimal in Turtle', ""),
    ),
    DateType: _Wanted(
        str,
        "a date",
        Advice("write-date", 'write YYYY-MM-DD in quotes in JSON, "..."^^xsd:date in Turtle', ""),
    ),
    BooleanType: _Wanted(
        bool, "true or false", Advice("write-boolean", "write true or false, without quotes", "")
    ),
    IntegerType: _Wanted(
        int, "an integer", Advice("write-integer", "write a whole number, without quotes", "")
    ),
    CodeType: _Wanted(
        str,
        "a code",
        Advice("write-code", "write the code in quotes in JSON, {scheme}: before it in Turtle", ""),
    ),
    ReferenceType: _Wanted(
        str,
        "a reference, #fragment or absolute IRI",
        Advice("write-reference", 'write "#..." in JSON, :... in Turtle, ref="#..." in XML', ""),
    ),
}


@rule("SP301", "datatype", "A value is of the wrong type", "值的类型不符", on=VALUE)
def datatype(value: Value) -> Iterator[Finding]:
    """The value is of another type than the property holds.

    Decimals and dates are strings in JSON, so that their digits survive every tool; `order` is a
    number, `vague` and the like are booleans; codes and references are strings; in Turtle each
    literal carries the datatype of its property.
    """
    wanted = WANTED[type(value.field.type)]
    if type(value.value) is wanted.python:
        return
    found = Found(value.value)
    if isinstance(value.field.type, CodeType):
        scheme = Name(value.field.type.scheme.name)
        yield NO_CODE(value.path, name=value.named, scheme=scheme, found=found)
    else:
        called = Name(wanted.called)
        yield OTHER_TYPE(
            value.path, name=value.named, type=called, found=found, advice=wanted.advice
        )


OTHER_TYPE = Message("SP301", "datatype", "expected {type} for {name}, found {found}", "")
NO_CODE = Message(
    "SP301",
    "no-code",
    "expected a code of {scheme} for {name}, found {found}",
    "",
    WANTED[CodeType].advice,
)


@rule(
    "SP312",
    "forbidden-character",
    "A character that XML cannot carry",
    "含有 XML 无法表示的字符",
    on=(VALUE, TEXT),
)
def forbidden_character(value: Value) -> Iterator[Finding]:
    """Content may not hold control characters other than TAB and LF, lone surrogates, U+FFFE or
    U+FFFF, since XML 1.0 cannot carry them (section 2.2), nor CR, which XML parsers turn into LF.

    They are leftovers of copying. Remove them; end lines with LF.
    """
    strings: list[tuple[Path, str]] = []
    if isinstance(value.value, str):
        strings = [((), value.value)]
    elif isinstance(value.value, dict):
        strings = [((tag,), s) for tag, s in value.value.items() if isinstance(s, str)]
    for steps, string in strings:
        if match := FORBIDDEN.search(string):
            yield FORBIDDEN_CHARACTER(
                (*value.path, *steps),
                name=value.named,
                character=code_point(match[0]),
                at=Number(match.start() + 1),
            )


FORBIDDEN_CHARACTER = Message(
    "SP312",
    "forbidden-character",
    "{name} holds {character} at character {at}",
    "",
    Advice("remove", "remove it", ""),
)


def code_point(character: str) -> Code:
    """A character by its number, as Unicode writes it."""
    return Code(f"U+{ord(character):04X}")
