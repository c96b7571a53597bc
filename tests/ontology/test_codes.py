# The code lists (ontology/codes.ttl) are complete, labelled in both languages and consistent with
# the list of schemes that the shapes name (ontology/shapes.ttl, last section).

import re

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Literal, Namespace, URIRef

from ontology.graphs import parsed

CODE = "https://w3id.org/stdpolicy/code/"
DOMAIN = CODE + "domain/"
QUDT = "http://qudt.org/schema/qudt/"
SH = "http://www.w3.org/ns/shacl#"
VS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")

# The chapters of the national outline with their articles, which run on from （三） to （三十五）.
OUTLINE = {
    "innovation": ["key-technologies", "innovation-raises-standards", "results-into-standards"],
    "industry": [
        "industrial-foundations",
        "industrial-upgrading",
        "new-industries",
        "supply-chains",
        "new-infrastructure",
    ],
    "green": ["carbon", "ecosystems", "natural-resources", "green-production", "green-consumption"],
    "society": [
        "rural-revitalization",
        "urbanization",
        "governance",
        "public-safety",
        "public-services",
        "quality-of-life",
    ],
    "opening-up": [
        "international-exchange",
        "trade-facilitation",
        "domestic-international-coordination",
    ],
    "reform": [
        "supply-structure",
        "operating-mechanism",
        "quality-infrastructure",
        "application",
        "supervision",
    ],
    "foundation": ["technical-support", "standards-services", "talent", "social-environment"],
    "implementation": ["organization-leadership", "supporting-policies"],
}

CODES, RELEASED = parsed("codes"), parsed("releases/0.1.0/codes")
SCHEMES = sorted(CODES.subjects(RDF.type, SKOS.ConceptScheme))
CONCEPTS = sorted(CODES.subjects(RDF.type, SKOS.Concept))


# What no text that was read has an instance of, so that its example is made up, and says so.
MADE_UP = {
    "body-kind": "democratic-party dispatched-agency party-office university",
    "direction": "neutral",
    "disclosure": "not-public on-request",
    "document-type": "announcement bill circular communique minutes order public-notice reply resolution",
    "genre": "key-points opinions rules",
    "payment": "per-item per-year",
    "review-status": "draft reviewed",
    "status": "amended expired in-force repealed superseded",
    "target-mode": "net-change",
    "topic": "agriculture-and-food",
    "unit": "cubic-metre day hour kilogram kilowatt kilowatt-hour minute mu other square-metre tonne week",
}


def concepts_of(scheme):
    return sorted(CODES.subjects(SKOS.inScheme, scheme))


def short(node):
    return str(node).removeprefix(CODE)


def chinese(number):
    tens, units = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return (digits[tens].replace("一", "") + "十" if tens else "") + digits[units].strip()


def test_schemes_are_those_the_shapes_name():
    shapes = parsed("shapes")
    constraints = shapes.subjects(URIRef(SH + "path"), SKOS.inScheme)
    named = {shapes.value(constraint, URIRef(SH + "hasValue")) for constraint in constraints}
    assert sorted(named) == SCHEMES


def test_every_code_is_in_a_list():
    assert {scheme for _, scheme in CODES.subject_objects(SKOS.inScheme)} <= set(SCHEMES)
    assert all(CODES.value(concept, SKOS.inScheme) for concept in CONCEPTS)


def test_nothing_but_codes():
    assert {s for s in CODES.subjects() if s.startswith(CODE)} == {*SCHEMES, *CONCEPTS}


@pytest.mark.parametrize("scheme", SCHEMES, ids=short)
def test_labelled_and_defined_in_both_languages(scheme):
    for node in (scheme, *concepts_of(scheme)):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            texts = list(CODES.objects(node, predicate))
            assert sorted(text.language for text in texts) == ["en", "zh-Hans"], node
            assert all(str(text) == text.strip() != "" for text in texts), node


@pytest.mark.parametrize("scheme", SCHEMES, ids=short)
def test_scheme(scheme):
    assert re.fullmatch(CODE + "[a-z][a-z0-9-]*", scheme)
    assert list(CODES.objects(scheme, RDFS.isDefinedBy)) == [
        URIRef("https://w3id.org/stdpolicy/ns")
    ]
    labels = [
        label for concept in concepts_of(scheme) for label in CODES.objects(concept, SKOS.prefLabel)
    ]
    assert labels
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("scheme", SCHEMES, ids=short)
def test_concept(scheme):
    for concept in concepts_of(scheme):
        assert list(CODES.objects(concept, SKOS.inScheme)) == [scheme], concept
        assert concept.startswith(scheme + "/"), concept
        name = concept.removeprefix(scheme + "/")
        assert re.fullmatch("[a-z][a-z0-9-]*", name), concept
        assert list(CODES.objects(concept, SKOS.notation)) == [Literal(name)], concept


