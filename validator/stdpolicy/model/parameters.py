"""Reads the parameters of SHACL: what a shape says under one key, if it is what it has to be."""

from typing import TypeVar

import pyoxigraph as ox

from stdpolicy.model.lexical import INTEGER, XSD
from stdpolicy.model.shapes import number
from stdpolicy.model.triples import Description, OntologyError

T = TypeVar("T", ox.NamedNode, ox.Literal)


def only(at: str, said: Description, key: str, kind: type[T]) -> T | None:
    """The one value of a parameter, if it is given."""
    match said.get(key):
        case None:
            return None
        case [value] if isinstance(value, kind):
            return value
    raise OntologyError(f"{at}: sh:{key} has to be one {kind.__name__}")


def construct(key: str) -> str:
    """A key of a description as people write it."""
    return key if key == "a" or ":" in key else f"sh:{key}"


def string(at: str, said: Description, key: str) -> str:
    """The string that a parameter has to be given."""
    found = only(at, said, key, ox.Literal)
    if found is None or found.datatype.value != XSD + "string":
        raise OntologyError(f"{at}: sh:{key} has to be a string")
    return found.value


def integer(at: str, said: Description, key: str) -> int | None:
    """The integer that a parameter is given, in its canonical spelling, if it is."""
    found = only(at, said, key, ox.Literal)
    if found is None:
        return None
    if not INTEGER.fullmatch(found.value) or found != number(int(found.value)):
        raise OntologyError(f"{at}: sh:{key} has to be an integer of at most 15 digits")
    return int(found.value)


def local(iri: str) -> str:
    """The local name of an IRI: what follows its last `#` or `/`."""
    return iri.replace("#", "/").rpartition("/")[2]
