"""Help in Chinese, broken into lines: between any two characters, each two columns wide.

The library of the command line breaks lines at blanks and counts characters, which is right for English.
"""

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from stdpolicy.patterns import regex

OPENING, CLOSING = "（《“‘【(\\[{", "）》”’】，。、；：！？…)\\]}"
"""What no line ends with, and what none begins with."""
WIDE = "\u2e80-\u9fff\uff00-\uffef"
PIECE = regex(
    rf"[{OPENING}]*(?:(?![{OPENING}{CLOSING}])[{WIDE}]|[^\s{WIDE}{OPENING}{CLOSING}]+)?[{CLOSING}]*"
)
"""What stays together: a character, or a word of another script, with its punctuation."""
RAW = "\b"
"""What begins a paragraph whose lines are kept."""


def columns(text: str) -> int:
    """How many columns a terminal gives a text."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrap_text(
    text: str,
    width: int = 78,
    initial_indent: str = "",
    subsequent_indent: str = "",
    preserve_paragraphs: bool = False,
) -> str:
    """The text in lines of so many columns; its paragraphs one by one, if they are to be kept.

    It stands in for the function of this name in Click.
    """
    paragraphs = text.split("\n\n") if preserve_paragraphs else [text]
    done = []
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        if lines[0].strip() == RAW:
            done.append("\n".join(subsequent_indent + line for line in lines[1:]))
        else:
            done.append("\n".join(_filled(lines, width, initial_indent, subsequent_indent)))
    return "\n\n".join(done)


def _filled(lines: list[str], width: int, first: str, indent: str) -> Iterator[str]:
    line, used = first, False
    for piece in _pieces(_joined(lines)):
        if used and columns((line + piece).rstrip()) > width:
            yield line.rstrip()
            line, used = indent, False
        if used or not piece.isspace():
            line, used = line + piece, True
    yield line.rstrip()


def _joined(lines: list[str]) -> str:
    """The lines as one, with a blank between two of them unless both sides are Chinese."""
    whole = " ".join(line.strip() for line in lines)
    return re.sub(rf"(?<=[{WIDE}”’]) (?=[{WIDE}“‘])", "", whole)


def _pieces(text: str) -> Iterator[str]:
    for part in re.split(r"(\s+)", text):
        at = 0
        while at < len(part):
            found = PIECE.match(part, at)
            piece = found[0] if found and found[0] else part[at]
            yield piece
            at += len(piece)
