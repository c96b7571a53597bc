"""One real policy in many layouts of each notation, as other tools and hands would write it."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from lxml import etree
from other_json import inline
from pyld import jsonld

import stdpolicy
from stdpolicy.document import Document
from stdpolicy.formats import Notation, named
from stdpolicy.model.lexical import NAMESPACE

POLICY = Path(__file__).parents[2] / "examples" / "jiaxing-2022" / "policy.jsonld"
GRAPH = "https://example.org/graph"


def pruned(value: Any) -> Any:
    """The first two items of each array: a small document with something of everything."""
    if isinstance(value, dict):
        return {key: pruned(item) for key, item in value.items()}
    return [pruned(item) for item in value[:2]] if isinstance(value, list) else value


@cache
def document() -> Document:
    return stdpolicy.load(json.dumps(pruned(json.loads(POLICY.read_bytes()))).encode())


def canonical(format: str) -> str:
    return document().to_bytes(format).decode()


# -- JSON-LD ---------------------------------------------------------------------------------


def own() -> Any:
    return json.loads(canonical("jsonld"))


def spaced() -> str:
    text = json.dumps(own(), indent="\t \t", separators=(" \r\n,", "\t: "))
    return "\ufeff \r\n" + text.replace("/", "\\/")


# -- RDF -------------------------------------------------------------------------------------


def by_oxigraph(syntax: ox.RdfFormat, graph: str | None = None) -> str:
    prefixes = {"政": NAMESPACE, "": "http://purl.org/dc/terms/", "k.d-9": f"{document().base}#"}
    name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    triples = ox.parse(document().to_bytes("ntriples"), format=ox.RdfFormat.N_TRIPLES)
    quads = [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]
    named = None if syntax is ox.RdfFormat.N_QUADS else prefixes
    data = ox.serialize(quads, format=syntax, prefixes=named)
    assert isinstance(data, bytes)
    return data.decode()


def by_rdflib() -> str:
    graph = document().to_rdflib()
    graph.bind("x", NAMESPACE)
    return graph.serialize(format="turtle")


def long_strings() -> str:
    """Long strings with other quotes, comments that look like content, SPARQL's directives."""
    text = re.sub(r'(?<= )"([^"\\\n]*)"', r"'''\1'''", canonical("turtle"))
    text = text.replace(" ;\n", " # <#c> stdpol:x \"'\n;\t")
    return re.sub(r"@prefix (.*) \.", r"prefix \1", text)


def with_base() -> str:
    """As people write: the document's IRI as @base, its nodes as fragments of it."""
    base = document().base
    text = canonical("turtle").replace(f"@prefix : <{base}#> .", f"@base <{base}> .")
    text = text.replace(f"\n<{base}>\n", "\n<>\n")
    return re.sub(r"(?<=[ \n]):([A-Za-z][\w.-]*)(?=[ \n])", r"<#\1>", text)


def by_rdflib_long() -> str:
    return document().to_rdflib().serialize(format="longturtle")


def one_line() -> str:
    return re.sub(r"( ;)?\n+( *)", lambda m: (m[1] or "").strip() + " ", canonical("turtle"))


# -- XML -------------------------------------------------------------------------------------


def prefixed() -> str:
    root = etree.fromstring(canonical("xml").encode())
    attributes = {str(name): str(value) for name, value in root.attrib.items()}
    renamed = etree.Element(root.tag, attributes, nsmap={"标": NAMESPACE})
    renamed.extend(root)
    return re.sub(r">\s+<", ">\r\n<", etree.tostring(renamed, encoding="unicode"))


def noisy(text: str) -> str:
    """Comments that look like content, CDATA, processing instructions, single quotes."""
    text = text.replace("<quote>", "<!-- <quote>x</quote> \" ' > --><quote\n ><![CDATA[")
    text = text.replace("</quote>", "]]></quote\n><?pi <order>?>")
    return re.sub(r'(id|ref)="([^"]*)"', r"\1 = '\2'", text)


JSONLD, XML, TURTLE = named("jsonld"), named("xml"), named("turtle")
NTRIPLES, NQUADS, TRIG = named("ntriples"), named("nquads"), named("trig")

LAYOUTS: dict[str, tuple[Notation, Callable[[], str]]] = {
    "jsonld": (JSONLD, lambda: canonical("jsonld")),
    "jsonld minified": (JSONLD, lambda: json.dumps(own(), separators=(",", ":"))),
    "jsonld spaced": (JSONLD, spaced),
    "jsonld expanded": (JSONLD, lambda: json.dumps(jsonld.expand(inline(own())))),
    "jsonld flattened": (JSONLD, lambda: json.dumps(jsonld.flatten(inline(own()), None))),
    "jsonld inline context": (JSONLD, lambda: json.dumps(inline(own()), indent=1)),
    "turtle": (TURTLE, lambda: canonical("turtle")),
    "turtle by oxigraph": (TURTLE, lambda: by_oxigraph(ox.RdfFormat.TURTLE)),
    "turtle by rdflib": (TURTLE, by_rdflib),
    "turtle by rdflib, long": (TURTLE, by_rdflib_long),
    "turtle with base": (TURTLE, with_base),
    "turtle long strings": (TURTLE, long_strings),
    "turtle one line": (TURTLE, one_line),
    "ntriples": (NTRIPLES, lambda: canonical("ntriples")),
    "nquads": (NQUADS, lambda: by_oxigraph(ox.RdfFormat.N_QUADS, GRAPH)),
    "trig": (TRIG, lambda: by_oxigraph(ox.RdfFormat.TRIG, GRAPH)),
    "xml": (XML, lambda: canonical("xml")),
    "xml prefixed": (XML, prefixed),
    "xml noisy": (XML, lambda: noisy(canonical("xml"))),
}
