"""What stands at the cursor of XML, and how it is spelt there."""

import re
from collections.abc import Iterator

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
from stdpolicy.model import Field, NodeType, ReferenceType, TextType
from stdpolicy.patterns import regex
from stdpolicy.source import Span

NEAR = 4000
"""How far back a tag or a text begins, in characters."""
TAG = regex(r"<[\w:.-]*$")
REFERENCE = regex(r'<(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*)?\sref="([^"<>]*)$')
LANGUAGE = regex(r'<(?:[\w.-]+:)?([\w.-]+)(?:\s[^<>]*)?\sxml:lang="([^"<>]*)$')
CONTENT = regex(r"<(?:[\w.-]+:)?([\w.-]+)(\s[^<>]*)?(?<!/)>([^<\n]*)$")
NODE = regex(r"\s(?:id|xmlns)\s*=")
"""An attribute of elements that hold elements."""
BETWEEN = regex(r">\s*$")
ELEMENT = regex(r"<(?P<end>/?)(?:[\w.-]+:)?(?P<name>[\w.-]+)(?:\s[^<>]*?)?(?P<empty>/)?>")
NAME = regex(r"[\w:.-]*")
TEXT, ATTRIBUTE = regex(r"[^<\n]*"), regex(r'[^"<>\n]*')


def context(text: str, offset: int) -> Context | None:
    """What may be written at an offset: an element, its text, what it refers to, or its language."""
    start = max(0, offset - NEAR)
    before = text[start:offset]
    if found := TAG.search(before):
        span = _span(start + found.start(), NAME.match(text, offset), offset)
        return _key(text, span, followed=text[span.end : span.end + 1] in (" ", "/", ">"))
    for role, form in ((Role.VALUE, REFERENCE), (Role.LANGUAGE, LANGUAGE)):
        if found := form.search(before):
            span = _span(start + found.start(2), ATTRIBUTE.match(text, offset), offset)
            _, within = _around(text, start + found.start())
            return Context(role, span, found[1], True, within)
    if (found := CONTENT.search(before)) and not NODE.search(found[2] or ""):
        span = _span(start + found.start(3), TEXT.match(text, offset), offset)
        _, within = _around(text, start + found.start())
        return Context(Role.VALUE, span, found[1], within=within)
    return _key(text, Span(offset, offset), followed=False) if BETWEEN.search(before) else None


def _key(text: str, span: Span, *, followed: bool) -> Context:
    name, within = _around(text, span.start)
    return Context(Role.KEY, span, name, followed, within)


def _span(start: int, rest: re.Match[str] | None, offset: int) -> Span:
    return Span(start, rest.end() if rest else offset)


def _around(text: str, at: int) -> tuple[str, int | None]:
    """The element that is open at an offset: its name and where it begins."""
    level = 0
    for found in _backwards(text, at):
        if found["end"]:
            level += 1
        elif found["empty"] is None and level:
            level -= 1
        elif found["empty"] is None:
            return found["name"], found.start()
    return "", None


def _backwards(text: str, at: int) -> Iterator[re.Match[str]]:
    """The tags before an offset, the nearest first."""
    while (at := text.rfind("<", 0, at)) >= 0:
        if found := ELEMENT.match(text, at):
            yield found


def completed(text: str, context: Context, wanted: Wanted, base: str) -> tuple[Edit, ...]:
    """An element that is closed, or what it holds or refers to."""
    from xml.sax.saxutils import escape  # asked for by editors only

    span = context.span
    match wanted:
        case Key(field):
            return (Edit(span, f"<{field.name}" if context.followed else _element(field)),)
        case Language(tag):
            return (Edit(span, tag),)
        case Content(_, value):
            written = escape(value, {'"': "&quot;"} if context.followed else {})
            return (Edit(span, written),)
        case Whole() if context.role is Role.KEY and not context.followed:
            return (Edit(span, _whole(wanted, indentation(text, span.start), base)),)
        case Whole() | Type():
            return ()  # an element is told by the field that it is a value of


def _element(field: Field) -> str:
    match field.type:
        case ReferenceType():
            return f'<{field.name} ref=""/>'
        case TextType():
            return f'<{field.name} xml:lang=""></{field.name}>'
        case NodeType():
            return f'<{field.name} id="#"></{field.name}>'
    return f"<{field.name}></{field.name}>"


def _whole(wanted: Whole, indent: str, base: str) -> str:
    """A node or an empty value, as it would stand in a document that has nothing else."""
    from stdpolicy.formats.xmldoc.write import write

    field, holder, tree = wanted
    document = {"type": holder.name, field.name: [tree] if field.repeatable else tree}
    lines = write(document, base).decode().split("\n")[2:-2]
    return ("\n" + indent).join(line[2:] for line in lines)
