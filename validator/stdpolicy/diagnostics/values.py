"""The typed values of messages: data, which only `stdpolicy.wording` puts into words."""

from typing import Any

from msgspec import Struct


class Number(Struct, frozen=True):
    """A number, as written or counted."""

    value: str | int


class Words(Struct, frozen=True):
    """A string; its subclasses are kinds of strings, which are shown in different ways."""

    value: str


class Date(Words, frozen=True):
    """A date as written."""


class Name(Words, frozen=True):
    """A name of the vocabulary as files write it: a class, property, datatype or code list."""


class Code(Words, frozen=True):
    """A code, an IRI or another name that stands for something."""


class Node(Words, frozen=True):
    """A node, by its id or else its class."""


class Quote(Words, frozen=True):
    """Words of the file or of the policy, shown in quotation marks and short."""


class Said(Words, frozen=True):
    """What a parser of another library says, in its own words."""


class Found(Struct, frozen=True):
    """A value of the tree as it was found, of whatever type."""

    value: Any


class Phrase(Struct, frozen=True):
    """Words of ours within a sentence, in each language."""

    en: str
    zh: str


class Listed(Struct, frozen=True):
    """Several values; `conjunction` joins the last two."""

    values: tuple["Value", ...]
    conjunction: str = ""
    """"and", "or" or nothing."""


Value = Number | Date | Name | Code | Node | Quote | Found | Listed | Phrase | Said
