"""What a graph describes: its statements by subject, and the one subject that is the document."""

from collections.abc import Callable, Iterable
from itertools import islice

import pyoxigraph as ox

from stdpolicy.diagnostics import Advice, Code, Finding, Listed, Message, Name, Node, Number
from stdpolicy.formats import rules
from stdpolicy.formats.places import Triples, place
from stdpolicy.formats.reading import (
    DID_YOU_MEAN,
    Refused,
    base_finding,
    check_count,
    is_document_iri,
    root_meant,
)
from stdpolicy.model import Class, NodeType
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import HOME, NAMESPACE, RDF_TYPE
from stdpolicy.source import START

OWL = "http://www.w3.org/2002/07/owl#"
INDIVIDUAL, ONTOLOGY = OWL + "NamedIndividual", OWL + "Ontology"
"""Types that tools declare: of every node, and of the document or of the file."""
SHAPES = HOME + "shapes/"
"""What begins so is a shape. Forms that are made of one add it as a type to what they write."""
TERM_TYPES = {
    *(OWL + kind for kind in ("AnnotationProperty", "ObjectProperty", "DatatypeProperty", "Class")),
    "http://www.w3.org/2000/01/rdf-schema#Datatype",
}
"""Types by which they declare the terms that a file uses (OWL 2, section 5.8)."""

TRIPLE_TERM = Message(
    rules.SYNTAX.code,
    "triple-term",
    "expected IRIs and literals, found a triple term of RDF 1.2",
    "应只有 IRI 和字面量，但有 RDF 1.2 的三元组项",
    Advice(
        "triple-term",
        "remove what is said about triples; documents are RDF 1.1",
        "删去关于三元组本身的描述，文档采用 RDF 1.1",
    ),
)
GIVE_IRIS = Advice(
    "blank",
    "give each node an IRI that is a fragment of the document's",
    "为每个节点指定 IRI，写作文档 IRI 的片段",
)
BLANK = Message(
    rules.BLANK.code,
    "one",
    "expected an IRI for every node, found a blank node",
    "每个节点都应有 IRI，但有一个空白节点",
    GIVE_IRIS,
)
BLANKS = Message(
    rules.BLANK.code,
    "several",
    "expected an IRI for every node, found {n} blank nodes",
    "每个节点都应有 IRI，但有 {n} 个空白节点",
    GIVE_IRIS,
)
SECOND_GRAPH = Message(
    rules.GRAPHS.code,
    "graphs",
    "expected one graph, found {n}",
    "应为一个图，实为 {n} 个",
    Advice(
        "graphs", "put the document's triples into a single graph", "将文档的三元组置于同一个图中"
    ),
)
NO_ROOT = Message(
    rules.ROOT.code,
    "none",
    "expected one node of type {types}, found none",
    "应有一个类型为 {types} 的节点，但没有",
)
OTHER_TYPE = Message(
    rules.ROOT.code,
    "other-type",
    "expected one node of type {types}, found {found}",
    "应有一个类型为 {types} 的节点，其类型实为 {found}",
    DID_YOU_MEAN,
)
ROOTS = Message(
    rules.ROOT.code,
    "several",
    "expected one node of type {types}, found {nodes}",
    "应只有一个类型为 {types} 的节点，实有 {nodes}",
)
OTHER_BASE = Message(
    rules.BASE.code,
    "other-base",
    "expected the nodes of {document} to be fragments of its IRI, found fragments of {other}",
    "{document} 的节点应为其 IRI 的片段，实为 {other} 的片段",
    Advice(
        "other-base",
        "state the same IRI for the document and for its fragments",
        "文档和各片段使用同一个 IRI",
    ),
)

Term = ox.NamedNode | ox.Literal
Note = Callable[[Finding], None]
Described = dict[str, dict[str, list[Term]]]
"""Subject to predicate to objects."""


