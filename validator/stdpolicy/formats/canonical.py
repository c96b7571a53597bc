"""The canonical tree: fields in `sh:order`, sets sorted, ids relative, nothing empty.

Works on trees that the schema accepts; what it changes is never content: key order, set order,
the case of language tags, and whether an id of the document is written with or without its base.
"""

import re
from collections.abc import Callable
from typing import Any

from stdpolicy.formats.reading import Tree
from stdpolicy.model import Class, Kind, Model
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


def canonicalizer(model: Model) -> Callable[[Tree, str], Tree]:
    """A function from (tree, document IRI) to the canonical tree, with a plan per class."""
    plans: dict[str, list[tuple[str, Kind, bool, bool]]] = {
        cls.name: [
            (field.name, field.kind, field.many, _ordered(model, field.targets))
            for field in cls.fields
        ]
        for cls in model.classes.values()
    }

    def canonical(tree: Tree, base: str) -> Tree:
        """Raises Merged."""
        seen: set[str] = set()
        prefix = base + "#"
        cut = len(base)

        def relative(iri: str) -> str:
            return iri[cut:] if iri.startswith(prefix) else iri

        def by_id(node: Tree) -> Any:
            return natural(node["id"])

        def by_order(node: Tree) -> Any:
            return (node["order"], natural(node["id"]))

        def walk(tree: Tree) -> Tree:
            iri = tree["id"]
            name = tree["type"]
            result: Tree = {"id": iri, "type": name}
            if iri in seen:
                raise Merged(iri)
            seen.add(iri)
            get = tree.get
            for field, kind, many, ordered in plans[name]:
                value = get(field)
                if value is None:
                    continue
                if kind is Kind.NODE:
                    if many:
                        nodes = [walk(node) for node in value]
                        if len(nodes) > 1:
                            nodes.sort(key=by_order if ordered else by_id)
                        result[field] = nodes
                    else:
                        result[field] = walk(value)
                elif kind is Kind.TEXT:
                    result[field] = text(value)
                elif kind is Kind.REFERENCE:
                    if many:
                        result[field] = sorted(map(relative, value), key=natural)
                        if len(set(result[field])) < len(value):
                            raise Merged(field)
                    else:
                        result[field] = value if value[0] == "#" else relative(value)
                else:
                    result[field] = sorted(value) if many else value
            return result

        return walk(tree)

    return canonical


def text(value: dict[str, str]) -> dict[str, str]:
    """Language tags in BCP 47 case, in code point order. Raises Merged."""
    result = dict(sorted((language_tag(tag), string) for tag, string in value.items()))
    if len(result) < len(value):
        raise Merged(", ".join(value))
    return result


def _ordered(model: Model, targets: tuple[str, ...]) -> bool:
    classes: list[Class] = [model.classes[t] for t in targets if t in model.classes]
    return bool(classes) and all(cls.ordered for cls in classes)
