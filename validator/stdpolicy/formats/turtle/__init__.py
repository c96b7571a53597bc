"""The notations of RDF that the Turtle family has: Turtle, N-Triples, N-Quads and TriG."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from stdpolicy.diagnostics import Change, Edit
from stdpolicy.formats.cursor import Context, Wanted
from stdpolicy.formats.notation import Notation, Piece
from stdpolicy.formats.reading import Reading, Tree
from stdpolicy.patterns import regex
from stdpolicy.source import Source, Span

# Possessive throughout: linear in time, and no memory for a way back.
COMMENTS = regex(r"(?:\s++|#[^\n]*+|(?!))*+")
DIRECTIVE = regex(r"@(?:prefix|base|version)\b|(?:PREFIX|BASE|VERSION)\s", re.IGNORECASE)
BLOCK = re.compile(r"\{\s*+[<_\[(]|GRAPH\b", re.IGNORECASE)
STATEMENT = regex(r"<<|<[^\s<>]*+>|_:|\[\s*+(?:\]\s*+)?[<_]")
QUAD = regex(
    r"""(?:<[^>]*+>|_:\S++)\s*+<[^>]*+>\s*+
    (?:<[^>]*+>|_:\S++|"[^"\\]*+(?:\\.[^"\\]*+)*+"[^\s<_]*+(?>(?:(?<=\^)<[^>]*+>)?))
    \s*+(?:<[^>]*+>|_:\S++)\s*+\.""",
    re.VERBOSE | re.DOTALL,
)


def _begins(text: str, *patterns: re.Pattern[str]) -> bool:
    found = COMMENTS.match(text)
    at = found.end() if found else 0
    return any(pattern.match(text, at) for pattern in patterns)


def _is_nquads(text: str) -> bool:
    return _begins(text, STATEMENT)


def _is_ntriples(text: str) -> bool:
    return _begins(text, STATEMENT) and not _begins(text, QUAD)


def _is_turtle(text: str) -> bool:
    return _begins(text, DIRECTIVE) or _is_ntriples(text)


def _is_trig(text: str) -> bool:
    return _begins(text, BLOCK) or _is_turtle(text)


def _by_triples(syntax: str) -> Callable[[Source], Reading]:
    """A reader of a syntax that the native parser has, which is imported when it is called."""

    def read(source: Source) -> Reading:
        import pyoxigraph as ox

        from stdpolicy.formats.turtle.read import read_triples

        return read_triples(source, getattr(ox.RdfFormat, syntax))

    return read


_read_any_turtle = _by_triples("TURTLE")


def _read_turtle(source: Source) -> Reading:
    """In our own layout by its lines, any other by its triples."""
    from stdpolicy.formats.turtle.own_layout import read_own_layout

    return read_own_layout(source) or _read_any_turtle(source)


def _locations(text: str, offsets: Collection[int]) -> Mapping[int, str]:
    from stdpolicy.formats.turtle.places import locations

    return locations(text, offsets)


def _pieces(text: str, token: Span) -> Iterator[Piece]:
    from stdpolicy.formats.turtle.tokens import pieces

    return pieces(text, token)


def _write_turtle(tree: Tree, base: str) -> bytes:
    from stdpolicy.formats.turtle.write import write_turtle

    return write_turtle(tree, base)


def _write_ntriples(tree: Tree, base: str) -> bytes:
    from stdpolicy.formats.turtle.ntriples import write_ntriples

    return write_ntriples(tree, base)


def _spell(text: str, change: Change, span: Span, old: Any) -> tuple[Edit, ...]:
    from stdpolicy.formats.turtle.spell import spell

    return spell(text, change, span, old)


def _spell_with_a(text: str, change: Change, span: Span, old: Any) -> tuple[Edit, ...]:
    from stdpolicy.formats.turtle.spell import spell_with_a

    return spell_with_a(text, change, span, old)


def _comments(text: str) -> int:
    from stdpolicy.formats.turtle.spell import comments

    return comments(text) if "#" in text else 0


def _extent(text: str, token: Span) -> Span:
    from stdpolicy.formats.turtle.spell import extent

    return extent(text, token)


def _mentions(text: str, iri: str) -> Collection[Span]:
    from stdpolicy.formats.turtle.places import mentions

    return mentions(text, iri)


def _context(text: str, offset: int) -> Context | None:
    from stdpolicy.formats.turtle.cursor import context

    return context(text, offset)


def _completed(text: str, context: Context, wanted: Wanted, base: str) -> tuple[Edit, ...]:
    from stdpolicy.formats.turtle.cursor import completed

    return completed(text, context, wanted, base)


def _naming(text: str, offset: int) -> tuple[str, Span] | None:
    from stdpolicy.formats.turtle.cursor import naming

    return naming(text, offset)


TURTLE = Notation(
    name="turtle",
    title="Turtle",
    suffixes=(".ttl", ".turtle"),
    media_type="text/turtle",
    recognises=_is_turtle,
    read=_read_turtle,
    locations=_locations,
    pieces=_pieces,
    write=_write_turtle,
    spell=_spell_with_a,
    mentions=_mentions,
    naming=_naming,
    extent=_extent,
    comments=_comments,
    context=_context,
    completed=_completed,
)
NTRIPLES = Notation(
    name="ntriples",
    title="N-Triples",
    suffixes=(".nt", ".ntriples"),
    media_type="application/n-triples",
    recognises=_is_ntriples,
    read=_by_triples("N_TRIPLES"),
    locations=_locations,
    pieces=_pieces,
    write=_write_ntriples,
    spell=_spell,
    mentions=_mentions,
    naming=_naming,
    extent=_extent,
    comments=_comments,
)
NQUADS = Notation(
    name="nquads",
    title="N-Quads",
    suffixes=(".nq", ".nquads"),
    media_type="application/n-quads",
    recognises=_is_nquads,
    read=_by_triples("N_QUADS"),
    locations=_locations,
    pieces=_pieces,
    spell=_spell,
    mentions=_mentions,
    naming=_naming,
    extent=_extent,
    comments=_comments,
)
TRIG = Notation(
    name="trig",
    title="TriG",
    suffixes=(".trig",),
    media_type="application/trig",
    recognises=_is_trig,
    read=_by_triples("TRIG"),
    locations=_locations,
    pieces=_pieces,
    spell=_spell_with_a,
    mentions=_mentions,
    naming=_naming,
    extent=_extent,
    comments=_comments,
)
