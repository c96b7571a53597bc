"""What stands in angle brackets and is no tag: comments, CDATA sections, processing instructions."""

import re

from stdpolicy.diagnostics import Advice, Code, Message
from stdpolicy.formats import causes as why
from stdpolicy.formats import rules
from stdpolicy.formats.causes import cause, inserted, replaced, shown, sign
from stdpolicy.formats.xmldoc.tags import Tags
from stdpolicy.patterns import regex
from stdpolicy.source import Span

DECLARATION = Message(
    rules.SYNTAX.code,
    "declaration",
    "expected the XML declaration at the very start of the file",
    "XML 声明应在文件的最开头",
    Advice("move", "remove what stands before it", "删去它之前的内容"),
)
_KINDS = (
    (
        regex(r"[<＜][!！](?:--|—{1,2}|－－)"),
        regex(r"(?:--|—{1,2}|－－)[>＞]"),
        "<!--",
        "-->",
    ),
    (regex(r"<!\[CDATA\["), regex(r"\]\]>"), "<![CDATA[", "]]>"),
    (regex(r"[<＜][?？]"), regex(r"[?？][>＞]"), "<?", "?>"),
)
"""Of each how it begins and ends, in marks that look alike too, and in those of XML."""
_UNQUESTIONED = regex(r"<\?xml[^<>?]*+>")
_QUOTED = regex("[=＝][ \\t]*+(?P<value>(?P<open>[“”‘’＂])[^“”‘’＂\"'?<>]*+[“”‘’＂])")


class Markup(Tags):
    """A reader of all that is no element."""

    done = False
    """Whether the root has ended."""

    def other(self, at: int) -> int:
        """Where what begins there ends; 0 if it is none of these."""
        if mark := _UNQUESTIONED.match(self.text, at):
            self._missing_question(mark)
            return mark.end()
        for begins, ends, start, stop in _KINDS:
            if begin := begins.match(self.text, at):
                end = ends.search(self.text, begin.end())
                if end is None:
                    here = Span(*begin.span())
                    if start == "<!--":
                        opener, right = Code(start), Code(stop)
                        self.stop(cause(why.UNCLOSED, here, opener=opener, right=right))
                    self.stop(cause(why.CUT_OFF, here, begun=here, opener=Code(start)))
                self._alike(begin, start)
                self._within(start, begin.end(), end.start())
                self._alike(end, stop)
                return end.end()
        return 0

    def _alike(self, found: re.Match[str], right: str) -> None:
        if found[0] != right:
            here = Span(*found.span())
            edits = [replaced(here, right)]
            self.found.append(
                cause(why.LOOK_ALIKE, here, edits, right=sign(right), found=sign(found[0]))
            )

    def _within(self, start: str, begin: int, end: int) -> None:
        if start == "<!--":
            self.comment(begin, end)
        elif start == "<?" and self.text[begin : begin + 4].lower() == "xml ":
            self._declaration(begin, end)
        self.characters(begin, end)

    def _declaration(self, begin: int, end: int) -> None:
        """The XML declaration, of which there is one, at the very start."""
        at = begin - 2
        here = Span(at, at + 5)
        if self.done:
            self.stop(cause(why.SEVERAL, here, found=Code("<?xml")))
        if at:
            edits = [replaced(Span(0, at), "")] if not self.text[:at].strip() else []
            self.found.append(cause(DECLARATION, here, edits))
        for mark in re.finditer("＝", self.text[begin:end]):
            self.look_alike(begin + mark.start(), "=")
        for value in _QUOTED.finditer(self.text, begin, end):
            span = Span(*value.span("value"))
            marks = value["open"] + self.text[span.end - 1]
            edits = [replaced(Span(at, at + 1), '"') for at in (span.start, span.end - 1)]
            self.found.append(cause(why.QUOTES, span, edits, found=Code(marks), right=Code('"')))

    def _missing_question(self, mark: re.Match[str]) -> None:
        """The end of a declaration without its question mark."""
        at = mark.end() - 1
        edits = [inserted(at, "?")]
        before = shown(mark[0][:-1])
        here = Span(at, at + 1)
        self.found.append(cause(why.MISSING, here, edits, right=sign("?"), before=before))
