"""What is known of the nodes of one class that have the same keys, worked out once: of such shapes there
are few, of nodes many.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from stdpolicy.model import Class
from stdpolicy.model.edition import model

Made = TypeVar("Made")
MOST = 10_000
"""How many shapes of a class are kept; real documents have some hundred."""


class Shapes(dict[str, "_OfClass[Made]"]):
    """What is made of a class and the keys of a node, by the class's name and then by the keys."""

    def __init__(self, make: Callable[[Class, tuple[str, ...]], Made]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, name: str) -> "_OfClass[Made]":
        made = self[name] = _OfClass(partial(self.make, model().classes[name]))
        return made


class _OfClass(dict[tuple[str, ...], Made]):
    def __init__(self, make: Callable[[tuple[str, ...]], Made]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, keys: tuple[str, ...]) -> Made:
        if len(self) == MOST:
            self.clear()
        made = self[keys] = self.make(keys)
        return made
