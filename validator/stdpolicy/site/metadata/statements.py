"""Statements in RDF, one after the other, by the prefixed names of properties."""

import hashlib

import pyoxigraph as ox
from msgspec import Struct

from stdpolicy.model import Text
from stdpolicy.site.graphs import PREFIXES

Subject = str | ox.BlankNode
Value = str | ox.Literal | ox.BlankNode | Text


class Writer(Struct, frozen=True):
    """Statements about one thing after the other."""

    base: str
    """Where the site will stand; nothing if that is not known."""
    triples: list[ox.Triple]

    def say(self, subject: Subject, property: str, *values: Value) -> None:
        """A property, by its prefixed name, with values: an IRI, a literal, a blank node, a text in its languages."""
        about = ox.NamedNode(subject) if isinstance(subject, str) else subject
        predicate = ox.NamedNode(expanded(property))
        for value in values:
            if isinstance(value, str):
                self.triples.append(ox.Triple(about, predicate, ox.NamedNode(value)))
            elif isinstance(value, ox.Literal | ox.BlankNode):
                self.triples.append(ox.Triple(about, predicate, value))
            else:
                for tag, words in value.items():
                    literal = ox.Literal(words, language=tag)
                    self.triples.append(ox.Triple(about, predicate, literal))

    def type(self, subject: Subject, name: str) -> None:
        """What something is, by a prefixed name."""
        self.say(subject, "rdf:type", expanded(name))


def expanded(name: str) -> str:
    """The IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def typed(value: str | int, datatype: str) -> ox.Literal:
    """A literal of a datatype of XML Schema."""
    return ox.Literal(str(value), datatype=ox.NamedNode(expanded(f"xsd:{datatype}")))


def node(*names: str) -> ox.BlankNode:
    """A blank node of which the label depends on names alone."""
    return ox.BlankNode("b" + hashlib.sha256(" ".join(names).encode()).hexdigest()[:16])
