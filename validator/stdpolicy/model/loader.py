"""Builds the Model from the ontology's Turtle, and refuses any SHACL that it does not implement.

A construct that the loader passed over would be checked by SHACL engines and not by us, so an
unknown one is an error, never a warning (SHACL, https://www.w3.org/TR/shacl/).
"""

import re
from collections import Counter

import pyoxigraph as ox

from stdpolicy.model import Class, Condition, Field, IntegerType, Model
from stdpolicy.model.codes import code_lists
from stdpolicy.model.conditions import condition
from stdpolicy.model.fields import FieldReader
from stdpolicy.model.lexical import HOME, NAMESPACE, RDF_TYPE
from stdpolicy.model.parameters import construct, local
from stdpolicy.model.shapes import IRI, NODE_SHAPE, SHAPES, TRUE, VALUES, shape, statements
from stdpolicy.model.triples import SH, Description, Graph, OntologyError
from stdpolicy.resources import read

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
DCTERMS = "http://purl.org/dc/terms/"
ONTOLOGY = HOME + "ns"

CLASS_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
CLASS_SHAPE = frozenset(
    ["a", "targetClass", "nodeKind", "closed", "ignoredProperties", "node", "property"]
)
ABSTRACT_SHAPE = frozenset(["a", "node", "property"])
IDS = (shape("Document"), shape("Fragment"))


def load_model(**files: bytes) -> Model:
    """Reads the shipped ontology; `files` replaces one by its stem, such as `shapes=b"..."`.

    Raises OntologyError if a shape uses a construct that is not implemented or names a thing
    that is not defined.
    """
    graph = Graph()
    for stem in ("stdpolicy", "codes", "shapes"):
        graph.parse(files[stem] if stem in files else read(f"ontology/{stem}.ttl"), stem)
    return Loader(graph).model()


