"""Reads the code lists of the ontology."""

from collections import defaultdict
from collections.abc import Iterator

from stdpolicy.model import Code, Scheme
from stdpolicy.model.lexical import CODES, NAMESPACE, RDF_TYPE
from stdpolicy.model.shapes import SHAPES, code_list, statements
from stdpolicy.model.triples import Graph, OntologyError
from stdpolicy.patterns import regex

DCTERMS = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
QUDT = "http://qudt.org/schema/qudt/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
NAME = regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
RESERVED = frozenset(
    [
        *("blank", "boolean", "context", "date", "document", "foreign", "id", "iri"),
        *("link", "string", "text"),
    ]
)
"""What no list may be called: the schemas have value types of these names."""


def code_lists(graph: Graph) -> Iterator[Scheme]:
    """The code lists in file order. Raises OntologyError."""
    members: dict[str, list[str]] = defaultdict(list)
    for concept in graph.subjects(RDF_TYPE, SKOS + "Concept"):
        schemes = graph.iris(concept, SKOS + "inScheme")
        if len(schemes) != 1:
            raise OntologyError(f"{concept}: a code is in one list, not in {len(schemes)}")
        members[schemes[0]].append(concept)
    for iri in graph.subjects(RDF_TYPE, SKOS + "ConceptScheme"):
        name = _name(iri, CODES)
        if name in RESERVED or name.endswith("-listed"):
            raise OntologyError(f"{iri}: the name is reserved")
        codes = [_code(graph, iri, concept) for concept in members.pop(iri, [])]
        if not codes:
            raise OntologyError(f"{iri}: a list without codes")
        _check_broader(iri, {code.name: code.broader for code in codes})
        yield Scheme(
            name=name,
            iri=iri,
            closed=_closed(graph, iri, name),
            codes={code.name: code for code in codes},
            label=graph.text(iri, SKOS + "prefLabel"),
            definition=graph.text(iri, SKOS + "definition"),
            scope=graph.text_if_any(iri, SKOS + "scopeNote"),
        )
    for iri in members:
        raise OntologyError(f"{iri}: codes of a list that is not defined")


def _code(graph: Graph, scheme: str, concept: str) -> Code:
    name = _name(concept, scheme + "/")
    if graph.literals(concept, SKOS + "notation") != [name]:
        raise OntologyError(f"{concept}: skos:notation has to be {name!r}")
    broader = [_name(iri, scheme + "/") for iri in graph.iris(concept, SKOS + "broader")]
    if len(broader) > 1:
        raise OntologyError(f"{concept}: more than one broader code")
    return Code(
        name=name,
        iri=concept,
        label=graph.text(concept, SKOS + "prefLabel"),
        definition=graph.text(concept, SKOS + "definition"),
        broader=broader[0] if broader else None,
        deprecated=graph.literals(concept, OWL + "deprecated") == ["true"],
        replaced_by=tuple(graph.iris(concept, DCTERMS + "isReplacedBy")),
        factor=next(iter(graph.literals(concept, QUDT + "conversionMultiplier")), ""),
        cues=tuple(graph.literals(concept, NAMESPACE + "cue")),
        not_cues=tuple(graph.literals(concept, NAMESPACE + "notCue")),
        scope=graph.text_if_any(concept, SKOS + "scopeNote"),
        example=tuple(graph.literals(concept, SKOS + "example")),
    )


def _name(iri: str, namespace: str) -> str:
    name = iri.removeprefix(namespace)
    if not iri.startswith(namespace) or not NAME.fullmatch(name):
        raise OntologyError(f"{iri}: has to be {namespace} and a name such as some-name")
    return name


def _check_broader(scheme: str, broader: dict[str, str | None]) -> None:
    for name in broader:
        above, steps = broader[name], 0
        while above is not None:
            if above not in broader or steps > len(broader):
                raise OntologyError(f"{scheme}/{name}: skos:broader leads out of the list or round")
            above, steps = broader[above], steps + 1


def _closed(graph: Graph, iri: str, name: str) -> bool:
    said = graph.describe(SHAPES + name)
    for closed in (True, False):
        if said == code_list(iri, closed=closed):
            return closed
    raise OntologyError(
        f"shape:{name}: the shape of a code list has to be"
        f" {statements(code_list(iri, closed=True))} . or {statements(code_list(iri, closed=False))} ."
    )
