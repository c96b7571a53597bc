"""Why a text is not JSON (RFC 8259): the causes in file order, with what mends them."""

from msgspec import Struct

from stdpolicy.diagnostics import Code, Finding, Phrase, Value
from stdpolicy.formats import causes as why
from stdpolicy.formats.causes import cause, inserted, replaced, shown, sign
from stdpolicy.formats.jsonld.lexer import Token, is_number, plain_number, tokens
from stdpolicy.formats.jsonld.whole import lines
from stdpolicy.formats.wrapping import Form
from stdpolicy.patterns import regex
from stdpolicy.source import Span

CLOSES = {"{": "}", "[": "]"}
WORDS = {"true": "true", "false": "false", "null": "null", "none": "null", "nil": "null"}
"""What other languages write for the three words of JSON, in small letters."""
WIDEST_MARGIN = 1000
"""How far a line is indented at most, in characters."""
FORM = Form(begins=regex(r"[{\[｛［]"), ends=regex(r"[}\]｝］]$"))
_OMISSION = regex(why.OMISSION)
KEY = Phrase("a key in quotation marks", "带引号的键")
VALUE = Phrase("a value", "值")


class _Open(Struct):
    """An object or array that has not ended, and what comes next in it."""

    token: Token
    column: int
    """Of the first token on the line that it begins in."""
    next: str
    """One of first, key, colon, value, comma; `first` if nothing has come yet."""
    comma: Token | None = None
    """The one before, if what follows it is still to come."""

    @property
    def in_object(self) -> bool:
        return self.token.text == "{"


class _Stop(Exception):
    """Nothing more can be told."""


def explain(text: str) -> list[Finding]:
    """The causes in file order; the last has no fix if nobody can tell what was meant."""
    reader = _Reader(text, indented=False)
    if not reader.whole or any(one.message is why.UNCLOSED for one in reader.found):
        # Which bracket has no end, the indentation may tell.
        indented = _Reader(text, indented=True)
        better = len(indented.found) <= len(reader.found) or not reader.whole
        reader = indented if indented.whole and better else reader
    return reader.found


