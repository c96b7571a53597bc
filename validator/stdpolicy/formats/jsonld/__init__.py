"""JSON-LD (JSON-LD 1.1, RFC 8259): our own form by key, any other as RDF."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from stdpolicy.diagnostics import Change, Edit
from stdpolicy.formats.cursor import Context, Wanted
from stdpolicy.formats.jsonld.write import framed, keep_schema, write
from stdpolicy.formats.notation import Notation, Piece
from stdpolicy.formats.reading import Reading
from stdpolicy.patterns import regex
from stdpolicy.source import Source, Span

# Possessive: linear in time, and no memory for a way back.
BEGINS = regex(r"""\s*+(?:\{\s*+"|\[\s*+[{"\[])""")


def recognises(text: str) -> bool:
    """Whether a text begins as an object with a key, or as an array of what JSON-LD holds."""
    return BEGINS.match(text) is not None


def _read(source: Source) -> Reading:
    from stdpolicy.formats.jsonld.read import read

    return read(source)


def _read_own_layout(source: Source) -> Reading | None:
    from stdpolicy.formats.jsonld.own_layout import read_own_layout

    return read_own_layout(source)


def _locations(text: str, offsets: Collection[int]) -> Mapping[int, str]:
    from stdpolicy.formats.jsonld.places import locations

    return locations(text, offsets)


def _pieces(text: str, token: Span) -> Iterator[Piece]:
    from stdpolicy.formats.jsonld.tokens import pieces

    return pieces(text, token)


def _spell(text: str, change: Change, span: Span, old: Any) -> tuple[Edit, ...]:
    from stdpolicy.formats.jsonld.spell import spell

    return spell(text, change, span, old)


def _extent(text: str, token: Span) -> Span:
    from stdpolicy.formats.jsonld.spell import extent

    return extent(text, token)


def _context(text: str, offset: int) -> Context | None:
    from stdpolicy.formats.jsonld.cursor import context

    return context(text, offset)


def _completed(text: str, context: Context, wanted: Wanted, base: str) -> tuple[Edit, ...]:
    from stdpolicy.formats.jsonld.cursor import completed

    return completed(text, context, wanted, base)


JSONLD = Notation(
    name="jsonld",
    title="JSON-LD",
    suffixes=(".jsonld", ".json"),
    media_type="application/ld+json",
    recognises=recognises,
    read=_read,
    locations=_locations,
    pieces=_pieces,
    write=write,
    read_own_layout=_read_own_layout,
    keep=keep_schema,
    spell=_spell,
    extent=_extent,
    repeats=False,
    context=_context,
    completed=_completed,
)

__all__ = ["JSONLD", "framed"]
