"""What is recorded of a node, field by field, with what each value is called and where it leads."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, assert_never

from msgspec import Struct

from stdpolicy.document import Document
from stdpolicy.model import (
    BooleanType,
    Class,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    Text,
    TextType,
)
from stdpolicy.model.iri import absolute
from stdpolicy.site.content import Content, Tree, many
from stdpolicy.site.policy.languages import language
from stdpolicy.text.characters import HAN

TOGETHER = {
    "value": ("comparator", "value", "upperValue", "unit"),
    "amount": ("ceiling", "amount", "currency", "payment"),
    "deadline": ("deadline", "deadlinePrecision"),
    "rank": ("rank", "lastRank"),
    "validFrom": ("validFrom", "validFromPrecision"),
    "validUntil": ("validUntil", "validUntilPrecision"),
}
"""Fields that are one fact, by the one that names it."""
_HAN = re.compile(f"[{HAN}]")
_NUMBER = re.compile("[0-9]+$")


class Value(Struct, frozen=True):
    """A value as it is shown."""

    kind: str
    """"string", "language", "text", "date", "truth", "code" or "node"."""
    string: str = ""
    """What is written."""
    text: Text | None = None
    """What it is called, where it has a name."""
    iri: str = ""
    """What it leads to; nothing where that would be in this site and is not."""
    cls: Class | None = None
    """Of a node of this site, its class."""
    number: str = ""
    """Of a statement, that of its id."""

    @property
    def lang(self) -> str:
        """The language of a string that is in none that is stated: Chinese, if there is Chinese in it."""
        return "zh-Hans" if _HAN.search(self.string) else ""


class Fact(Struct, frozen=True):
    """A field with its values."""

    field: Field
    values: tuple[Value, ...]
    together: bool = False
    """Whether the values are those of several fields that say one thing."""


class Referrer(Struct, frozen=True):
    """A node that refers to another."""

    field: Field
    value: Value
    document: Document


class Facts(Struct, frozen=True, dict=True):
    """Facts of the nodes of all documents of a site."""

    content: Content

    @cached_property
    def referrers(self) -> Mapping[str, list[Referrer]]:
        """Who refers to what, by absolute IRI."""
        named = cache(self.named)
        return {
            iri: [Referrer(one.field, named(one.iri), one.document) for one in some]
            for iri, some in self.content.referrals.items()
        }

    @cached_property
    def _bases(self) -> frozenset[str]:
        return frozenset(one.base for one in self.content.documents)

    def of(self, node: Tree, base: str, without: frozenset[str] = frozenset()) -> list[Fact]:
        """The facts of a node; what it contains is left out."""
        return list(self._facts(node, base, without))

    def _facts(self, node: Tree, base: str, without: frozenset[str]) -> Iterator[Fact]:
        cls = self._class(node)
        led = {name: lead for lead, names in TOGETHER.items() if lead in node for name in names}
        for field in cls.fields:
            if field.name not in node or field.name in without or isinstance(field.type, NodeType):
                continue
            if led.get(field.name, field.name) != field.name:
                continue
            if isinstance(field.type, DateType):
                day = known(node[field.name], node.get(f"{field.name}Precision", "day"))
                yield Fact(field, (Value("date", day),))
            elif field.name in led:
                values = [
                    value
                    for name in TOGETHER[field.name]
                    if name in node
                    for value in self._values(cls.by_name[name], node[name], base)
                ]
                yield Fact(field, tuple(values), together=True)
            else:
                yield Fact(field, tuple(self._values(field, node[field.name], base)))

    def _values(self, field: Field, value: Any, base: str) -> Iterator[Value]:
        type = field.type
        match type:
            case TextType():
                yield Value("text", text=value)
            case CodeType():
                for code in many(value):
                    known = type.scheme.codes.get(code)
                    if known:
                        yield Value("code", code, known.label, known.iri)
                    else:
                        yield Value("code", code, iri=code)
            case ReferenceType():
                for iri in many(value):
                    yield self.named(absolute(iri, base))
            case BooleanType():
                yield Value("truth", text=field.label if value else None)
            case StringType() | DecimalType() | IntegerType() | DateType():
                for one in value if isinstance(value, list) else [value]:
                    name = language(str(one)) if field.name == "language" else None
                    yield Value("language" if name else "string", str(one), name)
            case NodeType():
                raise AssertionError("what is contained is no value")
            case _:
                assert_never(type)

    def named(self, iri: str) -> Value:
        """A node by its absolute IRI."""
        node = self.content.nodes.get(iri)
        if node is None:
            here = iri.partition("#")[0] in self._bases
            return Value("node", iri, iri="" if here else iri)
        return Value("node", iri, self.content.name(iri), iri, self._class(node), number(node))

    def _class(self, node: Tree) -> Class:
        return self.content.model.classes[str(node["type"])]


def known(day: str, precision: str) -> str:
    """A day as far as it is known: 2025-12-31, of which the year is, as 2025."""
    return {"year": day[:4], "month": day[:7]}.get(precision, day)


def number(node: Tree) -> str:
    """The number at the end of an id, by which statements of one kind are told apart."""
    found = _NUMBER.search(str(node["id"])) if str(node["id"]).startswith("#") else None
    return found[0] if found else ""
