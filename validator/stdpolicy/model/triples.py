"""The ontology's triples, indexed as the loader asks for them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from stdpolicy.model import Text
from stdpolicy.model.lexical import language_tag

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class OntologyError(ValueError):
    """The ontology says something that the tool cannot carry out; the message names the shape."""


class Graph:
    """Triples by subject and predicate; nodes are named by IRI or blank-node label."""

    def __init__(self) -> None:
        self._triples: dict[str, dict[str, list[Term]]] = defaultdict(dict)

    def parse(self, turtle: bytes) -> None:
        """Adds the triples of a Turtle file. Raises SyntaxError."""
        for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            predicates = self._triples[quad.subject.value]
            if not isinstance(quad.object, ox.Triple) and not isinstance(quad.subject, ox.Triple):
                predicates.setdefault(quad.predicate.value, []).append(quad.object)

    def subjects(self, predicate: str, value: str) -> Iterator[str]:
        """The nodes that have a value, in file order."""
        for subject, predicates in self._triples.items():
            if any(o.value == value for o in predicates.get(predicate, ())):
                yield subject

    def of(self, subject: str) -> Mapping[str, list[Term]]:
        """What is said of a node, by predicate."""
        return self._triples.get(subject, {})

    def all(self, subject: str, predicate: str) -> list[str]:
        """The values of a predicate, as strings."""
        return [o.value for o in self.of(subject).get(predicate, ())]

    def one(self, subject: str, predicate: str) -> str | None:
        """The only value of a predicate. Raises OntologyError if there are more."""
        values = self.all(subject, predicate)
        if len(values) > 1:
            raise OntologyError(f"{subject}: more than one {predicate}")
        return values[0] if values else None

    def list(self, subject: str, predicate: str) -> list[str]:
        """The members of an RDF list."""
        members, head = [], self.one(subject, predicate)
        while head is not None and head != RDF + "nil":
            members += self.all(head, RDF + "first")
            head = self.one(head, RDF + "rest")
        return members

    def text(self, subject: str, predicate: str) -> Text:
        """The values of a predicate by language."""
        return {
            language_tag(o.language): o.value
            for o in self.of(subject).get(predicate, ())
            if isinstance(o, ox.Literal) and o.language
        }
