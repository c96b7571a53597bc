"""SP2xx: which properties a node has, how often, and what kind of thing each holds.

Runs only where the JSON Schema has refused a document; it says why, in every notation alike, and
hides what is faulty from the checks that come after.
"""

from collections.abc import Iterator

from stdpolicy.checks.rule import Stage
from stdpolicy.checks.structure.nodes import WHOLE_NODE
from stdpolicy.checks.structure.properties import NODE, hide_meant
from stdpolicy.checks.structure.slots import CONTAINED, SLOT
from stdpolicy.checks.values import TEXT, VALUE, Value
from stdpolicy.checks.walk import Walk
from stdpolicy.diagnostics import Finding
from stdpolicy.model import NodeType, TextType


def explain(walk: Walk) -> Iterator[Finding]:
    """Every fault of structure and values, in tree order; each is hidden from later checks."""
    for node in walk.nodes:
        yield from NODE.run(node)
        for field in node.cls.fields:
            if field.name in node.tree:
                value = Value(field, node.tree[field.name], (*node.path, field.name), walk)
                for finding in _field(value):
                    walk.hide(node, field.name)
                    yield finding
        yield from WHOLE_NODE.run(node)
        hide_meant(node)


def _field(slot: Value) -> Iterator[Finding]:
    broken = list(SLOT.run(slot))
    if broken:
        yield from broken
        return
    match slot.field.type:
        case NodeType():
            check: Stage[Value] = CONTAINED
        case TextType():
            check = TEXT
        case _:
            check = VALUE
    if slot.field.repeatable:
        for at, item in slot.walk.kept(slot.value):
            yield from check.run(Value(slot.field, item, (*slot.path, at), slot.walk))
    else:
        yield from check.run(slot)
