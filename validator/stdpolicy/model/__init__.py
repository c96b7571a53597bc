"""The vocabulary as frozen records: what `ontology/` says, as the rest of the package reads it.

The records are built by `stdpolicy.model.loader`; `model()` returns the one the package ships.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache

Text = Mapping[str, str]
"""A text in several languages: BCP 47 tag to string."""

NAMESPACE = "https://w3id.org/stdpolicy/ns#"
CODES = "https://w3id.org/stdpolicy/code/"
CONTEXT = "https://w3id.org/stdpolicy/context/v1.jsonld"
IRI_CHARACTER = (
    r"([A-Za-z0-9._~:/?@!$&'()*+,;=\-]|%[0-9A-Fa-f]{2}|[\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF])"
)


def _iri(any_: str, some: str) -> str:
    return (
        rf"(https?://[A-Za-z0-9.\-]+(:[0-9]{{1,5}})?([/?]{IRI_CHARACTER}{any_})?"
        rf"|urn:[A-Za-z0-9][A-Za-z0-9\-]*:{IRI_CHARACTER}{some})(#{IRI_CHARACTER}{any_})?"
    )


def _document(any_: str) -> str:
    inner = IRI_CHARACTER.replace("/?", "")
    first = inner.replace(".", "")
    segment = rf"({first}{inner}{any_})?"
    return rf"https?://[A-Za-z0-9.\-]+(:[0-9]{{1,5}})?(/{segment})+(\?{IRI_CHARACTER}{any_})?"


IRI_PATTERN = _iri("*", "+")
"""An absolute IRI, http, https or urn, with or without fragment (a part of RFC 3987)."""
DOCUMENT_PATTERN = _document("*")
"""The IRI of a document: http or https, with a path, of which no segment begins with a dot.

Against other base IRIs some processors resolve #t1 wrongly: rdflib makes urn:x:y#t1 urn:x:y/#t1.
"""
LANGUAGE_PATTERN = "[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([0-9A-Za-z]{5,8}|[0-9][0-9A-Za-z]{3}))?"
"""A language tag: language, script, region, one variant (RFC 5646, section 2.1)."""
DATE_PATTERN = (
    "[1-9][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    "|([1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)-02-29"
)
"""A day of the Gregorian calendar (xsd:date without time zone)."""
FORBIDDEN_PATTERN = r"[\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]"
"""What XML 1.0 cannot carry (section 2.2), and CR, which its parsers turn into LF."""
FRAGMENT_PATTERN = r"#[A-Za-z][A-Za-z0-9._\-]*"
"""The id of a node within its document."""
# Possessive in Python, which otherwise keeps a frame for each character of a long string.
IRI = re.compile(_iri("*+", "++"))
DOCUMENT = re.compile(_document("*+"))
FRAGMENT = re.compile(FRAGMENT_PATTERN)
LANGUAGE = re.compile(LANGUAGE_PATTERN)
XSD = "http://www.w3.org/2001/XMLSchema#"


@lru_cache(maxsize=1000)
def language_tag(tag: str) -> str:
    """The tag in the case that BCP 47 recommends, such as `zh-Hans` (RFC 5646, section 2.1.1).

    What is no language tag is left as it is.
    """
    if not LANGUAGE.fullmatch(tag):
        return tag
    subtags = tag.lower().split("-")
    for at in range(1, len(subtags)):
        if len(subtags[at]) == 2:
            subtags[at] = subtags[at].upper()
        elif len(subtags[at]) == 4 and subtags[at].isalpha():
            subtags[at] = subtags[at].capitalize()
    return "-".join(subtags)


class Kind(StrEnum):
    """What the value of a field is; every codec handles each of the five."""

    LITERAL = "literal"
    TEXT = "text"
    CODE = "code"
    REFERENCE = "reference"
    NODE = "node"


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


@dataclass(frozen=True, slots=True)
class Code:
    """One concept of a code list."""

    name: str
    iri: str
    label: Text
    definition: Text
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A code list. An open one also allows the absolute IRI of a foreign concept."""

    name: str
    iri: str
    closed: bool
    codes: Mapping[str, Code]
    label: Text
    definition: Text

    @property
    def namespace(self) -> str:
        """The prefix of its concepts' IRIs."""
        return self.iri + "/"


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a class, as the class's shape constrains it."""

    name: str
    iri: str
    kind: Kind
    order: int
    required: bool
    many: bool
    label: Text
    definition: Text
    example: tuple[str, ...] = ()
    datatype: Datatype | None = None  # of a literal
    pattern: str | None = None  # of a literal; anchored with ^ and $
    min_length: int = 0  # of a string or text, in characters
    minimum: int | None = None  # of an integer
    maximum: int | None = None
    languages: tuple[str, ...] = ()  # of a text: primary languages that must be there
    scheme: Scheme | None = None  # of a code
    targets: tuple[str, ...] = ()  # of a node or reference: class names, none where any IRI will do

    @property
    def repeatable(self) -> bool:
        """Whether JSON writes an array; a text is repeated by language instead."""
        return self.many and self.kind is not Kind.TEXT


class Test(StrEnum):
    """What a condition asks of a field."""

    PRESENT = "present"
    ABSENT = "absent"
    EQUALS = "equals"


@dataclass(frozen=True, slots=True)
class Clause:
    """A test of one field; `value` is the code or lexical form it is compared with."""

    field: str
    test: Test
    value: str | bool | None = None

    def holds(self, node: Mapping[str, object]) -> bool:
        """Whether a node passes the test."""
        if self.test is Test.EQUALS:
            return node.get(self.field) == self.value
        return (self.field in node) is (self.test is Test.PRESENT)


@dataclass(frozen=True, slots=True)
class Condition:
    """If `when` holds of a node, `then` must hold too."""

    name: str
    when: Clause
    then: Clause
    message: Text


@dataclass(frozen=True)
class Class:
    """A class of nodes with its fields in `sh:order`, inheritance flattened."""

    name: str
    iri: str
    parents: tuple[str, ...]
    fields: tuple[Field, ...]
    conditions: tuple[Condition, ...]
    label: Text
    definition: Text
    example: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    @property
    def ordered(self) -> bool:
        """Whether siblings of this class are sorted by their `order`, not their id."""
        return "order" in self.by_name


@dataclass(frozen=True)
class Model:
    """The whole vocabulary. `classes` holds the concrete ones in the shapes' order."""

    version: str
    title: Text
    description: Text
    classes: Mapping[str, Class]
    schemes: Mapping[str, Scheme]
    statements: frozenset[str]
    """The names of the concrete subclasses of Statement."""

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The classes of documents: those that no field contains."""
        contained = {
            name for _, field in self.fields() if field.kind is Kind.NODE for name in field.targets
        }
        return tuple(name for name in self.classes if name not in contained)

    def fields(self) -> Iterator[tuple[Class, Field]]:
        """Every field with the class it belongs to."""
        for cls in self.classes.values():
            for field in cls.fields:
                yield cls, field


@cache
def model() -> Model:
    """The model of the ontology that this package ships."""
    from stdpolicy.model.loader import load_model

    return load_model()
