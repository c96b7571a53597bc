"""The lines of Turtle in our own layout: the one form in which each field is written."""

from collections.abc import Callable
from typing import Any, NamedTuple, assert_never

from stdpolicy.formats.turtle.names import compact
from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model.edition import by_edition, model
from stdpolicy.model.iri import FRAGMENT, IRI
from stdpolicy.model.lexical import BOOLEANS, INTEGER, LANGUAGE_PATTERN, language_tag
from stdpolicy.patterns import regex

QUOTED = r'"([^"\\\n\r]*+(?:\\(?:["\\nrt]|u000[9AD])[^"\\\n\r]*+|(?!))*+)"'
STRING = regex(QUOTED)
TEXT = regex(f"{QUOTED}@({LANGUAGE_PATTERN})")
TYPED = regex(r'"([A-Za-z0-9+.-]*)"\^\^xsd:([a-z]+)')
CODE = regex("([a-z-]+):([A-Za-z0-9][A-Za-z0-9-]*)")
ESCAPE = regex(r"\\(u....|.)")
ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "u000A": "\n", "u000D": "\r", "u0009": "\t"}


class OtherLayout(Exception):
    """The file is not in our layout."""


Value = Callable[[str], Any]
"""From an object as it is written to what the tree holds. Raises OtherLayout."""


class Line(NamedTuple):
    """What a line of a predicate says."""

    name: str
    target: str
    """The class of the nodes that it contains, if it contains nodes."""
    many: bool
    is_text: bool
    value: Value
    prefixes: frozenset[str]
    """What has to be declared, whatever the value."""
    scheme: frozenset[str]
    """What a value that is a code needs besides."""


@by_edition
def plans() -> dict[str, dict[str, Line]]:
    """Class to predicate to line."""
    classes = model().classes.values()
    return {cls.name: dict(_line(field) for field in cls.fields) for cls in classes}


def _line(field: Field) -> tuple[str, Line]:
    prefix, name = compact(field.iri)
    used = {prefix}
    target = code_list = ""
    value: Value
    match field.type:
        case TextType():
            value = _text
        case StringType():
            value = _string
        case DecimalType() | DateType() | BooleanType() | IntegerType():
            value = _typed(field.type)
            used.add("xsd")
        case CodeType(scheme):
            value = _code(scheme.name, scheme.namespace)
            code_list = scheme.name
        case ReferenceType():
            value = _reference
        case NodeType(target):
            value = _fragment
        case _:
            assert_never(field.type)
    is_text = isinstance(field.type, TextType)
    schemes = frozenset({code_list} - {""})
    line = Line(field.name, target, field.many, is_text, value, frozenset(used), schemes)
    return f"{prefix}:{name}", line


def _string(item: str) -> str:
    if found := STRING.fullmatch(item):
        return _unescaped(found[1])
    raise OtherLayout


def _text(item: str) -> tuple[str, str]:
    found = TEXT.fullmatch(item)
    tag = language_tag(found[2]) if found else ""
    if found and found[2] in (tag, tag.lower()):
        return tag, _unescaped(found[1])
    raise OtherLayout


def _unescaped(string: str) -> str:
    if "\\" not in string:
        return string
    return ESCAPE.sub(lambda found: ESCAPED.get(found[1], found[1]), string)


def _typed(type_: DecimalType | DateType | BooleanType | IntegerType) -> Value:
    def value(item: str) -> Any:
        found = TYPED.fullmatch(item)
        if not found or found[2] != type_.datatype:
            raise OtherLayout
        match type_:
            case BooleanType():
                return BOOLEANS.get(found[1], found[1])
            case IntegerType() if INTEGER.match(found[1]):
                return int(found[1])
        return found[1]

    return value


def _code(scheme: str, namespace: str) -> Value:
    def value(item: str) -> str:
        found = CODE.fullmatch(item)
        if found and found[1] == scheme:
            return found[2]
        iri = _iri(item)
        if iri.startswith(namespace):
            raise OtherLayout
        return iri

    return value


def _reference(item: str) -> str:
    return _fragment(item) if item[:1] == ":" else _iri(item)


def _iri(item: str) -> str:
    iri = item[1:-1]
    if item == f"<{iri}>" and IRI.fullmatch(iri):
        return iri
    raise OtherLayout


def _fragment(item: str) -> str:
    """A fragment of the document, as a prefixed name."""
    iri = f"#{item[1:]}"
    if item[:1] == ":" and item[-1] != "." and FRAGMENT.fullmatch(iri):
        return iri
    raise OtherLayout
