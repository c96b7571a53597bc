"""Whether a tree is canonical as it stands, as most that are read are: asked of it, it need not be made anew.

Of each node its keys are compared at once, and then only those values are looked at that could stand
otherwise.
"""

from collections.abc import Sequence
from functools import lru_cache
from operator import lt
from typing import Any, NamedTuple, assert_never

from stdpolicy.formats.reading import Tree
from stdpolicy.formats.shapes import Shapes
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
    TextType,
)
from stdpolicy.model.edition import by_edition, model
from stdpolicy.model.lexical import language_tag
from stdpolicy.patterns import regex

NUMBER = regex("([0-9]+)")
DIGITS = "0123456789"


def natural(name: str) -> tuple[list[str], str]:
    """A sort key that puts `#t2` before `#t10`; equal numbers are told apart by spelling."""
    parts = NUMBER.split(name)
    for at in range(1, len(parts), 2):
        # A number sorts by how many digits it has, then by the digits: no limit on its length.
        digits = parts[at].lstrip("0")
        parts[at] = f"{len(digits):06}{digits}"
    return parts, name


class _Shape(NamedTuple):
    """Nodes of one class that have the same keys in canonical order: of which fields more is asked."""

    texts: list[str]
    integers: list[str]
    sets: list[str]
    """Of literals and codes."""
    references: list[str]
    sets_of_references: list[str]
    nodes: list[str]
    numbered: list[str]
    named: list[str]
    """Nodes that are sorted by their ids."""


def _shape(cls: Class, keys: tuple[str, ...]) -> _Shape | None:
    """What is asked of nodes; None where their keys are in another order, or not of the class."""
    fields = [field for field in cls.fields if field.name in keys]
    if keys != ("id", "type", *(field.name for field in fields)):
        return None
    shape = _Shape([], [], [], [], [], [], [], [])
    for field in fields:
        if (asked := _asked(field, shape)) is not None:
            asked.append(field.name)
    return shape


def _asked(field: Field, shape: _Shape) -> list[str] | None:
    match field.type:
        case NodeType(target) if field.many:
            return shape.numbered if model().classes[target].ordered else shape.named
        case NodeType():
            return shape.nodes
        case TextType():
            return shape.texts
        case ReferenceType():
            return shape.sets_of_references if field.many else shape.references
        case IntegerType() if not field.many:
            return shape.integers
        case CodeType() | StringType() | DecimalType() | DateType() | BooleanType() | IntegerType():
            return shape.sets if field.many else None
        case other:
            assert_never(other)


@by_edition
def _shapes() -> Shapes[_Shape | None]:
    return Shapes(_shape)


def in_order(tree: Tree, base: str) -> bool:
    """Whether a tree that the schema accepts is canonical, and says nothing twice. An integer that is
    written as another number, such as 1.0, is not.
    """
    shapes, own = _shapes(), f"{base}#"
    nodes = [tree]
    for node in nodes:  # which grow meanwhile
        shape = shapes[node["type"]][tuple(node)]
        if shape is None:
            return False
        texts, integers, sets, references, sets_of_references, single, numbered, named = shape
        for name in texts:
            if not _are_tags(tuple(node[name])):
                return False
        for name in integers:
            if type(node[name]) is not int:
                return False
        for name in sets:
            if len(values := node[name]) > 1 and values != sorted(values):
                return False
        for name in references:
            if node[name].startswith(own):
                return False
        for name in sets_of_references:
            values = node[name]
            for iri in values:
                if iri.startswith(own):
                    return False
            if len(values) > 1 and not _ascend(list(map(natural, values))):
                return False
        for name in single:
            nodes.append(node[name])
        for name in numbered:
            values = node[name]
            nodes += values
            if len(values) > 1 and not _ascend([one["order"] for one in values]):
                return False
        for name in named:
            values = node[name]
            nodes += values
            if len(values) > 1 and not _are_counted([one["id"] for one in values]):
                return False
    return len({node["id"] for node in nodes}) == len(nodes)


def _ascend(values: Sequence[Any]) -> bool:
    return all(map(lt, values, values[1:]))


@lru_cache(maxsize=1000)
def _are_tags(tags: tuple[str, ...]) -> bool:
    """Whether language tags are as they should be, and in order."""
    return list(tags) == sorted(set(map(language_tag, tags)))


def _are_counted(ids: list[str]) -> bool:
    """Whether ids are in order: one name with numbers that ascend, as most are, or any."""
    name = ids[0].rstrip(DIGITS)
    if all(iri.rstrip(DIGITS) == name for iri in ids):
        try:
            if _ascend([int(iri[len(name) :]) for iri in ids]):
                return True
        except ValueError:  # no number, or one of thousands of digits
            pass
    return _ascend(list(map(natural, ids)))
