"""What the graphs of the ontology say beyond the model: matches, shapes, terms without a field or node of ours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox
from msgspec import Struct

from stdpolicy.model import Text
from stdpolicy.model.lexical import HOME
from stdpolicy.site.pages import LANGUAGES, Page
from stdpolicy.site.routes import Routes

SSSOM = "https://w3id.org/sssom/"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SHACL = "http://www.w3.org/ns/shacl#"
UCUM = "http://qudt.org/schema/qudt/ucumCode"
DCTERMS = "http://purl.org/dc/terms/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Triples = Sequence[ox.Triple]
CASED = {tag.lower(): tag for tag in LANGUAGES.values()}
"""The tags of languages by how the reader of graphs spells them, in small letters."""


class Match(Struct, frozen=True):
    """How a term stands to one of another vocabulary."""

    iri: str
    """Of the record of it."""
    subject: str
    """The IRI of our term."""
    relation: str
    """The IRI of the property that says it."""
    object: str
    """Its IRI; of a term that has none, its name."""
    reason: Text


class Term(Struct, frozen=True):
    """A term with its words."""

    iri: str
    label: Text
    definition: Text
    above: tuple[str, ...] = ()
    """The IRIs of the classes that a class is a kind of."""

    @property
    def name(self) -> str:
        """Its local name."""
        return self.iri.partition("#")[2]


def matches(alignment: Triples) -> list[Match]:
    """The matches that the alignment records, in the order of their IRIs."""
    found = []
    for iri, said in _subjects(alignment).items():
        if f"{SSSOM}subject_id" in said:
            named = [
                said[one][0] for one in (f"{SSSOM}object_id", f"{SSSOM}object_label") if one in said
            ]
            found.append(
                Match(
                    iri,
                    said[f"{SSSOM}subject_id"][0].value,
                    said[f"{SSSOM}predicate_id"][0].value,
                    named[0].value,
                    _text(said, f"{RDFS}comment"),
                )
            )
    return found


MATCHES = (
    *(f"{SKOS}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")),
    UCUM,
)
"""The properties by which a code says what it is elsewhere."""


def code_matches(codes: Triples) -> list[Match]:
    """The concepts and codes of others that codes name, in the order of the codes' IRIs."""
    return [
        Match("", iri, relation, each.value, {})
        for iri, said in _subjects(codes).items()
        for relation in MATCHES
        for each in said.get(relation, ())
        if iri.startswith(HOME)
    ]


def terms(graph: Triples, namespace: str) -> dict[str, Term]:
    """The terms that a graph describes in a namespace, by IRI."""
    return {
        iri: Term(
            iri,
            _text(said, f"{RDFS}label"),
            _text(said, f"{SKOS}definition", f"{RDFS}comment", f"{SHACL}message"),
            tuple(one.value for one in said.get(f"{RDFS}subClassOf", ())),
        )
        for iri, said in _subjects(graph).items()
        if iri.startswith(namespace)
    }


def ontology_pages(
    table: Routes, found: Sequence[Match], alignment: Triples, shapes: Triples
) -> Iterator[Page]:
    """The pages of the alignment and of the shapes."""
    row = table.by_iri[f"{HOME}ns/alignment"]
    title, about = _headed(alignment, row.iri)
    rows = [(one.iri.partition("#")[2], one) for one in found]
    yield Page(row.page, "alignment.html", title, {"about": about, "rows": rows}, row.iri, row.data)
    row = table.by_iri[f"{HOME}shapes"]
    title, about = _headed(shapes, row.iri)
    values = {"about": about, "shapes": shape_rows(shapes, f"{row.iri}#")}
    yield Page(row.page, "shapes.html", title, values, row.iri, row.data)


class Shape(Struct, frozen=True):
    """A SHACL shape: its name, the class that it holds of, what it says."""

    name: str
    target: str
    message: Text


def shape_rows(graph: Triples, namespace: str) -> list[Shape]:
    """The shapes of a graph that have names in a namespace."""
    return [
        Shape(
            iri.removeprefix(namespace),
            next((one.value for one in said.get(f"{SHACL}targetClass", [])), ""),
            _text(said, f"{SHACL}message", f"{SHACL}description"),
        )
        for iri, said in _subjects(graph).items()
        if iri.startswith(namespace)
    ]


def _headed(graph: Triples, iri: str) -> tuple[Text, Text]:
    said = _subjects(graph)[iri]
    return _text(said, f"{DCTERMS}title"), _text(said, f"{DCTERMS}description")


def _subjects(graph: Triples) -> dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]:
    """What is said of each IRI: the values that are no blank nodes, by property."""
    found: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    for triple in graph:
        if isinstance(triple.subject, ox.NamedNode):
            values = found.setdefault(triple.subject.value, {}).setdefault(
                triple.predicate.value, []
            )
            if isinstance(triple.object, ox.NamedNode | ox.Literal):
                values.append(triple.object)
    return dict(sorted(found.items()))


def _text(said: Mapping[str, Sequence[ox.NamedNode | ox.Literal]], *properties: str) -> Text:
    """The first of some properties that is there, by language."""
    for property in properties:
        if said.get(property):
            return text(said[property])
    return {}


def text(values: Iterable[object]) -> Text:
    """What the literals among some values say, by language."""
    found = {one.language or "": one.value for one in values if isinstance(one, ox.Literal)}
    return {CASED.get(tag, tag): words for tag, words in found.items()}
