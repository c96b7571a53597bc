"""Any RDF of a document to its tree, and the tree to triples.

The tree that is read keeps whatever the graph says, unknown and ill-typed values included, in a
form that the checks can explain: an unknown predicate becomes a key, a literal of the wrong
datatype `{"@value": ..., "@type": ...}`, an IRI where a literal belongs `{"@id": ...}`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pyoxigraph as ox

from stdpolicy.diagnostics import Path, Problem
from stdpolicy.formats import rules
from stdpolicy.formats.reading import MAX_DEPTH, MAX_NODES, Reading, Tree, too_deep
from stdpolicy.model import NAMESPACE, XSD, Class, Datatype, Field, Kind, Model, language_tag

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
STRING = Datatype.STRING.iri
INTEGER = re.compile("(0|-?[1-9][0-9]{0,14})$")
BOOLEANS = {"true": True, "false": False}


class Lit(NamedTuple):
    """A literal; IRIs are plain strings."""

    value: str
    language: str
    datatype: str


Described = dict[str, dict[str, list[str | Lit]]]
"""Subject to predicate to objects."""


def describe(quads: Iterable[ox.Quad]) -> tuple[Described, list[Problem]]:
    """Groups quads by subject and predicate; refuses blank nodes and a second graph."""
    described: Described = {}
    graphs = set()
    blanks: dict[str, None] = {}
    for quad in quads:
        subject, obj = quad.subject, quad.object
        if type(subject) is not ox.NamedNode:
            blanks[str(subject)] = None
            continue
        if type(obj) is ox.Literal:
            value: str | Lit = Lit(obj.value, obj.language or "", obj.datatype.value)
        elif type(obj) is ox.NamedNode:
            value = obj.value
        else:
            blanks[str(obj)] = None
            continue
        graphs.add(quad.graph_name)
        predicates = described.get(subject.value)
        if predicates is None:
            predicates = described[subject.value] = {}
        predicate = quad.predicate.value
        values = predicates.get(predicate)
        if values is None:
            predicates[predicate] = [value]
        elif value not in values:
            values.append(value)
    problems = []
    if blanks:
        count = len(blanks)
        problems.append(
            Problem(
                rules.BLANK,
                f"expected an IRI for every node, found {count} blank node{'s' * (count > 1)}",
                hint="give each node an IRI such as <#t1>",
            )
        )
    if len(graphs) > 1:
        problems.append(
            Problem(
                rules.GRAPHS,
                f"expected one graph, found {len(graphs)}",
                hint="put the document's triples into a single graph",
            )
        )
    return described, problems


def read_graph(quads: Iterable[ox.Quad], model: Model) -> Reading:
    """The document that a graph describes."""
    described, problems = describe(quads)
    if len(described) > MAX_NODES:
        problems.append(
            Problem(rules.SIZE, f"expected at most {MAX_NODES:,} nodes, found {len(described):,}")
        )
    root_types = {model.classes[name].iri: name for name in model.roots}
    roots = [
        (subject, root_types[t])
        for subject, predicates in described.items()
        for t in predicates.get(RDF_TYPE, ())
        if isinstance(t, str) and t in root_types
    ]
    if problems:
        return Reading(None, problems=problems, direct=False)
    if len(roots) != 1:
        expected = ", ".join(model.roots[:-1]) + " or " + model.roots[-1]
        found = "none" if not roots else " and ".join(f"<{iri}>" for iri, _ in roots[:3])
        problems.append(
            Problem(rules.ROOT, f"expected one node of type {expected}, found {found}")
        )
        return Reading(None, problems=problems, direct=False)
    base, name = roots[0]
    builder = _Builder(described, base, model)
    tree = builder.node(base, model.classes[name], (), 1)
    for iri in described.keys() - builder.visited:
        shown = builder.relative(iri)
        builder.problems.append(
            Problem(
                rules.UNREACHED,
                f"{shown} is described but no node of the document contains it",
                path=("@id", iri),
                hint="link it from the node it belongs to, or remove it",
            )
        )
    builder.problems.sort(key=lambda p: (p.rule.code, p.message))
    return Reading(tree, base, builder.problems, direct=False)


class _Builder:
    """Walks the graph from the root along contained nodes; each node is visited once."""

    def __init__(self, described: Described, base: str, model: Model) -> None:
        self.described = described
        self.base = base
        self.prefix = base + "#"
        self.model = model
        self.problems: list[Problem] = []
        self.visited: set[str] = set()
        self.by_iri = {
            cls.name: {field.iri: field for field in cls.fields}
            for cls in model.classes.values()
        }
        self.types = {cls.iri: cls.name for cls in model.classes.values()}

    def relative(self, iri: str) -> str:
        return iri[len(self.base) :] if iri.startswith(self.prefix) else iri

    def node(self, iri: str, cls: Class, path: Path, depth: int) -> Tree:
        self.visited.add(iri)
        tree: Tree = {"id": self.relative(iri)}
        fields = self.by_iri[cls.name]
        for predicate, values in self.described.get(iri, {}).items():
            if predicate == RDF_TYPE:
                names = [self.type_name(v) for v in values]
                tree["type"] = names[0] if len(names) == 1 else names
                continue
            field = fields.get(predicate)
            if field is None:
                name = predicate.removeprefix(NAMESPACE)
                found = [self.foreign(v) for v in values]
                tree[name] = found[0] if len(found) == 1 else found
            elif field.kind is Kind.TEXT:
                tree[field.name] = self.text(values)
            else:
                at = (*path, field.name)
                found = []
                for value in values:
                    found.append(self.value(value, field, (*at, len(found)), depth))
                tree[field.name] = found if field.many or len(found) > 1 else found[0]
        return tree

    def type_name(self, value: str | Lit) -> str:
        return self.types.get(value, value) if isinstance(value, str) else value.value

    def value(self, value: str | Lit, field: Field, path: Path, depth: int) -> Any:
        if isinstance(value, Lit):
            return self.literal(value, field)
        match field.kind:
            case Kind.REFERENCE:
                return self.relative(value)
            case Kind.CODE:
                assert field.scheme is not None
                return value.removeprefix(field.scheme.namespace)
            case Kind.NODE:
                return self.contained(value, field, path, depth)
        return self.foreign(value)

    def contained(self, iri: str, field: Field, path: Path, depth: int) -> Any:
        if iri in self.visited:
            self.problems.append(
                Problem(
                    rules.SHARED,
                    f"{self.relative(iri)} is contained in two places",
                    path=path[:-1],
                    hint="keep one of the links, or make two nodes",
                )
            )
            return {"id": self.relative(iri)}
        if depth >= MAX_DEPTH:
            self.problems.append(too_deep())
            self.visited.update(self.described)
            return {"id": self.relative(iri)}
        return self.node(iri, self.model.classes[field.targets[0]], path, depth + 1)

    def literal(self, value: Lit, field: Field) -> Any:
        if field.datatype is not None and value.datatype == field.datatype.iri:
            match field.datatype:
                case Datatype.BOOLEAN if value.value in BOOLEANS:
                    return BOOLEANS[value.value]
                case Datatype.INTEGER if INTEGER.match(value.value):
                    return int(value.value)
                case Datatype.STRING | Datatype.DECIMAL | Datatype.DATE:
                    return value.value
            return {"@value": value.value, "@type": value.datatype}
        return self.foreign(value)

    def text(self, values: list[str | Lit]) -> Any:
        texts: dict[str, Any] = {}
        for value in values:
            if not isinstance(value, Lit) or not value.language:
                found = [self.foreign(v) for v in values]
                return found[0] if len(found) == 1 else found
            tag = language_tag(value.language)
            if tag in texts:
                before = texts[tag]
                texts[tag] = [*(before if isinstance(before, list) else [before]), value.value]
            else:
                texts[tag] = value.value
        return texts

    def foreign(self, value: str | Lit) -> Any:
        """A value that no field expects, in a form that a check can describe."""
        if isinstance(value, str):
            return {"@id": self.relative(value)}
        if value.language:
            return {language_tag(value.language): value.value}
        if value.datatype == XSD + "integer" and INTEGER.match(value.value):
            return int(value.value)
        if value.datatype == XSD + "boolean" and value.value in BOOLEANS:
            return BOOLEANS[value.value]
        return {"@value": value.value, "@type": value.datatype}


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
