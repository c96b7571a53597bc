"""Compiles the Model to SHACL Core that needs nothing beside it: for engines and form generators.

`ontology/shapes.ttl` tells codes by what is said of them in the data; here they are listed. Each field
is a property shape with a name, and each condition a shape of its own, so that its message reaches
the report. What a form cannot show stands in shapes beside that of the class.
"""

from collections.abc import Iterator, Mapping

from stdpolicy.artefacts.shacl import words
from stdpolicy.artefacts.shacl.fields import alternatives, field_shape
from stdpolicy.artefacts.shacl.turtle import (
    Names,
    Said,
    block,
    listed,
    nameless,
    pattern,
    string,
    texts,
)
from stdpolicy.model import Class, Field, Model, NodeType, ReferenceType, Text, TextType
from stdpolicy.model.iri import DOCUMENT_PATTERN, FRAGMENT_PATTERN
from stdpolicy.model.lexical import HOME, NAMESPACE

HEAD = "# Compiled by `stdpolicy build`. Do not edit: see CONTRIBUTING.md.\n"
LICENCE = "<https://creativecommons.org/licenses/by/4.0/>"
IDS = {"document": DOCUMENT_PATTERN, "node": DOCUMENT_PATTERN + FRAGMENT_PATTERN}


def shacl(model: Model) -> str:
    """The text of `schema/stdpolicy.shacl.ttl`."""
    return HEAD + "\n".join(Shapes(model).blocks())


class Shapes:
    """Shapes for a graph of triples as documents state them."""

    header = words.HEADER
    suffix = ""
    contained_by_reference = False
    """Whether the class of a contained node has to be told as that of a reference is."""
    prefixes: Mapping[str, str] = {}

    def __init__(self, model: Model) -> None:
        self.model = model
        self.iri = f"{HOME}shapes/{model.version}{self.suffix}"
        lists = {scheme.name: scheme.namespace for scheme in model.schemes.values()}
        self.names = Names({**lists, **self.prefixes, "shape": f"{self.iri}#"})

    def blocks(self) -> Iterator[str]:
        """The file, a block for each node that has a name."""
        yield self.names.header()
        yield block(
            f"<{self.iri}>",
            ("a", "owl:Ontology"),
            ("owl:versionInfo", string(self.model.version)),
            *((key, texts(text)) for key, text in self.header.items()),
            ("dcterms:creator", string("The stdpolicy authors")),
            ("dcterms:license", LICENCE),
            ("dcterms:source", f"<{HOME}shapes>"),
        )
        for order, (name, label) in enumerate(words.GROUPS.items(), 1):
            said = ("a", "sh:PropertyGroup"), ("sh:order", str(order)), ("rdfs:label", texts(label))
            yield block(f"shape:{name}", *said)
        for name, form in IDS.items():
            said = ("a", "sh:NodeShape"), ("sh:nodeKind", "sh:IRI"), ("sh:pattern", pattern(form))
            yield block(f"shape:id-of-{name}", *said)
        for cls in self.model.classes.values():
            yield from self._class(cls)
        yield from self._beside()

    def _class(self, cls: Class) -> Iterator[str]:
        ignored = ["rdf:type", *map(self.names.iri, self._ignored(cls))]
        yield block(
            f"shape:{cls.name}",
            ("a", "sh:NodeShape"),
            ("rdfs:label", texts(cls.label)),
            ("rdfs:comment", texts(cls.definition)),
            self._target(cls),
            ("sh:nodeKind", "sh:IRI"),
            ("sh:closed", "true"),
            ("sh:ignoredProperties", listed(ignored)),
            ("sh:message", texts(words.only(cls))),
            ("sh:property", " , ".join(f"shape:{cls.name}-{field.name}" for field in cls.fields)),
        )
        for field in cls.fields:
            yield block(f"shape:{cls.name}-{field.name}", *field_shape(field, self.names))
        kind = "document" if cls.name in self.model.roots else "node"
        yield self._aside(cls, "id", words.IDS[kind], ("sh:node", f"shape:id-of-{kind}"))
        for field in cls.fields:
            yield from self._of_values(cls, field)
        for condition in cls.conditions:
            either = alternatives(cls, condition.when, condition.then, self.names)
            yield self._aside(cls, condition.name, condition.message, ("sh:or", either))

    def _aside(self, cls: Class, name: str, message: Text, *said: Said) -> str:
        """A shape beside that of the class."""
        name = f"shape:{cls.name}-{name}"
        return block(
            name, ("a", "sh:NodeShape"), self._target(cls), *said, ("sh:message", texts(message))
        )

    def _of_values(self, cls: Class, field: Field) -> Iterator[str]:
        """In which languages a text has to be there, and of which classes other nodes are."""
        path = ("sh:path", self.names.iri(field.iri))

        def of_values(name: str, message: Text, *said: Said) -> str:
            asked = nameless(path, *said, ("sh:message", texts(message)))
            at = f"shape:{cls.name}-{field.name}-{name}"
            return block(at, ("a", "sh:NodeShape"), self._target(cls), ("sh:property", asked))

        match field.type:
            case TextType(languages=languages):
                for tag in languages:
                    spoken = nameless(("sh:languageIn", listed([string(tag)])))
                    said = ("sh:qualifiedValueShape", spoken), ("sh:qualifiedMinCount", "1")
                    yield of_values(tag, words.in_language(field, tag), *said)
            case ReferenceType(targets=targets) if targets:
                yield of_values("class", words.refers(field, targets), self._is_of(targets))
            case NodeType(target=target) if self.contained_by_reference:
                yield of_values("class", words.refers(field, (target,)), self._is_of((target,)))

    # -- what `InferredShapes` says otherwise ---------------------------------------------------

    def _target(self, cls: Class) -> Said:
        """How the nodes of a class are found."""
        return "sh:targetClass", self.names.iri(cls.iri)

    def _ignored(self, cls: Class) -> list[str]:
        """The properties that a node may have beside its fields."""
        return []

    def _is_of(self, targets: tuple[str, ...]) -> Said:
        """The test of a reference: of one of the classes, or not described in this graph."""
        classes = [nameless(("sh:class", self.names.iri(NAMESPACE + name))) for name in targets]
        unknown = nameless(("sh:path", "rdf:type"), ("sh:maxCount", "0"))
        return "sh:or", listed([*classes, unknown])

    def _beside(self) -> Iterator[str]:
        """The labels of the codes, for forms."""
        for scheme in self.model.schemes.values():
            for code in scheme.codes.values():
                yield block(self.names.iri(code.iri), ("skos:prefLabel", texts(code.label)))
