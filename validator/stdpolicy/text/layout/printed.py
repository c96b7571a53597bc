"""Words and dates of a document with the place where it prints them."""

from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.text.dates import dates
from stdpolicy.text.layout.pieces import Block, Piece


class Printed(NamedTuple):
    """Words of the document, with the pieces of lines that they were read from."""

    words: str
    """Without line breaks, and without blanks that only space out a name."""
    pieces: tuple[Piece, ...]


class PrintedDate(NamedTuple):
    """A date of the document, 2018-11-07, as `piece.text[start:end]` prints it."""

    date: str
    piece: Piece
    start: int
    end: int

    @property
    def words(self) -> str:
        """The date as printed."""
        return self.piece.text[self.start : self.end]


def days(block: Block) -> Iterator[PrintedDate]:
    """The dates of a block that have year, month and day."""
    for piece in block.pieces:
        for date in dates(piece.text):
            if date.year is not None and date.day is not None:
                yield PrintedDate(str(date), piece, date.start, date.end)


def first_day(block: Block) -> PrintedDate | None:
    """The first of them."""
    return next(days(block), None)
