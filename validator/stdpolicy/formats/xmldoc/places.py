"""Where the paths of a tree stand in the XML text that it was read from.

Not a parser: the text has been parsed already, or is well-formed up to what is looked for. It knows
comments, CDATA, processing instructions and namespaces, and nothing of document types, which are
refused. Beyond the tree, paths lead to attributes and to text between elements
(`stdpolicy.formats.xmldoc.names`).
"""

import re
from collections.abc import Collection, Iterator
from functools import partial
from html import unescape
from typing import NamedTuple

from stdpolicy.diagnostics import Path
from stdpolicy.formats.notation import Piece
from stdpolicy.formats.steps import Step, located
from stdpolicy.formats.xmldoc.names import (
    BASE,
    LANG,
    TEXT,
    XML,
    attribute_name,
    attribute_step,
    element_name,
)
from stdpolicy.formats.xmldoc.values import SPACE
from stdpolicy.model.lexical import language_tag
from stdpolicy.patterns import regex
from stdpolicy.source import Span

# Possessive throughout: linear in time, and no memory for a way back. Of all white space in Unicode,
# four characters are XML's.
TOKEN = regex(
    r"""<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>
    |(?P<open><!--|<\?|<!\[CDATA\[)
    |<(?P<end>/)?(?P<name>[^ \t\r\n/<>]++)
      (?P<attributes>(?:[^"'</>]++|"[^"<]*+"|'[^'<]*+'|/(?!>)|(?!))*+)(?P<empty>/)?>""",
    re.VERBOSE | re.DOTALL,
)
LEAVES = regex(
    r"""(?:[^<]++|<(?P<name>[^ \t\r\n/<>!?][^ \t\r\n/<>]*+)(?:[^"'</>]++|"[^"<]*+"|'[^'<]*+'|/(?!>)|(?!))*+
    (?:/>|>[^<]*+</(?P=name)[ \t\r\n]*+>)|(?!))*+""",
    re.VERBOSE,
)
"""Text, and elements that hold nothing but text, as many as follow each other."""
ATTRIBUTE = regex(r"""([^ \t\r\n=]++)[ \t\r\n]*+=[ \t\r\n]*+("[^"]*+"|'[^']*+')""")
PIECE = regex(
    r"""(?P<nothing><!--.*?-->|<\?.*?\?>)|<!\[CDATA\[(?P<cdata>.*?)\]\]>
    |&[^;]*+;|\r\n?|[^<&\r]++|.""",
    re.VERBOSE | re.DOTALL,
)
CDATA = "<![CDATA["
LONG = 500
"""Of an element that is worth passing over, in characters."""
ALL = ""
"""No element is called so."""
NAMESPACES = {"xml": XML}


class _Attribute(NamedTuple):
    value: str
    name: Span
    span: Span
    """Of the value, with its quotes."""


class _Open(NamedTuple):
    """An element whose end has not come."""

    steps: list[Step]
    """The steps that lead to it."""
    tag: Span
    reference: Span | None
    """Of what it refers to, which is then its value."""
    namespaces: dict[str, str]
    counts: dict[str, int]
    """How many elements of each name stood in it so far."""

    def leads_to(self, name: str) -> bool:
        """Whether a path leads to an element of a name in it."""
        return any(name in step.below for step in self.steps)


def places(text: str, paths: Collection[Path]) -> dict[Path, Span]:
    """The span of what each path leads to.

    This is the text or reference of an element, of a node its start tag; of a key the start tag, of
    a language its attribute. Of a path that is not in the text, the span of its longest part that is.
    """
    return located(paths, partial(_scan, text))


def _scan(text: str, root: Step) -> None:
    stack: list[_Open] = []
    before = 0
    while match := TOKEN.search(text, before):
        if stack:
            _text(stack[-1], text, before, match)
        before = match.end()
        if match["open"] or (match["end"] and not stack):
            return  # not well-formed from here on
        if match["name"] is None:
            continue
        if match["end"]:
            element = stack.pop()
            _close(element, match.start(), root=not stack)
            continue
        element = _opened(match, stack, root)
        if match["empty"]:
            _close(element, match.end(), root=not stack)
        elif element.steps:
            stack.append(element)
        else:
            before = behind(text, before)


def behind(text: str, at: int) -> int:
    """Where the element ends in which a place is, or where the text is no longer well-formed: of what
    no path leads to not every tag is looked at.
    """
    depth = 1
    while depth:
        leaves = LEAVES.match(text, at)
        match = TOKEN.search(text, leaves.end() if leaves else at)
        if match is None or match["open"]:
            return len(text)
        at = match.end()
        if match["name"] is not None and not match["empty"]:
            depth += -1 if match["end"] else 1
    return at


def ends(text: str, before: int) -> dict[int, int]:
    """Where each element with others in it ends, if it does so before an offset, by where it begins; the
    short ones are as soon looked through, and there are many.
    """
    found: dict[int, int] = {}
    opened: list[int] = []
    at = 0
    while at < before:
        leaves = LEAVES.match(text, at)
        match = TOKEN.search(text, leaves.end() if leaves else at)
        if match is None or match["open"] or (match["end"] and not opened):
            break
        at = match.end()
        if match["end"]:
            if at - (start := opened.pop()) >= LONG:
                found[start] = at
        elif match["name"] is not None and not match["empty"]:
            opened.append(match.start())
    return found


