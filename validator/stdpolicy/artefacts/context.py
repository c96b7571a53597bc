"""Compiles the Model to the JSON-LD 1.1 context that gives the JSON keys their IRIs.

A name is defined once, in the way that most classes use it. A class that uses it otherwise, as
`kind` has a code list for each class, defines it anew in its type-scoped context (JSON-LD 1.1,
section 4.1.8), so that the processor reads it by the node's `type`.
"""

import json
from collections import defaultdict
from typing import Any, assert_never

from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    Model,
    NodeType,
    ReferenceType,
    Scheme,
    StringType,
    TextType,
)

Definition = dict[str, Any]


def json_context(model: Model) -> str:
    """The text of `schema/context.jsonld`."""
    return json.dumps({"@context": compile_context(model)}, ensure_ascii=False, indent=2) + "\n"


def compile_context(model: Model) -> Definition:
    """The context as a mapping."""
    uses: dict[str, dict[str, Definition]] = defaultdict(dict)
    names = {"id", "type", *model.classes, *(field.name for _, field in model.fields())}
    for cls, field in model.fields():
        uses[field.name][cls.name] = _definition(field, names)
    scoped: dict[str, Definition] = defaultdict(dict)
    shared: Definition = {}
    for name, definitions in uses.items():
        alternatives = list(definitions.values())
        shared[name] = max(alternatives, key=alternatives.count)  # the first of the most frequent
        for cls_name, definition in definitions.items():
            if definition != shared[name]:
                scoped[cls_name][name] = definition
    classes = {
        name: {"@id": cls.iri} | ({"@context": scoped[name]} if name in scoped else {})
        for name, cls in model.classes.items()
    }
    return {
        "@version": 1.1,
        "id": "@id",
        "type": "@type",
        **classes,
        **dict(sorted(shared.items())),
    }


def _definition(field: Field, names: set[str]) -> Definition:
    definition: Definition = {"@id": field.iri}
    match field.type:
        case TextType():
            definition["@container"] = "@language"
        case CodeType(scheme=scheme):
            definition["@type"] = "@vocab"
            definition["@context"] = _codes(scheme, names)
        case ReferenceType() | NodeType():
            definition["@type"] = "@id"
        case StringType():
            pass
        case DecimalType() | DateType() | BooleanType() | IntegerType():
            definition["@type"] = field.type.datatype.iri
        case never:
            assert_never(never)
    if field.repeatable:
        definition["@container"] = "@set"
    return definition


def _codes(scheme: Scheme, names: set[str]) -> Definition:
    """Codes by @vocab; one that is also a term of the context has to be defined anew."""
    clashes = {code.name: code.iri for code in scheme.codes.values() if code.name in names}
    return {"@vocab": scheme.namespace, **clashes}
