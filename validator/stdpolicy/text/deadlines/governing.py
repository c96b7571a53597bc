"""Which deadline governs a place of a text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from stdpolicy.patterns import regex
from stdpolicy.text.characters import BLANK, DASH
from stdpolicy.text.deadlines.reading import deadlines
from stdpolicy.text.deadlines.record import Deadline
from stdpolicy.text.sentences import Span, clauses, sentences

_HEADING = regex(
    r"[^。\n]{0,24}。?|(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）]?[、.．]?|第[一二三四五六七八九十百]{1,5}[条章节]|——)"
    r"[^。\n]{0,40}。?"
)
"""A heading that runs on into its text; a longer one only behind its number."""
_CLOSES = "，,；;"
_HEAD = regex("[^，。；,;\n]{0,16}")
"""What may stand before the deadline that opens a sentence: 力争, 具体指标：, （一）第一阶段（."""

_GOES_ON = regex(rf"{BLANK}(?:[{DASH}]{{1,2}}|[•·●▪]|[(（][0-9]{{1,2}}[)）]|[\u2460-\u2473])")
"""How a line begins that is a part of what the line before says."""

_ALL = regex(
    "(?:全部|均(?!衡|匀)|都(?!市))[^，。；,;]{0,6}(?:建成|完成|投用|投产|竣工|到位|达标|交付|上线)"
)
"""Words by which a clause speaks of what the one before names: 建设50座，2026年底前全部建成."""

_BEFORE_IT = regex("(?:力争|争取|确保|计划|于|在)?")
_DONE = regex(
    "(?:全面|基本|全部)?(?:完成|建成|办结|出台|印发|发布|到位|投用|投入使用|上线|竣工|验收)[。；;，,]?"
)
"""What stands before and behind a deadline in a clause that has no object of its own, and so speaks of the
one before: 制定标准30项，2025年6月底前完成."""

Row = tuple[Deadline, ...]


class Reach:
    """How far the deadlines of a paragraph, or of several with a line each, reach.

    1. A deadline holds for what follows in its sentence, until another comes.
    2. It holds for all of its own clause, 覆盖率到2025年达到80%, and for the one before if its own
       says 全部 of that, or nothing but that it is done: 建设50座，2026年底前(全部)建成.
    3. In brackets or behind a label it holds for what stands before it in the line, back to the one
       of that kind before: 建成100个示范区（2025年底前完成）.
    4. One at the head of a line, or of the sentence behind the heading of the line, holds for the
       sentences after it too, and for the lines that are parts of it (——…, (1)…), until another
       sentence begins with one; of several, 到2023年…，到2025年…。, the last that begins a clause
       and is no row. A sentence that says from when (自2024年起) it does not reach.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._rows = list(_rows(text))
        self._starts = [row[0].start for row in self._rows]
        self._behind = [row for row in self._rows if row[0].behind]
        self._sentences = list(sentences(text))
        self._clauses = list(clauses(text))
        self._lines = [found.start() for found in re.finditer("(?m)^", text)]
        self._opened = list(self._openings(text))

    def at(self, place: int) -> Row:
        """The deadline that governs a place, in code points; dates in a row all of them, in order.

        Empty if none does. Raises ValueError if the text has no such place.
        """
        if not 0 <= place <= len(self._text):
            raise ValueError(place)
        nth = _nth(self._sentences, place)
        if nth < 0:
            return ()
        before = [
            row for row in self._within(self._sentences[nth].start, place + 1) if not row[0].behind
        ]
        if due := [row for row in before if row[0].due]:
            return due[-1]
        clause = _nth(self._clauses, place)
        after = [row for row in self._within(place, self._clauses[clause].end) if row[0].due]
        if not after and clause + 1 < len(self._clauses):
            following = self._clauses[clause + 1]
            if following.start < self._sentences[nth].end and self._goes_back(following):
                after = [r for r in self._within(following.start, following.end) if r[0].due]
        if after and not after[0][0].behind:
            return after[0]
        if behind := self._labelled(place):
            return behind
        return () if before else self._opened[nth]

    def _goes_back(self, clause: Span) -> bool:
        """Whether a clause with a deadline speaks of what the one before it names."""
        if _ALL.search(self._text, clause.start, clause.end):
            return True
        row = next(iter(self._within(clause.start, clause.end)), None)
        return (
            row is not None
            and _BEFORE_IT.fullmatch(self._text, clause.start, row[0].start) is not None
            and _DONE.fullmatch(self._text, row[-1].end, clause.end) is not None
        )

    def _labelled(self, place: int) -> Row:
        """The deadline in brackets or behind a label that the line has next."""
        at = bisect_left(self._behind, place, key=lambda row: row[0].start)
        if at == len(self._behind):
            return ()
        line = bisect_right(self._lines, place)
        row = self._behind[at]
        return row if bisect_right(self._lines, row[0].start) == line else ()

    def _openings(self, text: str) -> Iterator[Row]:
        """For each sentence the deadline that its own head, or that of one before, opened for it."""
        opened: Row = ()
        line, headed = -1, False
        for sentence in self._sentences:
            new = bisect_right(self._lines, sentence.start)
            rows = self._within(sentence.start, sentence.end)
            due = [row for row in rows if row[0].due and not row[0].behind]
            first = due[0] if due else ()
            head = _HEAD.match(text, sentence.start)
            begins = bool(first and head and first[0].start <= head.end())
            if new != line and (begins or not _GOES_ON.match(text, sentence.start)):
                opened = self._last(due) if begins else ()
            elif begins and (opened or headed):
                opened = self._last(due)
            headed = new != line and bool(_HEADING.fullmatch(text, sentence.start, sentence.end))
            line = new
            yield opened

    def _last(self, due: Sequence[Row]) -> Row:
        """Of the deadlines of a sentence that begins with one, the last that begins a clause."""
        clauses = [row for row in due[1:] if self._text[row[0].start - 1] in _CLOSES]
        heads = [row for row in clauses if len(row) == 1]
        return heads[-1] if heads else due[0]

    def _within(self, start: int, end: int) -> Sequence[Row]:
        return self._rows[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def governing(text: str, at: int) -> Deadline | None:
    """The one deadline that governs a place of a text, or None; see `Reach`."""
    row = Reach(text).at(at)
    return row[0] if len(row) == 1 else None


def _rows(text: str) -> Iterator[Row]:
    times = (one for one in deadlines(text) if one.due or one.kind == "from")
    for _, row in groupby(times, key=lambda one: one.start):
        yield tuple(row)


def _nth(spans: Sequence[Span], place: int) -> int:
    """Which of the spans begins last before a place; -1 if none does."""
    return bisect_right(spans, place, key=lambda span: span.start) - 1
