"""A canonical tree as triples."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, assert_never

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
    classes = model().classes

    def node(tree: Mapping[str, Any]) -> Iterator[Triple]:
        cls = classes[tree["type"]]
        subject = absolute(tree["id"], base)
        children: list[Mapping[str, Any]] = []
        yield Triple(subject, RDF_TYPE, cls.iri)
        for field in cls.fields:
            value = tree.get(field.name)
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
                        children.append(item)
                    case _:
                        assert_never(field.type)
                yield Triple(subject, field.iri, obj)
        for child in children:
            yield from node(child)

    yield from node(tree)
