"""Mutants: for each constraint of the Model a small document that breaks it and nothing else.

A mutant is a tree in the form in which readers keep what they find: {"@id": ...} is an IRI where
none belongs, {"@value": ..., "@type": ...} a literal of another datatype.
"""

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import rdflib

import notations
from conditions import named, slips
from hosts import BASE, ELSEWHERE, Host, two
from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    LiteralType,
    Model,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model.lexical import XSD
from strategies import Tree

REMOVED = object()
LITERAL = {"@value": "x", "@type": XSD + "string"}
REFERENCE = {"@id": ELSEWHERE + "x"}

Change = tuple[str, dict[str, Any]]
"""The kind of a mutant, and what to replace in the node."""


@dataclass(frozen=True)
class Mutant:
    """A document that breaks one constraint; of the kind "valid", none."""

    kind: str
    cls: str
    field: str
    """The field or condition; nothing where the node as a whole is meant."""
    tree: Tree

    def __str__(self) -> str:
        return f"{self.kind} {self.cls}.{self.field}: {self.tree}"


def mutants(model: Model) -> Iterator[Mutant]:
    """Every mutant, and for each field a valid document that has it."""
    for cls in model.classes.values():
        host = Host(model, cls)
        yield from _changed(host, "", of_node(host))
        for field in cls.fields:
            host = Host(model, cls, field)
            yield from _changed(host, field.name, of_field(host, field))
        for state, broken in slips(cls):
            for name in broken:
                yield from _changed(Host(model, cls, state=state), name, [("condition", {})])


def in_one_graph(chosen: Iterable[Mutant], model: Model) -> tuple[rdflib.Graph, dict[str, Mutant]]:
    """Mutants in one graph, which is judged much faster, and which of them has which document IRI.

    Those that RDF cannot express are left out.
    """
    data = rdflib.Graph(bind_namespaces="none")
    judged: dict[str, Mutant] = {}
    for number, mutant in enumerate(chosen):
        base = f"{BASE}/{number}"
        tree = json.loads(json.dumps(mutant.tree).replace(BASE, base))
        try:
            data += notations.graph(tree, base, model)
        except notations.Inexpressible:
            continue
        judged[base] = mutant
    return data, judged


def _changed(host: Host, field: str, changes: list[Change]) -> Iterator[Mutant]:
    for kind, replaced in changes:
        tree, node = deepcopy((host.tree, host.node))  # in one call, so that node stays in tree
        node.update(replaced)
        for key in [key for key, value in replaced.items() if value is REMOVED]:
            del node[key]
        yield Mutant(kind, host.cls.name, field, tree)


def of_node(host: Host) -> list[Change]:
    """What can be wrong with a node whatever its fields."""
    changes: list[Change] = [("unknown-property", {"zzz": "x"})]
    if host.node is host.tree:
        return changes
    cls = host.cls.name
    other = next(name for name in host.model.classes if name not in (cls, *host.model.roots))
    return [
        *changes,
        ("missing-id", {"id": REMOVED}),
        ("malformed-id", {"id": "#1"}),
        ("foreign-id", {"id": ELSEWHERE + "x#y"}),
        ("missing-type", {"type": REMOVED}),
        ("other-type", {"type": other}),
        ("unknown-type", {"type": "Zzz"}),
        ("second-type", {"type": [cls, ELSEWHERE + "Type"]}),
    ]


def of_field(host: Host, field: Field) -> list[Change]:
    """What can be wrong with a field and its values."""
    name = field.name
    found = host.node[name]
    missing = "-required" if field.required else ""
    changes: list[Change] = [("valid", {})]
    if field.required or name not in named(host.cls):  # else another property may need it
        changes.append(("null" + missing, {name: None}))
    if field.required:
        changes += [("missing", {name: REMOVED}), ("misspelt", {name: REMOVED, name + "s": found})]
    if isinstance(field.type, TextType):
        changes.append(("empty-map" + missing, {name: {}}))
        return changes + [(kind, {name: value}) for kind, value in bad_texts(field.type)]
    contained = isinstance(field.type, NodeType)
    if field.repeatable:
        changes += [("not-array", {name: found[0]}), ("empty-array" + missing, {name: []})]
        if not contained:
            changes.append(("listed-twice", {name: found * 2}))
        if isinstance(field.type, ReferenceType):
            changes += [
                ("spelt-twice", {name: [iri, BASE + iri]})
                for iri, cls in host.nodes()
                if iri not in (BASE, host.node["id"])
                and (cls in field.type.targets or not field.type.targets)
            ][:1]
        changes += [(kind, {name: [value]}) for kind, value in bad_values(host, field)]
    else:
        again = host.contained(field) if contained else two(field)[-1]
        first = found if found != again else two(field)[0]
        changes += [("repeated", {name: [first, again]}), ("array", {name: [found]})]
        changes += [(kind, {name: value}) for kind, value in bad_values(host, field)]
    if field.repeatable and contained:
        twin = host.contained(field)[0]
        order = {"order": 2} if "order" in twin else {}
        changes.append(("duplicate-id", {name: [*found, twin | order | {"id": found[0]["id"]}]}))
        if order:
            changes.append(("duplicate-order", {name: [*found, twin]}))
    return changes


