"""The canonical tree: fields in `sh:order`, sets sorted, ids relative, nothing empty.

Works on trees that the schema accepts; what it changes is never content: key order, set order,
the case of language tags, and whether an id of the document is written with or without its base.
"""

import re
from collections.abc import Collection
from operator import is_
from typing import Any, NamedTuple, assert_never

from stdpolicy.formats.reading import Tree
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
    Type,
)
from stdpolicy.model.edition import by_edition, model
from stdpolicy.model.iri import as_reference
from stdpolicy.model.lexical import language_tag

DIGITS = re.compile("([0-9]+)")


class Merged(ValueError):
    """Two things of a tree are one: nodes of one id, texts of one language, equal references."""


def natural(name: str) -> tuple[list[str], str]:
    """A sort key that puts `#t2` before `#t10`; equal numbers are told apart by spelling."""
    parts = DIGITS.split(name)
    for at in range(1, len(parts), 2):
        # A number sorts by how many digits it has, then by the digits: no limit on its length.
        digits = parts[at].lstrip("0")
        parts[at] = f"{len(digits):06}{digits}"
    return parts, name


class _Column(NamedTuple):
    """A field as the canonical form needs it; `of` is the type of its values."""

    name: str
    of: Type
    many: bool
    ordered: bool


def canonical(tree: Tree, base: str) -> Tree:
    """The canonical tree of one that the schema accepts. Raises Merged.

    What is canonical as it stands is the same object in both: most files are, and a copy takes as much
    memory once more.
    """
    return _Walk(base).node(tree)


@by_edition
def _plans() -> dict[str, list[_Column]]:
    return {cls.name: [_column(field) for field in cls.fields] for cls in model().classes.values()}


def _column(field: Field) -> _Column:
    ordered = isinstance(field.type, NodeType) and model().classes[field.type.target].ordered
    return _Column(field.name, field.type, field.many, ordered)


def by_id(node: Tree) -> Any:
    """A sort key of siblings."""
    return natural(node["id"])


def by_order(node: Tree) -> Any:
    """A sort key of siblings that are numbered."""
    return node["order"], natural(node["id"])


class _Walk:
    """One walk over a tree, with the ids that it has seen."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.plans = _plans()
        self.seen: set[str] = set()

    def node(self, tree: Tree) -> Tree:
        iri = tree["id"]
        name = tree["type"]
        result: Tree = {"id": iri, "type": name}
        if iri in self.seen:
            raise Merged(iri)
        self.seen.add(iri)
        get = tree.get
        for field, of, many, ordered in self.plans[name]:
            value = get(field)
            if value is None:
                continue
            match of:
                case NodeType():
                    if many:
                        nodes = [self.node(node) for node in value]
                        if len(nodes) > 1:
                            nodes.sort(key=by_order if ordered else by_id)
                        result[field] = _as_it_stands(value, nodes)
                    else:
                        result[field] = self.node(value)
                case TextType():
                    result[field] = text(value)
                case ReferenceType():
                    if many:
                        iris = {as_reference(iri, self.base) for iri in value}
                        if len(iris) < len(value):
                            raise Merged(field)
                        result[field] = _as_it_stands(value, sorted(iris, key=natural))
                    else:
                        result[field] = as_reference(value, self.base)
                case (
                    CodeType()
                    | StringType()
                    | DecimalType()
                    | DateType()
                    | BooleanType()
                    | IntegerType()
                ):
                    result[field] = _as_it_stands(value, sorted(value)) if many else value
                case _:
                    assert_never(of)
        return tree if _is_same(tree, result) else result


def text(value: dict[str, str]) -> dict[str, str]:
    """Language tags in BCP 47 case, in code point order. Raises Merged."""
    result = dict(sorted((language_tag(tag), string) for tag, string in value.items()))
    if len(result) < len(value):
        raise Merged(", ".join(value))
    return value if _is_same(value, result) else result


def _as_it_stands(old: list[Any], new: list[Any]) -> list[Any]:
    """The list that was there, if the new one has the same objects in the same order."""
    return old if _are_same(old, new) else new


def _is_same(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether two objects have the same keys with the same objects, in the same order."""
    return list(old) == list(new) and _are_same(old.values(), new.values())


def _are_same(old: Collection[Any], new: Collection[Any]) -> bool:
    return len(old) == len(new) and all(map(is_, old, new))