def describe(quads: Iterable[ox.Quad], triples: Triples, *, graphs: bool = True) -> Described:
    """Groups quads by subject and predicate; `graphs` is whether the notation has several, which is asked of
    each quad. Raises Refused for what no document holds.
    """
    described: Described = {}
    met = set()
    blanks: set[object] = set()
    known: dict[str, str] = {}  # each predicate kept once, however often it stands
    last = graph = None
    said: dict[str, list[Term]] = {}
    several: list[list[Term]] = []  # in which a triple that stands twice is still to be made one
    literal, named = ox.Literal, ox.NamedNode
    for quad in quads:
        subject, obj = quad.subject, quad.object
        if type(obj) is not literal and type(obj) is not named:
            if isinstance(obj, ox.Triple):
                raise Refused(TRIPLE_TERM(triples.triple_term()))
            blanks.add(obj)
            continue
        if type(subject) is not named:
            # An ontology without a name is the file itself, as the OWL API writes it.
            if quad.predicate.value != RDF_TYPE or obj.value != ONTOLOGY:
                blanks.add(subject)
            continue
        if graphs and quad.graph_name != graph:
            graph = quad.graph_name
            met.add(graph)
        predicate = quad.predicate.value
        if predicate == RDF_TYPE and (obj.value == INDIVIDUAL or obj.value.startswith(SHAPES)):
            continue
        if subject != last:  # mostly all is said of one subject before the next
            last = subject
            said = described.setdefault(subject.value, {})
        values = said.get(predicate)
        if values is None:
            said[known.setdefault(predicate, predicate)] = [obj]
        elif len(values) > 1 or values[0] != obj:
            values.append(obj)
            if len(values) == 3:
                several.append(values)
    check_count(len(described))
    if blanks:
        message = BLANK if len(blanks) == 1 else BLANKS
        raise Refused(message(triples.blank(), n=Number(len(blanks))))
    if len(met) > 1:
        raise Refused(SECOND_GRAPH(triples.second_graph(), n=Number(len(met))))
    for iri in [iri for iri, said in described.items() if len(said) == 1 and _declares(said)]:
        del described[iri]
    for values in several:
        values[:] = dict.fromkeys(values)
    return described


def _declares(said: dict[str, list[Term]]) -> bool:
    """Whether nothing is said of a subject but which kind of term it is."""
    return RDF_TYPE in said and all(term.value in TERM_TYPES for term in said[RDF_TYPE])


def root(described: Described, triples: Triples, note: Note) -> tuple[str, Class]:
    """The IRI of the one document in a graph, and its class; of a misspelt one a finding is noted. Raises
    Refused.
    """
    classes = model().classes
    root_types = {classes[name].iri: name for name in model().roots}
    roots: dict[str, str] = {}
    for subject, predicates in described.items():
        for term in predicates.get(RDF_TYPE, ()):
            if isinstance(term, ox.NamedNode) and term.value in root_types:
                roots.setdefault(subject, root_types[term.value])  # as the checks take it
    first = list(islice(roots, 3))
    types = Listed(tuple(Name(name) for name in model().roots), "or")
    if not first:
        base, name = _other_type(described, triples, types, note)
        roots[base] = name
    if len(roots) > 1:
        nodes = Listed(tuple(Node(f"<{iri}>") for iri in first), "and")
        raise Refused(ROOTS(place(first[1], triples), types=types, nodes=nodes))
    base, name = roots.popitem()
    if not is_document_iri(base):
        raise Refused(base_finding(base, place(base, triples)))
    said = described[base][RDF_TYPE]
    described[base][RDF_TYPE] = [term for term in said if term.value != ONTOLOGY]
    cls = classes[name]
    if other := _other_base(described, base, cls):
        names = Node(f"<{base}>"), Node(f"<{other}>")
        raise Refused(OTHER_BASE(place(base, triples), document=names[0], other=names[1]))
    return base, cls


def _other_type(
    described: Described, triples: Triples, types: Listed, note: Note
) -> tuple[str, str]:
    """The node whose type is probably meant for one of a document, and that one. Raises Refused where there
    is none, or where it is of another vocabulary.
    """
    for subject, predicates in described.items():
        for term in predicates.get(RDF_TYPE, ()):
            if guess := root_meant(term.value):
                stated = triples.statements({subject: (RDF_TYPE,)})
                spans = (s.object.span for s in stated if s.predicate.value == RDF_TYPE)
                iri = model().classes[guess].iri
                same = term.value.endswith(guess)  # of another namespace
                found = Code(term.value.removeprefix(NAMESPACE))
                finding = OTHER_TYPE(
                    next(spans, START), types=types, found=found, guess=Code(iri if same else guess)
                )
                if not term.value.startswith(NAMESPACE):
                    raise Refused(finding)
                note(finding)
                predicates[RDF_TYPE] = [ox.NamedNode(iri)]
                return subject, guess
    raise Refused(NO_ROOT(START, types=types))


def _other_base(described: Described, base: str, cls: Class) -> str:
    """The one other IRI of which all nodes that the document contains are fragments, if so."""
    contained = {
        term.value
        for field in cls.fields
        if isinstance(field.type, NodeType)
        for term in described[base].get(field.iri, ())
        if term.value in described and term.value != base
    }
    if len(contained) < 2:
        return ""  # as well one node that is named wrongly
    others = {iri.partition("#")[0] for iri in contained}
    other = others.pop() if len(others) == 1 else base
    return "" if other == base or any(iri.startswith(base + "#") for iri in described) else other
