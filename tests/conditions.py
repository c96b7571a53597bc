"""Which fields of a class may stand together, enumerated from its conditions.

A state says of each field that some condition names whether it is absent, holds a value that a
condition names, or any other. There are few, so that no generated node has to be repaired.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from stdpolicy.model import Class
from stdpolicy.model import Test as Asks  # pytest collects what is called Test

ABSENT = object()
OTHER = object()
SEVERAL = object()

State = dict[str, Any]
"""Field name to ABSENT, OTHER, SEVERAL or a value that a condition names.

Where a condition asks for several values, OTHER is one.
"""


def named(cls: Class) -> dict[str, list[Any]]:
    """The fields that conditions test, each with the values it is compared with."""
    found: dict[str, list[Any]] = {}
    for condition in cls.conditions:
        for clause in (condition.when, *condition.then):
            values = found.setdefault(clause.field, [])
            if clause.test is Asks.SEVERAL and SEVERAL not in values:
                values.append(SEVERAL)
            if clause.value is not None and clause.value not in values:
                values.append(clause.value)
    return found


def states(cls: Class) -> list[tuple[State, set[str]]]:
    """Every state of a node's fields, with the names of the conditions that it breaks."""
    if cls.iri not in _known:
        _known[cls.iri] = list(_states(cls))
    return _known[cls.iri]


_known: dict[str, list[tuple[State, set[str]]]] = {}


def _states(cls: Class) -> Iterator[tuple[State, set[str]]]:
    fields = named(cls)
    choices = [
        [*([] if cls.by_name[name].required else [ABSENT]), OTHER, *values]
        for name, values in fields.items()
    ]
    for choice in product(*choices):
        state = dict(zip(fields, choice, strict=True))
        node = {name: _as_value(value) for name, value in state.items() if value is not ABSENT}
        broken = {c.name for c in cls.conditions if not c.holds(node)}
        yield state, broken


def _as_value(value: Any) -> Any:
    return ["a", "b"] if value is SEVERAL else value


def slips(cls: Class) -> list[tuple[State, set[str]]]:
    """States that break conditions, one for each way to get there from a valid one by one edit."""
    valid = {_key(state) for state, broken in states(cls) if not broken}
    choices = {
        name: {id(state[name]): state[name] for state, _ in states(cls)} for name in named(cls)
    }
    found = {}
    for state, broken in states(cls):
        for name in state if broken else ():
            if any(_key(state | {name: one}) in valid for one in choices[name].values()):
                way = (*sorted(broken), name, state[name] is ABSENT)
                found.setdefault(way, (state, broken))
    return list(found.values())


def _key(state: State) -> tuple[int, ...]:
    return tuple(map(id, state.values()))
