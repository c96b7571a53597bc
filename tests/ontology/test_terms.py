"""The terms agree with the shapes, speak both languages, and are consistent OWL 2 DL."""

from collections import Counter

import owlrl
import pytest
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

from ontology.graphs import ONTOLOGY, parsed

NS = "https://w3id.org/stdpolicy/ns"
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ERROR = Namespace(
    "http://www.daml.org/2002/03/agents/agent-ont#"
)  # where owlrl reports contradictions
QB = Namespace("http://purl.org/linked-data/cube#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SP = Namespace(NS + "#")
ANYTHING = URIRef("https://w3id.org/stdpolicy/shapes#Iri")
VS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")
SSSOM = Namespace("https://w3id.org/sssom/")
PROPERTY = {OWL.AnnotationProperty, OWL.DatatypeProperty, OWL.ObjectProperty}
LANGUAGES = ["en", "zh-Hans"]


CODES = parsed("codes")
TERMS, SHAPES, ALIGNMENT = parsed("stdpolicy"), parsed("shapes"), parsed("alignment")
CLASSES = set(SHAPES.objects(None, SH.targetClass))  # all but Statement, which is abstract
DEFINED = {term for term in TERMS.subjects(RDF.type) if term in SP}


def own_fields(shape):
    """The property shapes of a shape, those taken over through sh:node included."""
    yield from SHAPES.objects(shape, SH.property)
    for other in SHAPES.objects(shape, SH.node):
        yield from own_fields(other)


USES: dict[URIRef, dict] = {}  # property -> class -> its property shape
for node, target in SHAPES.subject_objects(SH.targetClass):
    for field in own_fields(node):
        USES.setdefault(SHAPES.value(field, SH.path), {})[target] = field


def members(node) -> set:
    """A named class alone, or the members of a union."""
    union = TERMS.value(node, OWL.unionOf)
    return set(Collection(TERMS, union)) if union else {node}


def expected_range(field) -> set:
    for constraint in (SH.datatype, SH["class"]):
        if value := SHAPES.value(field, constraint):
            return {RDF.PlainLiteral if value == RDF.langString else value}
    reference = SHAPES.value(field, SH.node)
    if reference == ANYTHING:
        return {OWL.Thing}
    choices = [
        c for items in SHAPES.objects(reference, SH["or"]) for c in Collection(SHAPES, items)
    ]
    named = {c for choice in choices for c in SHAPES.objects(choice, SH["class"])}
    return named or {SKOS.Concept}


def languages(subject, predicate) -> list:
    return sorted(value.language or "" for value in TERMS.objects(subject, predicate))


@pytest.mark.parametrize("path", sorted(ONTOLOGY.glob("*.ttl")), ids=lambda path: path.name)
def test_parses(path):
    assert len(parsed(path.stem))
    assert b"\r" not in path.read_bytes()


OF_CODES = {SP.cue, SP.notCue}  # what codes.ttl says of codes


def test_shapes_and_terms_name_the_same_things():
    used = {SP.Statement, *USES, *CLASSES, *SHAPES.objects(None, SH["class"])}
    assert {term for term in used if term in SP} == DEFINED - OF_CODES
    assert set(CODES.predicates()) & DEFINED == OF_CODES
    assert {path for path in USES if path not in SP} <= set(TERMS.subjects(SKOS.scopeNote))


def test_term_is_documented():
    for term in sorted(DEFINED):
        assert languages(term, RDFS.label) == LANGUAGES, term
        assert languages(term, SKOS.definition) == LANGUAGES, term
        assert TERMS.value(term, RDFS.isDefinedBy) == URIRef(NS), term
        for text in (*TERMS.objects(term, SKOS.definition), *TERMS.objects(term, RDFS.label)):
            assert str(text) == text.strip(), term
            assert text.endswith((".", "。")) == ((term, SKOS.definition, text) in TERMS), term


ANNOTATIONS = {path for path in USES if (path, RDF.type, OWL.AnnotationProperty) in TERMS}
AXIOMATIC = sorted(path for path in USES if path in SP and path not in ANNOTATIONS)


def lists(field) -> set:
    """The code list that a field takes its values from, with whether it is closed."""
    shape = SHAPES.value(field, SH.node)
    name = str(shape).rpartition("#")[2]
    scheme = URIRef(f"https://w3id.org/stdpolicy/code/{name}")
    known = (scheme, RDF.type, SKOS.ConceptScheme) in CODES
    return {(scheme, SHAPES.value(shape, SH["or"]) is None)} if known else set()


def in_list(scheme) -> set:
    """The restrictions that say that something is in a code list."""
    found = TERMS.subjects(OWL.hasValue, scheme)
    return {node for node in found if TERMS.value(node, OWL.onProperty) == SKOS.inScheme}


def test_labels_are_found_by_browsers():
    assert SP.label in ANNOTATIONS
    assert (SP.label, RDFS.subPropertyOf, RDFS.label) in TERMS


def test_a_code_is_of_its_list():
    for term in AXIOMATIC:
        by_class = {cls: lists(field) for cls, field in USES[term].items()}
        every = set().union(*by_class.values())
        assert set(TERMS.objects(term, QB.codeList)) == {scheme for scheme, _ in every}, term
        ranges = set(TERMS.objects(term, RDFS.range))
        if len(every) == 1:
            ((scheme, closed),) = every
            assert bool(ranges & in_list(scheme)) == closed, term
        for cls, found in by_class.items() if len(every) > 1 else ():
            ((scheme, closed),) = found
            only = {TERMS.value(node, OWL.allValuesFrom) for node in restrictions(cls, term)}
            assert bool(only & in_list(scheme)) == closed, (term, cls)


def restrictions(cls, term) -> set:
    """What a class says of a property."""
    above = set(TERMS.objects(cls, RDFS.subClassOf))
    return {node for node in above if TERMS.value(node, OWL.onProperty) == term}


def test_domain_range_and_kind_agree_with_the_shapes():
    for term in AXIOMATIC:
        (domain,) = TERMS.objects(term, RDFS.domain)
        ranges = TERMS.objects(term, RDFS.range)
        (stated,) = (node for node in ranges if not TERMS.value(node, OWL.onProperty))
        covered = {
            c
            for c in CLASSES
            if members(domain) & set(TERMS.transitive_objects(c, RDFS.subClassOf))
        }
        assert covered == set(USES[term]), term
        fields = list(USES[term].values())
        assert all(members(stated) == expected_range(field) for field in fields), term
        kinds = {
            OWL.DatatypeProperty if SHAPES.value(f, SH.datatype) else OWL.ObjectProperty
            for f in fields
        }
        assert set(TERMS.objects(term, RDF.type)) - {OWL.FunctionalProperty} == kinds, term
        if OWL.FunctionalProperty in TERMS.objects(term, RDF.type):
            assert all(SHAPES.value(field, SH.maxCount) == Literal(1) for field in fields), term


def test_term_has_scope_note_and_examples_in_both_languages():
    for term in sorted(DEFINED):
        assert languages(term, SKOS.scopeNote) == LANGUAGES, term
        found = Counter(languages(term, SKOS.example))
        assert found["en"] == found["zh-Hans"] > 0, term
        assert found.keys() <= {"", *LANGUAGES}, term  # without a language: the value itself


def test_a_scope_note_says_more_than_the_definition():
    for term in sorted(DEFINED):
        defined = {str(text) for text in TERMS.objects(term, SKOS.definition)}
        for note in TERMS.objects(term, SKOS.scopeNote):
            assert note.endswith((".", "。")), term
            assert str(note) == note.strip(), term
            assert str(note) not in defined, term


SCHEMES = sorted(CODES.subjects(RDF.type, SKOS.ConceptScheme))


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.rpartition("/")[2])
def test_a_code_list_says_for_which_fields_it_is_and_whether_it_is_closed(scheme):
    notes = {note.language: note for note in CODES.objects(scheme, SKOS.scopeNote)}
    assert sorted(notes) == LANGUAGES
    fields = [(path, field) for path, uses in USES.items() for field in uses.values()]
    takers = {(path, closed) for path, field in fields for s, closed in lists(field) if s == scheme}
    (closed,) = {closed for _, closed in takers}
    assert ("封闭；" in notes["zh-Hans"], "Closed; " in notes["en"]) == (closed, closed)
    assert ("开放：" in notes["zh-Hans"], "Open: " in notes["en"]) == (not closed, not closed)
    assert all(path.fragment in note for path, _ in takers for note in notes.values())


