"""Reads the compiled model, which `stdpolicy.artefacts.compiled` writes and docs/formats.md describes.

Parsing the ontology takes longer than most documents do.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from stdpolicy.model import (
    BooleanType,
    Class,
    Clause,
    Code,
    CodeType,
    Condition,
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
    TextType,
    Type,
)

Json = dict[str, Any]


def read_model(data: bytes) -> Model:
    """The model that a file says; it is ours, and its form is not checked."""
    said = orjson.loads(data)
    schemes = {name: _read_scheme(name, scheme) for name, scheme in said["codeLists"].items()}
    return Model(
        version=said["version"],
        title=said["title"],
        description=said["description"],
        context=said["context"],
        classes={name: _read_class(name, cls, schemes) for name, cls in said["classes"].items()},
        schemes=schemes,
    )


def _read_class(name: str, said: Json, schemes: Mapping[str, Scheme]) -> Class:
    return Class(
        name=name,
        iri=said["iri"],
        parents=tuple(said["parents"]),
        fields=tuple(
            Field(
                name=field_name,
                iri=field["iri"],
                type=_read_type(field["type"], schemes),
                order=field["order"],
                required=field["required"],
                many=field["many"],
                label=field["label"],
                definition=field["definition"],
                example=tuple(field["examples"]),
                scope=field.get("scopeNote", {}),
            )
            for field_name, field in said["fields"].items()
        ),
        conditions=tuple(
            Condition(
                name=condition_name,
                when=_read_clause(condition["when"]),
                then=tuple(map(_read_clause, condition["then"])),
                message=condition["message"],
            )
            for condition_name, condition in said["conditions"].items()
        ),
        label=said["label"],
        definition=said["definition"],
        example=tuple(said["examples"]),
        scope=said.get("scopeNote", {}),
    )


def _read_type(said: Json, schemes: Mapping[str, Scheme]) -> Type:
    match said:
        case {"kind": "string"}:
            return StringType(said["pattern"], said["minLength"])
        case {"kind": "decimal"}:
            return DecimalType(said["pattern"])
        case {"kind": "date"}:
            return DateType()
        case {"kind": "boolean"}:
            return BooleanType()
        case {"kind": "integer"}:
            return IntegerType(said["minimum"], said["maximum"])
        case {"kind": "text"}:
            return TextType(tuple(said["languages"]), said["minLength"])
        case {"kind": "code"}:
            return CodeType(schemes[said["codeList"]])
        case {"kind": "reference"}:
            return ReferenceType(tuple(said["targets"]))
        case {"kind": "node"}:
            return NodeType(said["target"])
    raise ValueError(f"not a type: {said}")


def _read_clause(said: Json) -> Clause:
    return Clause(said["field"], Test(said["test"]), said.get("value"))


def _read_code(name: str, said: Json) -> Code:
    return Code(
        name=name,
        iri=said["iri"],
        label=said["label"],
        definition=said["definition"],
        broader=said["broader"],
        deprecated=said.get("deprecated", False),
        replaced_by=tuple(said.get("replacedBy", ())),
        factor=said.get("factor", ""),
        cues=tuple(said.get("cues", ())),
        not_cues=tuple(said.get("notCues", ())),
        scope=said.get("scopeNote", {}),
        example=tuple(said.get("examples", ())),
    )


def _read_scheme(name: str, said: Json) -> Scheme:
    return Scheme(
        name=name,
        iri=said["iri"],
        closed=said["closed"],
        codes={name: _read_code(name, code) for name, code in said["codes"].items()},
        label=said["label"],
        definition=said["definition"],
        scope=said.get("scopeNote", {}),
    )
