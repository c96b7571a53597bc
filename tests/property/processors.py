"""Foreign RDF processors, and their triples in one form to compare."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pyoxigraph as ox
import rdflib
from pyld import jsonld

from stdpolicy.resources import read

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
CONTEXT = json.loads(read("schema/context.jsonld"))["@context"]

Triples = set[tuple[str, ...]]
"""Subject, predicate, object; of a literal also its datatype and language tag in lower case."""


def inlined(document: bytes) -> dict[str, Any]:
    """JSON-LD of our form with the context in place of its IRI, so that nothing is fetched."""
    tree: dict[str, Any] = json.loads(document)
    return tree | {"@context": [CONTEXT, tree["@context"][1]]}


@contextmanager
def lexical_forms_kept() -> Iterator[None]:
    """rdflib rewrites literals unless this global is off."""
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def by_rdflib(data: bytes, format: str) -> Triples:
    with lexical_forms_kept():
        return from_rdflib(rdflib.Graph().parse(data=data, format=format))


def from_rdflib(graph: rdflib.Graph) -> Triples:
    return {(str(s), str(p), *_rdflib_object(o)) for s, p, o in graph}


def _rdflib_object(term: object) -> tuple[str, ...]:
    if not isinstance(term, rdflib.Literal):
        return (str(term),)
    datatype = LANG_STRING if term.language else str(term.datatype or XSD_STRING)
    return str(term), datatype, (term.language or "").lower()


def by_oxigraph(data: bytes, format: ox.RdfFormat) -> Triples:
    return from_oxigraph(ox.parse(data, format=format))


def from_oxigraph(quads: Iterable[ox.Quad]) -> Triples:
    return {(q.subject.value, q.predicate.value, *_oxigraph_object(q.object)) for q in quads}


def _oxigraph_object(term: object) -> tuple[str, ...]:
    if not isinstance(term, ox.Literal):
        return (term.value,)  # type: ignore[attr-defined]
    return term.value, term.datatype.value, (term.language or "").lower()


def by_pyld(document: dict[str, Any]) -> Triples:
    dataset = jsonld.to_rdf(document, {"documentLoader": offline})
    return {
        (t["subject"]["value"], t["predicate"]["value"], *_pyld_object(t["object"]))
        for t in dataset["@default"]
    }


def _pyld_object(term: dict[str, str]) -> tuple[str, ...]:
    if term["type"] != "literal":
        return (term["value"],)
    return term["value"], term["datatype"], term.get("language", "").lower()


def offline(url: str, _: object) -> Any:
    raise AssertionError(f"{url} was asked for")
