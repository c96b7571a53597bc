"""Strings of a text that its parser refuses: where each was meant to end, and what is wrong in it."""

import re
from bisect import bisect_right
from typing import NamedTuple

from msgspec import Struct

from stdpolicy.diagnostics import Code, Edit, Finding, Number
from stdpolicy.formats import causes as why
from stdpolicy.formats.causes import QUOTE_ENDS, cause, inserted, replaced, shown
from stdpolicy.patterns import regex
from stdpolicy.source import Span

BREAK = regex(r"[ \t]*+[\r\n][ \t\r\n]*+")
LINE_END = regex(r"[\r\n]|\Z")
OPENING, CLOSING = "“‘「『", "”’」』"
"""The marks of quotations in Chinese text."""
QUOTE = regex(f"[{''.join(QUOTE_ENDS)}{CLOSING}]")
LONGEST_BROKEN = 2000
"""Of a string with line breaks in it, in characters."""
MOST_TRIED = 50
"""How many marks on a line may be the end of a string."""


_HEX = regex(r"\\[uU](?=[0-9A-Fa-f])")


class Strings(Struct, frozen=True):
    """How a notation writes strings."""

    own: str
    """The quotation marks it has."""
    ends: re.Pattern[str]
    """What stands behind a string."""
    follows: re.Pattern[str]
    """What stands behind one and in no text: of several marks that may end a string the first has it."""
    behind: re.Pattern[str]
    """What the rest of a line is behind the last string on it."""
    begins: re.Pattern[str]
    """What the line behind a whole string begins with."""
    bad: re.Pattern[str]
    """In a string, an `escape` that there is none of, a `control` character, or else an escape."""


class _End(NamedTuple):
    """A mark that may end a string."""

    at: int
    within: int
    """Where the innermost quotation begins that it stands in or ends; -1 if it is in none."""


