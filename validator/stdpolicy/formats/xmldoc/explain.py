"""Why a text is not XML (XML 1.0, Namespaces in XML 1.0): the causes, with what mends them."""

import html.entities
import re
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from stdpolicy.diagnostics import Advice, Code, Edit, Finding, Message, Phrase
from stdpolicy.formats import causes as why
from stdpolicy.formats import rules
from stdpolicy.formats.causes import BLANKS, cause, inserted, replaced, shown, sign
from stdpolicy.source import Span

AMPERSAND = Message(
    rules.SYNTAX.code,
    "ampersand",
    "expected {right}, found a bare {found}",
    "{found} 应写作 {right}",
    why.WRITE,
)
ENTITY = Message(
    rules.SYNTAX.code,
    "entity",
    "XML has no entity {found}",
    "XML 没有实体 {found}",
    Advice(
        "character-itself",
        "write the character itself, or its number: {right}",
        "直接写该字符，或者改用数字字符引用 {right}",
    ),
)
NO_CHARACTER = Message(
    rules.SYNTAX.code,
    "no-character",
    "expected a character that XML allows, found {found}",
    "XML 不允许字符 {found}",
    why.REMOVE,
)
HYPHENS = Message(
    rules.SYNTAX.code,
    "hyphens",
    'expected no "--" within a comment, found one',
    "注释中不能有“--”",
    why.WRITE,
)
MISMATCH = Message(
    rules.SYNTAX.code,
    "mismatch",
    "expected {right}, the end of {opener}, found {found}",
    "应为 {opener} 的结束标签 {right}，实为 {found}",
    why.WRITE,
)
TWICE = Message(
    rules.SYNTAX.code,
    "attribute-twice",
    "the attribute {found} stands twice in this tag",
    "属性 {found} 在此标签中出现两次",
    Advice("remove-one", "remove one of the two", "删去其中一个"),
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

NAME = r"[A-Za-z_][\w.\-]*+(?>(?::[A-Za-z_][\w.\-]*+)?)"
_TAG = re.compile(rf"(?P<open>[<＜])(?P<end>[/／]?+)(?P<name>{NAME})")
_BEGINS = re.compile(r"<!--|<!\[CDATA\[|<\?|[<＜][/／]?[A-Za-z_]|<")
_ATTRIBUTE = re.compile(rf"(?P<name>{NAME})[ \t\r\n]*+(?P<is>[=＝])?[ \t\r\n]*+")
_UNQUOTED = re.compile(r"""[^\s"'<>=＞＜]*[^\s"'<>=／/＞＜]""")
_AND = re.compile(
    r"&(?:(?P<name>[A-Za-z][A-Za-z0-9]*+)|#(?P<n>[0-9]++)|#x(?P<x>[0-9a-fA-F]++))?;?+"
)
_OWN = ("amp", "lt", "gt", "quot", "apos")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANK = re.compile(rf"[{BLANKS}]++")
_LINE = re.compile(r"[\r\n]|\Z")
DECLARED = ("xml", "xmlns")
BLANK = Phrase("a blank", "空格")
WIDEST_MARGIN = 1000
"""How far a line is indented at most, in characters."""


class _Open(NamedTuple):
    name: str
    span: Span
    prefixes: frozenset[str]
    column: int
    """On its line, if it is the first there; else -1."""


class _Stop(Exception):
    """Nothing more can be told."""


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
    with suppress(_Stop):
        reader.read()
    return reader


class _Reader:
    """A reader of XML that goes on behind a fault."""

    def __init__(self, text: str, *, indented: bool) -> None:
        self.text = text
        self.indented = indented
        self.found: list[Finding] = []
        self.stack: list[_Open] = []
        self.done = False
        """Whether the root has ended."""

    def read(self) -> None:
        """Reads the text. Raises _Stop where nothing more can be told."""
        at = 0
        while at < len(self.text):
            if len(self.found) > why.MOST:
                raise _Stop
            begin = _BEGINS.search(self.text, at)
            end = begin.start() if begin else len(self.text)
            self._text(at, end)
            at = self._markup(end) if begin else end
        end = len(self.text)
        if not self.stack:
            if not self.done and not self.found:
                self._stop(cause(why.EMPTY, Span(0, 0)))
            return
        name, span = self.stack[-1][:2]
        if len(self.stack) > 1:
            opener = Code(f"<{name}>")
            self._stop(cause(why.CUT_OFF, Span(end, end), begun=span, opener=opener))
        at = len(self.text.rstrip())
        self._unclosed(self.stack.pop(), Span(at, at), at)

    def _stop(self, finding: Finding) -> None:
        self.found.append(finding)
        raise _Stop

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
                        self._stop(cause(why.UNCLOSED, here, opener=opener, right=right))
                    self._stop(cause(why.CUT_OFF, here, begun=here, opener=Code(start)))
                if start == "<!--":
                    self._comment(at + 4, end)
                elif text[at : at + 6].lower() == "<?xml " and self.done:
                    self._stop(cause(why.SEVERAL, Span(at, at + 5), found=Code("<?xml")))
                elif text[at : at + 6].lower() == "<?xml " and at:
                    edits = [replaced(Span(0, at), "")] if not text[:at].strip() else []
                    self.found.append(cause(DECLARATION, Span(at, at + 5), edits))
                self._characters(at, end)
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

    def _comment(self, start: int, end: int) -> None:
        at = self.text.find("--", start, end + 1)
        if at >= 0:
            here = Span(at, at + 2)
            pieces = [inserted(n + 1, " ") for n in range(at, end) if self.text[n : n + 2] == "--"]
            self.found.append(cause(HYPHENS, here, pieces, right=Code("- -")))

    def _text(self, start: int, end: int) -> None:
        inside = self.text[start:end]
        if not self.stack and inside.strip(" \t\r\n\ufeff"):
            at = start + len(inside) - len(inside.lstrip())
            here = Span(at, at + len(inside.strip()))
            self.found.append(
                cause(OUTSIDE, here, [replaced(here, "")], sure=False, found=shown(inside))
            )
            return
        self._references(start, end)
        self._characters(start, end)
        at = self.text.find("]]>", start, end)
        if at >= 0:
            here = Span(at, at + 3)
            edits = [replaced(here, "]]&gt;")]
            self.found.append(
                cause(AMPERSAND, here, edits, found=Code("]]>"), right=Code("]]&gt;"))
            )

    def _characters(self, start: int, end: int) -> None:
        for match in islice(_NOT_XML.finditer(self.text, start, end), why.MOST):
            here = Span(*match.span())
            edits = [replaced(here, "")]
            found = why.character(match[0])
            self.found.append(cause(NO_CHARACTER, here, edits, sure=False, found=found))

    def _references(self, start: int, end: int) -> None:
        for match in _AND.finditer(self.text, start, end):
            if len(self.found) > why.MOST:
                raise _Stop
            here = Span(*match.span())
            whole = match[0].endswith(";") and len(match[0]) > 2
            known = html.entities.html5.get(f"{match['name']};") if match["name"] else None
            if match["n"] or match["x"]:
                code = int(match["n"]) if match["n"] else int(match["x"], 16)
                if not _allowed(code):
                    self._stop(cause(NO_CHARACTER, here, found=shown(match[0])))
            if whole and (match["name"] in _OWN or match["n"] or match["x"]):
                continue
            if whole and known:
                number = "".join(f"&#{ord(one)};" for one in known)
                edits = [replaced(here, known)]
                self.found.append(
                    cause(ENTITY, here, edits, found=Code(match[0]), right=Code(number))
                )
            elif match["name"] in _OWN or match["n"] or match["x"]:
                edits = [inserted(here.end, ";")]
                self.found.append(
                    cause(why.MISSING, here, edits, right=sign(";"), before=Code(match[0]))
                )
            else:
                named = here if whole and match["name"] else Span(here.start, here.start + 1)
                bare = self.text[slice(*named)]
                right = f"&amp;{bare[1:]}"
                edits = [replaced(named, right)]
                self.found.append(
                    cause(AMPERSAND, named, edits, found=Code(bare), right=Code(right))
                )

    def _tag(self, match: re.Match[str]) -> int:
        """A tag, whole or not; where it ends."""
        self._look_alike(match.start("open"), "<")
        if match["end"]:
            self._look_alike(match.start("end"), "/")
        attributes: dict[str, Span] = {}
        prefixes = self.stack[-1].prefixes if self.stack else frozenset(DECLARED)
        at, ends = self._attributes(match.end(), attributes)
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
                self._stop(cause(PREFIX, here, found=Code(f"{prefix}:"), right=right))
        if match["end"]:
            self._ended(name, span)
        elif not self.stack and self.done:
            self._stop(cause(why.SEVERAL, span, found=shown(self.text[slice(*span)])))
        elif not ends:
            self.stack.append(_Open(name, span, prefixes, column))
        else:
            self.done |= not self.stack
        return at

    def _was_meant_to_end(self, name: str, span: Span) -> bool:
        """Whether a start tag is that of an element that holds text alone: an end tag, but for its mark."""
        if not self.stack or self.stack[-1].name != name:
            return False
        inside = self.text[self.stack[-1].span.end : span.start]
        return bool(inside.strip()) and not any(mark in inside for mark in "<\n\r")

    def _look_alike(self, at: int, right: str) -> None:
        if self.text[at] != right:
            here = Span(at, at + 1)
            edits = [replaced(here, right)]
            self.found.append(
                cause(why.LOOK_ALIKE, here, edits, right=sign(right), found=sign(self.text[at]))
            )

    def _attributes(self, at: int, found: dict[str, Span]) -> tuple[int, bool]:
        """Reads the attributes of a tag; where that ends, and whether it is empty."""
        text = self.text
        while True:
            begin = at
            while at < len(text) and text[at] in " \t\r\n":
                at += 1
            if blank := _BLANK.match(text, at):
                here = Span(*blank.span())
                number = why.character(blank[0][0])
                self.found.append(cause(why.BLANK, here, [replaced(here, " ")], found=number))
                at = blank.end()
            elif at == len(text):
                here = Span(begin, begin)
                self._stop(cause(why.CUT_OFF, here, opener=Code("<")))
            elif text[at] in ">＞":
                self._look_alike(at, ">")
                return at + 1, False
            elif text[at] in "/／" and text[at + 1 : at + 2] in (">", "＞"):
                self._look_alike(at, "/")
                self._look_alike(at + 1, ">")
                return at + 2, True
            elif one := _ATTRIBUTE.match(text, at):
                if begin == at:
                    edits = [inserted(at, " ")]
                    before = shown(text[max(text.rfind(" ", 0, at), 0) : at])
                    here = Span(at, at + 1)
                    self.found.append(cause(why.MISSING, here, edits, right=BLANK, before=before))
                at = self._attribute(one, found)
            elif text[at] == "<":
                edits = [inserted(begin, ">")]
                before = shown(text[max(text.rfind("<", 0, begin), 0) : begin])
                here = Span(begin - 1, begin)
                self.found.append(
                    cause(why.MISSING, here, edits, sure=False, right=sign(">"), before=before)
                )
                return begin, False
            else:
                self._unexpected_in_tag(at)

    def _unexpected_in_tag(self, at: int) -> None:
        if at >= len(self.text):
            self._stop(cause(why.CUT_OFF, Span(at, at), opener=Code("<")))
        expected = Code('name="…"')
        here = Span(at, at + 1)
        self._stop(cause(why.UNEXPECTED, here, expected=expected, found=shown(self.text[at])))

    def _attribute(self, match: re.Match[str], found: dict[str, Span]) -> int:
        """Reads the value of an attribute; where that ends."""
        text, name = self.text, match["name"]
        here = Span(*match.span("name"))
        at = match.end()
        if name in found:
            self._stop(cause(TWICE, here, begun=found[name], found=Code(name)))
        found[name] = here
        quote = text[at : at + 1]
        if not match["is"]:
            edits = [inserted(here.end, "=")]
            before = Code(name)
            if quote not in why.QUOTE_ENDS:
                self._unexpected_in_tag(here.end)
            self.found.append(cause(why.MISSING, here, edits, right=sign("="), before=before))
        else:
            self._look_alike(match.start("is"), "=")
        if quote not in why.QUOTE_ENDS or not quote:
            value = _UNQUOTED.match(text, at)
            if value is None:
                self._unexpected_in_tag(at)
            assert value is not None
            span = Span(*value.span())
            edits = [inserted(span.start, '"'), inserted(span.end, '"')]
            right = Code(f'"{value[0]}"')
            self.found.append(cause(why.UNQUOTED, span, edits, found=shown(value[0]), right=right))
            return span.end
        return self._quoted(at)

    def _quoted(self, start: int) -> int:
        """A value in quotation marks of any kind; where it ends."""
        text, opener = self.text, self.text[start]
        end = text.find(opener, start + 1) if opener in "\"'" else -1
        if opener in "\"'" and (stop := self._next_begins(start, end + 1)) > 0:
            self._end_missing(start, stop)
            return stop
        if end < 0 or "<" in text[start:end]:
            line = _LINE.search(text, start)
            stop = line.start() if line else len(text)
            marks = why.QUOTE_ENDS[opener]
            behind = (n for n in range(start + 1, stop) if text[n] in marks)
            end = next((n for n in behind if text[n + 1 : n + 2] in _AFTER_VALUE), -1)
            if end < 0:
                self._stop(cause(why.UNCLOSED_STRING, Span(start, stop), right=Code(opener)))
            edits: list[Edit] = []
            right = opener if opener in "\"'" else '"'
            for at in (start, end):
                edits += [replaced(Span(at, at + 1), right)] if text[at] != right else []
            if edits:
                here = edits[0].span if len(edits) == 1 else Span(start, end + 1)
                marked = Code(text[here.start] if len(edits) == 1 else f"{opener}{text[end]}")
                self.found.append(cause(why.QUOTES, here, edits, found=marked, right=Code(right)))
        self._references(start + 1, end)
        self._characters(start + 1, end)
        if (less := text.find("<", start, end)) >= 0:
            here = Span(less, less + 1)
            edits = [replaced(here, "&lt;")]
            self.found.append(cause(AMPERSAND, here, edits, found=Code("<"), right=Code("&lt;")))
        return end + 1

    def _next_begins(self, start: int, end: int) -> int:
        """Where what follows a value begins, if that has no end before it; else -1."""
        tag_end = _TAG_END.search(self.text, start, end or len(self.text))
        markup = self.text.find("<", start, end or len(self.text))
        if (markup >= 0 or not end) and tag_end and not 0 <= markup < tag_end.start():
            return tag_end.start()
        following = _NEXT.search(self.text, start, end)
        return following.start() if following else -1

    def _end_missing(self, start: int, at: int) -> None:
        """A value without an end, which has to come before an offset."""
        opener = self.text[start]
        edits = [inserted(at, opener)]
        here = Span(start, at)
        self.found.append(cause(why.UNCLOSED_STRING, here, edits, sure=False, right=Code(opener)))

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
            raise _Stop
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


_NEXT = re.compile(rf"""[ \t\r\n]++{NAME}=["']\Z""")
"""In what seems a value: the next attribute with the mark that begins its value."""
_UNQUESTIONED = re.compile(r"<\?xml[^<>?]*+>")
_TAG_END = re.compile(r"[/?]?+>")
_AFTER_VALUE = ("", " ", "\t", "\r", "\n", ">", "/", "＞", "／", "?")


def _allowed(code: int) -> bool:
    return code <= 0x10FFFF and not _NOT_XML.match(chr(code))
