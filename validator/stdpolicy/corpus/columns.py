"""Columns of tables. Those of what documents hold are made from the vocabulary."""

import re
from collections.abc import Iterator
from typing import NamedTuple, assert_never

import pyarrow as pa

from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model.edition import model

TEXT, NUMBER, DATE, TRUTH = pa.string(), pa.int64(), pa.date32(), pa.bool_()
LIST = pa.list_(TEXT)
LANGUAGES = {"zh": "in Chinese", "en": "in English"}
"""The languages of which a text has a column each: simplified Chinese, and English."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    type: pa.DataType
    meaning: str


def snake(name: str) -> str:
    """The name of a property as that of a column: stated_in of statedIn."""
    return re.sub(r"(?=[A-Z])", "_", name).lower()


def described(cls: str) -> Iterator[Column]:
    """The columns of the properties of a class but those that contain nodes, which are rows of their own."""
    for item in model().classes[cls].fields:
        if isinstance(item.type, NodeType):
            continue
        meaning = item.definition["en"]
        if isinstance(item.type, TextType):
            for language, words in LANGUAGES.items():
                yield Column(f"{snake(item.name)}_{language}", TEXT, f"{words}: {meaning}")
        else:
            kind = of(item)
            yield Column(snake(item.name), pa.list_(kind) if item.many else kind, meaning)


def of(item: Field) -> pa.DataType:
    """The type of one value of a property."""
    match item.type:
        case DecimalType():
            return pa.float64()
        case IntegerType():
            return NUMBER
        case BooleanType():
            return TRUTH
        case DateType():
            return DATE
        case StringType() | CodeType() | ReferenceType() | TextType() | NodeType():
            return TEXT
    assert_never(item.type)
