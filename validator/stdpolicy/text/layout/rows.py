"""Printed numbers within lines that stand in a row with those at the beginning of lines.

A number within a line begins a paragraph if the numbering proves it: it goes on with a row of numbers
that begin lines, up to the next of them if there is one; or whole parts of a document run together
and it is one of a row 1, 2, … of its own. Lists within a sentence are left alone: nothing shows that
they were ever lines.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from stdpolicy.patterns import regex, sought
from stdpolicy.text.characters import HAN
from stdpolicy.text.layout.markers import Style, printed

LONGEST_HEADING = 36
"""Between a number and the first of the level below, 一、总体要求（一）指导思想, in characters."""
OUTER = (Style.VOLUME, Style.CHAPTER, Style.DIVISION, Style.HAN, Style.ARTICLE)
"""The levels whose rows show that parts of a document run together."""
INNER = (Style.HAN_BRACKETED, Style.ARABIC, Style.ARABIC_BRACKETED, Style.CIRCLED)
"""Those that may as well be lists within a sentence, unless one of the others shows it."""
RUNNING = (Style.ARTICLE, Style.HAN_BRACKETED)
"""Those that may be counted on from one part to the next."""
_CANDIDATE = sought(
    "0-9（(一二三四五六七八九十第—㈠-㈩①-⑳⒈-⒛⑴-⒇",
    "(?<![一二三四五六七八九十第、])[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,4}[）)]|"
    "[（(][0-9]{1,2}[）)]|[㈠-㈩①-⑳⒈-⒛⑴-⒇]|(?<![0-9.．A-Za-z])[0-9]{1,2}[.．、]|"
    f"第[一二三四五六七八九十百零〇]{{1,6}}[章节条编篇]|——(?=[{HAN}])",
)
_SECTION = regex(r"\s*[^。，；：,;:！？]{2,20}。[^。]{4,}[。）)].*", re.DOTALL)
"""A section that runs in: 加强领导。各部门要加强配合。"""
_ENDS = "。；;！？）)”】"


class Mark(NamedTuple):
    """A printed number, at the beginning of a line or within it."""

    line: int
    start: int
    end: int
    style: Style
    value: int
    before: str
    """What stands before it: nothing, or the end of a sentence 。, a colon ：, a blank, or "text"."""

    @property
    def leads(self) -> bool:
        """Whether it begins its line."""
        return not self.before


def proven(lines: Sequence[str]) -> list[Mark]:
    """The numbers within lines that begin paragraphs."""
    marks = [mark for at, text in enumerate(lines) for mark in _marks(at, text)]
    bounds = {mark for mark in marks if mark.leads}
    found: list[Mark] = []
    for style in (*OUTER, *INNER):
        own = _of_style(style, marks, bounds, {mark.line for mark in found}, lines)
        found += own
        bounds.update(own)
    together = {mark.line for mark in found}
    found += [
        mark
        for mark in marks
        if mark.style is Style.DASH and mark.line in together and mark.before in ("。", "：", " ")
    ]
    return found


def _marks(at: int, text: str) -> Iterator[Mark]:
    """The printed numbers of a line, as far as they can begin a paragraph."""
    lead = printed(text)
    if lead:
        yield Mark(at, 0, lead.end, lead.style, lead.value, "")
    for candidate in _CANDIDATE.finditer(text, lead.end if lead else 1):
        found = printed(text, candidate.start())
        if found:
            before = _before(text[candidate.start() - 1])
            yield Mark(at, found.start, found.end, found.style, found.value, before)


def _before(last: str) -> str:
    if last in _ENDS:
        return "。"
    if last in "：:":
        return "："
    return " " if last.isspace() else "text"


def _of_style(
    style: Style,
    marks: Sequence[Mark],
    bounds: set[Mark],
    together: set[int],
    lines: Sequence[str],
) -> list[Mark]:
    """The proven numbers of one style, between those of the levels above it."""
    found: list[Mark] = []
    last = 0
    first = next((mark for mark in marks if mark.leads), None)
    heading = _Headings(bounds, lines)
    for scope in _scopes(style, marks, bounds):
        begun = [mark for mark in scope if mark.leads]
        starts = {1, last + 1} if style in RUNNING else {1}
        if begun:
            # behind a single number a list within its text may go on just so, unless all have headings
            further = style in OUTER or len(begun) > 1 or _headed(scope, lines)
            own = _filled(scope, starts, further=further)
        elif style in OUTER:
            free = first is None or _place(scope[0]) < _place(first) or scope[0].line in together
            own = _alone(scope, starts, heading) if free else []
        else:
            own = _alone([m for m in scope if m.line in together], starts, heading)
            if not own and scope[0].line == scope[-1].line and _headed(scope, lines):
                own = _alone(scope, starts, heading)
        found += own
        last = max(((_place(m), m.value) for m in (*begun, *own)), default=((0, 0), last))[1]
    return found


def _headed(row: Sequence[Mark], lines: Sequence[str]) -> bool:
    """Whether numbers of one line are of sections: a heading behind each, and what it is of."""
    text = lines[row[0].line]
    ends = [*(mark.start for mark in row[1:]), len(text)]
    return (
        len(row) > 1
        and {mark.line for mark in row} == {row[0].line}
        and all(
            _SECTION.fullmatch(text, mark.end, end) for mark, end in zip(row, ends, strict=True)
        )
    )


def _place(mark: Mark) -> tuple[int, int]:
    return mark.line, mark.start


def _scopes(style: Style, marks: Sequence[Mark], bounds: set[Mark]) -> Iterator[list[Mark]]:
    """The numbers of one style, parted where one of an outer level stands."""
    scope: list[Mark] = []
    for mark in marks:
        if mark.style is style:
            scope.append(mark)
        elif mark.style < style and mark in bounds and scope:
            yield scope
            scope = []
    if scope:
        yield scope


def _filled(scope: Sequence[Mark], starts: set[int], *, further: bool) -> list[Mark]:
    """The numbers between those that begin lines, where they make the row whole, and behind the last
    of them if `further` ones are taken.
    """
    found: list[Mark] = []
    waiting: list[Mark] = []
    last = 0
    for mark in scope:
        if not mark.leads:
            waiting.append(mark)
            continue
        gap = _row(waiting, last + 1 if last and mark.value > last else min(starts))
        if gap and gap[-1].value >= mark.value - 1 > 0:
            found += [each for each in gap if each.value < mark.value]
        last, waiting = mark.value, []
    return found + (_row(waiting, last + 1) if further else [])


def _row(waiting: Sequence[Mark], expected: int) -> list[Mark]:
    """The numbers from an expected one on, as far as they run on and stand behind a sentence."""
    row = []
    for mark in waiting:
        if mark.value == expected and mark.before in ("。", " "):
            row.append(mark)
            expected += 1
    return row


def _alone(scope: Sequence[Mark], starts: set[int], heading: "_Headings") -> list[Mark]:
    """A row of numbers none of which begins a line: two or more, or one that runs on from before."""
    row: list[Mark] = []
    for mark in scope:
        expected = {row[-1].value + 1} if row else starts
        if mark.value in expected and (mark.before != "text" or heading.ends_before(mark)):
            row.append(mark)
    runs_on = bool(row) and row[0].value > 1
    return row if len(row) > 1 or runs_on else []


class _Headings:
    """Tells whether only a heading stands between a number and that of a level above it."""

    def __init__(self, bounds: Iterable[Mark], lines: Sequence[str]) -> None:
        self._lines = lines
        self._bounds: dict[int, list[Mark]] = {}
        for mark in sorted(bounds, key=_place):
            self._bounds.setdefault(mark.line, []).append(mark)

    def ends_before(self, mark: Mark) -> bool:
        """Whether a heading does; 第一章 with a blank behind it is one itself: who cites one sets none."""
        text = self._lines[mark.line]
        if mark.style <= Style.DIVISION and text[mark.end : mark.end + 1].isspace():
            return True
        bounds = self._bounds.get(mark.line, [])
        for n in range(bisect_left(bounds, mark.start, key=lambda each: each.start) - 1, -1, -1):
            between = text[bounds[n].end : mark.start].strip()
            if len(between) > LONGEST_HEADING:
                return False
            if bounds[n].style < mark.style:
                return bool(between) and not re.search("[。；;：:]", between)
        return False
