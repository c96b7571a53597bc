"""What stands at the cursor of JSON-LD, and how it is spelt there."""

import re

import orjson

from stdpolicy.formats.cursor import NEAR, Context, Role
from stdpolicy.model import Field
from stdpolicy.source import Span

STRING = re.compile(r'"(?:[^"\\]|\\.)*("?)')
WORD = re.compile(r"[\w#:.-]*$")
KEY_BEFORE = re.compile(r'"([^"\n]+)"\s*:$')
ARRAY_BEFORE = re.compile(r'"([^"\n]+)"\s*:\s*\[\s*(?:"(?:[^"\\\n]|\\.)*"\s*,\s*)*$')
COLON = re.compile(r"\s*:")


def context(text: str, offset: int) -> Context | None:
    """What may be written at an offset: a string has no line end, so that a line tells its strings."""
    line = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    span = _string(text[line : end if end >= 0 else len(text)], offset - line, line)
    if span is None:
        word = WORD.search(text, line, offset)
        span = Span(word.start() if word else offset, offset)
    before = text[max(0, span.start - NEAR) : span.start].rstrip()
    if found := KEY_BEFORE.search(before) or ARRAY_BEFORE.search(before):
        if text[span.start : span.start + 1] == '"' and text[span.end - 1 : span.end] == '"':
            inner = Span(span.start + 1, max(span.start + 1, span.end - 1))
            return Context(Role.VALUE, inner, found[1], followed=True)
        return Context(Role.VALUE, span, found[1])
    if before.endswith(("{", ",", "}", "]", '"')):
        return Context(Role.KEY, span, followed=COLON.match(text, span.end) is not None)
    return None


def _string(line: str, at: int, start: int) -> Span | None:
    for found in STRING.finditer(line):
        if found.start() < at and (at < found.end() or (at == found.end() and not found[1])):
            return Span(start + found.start(), start + (found.end() if found[1] else at))
    return None


def completed(field: Field, value: str | None, context: Context) -> str:
    """A key with its colon, or a value, as a string."""
    if value is None:
        return f'"{field.name}"' + ("" if context.followed else ": ")
    written = orjson.dumps(value).decode()
    return written[1:-1] if context.followed else written
