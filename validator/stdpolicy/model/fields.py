"""Reads the property shape of a field."""

import re
from collections.abc import Mapping

import pyoxigraph as ox

from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    Scheme,
    StringType,
    Text,
    TextType,
    Type,
)
from stdpolicy.model.lexical import DECIMAL_PATTERN, FRAME, LANG_STRING, NAMESPACE, XSD
from stdpolicy.model.parameters import construct, integer, local, only, string
from stdpolicy.model.shapes import SHAPES, TRUE, reference, statements, targets
from stdpolicy.model.triples import Described, Description, Graph, OntologyError, text
from stdpolicy.patterns import regex

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

ALWAYS = frozenset(["path", "name", "order", "minCount"])
PARAMETERS: Mapping[str, frozenset[str]] = {
    "Boolean": frozenset(["datatype", "node", "maxCount"]),
    "Date": frozenset(["datatype", "node", "maxCount"]),
    "Decimal": frozenset(["datatype", "node", "maxCount"]),
    "Integer": frozenset(["datatype", "node", "maxCount", "minInclusive", "maxInclusive"]),
    "Line": frozenset(["datatype", "node", "maxCount", "pattern"]),
    "String": frozenset(["datatype", "node", "maxCount"]),
    "text": frozenset(
        ["datatype", "node", "uniqueLang", "qualifiedValueShape", "qualifiedMinCount"]
    ),
    "code": frozenset(["node", "maxCount"]),
    "reference": frozenset(["node", "maxCount"]),
    "contained": frozenset(["class", "maxCount"]),
}
"""The parameters of SHACL that each kind of field reads, beside those that every field does.

A parameter that is not listed for a kind is refused. Literals are called by the shape that says
the form of their values.
"""
DATATYPES = {
    "Boolean": XSD + "boolean",
    "Date": XSD + "date",
    "Decimal": XSD + "decimal",
    "Integer": XSD + "integer",
    "Line": XSD + "string",
    "String": XSD + "string",
    "text": LANG_STRING,
}
"""The datatype of each kind of literal."""
FIELD_NAME = regex(r"[a-z][A-Za-z0-9]*")
PRIMARY_LANGUAGE = regex(r"[a-z]{2,3}")
CHARACTERS = regex(r"\[[A-Za-z0-9_.,:;/+-]+\]")
"""A class of characters that all dialects of regular expressions read alike."""
UNSHARED = regex(r"[\\^$.\[\]]|\(\?|[*+?}][*+?{]")
"""What else they do not: escapes, anchors, `.`, other classes, groups and counts with a sign."""


