"""Where things stand in an XML text: every element, by its path in the tree, with its offsets.

Not a parser: the text has been parsed already, or is well-formed up to what is looked for. It knows
comments, CDATA, processing instructions and namespaces, and nothing of document types, which are
refused.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.formats.graph import FRAME
from stdpolicy.model import Class, Kind, Model
from stdpolicy.model.lexical import NAMESPACE, language_tag

TOKEN = re.compile(
    r"""<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>
    |(?P<open><!--|<\?|<!\[CDATA\[)
    |<(?P<end>/)?(?P<name>[^\s/<>]++)
      (?P<attributes>(?:[^"'</>]++|"[^"<]*+"|'[^'<]*+'|/(?!>))*+)(?P<empty>/)?>""",
    re.VERBOSE | re.DOTALL,
)
ATTRIBUTE = re.compile(r"""([^\s=]++)\s*+=\s*+("[^"]*+"|'[^']*+')""")


class _Open(NamedTuple):
    """An element whose end has not come: its path, class, children so far, prefixes."""

    path: Path
    cls: Class | None
    counts: dict[str, int]
    namespaces: dict[str, str]


def offsets(text: str, model: Model) -> Iterator[tuple[Path, int]]:
    """Each node, value and key with its offset; the first of a path is the one that is meant."""
    stack: list[_Open] = []
    for match in TOKEN.finditer(text):
        if match["open"] or (match["end"] and not stack):
            return  # not well-formed from here on
        if match["name"] is None:
            continue
        if match["end"]:
            stack.pop()
            continue
        attributes = {
            found[1]: (unescape(found[2][1:-1]), match.start("attributes") + found.start(2))
            for found in ATTRIBUTE.finditer(match["attributes"])
        }
        namespaces = _namespaces(stack[-1].namespaces if stack else {}, attributes)
        name = _name(match["name"], namespaces)
        if not stack:
            element = _Open((), model.classes.get(name), {}, namespaces)
            yield (), match.start()
            if "xml:base" in attributes:
                yield ("id",), attributes["xml:base"][1]
        else:
            element = _child(stack[-1], name, namespaces, model)
            yield from _places(stack[-1], name, element, match, attributes)
        if not match["empty"]:
            stack.append(element)


def _child(parent: _Open, name: str, namespaces: dict[str, str], model: Model) -> _Open:
    at = parent.counts.get(name, 0)
    parent.counts[name] = at + 1
    field = parent.cls.by_name.get(name) if parent.cls else None
    path = (*parent.path, name)
    if at or field is None or field.repeatable:
        path = (*path, at)
    below = model.classes[field.targets[0]] if field and field.kind is Kind.NODE else None
    return _Open(path, below, {}, namespaces)


def _places(
    parent: _Open,
    name: str,
    element: _Open,
    match: re.Match[str],
    attributes: dict[str, tuple[str, int]],
) -> Iterator[tuple[Path, int]]:
    """The paths that end at an element; its value is its content or its reference."""
    start = value = match.start()
    field = parent.cls.by_name.get(name) if parent.cls else None
    if "ref" in attributes:
        value = attributes["ref"][1]
    elif element.cls is None and not match["empty"]:
        value = match.end()
    first = (*parent.path, name)
    yield (*first, KEY), start
    if field is not None and field.kind is Kind.TEXT:
        tag, at = attributes.get("xml:lang", ("", start))
        yield (*first, language_tag(tag)), value
        yield (*first, language_tag(tag), KEY), at
        yield first, start
    else:
        yield element.path, value
        yield first, value
    if "id" in attributes:
        yield (*element.path, "id"), attributes["id"][1]


def _namespaces(outer: dict[str, str], attributes: dict[str, tuple[str, int]]) -> dict[str, str]:
    found = {
        name[6:] if name != "xmlns" else "": value
        for name, (value, _) in attributes.items()
        if name == "xmlns" or name.startswith("xmlns:")
    }
    return outer | found if found else outer


def _name(written: str, namespaces: dict[str, str]) -> str:
    """The name of an element as the tree has it (`stdpolicy.formats.xmldoc`)."""
    prefix, _, local = written.rpartition(":")
    namespace = namespaces.get(prefix, "")
    if namespace == NAMESPACE:
        return f"{NAMESPACE}{local}" if local in FRAME else local
    return f"{{{namespace}}}{local}" if namespace else local
