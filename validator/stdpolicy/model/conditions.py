"""Reads conditions, each written "not when, or then": `sh:or ( [ sh:not [when] ] [then] )`.

There may be several `then`, of which one has to hold.
"""

from collections.abc import Mapping

import pyoxigraph as ox

from stdpolicy.model import BooleanType, Clause, CodeType, Condition, Field, StringType, Test
from stdpolicy.model.lexical import BOOLEANS, XSD
from stdpolicy.model.shapes import number
from stdpolicy.model.triples import Described, Description, OntologyError, text


def condition(at: str, said: Description, fields: Mapping[str, Field]) -> Condition:
    """A condition on the fields of a class, by IRI. Raises OntologyError."""
    match said:
        case {
            "a": _,
            "message": messages,
            "or": [({"not": [when], **no_more}, first, *others)],
        } if len(said) == 3 and not no_more:
            return Condition(
                name=at.removeprefix("shape:"),
                when=_clause(at, when, fields),
                then=tuple(_clause(at, then, fields) for then in (first, *others)),
                message=text(at, messages),
            )
    raise OntologyError(f"{at}: a condition is a sh:message and sh:or ( [ sh:not [when] ] [then] )")


def _clause(at: str, said: Described, fields: Mapping[str, Field]) -> Clause:
    match said:
        case {"path": [ox.NamedNode(value=iri)], **asked} if iri in fields:
            field = fields[iri]
            match asked:
                case {"hasValue": [value]} if len(asked) == 1:
                    return Clause(field.name, Test.EQUALS, _value(at, field, value))
                case {"minCount": [count]} if len(asked) == 1 and count == number(1):
                    return Clause(field.name, Test.PRESENT)
                case {"minCount": [count]} if len(asked) == 1 and count == number(2) and field.many:
                    return Clause(field.name, Test.SEVERAL)
                case {"maxCount": [count]} if len(asked) == 1 and count == number(0):
                    return Clause(field.name, Test.ABSENT)
    raise OntologyError(
        f"{at}: a clause is sh:hasValue, sh:minCount 1 or 2, or sh:maxCount 0 of a field of the class"
    )


def _value(at: str, field: Field, value: object) -> str | bool:
    """The value as JSON has it, where sh:hasValue and a comparison of JSON come to the same."""
    match field.type, value:
        case _ if field.many:
            pass
        case CodeType(scheme=scheme), ox.NamedNode(value=iri):
            for code in scheme.codes.values():
                if code.iri == iri:
                    return code.name
        case BooleanType(), ox.Literal(value=lexical, datatype=datatype):
            if datatype.value == XSD + "boolean" and lexical in BOOLEANS:
                return BOOLEANS[lexical]
        case StringType(), ox.Literal(value=string, datatype=datatype, language=None):
            if datatype.value == XSD + "string":
                return string
    raise OntologyError(f"{at}: {value} cannot be compared with the value of {field.name}")
