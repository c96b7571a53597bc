"""The shapes of values, run by pySHACL, allow what the tool allows: `stdpolicy.model.lexical`."""

import re
from collections.abc import Callable
from itertools import chain, count

import pyshacl
import pytest
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ontology.graphs import parsed
from stdpolicy.model.edition import model
from stdpolicy.model.iri import DOCUMENT_PATTERN, FRAGMENT_PATTERN, IRI_PATTERN, is_foreign
from stdpolicy.model.lexical import (
    BOOLEAN_PATTERN,
    CONTENT_PATTERN,
    DATE_PATTERN,
    DECIMAL_PATTERN,
    HOME,
    INTEGER_PATTERN,
)

SHAPE = Namespace(HOME + "shapes#")
HAS = URIRef("https://example.org/has")


SHAPES, CODES = parsed("shapes"), parsed("codes")


def of_shape(shape: URIRef) -> Graph:
    """What the shapes say of one of them, and of those that it names."""
    found, todo = Graph(bind_namespaces="none"), [shape]
    while todo:
        node = todo.pop()
        if (node, None, None) not in found:
            for triple in SHAPES.triples((node, None, None)):
                found.add(triple)
                todo.append(triple[2])
    return found


def refused(shape: URIRef, values: list[Node], data: Graph | None = None) -> list[Node]:
    """The values that a shape refuses, each asked of as the value of a property."""
    data = Graph() + data if data is not None else Graph()
    shapes, asked, field = of_shape(shape), BNode(), BNode()
    subjects = {URIRef(f"https://example.org/{n}"): v for n, v in zip(count(), values)}
    for subject, value in subjects.items():
        data.add((subject, HAS, value))
    shapes.add((asked, RDF.type, SH.NodeShape))
    shapes.add((asked, SH.targetSubjectsOf, HAS))
    shapes.add((asked, SH.property, field))
    shapes.add((field, SH.path, HAS))
    shapes.add((field, SH.node, shape))
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    focus = set(report.objects(None, SH.focusNode))
    return [value for subject, value in subjects.items() if subject in focus]


def whole(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value) is not None


WORDS = """
0 -0 1 01 -1 +1 0001 1.0 1. .5 -0.5 60 60.0 60.5 1e3 1234567890123456 0.1234567
true false True TRUE 1 yes
2024-02-29 2023-02-29 2021-02-30 2000-02-29 1900-02-29 2024-2-9 2024-04-31 0999-01-01 -2024-01-01
2024-12-31Z 2024-12-31+08:00 12024-01-01 2024-00-01 2024-13-01 2024-01-32 2024-01-01T00:00:00
"""
LITERALS = ["", " ", "\n", "\t", " 1", "1 "]
LITERALS += [word + end for word in WORDS.split() for end in ("", "\n")]
CONTROLS = [chr(code) for code in (*range(1, 0x22), 0x7F, 0x85, 0xD7FF, 0xE000, 0xFFFD, 0xFFFE)]
TEXTS = ["", "文", "a\nb", "a\n", " ", "𠀀", "\U0010ffff", "\uffff", *CONTROLS]
TEXTS += [f"a{control}" for control in CONTROLS]


@pytest.mark.parametrize(
    ("name", "datatype", "pattern"),
    [
        ("Boolean", XSD.boolean, BOOLEAN_PATTERN),
        ("Date", XSD.date, DATE_PATTERN),
        ("Decimal", XSD.decimal, DECIMAL_PATTERN),
        ("Integer", XSD.integer, INTEGER_PATTERN),
    ],
)
def test_one_spelling_of_each_value(name: str, datatype: URIRef, pattern: str) -> None:
    # Strings, for rdflib warns of each literal that its datatype does not allow.
    values = [Literal(word) for word in LITERALS]
    allowed = whole(pattern)
    assert refused(SHAPE[name], values) == [v for v in values if not allowed(str(v))]
    canonical = [Literal(w, datatype=datatype, normalize=False) for w in LITERALS if allowed(w)]
    assert canonical
    assert refused(SHAPE[name], canonical) == []


def test_other_spellings_of_a_value_are_refused() -> None:
    for name, datatype, lexical in [
        ("Boolean", XSD.boolean, "1"),
        ("Integer", XSD.integer, "01"),
        ("Decimal", XSD.decimal, "1.0"),
        ("Date", XSD.date, "2024-12-31Z"),
    ]:
        value = Literal(lexical, datatype=datatype, normalize=False)
        assert refused(SHAPE[name], [value]) == [value]


@pytest.mark.parametrize("language", [None, "zh-Hans"])
def test_characters(language: str | None) -> None:
    values = [Literal(text, lang=language) for text in TEXTS]
    expected = [v for v in values if not re.fullmatch(CONTENT_PATTERN, v) or not v]
    assert refused(SHAPE.String, values) == expected


def test_a_line_is_one() -> None:
    values = [Literal(text) for text in ("330400", "330400\n", "\n", "a\nb", "")]
    assert refused(SHAPE.Line, values) == values[1:4]


ADDRESSES = """
https://example.org https://example.org/a https://example.org/a#b https://example.org/政策#t1
https://example.org/p?q https://example.org/p?q#t1 https://example.org/p#1 https://example.org/p#目标
https://example.org/p#t1-a_b.c https://example.org/.well-known/x https://example.org/% http://e.org/%2F
https://example.org/%E6%94%BF ftp://example.org/a mailto:a@example.org urn:a:b urn:uuid:0 urn:-:b urn:a:
https://example.org/a#b#c HTTPS://example.org/ https://example.org:80/a https://w3id.org/stdpolicy
https://w3id.org/stdpolicy/ https://w3id.org/stdpolicy/ns#Goal https://w3id.org/stdpolicy/code/unit/percent
https://w3id.org/stdpolicy/code/genres/opinions https://w3idXorg/stdpolicy/x http://w3id.org/stdpolicy/x
"""
IRIS = ["https://example.org/\ue000", *ADDRESSES.split()]
BROKEN_IRIS = ["https://example.org/a b", "https://example.org/<"]


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("Iri", whole(IRI_PATTERN)),
        ("ForeignIri", is_foreign),
        ("Document", whole(DOCUMENT_PATTERN)),
        ("Fragment", whole(DOCUMENT_PATTERN + FRAGMENT_PATTERN)),
    ],
)
# rdflib warns of IRIs with spaces and the like, and takes them.
@pytest.mark.filterwarnings("ignore")
def test_iris(name: str, allowed: Callable[[str], bool]) -> None:
    values = [URIRef(iri) for iri in (*IRIS, *BROKEN_IRIS)]
    assert refused(SHAPE[name], values) == [v for v in values if not allowed(str(v))]
    others = [Literal("https://example.org/a#b"), BNode()]
    assert refused(SHAPE[name], others) == others


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if at % 6 == 0 else pytest.mark.slow)
        for at, name in enumerate(sorted(model().schemes))
    ],
)
def test_code_lists_allow_what_the_model_allows(name: str) -> None:
    scheme = model().schemes[name]
    others = [tuple(other.codes.values())[:2] for other in model().schemes.values()]
    codes = [*scheme.codes.values(), *chain(*others)]
    values = [URIRef(iri) for iri in (*IRIS, *(code.iri for code in codes))]
    own = {code.iri for code in scheme.codes.values()}
    expected = [v for v in values if str(v) not in own and not scheme.allows(str(v))]
    known = Graph()
    for value in values:
        for triple in CODES.triples((value, None, None)):
            known.add(triple)
    assert refused(SHAPE[name], values, known) == expected
