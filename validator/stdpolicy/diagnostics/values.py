"""The typed values of messages: data, which only `stdpolicy.wording` puts into words."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Number:
    """A number, as written or counted."""

    value: str | int


@dataclass(frozen=True, slots=True)
class Words:
    """A string; its subclasses are kinds of strings, which are shown in different ways."""

    value: str


class Date(Words):
    """A date as written."""

    __slots__ = ()


class Name(Words):
    """A name of the vocabulary as files write it: a class, property, datatype or code list."""

    __slots__ = ()


class Code(Words):
    """A code, an IRI or another name that stands for something."""

    __slots__ = ()


class Node(Words):
    """A node, by its id or else its class."""

    __slots__ = ()


class Quote(Words):
    """Words of the file or of the policy, shown in quotation marks and short."""

    __slots__ = ()


class Said(Words):
    """What a parser of another library says, in its own words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the tree as it was found, of whatever type."""

    value: Any


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of ours within a sentence, in each language."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Several values; `conjunction` joins the last two."""

    values: tuple["Value", ...]
    conjunction: str = ""
    """"and", "or" or nothing."""


Value = Number | Date | Name | Code | Node | Quote | Found | Listed | Phrase | Said
