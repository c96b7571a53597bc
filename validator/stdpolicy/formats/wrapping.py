"""What stands around a document in a text that was copied with it: a Markdown fence, an explanation."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stdpolicy.diagnostics import Advice, Finding, Message
from stdpolicy.formats import rules
from stdpolicy.formats.causes import cause, replaced, shown
from stdpolicy.patterns import regex
from stdpolicy.source import Span

FENCE = Message(
    rules.SYNTAX.code,
    "fence",
    "expected the document alone, found {found}, the fence of a Markdown code block",
    "文件应只含文档本身，但有 Markdown 代码块的围栏 {found}",
    Advice(
        "remove-fence",
        "remove the fence and all that stands outside it",
        "删去围栏以及围栏之外的文字",
    ),
)
AROUND = Message(
    rules.SYNTAX.code,
    "around",
    "expected the document alone, found other text around it: {found}",
    "文件应只含文档本身，但其前后有其他文字：{found}",
    Advice("remove-around", "remove the text around the document", "删去文档前后的文字"),
)

_OPENS = regex(r"^[ \t\ufeff]*+(?P<fence>(?:`{3,}+|~{3,}+)[^`\n\r]*+)\s*+", re.MULTILINE)
_CLOSES = regex(r"^[ \t]*+(?P<fence>`{3,}+|~{3,}+)[ \t]*+$", re.MULTILINE)
_LINE = regex(r"[^\n\r]++")
_COMMENT = regex(r"#|//|/\*|<!--")
_NOTATION = regex(
    r"""[{}\[\]<>=;]|["'”’]\s*+[:：]|\^\^|(?<![^\s(])[\w-]*+[:：][A-Za-z]|^[.。,，；]+$"""
)
"""What stands on the lines of a notation, though something is wrong with them, and in no prose."""
_PROSE = regex("[\u3400-\u9fff]|[A-Za-z]{2}[,:]? [A-Za-z]|^[ \\t]*+(?:[*_]{2}|[-*>] )")
_BLANKS = "\ufeff\u3000\u00a0 \t"


class Form(NamedTuple):
    """How the documents of a notation begin and end."""

    begins: re.Pattern[str]
    """The first mark of one."""
    ends: re.Pattern[str]
    """The last line of one."""


class Wrapped(NamedTuple):
    """Which part of a text is the document, and what is wrong with the rest."""

    document: Span
    found: Finding


def wrapped(text: str, form: Form) -> Wrapped | None:
    """What stands around the document in a text; None if nothing does that is known. Linear in the
    text.
    """
    has_fence = "```" in text or "~~~" in text
    for opens in _OPENS.finditer(text) if has_fence else ():
        if form.begins.match(text, opens.end()):
            closes = _CLOSES.search(text, opens.end())
            end = closes.start() if closes else len(text)
            return _within(FENCE, text, Span(opens.end(), end), Span(*opens.span("fence")))
    before, start = _before(text, form)
    closes = _CLOSES.search(text, start) if has_fence else None
    if closes and not _NOTATION.search(text, closes.end()):
        document = Span(start, closes.start())
        return _within(FENCE, text, document, Span(*closes.span("fence")))
    end, behind = _behind(text, start, form)
    here = before or behind
    return _within(AROUND, text, Span(start, end), here) if here else None


def fenced(text: str) -> str:
    """What follows the first fence of a text; nothing if it has none."""
    opens = _OPENS.search(text)
    return text[opens.end() :] if opens else ""


def _within(message: Message, text: str, document: Span, here: Span) -> Wrapped:
    sides = (Span(0, document.start), Span(document.end, len(text)))
    edits = [replaced(side, "") for side in sides if text[slice(*side)].strip()]
    lost = [
        line for side in sides for line in _lines(text, side) if not _CLOSES.match(text, line.start)
    ]
    sure = message is FENCE and all(line.start <= here.start < line.end for line in lost)
    return Wrapped(
        document, cause(message, here, edits, sure=sure, found=shown(text[slice(*here)]))
    )


def _before(text: str, form: Form) -> tuple[Span | None, int]:
    """The first line of prose before a document, and where that begins; None and 0 if there is none."""
    first = None
    for line in _lines(text, Span(0, len(text))):
        if form.begins.match(text, line.start):
            return first, line.start if first else 0
        if _NOTATION.search(text[slice(*line)]) or not (first or _is_prose(text, line)):
            break
        first = first or line
    return None, 0


def _behind(text: str, start: int, form: Form) -> tuple[int, Span | None]:
    """Where a document ends, and the first line of prose behind it; None if there is none."""
    first, last = None, Span(start, start)
    for line in _lines(text, Span(start, len(text)), backwards=True):
        if _NOTATION.search(text[slice(*line)]):
            last = line
            break
        first = line
    end = last.end
    if first is None or not _is_prose(text, first) or not form.ends.search(text[slice(*last)]):
        return len(text), None
    return end, first


def _is_prose(text: str, line: Span) -> bool:
    return _PROSE.search(text, *line) is not None


def _lines(text: str, within: Span, *, backwards: bool = False) -> Iterator[Span]:
    """The lines of a stretch with something on them, comments left out."""
    lines: Iterable[re.Match[str]] = _LINE.finditer(text, *within)
    for line in reversed([*lines]) if backwards else lines:
        inside = line[0].strip(_BLANKS)
        if inside and not _COMMENT.match(inside):
            at = line.start() + line[0].index(inside)
            yield Span(at, at + len(inside))
