"""Why a text is not XML (XML 1.0, Namespaces in XML 1.0): the causes, with what mends them."""

import re
from contextlib import suppress

from stdpolicy.diagnostics import Advice, Code, Finding, Message, Phrase
from stdpolicy.formats import causes as why
from stdpolicy.formats import rules
from stdpolicy.formats.causes import cause, inserted, replaced, shown, sign
from stdpolicy.formats.wrapping import Form
from stdpolicy.formats.xmldoc.characters import AMPERSAND, Stop
from stdpolicy.formats.xmldoc.names import our_elements
from stdpolicy.formats.xmldoc.odd_tags import DECLARED, TAG, OddTags, Open
from stdpolicy.formats.xmldoc.parse import DECLARATION
from stdpolicy.formats.xmldoc.tags import NAME
from stdpolicy.formats.xmldoc.whole import elements
from stdpolicy.patterns import regex
from stdpolicy.source import Span

MISMATCH = Message(
    rules.SYNTAX.code,
    "mismatch",
    "expected {right}, the end of {opener}, found {found}",
    "应为 {opener} 的结束标签 {right}，实为 {found}",
    why.WRITE,
)
START_MISMATCH = Message(
    rules.SYNTAX.code,
    "start-mismatch",
    "expected {right}, as its end tag says, found {opener}",
    "按结束标签应为 {right}，实为 {opener}",
    why.WRITE,
)
PREFIX = Message(
    rules.SYNTAX.code,
    "xml-prefix",
    "the prefix {found} is not declared",
    "前缀 {found} 没有声明",
    Advice("declare", "declare it: {right}", "加以声明：{right}"),
)
NO_OPENING = Message(
    rules.SYNTAX.code,
    "no-opening",
    "expected {right} before {found}, found none",
    "{found} 之前缺少 {right}",
    why.INSERT,
)
OUTSIDE = Message(
    rules.SYNTAX.code,
    "outside",
    "expected nothing but tags outside the root element, found {found}",
    "根元素之外只能有标签，实为 {found}",
    why.REMOVE,
)

FORM = Form(begins=regex(r"[<＜](?:\?|!|[A-Za-z_])"), ends=regex(r"[<＜][/／][^<＜>＞]++[>＞]$"))
_TITLE_MARK = regex("[《〈](?=[?!/A-Za-z])")
"""In the stead of the bracket of a tag: a mark that Chinese text has around titles, so that not each is one."""
_LOST = regex(rf"[ \t\r\n]*+(?P<name>{NAME})(?>(?:[ \t]++[^<>\r\n]*+)?)>")
_LOST_END = regex(rf"/(?P<name>{NAME})>(?=[ \t]*+[\r\n])")
_BEGINS = regex(r"<|＜[!！?？/／A-Za-z_]")
ROOT = Phrase("the root element", "根元素")
WIDEST_MARGIN = 1000
"""How far a line is indented at most, in characters."""


def explain(text: str) -> list[Finding]:
    """The causes; the last has no fix if nobody can tell what was meant."""
    reader = _read(text, indented=False)
    if any(one.message is why.UNCLOSED for one in reader.found):
        # Which element has no end, the indentation may tell.
        indented = _read(text, indented=True)
        reader = indented if len(indented.found) <= len(reader.found) else reader
    return reader.found


def _read(text: str, *, indented: bool) -> "_Reader":
    reader = _Reader(text, indented=indented)
    with suppress(Stop):
        reader.read()
    return reader


