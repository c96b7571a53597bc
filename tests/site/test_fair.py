"""The page on FAIR says what the checks of FOOPS! and O'FAIRe find, worked out here from the files of the site.

What is read, and when a check passes, is as in the sources of the two: for FOOPS! `src/main/java/fair/Constants.java`,
`entities/Ontology.java` and `entities/checks/`, for O'FAIRe its `questions.config.json` and `criterion/impl/`.
"""

import re
from collections.abc import Mapping
from html import unescape

import pyoxigraph as ox
import pytest

from stdpolicy.model.lexical import HOME, NAMESPACE
from stdpolicy.site.fair.foops import checks
from stdpolicy.site.fair.ofaire import QUESTIONS
from stdpolicy.site.fair.verdicts import Verdict
from stdpolicy.site.routes import JSONLD, RDFXML, TURTLE, Routes

NAMES = {
    "bibo": "http://purl.org/ontology/bibo/",
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "mod": "https://w3id.org/mod#",
    "omv": "http://omv.ontoware.org/2005/05/ontology#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pav": "http://purl.org/pav/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "voaf": "http://purl.org/vocommons/voaf#",
    "void": "http://rdfs.org/ns/void#",
}
ONTOLOGY = NAMESPACE.removesuffix("#")


def iris(names: str) -> set[str]:
    """IRIs by their prefixed names."""
    pairs = (name.split(":") for name in names.split())
    return {NAMES[prefix] + local for prefix, local in pairs}


READ = {
    "title": "dc:title dct:title schema:name",
    "description": "dct:abstract dc:abstract dct:description dc:description schema:description rdfs:comment doap:description doap:shortdesc skos:note",
    "licence": "dct:license schema:license doap:license cc:license",
    "author": "dc:creator dct:creator pav:createdBy pav:authoredBy foaf:maker prov:wasAttributedTo schema:creator doap:developer",
    "namespace": "vann:preferredNamespaceUri",
    "prefix": "vann:preferredNamespacePrefix",
    "version": "owl:versionInfo schema:schemaVersion",
    "version IRI": "owl:versionIRI",
    "created": "dct:created schema:dateCreated doap:created prov:generatedAtTime pav:createdOn",
    "citation": "dct:bibliographicCitation",
    "doi": "bibo:doi",
    "publisher": "dc:publisher dct:publisher schema:publisher",
    "logo": "foaf:logo schema:logo",
    "status": "bibo:status mod:status",
    "source": "dc:source dct:source prov:hadOriginalSource",
    "issued": "dct:issued dct:submitted schema:releaseDate schema:datePublished",
    "catalogue": "schema:includedInDataCatalog",
}
"""What FOOPS! reads of the head of an ontology, and from which properties."""
METADATA = ("dc", "schema", "dct", "vann", "prov", "bibo", "pav", "foaf", "rdfs", "owl", "doap", "mod")  # fmt: skip
BY_HAND = {"FIND2": Verdict.OWNER, "OM4.2": Verdict.NET}
"""The checks that ask servers of others."""

Graph = list[ox.Triple]


@pytest.fixture(scope="module")
def graph(site: Mapping[str, bytes]) -> Graph:
    """What FOOPS! reads first: the RDF/XML."""
    data = site["vocabulary/stdpolicy.rdf"]
    return [quad.triple for quad in ox.parse(data, format=ox.RdfFormat.RDF_XML)]


def said(graph: Graph) -> dict[str, list[ox.NamedNode | ox.Literal | ox.BlankNode]]:
    """The head of the ontology, by property."""
    found: dict[str, list[ox.NamedNode | ox.Literal | ox.BlankNode]] = {}
    for triple in graph:
        if triple.subject == ox.NamedNode(ONTOLOGY):
            found.setdefault(triple.predicate.value, []).append(triple.object)
    return found


