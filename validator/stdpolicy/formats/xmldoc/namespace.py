"""A document whose namespace is misspelt or left out, read as it was meant."""

from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice

from stdpolicy.diagnostics import Advice, Code, Edit, Finding, Fix, Message, Safety
from stdpolicy.formats import rules
from stdpolicy.formats.edited import Edited, moved
from stdpolicy.formats.namespaces import meant
from stdpolicy.formats.reading import MAX_FINDINGS, IllFormed, Reading
from stdpolicy.formats.xmldoc.places import ATTRIBUTE, TOKEN
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.source import Source, Span

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


def read_as_meant(
    source: Source, namespace: str, read: Callable[[Source], Reading]
) -> Reading | None:
    """Reads a document as one in our namespace; None where nothing says that this one was meant.

    Raises IllFormed.
    """
    wrong = _misspelt(source.text, namespace) if namespace else _left_out(source.text)
    if wrong is None:
        return None
    assert isinstance(wrong.fix, Fix)
    edited = Edited(source.text, wrong.fix.edits)
    try:
        reading = edited.restored(read(Source(edited.text.encode(), source.name, source.path)))
    except IllFormed as stopped:
        raise IllFormed(moved(stopped.finding, edited.back)) from None
    reading.findings.insert(0, wrong)
    return reading


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
