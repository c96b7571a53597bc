"""Single faults of a document: for each field of each node what can be wrong with it, and the rule
that says so. A fault is made in place, in the node that it is given.
"""

from collections.abc import Callable, Iterator
from functools import partial, reduce
from operator import getitem
from typing import Any, NamedTuple

from small_policy import Tree
from stdpolicy.diagnostics import Path
from stdpolicy.model import (
    Class,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    Model,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)

Change = Callable[[Tree], object]


class Fault(NamedTuple):
    """A kind of fault, the codes that it comes to, and how it is made in a node at a path."""

    kind: str
    codes: tuple[str, ...]
    path: Path
    change: Change

    def make(self, tree: Tree) -> None:
        self.change(reduce(getitem, self.path, tree))


def nodes(
    tree: Tree, cls: Class, model: Model, path: Path = ()
) -> Iterator[tuple[Tree, Class, Path]]:
    """Each node of a document with its class and path."""
    yield tree, cls, path
    for field, target in cls.contained:
        value = tree.get(field.name, [])
        below = enumerate(value) if isinstance(value, list) else [(None, value)]
        for at, node in below:
            steps = (*path, field.name) if at is None else (*path, field.name, at)
            yield from nodes(node, model.classes[target], model, steps)


def faults(tree: Tree, model: Model) -> Iterator[Fault]:
    """Every single fault of a document."""
    for node, cls, path in nodes(tree, model.classes[tree["type"]], model):
        for kind, codes, change in of_node(path):
            yield Fault(kind, tuple(codes.split()), path, change)
        for field in cls.fields:
            if field.name in node:
                for kind, codes, change in of_field(field, node[field.name]):
                    yield Fault(f"{kind} {field.name}", tuple(codes.split()), path, change)


def of_node(path: Path) -> Iterator[tuple[str, str, Change]]:
    yield "unknown", "SP201", partial(put, "zzz", "x")
    if path:
        yield "no id", "SP202", partial(drop, "id")
        yield "id without #", "SP205", lambda node: node.update(id=node["id"][1:])
        yield "other id", "SP205", partial(put, "id", "#1")
        yield "list of ids", "SP205", partial(put, "id", ["#x"])
        yield "no type", "SP202", partial(drop, "type")
        yield "other type", "SP203", partial(put, "type", "Zzz")


def of_field(field: Field, found: Any) -> Iterator[tuple[str, str, Change]]:
    name = field.name
    replaced = partial(put_first if field.repeatable else put, name)
    yield "misspelt", "SP201", partial(rename, name, name[:-1] if len(name) > 3 else name + "x")
    # What is renamed beyond recognition is missing too, where something has to be there.
    yield "renamed", "SP201 SP202? SP211?", partial(rename, name, "qqqqqqqq")
    if field.required:
        yield "missing", "SP202", partial(drop, name)
        yield "null", "SP208", partial(put, name, None)
    match field.type:
        case TextType():
            yield "no text", "SP308", partial(put, name, 5)
            yield "no string", "SP310", partial(put, name, found | {"en": 5})
            yield "two of a language", "SP310", partial(put, name, found | {"en": "x", "EN": "y"})
            yield "bad language", "SP309", partial(put, name, found | {"e_n": "x"})
            return
        case NodeType():
            yield "a number", "SP210", partial(replaced, 5)
            yield "a string", "SP210", partial(replaced, "#x")
        case _:
            yield "wrong type", "SP301", partial(replaced, 5.5)
    if not field.repeatable:
        yield "two", "SP206", partial(put, name, [found, found])
    match field.type:
        case CodeType():
            yield "bad code", "SP304", partial(replaced, "zzz")
        case DecimalType():
            yield "bad decimal", "SP302", partial(replaced, "x")
        case DateType():
            yield "bad date", "SP303", partial(replaced, "2020-02-30")
        case IntegerType():
            yield "out of range", "SP307", partial(replaced, 0)
        case ReferenceType():
            yield "no IRI", "SP306", partial(replaced, "no iri")
            if field.type.targets:
                other = "#source" if "Provision" in field.type.targets else "#title"
                yield "dangling", "SP402", partial(replaced, "#nowhere")
                yield "wrong class", "SP403", partial(replaced, other)
        case StringType(pattern):
            yield "control character", "SP312", partial(replaced, "x\x01")
            yield "empty", "SP208" if not pattern else "SP305", partial(replaced, "")


def put(name: str, value: Any, node: Tree) -> None:
    node[name] = value


def put_first(name: str, value: Any, node: Tree) -> None:
    node[name][0] = value


def drop(name: str, node: Tree) -> None:
    del node[name]


def rename(name: str, new: str, node: Tree) -> None:
    node[new] = node.pop(name)