def _opened(match: re.Match[str], stack: list[_Open], root: Step) -> _Open:
    """An element, with its key and attributes placed."""
    outer = stack[-1] if stack else None
    namespaces = outer.namespaces if outer else NAMESPACES
    attributes: dict[str, _Attribute] = {}
    # As a rule no path leads to an element: then its attributes matter only where they declare prefixes.
    name = _name(match, namespaces)
    if outer is None or outer.leads_to(name) or "xmlns" in match["attributes"]:
        attributes, namespaces = attributes_of(match, namespaces)
        name = _name(match, namespaces)
    tag = Span(*match.span())
    steps = [root] if outer is None else list(_reached(outer, name, attributes))
    for step in steps:
        step.value = tag
        step.key = step.key or tag
        for name, attribute in attributes.items():
            names = [attribute_step(name)]
            names += ["id"] if name == ("id" if outer else BASE) else []
            for below in (step.below[one] for one in names if one in step.below):
                below.key = below.key or attribute.name
                below.value = below.value or attribute.span
    refers = attributes.get("ref") if "id" not in attributes else None
    return _Open(steps, tag, refers.span if refers else None, namespaces, {})


def _name(match: re.Match[str], namespaces: dict[str, str]) -> str:
    """What the tree calls an element."""
    prefix, _, local = match["name"].rpartition(":")
    return element_name(namespaces.get(prefix, ""), local)


def _reached(outer: _Open, name: str, attributes: dict[str, _Attribute]) -> Iterator[Step]:
    """The steps that lead to an element: by its name, by its number or language after its name."""
    at = outer.counts.get(name, 0)
    outer.counts[name] = at + 1
    outer.counts[ALL] = outer.counts.get(ALL, 0) + 1
    language = attributes.get(LANG)
    counted_as = ""
    for step in outer.steps:
        if (named := step.below.get(name)) is None:
            continue
        if at == 0:
            yield named
        if (counted := named.below.get(at)) is not None:
            yield counted
        tag = language_tag(language.value if language else "")
        if (spoken := named.below.get(tag)) is None:
            continue
        if spoken.value is None:
            spoken.key = language.span if language else None
            yield spoken
        if spoken.below:  # several texts in one language
            counted_as = f"{name}@{tag}"
            if (counted := spoken.below.get(outer.counts.get(counted_as, 0))) is not None:
                yield counted
    if counted_as:
        outer.counts[counted_as] = outer.counts.get(counted_as, 0) + 1


def _close(element: _Open, end: int, root: bool) -> None:
    """Places the value of an element that is not its start tag: a reference or text."""
    if element.reference is not None:
        value = element.reference
    elif not root and not element.counts and end > element.tag.end:
        value = Span(element.tag.end, end)
    else:
        return
    for step in element.steps:
        step.value = value


def _text(element: _Open, text: str, before: int, match: re.Match[str]) -> None:
    """Places the text before a token, or in it, where it is looked for between elements."""
    for step in element.steps:
        if (found := step.below.get(TEXT)) is not None:
            here = found.below.get(element.counts.get(ALL, 0))
            if here is None or here.value is not None:
                continue
            start, end = before, match.start()
            if match[0].startswith(CDATA) and not text[start:end].strip(SPACE):
                start, end = match.start(), match.end()
            inside = text[start:end]
            if unescape(inside.removeprefix(CDATA).removesuffix("]]>")).strip(SPACE):
                start += len(inside) - len(inside.lstrip(SPACE))
                here.value = found.value = Span(start, start + len(inside.strip(SPACE)))


def attributes_of(
    match: re.Match[str], outer: dict[str, str]
) -> tuple[dict[str, _Attribute], dict[str, str]]:
    """The attributes of a start tag by name, and the namespaces in force by prefix."""
    if not match["attributes"]:
        return {}, outer
    written: dict[str, _Attribute] = {}
    offset = match.start("attributes")
    for found in ATTRIBUTE.finditer(match["attributes"]):
        of_name, of_value = (
            Span(offset + start, offset + end) for start, end in (found.span(1), found.span(2))
        )
        written[found[1]] = _Attribute(unescape(found[2][1:-1]), of_name, of_value)
    declared = {
        name.removeprefix("xmlns").removeprefix(":"): attribute.value
        for name, attribute in written.items()
        if name == "xmlns" or name.startswith("xmlns:")
    }
    namespaces = outer | declared if declared else outer
    attributes = {}
    for name, attribute in written.items():
        if name != "xmlns" and not name.startswith("xmlns:"):
            prefix, colon, local = name.rpartition(":")
            namespace = namespaces.get(prefix, "") if colon else ""
            attributes[attribute_name(namespace, local)] = attribute
    return attributes, namespaces


def pieces(text: str, token: Span) -> Iterator[Piece]:
    """The content of an element, or the value of an attribute with its quotes, piece by piece."""
    start, end = token
    quoted = text[start - 1 : start] != ">" and text[start : start + 1] in ("'", '"')
    if quoted:
        yield Piece(Span(start, start + 1), "")
        start, end = start + 1, end - 1
    for match in PIECE.finditer(text, start, end):
        if match["nothing"]:
            yield Piece(Span(*match.span()), "")
        elif match["cdata"] is not None:
            inside = Span(*match.span("cdata"))
            yield Piece(Span(match.start(), inside.start), "")
            yield from _lines(text, inside)
            yield Piece(Span(inside.end, match.end()), "")
        elif match[0].startswith("\r"):
            yield Piece(Span(*match.span()), "\n")
        else:
            yield Piece(Span(*match.span()), unescape(match[0]))
    if quoted:
        yield Piece(Span(end, token.end), "")


def _lines(text: str, inside: Span) -> Iterator[Piece]:
    """Characters of which none is an escape; each line end is read as LF (section 2.11)."""
    for match in re.finditer(r"\r\n?|[^\r]++", text[inside.start : inside.end]):
        span = Span(inside.start + match.start(), inside.start + match.end())
        yield Piece(span, "\n" if match[0].startswith("\r") else match[0])
