"""What stands at the cursor of XML, and how it is spelt there."""

import re

from stdpolicy.formats.cursor import NEAR, Context, Role
from stdpolicy.model import Field, ReferenceType
from stdpolicy.source import Span

TAG = re.compile(r"<[\w:.-]*$")
REFERENCE = re.compile(r'<(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*)?\sref="([^"<>]*)$')
CONTENT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*)?(?<!/)>([^<\n]*)$")
BETWEEN = re.compile(r">\s*$")
NAME = re.compile(r"[\w:.-]*")
TEXT, ATTRIBUTE = re.compile(r"[^<\n]*"), re.compile(r'[^"<>\n]*')


def context(text: str, offset: int) -> Context | None:
    """What may be written at an offset: an element, its text, or what it refers to."""
    start = max(0, offset - NEAR)
    before = text[start:offset]
    if found := TAG.search(before):
        span = _span(start + found.start(), NAME.match(text, offset), offset)
        return Context(Role.KEY, span, followed=text[span.end : span.end + 1] in (" ", "/", ">"))
    if found := REFERENCE.search(before):
        rest = ATTRIBUTE.match(text, offset)
        return Context(Role.VALUE, _span(start + found.start(2), rest, offset), found[1], True)
    if found := CONTENT.search(before):
        rest = TEXT.match(text, offset)
        return Context(Role.VALUE, _span(start + found.start(2), rest, offset), found[1])
    return Context(Role.KEY, Span(offset, offset)) if BETWEEN.search(before) else None


def _span(start: int, rest: re.Match[str] | None, offset: int) -> Span:
    return Span(start, rest.end() if rest else offset)


def completed(field: Field, value: str | None, context: Context) -> str:
    """An element that is closed, or what it holds or refers to."""
    from xml.sax.saxutils import escape  # asked for by editors only

    if value is not None:
        return escape(value, {'"': "&quot;"}) if context.followed else escape(value)
    if context.followed:
        return f"<{field.name}"
    if isinstance(field.type, ReferenceType):
        return f'<{field.name} ref=""/>'
    return f"<{field.name}></{field.name}>"
