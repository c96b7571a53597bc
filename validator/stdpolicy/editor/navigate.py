"""From an id to where it is defined and used, across documents."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stdpolicy.diagnostics import KEY, Path
from stdpolicy.editor.index import Index
from stdpolicy.editor.workspace import Held, Target
from stdpolicy.model import CodeType, ReferenceType
from stdpolicy.model.iri import absolute
from stdpolicy.source import Span


class Named(NamedTuple):
    """A node that the cursor names, by its IRI."""

    iri: str
    span: Span


def named(index: Index, offset: int) -> Named | None:
    """The node whose id or a reference to which stands at an offset; at a quote, its provision."""
    spot = index.at(offset)
    value = spot.value if spot and isinstance(spot.value, str) else ""
    if (
        spot
        and value
        and (spot.is_id or (spot.field and isinstance(spot.field.type, ReferenceType)))
    ):
        return Named(absolute(value, index.base), spot.span)
    if found := index.naming(offset):
        return Named(*found)
    if spot and spot.field is None:
        own = spot.node.get("id")
        return Named(absolute(own, index.base), spot.span) if isinstance(own, str) else None
    if spot and spot.field and spot.field.name == "quote" and "statedIn" in spot.node:
        return Named(absolute(str(spot.node["statedIn"]), index.base), spot.span)
    return None


def definitions(iri: str, documents: Iterable[Held]) -> Iterator[Target]:
    """Where a node is described: in each file that has it, its own document's notations included."""
    for held in documents:
        if iri in held.index.nodes:
            yield from _targets(held, [(*held.index.nodes[iri], "id")])


def definition(iri: str, documents: Iterable[Held]) -> Target | None:
    """The first place where a node is described."""
    return next(definitions(iri, documents), None)


def references(iri: str, documents: Iterable[Held], *, declared: bool) -> Iterator[Target]:
    """Where a node is referred to, and where it is described too if that is asked for."""
    for held in documents:
        paths: list[Path] = list(held.index.uses.get(iri, ()))
        if declared and iri in held.index.nodes:
            paths.insert(0, (*held.index.nodes[iri], "id"))
        yield from _targets(held, paths)


class Highlight(NamedTuple):
    """A place where the same is named; `defines` where it is described."""

    span: Span
    defines: bool = False


def highlights(index: Index, offset: int) -> Iterator[Highlight]:
    """Where in a text the node is named that the cursor names, or the code stands that it is on."""
    found = named(index, offset)
    spot = index.at(offset)
    if found is not None:
        paths = [(*index.nodes[found.iri], "id")] if found.iri in index.nodes else []
        for path in (*paths, *index.uses.get(found.iri, ())):
            if span := index.span(path):
                yield Highlight(span, path in paths)
    elif spot and not spot.is_key and spot.field and isinstance(spot.field.type, CodeType):
        for path in index.placed:
            if path[-1:] == (KEY,) or index.value(path) != spot.value:
                continue
            other = index.spot(path, spot.span)
            span = index.span(path)
            if span and other and other.field and other.field.type == spot.field.type:
                yield Highlight(span)


def stated(text: str, offset: int, documents: Iterable[Held]) -> Iterator[Target]:
    """From a line of a published text to the provisions of documents that print it."""
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].partition("\n")[0].strip()
    for held in documents if line else ():
        for iri, path in held.index.nodes.items():
            said = (held.index.node(iri) or {}).get("text")
            if isinstance(said, str) and line in said.split("\n"):
                yield from _targets(held, [(*path, "text")])


def _targets(held: Held, paths: Iterable[Path]) -> Iterator[Target]:
    for path in paths:
        span = held.index.span(path) or held.index.span(path[:-1])
        if span is not None:
            yield Target(held.uri, held.lines, span)
