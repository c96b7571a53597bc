"""Sizes, digests and counts of files, taken once, so that no file has to be kept."""

import hashlib
from collections import Counter
from dataclasses import dataclass

import pyoxigraph as ox

from stdpolicy.site.pages import File
from stdpolicy.site.routes import NTRIPLES

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Counts:
    """What VoID counts in a graph (Describing Linked Datasets with the VoID Vocabulary, section 4.6)."""

    triples: int
    subjects: int
    """Distinct ones, blank nodes included."""
    objects: int
    entities: int
    """Subjects that have IRIs."""
    classes: int
    properties: int
    links: dict[tuple[str, str], int]
    """Triples whose objects are IRIs, by the object without its fragment and the property; types are none."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A file."""

    size: int
    """In bytes."""
    sha256: str
    """In hexadecimal digits."""
    counts: Counts | None
    """Of N-Triples, what is in the graph."""


def measured(file: File) -> Measure:
    """Measures a file."""
    counts = _counted(file.data) if file.path.endswith(NTRIPLES.suffix) else None
    return Measure(len(file.data), hashlib.sha256(file.data).hexdigest(), counts)


def _counted(data: bytes) -> Counts:
    subjects, objects, properties, classes = set[str](), set[str](), set[str](), set[str]()
    links = Counter[tuple[str, str]]()
    triples = entities = 0
    for triple in ox.parse(data, format=ox.RdfFormat.N_TRIPLES):
        triples += 1
        subject, predicate, object = map(str, (triple.subject, triple.predicate, triple.object))
        if subject not in subjects:
            subjects.add(subject)
            entities += isinstance(triple.subject, ox.NamedNode)
        objects.add(object)
        properties.add(predicate)
        if triple.predicate.value == RDF_TYPE:
            classes.add(object)
        elif isinstance(triple.object, ox.NamedNode):
            links[triple.object.value.partition("#")[0], triple.predicate.value] += 1
    return Counts(
        triples, len(subjects), len(objects), entities, len(classes), len(properties), dict(links)
    )