@pytest.mark.parametrize("scheme", SCHEMES, ids=short)
def test_place_in_the_tree(scheme):
    for concept in concepts_of(scheme):
        broader = set(CODES.objects(concept, SKOS.broader))
        tops = [] if broader else [scheme]
        assert list(CODES.objects(concept, SKOS.topConceptOf)) == tops, concept
        assert broader <= set(concepts_of(scheme)), concept
        for parent in broader:
            assert concept not in CODES.transitive_objects(parent, SKOS.broader)


@pytest.mark.parametrize("scheme", SCHEMES, ids=short)
def test_an_example_is_given_in_both_languages(scheme):
    for node in (scheme, *concepts_of(scheme)):
        languages = [text.language for text in CODES.objects(node, SKOS.example)]
        assert languages.count("en") == languages.count("zh-Hans") == len(languages) / 2, node


@pytest.mark.parametrize("scheme", SCHEMES, ids=short)
def test_status(scheme):
    """What the last release has is stable, what is new is tested, what is deprecated is archaic."""
    for node in (scheme, *concepts_of(scheme)):
        deprecated = bool(CODES.value(node, OWL.deprecated))
        (status,) = CODES.objects(node, VS.term_status)
        assert str(status) == (
            "archaic" if deprecated else "stable" if (node, None, None) in RELEASED else "testing"
        ), node


@pytest.mark.parametrize("concept", sorted(CODES.subjects(OWL.deprecated)), ids=short)
def test_a_deprecated_code_says_what_to_do_instead(concept):
    instead = set(CODES.objects(concept, DCTERMS.isReplacedBy))
    notes = sorted(text.language for text in CODES.objects(concept, SKOS.scopeNote))
    assert instead <= set(CONCEPTS)
    assert instead or notes == ["en", "zh-Hans"]


UNITS = [unit for unit in concepts_of(URIRef(CODE + "unit")) if not unit.endswith("/other")]


@pytest.mark.parametrize("unit", UNITS, ids=short)
def test_unit_has_one_ucum_code_and_a_factor(unit):
    assert len(list(CODES.objects(unit, URIRef(QUDT + "conversionMultiplier")))) == 1
    (ucum,) = CODES.objects(unit, URIRef(QUDT + "ucumCode"))
    assert ucum.datatype == URIRef(QUDT + "UCUMcs")
    assert re.fullmatch("[!-~]+", ucum), "UCUM codes are printable ASCII without spaces"


def test_domain_is_the_outline():
    found = {
        (parent.removeprefix(DOMAIN), child.removeprefix(DOMAIN)): str(
            next(text for text in CODES.objects(child, SKOS.example) if text.language != "en")
        )
        for child, parent in CODES.subject_objects(SKOS.broader)
        if child.startswith(DOMAIN)
    }
    articles = [(chapter, article) for chapter, names in OUTLINE.items() for article in names]
    assert found == {
        article: f"（{chinese(number)}）" for number, article in enumerate(articles, 3)
    }
    assert len(concepts_of(URIRef(CODE + "domain"))) == len(articles) + len(OUTLINE) == 33 + 8


IN_USE = [iri for iri in CONCEPTS if (iri, OWL.deprecated, None) not in CODES]


def languages(iri, said):
    return sorted(text.language for text in CODES.objects(iri, said))


def test_a_code_says_where_it_borders_on_others():
    for iri in IN_USE:
        assert languages(iri, SKOS.scopeNote) == ["en", "zh-Hans"], iri
        notes = set(CODES.objects(iri, SKOS.scopeNote))
        assert not notes & set(CODES.objects(iri, SKOS.definition)), iri


def test_no_two_codes_have_the_same_scope_note():
    notes = [note for iri in IN_USE for note in CODES.objects(iri, SKOS.scopeNote)]
    assert len(set(notes)) == len(notes)


def test_a_code_has_an_example_in_both_languages():
    for iri in IN_USE:
        assert set(languages(iri, SKOS.example)) == {"en", "zh-Hans"}, iri


def test_what_is_made_up_says_so():
    """By its last word, and only where no text has an example."""
    made_up = {
        iri
        for iri in IN_USE
        if all(
            text.endswith(("（假设）", " (made up)")) for text in CODES.objects(iri, SKOS.example)
        )
    }
    assert made_up == {
        URIRef(f"{CODE}{scheme}/{name}")
        for scheme, names in MADE_UP.items()
        for name in names.split()
    }
