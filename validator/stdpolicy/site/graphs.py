"""Graphs in the forms in which they are offered, the same bytes for the same graph."""

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from stdpolicy.document import Document
from stdpolicy.model.lexical import language_tag
from stdpolicy.site.pages import File
from stdpolicy.site.routes import (
    JSON,
    JSONLD,
    NTRIPLES,
    PLAIN,
    RDFXML,
    TURTLE,
    XML,
    Format,
    Route,
)

PREFIXES = {
    "stdpol": "https://w3id.org/stdpolicy/ns#",
    "bibo": "http://purl.org/ontology/bibo/",
    "code": "https://w3id.org/stdpolicy/code/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "sssom": "https://w3id.org/sssom/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "voaf": "http://purl.org/vocommons/voaf#",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes of what is written here."""
WRITERS = {
    TURTLE: ox.RdfFormat.TURTLE,
    JSONLD: ox.RdfFormat.JSON_LD,
    NTRIPLES: ox.RdfFormat.N_TRIPLES,
    RDFXML: ox.RdfFormat.RDF_XML,
}
COPIES = {JSON: JSONLD, PLAIN: NTRIPLES}
"""Forms that are the bytes of another."""
TAGS = {
    TURTLE: re.compile(rb'(?<!\\)("@)([a-z-]+)'),
    NTRIPLES: re.compile(rb'(?<!\\)("@)([a-z-]+)'),
    JSONLD: re.compile(rb'(?<!\\)("@language":")([a-z-]+)'),
    RDFXML: re.compile(rb'(<[^<>]* xml:lang=")([a-z-]+)'),
}
"""Where a language tag stands, which no words of a literal can imitate: the engine writes them in lower case."""
OWN = {TURTLE: "turtle", JSONLD: "jsonld", NTRIPLES: "ntriples", XML: "xml"}
"""The forms of documents that are notations of ours."""


def parsed(turtle: bytes, base: str = "") -> list[ox.Triple]:
    """The triples of a text in Turtle, in an order and with names of blank nodes that depend on the graph
    alone.
    """
    dataset = ox.Dataset(ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri=base or None))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((quad.triple for quad in dataset), key=str)


def about(iri: str, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """What is said of the thing that an IRI names, and of those whose IRIs begin with it and a slash."""
    for triple in triples:
        subject = triple.subject
        if isinstance(subject, ox.NamedNode) and f"{subject.value}/".startswith(f"{iri}/"):
            yield triple


def graph_files(
    route: Route, triples: Iterable[ox.Triple], turtle: bytes | None = None
) -> Iterator[File]:
    """The files of a graph; that in Turtle is `turtle`, where it has been written by hand."""
    found = list(triples)
    made: dict[Format, bytes] = {} if turtle is None else {TURTLE: turtle}
    for form, path in route.data.items():
        kind = COPIES.get(form, form)
        if kind not in made:
            made[kind] = written(found, kind)
        yield File(path, made[kind])


def document_files(route: Route, document: Document) -> Iterator[File]:
    """The files of a document, in our notations as `convert` writes them; its N-Triples are sorted and have no blank
    nodes, so that RDF/XML is made of them as they are.
    """
    made = {form: document.to_bytes(name) for form, name in OWN.items()}
    lines = made[NTRIPLES]
    quads = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    made[RDFXML] = _serialized((quad.triple for quad in quads), RDFXML, lines.decode())
    for form, path in route.data.items():
        yield File(path, made[COPIES.get(form, form)])


def written(triples: Iterable[ox.Triple], form: Format) -> bytes:
    """Triples in a form."""
    found = list(triples)
    return _serialized(found, form, " ".join(map(str, found)))


def _serialized(triples: Iterable[ox.Triple], form: Format, text: str) -> bytes:
    """Triples in a form; `text` has their IRIs, in brackets, by which it is known which prefixes they need."""
    used = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in text}
    data = ox.serialize(triples, format=WRITERS[form], prefixes=used)
    assert data is not None
    return TAGS[form].sub(lambda tag: tag[1] + language_tag(tag[2].decode()).encode(), data)
