"""A canonical tree as triples."""

from collections.abc import Iterator
from typing import NamedTuple, assert_never

from stdpolicy.formats.reading import Tree
from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model.edition import model
from stdpolicy.model.iri import absolute
from stdpolicy.model.lexical import LANG_STRING, RDF_TYPE, lexical


class Lit(NamedTuple):
    """A literal; IRIs are plain strings."""

    value: str
    language: str
    datatype: str


class Triple(NamedTuple):
    """A triple; the object is an IRI or a literal."""

    subject: str
    predicate: str
    object: str | Lit


def triples(tree: Tree, base: str) -> Iterator[Triple]:
    """The triples of a canonical tree, in tree order and `sh:order`."""
    for node in nodes(tree):
        yield from said(node, base)


def nodes(tree: Tree) -> Iterator[Tree]:
    """The nodes of a canonical tree, in tree order."""
    yield tree
    for field in model().classes[tree["type"]].fields:
        if isinstance(field.type, NodeType) and (value := tree.get(field.name)) is not None:
            for item in value if field.many else (value,):
                yield from nodes(item)


def said(node: Tree, base: str) -> Iterator[Triple]:
    """What is said of a node of a canonical tree, without what is said of those that it contains."""
    cls = model().classes[node["type"]]
    subject = absolute(node["id"], base)
    yield Triple(subject, RDF_TYPE, cls.iri)
    for field in cls.fields:
        value = node.get(field.name)
        if value is None:
            continue
        if isinstance(field.type, TextType):
            for tag, string in value.items():
                yield Triple(subject, field.iri, Lit(string, tag, LANG_STRING))
            continue
        for item in value if field.many else (value,):
            obj: str | Lit
            match field.type:
                case StringType() | DecimalType() | DateType() | BooleanType() | IntegerType():
                    obj = Lit(lexical(item), "", field.type.datatype.iri)
                case CodeType(scheme):
                    obj = item if ":" in item else scheme.namespace + item
                case ReferenceType():
                    obj = absolute(item, base)
                case NodeType():
                    obj = absolute(item["id"], base)
                case _:
                    assert_never(field.type)
            yield Triple(subject, field.iri, obj)
