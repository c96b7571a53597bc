"""A policy's text with the statements that quote it, provision by provision, as data: what a page or a
terminal shows, whoever draws it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from msgspec import Struct

from stdpolicy.checks.survey import SUBSTANCE, prefix_end

Tree = Mapping[str, Any]

__all__ = ["Held", "Marked", "Piece", "astray", "marked"]


class Piece(Struct, frozen=True):
    """A stretch of a provision's text that is quoted by the same statements."""

    text: str
    statements: tuple[str, ...]
    """Their ids, in the order of `Marked.statements`."""
    expected: bool
    """Whether some statement is to quote it: not number, heading, masthead or the marks between."""

    @property
    def left(self) -> bool:
        """Whether it is expected to be quoted and is not."""
        return self.expected and not self.statements


class Held(Struct, frozen=True):
    """A statement, with how many others contain it."""

    tree: Tree
    depth: int


class Marked(Struct, frozen=True):
    """A provision with the statements made in it, each after what contains it."""

    provision: Tree
    depth: int
    """How many provisions contain it."""
    statements: tuple[Held, ...]
    pieces: tuple[Piece, ...]

    @property
    def left(self) -> int:
        """How many letters and digits no statement quotes that should be quoted."""
        return sum(sum(map(str.isalnum, piece.text)) for piece in self.pieces if piece.left)


def marked(tree: Tree) -> Iterator[Marked]:
    """The provisions of a policy's canonical tree, in the order of the text."""
    made: defaultdict[str, list[Held]] = defaultdict(list)
    for held in _statements(tree, 0):
        made[str(held.tree["statedIn"])].append(held)
    for provision, depth in _provisions(tree, 0):
        mine = tuple(made[str(provision["id"])])
        yield Marked(provision, depth, mine, tuple(_pieces(provision, mine)))


def astray(tree: Tree) -> Iterator[Held]:
    """The statements of a policy's canonical tree that are in none of its provisions."""
    ids = {str(provision["id"]) for provision, _ in _provisions(tree, 0)}
    return (held for held in _statements(tree, 0) if str(held.tree["statedIn"]) not in ids)


def _provisions(tree: Tree, depth: int) -> Iterator[tuple[Tree, int]]:
    for provision in sorted(tree.get("provision", ()), key=lambda one: int(one["order"])):
        yield provision, depth
        yield from _provisions(provision, depth + 1)


def _statements(tree: Tree, depth: int) -> Iterator[Held]:
    for name, value in tree.items():
        if name == "provision" or not isinstance(value, list):
            continue
        for one in value:
            if isinstance(one, dict):
                states = "quote" in one and "statedIn" in one
                if states:
                    yield Held(one, depth)
                yield from _statements(one, depth + states)


def _pieces(provision: Tree, made: tuple[Held, ...]) -> Iterator[Piece]:
    text = str(provision["text"])
    prefix = tuple(str(provision[name]) for name in ("number", "heading") if name in provision)
    body = prefix_end(text, prefix) or 0 if provision["kind"] in SUBSTANCE else len(text)
    begins: defaultdict[int, list[int]] = defaultdict(list)
    ends: defaultdict[int, list[int]] = defaultdict(list)
    for n, held in enumerate(made):
        quote = str(held.tree["quote"])
        at = text.find(quote)
        while at >= 0:
            begins[at].append(n)
            ends[at + len(quote)].append(n)
            at = text.find(quote, at + len(quote))
    edges = sorted({0, body, len(text), *begins, *ends})
    open_: set[int] = set()
    for start, end in pairwise(edges):
        open_ = (open_ - set(ends[start])) | set(begins[start])
        words = text[start:end]
        expected = start >= body and any(map(str.isalnum, words))
        yield Piece(words, tuple(str(made[n].tree["id"]) for n in sorted(open_)), expected)
