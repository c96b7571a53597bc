"""What stands at the cursor of JSON-LD, and how it is spelt there."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import orjson

from stdpolicy.diagnostics import Edit
from stdpolicy.formats.cursor import (
    Content,
    Context,
    Key,
    Language,
    Role,
    Type,
    Wanted,
    Whole,
    indentation,
)
from stdpolicy.formats.jsonld.tokens import TOKEN
from stdpolicy.model import BooleanType
from stdpolicy.patterns import regex
from stdpolicy.source import Span

STRING = regex(r'"(?:[^"\\]|\\.)*("?)')
WORD = regex(r"[\w#:.-]*$")
COLON = regex(r"\s*:")
SPACE = regex(r"\s*")
OPENING = "{["


def context(text: str, offset: int) -> Context | None:
    """What may be written at an offset: a string has no line end, so that a line tells its strings."""
    line = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    span = _string(text[line : end if end >= 0 else len(text)], offset - line, line)
    if span is None:
        word = WORD.search(text, line, offset)
        span = Span(word.start() if word else offset, offset)
    opened = _opened(text, span.start)
    bracket, at, key = next(opened, ("", 0, ""))
    if not bracket:
        return None
    outer, above, name = next(opened, ("", 0, "")) if not key else ("", 0, key)
    before = next(_backwards(text, span.start))
    if bracket == "[" or before["colon"]:
        within = at if bracket == "{" else above if outer == "{" else _object(text, at)
        quoted = span.end - span.start > 1 and text[span.start] == text[span.end - 1] == '"'
        inner = Span(span.start + 1, span.end - 1) if quoted else span
        return Context(Role.VALUE, inner, _key(before) or key, quoted, within)
    name = name if outer != "{" else ""
    return Context(Role.KEY, span, name, COLON.match(text, span.end) is not None, at)


def _string(line: str, at: int, start: int) -> Span | None:
    for found in STRING.finditer(line):
        if found.start() < at and (at < found.end() or (at == found.end() and not found[1])):
            return Span(start + found.start(), start + (found.end() if found[1] else at))
    return None


def _backwards(text: str, at: int) -> Iterator[re.Match[str]]:
    """The tokens before an offset, the nearest first."""
    while at > 0:
        start = text.rfind("\n", 0, at) + 1
        yield from reversed(list(TOKEN.finditer(text, start, at)))
        at = start - 1


def _opened(text: str, at: int) -> Iterator[tuple[str, int, str]]:
    """The brackets that are open at an offset, the innermost first, each with its place and the key before it."""
    level = 0
    opened: re.Match[str] | None = None
    for token in chain(_backwards(text, at), (None,)):
        if opened is not None:
            yield opened[0], opened.start(), _key(token)
            opened = None
        if token is None:
            return
        if token[0] in OPENING and level == 0:
            opened = token
        elif token[0] in OPENING:
            level -= 1
        elif token[0] in "}]":
            level += 1


def _object(text: str, at: int) -> int | None:
    """Where the object begins that is open at an offset."""
    return next((start for bracket, start, _ in _opened(text, at) if bracket == "{"), None)


def _key(token: re.Match[str] | None) -> str:
    return token["string"][1:-1] if token is not None and token["colon"] else ""


def completed(text: str, context: Context, wanted: Wanted, _base: str) -> tuple[Edit, ...]:
    """A key with its colon, or a value, with the commas that part it from its neighbours."""
    span = context.span
    match wanted:
        case Key(field):
            written = f'"{field.name}"' + ("" if context.followed else ": ")
            return Edit(span, written), *_comma_before(text, span.start)
        case Language(tag):
            written = f'"{tag}"' + ("" if context.followed else ': ""')
            return Edit(span, written), *_comma_before(text, span.start)
        case Content(field, value) if isinstance(field.type, BooleanType):
            around = Span(span.start - 1, span.end + 1) if context.followed else span
            return (Edit(around, value + _comma_after(text, around.end)),)
        case Content(_, value) | Type(value):
            written = orjson.dumps(value if isinstance(value, str) else value.name).decode()
            if context.followed:
                return (Edit(span, written[1:-1]),)
            return (Edit(span, written + _comma_after(text, span.end)),)
        case Whole(field, _, tree):
            return _whole(text, context, field.name, tree, field.repeatable)
    return ()


def _whole(text: str, context: Context, name: str, tree: Any, repeatable: bool) -> tuple[Edit, ...]:
    """A node or an empty value, in an array where its field has one and none is there, with its key where that is not there."""
    span = context.span
    if context.followed and context.role is Role.VALUE:
        span = Span(span.start - 1, span.end + 1)
    is_key = context.role is Role.KEY
    before = next(_backwards(text, span.start), None)
    alone = is_key or bool(_key(before))
    value: Any = [tree] if alone and repeatable else tree
    written = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    written = written.replace("\n", "\n" + indentation(text, span.start))
    head = f'"{name}": ' if is_key else ""
    comma = () if _key(before) else _comma_before(text, span.start)
    return Edit(span, head + written + _comma_after(text, span.end)), *comma


def _comma_before(text: str, at: int) -> tuple[Edit, ...]:
    before = next(_backwards(text, at), None)
    if before is None or before[0] in ("{", "[", ","):
        return ()
    return (Edit(Span(before.end(), before.end()), ","),)


def _comma_after(text: str, at: int) -> str:
    found = SPACE.match(text, at)
    following = text[found.end() : found.end() + 1] if found else ""
    return "," if following in ('"', "{") else ""
