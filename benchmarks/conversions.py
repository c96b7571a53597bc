"""Our conversions beside those of rdflib and pyoxigraph.

All go from bytes to bytes. The peers get JSON-LD with our context written into it, so that
nothing is fetched, and RDF/XML where we have XML. Our figures include the schema's verdict and
canonical order; the peers check nothing.
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import rdflib
from timing import Job

import stdpolicy

PAIRS = (
    ("jsonld", "turtle"),
    ("turtle", "jsonld"),
    ("jsonld", "xml"),
    ("xml", "jsonld"),
    ("xml", "turtle"),
)
NAMES = {"jsonld": "JSON-LD", "turtle": "Turtle", "xml": "XML"}
RDFLIB = {"jsonld": "json-ld", "turtle": "turtle", "xml": "xml"}
PYOXIGRAPH = {
    "jsonld": ox.RdfFormat.JSON_LD,
    "turtle": ox.RdfFormat.TURTLE,
    "xml": ox.RdfFormat.RDF_XML,
}
CONTEXT = json.loads(
    (Path(__file__).resolve().parents[1] / "schema" / "context.jsonld").read_bytes()
)["@context"]

Convert = Callable[[bytes, str, str], object]


def title(source: str, to: str) -> str:
    return f"{NAMES[source]} to {NAMES[to]}"


def jobs(documents: Sequence[bytes], source: str, to: str) -> dict[str, Job]:
    """The conversion of some JSON-LD documents, first brought to `source`, by each engine.

    Raises RuntimeError if the engines do not find the same number of triples.
    """
    ours = [stdpolicy.convert(document, source) for document in documents]
    peers = [foreign(document, source) for document in documents]
    for own, other in zip(ours, peers, strict=True):
        expected = stdpolicy.convert(own, "ntriples").count(b"\n")
        found = len(rdflib.Graph().parse(data=other, format=RDFLIB[source]))
        if found != expected:
            raise RuntimeError(f"{expected} triples, rdflib finds {found}")
    return {
        "stdpolicy": partial(_all, _stdpolicy, ours, source, to),
        "rdflib": partial(_all, _rdflib, peers, source, to),
        "pyoxigraph": partial(_all, _pyoxigraph, peers, source, to),
    }


def _all(convert: Convert, documents: Sequence[bytes], source: str, to: str) -> None:
    for document in documents:
        convert(document, source, to)


def _stdpolicy(document: bytes, source: str, to: str) -> bytes:
    return stdpolicy.convert(document, to)


def _rdflib(document: bytes, source: str, to: str) -> bytes:
    graph = rdflib.Graph().parse(data=document, format=RDFLIB[source])
    # With the context the result is like ours, and rdflib is faster than without.
    options = {"context": CONTEXT} if to == "jsonld" else {}
    found: bytes = graph.serialize(format=RDFLIB[to], encoding="utf-8", **options)
    return found


def _pyoxigraph(document: bytes, source: str, to: str) -> bytes:
    quads = ox.parse(document, format=PYOXIGRAPH[source])
    return ox.serialize(quads, format=PYOXIGRAPH[to]) or b""


def foreign(document: bytes, source: str) -> bytes:
    """A JSON-LD document as the peers read it."""
    if source == "turtle":
        return stdpolicy.convert(document, source)
    tree = json.loads(document)
    tree["@context"] = [CONTEXT, tree["@context"][1]]
    inlined = json.dumps(tree, ensure_ascii=False).encode()
    return inlined if source == "jsonld" else _pyoxigraph(inlined, "jsonld", source)
