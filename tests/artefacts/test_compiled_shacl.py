"""The compiled SHACL, run by pySHACL without the ontology, and of graphs with RDFS inference."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from parity.expected import BEYOND, SILENT
from parity.mutants import Mutant, in_one_graph, mutants
from small_policy import filled
from stdpolicy.artefacts.shacl import shacl, shacl_inference
from stdpolicy.artefacts.shacl.words import GROUPS, NAMED_GROUPS
from stdpolicy.model import CodeType
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import HOME, NAMESPACE
from stdpolicy.resources import read

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*/*.ttl"))
SOME = ROOT / "examples" / "jiaxing-2022" / "policy.ttl"
MODEL = model()
SHAPE = f"{HOME}shapes/{MODEL.version}#"
INFERRED = f"{HOME}shapes/{MODEL.version}/inference#"
LANGUAGES = {"zh-Hans", "en"}
BOTH = pytest.mark.parametrize(
    ("name", "namespace"),
    [("stdpolicy", SHAPE), ("stdpolicy.inference", INFERRED)],
    ids=["plain", "inference"],
)


@cache
def shapes(name: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    return graph.parse(data=read(f"schema/{name}.shacl.ttl"), format="turtle")


def graph_of(*paths: Path) -> Graph:
    graph = Graph(bind_namespaces="none")
    for path in paths:
        graph.parse(path)
    return graph


@cache
def ontology() -> Graph:
    return graph_of(*(ROOT / f"ontology/{name}.ttl" for name in ("stdpolicy", "alignment")))


Judge = Callable[[Graph], Iterable[dict[str, set[str]]]]


def results(data: Graph) -> Iterator[dict[str, set[str]]]:
    """The top-level results, of a graph as it is."""
    yield from _results(data, "stdpolicy")


def inferred_results(data: Graph) -> Iterator[dict[str, set[str]]]:
    """The top-level results, with the ontology in the graph and RDFS inference."""
    yield from _results(data + ontology(), "stdpolicy.inference", inference="rdfs")


def _results(data: Graph, name: str, **options: str) -> Iterator[dict[str, set[str]]]:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(name), inplace=True, **options)
    for result in report.objects(None, SH.result):
        found = defaultdict(set)
        for predicate, value in report.predicate_objects(result):
            found[str(predicate).removeprefix(str(SH))].add(str(value))
        yield dict(found)


# -- what is there -------------------------------------------------------------------------


def spoken(graph: Graph, subject: Node, predicate: URIRef) -> dict[str, str]:
    """The values of a predicate by language; each language once."""
    values = list(graph.objects(subject, predicate))
    found = {v.language: str(v) for v in values if isinstance(v, Literal) and v.language}
    assert found.keys() == LANGUAGES
    assert len(values) == len(LANGUAGES)
    return {str(tag): text for tag, text in found.items()}


def test_compiled() -> None:
    assert shacl(MODEL).encode() == read("schema/stdpolicy.shacl.ttl")
    assert shacl_inference(MODEL).encode() == read("schema/stdpolicy.inference.shacl.ttl")


@BOTH
def test_every_class_and_field(name: str, namespace: str) -> None:
    graph = shapes(name)
    for cls in MODEL.classes.values():
        shape = URIRef(namespace + cls.name)
        assert (shape, SH.closed, Literal(True)) in graph
        assert spoken(graph, shape, RDFS.label) == cls.label
        spoken(graph, shape, SH.message)
        expected = {URIRef(f"{shape}-{field.name}"): field for field in cls.fields}
        assert set(graph.objects(shape, SH.property)) == expected.keys()
        for property_shape, field in expected.items():
            value = {k: graph.value(property_shape, SH[k]) for k in ("path", "order", "group")}
            assert value["path"] == URIRef(field.iri)
            assert value["order"] == Literal(field.order)
            assert (value["group"], RDF.type, SH.PropertyGroup) in graph
            assert ((property_shape, SH.minCount, Literal(1)) in graph) is field.required
            assert spoken(graph, property_shape, SH.name) == field.label
            described = spoken(graph, property_shape, SH.description)
            for tag in LANGUAGES:
                assert described[tag].startswith(field.definition[tag])
                assert described[tag].endswith(field.scope.get(tag, ""))
                assert "\n" not in described[tag]
            assert field.name in spoken(graph, property_shape, SH.message)["en"]


@BOTH
def test_every_condition(name: str, namespace: str) -> None:
    graph = shapes(name)
    for cls in MODEL.classes.values():
        for condition in cls.conditions:
            shape = URIRef(f"{namespace}{cls.name}-{condition.name}")
            (either,) = graph.objects(shape, SH["or"])
            assert len(Collection(graph, either)) == 1 + len(condition.then)
            assert spoken(graph, shape, SH.message) == condition.message


def test_every_code_is_listed_and_labelled() -> None:
    graph = shapes("stdpolicy")
    for cls, field in MODEL.fields():
        if isinstance(field.type, CodeType):
            shape = URIRef(f"{SHAPE}{cls.name}-{field.name}")
            one_of = graph.value(shape, SH["or"])
            shape_of_list = Collection(graph, one_of)[0] if one_of else shape
            codes = Collection(graph, graph.value(shape_of_list, SH["in"]))
            assert (one_of is None) is field.type.scheme.closed
            assert list(codes) == [URIRef(c.iri) for c in field.type.scheme.codes.values()]
    for scheme in MODEL.schemes.values():
        for code in scheme.codes.values():
            assert spoken(graph, URIRef(code.iri), SKOS.prefLabel) == code.label


@BOTH
def test_header_and_groups(name: str, namespace: str) -> None:
    graph = shapes(name)
    header = URIRef(namespace.removesuffix("#"))
    assert (header, OWL.versionInfo, Literal(MODEL.version)) in graph
    assert set(graph.subjects(RDF.type, OWL.Ontology)) == {header}
    groups = {URIRef(namespace + group) for group in GROUPS}
    assert set(graph.subjects(RDF.type, SH.PropertyGroup)) == groups
    assert set(graph.objects(None, SH.group)) == groups
    for group in groups:
        spoken(graph, group, RDFS.label)
    named = [field for fields in NAMED_GROUPS.values() for field in fields]
    assert set(named) <= {field.name for _, field in MODEL.fields()}
    assert len(named) == len(set(named))


@BOTH
def test_core_and_not_recursive(name: str, namespace: str) -> None:
    """Engines differ in what they make of anything else."""
    graph = shapes(name)
    assert not set(graph.predicates()) & {SH.sparql, SH.js, SH.rule, SH.select}
    for used in set(graph.objects(None, SH.node)):
        assert str(used).startswith(namespace)
        assert (used, SH.property, None) not in graph
        assert (used, SH.node, None) not in graph


def test_patterns_are_ones_that_all_engines_read() -> None:
    """JavaScript without the flag u, which some engines leave out, refuses ranges beyond U+FFFF."""
    for name in ("stdpolicy", "stdpolicy.inference"):
        for pattern in set(shapes(name).objects(None, SH.pattern)):
            assert max(str(pattern)) <= "\uffff"


# -- verdicts ------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [p if p == SOME else pytest.param(p, marks=pytest.mark.slow) for p in EXAMPLES],
    ids=lambda p: p.parent.name,
)
def test_examples_conform_without_the_ontology(path: Path) -> None:
    assert list(results(graph_of(path))) == []


@pytest.mark.slow
def test_all_documents_conform_under_inference() -> None:
    data = graph_of(*EXAMPLES, ROOT / "ontology" / "codes.ttl")
    assert list(inferred_results(data)) == []


@pytest.mark.slow
def test_all_documents_conform_with_the_ontology_as_it_is() -> None:
    data = graph_of(*EXAMPLES, ROOT / "ontology" / "codes.ttl") + ontology()
    assert list(results(data)) == []
    assert list(_results(data, "stdpolicy.inference")) == []


def agrees(chosen: Iterable[Mutant]) -> None:
    data, judged = in_one_graph(chosen, MODEL)
    assert len(judged) > 100
    refused = set[str]()
    for result in results(data):
        refused |= {node.partition("#")[0] for node in result["focusNode"]}
        assert len(result["resultMessage"]) == len(LANGUAGES), result
    for base, mutant in judged.items():
        accepted = mutant.kind in {"valid", *BEYOND, *SILENT["SHACL"]}
        assert (base not in refused) is accepted, mutant


def by_kind() -> dict[str, list[Mutant]]:
    found = defaultdict(list)
    for mutant in mutants(MODEL):
        found[mutant.kind].append(mutant)
    return found


@pytest.mark.slow
def test_a_sample_of_mutants_is_judged_as_by_the_source_shapes() -> None:
    agrees(mutant for found in by_kind().values() for mutant in found[:: len(found) // 3 + 1])


@pytest.mark.slow
def test_mutants_are_judged_as_by_the_source_shapes() -> None:
    agrees(mutant for found in by_kind().values() for mutant in found)


def broken(before: str, after: str) -> Graph:
    """A small policy with a change, as its Turtle has it."""
    text = filled("https://example.org/p", "标题").to_bytes("turtle").decode()
    assert before in text
    return Graph(bind_namespaces="none").parse(data=text.replace(before, after), format="turtle")


CONDITION = "stdpol:issuer :body-1", "stdpol:issuer :body-1 , <https://example.org/r#b>"
FAULTS = {
    "condition": CONDITION,
    "missing": ("stdpol:issuer", "stdpol:approver"),
    "unknown property": ("stdpol:issuer", "stdpol:issuer :body-1 ; stdpol:zzz"),
    "class of a reference": ("stdpol:issuer :body-1", "stdpol:issuer :title"),
    "code": ("genre:opinions", "<https://w3id.org/stdpolicy/code/unit/count>"),
    "language": ('dcterms:title "标题"@zh-Hans ;', ""),
}


@pytest.mark.parametrize(
    "judged",
    [results, pytest.param(inferred_results, marks=pytest.mark.slow)],
    ids=["plain", "inference"],
)
@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_told_in_both_languages(fault: str, judged: Judge) -> None:
    found = list(judged(broken(*FAULTS[fault])))
    # What is referred to as a body and contained as a provision is at fault twice, once inferred.
    assert 1 <= len(found) <= 1 + (judged is inferred_results)
    for result in found:
        assert result["focusNode"] == {"https://example.org/p"}
        assert len(result["resultMessage"]) == len(LANGUAGES)


def test_a_condition_is_told_at_the_top() -> None:
    condition = next(c for c in MODEL.classes["Policy"].conditions if "leadIssuer" in c.fields)
    for judged, namespace in ((results, SHAPE), (inferred_results, INFERRED)):
        (found,) = judged(broken(*CONDITION))
        assert found["resultMessage"] == set(condition.message.values())
        assert found["sourceShape"] == {f"{namespace}Policy-{condition.name}"}


def test_what_is_not_described_here_is_not_asked_for_its_fields() -> None:
    """Its type comes from the range of the property that refers to it."""
    elsewhere = "stdpol:approver <https://example.org/r#b> ; stdpol:consolidates <urn:x:p> ; "
    data = broken("stdpol:issuer", elsewhere + "stdpol:issuer")
    assert list(results(data)) == []
    assert list(inferred_results(data)) == []
    types = set(data.objects(URIRef("https://example.org/r#b"), RDF.type))
    assert URIRef(NAMESPACE + "Body") not in types
