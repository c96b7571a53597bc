"""The body of a document: preamble, numbered provisions, closing."""

from collections.abc import Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.headings import headings
from stdpolicy.text.layout.markers import Style
from stdpolicy.text.layout.pieces import Block, Piece
from stdpolicy.text.layout.tree import Node, markers, tree

_CLOSING = regex(
    r"本(?:意见|方案|通知|办法|规定|细则|条例|计划|规划|纲要|措施|政策|决定|公告|通告|实施\w{2}|\w{2,8}(?:意见|方案|办法|规定|细则|措施))"
    r"[^。]{0,40}(?:起?(?:施行|实施|执行|生效)|解释|有效期|不一致)|自[^。]{2,30}起(?:施行|实施|执行|生效)|"
    r"(?:特此|此复|请认真贯彻|请遵照|请各[^。]{2,40}(?:执行|落实)|专此)|以上[^。]{0,20}(?:请|如无不妥|妥否)|有效期"
)
"""How a closing begins whatever stands before it."""


def body(pieces: Sequence[Piece], start: int, stop: int, *, attached: bool) -> list[Block]:
    """The provisions of a body that stands from one piece to another.

    The short lines of an attached text before its first number are taken for cells of a table.
    """
    own = pieces[start:stop]
    found = markers(own)
    first = next((n for n, mark in enumerate(found) if mark and mark.style is not Style.DASH), None)
    if first is None:
        return _unnumbered(own, [bool(mark) for mark in found], tabular=attached)
    blocks = [
        _before(piece, dash=mark is not None, tabular=attached)
        for piece, mark in zip(own[:first], found, strict=False)
    ]
    nodes = tree(own[first:], found[first:])
    headings(nodes)
    ending = _closing(nodes)
    return [*blocks, *map(_block, nodes), *(Block("closing", (piece,)) for piece in ending)]


def _before(piece: Piece, *, dash: bool, tabular: bool) -> Block:
    """A line before the first number, of the preamble; the cells of a table are not."""
    if dash:
        return _block(tree([piece], markers([piece]))[0])
    cell = "\t" in piece.text or (tabular and not line.is_sentence(piece.text))
    return Block("paragraph" if cell else "preamble", (piece,))


def _unnumbered(own: Sequence[Piece], dashes: Sequence[bool], *, tabular: bool) -> list[Block]:
    """A body without numbers: its first paragraph is its preamble."""
    blocks = []
    for n, (piece, dash) in enumerate(zip(own, dashes, strict=True)):
        if 0 < n == len(own) - 1 and _CLOSING.match(piece.text):
            blocks.append(Block("closing", (piece,)))
        elif dash or (n == 0 and line.is_sentence(piece.text)):
            blocks.append(_before(piece, dash=dash, tabular=tabular))
        else:
            blocks.append(Block("paragraph", (piece,)))
    return blocks


def _block(node: Node) -> Block:
    children = tuple(map(_block, node.children))
    return Block(node.kind, (node.piece,), node.number, node.heading, children)


def _closing(nodes: list[Node]) -> list[Piece]:
    """The paragraphs that close the body, taken out of the provision that they were placed in.

    That is the last numbered one. What stands under its heading is its own text, and so is what
    follows the text of provisions that have further paragraphs as a rule; the words of a closing
    formula close the body in any case.
    """
    path = [nodes[-1]]
    while path[-1].children and path[-1].children[-1].marker:
        path.append(path[-1].children[-1])
    if path[-1].style is Style.DASH and len(path) > 1:
        path.pop()
    holder = path[-1]
    behind = 0
    while behind < len(holder.children) and not holder.children[-1 - behind].marker:
        behind += 1
    if not behind or any(node.style is Style.ARTICLE for node in path):
        return []
    tail = holder.children[len(holder.children) - behind :]
    own = _is_heading_only(holder) and len(holder.children) == behind
    formula = next((n for n, node in enumerate(tail) if _CLOSING.match(node.piece.text)), None)
    if formula is None:
        if own or _goes_on_elsewhere(nodes, holder):
            return []
        formula = 0
    elif not own and not _goes_on_elsewhere(nodes, holder):
        formula = 0
    if own and formula == 0 and not holder.rest.endswith("。"):
        formula = 1
    closing = tail[formula:]
    del holder.children[len(holder.children) - len(closing) :]
    if own and not holder.children:
        holder.heading = ""  # it was a sentence
    return [node.piece for node in closing]


def _is_heading_only(node: Node) -> bool:
    return len(node.rest) <= len(node.heading) + 1


def _goes_on_elsewhere(nodes: Sequence[Node], last: Node) -> bool:
    """Whether other provisions of the same level have paragraphs behind their own text."""
    todo = list(nodes)
    while todo:
        node = todo.pop()
        todo += node.children
        if node is last or node.style is not last.style or _is_heading_only(node):
            continue
        if node.children and node.children[-1].marker is None:
            return True
    return False
