"""What a document names that can be opened: files beside it, and other documents."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from stdpolicy.editor.index import Index
from stdpolicy.editor.workspace import Held
from stdpolicy.source import Span

FILES = (("source", "file"), ("source", "rawFile"))
"""The paths of what a document names relative to its folder."""


class Link(NamedTuple):
    """A stretch of a text, and where it leads."""

    span: Span
    uri: str


def links(index: Index, folder: Path | None, documents: Iterable[Held]) -> Iterator[Link]:
    """The files that are there, and the references to nodes of other documents, each to its line."""
    for path in FILES:
        source = index.tree.get(path[0])
        name = source.get(path[1]) if isinstance(source, dict) else None
        span = index.span(path)
        if folder and span and isinstance(name, str) and (folder / name).is_file():
            yield Link(span, (folder / name).as_uri())
    others = {held.index.base: held for held in reversed(list(documents))}
    for iri, paths in index.uses.items():
        base, _, fragment = iri.partition("#")
        held = others.get(base)
        if base == index.base or held is None:
            continue
        at = held.index.span((*held.index.nodes[iri], "id")) if iri in held.index.nodes else None
        line = f"#L{held.lines.place(at.start).line}" if at and fragment else ""
        spans = map(index.span, paths)
        yield from (Link(span, held.uri + line) for span in spans if span)
