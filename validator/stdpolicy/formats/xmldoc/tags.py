"""What stands in a tag behind its name: attributes and their values."""

import re

from stdpolicy.diagnostics import Advice, Code, Edit, Message, Phrase
from stdpolicy.formats import causes as why
from stdpolicy.formats import rules
from stdpolicy.formats.causes import BLANKS, cause, inserted, replaced, shown, sign
from stdpolicy.formats.xmldoc.characters import AMPERSAND, Characters
from stdpolicy.patterns import regex
from stdpolicy.source import Span

TWICE = Message(
    rules.SYNTAX.code,
    "attribute-twice",
    "the attribute {found} stands twice in this tag",
    "属性 {found} 在此标签中出现两次",
    Advice("remove-one", "remove one of the two", "删去其中一个"),
)
NAME = r"[A-Za-z_][\w.\-]*+(?>(?::[A-Za-z_][\w.\-]*+)?)"
ANY_NAME = r"[^\W\d][\w.\-]*+"
_ATTRIBUTE = regex(rf"(?P<name>{NAME})[ \t\r\n]*+(?P<is>[=＝])?[ \t\r\n]*+")
_UNQUOTED = regex(r"""[^\s"'<>=＞＜]*[^\s"'<>=／/＞＜]""")
_BLANK = regex(rf"[{BLANKS}]++")
_LINE = regex(r"[\r\n]|\Z")
BLANK = Phrase("a blank", "空格")
_NEXT = regex(rf"""[ \t\r\n]++{NAME}=["']\Z""")
"""In what seems a value: the next attribute with the mark that begins its value."""
_TAG_END = regex(r"[/?]?+>")
_AFTER_VALUE = ("", " ", "\t", "\r", "\n", ">", "/", "＞", "／", "?")


class Tags(Characters):
    """A reader of attributes."""

    def attributes(self, at: int, found: dict[str, Span]) -> tuple[int, bool]:
        """Reads the attributes of a tag; where that ends, and whether it is empty."""
        text = self.text
        parted = False
        """Whether something that stands for a blank stands before what comes."""
        while True:
            begin = at
            while at < len(text) and text[at] in " \t\r\n":
                at += 1
            if blank := _BLANK.match(text, at):
                here = Span(*blank.span())
                number = why.character(blank[0][0])
                self.found.append(cause(why.BLANK, here, [replaced(here, " ")], found=number))
                at = blank.end()
                parted = True
            elif at == len(text):
                here = Span(begin, begin)
                self.stop(cause(why.CUT_OFF, here, opener=Code("<")))
            elif text[at] in ">＞":
                self.look_alike(at, ">")
                return at + 1, False
            elif text[at] in "/／" and text[at + 1 : at + 2] in (">", "＞"):
                self.look_alike(at, "/")
                self.look_alike(at + 1, ">")
                return at + 2, True
            elif one := _ATTRIBUTE.match(text, at):
                if begin == at and not parted:
                    edits = [inserted(at, " ")]
                    before = shown(text[max(text.rfind(" ", 0, at), 0) : at])
                    here = Span(at, at + 1)
                    self.found.append(cause(why.MISSING, here, edits, right=BLANK, before=before))
                at = self._attribute(one, found)
                parted = False
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
            self.stop(cause(why.CUT_OFF, Span(at, at), opener=Code("<")))
        expected = Code('name="…"')
        here = Span(at, at + 1)
        self.stop(cause(why.UNEXPECTED, here, expected=expected, found=shown(self.text[at])))

    def _attribute(self, match: re.Match[str], found: dict[str, Span]) -> int:
        """Reads the value of an attribute; where that ends."""
        text, name = self.text, match["name"]
        here = Span(*match.span("name"))
        at = match.end()
        if name in found:
            self.stop(cause(TWICE, here, begun=found[name], found=Code(name)))
        found[name] = here
        quote = text[at : at + 1]
        if not match["is"]:
            edits = [inserted(here.end, "=")]
            before = Code(name)
            if quote not in why.QUOTE_ENDS:
                self._unexpected_in_tag(here.end)
            self.found.append(cause(why.MISSING, here, edits, right=sign("="), before=before))
        else:
            self.look_alike(match.start("is"), "=")
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
                self.stop(cause(why.UNCLOSED_STRING, Span(start, stop), right=Code(opener)))
            edits: list[Edit] = []
            right = opener if opener in "\"'" else '"'
            for at in (start, end):
                edits += [replaced(Span(at, at + 1), right)] if text[at] != right else []
            if edits:
                here = edits[0].span if len(edits) == 1 else Span(start, end + 1)
                marked = Code(text[here.start] if len(edits) == 1 else f"{opener}{text[end]}")
                self.found.append(cause(why.QUOTES, here, edits, found=marked, right=Code(right)))
        self.references(start + 1, end)
        self.characters(start + 1, end)
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
