"""Any RDF of a document to its tree, and the tree to triples.

The tree that is read keeps whatever the graph says, unknown and ill-typed values included, in a
form that the checks can explain: an unknown predicate becomes a key, a literal of the wrong
datatype `{"@value": ..., "@type": ...}`, an IRI where a literal belongs `{"@id": ...}`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

import pyoxigraph as ox

from stdpolicy.diagnostics import Path, Problem
from stdpolicy.formats import rules
from stdpolicy.formats.reading import (
    MAX_DEPTH,
    Reading,
    Refused,
    Tree,
    base_problem,
    by_language,
    check_count,
    is_document_iri,
    too_deep,
)
from stdpolicy.model import Class, Datatype, Field, Kind, Model
from stdpolicy.model.lexical import NAMESPACE, XSD, language_tag

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
STRING = Datatype.STRING.iri
TEXTS = (LANG_STRING, STRING)
INTEGER = re.compile(r"(0|-?[1-9][0-9]{0,14})\Z")
BOOLEANS = {"true": True, "false": False}
FRAME = ("id", "type")
SHARED = "@shared"
"""In place of a node that is contained elsewhere already, which the reader has reported."""


class Lit(NamedTuple):
    """A literal; IRIs are plain strings."""

    value: str
    language: str
    datatype: str


Term = ox.NamedNode | ox.Literal
Described = dict[str, dict[str, list[Term]]]
"""Subject to predicate to objects."""


def describe(quads: Iterable[ox.Quad]) -> Described:
    """Groups quads by subject and predicate. Raises Refused for what no document holds."""
    described: Described = {}
    graphs = set()
    blanks: set[object] = set()
    known: dict[str, str] = {}  # each predicate kept once, however often it stands
    for quad in quads:
        subject, obj = quad.subject, quad.object
        if type(obj) is not ox.Literal and type(obj) is not ox.NamedNode:
            if isinstance(obj, ox.Triple):
                raise Refused(TRIPLE_TERM)
            blanks.add(obj)
            continue
        if type(subject) is not ox.NamedNode:
            blanks.add(subject)
            continue
        graphs.add(quad.graph_name)
        predicate = quad.predicate.value
        predicate = known.setdefault(predicate, predicate)
        described.setdefault(subject.value, {}).setdefault(predicate, []).append(obj)
    check_count(len(described))
    if blanks:
        raise Refused(_blank(len(blanks)))
    if len(graphs) > 1:
        raise Refused(
            Problem(
                rules.GRAPHS,
                f"expected one graph, found {len(graphs)}",
                hint="put the document's triples into a single graph",
            )
        )
    for predicates in described.values():
        for predicate, values in predicates.items():
            if len(values) > 1:  # a triple that stands twice is one triple
                predicates[predicate] = list(dict.fromkeys(values))
    return described


TRIPLE_TERM = Problem(
    rules.SYNTAX,
    "expected IRIs and literals, found a triple term of RDF 1.2",
    hint="remove what is said about triples; documents are RDF 1.1",
    sought="<<",
)


def _blank(count: int) -> Problem:
    return Problem(
        rules.BLANK,
        f"expected an IRI for every node, found {count} blank node{'s' * (count > 1)}",
        hint="give each node an IRI such as <#t1>",
        sought="_:",
    )


def read_graph(quads: Iterable[ox.Quad], model: Model) -> Reading:
    """The document that a graph describes."""
    try:
        described = describe(quads)
        base, cls = _root(described, model)
        builder = _Builder(described, base, model)
        builder.reading.tree = builder.node(base, cls, (), 1)
    except Refused as refused:
        return Reading(None, problems=[refused.problem], direct=False)
    builder.unreached()
    return builder.reading


def _root(described: Described, model: Model) -> tuple[str, Class]:
    """The IRI of the one document in a graph, and its class. Raises Refused."""
    root_types = {model.classes[name].iri: name for name in model.roots}
    roots = {
        subject: root_types[term.value]
        for subject, predicates in described.items()
        for term in predicates.get(RDF_TYPE, ())
        if isinstance(term, ox.NamedNode) and term.value in root_types
    }
    first = list(islice(roots, 3))
    if len(roots) != 1:
        expected = ", ".join(model.roots[:-1]) + " or " + model.roots[-1]
        found = " and ".join(f"<{iri}>" for iri in first) or "none"
        message = f"expected one node of type {expected}, found {found}"
        raise Refused(Problem(rules.ROOT, message, sought=first[1] if first else ""))
    base, name = roots.popitem()
    if not is_document_iri(base):
        raise Refused(base_problem(base, sought=base))
    return base, model.classes[name]


class _Builder:
    """Walks the graph from the root along contained nodes; each node is visited once."""

    def __init__(self, described: Described, base: str, model: Model) -> None:
        self.described = described
        self.base = base
        self.prefix = base + "#"
        self.model = model
        self.reading = Reading(None, base, direct=False)
        self.visited: set[str] = set()
        self.misplaced: list[str] = []
        """IRIs where none belong: if they are nodes of the document, their place is a finding."""
        self.by_iri = {
            cls.name: {field.iri: field for field in cls.fields} for cls in model.classes.values()
        }
        self.types = {cls.iri: cls.name for cls in model.classes.values()}

    def relative(self, iri: str) -> str:
        return iri[len(self.base) :] if iri.startswith(self.prefix) else iri

    def node(self, iri: str, cls: Class, path: Path, depth: int) -> Tree:
        self.visited.add(iri)
        tree: Tree = {"id": self.relative(iri)}
        fields = self.by_iri[cls.name]
        for predicate, values in self.described.pop(iri, {}).items():
            field = fields.get(predicate)
            if predicate == RDF_TYPE:
                found = [self.type_name(value) for value in values]
                tree["type"] = found[0] if len(found) == 1 else found
            elif field is None:
                name = predicate.removeprefix(NAMESPACE)
                if name in FRAME or name in cls.by_name:
                    name = predicate  # sp:id is no id, nor sp:title the title of Dublin Core
                found = [self.foreign(value) for value in values]
                tree[name] = found[0] if len(found) == 1 else found
            elif field.kind is Kind.TEXT:
                tree[field.name] = self.text(values)
            elif field.kind is Kind.NODE:
                at = (*path, field.name)
                found = []
                for value in values:
                    found.append(self.contained(value, field, (*at, len(found)), depth))
                tree[field.name] = found if field.many or len(found) > 1 else found[0]
            elif field.many or len(values) > 1:
                tree[field.name] = [self.value(value, field) for value in values]
            else:
                tree[field.name] = self.value(values[0], field)
        return tree

    def type_name(self, value: Term) -> Any:
        if isinstance(value, ox.NamedNode):
            return self.types.get(value.value, value.value.removeprefix(NAMESPACE))
        return self.foreign(value)

    def value(self, value: Term, field: Field) -> Any:
        if isinstance(value, ox.NamedNode):
            if field.kind is Kind.REFERENCE:
                return self.relative(value.value)
            if field.scheme is not None:
                return value.value.removeprefix(field.scheme.namespace)
        elif field.datatype is not None and value.datatype.value == field.datatype.iri:
            match field.datatype:
                case Datatype.BOOLEAN:
                    return BOOLEANS.get(value.value, value.value)
                case Datatype.INTEGER if INTEGER.match(value.value):
                    return int(value.value)
            return value.value
        return self.foreign(value)

    def contained(self, value: Term, field: Field, path: Path, depth: int) -> Any:
        if isinstance(value, ox.Literal):
            return self.foreign(value)
        iri = value.value
        if iri in self.visited:
            self.reading.note(
                Problem(
                    rules.SHARED,
                    f"{self.relative(iri)} is contained in two places",
                    path=path,
                    hint="keep one of the links, or make two nodes",
                )
            )
            return {SHARED: self.relative(iri)}
        if iri not in self.described:
            return self.relative(iri)
        if depth >= MAX_DEPTH:
            raise Refused(too_deep(sought=iri))
        return self.node(iri, self.model.classes[field.targets[0]], path, depth + 1)

    def unreached(self) -> None:
        """Notes the nodes that nothing contains, but not those that they lead to in turn."""
        left = self.described
        targets = {
            iri: [v.value for values in predicates.values() for v in values if v.value in left]
            for iri, predicates in left.items()
        }
        below = {target for iri, found in targets.items() for target in found if target != iri}
        _forget(targets, self.misplaced)
        # Where orphans lead to each other in a circle the first of them is named.
        for iri in sorted(left, key=below.__contains__):
            if iri not in targets:
                continue
            self.reading.note(
                Problem(
                    rules.UNREACHED,
                    f"{self.relative(iri)} is described but no node of the document contains it",
                    sought=iri,
                    hint="link it from the node it belongs to, or remove it",
                )
            )
            _forget(targets, [iri])

    def text(self, values: list[Term]) -> Any:
        texts = [
            (value.language or "", value.value)
            for value in values
            if isinstance(value, ox.Literal) and value.datatype.value in TEXTS
        ]
        if len(texts) == len(values):
            return by_language(texts)
        found = [self.foreign(v) for v in values]
        return found[0] if len(found) == 1 else found

    def foreign(self, value: Term) -> Any:
        """A value that no field expects, in a form that a check can describe."""
        if isinstance(value, ox.NamedNode):
            self.misplaced.append(value.value)
            return {"@id": self.relative(value.value)}
        datatype = value.datatype.value
        if datatype == LANG_STRING:
            return {language_tag(value.language or ""): value.value}
        if datatype == XSD + "integer" and INTEGER.match(value.value):
            return int(value.value)
        if datatype == XSD + "boolean" and value.value in BOOLEANS:
            return BOOLEANS[value.value]
        return {"@value": value.value, "@type": datatype}


def _forget(targets: dict[str, list[str]], iris: list[str]) -> None:
    """Leaves out nodes and all that they lead to."""
    stack = list(iris)
    while stack:
        stack += targets.pop(stack.pop(), ())


class Triple(NamedTuple):
    """A triple; the object is an IRI or a literal."""

    subject: str
    predicate: str
    object: str | Lit


def triples(tree: Mapping[str, Any], base: str, model: Model) -> Iterator[Triple]:
    """The triples of a canonical tree, in tree order and `sh:order`."""

    def absolute(iri: str) -> str:
        return base + iri if iri[0] == "#" else iri

    def node(tree: Mapping[str, Any]) -> Iterator[Triple]:
        cls = model.classes[tree["type"]]
        subject = absolute(tree["id"])
        children: list[Mapping[str, Any]] = []
        yield Triple(subject, RDF_TYPE, cls.iri)
        for field in cls.fields:
            value = tree.get(field.name)
            if value is None:
                continue
            if field.kind is Kind.TEXT:
                for tag, string in value.items():
                    yield Triple(subject, field.iri, Lit(string, tag, LANG_STRING))
                continue
            for item in value if field.many else (value,):
                match field.kind:
                    case Kind.LITERAL:
                        assert field.datatype is not None
                        obj: str | Lit = Lit(lexical(item), "", field.datatype.iri)
                    case Kind.CODE:
                        assert field.scheme is not None
                        obj = item if ":" in item else field.scheme.namespace + item
                    case Kind.REFERENCE:
                        obj = absolute(item)
                    case Kind.NODE:
                        obj = absolute(item["id"])
                        children.append(item)
                yield Triple(subject, field.iri, obj)
        for child in children:
            yield from node(child)

    yield from node(tree)


def lexical(value: str | bool | int) -> str:
    """The lexical form of a JSON literal: `true`, `1`, or the string itself."""
    if isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)
