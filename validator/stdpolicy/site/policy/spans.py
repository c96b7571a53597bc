"""Stretches of a text that overlap as elements that nest.

They are put in order by where they begin, the longer first. What would cross an open element is closed at that one's end
and opened again, so that a stretch may be in several pieces.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile

from msgspec import Struct, field

DEEPEST = 32
"""How many elements nest at most; what is further in is not drawn there. Browsers flatten trees deeper than 512."""


class Span(Struct, frozen=True):
    """A stretch `text[start:end]`, which is not empty."""

    start: int
    end: int
    kind: str
    id: str


class Mark(Struct):
    """An element: a piece of the stretch of one span, or of several that are alike."""

    spans: tuple[Span, ...]
    first: bool
    """Whether the stretch begins here."""
    last: bool = False
    """Whether it ends here."""
    inner: list["str | Mark"] = field(default_factory=list)


Runs = list[str | Mark]


def nested(text: str, spans: Iterable[Span]) -> Runs:
    """The text with its spans as elements; the strings in it, joined, are the text.

    Spans of the same stretch nest in the order in which they are given, and are one element where their kind
    is the same as that of the one before.
    """
    groups = _alike(spans)
    beginning: dict[int, list[int]] = {}
    for n, group in enumerate(groups):
        beginning.setdefault(group[0].start, []).append(n)
    ends = {group[0].end for group in groups}
    runs: Runs = []
    stack: list[tuple[int, Mark]] = []
    pieces: dict[int, Mark] = {}
    open_: list[int] = []
    for start, end in pairwise(sorted({0, len(text), *beginning, *ends})):
        if start in ends:
            open_ = [n for n in open_ if groups[n][0].end > start]
        open_ += beginning.get(start, [])
        wanted = open_[:DEEPEST]
        same = takewhile(lambda pair: pair[0] == pair[1][0], zip(wanted, stack, strict=False))
        kept = sum(1 for _ in same)
        del stack[kept:]
        for n in wanted[kept:]:
            mark = Mark(groups[n], first=n not in pieces)
            (stack[-1][1].inner if stack else runs).append(mark)
            stack.append((n, mark))
            pieces[n] = mark
        (stack[-1][1].inner if stack else runs).append(text[start:end])
    for mark in pieces.values():
        mark.last = True
    return runs


def drawn(runs: Runs) -> set[str]:
    """The ids of the spans that are in the elements."""
    found = set()
    for run in runs:
        if isinstance(run, Mark):
            found |= {span.id for span in run.spans} | drawn(run.inner)
    return found


def _alike(spans: Iterable[Span]) -> Sequence[tuple[Span, ...]]:
    """The spans in order, those of one stretch and kind together."""
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    return [
        tuple(group)
        for _, group in groupby(ordered, key=lambda span: (span.start, span.end, span.kind))
    ]
