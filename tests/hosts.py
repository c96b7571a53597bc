"""Small valid documents, derived from the Model: for each class and field one that has it."""

import re
from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import Any

from conditions import ABSENT, OTHER, SEVERAL, State, named, states
from stdpolicy.model import (
    BooleanType,
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
from strategies import Tree, paths

BASE = "https://mutant.example/d"
ELSEWHERE = "https://other.example/"
STRINGS = [
    "0" * 64,
    "1" * 64,
    "a.txt",
    "b/c.txt",
    "CNY",
    "USD",
    "en",
    "zh-Hans",
    "330400",
    "330500",
]
"""Strings of which two match each pattern of the Model."""


def two(field: Field, taken: Iterable[Any] = ()) -> list[Any]:
    """Two values that a literal, code or reference allows, other than those taken."""
    found: Iterable[Any]
    match field.type:
        case CodeType(scheme):
            found = sorted(scheme.codes)
        case ReferenceType():
            found = [ELSEWHERE + "a", ELSEWHERE + "b"]
        case DecimalType():
            found = ["20", "0.5"]
        case DateType():
            found = ["2024-02-29", "2025-12-31"]
        case BooleanType():
            found = [True, False]
        case IntegerType():
            found = [1, 2]
        case StringType(None):
            found = ["文", "字"]
        case StringType(str(pattern)):
            found = [string for string in STRINGS if re.fullmatch(pattern[1:-1], string)]
        case _:
            raise ValueError(field.name)
    return list(islice((value for value in found if value not in taken), 2))


class Host:
    """A document and the node in it that is going to be changed."""

    def __init__(
        self,
        model: Model,
        cls: Class,
        field: Field | None = None,
        state: State | None = None,
    ) -> None:
        self.model, self.cls = model, cls
        self.numbers = count(1)
        route = next(r for root in model.roots for r in paths(model, root) if r[-1] == cls.name)
        self.tree = self.node = self.minimal(model.classes[route[0]])
        for name in route[1:]:
            link = next(f for f in self.model.classes[self.node["type"]].fields
                        if f.type == NodeType(name))  # fmt: skip
            below = self.node.setdefault(link.name, self.contained(link))
            self.node = below[0] if link.many else below
        fresh = self.minimal(cls, field, state)
        self.node.clear()
        self.node.update(fresh)
        self.tree["id"] = BASE

    def minimal(self, cls: Class, wanted: Field | None = None, state: State | None = None) -> Tree:
        """A node with what its class requires, the field wanted, and what its state says."""
        tree: Tree = {"id": f"#n{next(self.numbers)}", "type": cls.name}
        state = state or self.valid_state(cls, wanted)
        for field in cls.fields:
            given = state.get(field.name, ABSENT)
            if given is SEVERAL:
                tree[field.name] = two(field, ())
            elif given is not ABSENT and given is not OTHER:
                tree[field.name] = given
            elif given is OTHER or field.required or field is wanted:
                tree[field.name] = self.value(field, named(cls).get(field.name, []))
        return tree

    def valid_state(self, cls: Class, wanted: Field | None) -> State:
        valid = [state for state, broken in states(cls) if not broken]
        if wanted is not None and wanted.name in valid[0]:
            valid = [state for state in valid if state[wanted.name] is not ABSENT]
        return min(valid, key=lambda state: sum(v is not ABSENT for v in state.values()))

    def value(self, field: Field, taken: Iterable[Any] = ()) -> Any:
        if isinstance(field.type, NodeType):
            return self.contained(field)
        if isinstance(field.type, TextType):
            return {"zh-Hans": "题"}
        one = two(field, taken)[0]
        return [one] if field.many else one

    def contained(self, field: Field) -> Any:
        assert isinstance(field.type, NodeType)
        node = self.minimal(self.model.classes[field.type.target])
        return [node] if field.many else node

    def nodes(self) -> Iterator[tuple[str, str]]:
        """Id and class of each node, the document first."""
        todo = [self.tree]
        for node in todo:
            yield node["id"], node["type"]
            for field, _ in self.model.classes[node["type"]].contained:
                if field.name in node:
                    value = node[field.name]
                    todo += value if field.many else [value]