STATUSES = {"stable", "testing", "unstable", "archaic"}


def test_every_term_has_a_status():
    assert {str(TERMS.value(term, VS.term_status)) for term in DEFINED} <= STATUSES


def test_labels_are_unique_within_a_language():
    labels = Counter((label.lower(), label.language) for label in TERMS.objects(None, RDFS.label))
    assert [label for label, count in labels.items() if count > 1] == []


def test_header():
    facts = [
        OWL.versionIRI,
        OWL.versionInfo,
        DCTERMS.creator,
        DCTERMS.license,
        DCTERMS.created,
        DCTERMS.modified,
    ]
    home = NS.removesuffix("ns")
    version = str(TERMS.value(URIRef(NS), OWL.versionInfo))
    headed = {
        NS: TERMS,
        f"{NS}/alignment": ALIGNMENT,
        f"{home}code": CODES,
        f"{home}shapes": SHAPES,
    }
    for iri, graph in zip(map(URIRef, headed), headed.values(), strict=True):
        assert list(graph.subjects(RDF.type, OWL.Ontology)) == [iri]
        assert all(graph.value(iri, fact) for fact in facts)
        assert not graph.value(iri, OWL.imports)
        assert str(graph.value(iri, OWL.versionInfo)) == version
        assert graph.value(iri, OWL.versionIRI) == URIRef(f"{iri}/{version}")
        for fact in (DCTERMS.title, DCTERMS.description):
            assert sorted(text.language for text in graph.objects(iri, fact)) == LANGUAGES


