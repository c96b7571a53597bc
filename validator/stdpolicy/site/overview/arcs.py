"""The drawing of who implements whom: documents below each other by level, arcs to the right and left of them.

An arc to the right is a reference, one to the left stands for alignments, the thicker the more. Nothing runs behind a box,
and labels at the peaks of arcs to the same document do not meet, so that it can be read with many policies, too.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from stdpolicy.model import Text
from stdpolicy.site.overview.corpus import Corpus
from stdpolicy.site.overview.influence import Influence, Likeness, Paper
from stdpolicy.site.overview.widths import cut
from stdpolicy.site.pages import LANGUAGES

ROW, HEIGHT, SIDE, BOX = 36, 27, 250, 520
"""Distance of lines, height of boxes, room beside them, and their width, in pixels."""
OUTSIDE = "outside"
"""Where a level stands: of documents that are not in the site."""
LETTERS = 66
"""How many letters a box holds."""
MOST = 40
"""How many of these are drawn: those that most policies follow."""


class Box(Struct, frozen=True):
    """A document."""

    words: Text
    y: int


class Heading(Struct, frozen=True):
    """The name of a level above its documents."""

    level: str
    y: int


class Arc(Struct, frozen=True):
    """A line between two boxes, from the one that follows."""

    kind: str
    """The relation; of alignments, nothing."""
    path: str
    tip: str
    """The point of the arrow."""
    width: int
    label: str
    x: int
    y: int
    """Where the label is."""


class Drawing(Struct, frozen=True):
    """The drawing."""

    headings: tuple[Heading, ...]
    boxes: tuple[Box, ...]
    arcs: tuple[Arc, ...]
    height: int
    left_out: int
    """How many documents outside are not drawn."""
    box: int = BOX
    side: int = SIDE
    width: int = BOX + 2 * SIDE


def drawn(graph: Influence, corpus: Corpus) -> Drawing:
    """The drawing of a graph of the policies of a site."""
    outside = [one for one in graph.papers if one.policy is None]
    kept = sorted(outside, key=lambda one: -len({each.tail.key for each in graph.to(one)}))[:MOST]
    papers = [one for one in graph.papers if one.policy is not None or one in kept]
    headings, boxes, y, level = [], [], 0, None
    at: dict[str, int] = {}
    for paper in papers:
        if (here := _level(paper)) != level:
            level = here
            headings.append(Heading(here, y + 20))
            y += HEIGHT
        boxes.append(Box(_words(paper, corpus), y))
        at[paper.key] = y
        y += ROW
    arcs = []
    drawn_already = Counter[tuple[str, str]]()
    for one in graph.followings:
        if one.head.key in at:
            ends = one.tail.key, one.head.key
            arcs.append(_right(one.relation, at[ends[0]], at[ends[1]], drawn_already[ends]))
            drawn_already[ends] += 1
    arcs += _left(graph.likenesses, at)
    return Drawing(tuple(headings), tuple(boxes), tuple(arcs), y, len(outside) - len(kept))


def _words(paper: Paper, corpus: Corpus) -> Text:
    if paper.policy is None:
        words = cut(paper.title or paper.number or paper.key, LETTERS)
        return dict.fromkeys(LANGUAGES.values(), words)
    short, title = corpus.names[paper.key], paper.policy["title"]
    return {
        tag: cut(f"{short[tag]} {title.get(tag, '')}", LETTERS)
        for tag in LANGUAGES.values()
        if tag in short
    }


def _level(paper: Paper) -> str:
    return OUTSIDE if paper.policy is None else str(paper.policy.get("level", ""))


def _right(relation: str, tail: int, head: int, before: int) -> Arc:
    x, start, end = SIDE + BOX, tail + HEIGHT // 2, head + HEIGHT // 2
    out = x + _reach(start, end) + 20 * before  # beside the one of another relation
    path = f"M{x} {start}C{out} {start} {out} {end} {x + 8} {end}"
    return Arc(relation, path, f"M{x} {end}l9 -5v10z", 2, "", 0, 0)


def _left(likenesses: Sequence[Likeness], at: dict[str, int]) -> list[Arc]:
    most = max((one.count for one in likenesses), default=1)
    arcs = []
    for one in likenesses:
        start, end = (at[each.key] + HEIGHT // 2 for each in (one.tail, one.head))
        reach = _reach(start, end)
        out = SIDE - reach
        path = f"M{SIDE} {start}C{out} {start} {out} {end} {SIDE - 8} {end}"
        width = 1 + 4 * one.count // most
        arcs.append(
            Arc(
                "",
                path,
                f"M{SIDE} {end}l-9 -5v10z",
                width,
                str(one.count),
                # a cubic curve whose two handles are so far out goes three quarters of that
                SIDE - reach * 3 // 4 - 6,
                (start + end) // 2 + 5,
            )
        )
    return arcs


def _reach(start: int, end: int) -> int:
    return min(60 + abs(start - end) * 2 // 3, SIDE * 21 // 20)
