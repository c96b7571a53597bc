"""Which fields of a class may stand together, enumerated from its conditions.

A state says of each field that some condition names whether it is absent, holds a value that a
condition names, or any other. There are few, so that no generated node has to be repaired.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from stdpolicy.model import Class

ABSENT = object()
OTHER = object()

State = dict[str, Any]
"""Field name to ABSENT, OTHER or a value that a condition names."""


def named(cls: Class) -> dict[str, list[Any]]:
    """The fields that conditions test, each with the values it is compared with."""
    found: dict[str, list[Any]] = {}
    for condition in cls.conditions:
        for clause in (condition.when, *condition.then):
            values = found.setdefault(clause.field, [])
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
        node = {name: value for name, value in state.items() if value is not ABSENT}
        broken = {c.name for c in cls.conditions if not c.holds(node)}
        yield state, broken


def slips(cls: Class) -> list[tuple[State, set[str]]]:
    """States that break conditions, one for each way to get there from a valid one by one edit."""
    valid = [state for state, broken in states(cls) if not broken]
    found = {}
    for state, broken in states(cls):
        for before in valid if broken else ():
            edited = [name for name in state if state[name] is not before[name]]
            if len(edited) == 1:
                way = (*sorted(broken), edited[0], state[edited[0]] is ABSENT)
                found.setdefault(way, (state, broken))
    return list(found.values())