def test_foreign_terms_are_declared_and_not_redefined():
    for term in set(TERMS.subjects()) - DEFINED - {URIRef(NS)}:
        if isinstance(term, URIRef):
            assert set(TERMS.predicates(term)) <= {RDF.type, SKOS.scopeNote, SKOS.example}, term
            noted = LANGUAGES if term in USES else []
            assert languages(term, SKOS.scopeNote) == languages(term, SKOS.example) == noted, term


def test_owl_2_dl_essentials():
    graph = TERMS + ALIGNMENT
    kernel = tuple(
        str(term)[: -len(term.fragment)] for term in (RDF.type, RDFS.label, OWL.Class, XSD.date)
    )
    for term in set(graph.subjects(RDF.type)):
        kinds = set(graph.objects(term, RDF.type)) & (PROPERTY | {OWL.Class, RDFS.Datatype})
        assert len(kinds) <= 1, f"{term} is punned: {kinds}"
    declared = {term for kind in PROPERTY for term in graph.subjects(RDF.type, kind)}
    assert {p for p in graph.predicates() if not str(p).startswith(kernel)} <= declared
    assert not any(str(term).startswith(kernel) for term in declared)
    classes = {*graph.subjects(RDF.type, OWL.Class), *graph.subjects(RDF.type, OWL.Restriction)}
    for predicate in (RDFS.subClassOf, RDFS.domain, RDFS.range):
        assert {
            c for c in graph.objects(None, predicate) if not str(c).startswith(kernel)
        } <= classes
    for node in {term for term in graph.all_nodes() if isinstance(term, BNode)}:
        assert set(graph.predicates(node)) in (
            {RDF.type, OWL.unionOf},
            {RDF.type, OWL.onProperty, OWL.hasValue},
            {RDF.type, OWL.onProperty, OWL.allValuesFrom},
            {RDF.type, OWL.members},
            {RDF.first, RDF.rest},
        )