def foops(graph: Graph, table: Routes, site: Mapping[str, bytes]) -> dict[str, tuple[int, int]]:
    """Of each check the points and how many there are."""
    head = said(graph)
    has = {name for name, properties in READ.items() if iris(properties) & head.keys()}
    row = table.by_iri[ONTOLOGY]
    followed = row.status in (301, 302, 303)
    html = followed and f"{row.page}index.html" in site
    rdf = followed and bool({RDFXML, TURTLE, JSONLD} & row.data.keys())
    own = {str(t.subject)[1:-1] for t in graph if t.predicate.value == NAMES["rdf"] + "type" and t.object == ox.NamedNode(NAMES["owl"] + "Ontology")}  # fmt: skip
    (version,) = (one.value for one in head[NAMES["owl"] + "versionIRI"])
    versioned = table.by_iri[version]
    named = [t for t in graph if t.predicate.value == NAMES["rdf"] + "type" and isinstance(t.subject, ox.NamedNode)]  # fmt: skip
    kinds = iris("owl:Class owl:ObjectProperty owl:DatatypeProperty")
    used = {t.subject.value for t in named if t.object.value in kinds}
    terms = {iri for iri in used if iri.startswith(ONTOLOGY)}

    def described(properties: str) -> int:
        wanted = iris(properties)
        return len(terms & {t.subject.value for t in graph if t.predicate.value in wanted and isinstance(t.object, ox.Literal)})  # fmt: skip

    def counted(names: str) -> tuple[int, int]:
        wanted = names.split(", ")
        return len(has & set(wanted)), len(wanted)

    def one(passes: bool) -> tuple[int, int]:
        return int(passes), 1

    return {
        "PURL1": one("w3id.org" in ONTOLOGY),
        "URI1": one(rdf),
        "URI2": one(own == {ONTOLOGY}),
        "VER1": (1 + (version != ONTOLOGY), 2),
        "VER2": one(f"{versioned.page}index.html" in site and versioned.status in (301, 302, 303)),
        "OM1": counted("title, description, licence, version IRI, author, namespace"),
        "FIND1": one("prefix" in has),
        "FIND3": one("catalogue" in has),
        "CN1": (html + rdf, 2),
        "HTTP1": one(ONTOLOGY.startswith("http")),
        "FIND_3_BIS": one("catalogue" in has),
        "RDF1": one(rdf),
        "VOC1": one(any(p.startswith(NAMES[n]) for p in head for n in METADATA)),
        "VOC2": one(any(not iri.startswith((ONTOLOGY, NAMES["owl"])) for iri in used)),
        "DOC1": one(html),
        "OM2": counted("prefix, version, created, citation"),
        "OM3": counted("doi, publisher, logo, status, source, issued"),
        "VOC3": (described("rdfs:label skos:prefLabel"), len(terms)),
        "VOC4": (described("rdfs:comment skos:definition"), len(terms)),
        "OM4.1": one("licence" in has),
        "OM5.1": counted("created, author"),
        "OM5.2": counted("issued, publisher"),
    }


def shown(site: Mapping[str, bytes], tree: str) -> dict[str, tuple[str, str]]:
    """The verdict and the points of each row of the page."""
    page = site[f"{tree}fair/index.html"].decode()
    rows = re.findall(r'<tr id="_([^"]+)">(.*?)</tr>', page, re.DOTALL)
    assert len(rows) == 24 + 61
    found = {}
    for id, row in rows:
        verdict = re.search(r'class="verdict (\w+)"', row)
        points = re.search(r'<td class="figure"[^>]*>([^<]*)</td>', row)
        assert verdict is not None
        found[unescape(id)] = verdict[1], points[1] if points else ""
    return found


@pytest.mark.parametrize("tree", ["", "en/"])
def test_foops(tree: str, graph: Graph, table: Routes, site: Mapping[str, bytes]) -> None:
    page = shown(site, tree)
    found = foops(graph, table, site)
    assert {one.id for one in checks(1)} == found.keys() | BY_HAND.keys()
    assert len(found) == 22
    for id, (points, most) in found.items():
        verdict = "met" if points == most else "partly" if points else "unmet"
        assert page[id] == (verdict, f"{points}/{most}"), id
    assert {id: page[id][0] for id in BY_HAND} == BY_HAND


