"""Compiles the Model to JSON Schema, draft 2020-12: closed objects, told apart by `type`."""

import json
from typing import Any, assert_never

from stdpolicy.model import (
    BooleanType,
    Class,
    Clause,
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
    Test,
    Text,
    TextType,
)
from stdpolicy.model.iri import DOCUMENT_PATTERN, FRAGMENT_PATTERN, IRI_PATTERN
from stdpolicy.model.lexical import CONTEXT, DATE_PATTERN, HOME, LANGUAGE_PATTERN

SCHEMA_ID = "https://w3id.org/stdpolicy/schema/v1.json"
# Lone surrogates cannot be named in every regex dialect, nor stand in any JSON that is UTF-8.
CONTENT = r"^[^\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]*$"

Schema = dict[str, Any]


def json_schema(model: Model) -> str:
    """The text of `schema/stdpolicy.schema.json`."""
    return json.dumps(compile_schema(model), ensure_ascii=False, indent=2) + "\n"


def compile_schema(model: Model) -> Schema:
    """The schema as a mapping; a document is valid if its root class's definition accepts it."""
    classes = {
        f"{name}": _class(cls, root=name in model.roots) for name, cls in model.classes.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": _line(model.title),
        "description": _lines(model.description),
        "$comment": f"Compiled from the stdpolicy ontology {model.version}. Licence: CC BY 4.0.",
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": list(model.roots)}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                "then": {"$ref": f"#/$defs/{name}"},
            }
            for name in model.roots
        ],
        "$defs": {
            **classes,
            **{name: _scheme(scheme) for name, scheme in sorted(model.schemes.items())},
            **_values(),
        },
    }


def _line(text: Text) -> str:
    return " / ".join(text[tag] for tag in ("zh-Hans", "en") if tag in text)


def _lines(text: Text) -> str:
    return "\n\n".join(text[tag] for tag in ("zh-Hans", "en") if tag in text)


def _values() -> Schema:
    """The value types that fields refer to, and the frame of a file."""
    return {
        "string": {"type": "string", "minLength": 1, "pattern": CONTENT},
        "text": {
            "description": "语言标签到文本 / Language tag to text",
            "type": "object",
            "minProperties": 1,
            "propertyNames": matching(LANGUAGE_PATTERN),
            "additionalProperties": {"$ref": "#/$defs/string"},
        },
        "date": {
            "description": "YYYY-MM-DD",
            **matching(DATE_PATTERN),
        },
        "id": {
            "description": "文档内节点的片段标识 / A fragment of the document's IRI",
            **matching(FRAGMENT_PATTERN),
        },
        "document": {
            "description": "文档 IRI / The IRI of the document",
            **matching(DOCUMENT_PATTERN),
        },
        "reference": {
            "description": "#片段或绝对 IRI / A #fragment of this document or an absolute IRI",
            **matching(f"{FRAGMENT_PATTERN}|{IRI_PATTERN}"),
        },
        "context": {
            "title": "上下文 / Context",
            "description": "标准化政策上下文与文档 IRI / The stdpolicy context and the document's IRI",
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "prefixItems": [
                {"const": CONTEXT},
                {
                    "type": "object",
                    "properties": {"@base": {"$ref": "#/$defs/document"}},
                    "required": ["@base"],
                    "additionalProperties": False,
                },
            ],
            "items": False,
        },
    }


def matching(pattern: str) -> Schema:
    """A string that a pattern matches as a whole.

    To Python `$` is also the place before a final LF (re, "Regular Expression Syntax"), to other
    dialects only the end, so that LF is refused apart.
    """
    bare = pattern.removeprefix("^").removesuffix("$")
    return {"type": "string", "pattern": f"^({bare})$", "not": {"pattern": r"\n"}}


def _class(cls: Class, *, root: bool) -> Schema:
    head: Schema = {"@context": {"$ref": "#/$defs/context"}} if root else {}
    head |= {
        "id": {"title": "标识 / Id", "$ref": "#/$defs/document" if root else "#/$defs/id"},
        "type": {"title": "类型 / Type", "const": cls.name},
    }
    schema: Schema = {
        "title": _line(cls.label),
        "description": _lines(cls.definition),
        "type": "object",
        "properties": head | {field.name: _field(field) for field in cls.fields},
        "required": [*head, *(field.name for field in cls.fields if field.required)],
        "additionalProperties": False,
    }
    if cls.conditions:
        schema["allOf"] = [
            {
                "$comment": _line(condition.message),
                "if": _clause(condition.when),
                "then": _clause(condition.then),
            }
            for condition in cls.conditions
        ]
    return schema


def _clause(clause: Clause) -> Schema:
    match clause.test:
        case Test.PRESENT:
            # Strict validators (Ajv, strictRequired) ask for a property where it is required.
            return {"properties": {clause.field: True}, "required": [clause.field]}
        case Test.ABSENT:
            return {"properties": {clause.field: False}}
        case Test.EQUALS:
            return {
                "properties": {clause.field: {"const": clause.value}},
                "required": [clause.field],
            }


def _field(field: Field) -> Schema:
    value = _value(field)
    if field.repeatable:
        value = {"type": "array", "minItems": 1, "items": value}
        if not isinstance(field.type, NodeType):
            value["uniqueItems"] = True
    return {"title": _line(field.label), "description": _lines(field.definition), **value}


def _value(field: Field) -> Schema:
    match field.type:
        case TextType(languages=languages):
            text: Schema = {"$ref": "#/$defs/text"}
            if languages:
                # Some key has to be in the language: not every key may be in another.
                text["allOf"] = [
                    {
                        "not": {
                            "type": "object",
                            "propertyNames": {"not": {"pattern": _primary(language)}},
                        }
                    }
                    for language in languages
                ]
            return text
        case CodeType(scheme=scheme):
            return {"$ref": f"#/$defs/{scheme.name}"}
        case ReferenceType():
            return {"$ref": "#/$defs/reference"}
        case NodeType(target=target):
            return {"$ref": f"#/$defs/{target}"}
        case StringType(pattern=pattern):
            return {"$ref": "#/$defs/string"} if pattern is None else matching(pattern)
        case DecimalType(pattern=form):
            return matching(form)
        case DateType():
            return {"$ref": "#/$defs/date"}
        case BooleanType():
            return {"type": "boolean"}
        case IntegerType(minimum=low, maximum=high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case never:
            assert_never(never)


def _primary(language: str) -> str:
    letters = "".join(f"[{c.lower()}{c.upper()}]" for c in language)
    return f"^{letters}(-|$)"


def _scheme(scheme: Scheme) -> Schema:
    listed = "\n".join(f"{code.name}: {_line(code.label)}" for code in scheme.codes.values())
    head: Schema = {
        "title": _line(scheme.label),
        "description": _lines(scheme.definition) + "\n\n" + listed,
    }
    names = {"enum": list(scheme.codes)}
    if scheme.closed:
        return {**head, **names}
    return {
        **head,
        "anyOf": [
            names,
            {
                **matching(IRI_PATTERN),
                "not": {"pattern": "^" + HOME.replace(".", "[.]") + r"|\n"},
            },
        ],
    }