class _Reader:
    """A reader of JSON that goes on behind a fault."""

    def __init__(self, text: str, *, indented: bool) -> None:
        self.text = text
        self.indented = indented
        self.found: list[Finding] = []
        self.stack: list[_Open] = []
        self.before: Token | None = None
        self.whole = False
        """Whether the end of the text was the end of its value."""
        self._done = False
        self._column = 0
        try:
            for token in tokens(text, self.found, self._passed):
                if len(self.found) > why.MOST:
                    raise _Stop
                if token.first:
                    self._column = token.span.start - _line_start(text, token.span.start)
                self._take(token)
                self.before = token
            self.whole = True
        except _Stop:
            pass

    def _passed(self, at: int) -> int:
        """Where reading goes on behind lines with whole members or values, if such begin at a token."""
        top = self.stack[-1] if self.stack else None
        following = "key" if top and top.in_object else "value"
        if top is None or top.next not in ("first", following):
            return at
        whole = lines(of_object=top.in_object).match(self.text, _line_start(self.text, at))
        if whole is None or (self.indented and len(whole["margin"]) <= top.column):
            return at
        comma = self.text.rindex(",", at, whole.end())
        self.before = top.comma = Token("mark", ",", Span(comma, comma + 1), first=False)
        top.next = following
        return whole.end()

    def _take(self, token: Token) -> None:
        """A token, as often as something missing is put before it."""
        if token.kind == "word" and _OMISSION.fullmatch(token.text):
            raise self._stop(cause(why.OMITTED, token.span, found=Code(token.text)))
        while True:
            if not self.stack:
                again = self._outside(token)
            elif token.kind == "end":
                again = self._end(token)
            elif self._is_outdented(token):
                self._close_missing(token)
                again = True
            elif token.kind == "mark" and token.text in "}]":
                again = self._closer(token)
            elif token.kind == "mark" and token.text not in "{[":
                again = self._separator(token)
            else:
                again = self._member(token)
            if not again:
                return

    def _outside(self, token: Token) -> bool:
        if token.kind == "end":
            if not self._done:
                raise self._stop(cause(why.EMPTY, Span(0, 0)))
        elif self._done and token.kind == "mark" and token.text in "}],;":
            self._spare(token)
        elif self._done and token.text == ":" and self.before and self.before.kind == "string":
            raise self._unexpected(sign("{"), self.before)
        elif self._done:
            raise self._stop(cause(why.SEVERAL, token.span, found=shown(token.text)))
        elif token.kind == "mark" and token.text in CLOSES:
            self._open(token)
        elif token.kind == "word" and not is_number(token.text):
            raise self._unexpected(sign("{"), token)
        else:
            self._done = True
            self._value(token)
        return False

    def _member(self, token: Token) -> bool:
        """A key or value, or what opens one."""
        top = self.stack[-1]
        match top.next:
            case "comma":
                self._missing(",")
                top.next = "key" if top.in_object else "value"
                return True
            case "colon":
                self._missing(":")
                top.next = "value"
                return True
            case "first" | "key" if top.in_object:
                if token.kind == "mark":
                    raise self._unexpected(KEY, token)
                if token.kind == "word":
                    self._quote(token)
                top.next = "colon"
                top.comma = None
                return False
        top.next = "comma"
        top.comma = None
        if token.kind == "mark":
            self._open(token)
        else:
            self._value(token)
        return False

    def _value(self, token: Token) -> None:
        if token.kind == "mark":
            raise self._unexpected(VALUE, token)
        if token.kind == "string" or is_number(token.text) or token.text in WORDS.values():
            return
        if token.text in ("NaN", "Infinity", "-Infinity"):  # the reader says what is wrong with it
            return
        if (right := WORDS.get(token.text.lower()) or plain_number(token.text)) is not None:
            edits = [replaced(token.span, right)]
            self._add(cause(why.WORD, token.span, edits, right=Code(right), found=Code(token.text)))
        else:
            self._quote(token)

    def _quote(self, token: Token) -> None:
        start, end = token.span
        edits = [inserted(start, '"'), inserted(end, '"')]
        right = Code(f'"{token.text}"')
        self._add(
            cause(why.UNQUOTED, token.span, edits, sure=False, found=shown(token.text), right=right)
        )

    def _open(self, token: Token) -> None:
        self.stack.append(_Open(token, self._column, "first"))

    def _separator(self, token: Token) -> bool:
        """A comma or colon, or a mark in its stead."""
        top = self.stack[-1]
        if top.next == "colon" and token.text in (":", "=", "=>"):
            self._instead(token, ":")
            top.next = "value"
        elif top.next == "comma" and token.text in ",;":
            self._instead(token, ",")
            top.next = "key" if top.in_object else "value"
            top.comma = token
        elif token.text == ":" and top.next == "comma" and self._opened_late(top):
            return True
        elif token.text in ",;" and (top.comma or top.next == "first"):
            self._spare(token)
        else:
            expected = {"colon": sign(":"), "comma": sign(",")}
            raise self._unexpected(
                expected.get(top.next, KEY if top.in_object and top.next != "value" else VALUE),
                token,
            )
        return False

    def _opened_late(self, top: _Open) -> bool:
        """Whether what was taken for a value is the first key of an object that has not begun."""
        key = self.before
        if key is None or key.kind != "string" or not top.in_object:
            return False
        edits = [inserted(key.span.start, "{ ")]
        before = sign(":")
        self._add(cause(why.MISSING, key.span, edits, sure=False, right=sign("{"), before=before))
        opener = Token("mark", "{", key.span, key.first)
        self.stack.append(_Open(opener, top.column, "colon"))
        return True

    def _closer(self, token: Token) -> bool:
        top = self.stack[-1]
        if token.text != CLOSES[top.token.text]:
            own = self.indented and token.first and self._column == top.column
            if not own and any(CLOSES[one.token.text] == token.text for one in self.stack):
                self._close_missing(token)
                return True
            self._instead(token, CLOSES[top.token.text])
        if top.comma is not None:
            span = top.comma.span
            self._add(
                cause(why.TRAILING, span, [replaced(span, "")], found=sign(self.text[slice(*span)]))
            )
        elif top.next in ("colon", "value"):
            raise self._unexpected(sign(":") if top.next == "colon" else VALUE, token)
        self.stack.pop()
        self._done = not self.stack
        return False

    def _is_outdented(self, token: Token) -> bool:
        """Whether a line begins no deeper than the one in which what is open begins.

        On the same margin stands what ends it.
        """
        top = self.stack[-1]
        deepest = top.column - (token.kind == "mark" and token.text in "}]")
        return (
            self.indented
            and token.first
            and (top.next == "comma" or top.comma is not None)
            and self._column <= deepest
            and len(self.stack) > 1
        )

    def _close_missing(self, token: Token) -> None:
        """Ends what is open before a token."""
        top = self.stack.pop()
        closer = CLOSES[top.token.text]
        at = self.before.span.end if self.before else token.span.start
        if top.next in ("colon", "value") and top.comma is None:
            raise self._unexpected(VALUE, token)
        edits = [inserted(at, closer)]
        if top.comma is not None:
            edits = [replaced(top.comma.span, closer)]
            if token.kind != "mark" or token.text in "{[":
                edits = [inserted(top.comma.span.start, closer)]
                if self.stack:
                    self.stack[-1].next = "key" if self.stack[-1].in_object else "value"
                    self.stack[-1].comma = top.comma
        self._add(
            cause(
                why.UNCLOSED,
                token.span if token.kind != "end" else Span(at, at),
                edits,
                sure=False,
                begun=top.token.span,
                right=sign(closer),
                opener=sign(top.token.text),
            )
        )

    def _end(self, token: Token) -> bool:
        """The end of the text within what is open: the last bracket is missing, or more is."""
        top = self.stack[-1]
        if len(self.stack) == 1 and top.next in ("comma", "first"):
            self._close_missing(token)
            self._done = True
            return False
        raise self._stop(
            cause(why.CUT_OFF, token.span, begun=top.token.span, opener=sign(top.token.text))
        )

    def _instead(self, token: Token, right: str) -> None:
        if token.text != right:
            edits = [replaced(token.span, right)]
            self._add(
                cause(
                    why.WRONG_MARK,
                    token.span,
                    edits,
                    right=sign(right),
                    found=sign(token.text),
                )
            )

    def _missing(self, right: str) -> None:
        assert self.before is not None
        self._add(why.missing(self.text, self.before.span, right, ended=self.before.ended))

    def _spare(self, token: Token) -> None:
        edits = [replaced(token.span, "")]
        self._add(cause(why.SPARE, token.span, edits, found=sign(token.text)))

    def _add(self, finding: Finding) -> None:
        self.found.append(finding)

    def _unexpected(self, expected: Phrase | Code, token: Token) -> _Stop:
        found = _named(token)
        return self._stop(cause(why.UNEXPECTED, token.span, expected=expected, found=found))

    def _stop(self, finding: Finding) -> _Stop:
        self.found.append(finding)
        return _Stop()


def _named(token: Token) -> Value:
    if token.kind == "end":
        return why.END
    return sign(token.text) if token.kind == "mark" else shown(token.text)


def _line_start(text: str, at: int) -> int:
    """Where the line begins, or what of it counts as its margin."""
    margin = max(at - WIDEST_MARGIN, 0)
    return max(text.rfind("\n", margin, at), text.rfind("\r", margin, at), margin - 1) + 1
