"""The structure of a text in a notation to write cases in: a block a line, indented by its depth.

`part <一、>{总体要求}` is a block of kind part with number, heading and text; ⏎ stands where a block
goes on on the next line.
"""

import re
from collections.abc import Iterable, Iterator

from stdpolicy.text.layout import Block


def outline(blocks: Iterable[Block], depth: int = 0) -> Iterator[str]:
    """The structure of blocks, line by line."""
    for block in blocks:
        yield "  " * depth + f"{block.kind} {_marked(block)}"
        yield from outline(block.children, depth + 1)


def _marked(block: Block) -> str:
    text = "⏎".join(piece.text for piece in block.pieces)
    assert text.startswith(block.number)
    rest = text[len(block.number) :]
    number = f"<{block.number}>" if block.number else ""
    if not block.heading:
        return number + rest
    if len(block.pieces) > 1:
        assert block.heading == block.text[len(block.number) :]
        return number + f"{{{rest}}}"
    blank = rest[: len(rest) - len(rest.lstrip())]
    assert rest[len(blank) :].startswith(block.heading)
    return f"{number}{blank}{{{block.heading}}}{rest[len(blank) + len(block.heading) :]}"


def lines(written: str) -> list[str]:
    """The lines of the text that an outline is of."""
    texts = (line.lstrip().partition(" ")[2] for line in written.splitlines())
    return [line for text in texts for line in re.sub("[<>{}]", "", text).split("⏎")]
