"""What is missing in a node, written into it to be filled in."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from stdpolicy.diagnostics import KEY, Diagnostic, Edit, Name, Path
from stdpolicy.editor.actions import Mending, at, changes
from stdpolicy.editor.index import Index, Spot
from stdpolicy.editor.skeleton import empty
from stdpolicy.formats.cursor import Whole, indentation
from stdpolicy.formats.edited import Edited
from stdpolicy.language import either
from stdpolicy.model import Field
from stdpolicy.source import Span

MISSING = "missing-property"
"""The key of the finding that a required field is missing."""


def additions(findings: Iterable[Diagnostic], span: Span, index: Index | None) -> Iterator[Mending]:
    """Of findings that a required field is missing: the field with nothing in it, in its place."""
    for found in at(findings, span):
        spot = index.at(found.span.start) if index and found.key == MISSING else None
        name = found.values.get("name")
        field = spot.cls.by_name.get(name.value) if spot and isinstance(name, Name) else None
        if index is None or spot is None or field is None:
            continue
        if edits := _added(index, spot, field):
            title = either(f"Add {field.name}, to be filled in", f"补上 {field.name}，内容待填")
            yield Mending(title, edits, found, preferred=False)


def _added(index: Index, spot: Spot, field: Field) -> tuple[Edit, ...]:
    """The edits that write a field into a node, if the text is then read with it."""
    notation = index.notation
    assert notation is not None
    path = spot.path
    while path and index.value(path) is not spot.node:
        path = path[:-1]
    wanted = Whole(field, spot.cls, empty(field, spot.node, index))
    for text, offset in _rooms(index, spot, path, field):
        context = notation.context(text, offset)
        edits = context and notation.completed(text, context, wanted, index.base)
        after = Edited(text, edits or ()).text
        source = replace(index.source, data=after.encode(errors="replace"))
        reread = Index.of(source) if edits else None
        node = reread.value(path) if reread else None
        if isinstance(node, dict) and field.name in node:
            return tuple(changes(index.text, after))
    return ()


def _rooms(index: Index, spot: Spot, path: Path, field: Field) -> Iterator[tuple[str, int]]:
    """The text with a line for a field and where that begins: before the field that comes next in the model's
    order, behind the one that comes before, behind what names the node.
    """
    text, notation = index.text, index.notation
    assert notation is not None
    there = [one for one in spot.cls.fields if one.name in spot.node]
    keys = [(one, key) for one in there if (key := index.span((*path, one.name, KEY)))]
    for _, key in [one for one in keys if one[0].order > field.order][:1]:
        yield _with_line(text, key.start, key.start, before=True)
    names = [one.name for one, _ in keys if one.order < field.order][-1:]
    for name in (*names, "type", "id"):
        inside = [step for step in index.placed if step[: len(path) + 1] == (*path, name)]
        spans = [span for step in inside if (span := index.span(step))]
        if spans:
            end = max(notation.extent(text, token).end for token in spans)
            yield _with_line(text, end, min(spans).start, before=False)


def _with_line(text: str, at: int, like: int, *, before: bool) -> tuple[str, int]:
    gap = "\n" + indentation(text, like)
    return text[:at] + gap + text[at:], at if before else at + len(gap)
