"""Where offsets of an XML text are, as XPath 1.0 with the prefix `stdpol` for our namespace."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from stdpolicy.formats.xmldoc.names import XML
from stdpolicy.formats.xmldoc.places import NAMESPACES, TOKEN, attributes_of, ends
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.source import Span

PREFIX = "stdpol"
ANY = "*"


class _Open(NamedTuple):
    path: str
    namespaces: dict[str, str]
    counts: Counter[str]
    """How many elements stood in it so far, by name and in all."""


def locations(text: str, offsets: Collection[int]) -> dict[int, str]:
    """The path of the attribute or else the innermost element at some offsets. The text may be
    well-formed up to any place.
    """
    wanted = sorted(offsets)
    found: dict[int, str] = {}

    def note(span: Span, path: str) -> None:
        here = slice(bisect_left(wanted, span.start), bisect_left(wanted, span.end))
        found.update((offset, path) for offset in wanted[here])

    passed = ends(text, wanted[-1]) if wanted else {}
    stack: list[_Open] = []
    before = 0
    while match := TOKEN.search(text, before):
        span = Span(*match.span())
        if stack:
            note(
                Span(before, span.end if match["name"] is None or match["end"] else span.start),
                stack[-1].path,
            )
        before = span.end
        if match["open"] or (match["end"] and not stack) or not wanted or wanted[-1] < span.start:
            break
        if match["end"]:
            stack.pop()
        elif match["name"] is not None:
            outer = stack[-1] if stack else _Open("", NAMESPACES, Counter())
            attributes, namespaces = attributes_of(match, outer.namespaces)
            path = f"{outer.path}/{_step(match['name'], namespaces, outer.counts)}"
            note(span, path)
            for name, attribute in attributes.items():
                note(attribute.name, f"{path}/@{_named(name)}")
                note(attribute.span, f"{path}/@{_named(name)}")
            end = passed.get(span.start)
            if end is not None and bisect_left(wanted, span.start) == bisect_left(wanted, end):
                before = end
            elif not match["empty"]:
                stack.append(_Open(path, namespaces, Counter()))
    return found


def _step(tag: str, namespaces: dict[str, str], counts: Counter[str]) -> str:
    """An element by its number among those of its name, or among all where its namespace is not ours."""
    prefix, _, local = tag.rpartition(":")
    namespace = namespaces.get(prefix, "")
    name = f"{PREFIX}:{local}" if namespace == NAMESPACE else ANY if namespace else local
    counts[ANY] += 1
    if name != ANY:
        counts[name] += 1
    return f"{name}[{counts[name]}]"


def _named(name: str) -> str:
    """The step to an attribute that is named as lxml does; any of a foreign name."""
    namespace, _, local = name.rpartition("}")
    if namespace in ("", f"{{{XML}"):
        return f"xml:{local}" if namespace else local
    return f"*[local-name()='{local}' and namespace-uri()='{namespace[1:]}']"
