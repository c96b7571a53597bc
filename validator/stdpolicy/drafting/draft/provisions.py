"""The provisions of a draft: each block of the text with an id that says where it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from stdpolicy.text.layout import Block

Tree = dict[str, Any]

NAMES = {"section": "sec", "subitem": "sub", "paragraph": "par"}
"""What ids call those kinds that they shorten."""
TOP = ("part", "annex", "article")
"""Kinds that are counted through the whole document, so that their ids need no others before them."""


class Placed(Struct, frozen=True):
    """A block with the id and the number of its provision, and those that contain it, outermost first."""

    id: str
    block: Block
    above: tuple["Placed", ...]

    @property
    def parent(self) -> str:
        """The id of the provision that contains it; empty at the top."""
        return self.above[-1].id if self.above else ""


class Ids:
    """Gives each block an id: `#part2-sec1-item3`, `#preamble`, `#masthead2`."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._taken: set[str] = set()

    def of(self, block: Block, parent: str, alone: bool) -> str:
        """The id of a block; one that is `alone` of its kind among its siblings needs no number."""
        name = NAMES.get(block.kind, block.kind)
        stem = name if block.kind in TOP or not parent else f"{parent[1:]}-{name}"
        self._counts[stem] += 1
        bare = alone and block.kind not in (*TOP, "section", "item", "subitem", "dash", "paragraph")
        found = f"#{stem}" if bare else f"#{stem}{self._counts[stem]}"
        while found in self._taken:
            self._counts[stem] += 1
            found = f"#{stem}{self._counts[stem]}"
        self._taken.add(found)
        return found


def placed(
    blocks: Iterable[Block], ids: Ids, above: tuple[Placed, ...] = ()
) -> Iterator[tuple[Placed, Tree]]:
    """The provisions of one level with their trees, each followed by those below it."""
    siblings = list(blocks)
    kinds = Counter(block.kind for block in siblings)
    for order, block in enumerate(siblings, 1):
        parent = above[-1].id if above else ""
        place = Placed(ids.of(block, parent, kinds[block.kind] == 1), block, above)
        tree: Tree = {"id": place.id, "type": "Provision", "order": order, "kind": block.kind}
        if block.number:
            tree["number"] = block.number
        if block.heading:
            tree["heading"] = block.heading
        tree["text"] = block.text
        yield place, tree
        below = list(placed(block.children, ids, (*above, place)))
        children = [child for at, child in below if at.above[-1] is place]
        if children:
            tree["provision"] = children
        yield from below
