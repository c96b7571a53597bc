"""Compiles the Model to SHACL Core for graphs to which RDFS has been applied, with the ontology.

There a reference gives a type to a node that another document describes, so that shapes find nodes by
the property that contains them, not by class; and a node has the super-properties of its fields.
"""

from collections.abc import Iterator

from stdpolicy.artefacts.shacl import words
from stdpolicy.artefacts.shacl.shapes import HEAD, Shapes
from stdpolicy.artefacts.shacl.turtle import PREFIXES, Said, block, listed, nameless
from stdpolicy.model import Class, Model, NodeType, ReferenceType
from stdpolicy.model.triples import Graph
from stdpolicy.resources import read

DC, DCTERMS = "http://purl.org/dc/elements/1.1/", PREFIXES["dcterms"]
ORG, PROV = PREFIXES["org"], "http://www.w3.org/ns/prov#"
RDFS, SKOS = PREFIXES["rdfs"], PREFIXES["skos"]
BEYOND = {
    DCTERMS + "bibliographicCitation": [DCTERMS + "identifier", DC + "identifier"],
    DCTERMS + "isReplacedBy": [DCTERMS + "relation", DC + "relation"],
    DCTERMS + "title": [DC + "title"],
    ORG + "subOrganizationOf": [ORG + "transitiveSubOrganizationOf"],
    PROV + "wasDerivedFrom": [PROV + "wasInfluencedBy"],
    SKOS + "broader": [SKOS + "broaderTransitive", SKOS + "semanticRelation"],
    SKOS + "definition": [SKOS + "note"],
    SKOS + "prefLabel": [RDFS + "label"],
}
"""The super-properties that other vocabularies give their terms, should these be loaded too."""
OTHERS = {"dc": DC, "eli": "http://data.europa.eu/eli/ontology#", "prov": PROV}


def shacl_inference(model: Model) -> str:
    """The text of `schema/stdpolicy.inference.shacl.ttl`."""
    return HEAD + "\n".join(InferredShapes(model).blocks())


class InferredShapes(Shapes):
    """Shapes for a graph to which RDFS has been applied, together with the ontology."""

    header = words.HEADER_INFERENCE
    suffix = "/inference"
    contained_by_reference = True
    prefixes = OTHERS

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.targets: dict[tuple[str, ...], str] = {}
        graph = Graph()
        for name in ("stdpolicy", "alignment"):
            graph.parse(read(f"ontology/{name}.ttl"), name)
        self.above = graph

    def _target(self, cls: Class) -> Said:
        containing = {f.iri for _, f in self.model.fields() if f.type == NodeType(cls.name)}
        if containing:
            return "sh:targetObjectsOf", self.names.iris(sorted(containing))
        references = [f.type for _, f in self.model.fields() if isinstance(f.type, ReferenceType)]
        if any(cls.name in reference.targets for reference in references):
            others = {field.iri for other, field in self.model.fields() if other is not cls}
            return "sh:targetSubjectsOf", self.names.iris(
                sorted({f.iri for f in cls.fields} - others)
            )
        return super()._target(cls)

    def _ignored(self, cls: Class) -> list[str]:
        found = [field.iri for field in cls.fields]
        for iri in found:
            above = [*self.above.iris(iri, RDFS + "subPropertyOf"), *BEYOND.get(iri, ())]
            found += [one for one in above if one not in found]
        return sorted(found[len(cls.fields) :])

    def _is_of(self, targets: tuple[str, ...]) -> Said:
        """Its range gives the node the class in any case; but it has no other."""
        self.targets[targets] = f"shape:only-{'-or-'.join(targets)}"
        return "sh:node", self.targets[targets]

    def _beside(self) -> Iterator[str]:
        """Nodes that are of no class but some."""
        for targets, name in self.targets.items():
            others = [cls for cls in self.model.classes.values() if cls.name not in targets]
            classes = [nameless(("sh:class", self.names.iri(cls.iri))) for cls in others]
            no_other = nameless(("sh:or", listed(classes)))
            yield block(name, ("a", "sh:NodeShape"), ("sh:not", no_other))