class Loader:
    """One pass over the graph: values, code lists, then each class shape, inheritance flattened."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        for name, expected in VALUES.items():
            if graph.describe(SHAPES + name) != expected:
                raise OntologyError(f"shape:{name}: has to be {statements(expected)} .")
        self.schemes = {scheme.name: scheme for scheme in code_lists(graph)}
        self.shapes = {
            target: subject
            for subject in graph.subjects(RDF_TYPE, SH + "NodeShape")
            for target in graph.iris(subject, SH + "targetClass")
        }
        parents = {cls: graph.iris(cls, RDFS + "subClassOf") for cls in self.shapes}
        self.fields = FieldReader(graph, self.schemes, parents)

    def model(self) -> Model:
        """The model. Raises OntologyError."""
        graph = self.graph
        classes = {cls.name: cls for cls in map(self._class, self.shapes)}
        versions = graph.literals(ONTOLOGY, OWL + "versionInfo")
        if len(versions) != 1:
            raise OntologyError(f"{ONTOLOGY}: needs one owl:versionInfo")
        model = Model(
            version=versions[0],
            title=graph.text(ONTOLOGY, DCTERMS + "title"),
            description=graph.text(ONTOLOGY, DCTERMS + "description"),
            context=f"{HOME}context/{versions[0]}.jsonld",
            classes=classes,
            schemes=self.schemes,
        )
        for name, cls in classes.items():
            self._check_id(cls, "Document" if name in model.roots else "Fragment")
        for subject in graph.undescribed():
            raise OntologyError(f"{_named(subject)}: a shape that no class uses")
        return model

    # -- classes ---------------------------------------------------------------------------

    def _class(self, iri: str) -> Class:
        graph, subject = self.graph, self.shapes[iri]
        at = _named(subject)
        said = graph.describe(subject)
        _refuse_unknown(at, said, CLASS_SHAPE)
        if len(said["targetClass"]) != 1 or said["a"] != NODE_SHAPE["a"]:
            raise OntologyError(f"{at}: has to be a sh:NodeShape with one sh:targetClass")
        if said.get("nodeKind") != [IRI]:
            raise OntologyError(f"{at}: sh:nodeKind has to be sh:IRI")
        own = self._own_fields(at, said)
        fields, conditions = own, []
        for other, described in self._taken_over(at, said):
            if "or" in described:
                conditions.append((other, described))
            else:
                fields = fields + self._own_fields(other, described)
        self._check_closed(at, said, {f.iri for f in fields} - {f.iri for f in own})
        _check_distinct(at, fields)
        return Class(
            name=_class_name(at, iri),
            iri=iri,
            parents=tuple(local(parent) for parent in graph.iris(iri, RDFS + "subClassOf")),
            fields=tuple(sorted(fields, key=lambda field: field.order)),
            conditions=self._conditions(conditions, fields),
            label=graph.text(iri, RDFS + "label"),
            definition=graph.text(iri, SKOS + "definition"),
            example=tuple(graph.literals(iri, SKOS + "example")),
            scope=graph.text_if_any(iri, SKOS + "scopeNote"),
        )

    def _own_fields(self, at: str, said: Description) -> list[Field]:
        return [self.fields.field(at, node) for node in said.get("property", ())]

    def _taken_over(
        self, at: str, said: Description, above: tuple[str, ...] = ()
    ) -> list[tuple[str, Description]]:
        """The conditions and the abstract shapes that sh:node names, through those too."""
        found = []
        for node in said.get("node", ()):
            if not isinstance(node, ox.NamedNode) or node.value in above:
                raise OntologyError(f"{at}: sh:node has to name a shape, and not in a circle")
            if node in IDS:
                continue
            other, described = _named(node.value), self.graph.describe(node.value)
            if described.get("a") != NODE_SHAPE["a"]:
                raise OntologyError(f"{at}: {other} is not a sh:NodeShape")
            found.append((other, described))
            if "or" not in described:
                _refuse_unknown(other, described, ABSTRACT_SHAPE)
                found += self._taken_over(other, described, (*above, node.value))
        return found

    def _conditions(
        self, found: list[tuple[str, Description]], fields: list[Field]
    ) -> tuple[Condition, ...]:
        by_iri = {field.iri: field for field in fields}
        conditions = [condition(at, described, by_iri) for at, described in found]
        return tuple(sorted(conditions, key=lambda c: c.name))

    def _check_closed(self, at: str, said: Description, inherited: set[str]) -> None:
        """sh:closed sees own properties only, so the inherited ones have to be ignored by name."""
        if said.get("closed") != [TRUE]:
            raise OntologyError(f"{at}: not closed")
        expected = [ox.NamedNode(iri) for iri in sorted({RDF_TYPE, *inherited})]
        match said.get("ignoredProperties"):
            case [tuple(ignored)] if sorted(ignored, key=str) == expected:
                return
        listed = ", ".join(iri.value for iri in expected)
        raise OntologyError(f"{at}: sh:ignoredProperties has to list {listed}")

    def _check_id(self, cls: Class, value: str) -> None:
        said = self.graph.describe(self.shapes[cls.iri])
        if [node for node in said.get("node", ()) if node in IDS] != [shape(value)]:
            raise OntologyError(
                f"{_named(self.shapes[cls.iri])}: its ids need sh:node shape:{value}"
            )


def _class_name(at: str, iri: str) -> str:
    name = iri.removeprefix(NAMESPACE)
    if not CLASS_NAME.fullmatch(name):
        raise OntologyError(f"{at}: {iri} is not a name that a class can have")
    return name


def _check_distinct(at: str, fields: list[Field]) -> None:
    """No two fields with one name, order or path; the order of siblings is a required integer."""
    for what in ("name", "order", "iri"):
        counted = Counter(getattr(field, what) for field in fields)
        for value, count in counted.items():
            if count > 1:
                raise OntologyError(f"{at}, {value}: {count} fields with one {what}")
    for field in fields:
        if field.name == "order" and (
            not isinstance(field.type, IntegerType) or field.many or not field.required
        ):
            raise OntologyError(f"{at}, order: has to be one integer")


def _refuse_unknown(at: str, said: Description, known: frozenset[str]) -> None:
    for key in sorted(said.keys() - known):
        raise OntologyError(f"{at}: {construct(key)} is not implemented")


def _named(iri: str) -> str:
    return iri.replace(SHAPES, "shape:")