COUNTED = {
    "F2Q1": (8, "omv:acronym dct:title dct:alternative skos:hiddenLabel dct:description foaf:page omv:resourceLocator omv:keywords dct:coverage foaf:homepage vann:example vann:preferredNamespaceUri void:uriRegexPattern dct:publisher dct:subject owl:backwardCompatibleWith omv:knownUsage dct:audience doap:repository mod:hasEvaluation"),
    "F2Q2": (5, "mod:metrics omv:numberOfClasses omv:numberOfIndividuals omv:numberOfProperties omv:numberOfAxioms vann:preferredNamespacePrefix"),
    "F2Q3": (7, "dct:language dct:abstract mod:analytics dct:bibliographicCitation rdfs:comment foaf:depiction foaf:logo voaf:toDoList owl:incompatibleWith dct:hasPart voaf:usedBy void:rootResource void:dataDump dct:created dct:modified dct:valid dct:dateSubmitted pav:curatedOn"),
    "A1Q4": (1, "sd:endpoint"),
    "A2Q4": (2, "bibo:status owl:deprecated"),
    "I1Q4": (1, "omv:hasFormalityLevel"),
    "I1Q5": (1, "dct:hasFormat dct:isFormatOf"),
    "I2Q1": (1, "owl:imports"),
    "I2Q2": (1, "dct:relation"),
    "I2Q4": (1, "voaf:hasEquivalencesWith"),
    "I2Q6": (1, "voaf:specializes schema:translationOfWork voaf:similar voaf:generalizes dct:isPartOf"),
    "I3Q3": (7, "owl:imports owl:priorVersion owl:backwardCompatibleWith owl:incompatibleWith dct:isPartOf dct:hasPart dct:hasVersion dct:isFormatOf dct:hasFormat dct:relation voaf:specializes voaf:similar voaf:generalizes dct:license dct:subject mod:prefLabelProperty mod:definitionProperty"),
    "R1Q1": (5, "mod:prefLabelProperty mod:synonymProperty mod:definitionProperty mod:authorProperty mod:obsoleteProperty"),
    "R1Q2": (3, "mod:hierarchyProperty mod:obsoleteParent mod:maxDepth"),
    "R1.1Q2": (2, "dct:accessRights cc:morePermissions"),
    "R1.1Q3": (2, "cc:useGuidelines dct:rightsHolder"),
    "R1.2Q1": (4, "dct:creator pav:curatedBy dct:contributor schema:translator"),
    "R1.2Q2": (3, "dct:source prov:wasGeneratedBy prov:wasInvalidatedBy"),
    "R1.2Q3": (3, "dct:accrualMethod dct:accrualPeriodicity dct:accrualPolicy"),
    "R1.2Q4": (2, "owl:versionInfo owl:priorVersion dct:hasVersion"),
    "R1.2Q6": (3, "omv:usedOntologyEngineeringTool omv:usedOntologyEngineeringMethodology omv:conformsToKnowledgeRepresentationParadigm"),
    "R1.2Q7": (2, "omv:designedForOntologyTask mod:competencyQuestion"),
    "R1.2Q8": (1, "foaf:fundedBy"),
    "R1.3Q1": (2, "mod:ontologyInUse omv:endorsedBy"),
}  # fmt: skip
"""The questions of O'FAIRe that count properties: how many are enough for all points, and which count. Of the status a
repository has a property of its own, for which ours is BIBO's."""
LINKS = {"F2Q2": 1, "F2Q3": 5, "I3Q3": 1, "R1.2Q4": 1}
"""How many links a repository has in every record, which count as properties: to metrics, analytics, roots, classes and others."""
RATED = {"http://purl.org/dc/terms/": 0.75, "http://purl.org/vocab/vann/": 0.5}
"""What O'FAIRe thinks of the vocabularies of metadata, of which it takes the average; no other is rated higher."""
EACH = {"F1": 4, "F2": 3, "F3": 3, "F4": 3, "A1": 4, "A1.1": 3, "A1.2": 2, "A2": 4, "I1": 5, "I2": 7, "I3": 3, "R1": 6, "R1.1": 3, "R1.2": 8, "R1.3": 3}  # fmt: skip
"""How many questions there are of each principle."""


def test_every_question_of_ofaire_is_there() -> None:
    asked = [f"{principle}Q{n + 1}" for principle, many in EACH.items() for n in range(many)]
    assert [one.id for one in QUESTIONS] == asked
    assert len(asked) == 61


def test_questions_that_count_properties(graph: Graph, site: Mapping[str, bytes]) -> None:
    page, head = shown(site, ""), said(graph)
    for id, (enough, properties) in COUNTED.items():
        found = iris(properties) & head.keys()
        if id == "I3Q3":
            found = {p for p in found if all(isinstance(one, ox.NamedNode) for one in head[p])}
        count = len(found) + LINKS.get(id, 0)
        verdict = "met" if count >= enough else "partly" if count else "unmet"
        assert page[id][0] == verdict, (id, found)
    rated = [RATED[one.value] for one in head[NAMES["voaf"] + "metadataVoc"]]
    points = 5 * sum(rated) / len(rated)
    assert page["I2Q7"][0] == ("met" if points == 5 else "partly")
    assert points == 3.125  # which the tool prints as 3.13


def test_what_no_program_can_tell_is_not_called_met() -> None:
    told = {one.id for one in QUESTIONS if one.verdict in (Verdict.MET, Verdict.PARTLY)}
    assert told <= COUNTED.keys() | {"F1Q1", "I2Q7"}


def test_the_head_speaks_of_what_is_there(graph: Graph, table: Routes) -> None:
    head = said(graph)
    (version,) = (one.value for one in head[NAMES["owl"] + "versionInfo"])
    for citation in head[NAMES["dct"] + "bibliographicCitation"]:
        assert version in citation.value
        assert f"{ONTOLOGY}/{version}" in citation.value
    for property in iris("foaf:logo schema:includedInDataCatalog dct:source vann:example"):
        for one in head[property]:
            assert one.value.startswith(HOME)
            assert one.value in table.by_iri, one
