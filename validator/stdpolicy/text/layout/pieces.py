"""Pieces of lines, and the blocks that are made of them."""

from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.characters import HAN

_BROKEN = regex(rf"(?<=[”’》）】])\s+(?=[{HAN}])|(?<=[{HAN}])\s+(?=[“‘《（【])")
"""Blanks beside a mark, where a title was set in several lines; 中共中央 国务院 has its own."""


class Piece(NamedTuple):
    """A stretch of a line without white space at its ends: `lines[line][start:end]`, blanks as ordinary ones."""

    line: int
    """Counted from 0."""
    start: int
    end: int
    text: str


class Block(NamedTuple):
    """A provision: one paragraph of the text, as a rule one line.

    A title on several lines is one block of several pieces; of a line in which paragraphs run
    together each is a block.
    """

    kind: str
    """A code of the list provision-kind."""
    pieces: tuple[Piece, ...]
    number: str = ""
    """As printed, with its brackets and marks: （一）, 第一条, ——, 附件1. The text begins with it."""
    heading: str = ""
    """As printed, without the full stop or colon that ends it; in the text it follows the number."""
    children: tuple["Block", ...] = ()

    @property
    def text(self) -> str:
        """Its own text, without that of its children."""
        text = "".join(piece.text for piece in self.pieces)
        is_title = self.kind == "title" or (self.kind == "annex" and not self.number)
        return _BROKEN.sub("", text) if is_title else text

    @property
    def body(self) -> str:
        """Its text after number and heading, with the mark that ends the heading."""
        rest = self.text[len(self.number) :].lstrip()
        return rest[len(self.heading) :]

    @property
    def first(self) -> int:
        """The line in which it begins, counted from 0."""
        return self.pieces[0].line

    @property
    def last(self) -> int:
        """The line in which its own text ends."""
        return self.pieces[-1].line

    def walk(self) -> Iterator["Block"]:
        """It and all blocks below it, in the order of the text."""
        todo = [self]
        while todo:
            block = todo.pop()
            yield block
            todo += reversed(block.children)


def piece(at: int, line: str, start: int, end: int) -> Piece | None:
    """A stretch of a line without the white space at its ends; None if there is nothing else.

    A no-break space is an ordinary one: pages set it to keep what they set from being broken.
    """
    text = line[start:end].replace("\u00a0", " ")
    begin = start + len(text) - len(text.lstrip())
    text = text.strip()
    return Piece(at, begin, begin + len(text), text) if text else None
