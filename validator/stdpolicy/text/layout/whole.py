"""A document as blocks: head, body and tail, and the texts that it carries as annexes."""

from collections.abc import Sequence
from dataclasses import dataclass

from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.apart import apart
from stdpolicy.text.layout.back import (
    annex_note,
    begins_annex,
    begins_text,
    body_end,
    signature_end,
)
from stdpolicy.text.layout.body import body
from stdpolicy.text.layout.front import front
from stdpolicy.text.layout.metadata import Metadata, metadata
from stdpolicy.text.layout.pieces import Block, Piece


@dataclass(frozen=True, slots=True)
class Layout:
    """The provisions of a text, and what it prints about itself."""

    blocks: tuple[Block, ...]
    metadata: Metadata


def layout(lines: Sequence[str]) -> Layout:
    """The structure of a text, one paragraph a line."""
    found = apart(lines)
    blocks = tuple(_document(found, 0, len(found), attached=False))
    return Layout(blocks, metadata(blocks))


def _document(pieces: Sequence[Piece], start: int, stop: int, *, attached: bool) -> list[Block]:
    """The provisions of a text from its first piece to its last."""
    head = front(pieces, start, stop, attached=attached)
    end = body_end(pieces, head.end, stop)
    return [*head.blocks, *body(pieces, head.end, end), *_tail(pieces, end, stop)]


def _tail(pieces: Sequence[Piece], at: int, stop: int) -> list[Block]:
    """What follows the body: signature, notes, annexes."""
    blocks: list[Block] = []
    while at < stop:
        text = pieces[at].text
        if begins_annex(pieces, at, stop) or (blocks and begins_text(pieces, at, stop)):
            end = _annex_end(pieces, at + 1, stop)
            blocks.append(_annex(pieces, at, end))
        elif line.annex_label(text):
            noted, end = annex_note(pieces, at, stop)
            blocks += noted
        elif (end := signature_end(pieces, at, stop)) > at:
            blocks += [Block("signature", (piece,)) for piece in pieces[at:end]]
        else:
            end = at + 1
            routed = line.is_note(text) or line.is_routing(text)
            blocks.append(Block("masthead" if routed else "paragraph", (pieces[at],)))
        at = end
    return blocks


def _annex_end(pieces: Sequence[Piece], at: int, stop: int) -> int:
    """Where the text of an annex ends: at the label of the next, or the print record of the document."""
    return next(
        (
            n
            for n in range(at, stop)
            if begins_annex(pieces, n, stop) or line.is_routing(pieces[n].text)
        ),
        stop,
    )


def _annex(pieces: Sequence[Piece], at: int, stop: int) -> Block:
    """A text distributed with the document. Its label, or else its title, is its own text."""
    label = line.annex_label(pieces[at].text)
    if label is None:
        title, *children = _document(pieces, at, stop, attached=True)
        return Block("annex", title.pieces, heading=title.text, children=tuple(children))
    number, name = label
    children = _document(pieces, at + 1, stop, attached=not name)
    return Block("annex", (pieces[at],), number, name, tuple(children))
