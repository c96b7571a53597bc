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
from stdpolicy.formats.layout import layout_reader
from stdpolicy.formats.reading import Reading, Tree
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

# Possessive throughout: linear in time, and no memory for a way back.
SPACE = re.compile(r"\s*+")
COMMENTS = re.compile(r"(?:\s++|#[^\n]*+)*+")
JSON = re.compile(r"""\{\s*+"|\[\s*+[{"\[]""")
XML = re.compile(r"<\?xml\b|<!|<[^\W\d][\w.\-]*+(?::[\w.\-]++)?\s")
XML_OR_IRI = re.compile(r"<[^\W\d][\w.\-]*+/?>")  # a prefix would have to be declared
TRIG = re.compile(r"\{\s*+[<_\[(]|GRAPH\b", re.IGNORECASE)
DIRECTIVE = re.compile(r"@(?:prefix|base|version)\b|(?:PREFIX|BASE|VERSION)\s", re.IGNORECASE)
RDF = re.compile(r"<<|<[^\s<>]*+>|_:|\[\s*+(?:\]\s*+)?[<_]")
QUAD = re.compile(
    r"""(?:<[^>]*+>|_:\S++)\s*+<[^>]*+>\s*+
    (?:<[^>]*+>|_:\S++|"[^"\\]*+(?:\\.[^"\\]*+)*+"[^\s<_]*+(?:(?<=\^)<[^>]*+>)?+)
    \s*+(?:<[^>]*+>|_:\S++)\s*+\.""",
    re.VERBOSE | re.DOTALL,
)


def detect(source: Source) -> Format | None:
    """The notation of a file, told by its content and, where that leaves a choice, its suffix."""
    text = source.text
    hint = SUFFIXES.get(PurePath(source.name).suffix.lower())
    at = _end(SPACE, text)
    if JSON.match(text, at):
        return Format.JSONLD
    if XML.match(text, at) or (hint not in SYNTAX and XML_OR_IRI.match(text, at)):
        return Format.XML
    at = _end(COMMENTS, text)
    if DIRECTIVE.match(text, at):
        return Format.TRIG if hint is Format.TRIG else Format.TURTLE
    if QUAD.match(text, at):
        return Format.NQUADS
    if RDF.match(text, at):
        return hint if hint in SYNTAX else Format.TURTLE
    if TRIG.match(text, at):
        return Format.TRIG
    return hint


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def read(source: Source, format: Format | None = None) -> tuple[Format | None, Reading]:
    """Reads a file in any notation; the tree is as found, for the checks to judge."""
    problem = _not_text(source)
    if problem is None and (not source.text or source.text.isspace()):
        problem = Problem(rules.EMPTY, "expected a document, found an empty file", place=START)
    if problem is not None:
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
        case Format.TURTLE if (found := _layout()(source.text)) is not None:
            reading = found
        case _:
            reading = read_rdf(source, SYNTAX[format], model())
    return format, reading


def _not_text(source: Source) -> Problem | None:
    """The finding for a file that is not UTF-8; NUL is UTF-8, but of binary files and UTF-16."""
    try:
        at = source.text.find("\0")
        if at < 0 and not source.text.startswith("\ufeff"):
            return None
        found = "NUL" if at >= 0 else "two byte order marks"
        place = source.place(max(at, 0))
    except UnicodeDecodeError as error:
        found = f"the byte 0x{source.data[error.start]:02x} at offset {error.start}"
        before = source.data[: error.start]
        line = before.rpartition(b"\n")[2].decode(errors="replace").removeprefix("\ufeff")
        place = Place(before.count(b"\n") + 1, len(line) + 1)
    hint = "save the file as UTF-8"
    return Problem(rules.ENCODING, f"expected UTF-8 text, found {found}", place=place, hint=hint)


@cache
def _layout() -> Callable[[str], Reading | None]:
    return layout_reader(model())


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
