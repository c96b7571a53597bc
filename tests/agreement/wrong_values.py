"""Wrong but well-formed values in the examples: each a value that the document or the list has elsewhere.

A mutant changes one field of one statement, of the policy or of a provision, or drops an assignment.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stdpolicy.model import CodeType, ReferenceType
from stdpolicy.model.edition import model

Tree = dict[str, Any]

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/policy.jsonld"))
FIELDS = {
    "Policy": "title documentNumber documentType genre level issuer dateAdopted datePrinted datePublished dateInForce periodStart periodEnd",
    "Provision": "kind",
    "Goal": "deadline deadlinePrecision",
    "Measure": "deadline deadlinePrecision",
    "Target": "value upperValue comparator unit mode modality periodicity vague trend deadline deadlinePrecision place",
    "Action": "modality standardType place",
    "Phase": "start end",
    "Assignment": "role body openList",
    "Incentive": "amount currency ceiling payment standardType",
    "Reference": "title documentNumber",
}
DROPPED = ("Assignment", "dropped")
MISSING = object()


@dataclass
class Mutant:
    """A document with one wrong value; `text` is the whole file."""

    policy: str
    cls: str
    field: str
    node: str
    right: Any
    wrong: Any
    tree: Tree

    @property
    def data(self) -> bytes:
        return json.dumps(self.tree, ensure_ascii=False).encode()


def read(path: Path) -> Tree:
    tree: Tree = json.loads(path.read_bytes())
    return tree


def nodes(tree: Tree, parent: Tree | None = None) -> Iterator[tuple[Tree, Tree | None]]:
    """Every node with the one that contains it."""
    yield tree, parent
    for key, value in tree.items():
        for one in (value if isinstance(value, list) else [value]) if key != "@context" else ():
            if isinstance(one, dict) and "type" in one:
                yield from nodes(one, tree)


def pool(cls: str, field: str, trees: list[Tree]) -> list[Any]:
    """What else the field may say: the codes of its list, or what it says in any of the documents."""
    type_ = model().classes[cls].by_name[field].type
    if isinstance(type_, CodeType):
        known = type_.scheme.codes.values()
        # A range needs a second value: without it the document would not be well formed.
        return [c.name for c in known if not c.deprecated and c.name != "between"]
    found: dict[str, Any] = {}
    for tree in trees:
        for node, _ in nodes(tree):
            for name, other in model().classes[node["type"]].by_name.items():
                # What refers to a body may refer to any body that the document names.
                refers = isinstance(type_, ReferenceType)
                names = LIKE.get(field, (field,))
                same = other.type == type_ and (refers or name in names)
                value = node.get(name, ()) if same else ()
                for one in value if isinstance(value, list) else [value] if value else ():
                    found[json.dumps(one, ensure_ascii=False)] = one
    return list(found.values())


def wrong(right: Any, choices: list[Any], draw: random.Random) -> Any:
    """Another value than the right one, or MISSING where there is none."""
    if isinstance(right, list):
        at = draw.randrange(len(right))
        others = [one for one in choices if one not in right]
        return sorted([*right[:at], draw.choice(others), *right[at + 1 :]]) if others else MISSING
    others = [one for one in choices if one != right]
    return draw.choice(others) if others else MISSING


def mutants(cls: str, field: str, count: int, seed: int) -> Iterator[Mutant]:
    """As many wrong values of a field as are asked for, or as there are statements that have it."""
    draw = random.Random(f"{cls} {field} {seed}")
    trees = [read(path) for path in EXAMPLES]
    name = field if field != "dropped" else "role"
    choices = {tree["id"]: pool(cls, name, [tree]) for tree in trees}
    places = [
        (at, node["id"])
        for at, tree in enumerate(trees)
        for node, _ in nodes(tree)
        if node["type"] == cls
        and (name in node or (name in ADDED and NEEDED.get(name, "id") in node))
    ]
    for at, iri in sampled(places, count, draw):
        tree = json.loads(json.dumps(trees[at]))
        node, parent = next((n, p) for n, p in nodes(tree) if n["id"] == iri)
        right = node.get(field)
        if right == "between":
            continue
        if field == "dropped":
            assert parent is not None
            parent["assignment"].remove(node)
            if not parent["assignment"]:
                del parent["assignment"]
            for order, other in enumerate(parent.get("assignment", ()), 1):
                other["order"] = order
            yield Mutant(tree["id"], cls, field, parent["id"], node["body"], None, tree)
            continue
        if field == "vague":
            _unfigured(node)
            yield Mutant(tree["id"], cls, field, iri, right, node.get("trend"), tree)
            continue
        if name in ADDED:
            changed = ADDED[name](right)
        else:
            own = choices[tree["id"]]
            more = own if len(own) > 1 else pool(cls, field, trees)
            changed = wrong(right, more, draw)
        if changed is MISSING:
            continue
        if changed is None:
            del node[field]
        else:
            node[field] = changed
        yield Mutant(tree["id"], cls, field, iri, right, changed, tree)


def sampled(places: list[Any], count: int, draw: random.Random) -> list[Any]:
    """Places in an order drawn by lot, again and again where there are fewer than are asked for."""
    found: list[Any] = []
    while places and len(found) < count and len(found) < 4 * len(places):
        found += draw.sample(places, min(len(places), count - len(found)))
    return found


def _unfigured(target: Tree) -> None:
    """Makes a vague target one with a trend, and any other a vague one."""
    if target.pop("vague", False):
        target["trend"] = "increase"
        return
    for name in ("value", "upperValue", "comparator", "trend"):
        target.pop(name, None)
    target["vague"] = True
    target.setdefault("unit", "count")
    target.setdefault("mode", "unspecified")


def _flipped(right: Any) -> Any:
    return None if right else True


def _body(right: Any) -> Any:
    """Says that the list of bodies is open, or no longer says so."""
    found = set(right or ()) ^ {"body"}
    return sorted(found) or None


LIKE = {"upperValue": ("value", "upperValue")}
"""Fields of which there are few, with those that hold the same."""
NEEDED = {"ceiling": "amount"}
"""What a statement has to have for such a field."""
ADDED: dict[str, Callable[[Any], Any]] = {"vague": _flipped, "ceiling": _flipped, "openList": _body}
"""Fields that are said or not said."""
