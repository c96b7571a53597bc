"""A document means the same in every notation, to us and to processors that are not ours."""

import json
import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from processors import (
    CONTEXT,
    by_oxigraph,
    by_pyld,
    by_rdflib,
    from_oxigraph,
    from_rdflib,
    inlined,
    offline,
)
from pyld import jsonld

import stdpolicy
from hosts import BASE, Host
from stdpolicy.checks.conformance import xsd
from stdpolicy.document import Document
from stdpolicy.drafting.skeleton import skeleton
from stdpolicy.formats import WRITABLE, Notation, canonical, named
from stdpolicy.formats.in_order import in_order
from stdpolicy.formats.jsonld.write import framed
from stdpolicy.model import Class, NodeType, ReferenceType, TextType
from stdpolicy.model.edition import model
from strategies import Tree, documents, examples, shuffled

any_document = documents(model())
OPTIONS = {"documentLoader": offline}


def made(drawn: tuple[Tree, str]) -> Document:
    tree, base = drawn
    return Document(canonical(tree, base), base)


@examples(120)
@given(any_document, st.integers(0, 2**32))
def test_every_path_ends_in_the_same_bytes(drawn: tuple[Tree, str], seed: int) -> None:
    document = made(drawn)
    other = shuffled(*drawn, model(), seed)
    assert in_order(document.tree, document.base)
    assert not in_order(other, drawn[1]) or json.dumps(other) == json.dumps(document.tree)
    raw = json.dumps(framed(other, drawn[1]), ensure_ascii=seed % 2 == 0)
    assert stdpolicy.load(raw.encode()) == document
    # From each notation to each: so every chain of them ends in the same bytes, by induction.
    written = {format: document.to_bytes(format) for format in WRITABLE}
    for start in WRITABLE:
        read = stdpolicy.load(written[start])
        assert read.notation is (named("turtle") if start.name == "ntriples" else start)
        assert read.digest() == document.digest()
        assert {format: read.to_bytes(format) for format in WRITABLE} == written


def natural(name: str) -> tuple[list[str | int], str]:
    parts = re.split("([0-9]+)", name)
    return [int(part) if part.isdecimal() else part for part in parts], name


@examples(60)
@given(any_document)
def test_canonical_tree_is_in_order(drawn: tuple[Tree, str]) -> None:
    nodes = [made(drawn).tree]
    for node in nodes:
        fields = model().classes[node["type"]].by_name
        assert list(node) == ["id", "type", *(name for name in fields if name in node)]
        for name in node.keys() & fields.keys():
            value = node[name]
            match fields[name].type:
                case TextType():
                    assert list(value) == sorted(value)
                case NodeType():
                    below = value if fields[name].many else [value]
                    keys = [child.get("order", natural(child["id"])) for child in below]
                    assert keys == sorted(keys)
                    nodes += below
                case ReferenceType() if fields[name].many:
                    assert value == sorted(value, key=natural)
                case _ if fields[name].many:
                    assert value == sorted(value)


def test_numbers_in_ids_are_sorted_by_their_value() -> None:
    ids = ["#p", "#p01", "#p1", "#p2", "#p2b", "#p2x2", "#p2x10", "#p10", f"#p1{'0' * 30}", "#q1"]
    places = [{"id": iri, "type": "Place", "name": {"zh": "地"}} for iri in ids]
    tree = {"id": BASE, "type": "Registry", "describesPlace": places[::-1]}
    assert [place["id"] for place in canonical(tree, BASE)["describesPlace"]] == ids


