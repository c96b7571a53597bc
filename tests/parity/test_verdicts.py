"""Our checks, JSON Schema, XSD and SHACL give one verdict on valid documents and on mutants."""

from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest
import rdflib
from expected import BEYOND, INEXPRESSIBLE, RULES, SILENT
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from mutants import Mutant, in_one_graph, mutants
from rdflib.namespace import RDF, SH

import notations
import stdpolicy
from hosts import BASE
from small_policy import filled
from stdpolicy.artefacts.xsd import CANNOT_STATE
from stdpolicy.checks.conformance import json_schema, shacl_objections, xsd
from stdpolicy.diagnostics import Diagnostic, Layer, Severity
from stdpolicy.document import Document
from stdpolicy.formats import canonical
from stdpolicy.formats.jsonld import framed
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import NAMESPACE
from stdpolicy.resources import read
from stdpolicy.verdict import accepts
from strategies import Tree, documents, examples, shuffled

MODEL = model()
BY_KIND: dict[str, list[Mutant]] = defaultdict(list)
for mutant in mutants(MODEL):
    BY_KIND[mutant.kind].append(mutant)

NOTATIONS: dict[str, Callable[[Tree], bytes]] = {
    "jsonld": lambda tree: notations.jsonld(tree, BASE),
    "turtle": lambda tree: notations.turtle(tree, BASE, MODEL),
    "xml": lambda tree: notations.xml(tree, BASE, MODEL),
}
SCHEMA_LAYERS = {Layer.SYNTAX, Layer.STRUCTURE, Layer.VALUES, Layer.REFERENCES}
kinds = pytest.mark.parametrize("kind", sorted(BY_KIND))
FEW = {kind: found[:: max(1, len(found) // 2)] for kind, found in BY_KIND.items()}
"""Two or three of each kind: all notations of all of them are for the slow suite."""
each = pytest.mark.parametrize(
    ("kind", "chosen"),
    [
        pytest.param(kind, chosen[kind], id=kind + suffix, marks=marks)
        for chosen, suffix, marks in ((FEW, "", ()), (BY_KIND, ", all", pytest.mark.slow))
        for kind in sorted(BY_KIND)
    ],
)


def accepted_by(judge: str) -> set[str]:
    """The kinds of mutant that a judge cannot tell from a valid document."""
    return {"valid", *BEYOND, *SILENT[judge]}


def texts(tree: Tree) -> Iterator[tuple[str, bytes]]:
    """The tree in each notation that has a form for it."""
    for name, write in NOTATIONS.items():
        try:
            yield name, write(tree)
        except notations.Inexpressible:
            continue


def said_of(data: bytes, format: str) -> list[Diagnostic]:
    """What we say about a document; policy rules, grounding, and notes on its spelling aside."""
    return [
        found
        for found in stdpolicy.validate(data, format=format)
        if found.rule.layer in SCHEMA_LAYERS and found.severity is not Severity.NOTE
    ]


def test_tables_are_complete() -> None:
    assert BY_KIND.keys() == RULES.keys()
    assert set(SILENT["XSD"].values()) == {limit.name for limit in CANNOT_STATE}
    for name in NOTATIONS:
        said = {kind for kind in BY_KIND if any(name in dict(texts(m.tree)) for m in BY_KIND[kind])}
        assert BY_KIND.keys() - said == INEXPRESSIBLE.get(name, set()), name


NOT_JSON = {"text-as-reference": "a language map has languages only"}
"""What JSON-LD has no form for."""


@each
def test_one_finding_and_the_same_in_each_notation(kind: str, chosen: list[Mutant]) -> None:
    for mutant in chosen:
        said = {name: said_of(data, name) for name, data in texts(mutant.tree)}
        if kind in NOT_JSON:
            del said["jsonld"]
        if kind == "valid":
            assert said == {name: [] for name in NOTATIONS}, mutant
            continue
        codes = {name: [found.rule.code for found in all_] for name, all_ in said.items()}
        assert codes == {name: [RULES[kind]] for name in said}, mutant
        # Texts of one language under two keys are a list where tags are alike in any case.
        sentences = {
            (found.message, found.pointer.lower().removesuffix("/1"))
            for all_ in said.values()
            for found in all_
        }
        assert len(sentences) == 1, mutant
        assert all(found.place.line > 1 for all_ in said.values() for found in all_), mutant


def test_an_unknown_document_type_is_one_finding() -> None:
    written = filled(BASE, "标题")
    for format in ("jsonld", "turtle", "xml"):
        data = written.to_bytes(format).replace(b"Policy", b"Plicy")
        assert [found.rule.code for found in said_of(data, format)] == ["SP112"]


RESPELT = sorted(kind for kind, code in RULES.items() if code in ("SP207", "SP209", "SP313"))
"""Kinds of mutant that say the same as a valid document in another spelling."""


@pytest.mark.parametrize("kind", RESPELT)
def test_another_spelling_is_read_and_written_in_canonical_form(kind: str) -> None:
    for mutant in FEW[kind]:
        for name, data in texts(mutant.tree):
            document = stdpolicy.load(data, format=name)
            assert said_of(document.to_bytes(name), name) == [], mutant
            assert accepts(document.tree, document.base), mutant
            assert json_schema().is_valid(framed(document.tree, document.base)), mutant
            assert xsd().validate(etree.fromstring(document.to_bytes("xml"))), mutant
    document = stdpolicy.load(next(data for _, data in texts(BY_KIND[kind][0].tree)))
    assert list(shacl_objections(document.to_rdflib())) == []


@kinds
def test_json_schema_agrees(kind: str) -> None:
    accepted = kind in accepted_by("JSON Schema")
    for mutant in BY_KIND[kind]:
        assert accepts(mutant.tree, BASE) is accepted, mutant  # jsonschema-rs
        assert json_schema().is_valid(framed(mutant.tree, BASE)) is accepted, mutant


@kinds
def test_xsd_agrees(kind: str) -> None:
    accepted = kind in accepted_by("XSD")
    for mutant in BY_KIND[kind]:
        if data := dict(texts(mutant.tree)).get("xml"):
            assert xsd().validate(etree.fromstring(data)) is accepted, mutant


def shacl_agrees(chosen: list[Mutant]) -> None:
    data, judged = in_one_graph(chosen, MODEL)
    assert len(judged) > len(chosen) / 2
    refused = {node.partition("#")[0] for node, _ in shacl_objections(data)}
    for base, mutant in judged.items():
        accepted = mutant.kind in accepted_by("SHACL")
        assert (base not in refused) is accepted, mutant


@pytest.mark.slow
def test_shacl_agrees_on_samples() -> None:
    shacl_agrees([mutant for found in BY_KIND.values() for mutant in found[:: len(found) // 3 + 1]])


@pytest.mark.slow
def test_shacl_agrees() -> None:
    shacl_agrees([mutant for found in BY_KIND.values() for mutant in found])


@examples(40)
@given(documents(MODEL), st.integers(0, 2**32))
def test_all_accept_a_valid_document(drawn: tuple[Tree, str], seed: int) -> None:
    tree, base = shuffled(*drawn, MODEL, seed), drawn[1]
    document = Document(canonical(tree, base), base)
    said = said_of(notations.jsonld(tree, base), "jsonld")
    assert {found.rule.code for found in said} <= {"SP351", "SP352", "SP353", "SP354"}
    assert accepts(tree, base)
    json_schema().validate(framed(tree, base))
    xsd().assertValid(etree.fromstring(document.to_bytes("xml")))


@pytest.mark.slow
@examples(3)
@given(documents(MODEL))
def test_shacl_accepts_a_valid_document(drawn: tuple[Tree, str]) -> None:
    tree, base = drawn
    document = Document(canonical(tree, base), base)
    assert list(shacl_objections(document.to_rdflib())) == []


# -- no constraint is left out -------------------------------------------------------------

BREAKS = {
    SH.minCount: {"missing"},
    SH.maxCount: {"repeated"},
    SH.datatype: {"literal-as-reference", "text-as-reference"},
    SH["class"]: {"node-as-reference"},
    SH.node: {
        *("unknown-code", "wrong-class", "other-scheme", "pattern-newline"),
        *("decimal", "date", "lexical", "empty", "empty-text", "forbidden", "forbidden-text"),
    },
    SH.pattern: {"pattern"},
    SH.minInclusive: {"range"},
    SH.maxInclusive: {"range"},
    SH.uniqueLang: {"language-twice"},
    SH.qualifiedValueShape: {"required-language"},
    SH.qualifiedMinCount: {"required-language"},
}
"""Each constraint of a property shape, and the kinds of mutant that break it."""


def test_every_constraint_of_the_shapes_has_a_mutant() -> None:
    shapes = rdflib.Graph().parse(data=read("ontology/shapes.ttl"), format="turtle")
    made = {(m.cls, m.field, m.kind) for found in BY_KIND.values() for m in found}

    def check(shape: rdflib.term.Node, cls: str) -> None:
        for field in shapes.objects(shape, SH.property):
            name = str(shapes.value(field, SH.name))
            for constraint in set(shapes.predicates(field)) - {SH.path, SH.name, SH.order}:
                found = {(cls, name, kind) for kind in BREAKS[constraint]}
                assert found & made, (cls, name, constraint)
        for other in shapes.objects(shape, SH.node):
            if (other, SH.pattern, None) in shapes:
                assert cls in MODEL.roots or (cls, "", "malformed-id") in made
            elif (other, SH["or"], None) in shapes:
                assert (cls, str(other).rpartition("#")[2], "condition") in made
            else:
                check(other, cls)

    targets = list(shapes.subject_objects(SH.targetClass))
    assert len(targets) == len(MODEL.classes)
    for shape, target in targets:
        cls = str(target).removeprefix(NAMESPACE)
        assert (shape, RDF.type, SH.NodeShape) in shapes
        assert (cls, "", "unknown-property") in made  # sh:closed
        check(shape, cls)
