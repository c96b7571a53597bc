"""Sentences and clauses: where what a text says begins and ends.

Brackets, quotation marks and title marks are kept whole: a full stop within them ends nothing. What
opens or closes without its partner in the same line is no bracket.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.patterns import regex, sought
from stdpolicy.text.characters import BLANK, HAN

PAIRS = {
    **dict(
        zip("（(［[【〔﹝｛{〖《〈<“‘「『﹁﹃", "）)］]】〕﹞｝}〗》〉>”’」』﹂﹄", strict=True)
    ),
    '"': '"',
}
"""Brackets and quotation marks, the opening ones with those that close them."""

LOST = regex(
    rf"\ufffd+|(?<=[{HAN}”])[?？]{{2,}}(?=[{HAN}、，,“])|[?？][!！][?？]?(?=[{HAN}“”])|[?？],(?=F\(xi)"
    r"|[?？](?=、)"
)
"""What stands where a site has lost characters: 制定中医药???、健康饮食, 共同富?,F(xiàn)代化. It ends nothing."""
_CLOSING = {closing: opening for opening, closing in PAIRS.items()}
_MARK = regex("[" + re.escape("".join([*PAIRS, *_CLOSING])) + "\n]")
_END = sought(r"。！？!?\n", rf"(?<![。！？!?])(?!{LOST.pattern})[。！？!?]+|\n")
_MEMBER = regex(
    rf"[;；]{BLANK}(?=[(（]?(?:[一二三四五六七八九十]{{1,3}}(?:是|要|则)|[首其再]次[,，是要]"
    rf"|第[一二三四五六七八九十]{{1,2}}[,，是]|[一二三四五六七八九十0-9]{{1,2}}[)）.．、]|[\u2460-\u2473])"
    rf"|[(（](?:[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})[)）])"
)
"""；between members that are counted: 一是…；二是…, ①…；②…."""
_PAUSE = sought(",，:：;；", r"[;；]|(?<!\d)[,，:：]|[,，:：](?!\d)")


class Span(NamedTuple):
    """A stretch of a text: `text[start:end]`."""

    start: int
    end: int


def enclosed(text: str) -> list[Span]:
    """What brackets and quotation marks enclose, the marks included, the outermost only, in order."""
    found: list[Span] = []
    opened: dict[str, list[int]] = {}
    for mark in _MARK.finditer(text):
        sign, at = mark[0], mark.start()
        if sign == "\n":
            opened = {}
        elif opened.get(_CLOSING.get(sign, sign)) and sign in _CLOSING:
            start = opened[_CLOSING[sign]].pop()
            while found and found[-1].start > start:
                found.pop()
            if found and found[-1].end > start:  # marks that cross each other are one
                start = found.pop().start
            found.append(Span(start, at + 1))
        elif sign in PAIRS:
            opened.setdefault(sign, []).append(at)
    return found


@memo.sequence
def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, each with the mark that ends it, without the white space around it.

    They end with 。, ！ or ？, with the line, and with the ； between members that are counted (一是…；
    二是…). A ； elsewhere ends none: what it joins is one sentence.
    """
    yield from _pieces(text, sorted(_ends(text, Outside(text))))


@memo.sequence
def clauses(text: str) -> Iterator[Span]:
    """The clauses of a text, each with the mark that ends it: sentences parted at ， ； and ：."""
    outside = Outside(text)
    pauses = [found.end() for found in _PAUSE.finditer(text) if outside(found.start())]
    yield from _pieces(text, sorted({*_ends(text, outside), *pauses}))


def _ends(text: str, outside: "Outside") -> set[int]:
    ends = {found.end() for found in _END.finditer(text) if outside(found.start())}
    return ends | {found.end() for found in _MEMBER.finditer(text) if outside(found.start())}


class Outside:
    """Whether a place is outside all brackets and quotation marks."""

    def __init__(self, text: str) -> None:
        self._spans = enclosed(text)
        self._starts = [span.start for span in self._spans]

    def __call__(self, at: int) -> bool:
        """Whether this one is."""
        before = bisect_right(self._starts, at) - 1
        return before < 0 or self._spans[before].end <= at


def _pieces(text: str, ends: list[int]) -> Iterator[Span]:
    start = 0
    for end in (*ends, len(text)):
        piece = text[start:end]
        if said := piece.strip():
            at = start + piece.index(said[0])
            yield Span(at, at + len(said))
        start = end
