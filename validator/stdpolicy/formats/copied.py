"""What a text has everywhere that was copied from where it is shown: line numbers, escapes of HTML."""

import html
import re
from collections.abc import Callable
from itertools import pairwise

from stdpolicy.diagnostics import Advice, Code, Finding, Message
from stdpolicy.formats import rules
from stdpolicy.formats.causes import cause, replaced, shown
from stdpolicy.patterns import regex
from stdpolicy.source import Span

NUMBERED = Message(
    rules.SYNTAX.code,
    "numbered",
    "expected the document alone, found {found} before each of its lines",
    "文件应只含文档本身，但每行之前都有 {found}",
    Advice(
        "remove-before-lines",
        "remove what stands before the lines",
        "删去各行之前的行号或者符号",
    ),
)
ESCAPED = Message(
    rules.SYNTAX.code,
    "escaped",
    "expected {right} itself, found {found}, as it is escaped elsewhere",
    "应为 {right} 本身，实为转义的 {found}",
    Advice(
        "copy-as-shown",
        "copy the document as it is shown, or write the characters themselves",
        "按显示的内容重新复制，或者改为字符本身",
    ),
)

_NUMBER = regex(r"[ \t]*+(?P<mark>[0-9]{1,7})[.:|]?(?:[ \t]|$)")
_SIGN = regex(r"(?P<mark>[+>|])(?: |(?=\S)|$)")
_LINE = regex(r"^[^\n\r]*+$", re.MULTILINE)
_FEWEST = 3
"""Lines of which it is told that all of them begin alike."""
_HTML = regex(r"\s*+(?:&lt;[?!/A-Za-z]|[@＠]?\w*+\s*+:?\s*+&lt;|[{\[]\s*+&(?:quot|#34);)")
_REFERENCE = regex(r"&(?:lt|gt|quot|amp|nbsp|apos|#[0-9]{1,6});")
_SLASHED = regex(r'\s*+[{\[]\s*+\\"')
_SLASH = regex(r'\\(?=["\\])')


def copied(text: str) -> Finding | None:
    """What stands in a text for having been copied from a page or a listing; None if nothing does."""
    for look in (_numbers, _signs, _references, _slashes):
        if found := look(text):
            return found
    return None


def within_a_string(text: str, document: str) -> Finding:
    """The finding for a document that is written as one string of JSON."""
    at = max(text.find('\\"'), 0)
    here = Span(at, at + 2)
    return cause(
        ESCAPED,
        here,
        [replaced(Span(0, len(text)), document)],
        sure=False,
        found=shown(text[slice(*here)]),
        right=Code('"'),
    )


def _numbers(text: str) -> Finding | None:
    found = _before_lines(text, _NUMBER)
    numbers = [int(one["mark"]) for one in found]
    return _numbered(found) if all(b > a for a, b in pairwise(numbers)) else None


def _signs(text: str) -> Finding | None:
    found = _before_lines(text, _SIGN)
    return _numbered(found) if len({one["mark"] for one in found}) == 1 else None


def _before_lines(text: str, form: re.Pattern[str]) -> list[re.Match[str]]:
    """What stands before each line that has something on it; nothing if one has none."""
    found = []
    for line in _LINE.finditer(text):
        if before := form.match(text, *line.span()):
            found.append(before)
        elif line[0].strip():
            return []
    return found


def _numbered(found: list[re.Match[str]]) -> Finding | None:
    if len(found) < _FEWEST:
        return None
    edits = [replaced(Span(*one.span()), "") for one in found]
    return cause(
        NUMBERED, Span(*found[0].span()), edits, sure=False, found=shown(found[0][0].strip())
    )


def _references(text: str) -> Finding | None:
    if not _HTML.match(text):
        return None
    return _unescaped(text, _REFERENCE, lambda found: html.unescape(found).replace("\u00a0", " "))


def _slashes(text: str) -> Finding | None:
    if not _SLASHED.match(text):
        return None
    return _unescaped(text, _SLASH, lambda found: "")


def _unescaped(text: str, form: re.Pattern[str], right: Callable[[str], str]) -> Finding | None:
    found = list(form.finditer(text))
    if not found:
        return None
    first = found[0]
    edits = [replaced(Span(*one.span()), right(one[0])) for one in found]
    escaped = first[0] if right(first[0]) else text[first.start() : first.end() + 1]
    itself = right(first[0]) or escaped[-1]
    here = Span(first.start(), first.start() + len(escaped))
    return cause(ESCAPED, here, edits, sure=False, found=Code(escaped), right=Code(itself))
