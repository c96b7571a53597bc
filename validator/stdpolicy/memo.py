"""What functions of values gave, kept for when they are asked the same again.

Of a policy in which a character was typed all strings but one are what they were, and in another
notation all of them are: what is read of a string is therefore kept by that string. The key of what
is kept is the function with all that it was given, so that nothing can be out of date; what may be
kept is what depends on nothing else, neither language nor edition nor day, and what nobody changes.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

LIMIT = 2_000_000
"""How much of what was asked last is kept, by the characters of the strings that were given: as much
as some dozens of policies ask."""
EACH = 50
"""What every call counts beside these, since that it is kept takes memory, too."""


class Kept:
    """The last values by their keys. When those that are new come to half of the limit, those that
    nobody asked for since the last time are let go.
    """

    def __init__(self, limit: int) -> None:
        self.half = limit // 2
        self.room = self.half
        self.new: dict[Any, Any] = {}
        self.old: dict[Any, Any] = {}

    def keep(self, key: Any, value: Any) -> None:
        """Keeps a value, unless it alone is more than may be kept."""
        size = weight(key)
        if size > self.half:
            return
        self.room -= size
        if self.room < 0:
            self.old, self.new, self.room = self.new, {}, self.half - size
        self.new[key] = value


KEPT = Kept(LIMIT)
"""The one store of all functions."""


def weight(value: Any) -> int:
    """How much is kept with a key."""
    if type(value) is str:
        return len(value)
    if type(value) is tuple:
        return EACH + sum(map(weight, value))
    return 0


def value(function: Callable[P, R]) -> Callable[P, R]:
    """Keeps what a function gives; what it is given has to be hashable."""

    @wraps(function)
    def remembering(*args: P.args, **named: P.kwargs) -> R:
        key = function, args, *named.items()
        kept = KEPT
        try:
            found: R = kept.new[key]
            return found
        except KeyError:
            pass
        found = kept.old.pop(key) if key in kept.old else function(*args, **named)
        kept.keep(key, found)
        return found

    return remembering


def sequence(function: Callable[P, Iterator[R]]) -> Callable[P, tuple[R, ...]]:
    """Keeps all that a function yields."""

    @wraps(function)
    def listed(*args: P.args, **named: P.kwargs) -> tuple[R, ...]:
        return tuple(function(*args, **named))

    return value(listed)
