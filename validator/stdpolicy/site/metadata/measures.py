"""Sizes, digests and counts of files, taken once, so that no file has to be kept."""

import hashlib
from collections import Counter

from msgspec import Struct

from stdpolicy.site.pages import File
from stdpolicy.site.routes import NTRIPLES

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class Counts(Struct, frozen=True):
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


class Measure(Struct, frozen=True):
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
    """Counts canonical N-Triples, in which there is one space between terms."""
    subjects, objects, properties, classes = set[str](), set[str](), set[str](), set[str]()
    links = Counter[tuple[str, str]]()
    triples = entities = 0
    for line in data.decode().removesuffix("\n").split("\n") if data else ():
        triples += 1
        subject, predicate, object = line.removesuffix(" .").split(" ", 2)
        if subject not in subjects:
            subjects.add(subject)
            entities += subject.startswith("<")
        objects.add(object)
        properties.add(predicate)
        if predicate == RDF_TYPE:
            classes.add(object)
        elif object.startswith("<"):
            links[object[1:-1].partition("#")[0], predicate[1:-1]] += 1
    return Counts(
        triples, len(subjects), len(objects), entities, len(classes), len(properties), dict(links)
    )
