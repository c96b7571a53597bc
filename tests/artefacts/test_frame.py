"""The compiled frame: of any RDF of a document, PyLD makes the tree that the document is."""

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyld import jsonld

import stdpolicy
from artefacts.samples import BASE, document
from examples_in_turn import in_turn
from formats.other_json import CONTEXT, OPTIONS
from property.processors import lexical_forms_kept
from stdpolicy.artefacts.frame import LEVELS, compile_frame
from stdpolicy.document import Document
from stdpolicy.formats import canonical
from stdpolicy.formats.jsonld import framed as in_context
from stdpolicy.model import BooleanType, Field, IntegerType, NodeType, ReferenceType, TextType
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import language_tag

Json = dict[str, Any]

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(ROOT.glob("examples/*/*.ttl"))
FRAME = compile_frame(model())
IRI = "https://example.org/id/"


def from_turtle(*paths: Path) -> Any:
    """Expanded JSON-LD of the triples that rdflib reads."""
    graph = rdflib.Graph()
    with lexical_forms_kept():
        for path in paths:
            graph.parse(path)
        return jsonld.from_rdf(graph.serialize(format="nt"), {"format": "application/n-quads"})


def flattened(tree: Json, base: str) -> Any:
    return jsonld.flatten(in_context(tree, base), None, OPTIONS)


def framed(rdf: Any, **more: Any) -> Any:
    return jsonld.frame(rdf, FRAME | more, OPTIONS)


def read(tree: Json) -> Document:
    return stdpolicy.load(json.dumps(tree, ensure_ascii=False).encode(), format="jsonld")


def shaped(tree: Json) -> Json:
    """The canonical tree of what a processor nested, without a reader that would nest it anew.

    Ids and values are spelt as RDF has them: absolute IRIs, tags in lower case, "1" for 1.
    """
    base = tree["id"]

    def short(iri: str) -> str:
        return iri.removeprefix(base) if iri.startswith(f"{base}#") else iri

    def value(field: Field, found: Any) -> Any:
        if field.repeatable:
            assert isinstance(found, list)
            return [one(field, item) for item in found]
        return one(field, found)

    def one(field: Field, found: Any) -> Any:
        match field.type:
            case NodeType(target=name):
                assert found["type"] == name
                return node(found)
            case ReferenceType():
                return short(found)
            case TextType():
                return {language_tag(tag): text for tag, text in found.items()}
            case IntegerType():
                return int(found)
            case BooleanType():
                return found in (True, "true")
        return found

    def node(found: Json) -> Json:
        fields = model().classes[found["type"]].by_name
        rest = {name: value(fields[name], item) for name, item in found.items() if name in fields}
        assert rest.keys() | {"id", "type"} == found.keys()
        return {"id": short(found["id"]), "type": found["type"], **rest}

    named = tree.pop("@context")
    assert named == CONTEXT
    return canonical(node(tree), base)


@pytest.mark.parametrize("path", in_turn("ttl"))
def test_turtle_becomes_the_tree(path: Path) -> None:
    tree = framed(from_turtle(path))
    expected = stdpolicy.load(path)
    assert read(tree) == expected
    assert shaped(tree) == expected.tree


@pytest.mark.parametrize("path", in_turn("ttl"))
def test_with_the_base_ids_are_short(path: Path) -> None:
    expected = stdpolicy.load(path)
    context = [CONTEXT, {"@base": expected.base}]
    tree = framed(flattened(expected.tree, expected.base), **{"@context": context})
    text = json.dumps(tree)
    assert '"id": "#' in text
    assert f'"{expected.base}#' not in text
    assert read(tree) == expected


@pytest.mark.parametrize("root", model().roots)
def test_every_class_and_field(root: str) -> None:
    """References lead to the first node that is contained, which has to stay where it is."""
    expected = canonical(document(model(), root, lawful=False), BASE)
    assert shaped(framed(flattened(expected, BASE))) == expected


def nested(name: str, levels: int) -> Json:
    """A policy with statements nested, each stated in a provision and referring to the others."""

    def statement(level: int) -> Json:
        inner = {name: [statement(level + 1)]} if level < levels else {}
        own = {"id": f"#a{level}", "type": name.capitalize(), "statedIn": "#p1"}
        return own | {"mentions": [f"#a{n}" for n in range(1, levels + 1)]} | inner

    provisions = [{"id": "#p1", "type": "Provision", "order": 1}]
    return {"id": IRI, "type": "Policy", "provision": provisions, name: [statement(1)]}


@pytest.mark.parametrize("name", ["goal", "measure"])
def test_nested_as_deep_as_is_said(name: str) -> None:
    expected = canonical(nested(name, LEVELS), IRI)
    assert shaped(framed(flattened(expected, IRI))) == expected


@pytest.mark.parametrize("name", ["goal", "measure"])
def test_nothing_is_lost_further_below(name: str) -> None:
    tree = flattened(nested(name, 2 * LEVELS), IRI)
    expected = jsonld.normalize(tree, OPTIONS)
    assert jsonld.normalize(framed(tree), OPTIONS) == expected


def test_provisions_are_nested_at_any_depth() -> None:
    tree: Json = {"id": "#p40", "type": "Provision", "order": 1}
    for number in reversed(range(40)):
        tree = {"id": f"#p{number}", "type": "Provision", "order": 1, "provision": [tree]}
    expected = canonical({"id": IRI, "type": "Policy", "provision": [tree]}, IRI)
    assert shaped(framed(flattened(expected, IRI))) == expected


@pytest.mark.slow
def test_one_document_of_many() -> None:
    """In a store of both, references lead to nodes that are there, in the other document."""
    paths = [path for path in EXAMPLES if path.parent.name in ("jiaxing-2022", "registry")]
    store = from_turtle(*paths)
    both = framed(store)["@graph"]
    for path, tree in zip(paths, both, strict=True):
        expected = stdpolicy.load(path)
        assert shaped({"@context": CONTEXT, **tree}) == expected.tree
        alone = framed(store, id=expected.base)
        assert read(alone) == expected
        assert alone == {"@context": CONTEXT, **tree}


def test_what_is_absent_gets_no_null() -> None:
    tree = {"id": IRI, "type": "Registry"}
    assert framed(flattened(tree, IRI)) == {"@context": CONTEXT, **tree}
