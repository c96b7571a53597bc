"""A document as blocks: head, body and tail, and the texts that it carries as annexes."""

from collections.abc import Sequence
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.apart import apart
from stdpolicy.text.layout.back import Back
from stdpolicy.text.layout.body import body
from stdpolicy.text.layout.front import contents_end, front
from stdpolicy.text.layout.metadata import Metadata, metadata
from stdpolicy.text.layout.names import entitled
from stdpolicy.text.layout.pieces import Block, Piece

CONTENTS_BELOW = 20
"""Within how many lines below the head a table of contents may stand."""


class Layout(NamedTuple):
    """The provisions of a text, and what it prints about itself."""

    blocks: tuple[Block, ...]
    metadata: Metadata


def layout(lines: Sequence[str]) -> Layout:
    """The structure of a text, one paragraph a line."""
    return _layout(tuple(lines))


@memo.value
def _layout(lines: tuple[str, ...]) -> Layout:
    found = apart(lines)
    blocks = tuple(_document(found, 0, len(found), label=None))
    return Layout(blocks, metadata(blocks))


def _document(pieces: Sequence[Piece], start: int, stop: int, *, label: bool | None) -> list[Block]:
    """The provisions of a text from its first piece to its last.

    `label` says whether it is an annex with a label or one without; None if it is none.
    """
    head = front(pieces, start, stop, attached=label is not None)
    title = next((block.text for block in head.blocks if block.kind == "title"), "")
    names, several = entitled(title)
    tabular = label is not None and line.is_table(title)
    signers = () if several else tuple(names)
    back = Back(pieces, stop, signers, labelled=bool(label), tabular=tabular)
    listed, start = _contents(back, head.end, attached=label is not None)
    end = back.body_end(start)
    own = body(pieces, start, end, attached=label is not None)
    return [*head.blocks, *listed, *own, *_tail(back, end)]


def _contents(back: Back, start: int, *, attached: bool) -> tuple[list[Block], int]:
    """A table of contents that stands shortly below the head, with what is before it; where it ends."""
    pieces = back.pieces
    for at in range(start, min(back.body_end(start), start + CONTENTS_BELOW)):
        if line.is_contents(pieces[at].text):
            end = contents_end(pieces, at, back.stop)
            before = body(pieces, start, at, attached=attached)
            return [*before, *(Block("masthead", (each,)) for each in pieces[at:end])], end
    return [], start


def _tail(back: Back, at: int) -> list[Block]:
    """What follows the body: signature, notes, annexes."""
    blocks: list[Block] = []
    pieces, stop = back.pieces, back.stop
    while at < stop:
        text = pieces[at].text
        if back.begins_annex(at) or (blocks and not back.labelled and back.begins_text(at)):
            end = _annex_end(back, at + 1)
            blocks.append(_annex(pieces, at, end))
        elif line.annex_label(text):
            noted, end = back.annex_note(at)
            blocks += noted
        elif (end := back.signature_end(at)) > at:
            blocks += [Block("signature", (piece,)) for piece in pieces[at:end]]
        elif line.is_note(text) or line.is_routing(text):
            end = at + 1
            blocks.append(Block("masthead", (pieces[at],)))
        else:  # a text without a title behind the notice that transmits it
            end = max(back.body_end(at), at + 1)
            blocks += body(pieces, at, end, attached=False)
        at = end
    return blocks


def _annex_end(back: Back, at: int) -> int:
    """Where the text of an annex ends: at the label of the next, or the print record of the document."""
    return next(
        (
            n
            for n in range(at, back.stop)
            if back.begins_annex(n) or line.is_routing(back.pieces[n].text)
        ),
        back.stop,
    )


def _annex(pieces: Sequence[Piece], at: int, stop: int) -> Block:
    """A text distributed with the document. Its label, or else its title, is its own text."""
    label = line.annex_label(pieces[at].text)
    if label is None:
        title, *children = _document(pieces, at, stop, label=False)
        return Block("annex", title.pieces, heading=title.text, children=tuple(children))
    number, name = label
    if name:
        back = Back(pieces, stop, labelled=True, tabular=line.is_table(name))
        end = back.body_end(at + 1)
        children = [*body(pieces, at + 1, end, attached=True), *_tail(back, end)]
    else:
        children = _document(pieces, at + 1, stop, label=True)
    return Block("annex", (pieces[at],), number, name, tuple(children))