class _Reader(OddTags):
    """A reader of XML that goes on behind a fault."""

    def __init__(self, text: str, *, indented: bool) -> None:
        super().__init__(text)
        self.indented = indented

    def read(self) -> None:
        """Reads the text. Raises Stop where nothing more can be told."""
        at = 0
        while at < len(self.text):
            if len(self.found) > why.MOST:
                raise Stop
            at = self._passed(at)
            begin = _BEGINS.search(self.text, at)
            end = begin.start() if begin else len(self.text)
            self._text(at, end)
            at = self._markup(end) if begin else end
        end = len(self.text)
        if not self.stack:
            if not self.done and not self.found:
                self.stop(cause(why.EMPTY, Span(0, 0)))
            return
        name, span = self.stack[-1][:2]
        if len(self.stack) > 1:
            opener = Code(f"<{name}>")
            self.stop(cause(why.CUT_OFF, Span(end, end), begun=span, opener=opener))
        at = len(self.text.rstrip())
        self._unclosed(self.stack.pop(), Span(at, at), at)

    def _passed(self, at: int) -> int:
        """Where reading goes on behind lines with whole elements, if such begin at an offset."""
        whole = elements().match(self.text, at) if self.stack else None
        if whole is None or (self.indented and len(whole["margin"]) <= self.stack[-1].column):
            return at
        return whole.end()

    def _markup(self, at: int) -> int:
        """Where what begins there ends."""
        if end := self.other(at):
            return end
        if tag := TAG.match(self.text, at):
            return self._tag(tag)
        if not self.stack and (doctype := DECLARATION.match(self.text, at)):
            return doctype.end()  # which another rule is about
        here = Span(at, at + 1)
        edits = [replaced(here, "&lt;")]
        self.found.append(cause(AMPERSAND, here, edits, found=Code("<"), right=Code("&lt;")))
        return at + 1

    def _text(self, start: int, end: int) -> None:
        inside = self.text[start:end]
        if not self.stack and inside.strip(" \t\r\n\ufeff"):
            at = start + len(inside) - len(inside.lstrip())
            if bracket := _TITLE_MARK.match(self.text, at):
                right, found = sign("<"), sign(bracket[0])
                here = Span(*bracket.span())
                self.stop(cause(why.LOOK_ALIKE, here, right=right, found=found))
            here = Span(at, at + len(inside.strip()))
            self.found.append(
                cause(OUTSIDE, here, [replaced(here, "")], sure=False, found=shown(inside))
            )
            return
        self.content(start, end)
        self._lost(start, end)

    def _lost(self, start: int, end: int) -> None:
        """A tag in a text that has lost its opening bracket."""
        if (tag := _LOST_END.search(self.text, start, end)) and self.stack:
            name = tag["name"]
            if name == self.stack[-1].name:
                self._opens_not(tag.start())
                self._ended(name, Span(tag.start(), tag.end()))
        elif tag := _LOST.match(self.text, start, end):
            name, behind = tag["name"], f"</{tag['name']}"
            if self.text.startswith(behind, end) and self.stack and self.stack[-1].name != name:
                self._opens_not(tag.start("name"))
                here = Span(tag.start("name"), tag.end())
                self.stack.append(Open(name, here, self.stack[-1].prefixes, -1))

    def _opens_not(self, at: int) -> None:
        here = Span(at, at + 1)
        found = shown(self.text[at : at + why.MOST_SHOWN].split(">")[0] + ">")
        self.found.append(
            cause(NO_OPENING, here, [inserted(at, "<")], sure=False, right=sign("<"), found=found)
        )

    def _tag(self, match: re.Match[str]) -> int:
        """A tag, whole or not; where it ends."""
        self.look_alike(match.start("open"), "<")
        name, mark = match["name"] or match["other"], match["end"] or match["odd"] or ""
        if not mark and (begins := self.without_end(match.start())):
            return begins
        if mark in "/／":
            for at in range(match.start("end"), match.end("end")):
                self.look_alike(at, "/")
        if match["other"]:
            self.unusual(match, name, mark)
        attributes: dict[str, Span] = {}
        prefixes = self.stack[-1].prefixes if self.stack else frozenset(DECLARED)
        at, ends = self.attributes(match.end(), attributes)
        span = Span(match.start(), at)
        if not mark and not attributes and not ends and self.was_meant_to_end(name, span):
            edits = [inserted(match.end() - len(name), "/")]
            here = Span(match.start(), match.end() - len(name))
            before = sign(self.text[slice(*here)])
            found = cause(why.MISSING, here, edits, sure=False, right=sign("/"), before=before)
            self.found.append(found)
            self._ended(name, span)
            return at
        column = self._column(span.start)
        if self.indented and not mark:
            while len(self.stack) > 1 and 0 <= column <= self.stack[-1].column:
                self._unclosed(self.stack.pop(), span, self._behind_text(span.start))
        prefixes |= {key.partition(":")[2] for key in attributes if key.startswith("xmlns:")}
        for used, here in ((name, Span(match.end() - len(name), match.end())), *attributes.items()):
            prefix, colon, _ = used.partition(":")
            if colon and prefix not in prefixes and not mark:
                right = Code(f'xmlns:{prefix}="…"')
                self.stop(cause(PREFIX, here, found=Code(f"{prefix}:"), right=right))
        if mark:
            self._ended(name, span)
        elif not self.stack and self.done:
            self.stop(cause(why.SEVERAL, span, found=shown(self.text[slice(*span)])))
        elif not ends:
            self.stack.append(Open(name, span, prefixes, column))
        else:
            self.done |= not self.stack
        return at

    def _ended(self, name: str, span: Span) -> None:
        """An end tag: of the element that is open, of one around it, or of none."""
        if not self.stack and not self.done:
            found = shown(self.text[slice(*span)])
            self.stop(cause(why.UNEXPECTED, span, expected=ROOT, found=found))
        if not self.stack:
            edits = [replaced(span, "")]
            self.found.append(
                cause(why.SPARE, span, edits, sure=False, found=shown(self.text[slice(*span)]))
            )
            return
        top = self.stack.pop()
        if top.name != name:
            if any(one.name == name for one in self.stack):
                while top.name != name:
                    self._unclosed(top, span, self._behind_text(span.start))
                    top = self.stack.pop()
            else:
                self._mismatched(top, name, span)
        self.done |= not self.stack

    def _mismatched(self, top: Open, name: str, span: Span) -> None:
        """An end tag with another name than the start tag: the one that is none of ours is wrong."""
        if top.name not in our_elements() and name in our_elements():
            message, right = START_MISMATCH, Code(f"<{name}>")
            here = Span(top.span.start + 1, top.span.start + 1 + len(top.name))
            edits, begun = [replaced(here, name)], None
        else:
            message, right = MISMATCH, Code(f"</{top.name}>")
            here, edits, begun = span, [replaced(span, right.value)], top.span
        opener, found = Code(f"<{top.name}>"), shown(self.text[slice(*span)])
        self.found.append(
            cause(
                message,
                here,
                edits,
                sure=False,
                begun=begun,
                opener=opener,
                found=found,
                right=right,
            )
        )

    def _column(self, at: int) -> int:
        """How far a tag is indented; -1 if it is not the first on its line."""
        margin = max(at - WIDEST_MARGIN, 0)
        line = self.text[max(self.text.rfind("\n", margin, at) + 1, margin) : at]
        return -1 if line.strip() else len(line)

    def _behind_text(self, at: int) -> int:
        """The end of what stands before white space."""
        margin = max(at - WIDEST_MARGIN, 0)
        return margin + len(self.text[margin:at].rstrip())

    def _unclosed(self, top: Open, span: Span, at: int) -> None:
        if len(self.found) > why.MOST:
            raise Stop
        right = f"</{top.name}>"
        self.found.append(
            cause(
                why.UNCLOSED,
                span,
                [inserted(at, right)],
                sure=False,
                begun=top.span,
                opener=Code(f"<{top.name}>"),
                right=Code(right),
            )
        )
