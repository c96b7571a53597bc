"""A document whose namespace or root is misspelt, or whose namespace is left out: what was meant."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from msgspec.structs import replace

from stdpolicy.diagnostics import Advice, Code, Edit, Finding, Fix, Message, Safety
from stdpolicy.formats import rules
from stdpolicy.formats.namespaces import meant
from stdpolicy.formats.reading import MAX_FINDINGS
from stdpolicy.formats.xmldoc.places import ATTRIBUTE, TOKEN
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.source import Span

MISSPELT = Message(
    rules.NAMESPACE.code,
    "misspelt-xmlns",
    "expected the namespace {right} for the elements, found {wrong}",
    "元素的命名空间应为 {right}，实为 {wrong}",
    Advice("write-namespace", "write {right}", "改为 {right}"),
)
NONE = Message(
    rules.NAMESPACE.code,
    "no-xmlns",
    "expected the namespace {right} for the elements, found none",
    "元素的命名空间应为 {right}，但没有",
    Advice("write-xmlns", "write xmlns={right}", "写明 xmlns={right}"),
)


def in_ours(text: str, namespace: str) -> list[Finding]:
    """What is wrong with the namespace of a text that was meant to be in ours, with the fix; nothing where
    nothing says that it was.
    """
    wrong = _misspelt(text, namespace) if namespace else _left_out(text)
    return [] if wrong is None else [wrong]


def renamed(text: str, found: Finding, name: str) -> list[Finding]:
    """What is wrong with the root of a text, with the fix that calls it by another name."""
    tags = [tag for tag in TOKEN.finditer(text) if tag["name"]]
    first, last = tags[0], tags[-1]
    names = [_local(first)]
    if last["end"] and last["name"] == first["name"]:
        names.append(_local(last))
    fix = Fix(tuple(Edit(span, name) for span in names), Safety.LIKELY)
    return [replace(found, span=names[0], fix=fix)]


def _local(tag: re.Match[str]) -> Span:
    """The name in a tag without its prefix."""
    end = tag.end("name")
    return Span(end - len(tag["name"].rpartition(":")[2]), end)


def _misspelt(text: str, namespace: str) -> Finding | None:
    """The finding for a namespace that is almost ours, wherever it is declared."""
    if not meant(namespace, (NAMESPACE,)):
        return None
    spans = list(islice(_declarations(text, namespace), MAX_FINDINGS + 1))
    if not 0 < len(spans) <= MAX_FINDINGS:
        return None
    edits = [Edit(span, f'"{NAMESPACE}"') for span in spans]
    return _found(MISSPELT, spans[0], edits, text[slice(*spans[0])])


def _left_out(text: str) -> Finding | None:
    """The finding for a root that is called as one of ours and has no namespace."""
    root = next(found for found in TOKEN.finditer(text) if found["name"])
    if root["name"] not in model().roots:
        return None
    name = Span(*root.span("name"))
    if empty := next(_declarations(root[0], ""), None):
        there = Span(root.start() + empty.start, root.start() + empty.end)
        return _found(NONE, there, [Edit(there, f'"{NAMESPACE}"')])
    return _found(NONE, name, [Edit(Span(name.end, name.end), f' xmlns="{NAMESPACE}"')])


def _found(message: Message, span: Span, edits: list[Edit], wrong: str = "") -> Finding:
    fix = Fix(tuple(edits), Safety.LIKELY)
    return message(span, right=Code(f'"{NAMESPACE}"'), wrong=Code(wrong), fix=fix)


def _declarations(text: str, namespace: str) -> Iterator[Span]:
    """Where a namespace is declared: the values, with their quotes."""
    for tag in TOKEN.finditer(text):
        if tag["name"] is None or tag["end"]:
            continue
        for one in ATTRIBUTE.finditer(tag["attributes"]):
            declares = one[1] == "xmlns" or one[1].startswith("xmlns:")
            if declares and unescape(one[2][1:-1]) == namespace:
                at = tag.start("attributes")
                yield Span(at + one.start(2), at + one.end(2))