def test_alignment_records():
    recorded = set()
    for record in ALIGNMENT.subjects(RDF.type, SSSOM.Mapping):
        subject, predicate = (
            ALIGNMENT.value(record, SSSOM.subject_id),
            ALIGNMENT.value(record, SSSOM.predicate_id),
        )
        target = ALIGNMENT.value(record, SSSOM.object_id)
        literal = ALIGNMENT.value(record, SSSOM.object_label) and ALIGNMENT.value(
            record, SSSOM.object_source
        )
        assert subject in DEFINED, record
        assert predicate, record
        assert ALIGNMENT.value(record, SSSOM.mapping_justification), record
        assert bool(target) != bool(literal), record
        reasons = sorted(str(one.language) for one in ALIGNMENT.objects(record, RDFS.comment))
        assert reasons == LANGUAGES, record
        recorded.add((subject, predicate, target))
    axioms = {RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty}
    asserted = {
        (subject, predicate, target)
        for subject, predicate, target in TERMS + ALIGNMENT
        if predicate in axioms and target not in SP and target not in RDFS
        if not isinstance(target, BNode)
    }
    assert asserted == {t for t in recorded if t[1] in axioms}
    assert not {p for p in ALIGNMENT.predicates() if p in SKOS}, (
        "SKOS matches are recorded, never asserted"
    )
    assert not {ELI.implements, ELI.implemented_by} & set(ALIGNMENT.all_nodes()), (
        "deprecated since ELI 1.1"
    )


SAMPLE = """
@base <https://example.org/p> . @prefix stdpol: <https://w3id.org/stdpolicy/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<> a stdpol:Policy ; dcterms:title "方案"@zh-Hans ; stdpol:issuer <#b> ; stdpol:leadIssuer <#b> ; stdpol:jurisdiction <#z> ;
    stdpol:dateAdopted "2023-03-27"^^xsd:date ; stdpol:source <#s> ; stdpol:provision <#p1> ; stdpol:goal <#g> ; stdpol:measure <#m> ;
    stdpol:describesBody <#b> ; stdpol:describesPlace <#z> ; stdpol:describesIndicator <#i> .
<#s> a stdpol:Source ; stdpol:origin <https://example.org/raw> .
<#p1> a stdpol:Provision ; stdpol:order 1 ; stdpol:text "建设城市标准化试点20个以上。" .
<#g> a stdpol:Goal ; stdpol:statedIn <#p1> ; stdpol:target <#t> .
<#t> a stdpol:Target ; stdpol:statedIn <#p1> ; stdpol:indicator <#i> ; stdpol:value 20.0 ; stdpol:place <#z> .
<#m> a stdpol:Measure ; stdpol:statedIn <#p1> ; stdpol:contributesTo <#t> ; stdpol:action <#a> ; stdpol:assignment <#r> .
<#a> a stdpol:Action ; stdpol:statedIn <#p1> . <#r> a stdpol:Assignment ; stdpol:statedIn <#p1> ; stdpol:body <#b> .
<#b> a stdpol:Body ; stdpol:place <#z> . <#z> a stdpol:Place . <#i> a stdpol:Indicator .
"""


def closure(data: str) -> Graph:
    """What follows from ontology and data. Annotations are left out: nothing follows from them."""
    annotations = {RDFS.label, RDFS.comment, RDFS.isDefinedBy, SKOS.altLabel}
    annotations.update((TERMS + ALIGNMENT).subjects(RDF.type, OWL.AnnotationProperty))
    graph = Graph()
    for triple in TERMS + CODES + ALIGNMENT + Graph().parse(data=data, format="turtle"):
        if triple[1] not in annotations:
            graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def faults(graph: Graph) -> list:
    return [*graph.objects(None, ERROR.error), *graph.subjects(RDF.type, OWL.Nothing)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [pytest.param("", marks=pytest.mark.slow), SAMPLE],
    ids=["ontology", "with a document"],
)
def test_consistent(data):
    graph = closure(data)
    assert faults(graph) == []
    assert not DEFINED & set(graph.subjects(RDF.type, SKOS.Concept))
    if data:
        policy, body, page = (URIRef("https://example.org/" + name) for name in ("p", "p#b", "raw"))
        assert {(policy, RDF.type, ELI.LegalResource), (policy, ELI.passed_by, body)} < set(graph)
        assert {
            (body, RDF.type, ORG.Organization),
            (URIRef(policy + "#s"), PROV.wasDerivedFrom, page),
        } < set(graph)


@pytest.mark.slow
def test_inconsistency_is_found():
    assert faults(closure(f"<https://example.org/x> a <{SP.Goal}> , <{SP.Body}> ."))
