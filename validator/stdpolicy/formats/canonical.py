"""The canonical tree: fields in `sh:order`, sets sorted, ids relative, nothing empty.

Works on trees that the schema accepts; what it changes is never content: key order, set order,
the case of language tags, and whether an id of the document is written with or without its base.
"""

import re
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
        same = True
        new: Any
        for field, of, many, ordered in self.plans[name]:
            value = get(field)
            if value is None:
                continue
            match of:
                case NodeType():
                    if many:
                        new = [self.node(node) for node in value]
                        if len(new) > 1:
                            new.sort(key=by_order if ordered else by_id)
                        if all(map(is_, new, value)):
                            new = value
                    else:
                        new = self.node(value)
                case TextType():
                    new = text(value)
                case ReferenceType():
                    if many:
                        iris = {as_reference(iri, self.base) for iri in value}
                        if len(iris) < len(value):
                            raise Merged(field)
                        new = _in_order(value, sorted(iris, key=natural))
                    else:
                        new = as_reference(value, self.base)
                case (
                    CodeType()
                    | StringType()
                    | DecimalType()
                    | DateType()
                    | BooleanType()
                    | IntegerType()
                ):
                    new = _in_order(value, sorted(value)) if many else value
                case _:
                    assert_never(of)
            same = same and new is value
            result[field] = new
        return tree if same and list(tree) == list(result) else result


def _in_order(strings: list[str], in_order: list[str]) -> list[str]:
    """Strings in order: the list that was there, where they were."""
    return strings if strings == in_order else in_order


def text(value: dict[str, str]) -> dict[str, str]:
    """Language tags in BCP 47 case, in code point order. Raises Merged."""
    if list(value) == sorted(map(language_tag, value)):
        return value
    result = dict(sorted((language_tag(tag), string) for tag, string in value.items()))
    if len(result) < len(value):
        raise Merged(", ".join(value))
    return result
