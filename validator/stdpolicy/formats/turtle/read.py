"""Turtle, N-Triples, N-Quads and TriG, read by a native parser (Turtle 1.1, RDF 1.1)."""

import re
from itertools import islice
from typing import Any

import pyoxigraph as ox

from stdpolicy.diagnostics import Advice, Code, Finding, Message, Name, Said
from stdpolicy.formats import rules
from stdpolicy.formats.graph import TRIPLE_TERM, read_graph
from stdpolicy.formats.reading import MAX_DEPTH, MAX_FINDINGS, Reading, lowered
from stdpolicy.formats.turtle.own_layout import read_own_layout
from stdpolicy.formats.turtle.places import TurtleTriples
from stdpolicy.model.lexical import FRAGMENT
from stdpolicy.source import START, Source, Span

ILL_FORMED = Message(rules.SYNTAX.code, "rdf", "expected well-formed {notation}: {said}")
STRING_SIZE = Message(
    rules.SIZE.code, "string", "expected no string or IRI of more than 16 MB, found one"
)
NOT_ABSOLUTE = Message(
    rules.BASE.code,
    "no-base-stated",
    "expected absolute IRIs, found a relative one and no @base",
    Advice("full-iri", "write the IRI in full, or state the document's IRI: @base <...> ."),
)
NO_FRAGMENT = Message(
    rules.BASE.code,
    "relative-iri",
    "expected a #fragment or an absolute IRI, found the relative IRI {found}",
    Advice("write-full", "write the IRI in full"),
)
WRITE_FRAGMENT = Advice("write-fragment", "write <#{iri}> if it is a node of the document")
# Linear; a candidate only, since it may stand within a string or comment.
RELATIVE = re.compile(r"""<(?![A-Za-z][A-Za-z0-9+.\-]*+:|\#)[^\x00-\x20<>"{}|^`]++>""")
PLACE_SAID = re.compile(r"^Parser error (at|between) .*?: | \(line \d+\)$")


def read_turtle(source: Source) -> Reading:
    """Reads Turtle: in our own layout by its lines, any other by its triples."""
    return read_own_layout(source) or read_rdf(source, ox.RdfFormat.TURTLE)


def read_rdf(source: Source, syntax: ox.RdfFormat) -> Reading:
    """Reads the triples of a notation of the Turtle family."""
    text = source.text
    triples = TurtleTriples(source)
    # The parser would overflow the stack on triple terms nested in each other a thousandfold.
    if text.count("<<") > MAX_DEPTH and (span := triples.triple_term()) != START:
        return Reading(None, findings=[TRIPLE_TERM(span)])
    try:
        quads: Any = ox.parse(text.encode(), format=syntax)
        reading = read_graph(quads, triples)
    except MemoryError as error:
        if "buffer" not in str(error):
            raise
        return Reading(None, findings=[STRING_SIZE(START)])
    except SyntaxError as error:
        return Reading(None, findings=[_finding(error, source, syntax)])
    if RELATIVE.search(text) and (found := triples.relative()):
        first = islice(found.items(), MAX_FINDINGS + 1)
        return Reading(None, findings=[_relative(iri, span) for iri, span in first])
    return reading


def _relative(iri: str, span: Span) -> Finding:
    advice = WRITE_FRAGMENT if FRAGMENT.fullmatch("#" + iri) else None
    return NO_FRAGMENT(span, found=Code(f"<{iri}>"), iri=Code(iri), advice=advice)


def _finding(error: SyntaxError, source: Source, syntax: ox.RdfFormat) -> Finding:
    lines = source.lines
    start = lines.offset(error.lineno or 1, error.offset or 1)
    end = lines.offset(error.end_lineno or 1, error.end_offset or 1)
    message = str(error.msg)
    if "No scheme found" in message:
        return NOT_ABSOLUTE(Span(start, max(start, end)))
    # The sentence without the parser's own account of the place.
    said = re.sub(r"\s+", " ", PLACE_SAID.sub("", message)).strip()
    if said == "Unexpected end":
        start = len(source.text)
    span = Span(start, max(start, end))
    return ILL_FORMED(span, notation=Name(syntax.name), said=Said(lowered(said)))
