"""The examples, shortened so that many mutants take little time, and every kind of statement is in them."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from generate import EXAMPLES, beginning

import stdpolicy

Tree = dict[str, Any]

EMENDATIONS = 2
"""How many emendations of a text are kept."""


@cache
def seeds() -> list[Tree]:
    """The trees of the examples, shortened; each with the IRI of the document."""
    trees = [json.loads(path.read_bytes()) for path in sorted(EXAMPLES.glob("*/*.jsonld"))]
    return [stdpolicy.load(json.dumps(shortened(tree)).encode()).tree for tree in trees]


def shortened(tree: Tree) -> Tree:
    """Of a policy the beginning, up to the provision after its first measure; of another document what
    shows a property of a class that nothing before it has, and what that refers to.
    """
    if tree["type"] == "Policy":
        order = [node["id"] for node in inside(tree["provision"])]
        first = order.index(tree["measure"][0]["statedIn"])
        short = beginning(tree, set(order[: first + 2]))
        emended = tree["source"]["emendation"][:EMENDATIONS]
        return short | {"source": short["source"] | {"emendation": emended}}
    nodes = {node["id"]: node for node in inside(tree) if node is not tree}
    kept, seen = set[str](), set[tuple[str, str]]()
    for node in nodes.values():
        needed = [] if properties(node) <= seen else [node["id"]]
        while needed:
            one = needed.pop()
            if one in nodes and one not in kept:
                kept.add(one)
                seen |= properties(nodes[one])
                needed += [each for value in nodes[one].values() for each in _strings(value)]
    return {key: _only(value, kept) for key, value in tree.items()}


def properties(value: Any) -> set[tuple[str, str]]:
    """Each property that a node in a value has, with the class of the node."""
    return {(node["type"], key) for node in inside(value) for key in node}


def inside(value: Any) -> Iterator[Tree]:
    """The nodes of a value; language maps are values."""
    if isinstance(value, dict) and "type" in value:
        yield value
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            yield from inside(each)


def _strings(value: Any) -> list[str]:
    return [
        each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)
    ]


def _only(value: Any, kept: set[str]) -> Any:
    """A list of nodes without those that are not kept; whatever else it is, as it is."""
    of_nodes = isinstance(value, list) and isinstance(value[0], dict) and "id" in value[0]
    return [node for node in value if node["id"] in kept] if of_nodes else value
