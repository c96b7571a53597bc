"""The shapes beside those of classes, as they have to be: values, code lists, references.

They say in SHACL what `iri` and `lexical` say in Python, so that each is compared as a whole:
nothing may be missing, and nothing more be said.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from stdpolicy.model.iri import DOCUMENT_PATTERN, FRAGMENT_PATTERN, IRI_PATTERN
from stdpolicy.model.lexical import (
    BOOLEAN_PATTERN,
    CONTENT_PATTERN,
    DATE_PATTERN,
    DECIMAL_PATTERN,
    HOME,
    INTEGER_PATTERN,
    RDF_TYPE,
    XSD,
    characters,
)
from stdpolicy.model.triples import SH, Described, Description

SHAPES = HOME + "shapes#"
IN_SCHEME = "http://www.w3.org/2004/02/skos/core#inScheme"

TRUE = ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))
IRI = ox.NamedNode(SH + "IRI")
NODE_SHAPE: Description = {"a": [ox.NamedNode(SH + "NodeShape")]}


def number(value: int) -> ox.Literal:
    """An integer, as the parameters of SHACL have it."""
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))


def shape(name: str) -> ox.NamedNode:
    """A shape of ours."""
    return ox.NamedNode(SHAPES + name)


def _whole(pattern: str) -> ox.Literal:
    return ox.Literal(characters(f"^({pattern})$"))


def _excluding(pattern: str) -> Description:
    return {"pattern": [ox.Literal(pattern)]}


def _line(pattern: str) -> Description:
    return NODE_SHAPE | {"node": [shape("Line")], "pattern": [_whole(pattern)]}


def _iri(pattern: str) -> Description:
    return NODE_SHAPE | {"nodeKind": [IRI], "pattern": [_whole(pattern)]}


VALUES: dict[str, Description] = {
    "String": NODE_SHAPE
    | {"minLength": [number(1)], "pattern": [ox.Literal(characters(f"^{CONTENT_PATTERN}$"))]},
    "Line": NODE_SHAPE | {"not": [_excluding("\n")]},
    "Boolean": _line(BOOLEAN_PATTERN),
    "Date": _line(DATE_PATTERN),
    "Decimal": _line(DECIMAL_PATTERN),
    "Integer": _line(INTEGER_PATTERN),
    "Iri": _iri(IRI_PATTERN),
    "ForeignIri": NODE_SHAPE
    | {"node": [shape("Iri")], "not": [_excluding("^" + HOME.replace(".", "[.]"))]},
    "Document": _iri(DOCUMENT_PATTERN),
    "Fragment": _iri(DOCUMENT_PATTERN + FRAGMENT_PATTERN),
}
"""The shapes of values, by local name."""


def code_list(scheme: str, *, closed: bool) -> Description:
    """The shape of a code list: one of the scheme; if it is open, a foreign IRI too."""
    listed: Described = {"path": [ox.NamedNode(IN_SCHEME)], "hasValue": [ox.NamedNode(scheme)]}
    kind: Description = NODE_SHAPE | {"nodeKind": [IRI]}
    if closed:
        return kind | {"property": [listed]}
    return kind | {"or": [({"property": [listed]}, {"node": [shape("ForeignIri")]})]}


def reference(targets: Iterable[str]) -> Description:
    """The shape of a reference: the node is of one of the classes, or is not described here."""
    unknown: Described = {"path": [ox.NamedNode(RDF_TYPE)], "maxCount": [number(0)]}
    classes: list[Described] = [{"class": [ox.NamedNode(target)]} for target in targets]
    return NODE_SHAPE | {
        "node": [shape("Iri")],
        "or": [(*classes, {"property": [unknown]})],
    }


def targets(said: Description) -> list[str]:
    """The classes that a reference shape names, if it is one."""
    return [
        cls.value
        for alternatives in said.get("or", ())
        for alternative in (alternatives if isinstance(alternatives, tuple) else ())
        if isinstance(alternative, dict)
        for cls in alternative.get("class", ())
        if isinstance(cls, ox.NamedNode)
    ]


def turtle(said: Described) -> str:
    """A description as Turtle, for messages."""
    if isinstance(said, tuple):
        return "( " + " ".join(map(turtle, said)) + " )"
    if isinstance(said, dict):
        return "[ " + statements(said) + " ]"
    if isinstance(said, ox.NamedNode) and said.value.startswith((SH, SHAPES)):
        return said.value.replace(SHAPES, "shape:").replace(SH, "sh:")
    return str(said)


def statements(said: Description) -> str:
    """What follows the subject in Turtle."""
    return " ; ".join(
        ("a" if key == "a" else f"<{key}>" if ":" in key else f"sh:{key}")
        + " "
        + " , ".join(map(turtle, values))
        for key, values in said.items()
    )
