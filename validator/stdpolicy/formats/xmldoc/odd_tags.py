"""Tags that are not whole: without their brackets, with blanks or a wrong slash in them."""

import re
from typing import NamedTuple

from stdpolicy.formats import causes as why
from stdpolicy.formats.causes import cause, replaced, shown, sign
from stdpolicy.formats.xmldoc.markup import Markup
from stdpolicy.formats.xmldoc.tags import ANY_NAME, NAME
from stdpolicy.patterns import regex
from stdpolicy.source import Span

TAG = regex(
    rf"""(?P<open>[<＜])(?:(?P<end>[/／]?+)(?P<name>{NAME})
    |(?P<gap>[ \t]*+)(?P<odd>[/／\\]?+)[ \t]*+(?P<other>{ANY_NAME})(?=[ \t]*+[/／]?+[>＞]))""",
    re.VERBOSE,
)
"""A tag; with blanks or a backslash before its name, or with a name in Chinese, only if it is whole."""
_ATTRIBUTES = regex(rf"""(?>(?:[ \t\r\n]++{NAME}[ \t\r\n]*+=[ \t\r\n]*+"[^"<>]*+")*)""")
_NO_TEXT = regex(rf"[>＞]|^\s*+{NAME}\s*+[=＝]")
"""What has an end after all, or an attribute that is not whole."""
DECLARED = ("xml", "xmlns")


class Open(NamedTuple):
    """An element that has not ended."""

    name: str
    span: Span
    prefixes: frozenset[str]
    column: int
    """On its line, if it is the first there; else -1."""


class OddTags(Markup):
    """A reader of such tags, within the elements that have not ended."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.stack: list[Open] = []

    def unusual(self, match: re.Match[str], name: str, mark: str) -> None:
        """A tag with blanks or a backslash before its name."""
        here = Span(match.start(), match.end())
        right = f"</{name}" if mark else f"<{name}"
        found = self.text[slice(*here)].replace("＜", "<").replace("／", "/")
        if found != right:
            edits = [replaced(Span(here.start + 1, here.end), right[1:])]
            self.found.append(
                cause(why.WORD, here, edits, sure=False, right=sign(right), found=sign(found))
            )

    def without_end(self, at: int) -> int:
        """Where the text of an element begins whose start tag has no end before it; else 0."""
        text = self.text
        closes = text.find("<", at + 1)
        if closes < 0 or not (end := TAG.match(text, closes)) or not (end["end"] or end["odd"]):
            return 0
        name = end["name"] or end["other"]
        attributes = _ATTRIBUTES.match(text, at + 1 + len(name))
        if attributes is None or not text.startswith(name, at + 1):
            return 0
        behind = attributes.end()
        inside = text[behind:closes]
        if not inside.strip() or _NO_TEXT.search(inside):
            return 0
        begins = closes - len(inside.lstrip(" \t"))
        edits = [replaced(Span(behind, begins), ">")]
        here, before = Span(behind - 1, behind), shown(text[at:behind])
        self.found.append(
            cause(why.MISSING, here, edits, sure=False, right=sign(">"), before=before)
        )
        prefixes = self.stack[-1].prefixes if self.stack else frozenset(DECLARED)
        self.stack.append(Open(name, Span(at, behind), prefixes, -1))
        return begins

    def was_meant_to_end(self, name: str, span: Span) -> bool:
        """Whether a start tag is that of an element that holds text alone: an end tag, but for its mark."""
        if not self.stack or self.stack[-1].name != name:
            return False
        inside = self.text[self.stack[-1].span.end : span.start]
        return bool(inside.strip()) and not any(mark in inside for mark in "<\n\r")
