"""The ontology's triples, indexed as the loader asks for them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from stdpolicy.model import Text
from stdpolicy.model.lexical import RDF, RDF_TYPE, language_tag

SH = "http://www.w3.org/ns/shacl#"
LANGUAGES = frozenset(["en", "zh-Hans"])
"""The languages in which everything is labelled and defined."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Described = ox.NamedNode | ox.Literal | tuple["Described", ...] | dict[str, list["Described"]]
"""An IRI, a literal, an RDF list, or a blank node with what is said of it."""
Description = dict[str, list[Described]]
"""What is said of a node: `a` for its types, `path` for sh:path, else the predicate's IRI."""


class OntologyError(ValueError):
    """The ontology says something that the tool cannot carry out; the message names the shape."""


class Graph:
    """Triples by subject and predicate; nodes are named by IRI or blank-node label."""

    def __init__(self) -> None:
        self._triples: dict[str, dict[str, list[Term]]] = defaultdict(dict)
        self._described: set[str] = set()

    def parse(self, turtle: bytes, name: str) -> None:
        """Adds the triples of a Turtle file. Raises OntologyError if it is none."""
        try:
            for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
                if isinstance(quad.subject, ox.Triple):
                    raise OntologyError(f"{name}: triple terms are not implemented")
                values = self._triples[quad.subject.value].setdefault(quad.predicate.value, [])
                if quad.object not in values:
                    values.append(quad.object)
        except SyntaxError as error:
            raise OntologyError(f"{name}: {error}") from error

    # -- terms and codes -------------------------------------------------------------------

    def subjects(self, predicate: str, value: str) -> Iterator[str]:
        """The nodes that have an IRI as a value, in file order."""
        wanted = ox.NamedNode(value)
        for subject, predicates in self._triples.items():
            if wanted in predicates.get(predicate, ()):
                yield subject

    def of(self, subject: str) -> Mapping[str, list[Term]]:
        """What is said of a node, by predicate."""
        return self._triples.get(subject, {})

    def iris(self, subject: str, predicate: str) -> list[str]:
        """The values of a predicate that are IRIs."""
        values = self.of(subject).get(predicate, ())
        return [value.value for value in values if isinstance(value, ox.NamedNode)]

    def literals(self, subject: str, predicate: str) -> list[str]:
        """The values of a predicate that are literals, as strings."""
        values = self.of(subject).get(predicate, ())
        return [value.value for value in values if isinstance(value, ox.Literal)]

    def text(self, subject: str, predicate: str) -> Text:
        """The values of a predicate by language. Raises OntologyError if one is missing."""
        return text(subject, self.of(subject).get(predicate, []))

    def text_if_any(self, subject: str, predicate: str) -> Text:
        """The same; nothing where there is no value in any language."""
        found = self.of(subject).get(predicate, [])
        return text(subject, found) if found else {}

    # -- shapes ----------------------------------------------------------------------------

    def describe(self, subject: str) -> Description:
        """What is said of a node, blank nodes and lists opened.

        Raises OntologyError for blank nodes in a circle and for lists that are none.
        """
        try:
            return self._describe(subject, frozenset())
        except OntologyError as error:
            raise OntologyError(f"{subject}: {error}") from error

    def _describe(self, subject: str, above: frozenset[str]) -> Description:
        if subject in above:
            raise OntologyError("a blank node that contains itself")
        self._described.add(subject)
        return {
            _key(predicate): [self._described_value(v, above | {subject}) for v in values]
            for predicate, values in self.of(subject).items()
        }

    def _described_value(self, value: Term, above: frozenset[str]) -> Described:
        match value:
            case ox.BlankNode() if RDF + "first" in self.of(value.value):
                return tuple(self._members(value, above))
            case ox.NamedNode(value=iri) if iri == RDF + "nil":
                return ()
            case ox.BlankNode():
                return self._describe(value.value, above)
            case ox.Triple():
                raise OntologyError("triple terms are not implemented")
        return value

    def _members(self, head: Term, above: frozenset[str]) -> Iterator[Described]:
        while head != ox.NamedNode(RDF + "nil"):
            if not isinstance(head, ox.BlankNode) or head.value in above:
                raise OntologyError("a list that does not end")
            cell = self.of(head.value)
            match cell.get(RDF + "first"), cell.get(RDF + "rest"):
                case [first], [rest] if len(cell) == 2:
                    above |= {head.value}
                    self._described.add(head.value)
                    yield self._described_value(first, above)
                    head = rest
                case _:
                    raise OntologyError("a list with other than one first and one rest")

    def undescribed(self) -> Iterator[str]:
        """The nodes of which SHACL says something and that nobody asked for."""
        for subject, predicates in self._triples.items():
            if subject not in self._described and any(
                predicate.startswith(SH) or _is_shape(predicate, values)
                for predicate, values in predicates.items()
            ):
                yield subject


def text(at: str, values: Sequence[object]) -> Text:
    """Literals by language. Raises OntologyError unless there is one for each that we need."""
    found = {
        language_tag(value.language): value.value
        for value in values
        if isinstance(value, ox.Literal) and value.language and value.value.strip()
    }
    if len(found) != len(values) or not found.keys() >= LANGUAGES:
        raise OntologyError(f"{at}: a text is needed once in each of en and zh-Hans")
    return found


def _key(predicate: str) -> str:
    return "a" if predicate == RDF_TYPE else predicate.removeprefix(SH)


def _is_shape(predicate: str, values: list[Term]) -> bool:
    return predicate == RDF_TYPE and any(
        isinstance(value, ox.NamedNode) and value.value.startswith(SH) for value in values
    )
