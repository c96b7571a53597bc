"""Why a text is not XML (XML 1.0, Namespaces in XML 1.0): the causes, with what mends them."""

import re
from contextlib import suppress
from typing import NamedTuple

from stdpolicy.diagnostics import Advice, Code, Finding, Message
from stdpolicy.formats import causes as why
from stdpolicy.formats import rules
from stdpolicy.formats.causes import cause, inserted, replaced, shown, sign
from stdpolicy.formats.wrapping import Form
from stdpolicy.formats.xmldoc.characters import AMPERSAND, Stop
from stdpolicy.formats.xmldoc.tags import NAME, Tags
from stdpolicy.source import Span

MISMATCH = Message(
    rules.SYNTAX.code,
    "mismatch",
    "expected {right}, the end of {opener}, found {found}",
    "应为 {opener} 的结束标签 {right}，实为 {found}",
    why.WRITE,
)
PREFIX = Message(
    rules.SYNTAX.code,
    "xml-prefix",
    "the prefix {found} is not declared",
    "前缀 {found} 没有声明",
    Advice("declare", "declare it: {right}", "加以声明：{right}"),
)
DECLARATION = Message(
    rules.SYNTAX.code,
    "declaration",
    "expected the XML declaration at the very start of the file",
    "XML 声明应在文件的最开头",
    Advice("move", "remove what stands before it", "删去它之前的内容"),
)
OUTSIDE = Message(
    rules.SYNTAX.code,
    "outside",
    "expected nothing but tags outside the root element, found {found}",
    "根元素之外只能有标签，实为 {found}",
    why.REMOVE,
)

FORM = Form(
    begins=re.compile(r"[<＜](?:\?|!|[A-Za-z_])"), ends=re.compile(r"[<＜][/／][^<＜]++[>＞]$")
)
_TAG = re.compile(rf"(?P<open>[<＜])(?P<end>[/／]?+)(?P<name>{NAME})")
_UNQUESTIONED = re.compile(r"<\?xml[^<>?]*+>")
_ATTRIBUTES = re.compile(rf"""(?:[ \t\r\n]++{NAME}[ \t\r\n]*+=[ \t\r\n]*+"[^"<>]*+")*+""")
_NO_TEXT = re.compile(rf"[>＞]|^\s*+{NAME}\s*+[=＝]")
"""What has an end after all, or an attribute that is not whole."""
_BEGINS = re.compile(r"<!--|<!\[CDATA\[|<\?|[<＜][/／]?[A-Za-z_]|<")
DECLARED = ("xml", "xmlns")
WIDEST_MARGIN = 1000
"""How far a line is indented at most, in characters."""


class _Open(NamedTuple):
    name: str
    span: Span
    prefixes: frozenset[str]
    column: int
    """On its line, if it is the first there; else -1."""


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