class FieldReader:
    """Reads fields: `classes` are the IRIs of those with a shape, each with its superclasses."""

    def __init__(
        self, graph: Graph, schemes: Mapping[str, Scheme], classes: Mapping[str, list[str]]
    ) -> None:
        self._graph = graph
        self._schemes = schemes
        self._classes = classes

    def field(self, shape: str, said: Described) -> Field:
        """A field from its property shape. Raises OntologyError, naming shape and field."""
        if not isinstance(said, dict):
            raise OntologyError(f"{shape}: sh:property has to describe a field in place")
        named = said.get("name", [])
        labels = [one for one in named if isinstance(one, ox.Literal) and one.language]
        plain = [one for one in named if one not in labels]
        name = string(shape, {"name": plain} if plain else {}, "name")
        at = f"{shape}, {name}"
        if not FIELD_NAME.fullmatch(name) or name in FRAME:
            raise OntologyError(f"{at}: not a name that a field can have")
        path = only(at, said, "path", ox.NamedNode)
        order = integer(at, said, "order")
        if path is None or order is None or order < 1:
            raise OntologyError(f"{at}: a field needs sh:path and a positive sh:order")
        kind = self._kind(at, said)
        for key in sorted(said.keys() - ALWAYS - PARAMETERS[kind]):
            raise OntologyError(f"{at}: {construct(key)} is not implemented for {kind}")
        counts = integer(at, said, "minCount"), integer(at, said, "maxCount")
        if not set(counts) <= {None, 1}:
            raise OntologyError(f"{at}: counts other than 1 are not implemented")
        return Field(
            name=name,
            iri=path.value,
            type=self._type(at, kind, said),
            order=order,
            required=counts[0] == 1,
            many=counts[1] is None,
            label=self._label(at, path.value, labels),
            definition=self._definition(path.value),
            example=tuple(self._graph.literals(path.value, SKOS + "example")),
            scope=self._scope(path.value),
        )

    def _label(self, at: str, iri: str, labels: list[ox.Literal]) -> Text:
        """A term's label; of a foreign term its label as a field here, which the shape has."""
        if not iri.startswith(NAMESPACE):
            return text(f"{at}, sh:name", labels)
        if labels:
            raise OntologyError(f"{at}: sh:name has a language, but the term has labels of its own")
        return self._graph.text(iri, RDFS + "label")

    def _definition(self, iri: str) -> Text:
        """A term's definition; for a foreign term, our note on how it is used."""
        note = "definition" if iri.startswith(NAMESPACE) else "scopeNote"
        return self._graph.text(iri, SKOS + note)

    def _scope(self, iri: str) -> Text:
        """A term's scope note, if it has one; that of a foreign term is its definition here."""
        own = iri.startswith(NAMESPACE)
        return self._graph.text_if_any(iri, SKOS + "scopeNote") if own else {}

    # -- types -----------------------------------------------------------------------------

    def _kind(self, at: str, said: Description) -> str:
        """The kind of a field, as PARAMETERS has it."""
        datatype = only(at, said, "datatype", ox.NamedNode)
        node = only(at, said, "node", ox.NamedNode)
        cls = only(at, said, "class", ox.NamedNode)
        if cls is not None and node is None and datatype is None:
            return "contained"
        if node is None or cls is not None or not node.value.startswith(SHAPES):
            raise OntologyError(f"{at}: needs sh:datatype with sh:node, or sh:node, or sh:class")
        name = node.value.removeprefix(SHAPES)
        if datatype is None:
            return "code" if name in self._schemes else "reference"
        kind = "text" if (datatype.value, name) == (LANG_STRING, "String") else name
        if DATATYPES.get(kind) != datatype.value:
            raise OntologyError(f"{at}: {datatype.value} with shape:{name} is not implemented")
        return kind

    def _type(self, at: str, kind: str, said: Description) -> Type:
        match kind:
            case "contained":
                return NodeType(self._class(at, only(at, said, "class", ox.NamedNode)))
            case "code":
                return CodeType(self._schemes[_shape(at, said)])
            case "reference":
                return ReferenceType(self._targets(at, _shape(at, said)))
            case "Boolean":
                return BooleanType()
            case "Date":
                return DateType()
            case "Decimal":
                return DecimalType(f"^({DECIMAL_PATTERN})$")
            case "Integer":
                low, high = integer(at, said, "minInclusive"), integer(at, said, "maxInclusive")
                if low is None or high is None or low > high:
                    raise OntologyError(f"{at}: an integer needs both of its bounds")
                return IntegerType(low, high)
            case "Line":
                return StringType(_pattern(at, string(at, said, "pattern")))
            case "String":
                return StringType(min_length=1)
        return _text(at, said)

    def _class(self, at: str, cls: ox.NamedNode | None) -> str:
        if cls is None or cls.value not in self._classes:
            raise OntologyError(f"{at}: no shape for the class {cls}")
        return local(cls.value)

    def _targets(self, at: str, name: str) -> tuple[str, ...]:
        """The classes of a reference shape, a superclass replaced by the classes under it."""
        if name == "Iri":
            return ()
        said = self._graph.describe(SHAPES + name)
        named = targets(said)
        if not named or len(set(named)) != len(named):
            raise OntologyError(f"{at}: shape:{name} is no code list and no reference shape")
        if said != reference(named):
            raise OntologyError(f"shape:{name}: has to be {statements(reference(named))} .")
        found = []
        for cls in named:
            under = [local(iri) for iri, parents in self._classes.items() if cls in (iri, *parents)]
            if not under:
                raise OntologyError(f"shape:{name}: no shape for the class {cls}")
            found += under
        if len(set(found)) != len(found):
            raise OntologyError(f"shape:{name}: names a class twice")
        return tuple(found)


def _shape(at: str, said: Description) -> str:
    node = only(at, said, "node", ox.NamedNode)
    return node.value.removeprefix(SHAPES) if node else ""


def _text(at: str, said: Description) -> TextType:
    if said.get("uniqueLang") != [TRUE]:
        raise OntologyError(f"{at}: a text needs sh:uniqueLang true")
    return TextType(_languages(at, said), min_length=1)


def _languages(at: str, said: Description) -> tuple[str, ...]:
    if "qualifiedValueShape" not in said and "qualifiedMinCount" not in said:
        return ()
    match said.get("qualifiedValueShape"), integer(at, said, "qualifiedMinCount"):
        case [{"languageIn": [(ox.Literal() as language,)], **more}], 1 if not more:
            tag = language.value
            if PRIMARY_LANGUAGE.fullmatch(tag) and language == ox.Literal(tag):
                return (tag,)
    raise OntologyError(f"{at}: a qualified shape has to ask for one value in one language")


def _pattern(at: str, pattern: str) -> str:
    """A pattern that all dialects read alike, and as a whole: `^a|b$` is anchored in parts."""
    bare = pattern.removeprefix("^").removesuffix("$")
    if pattern != f"^{bare}$":
        raise OntologyError(f"{at}: a pattern has to be anchored with ^ and $")
    outside = CHARACTERS.sub("x", bare)
    while (less := re.sub(r"\([^()]*\)", "x", outside)) != outside:
        outside = less
    if "|" in outside or UNSHARED.search(CHARACTERS.sub("x", bare)):
        raise OntologyError(f"{at}: a pattern that not all dialects read alike: {pattern}")
    try:
        re.compile(bare)
    except re.error as error:
        raise OntologyError(f"{at}: not a pattern: {error}") from error
    return pattern
