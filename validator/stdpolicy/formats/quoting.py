"""Strings of a text that its parser refuses: where each was meant to end, and what is wrong in it."""

import re
from dataclasses import dataclass

from stdpolicy.diagnostics import Code, Edit, Finding
from stdpolicy.formats import causes as why
from stdpolicy.formats.causes import QUOTE_ENDS, cause, inserted, replaced, shown
from stdpolicy.source import Span

BREAK = re.compile(r"[ \t]*+[\r\n][ \t\r\n]*+")
LINE_END = re.compile(r"[\r\n]|\Z")
MOST_LINES = 20
"""How many lines a string may have that should have one."""


@dataclass(frozen=True)
class Strings:
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

    def read(self, text: str, start: int, whole: int, found: list[Finding]) -> Span:
        """The span of a string that begins at an offset; what is wrong is added to what was found.

        `whole` is where it ends by its marks alone, -1 if it has no end on its line.
        """
        if whole >= 0 and self._may_end(text, whole):
            end = whole - 1
        else:
            end = self._end(text, start, whole - 1 if whole >= 0 else -1)
        if end < 0:
            return self._unclosed(text, start, found)
        self._marks(text, start, end, found)
        self._within(text, start + 1, end, found)
        return Span(start, end + 1)

    def _may_end(self, text: str, end: int) -> bool:
        """Whether a string may end there: what follows is no text that goes on."""
        behind = text[end : end + 1]
        return bool(self.ends.match(text, end)) or behind.isspace() or behind in self.own

    def _end(self, text: str, start: int, otherwise: int) -> int:
        """Where the mark stands that ends a string on its line: the first that may."""
        line_end = LINE_END.search(text, start)
        assert line_end is not None
        ends = QUOTE_ENDS[text[start]]
        within = 0  # quotations in the string that have not ended
        for at in range(start + 1, line_end.start()):
            mark = text[at]
            may_end = mark in ends and not within and text[at - 1] != "\\"
            if may_end and self.follows.match(text, at + 1):
                return at
            if mark in "“‘「『":
                within += 1
            elif mark in "”’」』" and within:
                within -= 1
        return otherwise

    def _marks(self, text: str, start: int, end: int, found: list[Finding]) -> None:
        """What is wrong with the marks around and in a string."""
        right = text[start] if text[start] in self.own else '"'
        edits = [replaced(Span(n, n + 1), right) for n in (start, end) if text[n] != right]
        inner = [n for n in range(start + 1, end) if text[n] == right and text[n - 1] != "\\"]
        escapes = [inserted(n, "\\") for n in inner]
        if edits:
            here = edits[0].span if len(edits) == 1 else Span(start, end + 1)
            marks = Code(text[here.start] if len(edits) == 1 else text[start] + text[end])
            edits += escapes
            found.append(
                cause(why.QUOTES, here, edits, sure=not inner, found=marks, right=Code(right))
            )
        elif inner:
            here = Span(inner[0], inner[0] + 1)
            escaped = Code(f"\\{right}")
            found.append(cause(why.INNER_QUOTE, here, escapes, sure=False, right=escaped))

    def _unclosed(self, text: str, start: int, found: list[Finding]) -> Span:
        """A string without an end on its line: the mark is missing, or a line break stands in it."""
        line_end = LINE_END.search(text, start)
        assert line_end is not None
        end = line_end.start()
        right = text[start] if text[start] in self.own else '"'
        opening = [] if text[start] == right else [replaced(Span(start, start + 1), right)]
        following = text[end : end + 200].lstrip("\r\n")
        last = -1 if self.begins.match(following) else self._last(text, start, end)
        if last > 0:
            self._broken(text, start, last, found)
            return Span(start, last + 1)
        if end == len(text):
            opener = Span(start, start + 1)
            here = Span(end, end)
            found.append(cause(why.CUT_OFF, here, begun=opener, opener=shown(text[start:end])))
            return Span(start, end)
        behind = self.behind.search(text, start + 1, end)
        end = behind.start() if behind else end
        here = Span(start, end)
        edits = [*opening, inserted(end, right)]
        found.append(cause(why.UNCLOSED_STRING, here, edits, sure=False, right=Code(right)))
        self._within(text, start + 1, end, found)
        return here

    def _broken(self, text: str, start: int, last: int, found: list[Finding]) -> None:
        """A string over several lines."""
        breaks = list(BREAK.finditer(text, start, last))
        edits = [replaced(Span(*one.span()), "") for one in breaks]
        here = Span(breaks[0].start(), breaks[0].start() + 1)
        found.append(cause(why.LINE_BREAK, here, edits, sure=False))

    def _last(self, text: str, start: int, end: int) -> int:
        """Where a string over several lines ends; -1 if it does not soon."""
        for _ in range(MOST_LINES):
            if end >= len(text):
                return -1
            line_end = LINE_END.search(text, end + 1)
            assert line_end is not None
            for at in range(end + 1, line_end.start()):
                if text[at] == text[start] and text[at - 1] != "\\":
                    return at if self.follows.match(text, at + 1) else -1
            end = line_end.start()
        return -1

    def _within(self, text: str, start: int, end: int, found: list[Finding]) -> None:
        """Escapes and characters that a string may not have."""
        for bad in self.bad.finditer(text, start, end):
            if bad["escape"]:
                here = Span(bad.start(), min(bad.start() + 2, end))
                edits: list[Edit] = [inserted(here.start, "\\")]
                found.append(
                    cause(
                        why.ESCAPE,
                        here,
                        edits,
                        sure=False,
                        found=shown(text[slice(*here)]),
                        example=Code("\\n"),
                        right=Code("\\\\"),
                    )
                )
            elif bad["control"]:
                here = Span(*bad.span())
                edits = [replaced(here, "")]
                name = why.character(bad[0])
                found.append(cause(why.CONTROL, here, edits, sure=False, found=name))
