"""The vocabulary as frozen records: what `ontology/` says, as the rest of the package reads it.

`stdpolicy.model.loader` builds the records from the ontology, `stdpolicy.model.compiled` from what
was compiled of it; `stdpolicy.model.edition` returns the one the package ships.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar

from msgspec import Struct, field

from stdpolicy.model.iri import is_foreign
from stdpolicy.model.lexical import NAMESPACE, XSD

Text = Mapping[str, str]
"""A text in several languages: BCP 47 tag to string."""


class Datatype(StrEnum):
    """The XML Schema datatypes of literals (XSD 1.1 part 2), by local name."""

    STRING = "string"
    DECIMAL = "decimal"
    DATE = "date"
    BOOLEAN = "boolean"
    INTEGER = "integer"

    @cached_property
    def iri(self) -> str:
        """The datatype's IRI."""
        return XSD + self.value


class Code(Struct, frozen=True):
    """One concept of a code list."""

    name: str
    iri: str
    label: Text
    definition: Text
    broader: str | None = None
    deprecated: bool = False
    replaced_by: tuple[str, ...] = ()
    """Of a deprecated code, the IRIs of the codes to use instead."""
    factor: str = ""
    """Of a unit, the decimal by which a value is multiplied: to seconds, to yuan, to one."""
    cues: tuple[str, ...] = ()
    """The words of a Chinese text that call for the code; of those that match, the longest counts."""
    not_cues: tuple[str, ...] = ()
    """Words that contain a cue and call for nothing."""
    scope: Text = MappingProxyType({})
    """The scope note, where it borders on other codes: of a deprecated code that no other replaces, what
    to do instead.
    """
    example: tuple[str, ...] = ()
    """Words of texts that have the code, and their translations."""


class Scheme(Struct, frozen=True):
    """A code list. An open one also allows the absolute IRI of a foreign concept."""

    name: str
    iri: str
    closed: bool
    codes: Mapping[str, Code]
    label: Text
    definition: Text
    scope: Text = MappingProxyType({})
    """The scope note: what decides between its codes, and which fields take them."""

    @property
    def namespace(self) -> str:
        """The prefix of its concepts' IRIs."""
        return self.iri + "/"

    def allows(self, value: str) -> bool:
        """Whether it is a code of the list or, if the list is open, a foreign concept's IRI."""
        return value in self.codes or (not self.closed and is_foreign(value))


class StringType(Struct, frozen=True):
    """An xsd:string, verbatim and in no stated language."""

    datatype: ClassVar = Datatype.STRING
    pattern: str | None = None
    """Anchored with ^ and $."""
    min_length: int = 0
    """In characters."""


class DecimalType(Struct, frozen=True):
    """An xsd:decimal in the one form that `pattern` allows."""

    datatype: ClassVar = Datatype.DECIMAL
    pattern: str


class DateType(Struct, frozen=True):
    """An xsd:date without time zone."""

    datatype: ClassVar = Datatype.DATE


class BooleanType(Struct, frozen=True):
    """An xsd:boolean, `true` or `false`."""

    datatype: ClassVar = Datatype.BOOLEAN


class IntegerType(Struct, frozen=True):
    """An xsd:integer between two bounds, both allowed."""

    datatype: ClassVar = Datatype.INTEGER
    minimum: int
    maximum: int


class TextType(Struct, frozen=True):
    """A text: one string for each language."""

    languages: tuple[str, ...] = ()
    """Primary languages that must be there."""
    min_length: int = 0
    """Of each string, in characters."""


class CodeType(Struct, frozen=True):
    """A code of a list or, if the list is open, the IRI of a foreign concept."""

    scheme: Scheme


class ReferenceType(Struct, frozen=True):
    """The IRI of a node of one of some classes, or of anything where none is named."""

    targets: tuple[str, ...] = ()


class NodeType(Struct, frozen=True):
    """A node of one class that the node with the field contains."""

    target: str


LiteralType = StringType | DecimalType | DateType | BooleanType | IntegerType
Type = LiteralType | TextType | CodeType | ReferenceType | NodeType
"""What the values of a field are. Whoever handles types closes the match with `assert_never`."""


class Field(Struct, frozen=True):
    """One property of a class, as the class's shape constrains it."""

    name: str
    iri: str
    type: Type
    order: int
    required: bool
    many: bool
    label: Text
    definition: Text
    example: tuple[str, ...] = ()
    scope: Text = MappingProxyType({})
    """How it is used, beyond what it means."""

    @property
    def repeatable(self) -> bool:
        """Whether JSON writes an array; a text is repeated by language instead."""
        return self.many and not isinstance(self.type, TextType)