class _Reader(Tags):
    """A reader of XML that goes on behind a fault."""

    def __init__(self, text: str, *, indented: bool) -> None:
        super().__init__(text)
        self.indented = indented
        self.stack: list[_Open] = []
        self.done = False
        """Whether the root has ended."""

    def read(self) -> None:
        """Reads the text. Raises Stop where nothing more can be told."""
        at = 0
        while at < len(self.text):
            if len(self.found) > why.MOST:
                raise Stop
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

    def _markup(self, at: int) -> int:
        """Where what begins there ends."""
        text = self.text
        for start, stop in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")):
            if text.startswith(start, at):
                end = text.find(stop, at + len(start))
                if start == "<?" and (mark := _UNQUESTIONED.match(text, at)):
                    self._missing_question(mark)
                    return mark.end()
                if end < 0:
                    here = Span(at, at + len(start))
                    if start == "<!--":
                        opener, right = Code(start), Code(stop)
                        self.stop(cause(why.UNCLOSED, here, opener=opener, right=right))
                    self.stop(cause(why.CUT_OFF, here, begun=here, opener=Code(start)))
                if start == "<!--":
                    self.comment(at + 4, end)
                elif text[at : at + 6].lower() == "<?xml " and self.done:
                    self.stop(cause(why.SEVERAL, Span(at, at + 5), found=Code("<?xml")))
                elif text[at : at + 6].lower() == "<?xml " and at:
                    edits = [replaced(Span(0, at), "")] if not text[:at].strip() else []
                    self.found.append(cause(DECLARATION, Span(at, at + 5), edits))
                self.characters(at, end)
                return end + len(stop)
        if tag := _TAG.match(text, at):
            return self._tag(tag)
        here = Span(at, at + 1)
        edits = [replaced(here, "&lt;")]
        self.found.append(cause(AMPERSAND, here, edits, found=Code("<"), right=Code("&lt;")))
        return at + 1

    def _missing_question(self, mark: re.Match[str]) -> None:
        """The end of a declaration without its question mark."""
        at = mark.end() - 1
        edits = [inserted(at, "?")]
        before = shown(mark[0][:-1])
        here = Span(at, at + 1)
        self.found.append(cause(why.MISSING, here, edits, right=sign("?"), before=before))

    def _text(self, start: int, end: int) -> None:
        inside = self.text[start:end]
        if not self.stack and inside.strip(" \t\r\n\ufeff"):
            at = start + len(inside) - len(inside.lstrip())
            here = Span(at, at + len(inside.strip()))
            self.found.append(
                cause(OUTSIDE, here, [replaced(here, "")], sure=False, found=shown(inside))
            )
            return
        self.content(start, end)

    def _tag(self, match: re.Match[str]) -> int:
        """A tag, whole or not; where it ends."""
        self.look_alike(match.start("open"), "<")
        if not match["end"] and (begins := self._without_end(match.start())):
            return begins
        if match["end"]:
            self.look_alike(match.start("end"), "/")
        attributes: dict[str, Span] = {}
        prefixes = self.stack[-1].prefixes if self.stack else frozenset(DECLARED)
        at, ends = self.attributes(match.end(), attributes)
        name, span = match["name"], Span(match.start(), at)
        if not match["end"] and not attributes and not ends and self._was_meant_to_end(name, span):
            edits = [inserted(match.start("name"), "/")]
            here = Span(match.start("open"), match.start("name"))
            before = sign(self.text[slice(*here)])
            found = cause(why.MISSING, here, edits, sure=False, right=sign("/"), before=before)
            self.found.append(found)
            self._ended(name, span)
            return at
        column = self._column(span.start)
        if self.indented and not match["end"]:
            while len(self.stack) > 1 and 0 <= column <= self.stack[-1].column:
                self._unclosed(self.stack.pop(), span, self._behind_text(span.start))
        prefixes |= {key.partition(":")[2] for key in attributes if key.startswith("xmlns:")}
        for used, here in ((name, Span(*match.span("name"))), *attributes.items()):
            prefix, colon, _ = used.partition(":")
            if colon and prefix not in prefixes and not match["end"]:
                right = Code(f'xmlns:{prefix}="…"')
                self.stop(cause(PREFIX, here, found=Code(f"{prefix}:"), right=right))
        if match["end"]:
            self._ended(name, span)
        elif not self.stack and self.done:
            self.stop(cause(why.SEVERAL, span, found=shown(self.text[slice(*span)])))
        elif not ends:
            self.stack.append(_Open(name, span, prefixes, column))
        else:
            self.done |= not self.stack
        return at

    def _without_end(self, at: int) -> int:
        """Where the text of an element begins whose start tag has no end before it; else 0."""
        text = self.text
        closes = text.find("<", at + 1)
        if closes < 0 or not (end := _TAG.match(text, closes)) or not end["end"]:
            return 0
        name = end["name"]
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
        self.stack.append(_Open(name, Span(at, behind), prefixes, -1))
        return begins

    def _was_meant_to_end(self, name: str, span: Span) -> bool:
        """Whether a start tag is that of an element that holds text alone: an end tag, but for its mark."""
        if not self.stack or self.stack[-1].name != name:
            return False
        inside = self.text[self.stack[-1].span.end : span.start]
        return bool(inside.strip()) and not any(mark in inside for mark in "<\n\r")

    def _ended(self, name: str, span: Span) -> None:
        """An end tag: of the element that is open, of one around it, or of none."""
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
                right = f"</{top.name}>"
                self.found.append(
                    cause(
                        MISMATCH,
                        span,
                        [replaced(span, right)],
                        sure=False,
                        begun=top.span,
                        opener=Code(f"<{top.name}>"),
                        found=shown(self.text[slice(*span)]),
                        right=Code(right),
                    )
                )
        self.done |= not self.stack

    def _column(self, at: int) -> int:
        """How far a tag is indented; -1 if it is not the first on its line."""
        margin = max(at - WIDEST_MARGIN, 0)
        line = self.text[max(self.text.rfind("\n", margin, at) + 1, margin) : at]
        return -1 if line.strip() else len(line)

    def _behind_text(self, at: int) -> int:
        """The end of what stands before white space."""
        margin = max(at - WIDEST_MARGIN, 0)
        return margin + len(self.text[margin:at].rstrip())

    def _unclosed(self, top: _Open, span: Span, at: int) -> None:
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
