"""What functions of values gave, kept for when they are asked the same again.

Of a policy in which a character was typed all strings but one are what they were, and in another
notation all of them are: what is read of a string is therefore kept by that string. The key of what
is kept is the function with all that it was given, so that nothing can be out of date; what may be
kept is what depends on nothing else, neither language nor edition nor day, and what nobody changes.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

LIMIT = 16_000_000
"""How much of what was asked last is kept, by `weight`: what some fifteen policies of 200 KB ask, or a few
of 1 MB. It takes about 15 MB."""
SUITED = 4_000_000
"""The size of the largest document for which that is enough, in bytes: for larger ones the bound is higher in
proportion. A large document asks one and a half times its size, and less than half of the bound is sure to stay.
"""
EACH = 50
"""What every object counts beside the characters that it has."""
WORDS, LONGEST_WORD = 2000, 60
"""Of how many words each function of words keeps what it gave, and of how many characters."""
_MISSING = object()
_OF_WORDS: list[Any] = []


class Kept:
    """The last values by their keys. When those that are new come to half of the limit, those that
    nobody asked for since the last time are let go.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.half = limit // 2
        self.clear()

    def clear(self) -> None:
        """Lets all go."""
        self.room = self.half
        self.new: dict[Any, Any] = {}
        self.old: dict[Any, Any] = {}

    def suit(self, size: int) -> None:
        """Sets the bound for a document of a size, in bytes. Rules go through all of it one after the other, so
        that where it asks more than is kept each would read everything once more.
        """
        half = self.limit // 2 * max(size, SUITED) // SUITED
        self.room += half - self.half
        self.half = half

    def keep(self, key: Any, value: Any) -> None:
        """Keeps a value, unless it alone is more than may be kept."""
        size = weight(key) + weight(value)
        if size > self.half:
            return
        self.room -= size
        if self.room < 0:
            self.old, self.new, self.room = self.new, {}, self.half - size
        self.new[key] = value


KEPT = Kept(LIMIT)
"""The one store of all functions."""


def weight(value: Any) -> int:
    """About how much memory a key or value takes."""
    if type(value) is str:
        return EACH + len(value)
    size = EACH
    if type(value) is tuple:
        for each in value:
            if type(each) is str:
                size += EACH + len(each)
            else:
                size += weight(each) if type(each) is tuple else EACH
    return size


def value(function: Callable[P, R]) -> Callable[P, R]:
    """Keeps what a function gives; what it is given has to be hashable."""

    @wraps(function)
    def remembering(*args: P.args, **named: P.kwargs) -> R:
        key = (function, args, *named.items()) if named else (function, args)
        kept = KEPT
        found: Any = kept.new.get(key, _MISSING)
        if found is _MISSING:
            found = kept.old.pop(key, _MISSING)
            if found is _MISSING:
                found = function(*args, **named)
            kept.keep(key, found)
        return found  # type: ignore[no-any-return]

    return remembering


def word(function: Callable[[str], R]) -> Callable[[str], R]:
    """Keeps what a function gives of a word or a name, of those that were asked last; what is longer
    than names are is not kept.
    """
    kept = lru_cache(WORDS)(function)
    _OF_WORDS.append(kept)

    @wraps(function)
    def remembering(word: str) -> R:
        return kept(word) if len(word) <= LONGEST_WORD else function(word)

    return remembering


def forget() -> None:
    """Lets go all that is kept, as in a process that has just begun."""
    KEPT.clear()
    for kept in _OF_WORDS:
        kept.cache_clear()


def sequence(function: Callable[P, Iterator[R]]) -> Callable[P, tuple[R, ...]]:
    """Keeps all that a function yields."""

    @wraps(function)
    def listed(*args: P.args, **named: P.kwargs) -> tuple[R, ...]:
        return tuple(function(*args, **named))

    return value(listed)
