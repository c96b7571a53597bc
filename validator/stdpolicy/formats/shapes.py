"""What is known of the nodes of one class that have the same keys, worked out once: of such shapes there
are few, of nodes many.
"""

from collections.abc import Callable
from typing import TypeVar

from stdpolicy.model import Class
from stdpolicy.model.edition import model

Made = TypeVar("Made")
MOST = 10_000
"""How many shapes are kept; real documents have some hundred."""


class Shapes(dict[tuple[str, ...], Made]):
    """What is made of a class and the keys of a node, by the class's name and the keys, in this order."""

    def __init__(self, make: Callable[[Class, tuple[str, ...]], Made]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, key: tuple[str, ...]) -> Made:
        if len(self) == MOST:
            self.clear()
        made = self[key] = self.make(model().classes[key[0]], key[1:])
        return made
