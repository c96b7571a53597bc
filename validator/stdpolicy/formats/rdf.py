"""A notation of RDF that the native parser reads, as a document."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from stdpolicy.diagnostics import Advice, Finding, Message, Name
from stdpolicy.formats import rules
from stdpolicy.formats.causes import END, shown
from stdpolicy.formats.graph import read_graph
from stdpolicy.formats.places import Triples
from stdpolicy.formats.reading import Reading
from stdpolicy.source import START, Source, Span

ILL_FORMED = Message(
    rules.SYNTAX.code,
    "rdf",
    "expected well-formed {notation}, which goes on differently here: found {found}",
    "不是合乎语法的 {notation}，此处不应为 {found}",
)
STRING_SIZE = Message(
    rules.SIZE.code,
    "string",
    "expected no string or IRI of more than 16 MB, found one",
    "字符串和 IRI 应不超过 16 MB，但有一个超出",
)
NOT_ABSOLUTE = Message(
    rules.BASE.code,
    "no-base-stated",
    "expected absolute IRIs, found the relative one {found} and no @base",
    "应为绝对 IRI，但有相对 IRI {found} 而没有 @base",
    Advice(
        "full-iri",
        "write the IRI in full, or state the document's IRI: @base <...> .",
        "写出完整的 IRI，或者用 @base <...> . 写明文档的 IRI",
    ),
)
STOPPED = (ILL_FORMED, STRING_SIZE, NOT_ABSOLUTE)
"""What is said where the parser stopped."""
SUBTAG = "subtag"
"""In what the parser says of language tags that are none (BCP 47)."""
UNEXPECTED_END = "Unexpected end"
"""In what it says where the text ends too early, at whatever place."""


def read_rdf(source: Source, syntax: ox.RdfFormat, triples: Triples) -> Reading:
    """The document that a text in a notation of RDF describes; `triples` finds places in it."""
    data = source.data.removeprefix(BOM_UTF8)
    graphs = syntax.supports_datasets
    try:
        quads: Any = ox.parse(data, format=syntax)
        try:
            return read_graph(quads, triples, graphs=graphs)
        except SyntaxError as error:
            if SUBTAG not in str(error):
                raise
            # Well-formed RDF, whatever the tag: the checks say what is wrong with it.
            lenient = ox.parse(data, format=syntax, lenient=True)
            return read_graph(_of_iris(lenient, error), triples, graphs=graphs)
    except MemoryError as error:
        if "buffer" not in str(error):
            raise
        return Reading(None, findings=[STRING_SIZE(START)])
    except SyntaxError as error:
        return Reading(None, findings=[_finding(error, source, syntax)])


def _of_iris(quads: Iterable[ox.Quad], error: SyntaxError) -> Iterator[ox.Quad]:
    """Quads that were read with any IRIs, if these are such. Raises the error if one is none."""
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            iri = term.datatype if isinstance(term, ox.Literal) else term
            try:
                if isinstance(iri, ox.NamedNode):
                    ox.NamedNode(iri.value)
            except ValueError:
                raise error from None
        yield quad


def _finding(error: SyntaxError, source: Source, syntax: ox.RdfFormat) -> Finding:
    lines = source.lines
    start = lines.offset(error.lineno or 1, error.offset or 1)
    end = lines.offset(error.end_lineno or 1, error.end_offset or 1)
    message = str(error.msg)
    if "No scheme found" in message:
        iri = source.text[start:end] or source.text[start : start + 10]
        return NOT_ABSOLUTE(Span(start, max(start, end)), found=shown(iri))
    if UNEXPECTED_END in message:
        start = len(source.text)
    span = Span(start, max(start, end))
    found = shown(source.text[start : start + 10]) if start < len(source.text) else END
    return ILL_FORMED(span, notation=Name(syntax.name), found=found)
