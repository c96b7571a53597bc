"""The numbered body: which provision stands under which, and of what kind each is."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field

from stdpolicy.patterns import regex
from stdpolicy.text.layout.lines import is_row
from stdpolicy.text.layout.markers import Marker, Style, marker
from stdpolicy.text.layout.pieces import Piece
from stdpolicy.text.words import WHO

LISTED = ("；", ";", "：", ":")
"""What ends a line of a list whose parent goes on behind it."""
_WHO = regex(WHO)


class Node(Struct):
    """A provision of the body as it is being placed."""

    piece: Piece
    marker: Marker | None
    kind: str = "paragraph"
    heading: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def style(self) -> Style | None:
        """How it is numbered; None of a paragraph."""
        return self.marker.style if self.marker else None

    @property
    def number(self) -> str:
        """Its number as printed."""
        return self.piece.text[: self.marker.end] if self.marker else ""

    @property
    def rest(self) -> str:
        """Its text behind the number."""
        return self.piece.text[self.marker.end :].lstrip() if self.marker else self.piece.text


def markers(pieces: Sequence[Piece]) -> list[Marker | None]:
    """The printed number of each piece of a body.

    1.1 and 1 without a mark are numbers only where the body has both from the first on (1 总则, 1.1 目的):
    elsewhere they are figures. Those in a row of a table number its cells.
    """
    found = [None if is_row(piece.text) else marker(piece.text) for piece in pieces]
    styles = {each.style for each in found if each and each.value == 1}
    if Style.DECIMAL in styles and styles & {Style.PLAIN, Style.ARABIC, Style.HAN}:
        return found
    return [
        None
        if each and each.style in (Style.PLAIN, Style.DECIMAL, Style.DEEPER, Style.DEEPEST)
        else each
        for each in found
    ]


def tree(pieces: Sequence[Piece], found: Sequence[Marker | None]) -> list[Node]:
    """The provisions of a body, each with those under it.

    A number stands under the nearest one before it of an outer style. A paragraph belongs to the
    provision before it; behind a dash or the lines of a list to the one that holds these. A line that
    says who is responsible, 责任单位：…, belongs to a provision of a level that has such lines.
    """
    rank = _ranks(found)
    following = _following(found)
    top: list[Node] = []
    opened: list[Node] = []
    assigned: set[Style] = set()
    for piece, mark, ahead in zip(pieces, found, following, strict=True):
        node = Node(piece, mark)
        if mark is None:
            while opened and _is_over(opened, ahead):
                opened.pop()
            if opened and opened[-1].style and _WHO.match(piece.text):
                while not _has_own(opened, ahead) and _levels(opened[:-1]) & assigned:
                    if opened[-1].style in assigned:
                        break
                    opened.pop()
                assigned |= _levels(opened[-1:])
        else:
            while opened and rank(opened[-1].style) >= rank(mark.style):
                opened.pop()
        (opened[-1].children if opened else top).append(node)
        if mark:
            opened.append(node)
    _name(top)
    return top


def _ranks(found: Sequence[Marker | None]) -> Callable[[Style | None], float]:
    """How deep each style is: 一、 stands above 第一条 if it comes first, and below it otherwise; 1. above
    1.1 likewise.
    """
    first = next((m.style for m in found if m and m.style in (Style.HAN, Style.ARTICLE)), None)
    below = first is Style.ARTICLE
    arabic = (Style.ARABIC, Style.DECIMAL)
    within = next((m.style for m in found if m and m.style in arabic), None) is Style.ARABIC

    def rank(style: Style | None) -> float:
        if style is None:
            return 99
        if within and style is Style.DECIMAL:
            return Style.ARABIC + 0.5
        return Style.ARTICLE + 0.5 if below and style is Style.HAN else float(style)

    return rank


def _following(found: Sequence[Marker | None]) -> list[Marker | None]:
    """The next number behind each piece."""
    following: list[Marker | None] = []
    ahead: Marker | None = None
    for mark in reversed(found):
        following.append(ahead)
        ahead = mark or ahead
    return following[::-1]


def _levels(opened: Sequence[Node]) -> set[Style]:
    return {node.style for node in opened if node.style}


def _has_own(opened: Sequence[Node], ahead: Marker | None) -> bool:
    """Whether the innermost provision has paragraphs of its own: its row goes on behind them, or one
    before it in the row has some.
    """
    mark = opened[-1].marker
    if mark and ahead and ahead.style is mark.style and ahead.value == mark.value + 1:
        return True
    row = opened[-2].children[:-1] if len(opened) > 1 else ()
    return any(below.marker is None for node in row if node.marker for below in node.children)


def _is_over(opened: Sequence[Node], ahead: Marker | None) -> bool:
    """Whether the innermost provision takes no paragraph: a dash, or a line of a list.

    Those of an article list what it is about to say of all of them, （一）…；（二）…。, unless they have
    paragraphs of their own; elsewhere a list is told from its semicolons.
    """
    node = opened[-1]
    if node.style is Style.DASH:
        return True
    if any(above.style is Style.ARTICLE for above in opened[:-1]):
        return not _has_own(opened, ahead)
    siblings = opened[-2].children if len(opened) > 1 else ()
    return len(siblings) > 1 and siblings[-2].piece.text.endswith(LISTED[:2])


def _name(top: Sequence[Node]) -> None:
    """Gives each provision its kind."""
    running = {style for style in (Style.HAN, Style.HAN_BRACKETED) if _runs_on(top, style)}
    law = _has_articles(top)
    todo: list[tuple[Node, str, bool]] = [(node, "", False) for node in top]
    while todo:
        node, above, lawful = todo.pop()
        if law and node.style and node.style <= Style.DIVISION:
            node.kind = "section" if node.style is Style.DIVISION else "part"
        else:
            style = node.style
            if style is Style.ARABIC and not above and _has_decimals(node):
                style = Style.PLAIN  # 1. 总则, 1.1 目的
            node.kind = _kind(style, above, lawful=lawful, running=style in running)
        lawful = lawful or node.style is Style.ARTICLE
        todo += [(child, node.kind, lawful) for child in node.children]


def _has_articles(nodes: Sequence[Node]) -> bool:
    return any(node.style is Style.ARTICLE or _has_articles(node.children) for node in nodes)


def _has_decimals(node: Node) -> bool:
    return any(child.style is Style.DECIMAL for child in node.children)


def _kind(style: Style | None, above: str, *, lawful: bool, running: bool) -> str:
    """By the printed number, and by the place where that puts it under another of its level."""
    if style is None:
        return "paragraph"
    if style is Style.DASH:
        return "dash"
    if style is Style.ARTICLE:
        return "article"
    if lawful:
        return "item" if above == "article" else "subitem"
    if running and (above or style is Style.HAN_BRACKETED):
        return "article"
    if style <= Style.HAN:
        first = "section" if style is Style.DIVISION else "part"
        return _LOWER.get(above, first)
    if style in (Style.HAN_BRACKETED, Style.DECIMAL):
        return _LOWER.get(above, "section")
    if style in (Style.ARABIC, Style.DEEPER):
        return "subitem" if above in ("item", "subitem") else "item"
    return "subitem"


_LOWER = {
    "part": "section",
    "section": "item",
    "article": "item",
    "item": "subitem",
    "subitem": "subitem",
}


def _runs_on(top: Sequence[Node], style: Style) -> bool:
    """Whether numbers are counted through the document rather than in each of its parts."""
    rows = list(_rows(top, style))
    if len(rows) == 1:
        return any(node.style is style for node in top)
    runs = sum(row[0] > max(before[-1], 1) for before, row in pairwise(rows))
    return runs > sum(row[0] == 1 for row in rows[1:])


def _rows(nodes: Sequence[Node], style: Style) -> Iterator[list[int]]:
    """The numbers of a style in each provision that holds some, in their order."""
    marks = [node.marker for node in nodes if node.style is style]
    if marks:
        yield [mark.value for mark in marks if mark]
    for node in nodes:
        yield from _rows(node.children, style)
