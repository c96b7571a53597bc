"""One document in other forms of JSON-LD, as processors and hands write them."""

import json
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import rdflib
from pyld import jsonld

from property.processors import CONTEXT as BUNDLED
from property.processors import lexical_forms_kept
from stdpolicy.model.lexical import CONTEXT, NAMESPACE

Json = dict[str, Any]


def loader(url: str, _: object) -> Json:
    assert url == CONTEXT, f"{url} was asked for"
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": BUNDLED}}


OPTIONS = {"documentLoader": loader}


def based(own: Json) -> Json:
    return {"@base": own["@context"][1]["@base"]}


def inline(own: Json) -> Json:
    return own | {"@context": [BUNDLED, based(own)]}


def quads(own: Json) -> list[ox.Quad]:
    return list(ox.parse(json.dumps(inline(own)), format=ox.RdfFormat.JSON_LD))


# -- by processors ---------------------------------------------------------------------------


def by_rdflib(own: Json, **options: Any) -> Any:
    with lexical_forms_kept():
        graph = rdflib.Graph()
        graph.parse(data=ox.serialize(quads(own), format=ox.RdfFormat.N_TRIPLES), format="nt")
        graph.bind("v", NAMESPACE)
        return json.loads(graph.serialize(format="json-ld", **options))


def by_oxigraph(own: Json, **options: Any) -> Any:
    return json.loads(ox.serialize(quads(own), format=ox.RdfFormat.JSON_LD, **options) or b"")


PROCESSORS: dict[str, Callable[[Json], Any]] = {
    "PyLD expanded": lambda own: jsonld.expand(own, OPTIONS),
    "PyLD compacted": lambda own: jsonld.compact(own, own["@context"], OPTIONS),
    "PyLD compacted, inline": lambda own: jsonld.compact(own, [BUNDLED, based(own)], OPTIONS),
    "PyLD compacted, no base": lambda own: jsonld.compact(own, CONTEXT, OPTIONS),
    "PyLD compacted, other": lambda own: jsonld.compact(own, {"v": NAMESPACE}, OPTIONS),
    "PyLD flattened": lambda own: jsonld.flatten(own, None, OPTIONS),
    "PyLD flattened, compacted": lambda own: jsonld.flatten(own, own["@context"], OPTIONS),
    "PyLD framed": lambda own: jsonld.frame(
        own, {"@context": own["@context"], "@type": own["type"]}, OPTIONS
    ),
    "PyLD from RDF": lambda own: jsonld.from_rdf(jsonld.to_rdf(own, OPTIONS)),
    "rdflib": by_rdflib,
    "rdflib, our context": lambda own: by_rdflib(own, context=BUNDLED),
    "rdflib, its own context": lambda own: by_rdflib(own, auto_compact=True),
    "pyoxigraph": by_oxigraph,
    "pyoxigraph, prefixes": lambda own: by_oxigraph(
        own, prefixes={"v": NAMESPACE, "d": f"{own['id']}#"}, base_iri=own["id"]
    ),
}


# -- by hand -----------------------------------------------------------------------------------


def renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): renamed(item, names) for key, item in value.items()}
    return [renamed(item, names) for item in value] if isinstance(value, list) else value


def reordered(value: Any) -> Any:
    """With the keys backwards: id and type last."""
    if isinstance(value, dict):
        return {key: reordered(item) for key, item in reversed(value.items())}
    return [reordered(item) for item in value] if isinstance(value, list) else value


def with_sets(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: with_sets(item) for key, item in value.items()}
    return {"@set": [with_sets(item) for item in value]} if isinstance(value, list) else value


def with_values(value: Any, key: str = "") -> Any:
    """Literal strings as value objects, where a term has no datatype."""
    if isinstance(value, dict):
        return {name: with_values(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [with_values(item, key) for item in value]
    return {"@value": value} if key in ("quote", "heading", "digest") else value


def contained(own: Json) -> str:
    """A property with nodes in it."""
    return next(
        key for key, item in own.items() if isinstance(item, list) and isinstance(item[0], dict)
    )


def body(own: Json) -> Json:
    return {key: item for key, item in own.items() if key != "@context"}


def nested(own: Json) -> Json:
    field = contained(own)
    rest = {key: item for key, item in own.items() if key != field}
    return rest | {"@nest": {field: own[field]}}


def included(own: Json) -> Json:
    field = contained(own)
    ids = [node["id"] for node in own[field]]
    links = [{"id": iri} for iri in ids]
    return own | {field: links, "@included": own[field]}


def reversed_links(own: Json) -> Json:
    field = contained(own)
    iri = BUNDLED.get(field, {"@id": f"{NAMESPACE}{field}"})["@id"]
    nodes = [node | {"@reverse": {iri: {"@id": own["id"]}}} for node in own[field]]
    rest = {key: item for key, item in own.items() if key not in (field, "@context")}
    return {"@context": own["@context"], "@graph": [rest, *nodes]}


def type_maps(own: Json) -> Json:
    """Contained nodes by their type, which is not said otherwise."""
    field = contained(own)
    term = BUNDLED.get(field, {"@id": f"{NAMESPACE}{field}"})
    by_type: dict[str, list[Json]] = {}
    for node in own[field]:
        rest = {key: item for key, item in node.items() if key != "type"}
        by_type.setdefault(node["type"], []).append(rest)
    context = [*own["@context"], {"m": {"@id": term["@id"], "@container": "@type"}}]
    return {**{k: v for k, v in own.items() if k != field}, "@context": context, "m": by_type}


def id_maps(own: Json) -> Json:
    field = contained(own)
    term = BUNDLED.get(field, {"@id": f"{NAMESPACE}{field}"})
    by_id = {
        node["id"]: {key: item for key, item in node.items() if key != "id"} for node in own[field]
    }
    context = [*own["@context"], {"m": {"@id": term["@id"], "@container": "@id"}}]
    return {**{k: v for k, v in own.items() if k != field}, "@context": context, "m": by_id}


def imported(own: Json) -> Json:
    return own | {"@context": [{"@version": 1.1, "@import": CONTEXT}, based(own)]}


HANDS: dict[str, Callable[[Json], Any]] = {
    "our own": lambda own: own,
    "context inline": inline,
    "contexts swapped": lambda own: own | {"@context": [based(own), CONTEXT]},
    "one context": lambda own: own | {"@context": BUNDLED | based(own)},
    "context imported": imported,
    "imported with more": lambda own: (
        own | {"@context": {"@version": 1.1, "@import": CONTEXT} | based(own)}
    ),
    "context last": lambda own: body(own) | {"@context": own["@context"]},
    "backwards": reordered,
    "more terms": lambda own: own | {"@context": [*own["@context"], {"x": "https://x.example/"}]},
    "in a graph": lambda own: {"@context": own["@context"], "@graph": [body(own)]},
    "in a list": lambda own: [own],
    "keywords": lambda own: renamed(own, {"id": "@id", "type": "@type"}),
    "types in arrays": lambda own: own | {"type": [own["type"]]},
    "sets": lambda own: own | with_sets(body(own)),
    "values": lambda own: own | with_values(body(own)),
    "nested": nested,
    "included": included,
    "reversed": reversed_links,
    "type maps": type_maps,
    "id maps": id_maps,
    "names as IRIs": lambda own: (
        renamed(own, {"title": "http://purl.org/dc/terms/title"})
        | {
            "http://purl.org/dc/terms/title": [
                {"@value": text, "@language": tag} for tag, text in own["title"].items()
            ]
        }
    ),
    "short id": lambda own: own | {"id": ""},
}
