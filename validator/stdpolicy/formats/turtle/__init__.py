"""The notations of RDF that the Turtle family has: Turtle, N-Triples, N-Quads and TriG."""

import re
from typing import TYPE_CHECKING

from stdpolicy.formats.notation import Notation
from stdpolicy.formats.reading import Reading, Tree
from stdpolicy.source import Source

if TYPE_CHECKING:
    import pyoxigraph as ox

# Possessive throughout: linear in time, and no memory for a way back.
COMMENTS = re.compile(r"(?:\s++|#[^\n]*+)*+")
DIRECTIVE = re.compile(r"@(?:prefix|base|version)\b|(?:PREFIX|BASE|VERSION)\s", re.IGNORECASE)
BLOCK = re.compile(r"\{\s*+[<_\[(]|GRAPH\b", re.IGNORECASE)
STATEMENT = re.compile(r"<<|<[^\s<>]*+>|_:|\[\s*+(?:\]\s*+)?[<_]")
QUAD = re.compile(
    r"""(?:<[^>]*+>|_:\S++)\s*+<[^>]*+>\s*+
    (?:<[^>]*+>|_:\S++|"[^"\\]*+(?:\\.[^"\\]*+)*+"[^\s<_]*+(?:(?<=\^)<[^>]*+>)?+)
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


def _read_turtle(source: Source) -> Reading:
    """In our own layout by its lines, any other by its triples."""
    from stdpolicy.formats.turtle.own_layout import read_own_layout

    reading = read_own_layout(source)
    if reading is not None:
        return reading
    import pyoxigraph as ox

    return _read(source, ox.RdfFormat.TURTLE)


def _read_ntriples(source: Source) -> Reading:
    import pyoxigraph as ox

    return _read(source, ox.RdfFormat.N_TRIPLES)


def _read_nquads(source: Source) -> Reading:
    import pyoxigraph as ox

    return _read(source, ox.RdfFormat.N_QUADS)


def _read_trig(source: Source) -> Reading:
    import pyoxigraph as ox

    return _read(source, ox.RdfFormat.TRIG)


def _read(source: Source, syntax: "ox.RdfFormat") -> Reading:
    from stdpolicy.formats.turtle.read import read_triples

    return read_triples(source, syntax)


def _write_turtle(tree: Tree, base: str) -> bytes:
    from stdpolicy.formats.turtle.write import write_turtle

    return write_turtle(tree, base)


def _write_ntriples(tree: Tree, base: str) -> bytes:
    from stdpolicy.formats.turtle.ntriples import write_ntriples

    return write_ntriples(tree, base)


TURTLE = Notation(
    name="turtle",
    title="Turtle",
    suffixes=(".ttl", ".turtle"),
    media_type="text/turtle",
    recognises=_is_turtle,
    read=_read_turtle,
    write=_write_turtle,
)
NTRIPLES = Notation(
    name="ntriples",
    title="N-Triples",
    suffixes=(".nt", ".ntriples"),
    media_type="application/n-triples",
    recognises=_is_ntriples,
    read=_read_ntriples,
    write=_write_ntriples,
)
NQUADS = Notation(
    name="nquads",
    title="N-Quads",
    suffixes=(".nq", ".nquads"),
    media_type="application/n-quads",
    recognises=_is_nquads,
    read=_read_nquads,
)
TRIG = Notation(
    name="trig",
    title="TriG",
    suffixes=(".trig",),
    media_type="application/trig",
    recognises=_is_trig,
    read=_read_trig,
)
