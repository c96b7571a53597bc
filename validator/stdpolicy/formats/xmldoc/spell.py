"""How an XML text is edited for a change of the tree. The text has been parsed already."""

from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from stdpolicy.diagnostics import Change, Edit, Remove, Rename, Sort, Write
from stdpolicy.formats.xmldoc.places import ATTRIBUTE, TOKEN
from stdpolicy.formats.xmldoc.values import SPACE
from stdpolicy.model.lexical import lexical
from stdpolicy.source import Span

IN_ATTRIBUTE = {'"': "&quot;", "'": "&apos;", "\n": "&#10;", "\t": "&#9;"}


class _Element(NamedTuple):
    """An element with its tags; one that is empty has its end tag at its end."""

    name: str
    start: Span
    end: Span


def spell(text: str, change: Change, span: Span, old: Any) -> tuple[Edit, ...]:
    """The edits that make a change of what stands at a span; nothing where something else stands there."""
    match change:
        case Write(_, value):
            return _written(text, span, lexical(old), lexical(value))
        case Rename(_, name):
            return _renamed(text, span, str(old), name)
        case Remove():
            element = _element(text, text.rfind("<", 0, span.start + 1))
            if element is None:
                return ()
            start = _before_space(text, element.start.start)
            return (Edit(Span(start, element.end.end), ""),)
        case Sort(_, names):
            return _sorted(text, span, names)
    return ()


def extent(text: str, token: Span) -> Span:
    """From a start tag to the end of its element; what is no tag as it stands."""
    element = _element(text, token.start)
    return Span(token.start, element.end.end) if element else token


def comments(text: str) -> int:
    """How many comments and processing instructions there are, the XML declaration left out."""
    return sum(
        match[0].startswith(("<!--", "<?")) and not match[0].startswith("<?xml ")
        for match in TOKEN.finditer(text)
    )


def _written(text: str, span: Span, old: str, new: str) -> tuple[Edit, ...]:
    """Another text between tags, or another value of an attribute."""
    token = text[span.start : span.end]
    if token[:1] in ('"', "'") and text[_before_space(text, span.start) - 1] == "=":
        if unescape(token[1:-1]) != old:
            return ()
        return (Edit(span, token[0] + escape(new, IN_ATTRIBUTE) + token[0]),)
    if "<" in token or unescape(token).strip(SPACE) != old.strip(SPACE):
        return ()
    before = len(token) - len(token.lstrip(SPACE))
    start = span.start + before
    return (Edit(Span(start, start + len(token.strip(SPACE))), escape(new)),)


def _renamed(text: str, span: Span, old: str, new: str) -> tuple[Edit, ...]:
    """Another name in both tags of an element, of an attribute, or another language."""
    token = text[span.start : span.end]
    if token[:1] in ('"', "'"):
        return _written(text, span, old, new)
    if not token.startswith("<"):
        return (Edit(span, new),) if ATTRIBUTE.match(text, span.start) else ()
    element = _element(text, span.start)
    prefix, colon, local = element.name.rpartition(":") if element else ("", "", "")
    if element is None or local != old:
        return ()
    named = prefix + colon + new
    edits = [Edit(_after(element.start.start + 1, element.name), named)]
    if element.end.start < element.end.end:
        edits.append(Edit(_after(element.end.start + 2, element.name), named))
    return tuple(edits)


def _sorted(text: str, span: Span, names: tuple[str, ...]) -> tuple[Edit, ...]:
    """The elements of a node in order, each with what stands before it: white space and comments."""
    order = {name: at for at, name in enumerate(names)}
    chunks: list[tuple[int, str]] = []
    at = span.end
    for child in _children(text, span):
        name = child.name.rpartition(":")[2]
        if name not in order:
            return ()
        chunks.append((order[name], text[at : child.end.end]))
        at = child.end.end
    in_order = sorted(chunks, key=lambda chunk: chunk[0])
    if in_order == chunks:
        return ()
    return (Edit(Span(span.end, at), "".join(chunk for _, chunk in in_order)),)


def _before_space(text: str, at: int) -> int:
    while at and text[at - 1] in SPACE:
        at -= 1
    return at


def _after(start: int, name: str) -> Span:
    return Span(start, start + len(name))


def _element(text: str, start: int) -> _Element | None:
    """The element whose start tag begins at an offset."""
    match = TOKEN.match(text, start) if start >= 0 else None
    if match is None or not match["name"] or match["end"]:
        return None
    tag = Span(*match.span())
    if match["empty"]:
        return _Element(match["name"], tag, Span(tag.end, tag.end))
    children = list(_children(text, tag, whole=True))
    return _Element(match["name"], tag, children[-1].start)


def _children(text: str, tag: Span, *, whole: bool = False) -> Iterator[_Element]:
    """The elements in the one that a start tag opens; with `whole` its end tag last of all."""
    level = 0
    opened = tag
    for match in TOKEN.finditer(text, tag.end):
        if match["name"] is None:
            continue
        here = Span(*match.span())
        if match["end"]:
            level -= 1
            if level < 0:
                if whole:
                    yield _Element(match["name"], here, here)
                return
            if level == 0:
                yield _Element(match["name"], opened, here)
            continue
        if level == 0:
            opened = here
        if not match["empty"]:
            level += 1
        elif level == 0:
            yield _Element(match["name"], here, Span(here.end, here.end))
