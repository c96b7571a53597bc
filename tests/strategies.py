"""Hypothesis strategies derived from the Model: valid documents of every class and kind of field.

Nothing here names a class or field of the vocabulary but `order`, which the notations know too, and
the pair of the one rule about issuers that no shape states.
"""

import os
import random
from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import Phase, seed, settings
from hypothesis import strategies as st

from conditions import ABSENT, OTHER, SEVERAL, State, named, states
from leaves import BASES, IRIS, values
from stdpolicy.model import Class, Field, Model, NodeType, ReferenceType, TextType

Tree = dict[str, Any]

SCALE = int(os.environ.get("STDPOLICY_EXAMPLES", "1"))
"""How many times as many examples to draw, in a search."""
SEED = os.environ.get("STDPOLICY_SEED", "")
"""What to draw examples from; without it they are always the same ones."""
PHASES = [Phase.generate, Phase.shrink]  # no explanation: it takes minutes

Test = TypeVar("Test", bound=Callable[..., None])


def examples(count: int) -> Callable[[Test], Test]:
    """Decorates a property: how many examples to draw from a seed; without one, a quarter."""
    chosen = settings(
        max_examples=count * SCALE if SEED else max(count // 4, 5) * SCALE,
        derandomize=not SEED,
        database=None,
        deadline=None,
        phases=PHASES,
    )

    def decorate(test: Test) -> Test:
        return chosen(seed(SEED)(test) if SEED else test)

    return decorate


IDS = [stem + n for stem in ("#t", "#T", "#p-1.", "#a.b_c-") for n in ("", "2", "10", "02")]
MAX_NODES = 10


class Plan:
    """What there is to draw for the nodes of a class, worked out once."""

    def __init__(self, cls: Class) -> None:
        valid = [state for state, broken in states(cls) if not broken]
        self.cls = cls
        self.state: st.SearchStrategy[State] = st.sampled_from(valid)
        self.required = {field.name for field in cls.fields if field.required}
        optional = [f.name for f in cls.fields if f.name not in self.required | valid[0].keys()]
        some = st.sets(st.sampled_from(optional), max_size=6) if optional else st.just(set[str]())
        self.optional = some
        taken = named(cls)
        self.values = {
            field.name: values(field, taken.get(field.name, []))
            for field in cls.fields
            if not isinstance(field.type, (NodeType, ReferenceType))
        }


def documents(model: Model, holding: str = "") -> st.SearchStrategy[tuple[Tree, str]]:
    """A valid tree, fields in `sh:order` and sets in any order, with the IRI of the document.

    With `holding` it has a node of that class.
    """
    plans = {name: Plan(cls) for name, cls in model.classes.items()}
    routes = [route for root in model.roots for route in paths(model, root)]
    routes = [route for route in routes if holding in ("", route[-1])]
    return _documents(model, plans, st.sampled_from(routes))


def paths(model: Model, root: str) -> list[tuple[str, ...]]:
    """A shortest chain of classes from a root to each class that it contains, itself included."""
    found = {root: (root,)}
    todo = [root]
    for name in todo:
        for field in model.classes[name].fields:
            if isinstance(field.type, NodeType) and field.type.target not in found:
                found[field.type.target] = (*found[name], field.type.target)
                todo.append(field.type.target)
    return list(found.values())


@st.composite
def _documents(
    draw: st.DrawFn,
    model: Model,
    plans: dict[str, Plan],
    routes: st.SearchStrategy[tuple[str, ...]],
) -> tuple[Tree, str]:
    base = draw(st.sampled_from(BASES))
    root, *route = draw(routes)  # so that deep classes come as often as shallow ones
    builder = _Builder(draw, plans)
    tree = builder.node(plans[root], route)
    tree["id"] = base
    builder.nodes[0] = (base, root)
    builder.link()
    return tree, base


class _Builder:
    """Draws the tree top down, then what its references lead to."""

    def __init__(self, draw: st.DrawFn, plans: dict[str, Plan]) -> None:
        self.draw = draw
        self.plans = plans
        self.nodes: list[tuple[str, str]] = []  # id and class, in tree order
        self.links: list[tuple[Tree, Field, Class, tuple[int, int], int]] = []

    def new_id(self) -> str:
        iri = self.draw(st.sampled_from(IDS))
        taken = {iri for iri, _ in self.nodes}
        while iri in taken:
            iri += "0"
        return iri

    def node(self, plan: Plan, route: list[str]) -> Tree:
        cls = plan.cls
        tree: Tree = {"id": self.new_id(), "type": cls.name}
        self.nodes.append((tree["id"], cls.name))
        at = len(self.nodes)
        state = self.draw(plan.state)
        chosen = plan.required | {name for name, value in state.items() if value is not ABSENT}
        chosen |= self.draw(plan.optional)
        for field in cls.fields:
            if isinstance(field.type, NodeType):
                onward = field.type.target in route[:1]
                room = len(self.nodes) < MAX_NODES
                if onward or field.required or (field.name in chosen and room):
                    tree[field.name] = self.contained(field, route[1:] if onward else [])
                    route = [] if onward else route
            elif field.name not in chosen:
                continue
            elif isinstance(field.type, ReferenceType):
                tree[field.name] = None  # keeps the place
                self.links.append((tree, field, cls, _count(plan, state, field), at))
            else:
                forced = state.get(field.name, OTHER)
                value = self.draw(plan.values[field.name]) if forced is OTHER else forced
                tree[field.name] = value
        return tree

    def contained(self, field: Field, route: list[str]) -> Any:
        assert isinstance(field.type, NodeType)
        plan = self.plans[field.type.target]
        if not field.many:
            return self.node(plan, route)
        nodes = [self.node(plan, route)]
        if len(self.nodes) < MAX_NODES and self.draw(st.booleans()):
            nodes.append(self.node(plan, []))
        if plan.cls.ordered:
            numbers = st.lists(st.integers(1, 12) | plan.values["order"], min_size=2, max_size=2)
            orders = self.draw(numbers.filter(lambda two: two[0] != two[1]))
            for node, order in zip(nodes, orders, strict=False):
                node["order"] = order
        return nodes

    def link(self) -> None:
        """References lead to a node of a right class or out of the document, never in a circle."""
        for tree, field, cls, (least, most), at in self.links:
            assert isinstance(field.type, ReferenceType)
            targets = field.type.targets
            nodes = self.nodes if cls.name not in targets else self.nodes[: at - 1]
            fitting = [iri for iri, name in nodes if not targets or name in targets]
            one = st.sampled_from(fitting) | IRIS if fitting else IRIS
            many = st.lists(one, min_size=least, max_size=most, unique=True)
            tree[field.name] = self.draw(many if field.many else one)
        for tree, field, *_ in self.links:
            if field.name == "leadIssuer":
                tree[field.name] = self.draw(st.sampled_from(tree["issuer"]))


def _count(plan: Plan, state: State, field: Field) -> tuple[int, int]:
    """How many references a field has at least and at most."""
    if SEVERAL not in named(plan.cls).get(field.name, []):
        return 1, 3
    return (2, 3) if state.get(field.name) is SEVERAL else (1, 1)


def shuffled(tree: Tree, base: str, model: Model, seed: int) -> Tree:
    """The same document written otherwise: key and set order, case of tags, absolute references."""
    dice = random.Random(seed)

    def mixed(items: list[Any]) -> list[Any]:
        return dice.sample(items, len(items))

    def value(field: Field, found: Any) -> Any:
        if isinstance(found, list):
            return mixed([value(field, item) for item in found])
        match field.type:
            case NodeType():
                return node(found)
            case TextType():
                change = dice.choice([str.lower, str.upper, str])
                return dict(mixed([(change(tag), string) for tag, string in found.items()]))
            case ReferenceType() if found.startswith("#"):
                return dice.choice(["", base]) + found
        return found

    def node(tree: Tree) -> Tree:
        fields = model.classes[tree["type"]].by_name
        items = [(k, value(fields[k], v) if k in fields else v) for k, v in tree.items()]
        return dict(mixed(items))

    return node(tree)
