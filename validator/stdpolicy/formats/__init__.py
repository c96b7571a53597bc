"""The notations: which there are, how a file's is told, and one reader and writer for each."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import PurePath

import pyoxigraph as ox

from stdpolicy.diagnostics import Problem
from stdpolicy.formats import rules
from stdpolicy.formats.canonical import canonicalizer
from stdpolicy.formats.jsonld import read_jsonld, write_jsonld
from stdpolicy.formats.reading import Reading, Tree, bounded
from stdpolicy.formats.turtle import ntriples_writer, read_rdf, turtle_writer
from stdpolicy.formats.xmldoc import read_xml, xml_writer
from stdpolicy.model import Model, model
from stdpolicy.source import START, Place, Source

Writer = Callable[[Tree, str], bytes]


class Format(StrEnum):
    """A notation, by the name that the CLI and the API use."""

    JSONLD = "jsonld"
    TURTLE = "turtle"
    XML = "xml"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"

    @property
    def suffix(self) -> str:
        """The usual suffix of its files."""
        return next(suffix for suffix, format in SUFFIXES.items() if format is self)


SUFFIXES = {
    ".jsonld": Format.JSONLD,
    ".json": Format.JSONLD,
    ".ttl": Format.TURTLE,
    ".turtle": Format.TURTLE,
    ".xml": Format.XML,
    ".nt": Format.NTRIPLES,
    ".ntriples": Format.NTRIPLES,
    ".nq": Format.NQUADS,
    ".nquads": Format.NQUADS,
    ".trig": Format.TRIG,
}
WRITABLE = (Format.JSONLD, Format.TURTLE, Format.XML, Format.NTRIPLES)
SYNTAX = {
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    Format.NQUADS: ox.RdfFormat.N_QUADS,
    Format.TRIG: ox.RdfFormat.TRIG,
}

JSON_START = re.compile(r'\{\s*["}]|\[\s*[{"\[]')
XML_START = re.compile(r"<\?xml|<!|<[^\s<>:/]+(:[^\s<>:/]+)?(\s|/?>)")
TRIG_START = re.compile(r"\{\s*[^\"}\s]|GRAPH\b", re.IGNORECASE)
QUAD = re.compile(r'\S+\s+<[^>]*>\s+(<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"\S*)\s+(<[^>]*>|_:\S+)\s*\.')
RDF_START = re.compile(r"@prefix\b|@base\b|prefix\b|base\b|<[^\s<>]*>\s|_:|[^\s:<>\"]*:\S", re.IGNORECASE)
COMMENTS = re.compile(r"(?:\s+|#[^\n]*)*")


def detect(source: Source) -> Format | None:
    """The notation of a file, told by its content and, where that leaves a choice, its suffix."""
    text = source.text
    hint = SUFFIXES.get(PurePath(source.name).suffix.lower())
    bare = text.lstrip()
    if JSON_START.match(bare):
        return Format.TRIG if hint is Format.TRIG and bare[:1] == "{" else Format.JSONLD
    if XML_START.match(bare) and hint not in SYNTAX:
        return Format.XML
    body = text[found.end() :] if (found := COMMENTS.match(text)) else text
    if TRIG_START.match(body):
        return Format.TRIG
    if RDF_START.match(body):
        if QUAD.match(body) and hint not in (Format.TURTLE, Format.NTRIPLES):
            return Format.NQUADS
        return hint if hint in SYNTAX else Format.TURTLE
    return hint


def read(source: Source, format: Format | None = None) -> tuple[Format | None, Reading]:
    """Reads a file in any notation; the tree is as found, for the checks to judge."""
    try:
        empty = not source.text.strip()
    except UnicodeDecodeError as error:
        problem = Problem(
            rules.ENCODING,
            f"expected UTF-8 text, found the byte 0x{source.data[error.start]:02x} "
            f"at offset {error.start}",
            place=_byte_place(source.data, error.start),
            hint="save the file as UTF-8",
        )
        return None, Reading(None, problems=[problem])
    if empty:
        problem = Problem(rules.EMPTY, "expected a document, found an empty file", place=START)
        return None, Reading(None, problems=[problem])
    format = format or detect(source)
    if format is None:
        problem = Problem(
            rules.FORMAT,
            "expected JSON-LD, Turtle, XML, N-Triples, N-Quads or TriG, cannot tell which",
            place=START,
            hint="name the notation with --from, or use its usual suffix",
        )
        return None, Reading(None, problems=[problem])
    match format:
        case Format.JSONLD:
            reading = read_jsonld(source, model())
        case Format.XML:
            reading = read_xml(source, model())
        case _:
            reading = read_rdf(source, SYNTAX[format], model())
    return format, bounded(reading)


def _byte_place(data: bytes, offset: int) -> Place:
    before = data[:offset]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode(errors="replace")) + 1
    return Place(line, column)


@cache
def writer(format: Format) -> Writer:
    """The function that writes a canonical tree. Raises ValueError if the notation is read only."""
    match format:
        case Format.JSONLD:
            return write_jsonld
        case Format.TURTLE:
            return turtle_writer(model())
        case Format.XML:
            return xml_writer(model())
        case Format.NTRIPLES:
            return ntriples_writer(model())
    raise ValueError(f"{format.value} is read, not written; choose from {', '.join(WRITABLE)}")


@cache
def canonical() -> Callable[[Tree, str], Tree]:
    """The function from (tree, document IRI) to the canonical tree, for the shipped model."""
    return canonicalizer(model())


__all__ = ["SUFFIXES", "WRITABLE", "Format", "Model", "canonical", "detect", "read", "writer"]