def bad_texts(text: TextType) -> Iterator[tuple[str, Any]]:
    good = {"zh-Hans": "题"}
    yield "no-language", "x"
    yield "text-as-reference", REFERENCE
    yield "text-as-number", good | {"en": 5}
    yield "language-twice", good | {"en": ["x", "y"]}
    yield "language-case", good | {"en": "x", "EN": "y"}
    yield "language-empty", good | {"": "x"}
    yield "language-malformed", good | {"en_GB": "x"}
    yield "language-private", good | {"en-x-private": "x"}
    yield "empty-text", good | {"en": ""}
    yield "forbidden-text", good | {"en": "x\x01"}
    yield "return-text", good | {"en": "x\ry"}
    if text.languages:
        yield "required-language", {"en": "x"}


def bad_values(host: Host, field: Field) -> Iterator[tuple[str, Any]]:
    match field.type:
        case CodeType(scheme):
            yield "unknown-code", "zzz"
            yield "number", 5
            yield "code-as-literal", LITERAL
            yield "code-iri", scheme.namespace + sorted(scheme.codes)[0]
            if scheme.closed:
                yield "foreign-code", ELSEWHERE + "x"
            else:
                other = next(s for s in host.model.schemes.values() if s is not scheme)
                yield "own-code-iri", scheme.namespace + "zzz"
                yield "own-code-iri", next(iter(other.codes.values())).iri
                yield "own-code-iri", f"{scheme.iri}s/zzz"
                yield "own-code-iri", host.cls.iri
        case ReferenceType(targets):
            yield "number", 5
            yield "malformed-reference", "no iri"
            yield "other-scheme", "ftp://other.example/x"
            yield "reference-as-literal", LITERAL
            yield "dangling", "#nowhere"
            for iri, cls in host.nodes():
                if targets and cls not in targets:
                    yield "wrong-class", iri
                    break
        case NodeType():
            yield "node-as-reference", "#nowhere"
            yield "node-as-literal", LITERAL
        case TextType():
            return
        case _:
            yield "literal-as-reference", REFERENCE
            yield from bad_literals(field, field.type)


def bad_literals(field: Field, literal: LiteralType) -> Iterator[tuple[str, Any]]:
    good = two(field)[0]
    match literal:
        case DecimalType():
            yield from (("decimal", bad) for bad in ("x", "1" * 16, "6e1", "", "1,000"))
            yield from (("decimal-spelling", bad) for bad in ("060", "20.0", "+5", "-0", ".5"))
            yield from (("other-datatype", LITERAL), ("boolean", True))
            yield from (("json-spelling", 60), ("json-number", 60.5))
        case DateType():
            yield from (("date", bad) for bad in ("2023-02-29", "2023-1-1", "x", "2023-01-01Z"))
            yield from (("date", bad) for bad in ("0999-01-01", "1900-02-29", "2023-04-31"))
            yield from (("json-number", 2023), ("other-datatype", LITERAL))
        case BooleanType():
            yield from (("lexical", "yes"), ("other-datatype", LITERAL))
            yield from (("boolean-spelling", "1"), ("json-spelling", 1), ("json-number", 2))
        case IntegerType(low, high):
            yield from (("range", low - 1), ("range", high + 1), ("integer-spelling", "01"))
            yield from (("lexical", "x"), ("other-datatype", LITERAL), ("json-number", 1.5))
        case StringType(pattern, min_length):
            yield from (("number", 5), ("boolean", True), ("language-tagged", {"en": "x"}))
            if min_length:
                yield "empty", ""
            if pattern:
                yield from (("pattern", "!"), ("pattern", good + good[:1] + "\t"))
                yield "pattern-newline", good + "\n"
            else:
                yield from (("forbidden", good + "\x01"), ("return", good + "\ry"))
