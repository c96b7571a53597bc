"""Compiles the Model to JSON Schema, draft 2020-12: closed objects, told apart by `type`."""

import json
import re
from collections.abc import Callable
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
from stdpolicy.model.lexical import DATE_PATTERN, HOME, LANGUAGE_PATTERN

# Lone surrogates cannot be named in every regex dialect, nor stand in any JSON that is UTF-8.
CONTENT = r"^[^\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]*$"

Schema = dict[str, Any]

CONTEXT_FIELD: Schema = {
    "title": "上下文 / Context",
    "description": "本词汇表的 JSON-LD 上下文，以及文档的 IRI。\n\n"
    "The JSON-LD context of this vocabulary, and the IRI of the document.",
    "$ref": "#/$defs/context",
}
SCHEMA_FIELD: Schema = {
    "title": "模式 / Schema",
    "description": "供编辑器查找本模式的网址，不属于文档内容。\n\n"
    "Where editors find this schema; no content of the document.",
    "type": "string",
}
DOCUMENT_FIELD: Schema = {
    "title": "文档标识 / Document id",
    "description": "文档的 IRI，与 @base 相同。\n\nThe IRI of the document, the same as @base.",
    "$ref": "#/$defs/document",
}
ID_FIELD: Schema = {
    "title": "标识 / Id",
    "description": "节点的标识，为文档 IRI 的片段，如 #t1。\n\n"
    "The id of the node, a fragment of the document’s IRI, such as #t1.",
    "$ref": "#/$defs/id",
}
TYPE_FIELD: Schema = {
    "title": "类型 / Type",
    "description": "节点所属的类。\n\nThe class of the node.",
}


def json_schema(model: Model) -> str:
    """The text of `schema/stdpolicy.schema.json`."""
    return json.dumps(compile_schema(model), ensure_ascii=False, indent=2) + "\n"


def json_schema_of(root: str) -> Callable[[Model], str]:
    """The function that gives the text of the schema of one class of documents.

    For code generators: they make nothing of a choice between definitions at the root, and name
    their types by the titles.
    """

    def text(model: Model) -> str:
        schema = compile_schema(model)
        definitions = schema.pop("$defs")
        for key in ("type", "required", "properties", "allOf"):
            del schema[key]
        head = {"$id": f"{HOME}schema/{model.version}/{root.lower()}.json"}
        for name, cls in model.classes.items():
            said = f"{_line(cls.label)}\n\n{_lines(cls.definition)}"
            about = {"title": name, "description": said}
            fields = definitions[name]["properties"]
            fields = {key: _for_generators(field) for key, field in fields.items()}
            # Of conditions they make unions of types that say nothing more.
            definitions[name].pop("allOf", None)
            definitions[name] = about | definitions[name] | {"properties": fields}
        head |= {key: definitions[root][key] for key in ("title", "description")}
        # Of a string with this format quicktype's Python makes a date with a time of day.
        del definitions["date"]["format"]
        needed = _reachable(root, definitions)
        kept = {name: one for name, one in definitions.items() if name in needed}
        whole = schema | head | {"$ref": f"#/$defs/{root}", "$defs": kept}
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"

    return text


def _for_generators(field: Schema) -> Schema:
    """A field with its title in its description, since titles name types, and what it refers to apart
    from what is said of itself.
    """
    said = {key: value for key, value in field.items() if key not in ("title", "$ref")}
    said["description"] = f"{field['title']}\n\n{field['description']}"
    if "$ref" in field:
        said["allOf"] = [{"$ref": field["$ref"]}]
    if "$ref" in said.get("items", {}):
        said["items"] = {"$ref": said["items"]["$ref"]}
    return said


def _reachable(root: str, definitions: Schema) -> set[str]:
    """The definitions that one refers to, directly or not, and itself."""
    found, left = {root}, [root]
    while left:
        text = json.dumps(definitions[left.pop()])
        new = set(re.findall(r"#/\$defs/([A-Za-z-]+)", text)) - found
        found |= new
        left += new
    return found


def compile_schema(model: Model) -> Schema:
    """The schema as a mapping; a document is valid if its root class's definition accepts it."""
    classes = {name: _class(cls, model) for name, cls in model.classes.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{HOME}schema/{model.version}.json",
        "title": _line(model.title),
        "description": _lines(model.description),
        "$comment": f"Compiled from the stdpolicy ontology {model.version}. Licence: CC BY 4.0.",
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": list(model.roots)}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                "then": _node(model.classes[name]),
            }
            for name in model.roots
        ],
        "$defs": {
            **classes,
            **{name: _scheme(scheme) for name, scheme in sorted(model.schemes.items())},
            **_values(model),
        },
    }


def _line(text: Text) -> str:
    return " / ".join(text[tag] for tag in ("zh-Hans", "en") if tag in text)


def _lines(text: Text) -> str:
    return "\n\n".join(text[tag] for tag in ("zh-Hans", "en") if tag in text)


