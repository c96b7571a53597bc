"""Where things stand in a text whose tree was made from triples: statements with their spans.

A notation that carries triples says for its text what a `Triples` says; paths of the tree are then
looked up here, the same for all of them.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, Protocol

from stdpolicy.source import Span


class Term(NamedTuple):
    """A subject, predicate or object: an absolute IRI or the lexical form of a literal."""

    value: str
    span: Span
    language: str = ""
    language_span: Span = Span(0, 0)


class Statement(NamedTuple):
    """A triple of the file, in the words of the file."""

    subject: Term
    predicate: Term
    object: Term


class Triples(Protocol):
    """Where the triples of a text stand. Linear in the text, and asked only to place findings."""

    def statements(self, subjects: Collection[str]) -> Iterator[Statement]:
        """What the file says of some subjects (absolute IRIs), in file order."""

    def subjects(self, iris: Collection[str]) -> Mapping[str, Span]:
        """Where each of some IRIs is first described, else first mentioned."""

    def blank(self) -> Span:
        """The first blank node."""

    def triple_term(self) -> Span:
        """The first triple term (RDF 1.2)."""

    def second_graph(self) -> Span:
        """Where a second graph begins."""
