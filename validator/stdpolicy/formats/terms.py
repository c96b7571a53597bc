"""What the terms of a graph say as values of fields; unknown and ill-typed ones in a form that a check
can describe.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, assert_never

import pyoxigraph as ox

from stdpolicy.formats.described import Term
from stdpolicy.formats.reading import by_language
from stdpolicy.model import (
    BooleanType,
    CodeType,
    Datatype,
    DateType,
    DecimalType,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
    Type,
)
from stdpolicy.model.edition import model
from stdpolicy.model.foreign import Foreign, ForeignIri
from stdpolicy.model.iri import as_reference, relative
from stdpolicy.model.lexical import (
    BOOLEANS,
    INTEGER,
    LANG_STRING,
    NAMESPACE,
    RDF_TYPE,
    language_tag,
)

TEXTS = frozenset({LANG_STRING, Datatype.STRING.iri})
CODE, REFERENCE, LITERAL = range(3)


class Expected(NamedTuple):
    """What values a field expects: codes of a namespace, references, or literals of a datatype."""

    how: int
    iri: str
    read: Callable[[str], str | int | bool] = str
    """What a literal says, as JSON has it."""


def expected(type_: Type) -> Expected | None:
    """What values a field of a type expects; None where it expects texts or nodes."""
    match type_:
        case CodeType(scheme):
            return Expected(CODE, scheme.namespace)
        case ReferenceType():
            return Expected(REFERENCE, "")
        case BooleanType():
            return Expected(LITERAL, type_.datatype.iri, _boolean)
        case IntegerType():
            return Expected(LITERAL, type_.datatype.iri, _integer)
        case StringType() | DecimalType() | DateType():
            return Expected(LITERAL, type_.datatype.iri)
        case TextType() | NodeType():
            return None
        case _:
            assert_never(type_)


class Terms:
    """The terms of a document."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.own = f"{base}#"
        self.types = {cls.iri: cls.name for cls in model().classes.values()}
        self.misplaced: list[str] = []
        """IRIs where none belong: if they are nodes of the document, their place is a finding."""

    def reference(self, iri: str) -> str:
        """An IRI as the tree refers to it."""
        return as_reference(iri, self.base) if iri.startswith(self.own) else iri

    def relative(self, iri: str) -> str:
        """An IRI as the tree has it."""
        return relative(iri, self.base)

    def types_of(self, said: Mapping[str, list[Term]]) -> list[str]:
        """The names of the classes of a node, as far as they are ours."""
        return [self.types[t.value] for t in said.get(RDF_TYPE, ()) if t.value in self.types]

    def type_name(self, value: Term) -> Any:
        """What a type says: the name of a class, or what else it is."""
        if isinstance(value, ox.NamedNode):
            return self.types.get(value.value, value.value.removeprefix(NAMESPACE))
        return self.foreign(value)

    def value(self, value: Term, expected: Expected) -> Any:
        """What a value of a field says."""
        how, iri, read = expected
        if type(value) is ox.Literal:
            if how == LITERAL and value.datatype.value == iri:
                return read(value.value)
        elif how == CODE:
            return value.value.removeprefix(iri)
        elif how == REFERENCE:
            return self.reference(value.value)
        return self.foreign(value)

    def text(self, values: list[Term]) -> Any:
        """What the values of a text say, by language."""
        texts = [
            (value.language or "", value.value)
            for value in values
            if type(value) is ox.Literal and value.datatype.value in TEXTS
        ]
        if len(texts) == len(values):
            return by_language(texts)
        found = [self.foreign(v) for v in values]
        return found[0] if len(found) == 1 else found

    def foreign(self, value: Term) -> Any:
        """A value that no field expects, in a form that a check can describe."""
        if isinstance(value, ox.NamedNode):
            self.misplaced.append(value.value)
            return ForeignIri(self.relative(value.value))
        datatype = value.datatype.value
        if datatype == LANG_STRING:
            return {language_tag(value.language or ""): value.value}
        if datatype == Datatype.INTEGER.iri and INTEGER.match(value.value):
            return int(value.value)
        if datatype == Datatype.BOOLEAN.iri and value.value in BOOLEANS:
            return BOOLEANS[value.value]
        return Foreign(value.value, datatype)


def _boolean(lexical: str) -> str | bool:
    """A truth value; one that is not canonical stays its lexical form."""
    return BOOLEANS.get(lexical, lexical)


def _integer(lexical: str) -> str | int:
    """A number; one that is not canonical stays its lexical form."""
    return int(lexical) if INTEGER.match(lexical) else lexical