def _values(model: Model) -> Schema:
    """The value types that fields refer to, and the frame of a file.

    Without title and description: editors show those of a definition instead of the field's own.
    """
    return {
        "string": {"type": "string", "minLength": 1, "pattern": CONTENT},
        "text": {
            "$comment": "language tag to text",
            "type": "object",
            "minProperties": 1,
            "propertyNames": matching(LANGUAGE_PATTERN),
            "additionalProperties": {"$ref": "#/$defs/string"},
        },
        "date": {"format": "date", **matching(DATE_PATTERN)},
        "id": {"$comment": "a fragment of the document's IRI", **matching(FRAGMENT_PATTERN)},
        "document": {"$comment": "the IRI of a document", **matching(DOCUMENT_PATTERN)},
        "link": {
            "$comment": "a fragment of this document's IRI, or an absolute IRI",
            **matching(f"{FRAGMENT_PATTERN}|{IRI_PATTERN}"),
        },
        "context": {
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "prefixItems": [
                {"const": model.context},
                {
                    "type": "object",
                    "properties": {"@base": {"$ref": "#/$defs/document"}},
                    "required": ["@base"],
                    "additionalProperties": False,
                },
            ],
        },
    }


def matching(pattern: str) -> Schema:
    """A string that a pattern matches as a whole.

    To Python `$` is also the place before a final LF (re, "Regular Expression Syntax"), to other
    dialects only the end, so that LF is refused apart.
    """
    bare = pattern.removeprefix("^").removesuffix("$")
    return {"type": "string", "pattern": f"^({bare})$", "not": {"pattern": r"\n"}}


def _node(cls: Class) -> Schema:
    """A node of a class. What the class means stands here: editors show a definition's title and
    description instead of those of the field that refers to it.
    """
    about = {"title": _line(cls.label), "description": _lines(cls.definition)}
    return {**about, "$ref": f"#/$defs/{cls.name}"}


def _class(cls: Class, model: Model) -> Schema:
    root = cls.name in model.roots
    head: Schema = {"@context": CONTEXT_FIELD} if root else {}
    free: Schema = {"$schema": SCHEMA_FIELD} if root else {}
    head |= {
        "id": DOCUMENT_FIELD if root else ID_FIELD,
        "type": {**TYPE_FIELD, "const": cls.name},
    }
    schema: Schema = {
        "type": "object",
        "properties": free | head | {field.name: _field(field, model) for field in cls.fields},
        "required": [*head, *(field.name for field in cls.fields if field.required)],
        "additionalProperties": False,
    }
    if cls.conditions:
        schema["allOf"] = [
            {
                "$comment": _line(condition.message),
                "if": _clause(condition.when),
                "then": _any([_clause(clause) for clause in condition.then]),
            }
            for condition in cls.conditions
        ]
    return schema


def _any(schemas: list[Schema]) -> Schema:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _clause(clause: Clause) -> Schema:
    match clause.test:
        case Test.PRESENT:
            # Strict validators (Ajv, strictRequired) ask for a property where it is required.
            return {"properties": {clause.field: True}, "required": [clause.field]}
        case Test.ABSENT:
            return {"properties": {clause.field: False}}
        case Test.SEVERAL:
            several = {"type": "array", "minItems": 2}
            return {"properties": {clause.field: several}, "required": [clause.field]}
        case Test.EQUALS:
            return {
                "properties": {clause.field: {"const": clause.value}},
                "required": [clause.field],
            }


def _field(field: Field, model: Model) -> Schema:
    value = _value(field)
    if field.repeatable:
        if isinstance(field.type, NodeType):
            value = {"items": _node(model.classes[field.type.target])}
        else:
            value = {"items": value, "uniqueItems": True}
        value = {"type": "array", "minItems": 1, **value}
    description = _lines(field.definition)
    if isinstance(field.type, CodeType):
        description = f"{description}\n\n{_codes(field.type.scheme)}"
    return {"title": _line(field.label), "description": description, **value}


def _codes(scheme: Scheme) -> str:
    """The codes of a list, one on a line."""
    return "\n".join(f"{code.name}: {_line(code.label)}" for code in scheme.codes.values())


def _value(field: Field) -> Schema:
    match field.type:
        case TextType(languages=languages):
            text: Schema = {"$ref": "#/$defs/text"}
            if missing := [_without(language) for language in languages]:
                text["not"] = _any(missing)
            return text
        case CodeType(scheme=scheme):
            return {"$ref": f"#/$defs/{scheme.name}"}
        case ReferenceType():
            return {"$ref": "#/$defs/link"}
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


def _without(language: str) -> Schema:
    """A text of which every key is in another language."""
    letters = "".join(f"[{c.lower()}{c.upper()}]" for c in language)
    return {"type": "object", "propertyNames": {"not": {"pattern": f"^{letters}(-|$)"}}}


def _scheme(scheme: Scheme) -> Schema:
    """A code list, without title and description, as other values."""
    names: Schema = {"enum": list(scheme.codes)}
    if scheme.closed:
        return names
    foreign = {"not": {"pattern": "^" + HOME.replace(".", "[.]") + r"|\n"}}
    return {"anyOf": [names, {**matching(IRI_PATTERN), **foreign}]}
