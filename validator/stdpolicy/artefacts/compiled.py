"""Compiles the Model to JSON, for those who read the vocabulary without RDF; the tool is one of them."""

import json
from typing import Any, assert_never

from stdpolicy.model import (
    BooleanType,
    Class,
    Clause,
    Code,
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
    Text,
    TextType,
    Type,
)

Json = dict[str, Any]


def json_model(model: Model) -> str:
    """The text of `schema/model.json`."""
    return json.dumps(compile_model(model), ensure_ascii=False, indent=1) + "\n"


def compile_model(model: Model) -> Json:
    """The model as a mapping of what JSON knows."""
    return {
        "version": model.version,
        "title": model.title,
        "description": model.description,
        "context": model.context,
        "classes": {name: _class(cls) for name, cls in model.classes.items()},
        "codeLists": {name: _scheme(scheme) for name, scheme in model.schemes.items()},
    }


def _class(cls: Class) -> Json:
    return {
        "iri": cls.iri,
        "parents": cls.parents,
        "label": cls.label,
        "definition": cls.definition,
        "examples": cls.example,
        **_scope(cls.scope),
        "fields": {field.name: _field(field) for field in cls.fields},
        "conditions": {
            condition.name: {
                "when": _clause(condition.when),
                "then": [_clause(clause) for clause in condition.then],
                "message": condition.message,
            }
            for condition in cls.conditions
        },
    }


def _field(field: Field) -> Json:
    return {
        "iri": field.iri,
        "type": _type(field.type),
        "order": field.order,
        "required": field.required,
        "many": field.many,
        "label": field.label,
        "definition": field.definition,
        "examples": field.example,
        **_scope(field.scope),
    }


def _scope(scope: Text) -> Json:
    return {"scopeNote": scope} if scope else {}


def _type(type_: Type) -> Json:
    match type_:
        case StringType(pattern=pattern, min_length=length):
            return {"kind": "string", "pattern": pattern, "minLength": length}
        case DecimalType(pattern=form):
            return {"kind": "decimal", "pattern": form}
        case DateType():
            return {"kind": "date"}
        case BooleanType():
            return {"kind": "boolean"}
        case IntegerType(minimum=low, maximum=high):
            return {"kind": "integer", "minimum": low, "maximum": high}
        case TextType(languages=languages, min_length=length):
            return {"kind": "text", "languages": languages, "minLength": length}
        case CodeType(scheme=scheme):
            return {"kind": "code", "codeList": scheme.name}
        case ReferenceType(targets=targets):
            return {"kind": "reference", "targets": targets}
        case NodeType(target=target):
            return {"kind": "node", "target": target}
        case never:
            assert_never(never)


def _clause(clause: Clause) -> Json:
    asked: Json = {"field": clause.field, "test": clause.test.value}
    return asked if clause.value is None else asked | {"value": clause.value}


def _scheme(scheme: Scheme) -> Json:
    return {
        "iri": scheme.iri,
        "closed": scheme.closed,
        "label": scheme.label,
        "definition": scheme.definition,
        **_scope(scheme.scope),
        "codes": {name: _code(code) for name, code in scheme.codes.items()},
    }


def _code(code: Code) -> Json:
    """A code; what few of them have is left out where there is none."""
    more = {
        "deprecated": code.deprecated,
        "replacedBy": code.replaced_by,
        "factor": code.factor,
        "cues": code.cues,
        "notCues": code.not_cues,
        "scopeNote": code.scope,
        "examples": code.example,
    }
    return {
        "iri": code.iri,
        "label": code.label,
        "definition": code.definition,
        "broader": code.broader,
        **{key: value for key, value in more.items() if value},
    }