# The JSON-LD reader of rdflib uses a class that rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@examples(40)
@given(any_document)
def test_foreign_processors_read_the_same_graph(drawn: tuple[Tree, str]) -> None:
    document = made(drawn)
    expected = by_oxigraph(document.to_bytes("ntriples"), ox.RdfFormat.N_TRIPLES)
    own = inlined(document.to_bytes("jsonld"))
    bare = json.dumps(own, ensure_ascii=False).encode()
    assert from_rdflib(document.to_rdflib()) == expected
    assert by_rdflib(document.to_bytes("turtle"), "turtle") == expected
    assert by_oxigraph(document.to_bytes("turtle"), ox.RdfFormat.TURTLE) == expected
    if "//" not in document.base.partition("://")[2]:
        # of a relative reference rdflib's JSON-LD reader takes empty segments out of the path
        assert by_rdflib(bare, "json-ld") == expected
    assert by_oxigraph(bare, ox.RdfFormat.JSON_LD) == expected
    assert by_pyld(own) == expected


@examples(50)
@given(any_document)
def test_xml_is_valid_under_the_xsd(drawn: tuple[Tree, str]) -> None:
    xsd().assertValid(etree.fromstring(made(drawn).to_bytes("xml")))


@examples(40)
@given(any_document)
def test_other_json_ld_of_the_same_meaning(drawn: tuple[Tree, str]) -> None:
    document = made(drawn)
    own = inlined(document.to_bytes("jsonld"))
    forms = {
        "inline context": own,
        "expanded": jsonld.expand(own, OPTIONS),
        "flattened": jsonld.flatten(own, None, OPTIONS),
        "flattened and compacted": jsonld.flatten(own, CONTEXT, OPTIONS),
        "in a graph": {"@context": own["@context"], "@graph": [own]},
    }
    for name, form in forms.items():
        read = stdpolicy.load(json.dumps(form, ensure_ascii=False).encode(), format="jsonld")
        assert read == document, name


@examples(40)
@given(any_document)
def test_one_named_graph(drawn: tuple[Tree, str]) -> None:
    document = made(drawn)
    triples = list(ox.parse(document.to_bytes("turtle"), format=ox.RdfFormat.TURTLE))
    graph = ox.NamedNode("https://example.org/graph")
    quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]
    for format, syntax in (("nquads", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG)):
        data = ox.serialize(quads, format=syntax)
        assert isinstance(data, bytes)
        assert from_oxigraph(ox.parse(data, format=syntax)) == from_oxigraph(triples)
        assert stdpolicy.load(data, format=format) == document


@examples(40)
@given(any_document)
def test_ntriples_are_those_of_another_writer(drawn: tuple[Tree, str]) -> None:
    lines = made(drawn).to_bytes("ntriples").split(b"\n")
    assert lines == [*sorted(set(lines[:-1])), b""]
    quads = ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
    theirs = ox.serialize(quads, format=ox.RdfFormat.N_TRIPLES)
    lowered = [re.sub(rb"@[A-Za-z0-9-]+ \.$", lambda tag: tag[0].lower(), line) for line in lines]
    assert b"\n".join(lowered) == theirs


TAGGED = [("jsonld", '"{}": '), ("turtle", "@{} "), ("xml", 'xml:lang="{}"'), ("ntriples", "@{} ")]


@pytest.mark.parametrize(("format", "form"), TAGGED)
def test_language_tags_are_written_as_recommended(format: str, form: str) -> None:
    tags = ["de-1996", "zh", "zh-Hant-TW"]
    tree = {"id": BASE, "type": "Registry", "title": {tag.upper(): "题" for tag in tags}}
    text = made((tree, BASE)).to_bytes(format).decode()
    assert all(form.format(tag) in text for tag in tags)


@pytest.mark.parametrize("cls", model().classes.values(), ids=lambda cls: cls.name)
def test_every_field_survives(cls: Class) -> None:
    for field in cls.fields:
        document = made((Host(model(), cls, field).tree, BASE))
        for format in WRITABLE:
            assert stdpolicy.load(document.to_bytes(format)) == document, field.name


@pytest.mark.parametrize("start", WRITABLE)
@pytest.mark.parametrize("end", WRITABLE)
def test_convert_verifies_what_it_wrote(start: Notation, end: Notation) -> None:
    document = skeleton("https://example.org/p", "标题 <&]]>")
    data = stdpolicy.convert(document.to_bytes(start), end, verify=True)
    assert data == document.to_bytes(end)