class Test(StrEnum):
    """What a condition asks of a field."""

    PRESENT = "present"
    ABSENT = "absent"
    EQUALS = "equals"
    SEVERAL = "several"


class Clause(Struct, frozen=True):
    """A test of one field; `value` is the code or lexical form it is compared with."""

    field: str
    test: Test
    value: str | bool | None = None

    def holds(self, node: Mapping[str, object]) -> bool:
        """Whether a node passes the test."""
        if self.test is Test.EQUALS:
            return node.get(self.field) == self.value
        if self.test is Test.SEVERAL:
            values = node.get(self.field)
            return isinstance(values, list) and any(one != values[0] for one in values)
        return (self.field in node) is (self.test is Test.PRESENT)


class Condition(Struct, frozen=True):
    """If `when` holds of a node, one of `then` must hold too."""

    name: str
    when: Clause
    then: tuple[Clause, ...]
    message: Text

    def holds(self, node: Mapping[str, object]) -> bool:
        """Whether a node meets the condition."""
        return not self.when.holds(node) or any(clause.holds(node) for clause in self.then)

    @property
    def fields(self) -> set[str]:
        """The fields that it asks about."""
        return {self.when.field, *(clause.field for clause in self.then)}


class Class(Struct, frozen=True, dict=True):
    """A class of nodes with its fields in `sh:order`, inheritance flattened."""

    name: str
    iri: str
    parents: tuple[str, ...]
    fields: tuple[Field, ...]
    conditions: tuple[Condition, ...]
    label: Text
    definition: Text
    example: tuple[str, ...] = ()
    scope: Text = field(default_factory=dict)
    """How it is used, beyond what it means."""

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def by_iri(self) -> dict[str, Field]:
        """The fields by the IRI of their property."""
        return {field.iri: field for field in self.fields}

    @cached_property
    def references(self) -> tuple[Field, ...]:
        """The fields whose values are references."""
        return tuple(field for field in self.fields if isinstance(field.type, ReferenceType))

    @cached_property
    def dates(self) -> tuple[Field, ...]:
        """The fields whose values are dates."""
        return tuple(field for field in self.fields if isinstance(field.type, DateType))

    @cached_property
    def worded(self) -> dict[str, Field]:
        """The fields whose values are strings or texts, by name."""
        types = TextType, LiteralType
        return {field.name: field for field in self.fields if isinstance(field.type, types)}

    @cached_property
    def contained(self) -> tuple[tuple[Field, str], ...]:
        """The fields whose values are nodes, each with the class of the nodes."""
        return tuple(
            (field, field.type.target) for field in self.fields if isinstance(field.type, NodeType)
        )

    @cached_property
    def ordered(self) -> bool:
        """Whether siblings of this class are sorted by their `order`, not their id."""
        return "order" in self.by_name


class Model(Struct, frozen=True, dict=True):
    """The whole vocabulary. `classes` holds the concrete ones in the shapes' order."""

    version: str
    title: Text
    description: Text
    context: str
    """The IRI of its JSON-LD context."""
    classes: Mapping[str, Class]
    schemes: Mapping[str, Scheme]

    @cached_property
    def statements(self) -> frozenset[str]:
        """The names of the concrete subclasses of Statement."""
        return frozenset(cls.name for cls in self.classes.values() if "Statement" in cls.parents)

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The classes of documents: those that no field contains."""
        contained = {
            field.type.target for _, field in self.fields() if isinstance(field.type, NodeType)
        }
        return tuple(name for name in self.classes if name not in contained)

    @cached_property
    def terms(self) -> dict[str, str]:
        """What each IRI of the vocabulary names, as messages say it."""
        found = {field.iri: "a property" for _, field in self.fields()}
        for cls in self.classes.values():
            found |= {NAMESPACE + name: "a class" for name in (cls.name, *cls.parents)}
        for scheme in self.schemes.values():
            found[scheme.iri] = "a code list"
            found |= {code.iri: f"a code of {scheme.name}" for code in scheme.codes.values()}
        return found

    def below(self, name: str) -> frozenset[str]:
        """The classes of the nodes that one of a class may contain, however deep; its own too."""
        found = [name]
        for one in found:
            found += [cls for _, cls in self.classes[one].contained if cls not in found]
        return frozenset(found)

    def fields(self) -> Iterator[tuple[Class, Field]]:
        """Every field with the class it belongs to."""
        for cls in self.classes.values():
            for one in cls.fields:
                yield cls, one
