"""Printed numbers that begin a provision: 一、（一）1. (1) ① 第一章 第一条 1.1 and dashes."""

from enum import IntEnum
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.characters import DASH, HAN
from stdpolicy.text.numerals import ordinal


class Style(IntEnum):
    """How a provision is numbered, from the outermost level to the innermost."""

    VOLUME = 1
    """第一编, 第一篇, 第一部分."""
    CHAPTER = 2
    """第一章."""
    DIVISION = 3
    """第一节."""
    PLAIN = 4
    """1 总则, where 1.1 follows."""
    HAN = 5
    """一、"""
    ARTICLE = 6
    """第一条."""
    HAN_BRACKETED = 7
    """（一）."""
    DECIMAL = 8
    """1.1."""
    ARABIC = 9
    """1."""
    DEEPER = 10
    """1.1.1."""
    ARABIC_BRACKETED = 11
    """(1)."""
    DEEPEST = 12
    """1.1.1.1."""
    HALF_BRACKETED = 13
    """1)."""
    CIRCLED = 14
    """①."""
    DASH = 15
    """—— and what is set in its stead: ● ■ ◆."""


_CHINESE = "零〇一二三四五六七八九十百千"
_DIGITS = "0-9０-９"
_COUNT = rf"[ \u3000]?(?:[{_CHINESE}{_DIGITS}][ \u3000]?){{1,7}}"
"""第 1 0 条, as some sites set it."""
_NO_REFERENCE = "(?![第、，,和至或及的]|规定|所|中规定|之规定|以及)"
"""第三条规定的 and 第三条第二款 cite an article."""
_ENDS = rf"(?=\s|[（(【《“]|[{HAN}]|$)"
PATTERNS = {
    Style.VOLUME: rf"第{_COUNT}(?:分编|编|篇|部分){_NO_REFERENCE}(?=\s|[{HAN}]|$)",
    Style.CHAPTER: rf"第{_COUNT}章{_NO_REFERENCE}(?=\s|[{HAN}]|$)",
    Style.DIVISION: rf"第{_COUNT}节{_NO_REFERENCE}(?=\s|[{HAN}]|$)",
    Style.ARTICLE: rf"第{_COUNT}条(?:之[一二三四五六七八九十]{{1,3}})?{_NO_REFERENCE}{_ENDS}",
    Style.HAN: r"[一二三四五六七八九十百]{1,4}\s?[、．.](?![\s]?[一二三四五六七八九十]{1,2}、)",
    Style.HAN_BRACKETED: r"(?:[（(〔]\s?[一二三四五六七八九十百]{1,4}\s?[）)〕]|[㈠-㈩])[、．.]?",
    Style.DEEPEST: rf"[{_DIGITS}]{{1,2}}(?:[.．][{_DIGITS}]{{1,2}}){{3}}(?![{_DIGITS}.．%％])",
    Style.DEEPER: rf"[{_DIGITS}]{{1,2}}(?:[.．][{_DIGITS}]{{1,2}}){{2}}(?![{_DIGITS}.．%％])",
    Style.DECIMAL: rf"[{_DIGITS}]{{1,2}}[.．][{_DIGITS}]{{1,2}}(?=\s|[{HAN}])(?![年个项亿万余多元倍]|\s?%)",
    Style.ARABIC: rf"(?:[{_DIGITS}]{{1,3}}\s?(?:[、．]|[.](?![{_DIGITS}])|[.](?=20[0-9][0-9]年))|[⒈-⒛])(?![．、]|[{_DIGITS}]{{1,3}}(?![{_DIGITS}年]))",
    Style.ARABIC_BRACKETED: rf"(?:[（(]\s?[{_DIGITS}]{{1,3}}\s?[）)]|[⑴-⒇])[、．.]?",
    Style.HALF_BRACKETED: rf"[{_DIGITS}]{{1,2}}\s?[）)][、．.]?",
    Style.CIRCLED: r"[①-⑳㉑-㉟][、．.]?",
    Style.DASH: rf"(?:[{DASH}]{{2,6}}|[—－─](?=[{HAN}“《])|[●■◆▪•◇□▶➢])\s?(?=[{HAN}“《A-Za-z0-9])",
    Style.PLAIN: rf"[{_DIGITS}]{{1,2}}(?=\s+[{HAN}]|[{HAN}]{{2,12}}$)",
}
ORDER = (
    *(Style.VOLUME, Style.CHAPTER, Style.DIVISION, Style.ARTICLE, Style.HAN, Style.HAN_BRACKETED),
    *(Style.DEEPEST, Style.DEEPER, Style.DECIMAL, Style.ARABIC, Style.ARABIC_BRACKETED),
    *(Style.HALF_BRACKETED, Style.CIRCLED, Style.DASH, Style.PLAIN),
)
MARKER = regex("|".join(f"(?P<{style.name}>{PATTERNS[style]})" for style in ORDER))
LONGEST_TITLE = 50
"""Of a volume, chapter or division: what is longer cites one."""


class Marker(NamedTuple):
    """A printed number, read from `text[start:end]`."""

    style: Style
    start: int
    end: int
    value: int
    """Its place in its row, the last one in 1.2; 0 of a dash, which has none."""


def marker(text: str) -> Marker | None:
    """The printed number that begins a line; None if none does."""
    found = printed(text)
    if found and found.style <= Style.DIVISION and len(text) - found.end > LONGEST_TITLE:
        return None
    return found


def printed(text: str, at: int = 0) -> Marker | None:
    """The printed number that begins at a place in a text, whatever follows; None if none does."""
    found = MARKER.match(text, at)
    if not found or not found.lastgroup:
        return None
    style = Style[found.lastgroup]
    value = 0 if style is Style.DASH else _value(found[0])
    return Marker(style, at, at + len(found[0].rstrip()), value)


_POINTS = regex("[.．](?=[0-9０-９])")


def _value(written: str) -> int:
    last = _POINTS.split("".join(written.split()))[-1]
    whole, of_article, _ = last.partition("条之")
    return ordinal(whole + "条" if of_article else last) or 0
