"""A mutant as JSON-LD, Turtle, XML and rdflib graph: our own writers take valid trees only.

What a notation has no words for raises Inexpressible, as a null does in all but JSON.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox
import rdflib

from stdpolicy.formats.jsonld import framed
from stdpolicy.model import (
    BooleanType,
    Class,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    Model,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model.lexical import NAMESPACE, XSD
from strategies import Tree

RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
TAG = re.compile("[a-zA-Z]+(-[a-zA-Z0-9]+)*")
ABSOLUTE = re.compile(r"[a-z]+:[^\s<>]+")
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Inexpressible(Exception):
    """The notation has no form for what the mutant says."""


def cannot(*_: object) -> NoReturn:
    raise Inexpressible


def jsonld(tree: Tree, base: str) -> bytes:
    return ("\n" + json.dumps(framed(tree, base), ensure_ascii=False, indent=2)).encode()


def meant(cls: Class, key: str) -> Field | None:
    """The field whose name was misspelt, with an s at its end: its values are written as ever."""
    return cls.by_name.get(key[:-1])


# -- RDF -----------------------------------------------------------------------------------


def turtle(tree: Tree, base: str, model: Model) -> bytes:
    """One triple on a line, the first line aside, so that every place is below it."""
    lines = [f"{t.subject} {t.predicate} {t.object} ." for t in triples(tree, base, model)]
    return "\n".join(["@prefix stdpol: <" + NAMESPACE + "> .", *lines, ""]).encode()


def graph(tree: Tree, base: str, model: Model) -> rdflib.Graph:
    """The triples as rdflib holds them, lexical forms as they are."""
    result = rdflib.Graph(bind_namespaces="none")
    for triple in triples(tree, base, model):
        obj = triple.object
        if isinstance(obj, ox.NamedNode):
            term: rdflib.URIRef | rdflib.Literal = rdflib.URIRef(obj.value)
        elif obj.language:
            term = rdflib.Literal(obj.value, lang=obj.language)
        else:
            datatype = rdflib.URIRef(obj.datatype.value)
            term = rdflib.Literal(obj.value, datatype=datatype, normalize=False)
        subject, predicate = triple.subject.value, triple.predicate.value
        result.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), term))
    return result


def triples(tree: Tree, base: str, model: Model) -> list[ox.Triple]:
    """The triples that JSON-LD gives to the tree; a set cannot say a thing twice."""
    found = list(_node(tree, model.classes[tree["type"]], base, model))
    described = [t.subject for t in found if t.predicate == RDF_TYPE]
    if len(set(found)) < len(found) or len(set(described)) < len(described) - 1:
        cannot()
    return found


def _node(tree: Tree, cls: Class, base: str, model: Model) -> Iterator[ox.Triple]:
    if "id" not in tree:
        cannot()
    subject = _iri(tree["id"], base)
    for name in _list(tree.get("type", [])):
        known = model.classes[name].iri if name in model.classes else NAMESPACE + name
        iri = name if ":" in name else known
        yield ox.Triple(subject, RDF_TYPE, ox.NamedNode(iri))
    children = []
    for key, value in tree.items():
        if key in ("id", "type"):
            continue
        field = cls.by_name.get(key)
        predicate = ox.NamedNode(field.iri if field else NAMESPACE + key)
        field = field or meant(cls, key)
        for item in _objects(field, value, base):
            if isinstance(item, dict):
                children.append((item, field))
                item = _iri(item["id"], base) if "id" in item else cannot()
            yield ox.Triple(subject, predicate, item)
    for child, field in children:
        yield from _node(child, model.classes[field.type.target], base, model)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _objects(field: Field | None, value: Any, base: str) -> Iterator[Any]:
    if value in (None, [], {}):
        cannot()
    if field is None:
        yield ox.Literal(value)
    elif field.repeatable is not isinstance(value, list) and field.many:
        cannot()  # RDF does not know arrays of one from a value
    elif isinstance(value, list) and len(value) == 1 and not field.repeatable:
        cannot()
    elif isinstance(field.type, TextType) and isinstance(value, dict) and "@id" not in value:
        for tag, string in value.items():
            yield from (_tagged(tag, one) for one in _list(string))
    else:
        yield from (_object(field, one, base) for one in _list(value))


def _tagged(tag: str, string: Any) -> ox.Literal:
    if not isinstance(string, str) or (tag and not TAG.fullmatch(tag)):
        cannot()
    return ox.Literal(string, language=tag) if tag else ox.Literal(string)


def _object(field: Field, value: Any, base: str) -> Any:
    match value, field.type:
        case {"@value": lexical, "@type": datatype}, _:
            return ox.Literal(lexical, datatype=ox.NamedNode(datatype))
        case {"@id": iri}, _:
            return ox.NamedNode(iri)
        case {"en": string}, StringType():
            return ox.Literal(string, language="en")
        case dict(), NodeType():
            return value
        case str(), TextType():
            return ox.Literal(value)
        case str(), CodeType(scheme):
            if value.startswith(scheme.namespace):
                cannot()  # the same triple as the code itself
            return ox.NamedNode(value if ":" in value else scheme.namespace + value)
        case str(), ReferenceType() | NodeType():
            return _iri(value, base)
        case str(), StringType() | DecimalType() | DateType() | BooleanType() | IntegerType():
            return ox.Literal(value, datatype=ox.NamedNode(field.type.datatype.iri))
        case bool(), BooleanType() | StringType():
            return ox.Literal(str(value).lower(), datatype=ox.NamedNode(XSD + "boolean"))
        case int(), IntegerType() | StringType() if not isinstance(value, bool):
            return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))
    return cannot()


def _iri(iri: str, base: str) -> ox.NamedNode:
    iri = base + iri if iri.startswith("#") else iri
    return ox.NamedNode(iri) if ABSOLUTE.fullmatch(iri) else cannot()


# -- XML -----------------------------------------------------------------------------------


def xml(tree: Tree, base: str, model: Model) -> bytes:
    """One element on a line; the document itself on the second."""
    cls = model.classes[tree["type"]]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<{cls.name} xmlns="{NAMESPACE}" xml:base={quoteattr(base)}>')
    lines += _children(tree, cls, model)
    return "\n".join([*lines, f"</{cls.name}>", ""]).encode()


def _children(tree: Tree, cls: Class, model: Model) -> Iterator[str]:
    names = [field.name for field in cls.fields]
    known = [name for name in names if name in tree]
    for name in [*known, *(key for key in tree if key not in (*names, "id", "type"))]:
        field, value = cls.by_name.get(name) or meant(cls, name), tree[name]
        if value in (None, [], {}) or (isinstance(value, list) and len(value) == 1 and field
                                       and not field.repeatable):  # fmt: skip
            cannot()
        if field and field.repeatable and not isinstance(value, list):
            cannot()
        if field and isinstance(field.type, TextType) and isinstance(value, dict):
            if "@id" in value:
                cannot()
            for tag, string in value.items():
                language = f" xml:lang={quoteattr(tag)}" if tag else ""
                for one in _list(string):
                    yield f"<{name}{language}>{_content(one)}</{name}>"
            continue
        for item in _list(value):
            yield from _element(name, field, item, model)


def _element(name: str, field: Field | None, value: Any, model: Model) -> Iterator[str]:
    match value, field.type if field else None:
        case dict(), NodeType(target) if not value.keys() & {"@value"}:
            cls = model.classes[target]
            if value.get("type") != cls.name:
                cannot()  # the element says which type it is
            iri = f" id={quoteattr(value['id'])}" if "id" in value else ""
            yield f"<{name}{iri}>"
            yield from _children(value, cls, model)
            yield f"</{name}>"
        case str(), ReferenceType() | NodeType():
            yield f"<{name} ref={quoteattr(value)}/>"
        case {"@value": lexical}, ReferenceType():
            yield f"<{name}>{_content(lexical)}</{name}>"
        case bool(), BooleanType():
            yield f"<{name}>{str(value).lower()}</{name}>"
        case int(), IntegerType():
            yield f"<{name}>{value}</{name}>"
        case str(), _:
            yield f"<{name}>{_content(value)}</{name}>"
        case _:
            cannot()


def _content(string: Any) -> str:
    if not isinstance(string, str) or ILLEGAL.search(string):
        cannot()
    return escape(string, {"\r": "&#13;"})