class Quotes:
    """Reads the strings of a text in file order; linear in the text."""

    def __init__(self, text: str, strings: Strings, found: list[Finding]) -> None:
        """What is wrong with strings is added to what was found."""
        self.text = text
        self.strings = strings
        self.found = found
        self.ended = True
        """Whether the last string that was read has a mark at its end."""
        self._line = Span(0, 0)
        self._ends: list[_End] | None = None

    def read(self, start: int, whole: int) -> Span:
        """The span of a string that begins at an offset.

        `whole` is where it ends by its marks alone, -1 if it has no end on its line.
        """
        self._go_to(start)
        self.ended = True
        if whole >= 0 and self._may_end(whole):  # its marks are right, and there is none within
            end = whole - 1
        else:
            end = self._end(start, whole - 1 if whole >= 0 else -1)
            if end < 0:
                return self._unclosed(start)
            self._marks(start, end)
        self._within(start + 1, end)
        return Span(start, end + 1)

    def _go_to(self, start: int) -> None:
        """Goes to the line of an offset, once for all strings on it."""
        if self._line.start <= start < self._line.end:
            return
        line_end = LINE_END.search(self.text, start)
        assert line_end is not None
        self._line = Span(start, max(line_end.start(), start + 1))
        self._ends = None

    def _may_all_end(self) -> list[_End]:
        """The marks on the line that may end a string, looked for when a string of it does not end as it is
        written.
        """
        if self._ends is not None:
            return self._ends
        self._ends = []
        opened: list[int] = []
        for mark in QUOTE.finditer(self.text, *self._line):
            at = mark.start()
            within = opened[-1] if opened else -1
            if mark[0] in CLOSING and opened:
                opened.pop()
            if self.text[at - 1] != "\\" and self.strings.follows.match(self.text, at + 1):
                self._ends.append(_End(at, within))
            if mark[0] in OPENING:
                opened.append(at)
        return self._ends

    def _may_end(self, end: int) -> bool:
        """Whether a string may end there: what follows is no text that goes on."""
        behind = self.text[end : end + 1]
        follows = self.strings.ends.match(self.text, end)
        return bool(follows) or behind.isspace() or behind in self.strings.own

    def _end(self, start: int, otherwise: int) -> int:
        """Where the mark stands that ends a string on its line: the first that may."""
        marks = QUOTE_ENDS[self.text[start]]
        ends = self._may_all_end()
        first = bisect_right(ends, (start, len(self.text)))
        for at, within in ends[first : first + MOST_TRIED]:
            if self.text[at] in marks and within <= start:
                return at
        return otherwise

    def _marks(self, start: int, end: int) -> None:
        """What is wrong with the marks around and in a string."""
        right = self.text[start] if self.text[start] in self.strings.own else '"'
        edits = [replaced(Span(n, n + 1), right) for n in (start, end) if self.text[n] != right]
        inner = [
            n for n in range(start + 1, end) if self.text[n] == right and self.text[n - 1] != "\\"
        ]
        escapes = [inserted(n, "\\") for n in inner]
        if edits:
            here = edits[0].span if len(edits) == 1 else Span(start, end + 1)
            marks = Code(
                self.text[here.start] if len(edits) == 1 else self.text[start] + self.text[end]
            )
            edits += escapes
            self.found.append(
                cause(why.QUOTES, here, edits, sure=not inner, found=marks, right=Code(right))
            )
        elif inner:
            here = Span(inner[0], inner[0] + 1)
            escaped = Code(f"\\{right}")
            self.found.append(cause(why.INNER_QUOTE, here, escapes, sure=False, right=escaped))

    def _unclosed(self, start: int) -> Span:
        """A string without an end on its line: the mark is missing, or a line break stands in it."""
        end = self._line.end
        right = self.text[start] if self.text[start] in self.strings.own else '"'
        opening = [] if self.text[start] == right else [replaced(Span(start, start + 1), right)]
        following = self.text[end : end + 200].lstrip("\r\n")
        last = -1 if self.strings.begins.match(following) else self._last(start, end)
        if last > 0:
            self._broken(start, last)
            return Span(start, last + 1)
        if end == len(self.text):
            opener = Span(start, start + 1)
            here = Span(end, end)
            self.found.append(
                cause(why.CUT_OFF, here, begun=opener, opener=shown(self.text[start:end]))
            )
            return Span(start, end)
        behind = self.strings.behind.search(self.text, start + 1, end)
        end = behind.start() if behind else end
        self.ended = False
        here = Span(start, end)
        edits = [*opening, inserted(end, right)]
        self.found.append(cause(why.UNCLOSED_STRING, here, edits, sure=False, right=Code(right)))
        self._within(start + 1, end)
        return here

    def _broken(self, start: int, last: int) -> None:
        """A string over several lines."""
        breaks = list(BREAK.finditer(self.text, start, last))
        edits = [replaced(Span(*one.span()), "") for one in breaks]
        here = Span(breaks[0].start(), breaks[0].start() + 1)
        self.found.append(cause(why.LINE_BREAK, here, edits, sure=False))

    def _last(self, start: int, end: int) -> int:
        """Where a string over several lines ends; -1 if it does not soon."""
        mark = self.text[start]
        at = self.text.find(mark, end, end + LONGEST_BROKEN)
        while at >= 0 and self.text[at - 1] == "\\":
            at = self.text.find(mark, at + 1, end + LONGEST_BROKEN)
        return at if at >= 0 and self.strings.follows.match(self.text, at + 1) else -1

    def _within(self, start: int, end: int) -> None:
        """Escapes and characters that a string may not have."""
        for bad in self.strings.bad.finditer(self.text, start, end):
            if len(self.found) > why.MOST:
                return
            if bad["escape"] and (digits := _HEX.match(self.text, bad.start())):
                self.found.append(_half_escape(self.text, digits, end))
            elif bad["escape"]:
                here = Span(bad.start(), min(bad.start() + 2, end))
                edits: list[Edit] = [inserted(here.start, "\\")]
                self.found.append(
                    cause(
                        why.ESCAPE,
                        here,
                        edits,
                        sure=False,
                        found=shown(self.text[slice(*here)]),
                        example=Code("\\n"),
                        right=Code("\\\\"),
                    )
                )
            elif bad["control"]:
                here = Span(*bad.span())
                edits = [replaced(here, "")]
                name = why.character(bad[0])
                self.found.append(cause(why.CONTROL, here, edits, sure=False, found=name))


def _half_escape(text: str, begin: re.Match[str], end: int) -> Finding:
    """An escape of a character with too few digits, of which nobody can tell what it was."""
    digits = 4 if begin[0] == "\\u" else 8
    here = Span(begin.start(), min(begin.end() + digits, end))
    return cause(
        why.HEXADECIMAL,
        here,
        digits=Number(digits),
        escape=Code(begin[0]),
        found=shown(text[begin.end() : here.end]),
    )
