"""Builds the Model from the ontology's Turtle, and refuses any SHACL that it does not implement.

A construct that the loader passed over would be checked by SHACL engines and not by us, so an
unknown one is an error, never a warning (SHACL, https://www.w3.org/TR/shacl/).
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import assert_never

from stdpolicy.model import (
    BooleanType,
    Class,
    Clause,
    Code,
    CodeType,
    Condition,
    Datatype,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    Model,
    NodeType,
    ReferenceType,
    Scheme,
    StringType,
    Test,
    Text,
    TextType,
    Type,
)
from stdpolicy.model.lexical import CODES, XSD
from stdpolicy.model.triples import RDF, Graph, OntologyError
from stdpolicy.resources import read

SH = "http://www.w3.org/ns/shacl#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
DCTERMS = "http://purl.org/dc/terms/"
SHAPES = "https://w3id.org/stdpolicy/shapes#"
ONTOLOGY = "https://w3id.org/stdpolicy/ns"

NODE_SHAPE = frozenset(
    ["targetClass", "nodeKind", "closed", "ignoredProperties", "property", "node", "message", "or"]
)
PROPERTY_SHAPE = frozenset(
    [
        "path",
        "name",
        "order",
        "minCount",
        "maxCount",
        "datatype",
        "class",
        "node",
        "nodeKind",
        "minLength",
        "pattern",
        "minInclusive",
        "maxInclusive",
        "uniqueLang",
        "qualifiedValueShape",
        "qualifiedMinCount",
    ]
)


def load_model(**files: bytes) -> Model:
    """Reads the shipped ontology; `files` replaces one by its stem, such as `shapes=b"..."`.

    Raises OntologyError if a shape uses a construct that is not implemented or names a thing
    that is not defined.
    """
    graph = Graph()
    for stem in ("stdpolicy", "codes", "shapes"):
        graph.parse(files.get(stem) or read(f"ontology/{stem}.ttl"))
    return Loader(graph).model()


class Loader:
    """One pass over the graph: code lists, then each class shape, inheritance flattened."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.schemes = {scheme.name: scheme for scheme in self._schemes()}
        self.shapes = [
            shape
            for shape in graph.subjects(RDF + "type", SH + "NodeShape")
            if graph.all(shape, SH + "targetClass")
        ]

    def model(self) -> Model:
        """The model. Raises OntologyError."""
        classes = [self._class(shape) for shape in self.shapes]
        return Model(
            version=self.graph.one(ONTOLOGY, OWL + "versionInfo") or "",
            title=self.graph.text(ONTOLOGY, DCTERMS + "title"),
            description=self.graph.text(ONTOLOGY, DCTERMS + "description"),
            classes={cls.name: cls for cls in classes},
            schemes=self.schemes,
            statements=frozenset(c.name for c in classes if "Statement" in c.parents),
        )

    # -- code lists ------------------------------------------------------------------------

    def _schemes(self) -> Iterator[Scheme]:
        graph = self.graph
        members: dict[str, list[str]] = defaultdict(list)
        for concept in graph.subjects(RDF + "type", SKOS + "Concept"):
            for scheme in graph.all(concept, SKOS + "inScheme"):
                members[scheme].append(concept)
        for iri in graph.subjects(RDF + "type", SKOS + "ConceptScheme"):
            name = iri.removeprefix(CODES)
            codes = [self._code(iri, concept) for concept in members[iri]]
            yield Scheme(
                name=name,
                iri=iri,
                closed=self._closed(SHAPES + name),
                codes={code.name: code for code in codes},
                label=graph.text(iri, SKOS + "prefLabel"),
                definition=graph.text(iri, SKOS + "definition"),
            )

    def _code(self, scheme: str, concept: str) -> Code:
        broader = self.graph.one(concept, SKOS + "broader")
        return Code(
            name=concept.removeprefix(scheme + "/"),
            iri=concept,
            label=self.graph.text(concept, SKOS + "prefLabel"),
            definition=self.graph.text(concept, SKOS + "definition"),
            broader=broader and broader.removeprefix(scheme + "/"),
        )

    def _closed(self, shape: str) -> bool:
        """A closed list requires skos:inScheme; an open one offers it in an sh:or."""
        if self.graph.all(shape, SH + "property"):
            return True
        if self.graph.all(shape, SH + "or"):
            return False
        raise OntologyError(f"{shape}: no shape for the code list of this name")

    # -- classes ---------------------------------------------------------------------------

    def _class(self, shape: str) -> Class:
        graph = self.graph
        iri = graph.one(shape, SH + "targetClass") or ""
        fields, conditions = self._members(shape)
        self._check_closed(shape, inherited={f.iri for f in fields} - self._own_paths(shape))
        fields.sort(key=lambda field: field.order)
        parents = tuple(_local(p) for p in graph.all(iri, RDFS + "subClassOf"))
        return Class(
            name=_local(iri),
            iri=iri,
            parents=parents,
            fields=tuple(fields),
            conditions=tuple(sorted(conditions, key=lambda c: c.name)),
            label=graph.text(iri, RDFS + "label"),
            definition=self._definition(iri),
            example=tuple(graph.all(iri, SKOS + "example")),
        )

    def _members(self, shape: str) -> tuple[list[Field], list[Condition]]:
        """The fields and conditions of a shape and of the shapes it takes over through sh:node."""
        self._refuse_unknown(shape, NODE_SHAPE)
        fields = [self._field(shape, p) for p in self.graph.all(shape, SH + "property")]
        conditions = []
        for other in self.graph.all(shape, SH + "node"):
            if self.graph.all(other, SH + "or"):
                conditions.append(self._condition(other))
            else:
                more_fields, more_conditions = self._members(other)
                fields += more_fields
                conditions += more_conditions
        return fields, conditions

    def _own_paths(self, shape: str) -> set[str]:
        properties = self.graph.all(shape, SH + "property")
        return {path for p in properties for path in self.graph.all(p, SH + "path")}

    def _check_closed(self, shape: str, inherited: set[str]) -> None:
        """sh:closed sees own properties only, so the inherited ones have to be ignored by name."""
        if self.graph.one(shape, SH + "closed") != "true":
            raise OntologyError(f"{shape}: not closed")
        ignored = set(self.graph.list(shape, SH + "ignoredProperties"))
        if ignored != inherited | {RDF + "type"}:
            difference = ", ".join(sorted(ignored ^ (inherited | {RDF + "type"})))
            raise OntologyError(
                f"{shape}: sh:ignoredProperties differ from inherited: {difference}"
            )

    def _refuse_unknown(self, shape: str, known: frozenset[str]) -> None:
        for predicate in self.graph.of(shape):
            if predicate.startswith(SH) and predicate.removeprefix(SH) not in known:
                construct = "sh:" + predicate.removeprefix(SH)
                raise OntologyError(f"{shape}: {construct} is not implemented")

    # -- fields ----------------------------------------------------------------------------

    def _field(self, shape: str, node: str) -> Field:
        graph = self.graph
        self._refuse_unknown(node, PROPERTY_SHAPE)
        name = graph.one(node, SH + "name")
        iri = graph.one(node, SH + "path")
        order = graph.one(node, SH + "order")
        if name is None or iri is None or order is None:
            raise OntologyError(f"{shape}: a property without sh:path, sh:name or sh:order")
        at = f"{shape}, {name}"
        minimum, maximum = (self._int(node, "minCount"), self._int(node, "maxCount"))
        if minimum not in (None, 1) or maximum not in (None, 1):
            raise OntologyError(f"{at}: counts other than 1 are not implemented")
        label = graph.text(iri, RDFS + "label") or {"en": name, "zh-Hans": name}
        return Field(
            name=name,
            iri=iri,
            type=self._type(at, node),
            order=int(order),
            required=minimum == 1,
            many=maximum is None,
            label=label,
            definition=self._definition(iri),
            example=tuple(graph.all(iri, SKOS + "example")),
        )

    def _int(self, node: str, parameter: str) -> int | None:
        value = self.graph.one(node, SH + parameter)
        return None if value is None else int(value)

    def _definition(self, iri: str) -> Text:
        """A term's definition; for a reused foreign term, our note on how it is used."""
        graph = self.graph
        return graph.text(iri, SKOS + "definition") or graph.text(iri, SKOS + "scopeNote")

    def _languages(self, at: str, node: str) -> tuple[str, ...]:
        shape = self.graph.one(node, SH + "qualifiedValueShape")
        if shape is None:
            return ()
        languages = self.graph.list(shape, SH + "languageIn")
        if len(languages) != 1 or self._int(node, "qualifiedMinCount") != 1:
            raise OntologyError(f"{at}: a qualified shape has to ask for one value in one language")
        return tuple(languages)

    def _type(self, at: str, node: str) -> Type:
        """What the values are: one of sh:datatype, sh:class, sh:node and sh:nodeKind says it."""
        graph = self.graph
        match [(p, graph.one(node, SH + p)) for p in ("datatype", "class", "node", "nodeKind")]:
            case [(_, datatype), (_, None), (_, None), (_, None)] if datatype:
                return self._literal(at, node, datatype)
            case [(_, None), (_, cls), (_, None), (_, None)] if cls:
                return NodeType(_local(cls))
            case [(_, None), (_, None), (_, shape), (_, None)] if shape:
                scheme = self.schemes.get(shape.removeprefix(SHAPES))
                if scheme is not None:
                    return CodeType(scheme)
                return ReferenceType(self._reference_targets(at, shape))
            case [(_, None), (_, None), (_, None), (_, kind)] if kind == SH + "IRI":
                return ReferenceType()
        raise OntologyError(
            f"{at}: needs one of sh:datatype, sh:class, sh:node, sh:nodeKind sh:IRI"
        )

    def _literal(self, at: str, node: str, datatype: str) -> Type:
        graph = self.graph
        pattern = graph.one(node, SH + "pattern")
        if pattern is not None and not (pattern.startswith("^") and pattern.endswith("$")):
            raise OntologyError(f"{at}: a pattern has to be anchored with ^ and $")
        length = self._int(node, "minLength") or 0
        if datatype == RDF + "langString":
            if graph.one(node, SH + "uniqueLang") != "true":
                raise OntologyError(f"{at}: a text needs sh:uniqueLang true")
            return TextType(self._languages(at, node), length)
        match Datatype(datatype.removeprefix(XSD)):
            case Datatype.STRING:
                return StringType(pattern, length)
            case Datatype.DECIMAL:
                if pattern is None:
                    raise OntologyError(f"{at}: a decimal needs sh:pattern for its canonical form")
                return DecimalType(pattern)
            case Datatype.DATE:
                return DateType()
            case Datatype.BOOLEAN:
                return BooleanType()
            case Datatype.INTEGER:
                low, high = self._int(node, "minInclusive"), self._int(node, "maxInclusive")
                if low is None or high is None:
                    raise OntologyError(f"{at}: an integer needs both of its bounds")
                return IntegerType(low, high)
            case never:
                assert_never(never)

    def _reference_targets(self, at: str, shape: str) -> tuple[str, ...]:
        """The classes of a reference shape, a superclass replaced by the classes under it."""
        graph = self.graph
        classes = [
            cls
            for alternative in graph.list(shape, SH + "or")
            for cls in graph.all(alternative, SH + "class")
        ]
        if not classes:
            raise OntologyError(f"{at}: {shape} is neither a code list nor a reference shape")
        concrete = [graph.one(s, SH + "targetClass") or "" for s in self.shapes]
        return tuple(
            _local(name)
            for cls in classes
            for name in concrete
            if name == cls or cls in graph.all(name, RDFS + "subClassOf")
        )

    # -- conditions ------------------------------------------------------------------------

    def _condition(self, shape: str) -> Condition:
        """A condition is written "not when, or then": `sh:or ( [ sh:not [when] ] [then] )`."""
        graph = self.graph
        alternatives = graph.list(shape, SH + "or")
        if len(alternatives) != 2:
            raise OntologyError(f"{shape}: a condition has two alternatives")
        when = graph.one(alternatives[0], SH + "not")
        if when is None:
            raise OntologyError(f"{shape}: the first alternative has to be sh:not")
        return Condition(
            name=shape.removeprefix(SHAPES),
            when=self._clause(shape, when),
            then=self._clause(shape, alternatives[1]),
            message=graph.text(shape, SH + "message"),
        )

    def _clause(self, shape: str, node: str) -> Clause:
        graph = self.graph
        self._refuse_unknown(node, frozenset({"path", "hasValue", "minCount", "maxCount"}))
        field = _local(graph.one(node, SH + "path") or "")
        value = graph.one(node, SH + "hasValue")
        counts = (graph.one(node, SH + "minCount"), graph.one(node, SH + "maxCount"))
        if value is not None and counts == (None, None):
            lexical = value.rpartition("/")[2] if value.startswith(CODES) else value
            return Clause(field, Test.EQUALS, True if lexical == "true" else lexical)
        if value is None and counts == ("1", None):
            return Clause(field, Test.PRESENT)
        if value is None and counts == (None, "0"):
            return Clause(field, Test.ABSENT)
        raise OntologyError(f"{shape}: a clause is sh:hasValue, sh:minCount 1 or sh:maxCount 0")


def _local(iri: str) -> str:
    """The local name of an IRI: what follows its last `#` or `/`."""
    return iri.replace("#", "/").rpartition("/")[2]
