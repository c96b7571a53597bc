"""Why a text is not Turtle (Turtle 1.1, TriG 1.1): the causes, with what mends them."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from stdpolicy.diagnostics import Advice, Code, Finding, Message, Phrase, Value
from stdpolicy.formats import causes as why
from stdpolicy.formats import rules
from stdpolicy.formats.causes import (
    BLANKS,
    FULL_WIDTH,
    MARKS,
    QUOTE_ENDS,
    cause,
    inserted,
    replaced,
    shown,
    sign,
)
from stdpolicy.formats.quoting import Quotes, Strings
from stdpolicy.formats.reading import MAX_DEPTH
from stdpolicy.formats.turtle.names import prefixes
from stdpolicy.formats.turtle.tokens import FORMS
from stdpolicy.source import Span

PREFIX = Message(
    rules.SYNTAX.code,
    "turtle-prefix",
    "the prefix {found} is not declared",
    "前缀 {found} 没有声明",
    Advice("declare", "declare it: {right}", "加以声明：{right}"),
)
TAG = Message(
    rules.SYNTAX.code,
    "tag",
    "expected a language tag such as {example}, found {found}",
    "应为 {example} 之类的语言标签，实为 {found}",
)
NO_IRI = Message(
    rules.SYNTAX.code,
    "iri",
    "expected an IRI without {found}",
    "IRI 中不能有 {found}",
    Advice("encode", "write {right}", "改为 {right}"),
)

_QUOTES = "".join(QUOTE_ENDS)
_SIGNS = ".;,[](){}"
_OTHERS = "".join(other for other, mark in MARKS.items() if mark in _SIGNS)
_OPENS = "<＜〈《"
_CLOSES = ">＞〉》"
_ENDS = re.escape(""" \t\r\n<>"'{}|^`;,[]()#""" + _OTHERS + _QUOTES + _OPENS + _CLOSES) + BLANKS
# Possessive throughout: linear in time, and no memory for a way back.
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n]++|\#[^\n\r]*+)
    |(?P<blank>[{BLANKS}]++)
    |(?P<slashes>//[^\n\r]*+)
    |(?P<iri>[{_OPENS}](?=[^\s<>]*[{_CLOSES}])[^<>\x00-\x20{_CLOSES}]*+[{_CLOSES}])
    |(?P<broken><[^<>\n\r"]*+>)
    |(?P<long>{FORMS["long"]})
    |(?P<string>{FORMS["string"]})
    |(?P<quote>[{_QUOTES}])
    |(?P<at>[@＠][A-Za-z0-9\-]++)
    |(?P<datatype>\^\^)
    |(?P<number>{FORMS["number"]})(?![^{_ENDS}.])
    |(?P<mark>[{re.escape(_SIGNS + _OTHERS)}])
    |(?P<name>(?=[^{_ENDS}\\@.])[^{_ENDS}\\@:.]*+(?>(?::(?:[^{_ENDS}\\.]++|\\.|\.++(?=[^{_ENDS}.])|(?!))*+)?))
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
STRINGS = Strings(
    own="\"'",
    ends=re.compile(rf"[ \t{BLANKS}]*+(?:[;,.\])}}@\#\r\n{_OTHERS}＠]|\^\^|\Z)"),
    follows=re.compile(
        rf"""(?>@[A-Za-z0-9\-]++|\^\^[^\s{_ENDS}]++|\^\^<[^\s<>]*+>|)[ \t{BLANKS}]*+
        (?:[;,.\])}}{_OTHERS} \t]*+(?:[\#\r\n{_QUOTES}]|//|\Z))""",
        re.VERBOSE,
    ),
    behind=re.compile(r"(?>(?:@[A-Za-z]++[A-Za-z0-9\-]*+|\^\^\S++)?)(?:[ \t]++[;.,\]) \t]*+)?\Z"),
    begins=re.compile(r"[ \t]*+(?:[A-Za-z][\w\-]*+:|:[A-Za-z]|a[ \t]|[<\]@.;,]|\Z)"),
    bad=re.compile(
        r"""(?P<escape>\\(?![tbnrf"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))|\\.|(?P<control>[\r\n])""",
        re.DOTALL,
    ),
)
TERM = Phrase("an IRI, a name or a literal", "IRI、名称或者字面量")
NAMED = Phrase("an IRI or a name with its prefix", "IRI 或者带前缀的名称")
DIRECTIVES = ("prefix", "base", "version")
DOT = "."


class _Token(NamedTuple):
    kind: str
    text: str
    span: Span
    column: int
    """On its line, of the first token; -1 of the others."""


class _Stop(Exception):
    """Nothing more can be told."""


def explain(text: str) -> list[Finding]:
    """The causes; the last has no fix if nobody can tell what was meant."""
    reader = _Reader(text)
    with suppress(_Stop):
        reader.read()
    return reader.found


def explain_quads(text: str) -> list[Finding]:
    """The causes in N-Quads, where a statement may name its graph."""
    reader = _Reader(text, quads=True)
    with suppress(_Stop):
        reader.read()
    return reader.found


class _Reader:
    """A reader of Turtle that goes on behind a fault."""

    def __init__(self, text: str, *, quads: bool = False) -> None:
        self.text = text
        self.quads = quads
        self.found: list[Finding] = []
        self.tokens: list[_Token] = []
        """Those that were read so far."""
        self.at = 0
        self._following = self._tokens()
        self.prefixes: set[str] = set()
        self.stack: list[_Token] = []
        """Brackets that have not ended."""
        self.subject: _Token | None = None
        """Of the statement that is read, or of the last one."""
        self.dot: _Token | None = None
        """The mark that ended it."""

    # --- tokens

    def _tokens(self) -> Iterator[_Token]:
        text, at, first, line = self.text, 0, True, 0
        quotes = Quotes(text, STRINGS, self.found)
        while at < len(text):
            match = _TOKEN.match(text, at)
            assert match is not None  # every character is in one
            kind, token, span = match.lastgroup or "", match[0], Span(*match.span())
            at = span.end
            if kind == "space":
                if "\n" in token or "\r" in token:
                    first, line = True, max(token.rfind("\n"), token.rfind("\r")) + 1 + span.start
                continue
            column = span.start - line if first else -1
            first = False
            match kind:
                case "blank":
                    number = why.character(token[0])
                    self.found.append(cause(why.BLANK, span, [replaced(span, " ")], found=number))
                    first = column >= 0
                case "slashes":
                    edits = [replaced(Span(span.start, span.start + 2), "#")]
                    begin = Span(span.start, span.start + 2)
                    self.found.append(
                        cause(why.COMMENT_SIGN, begin, edits, found=Code("//"), right=Code("#"))
                    )
                case "string" | "quote":
                    span = quotes.read(span.start, at if kind == "string" else -1)
                    at = span.end
                    yield _Token("literal", text[slice(*span)], span, column)
                case "long":
                    yield _Token("literal", token, span, column)
                case "broken":
                    yield from self._broken(token, span, column)
                case _:
                    plain = self._plain(token, span)
                    kind = "number" if plain != token and plain[0].isdigit() else kind
                    yield _Token(kind, plain, span, column)
            if len(self.found) > why.MOST:
                return
        yield _Token("end", "", Span(len(text), len(text)), 0 if first else -1)

    def _plain(self, token: str, span: Span) -> str:
        """A token with its marks as the notation has them."""
        plain = token
        if len(token) == 1 and token in MARKS:
            plain = MARKS[token]
        elif token[0] in "＜〈《" or token[-1] in "＞〉》":
            plain = f"<{token[1:-1]}>"
        elif token[0] == "＠":
            plain = "@" + token[1:]
        elif (half := token.translate(_HALF)) != token and half.isascii() and half[0].isdigit():
            plain = half
        if plain != token:
            edits = [replaced(span, plain)]
            self.found.append(
                cause(why.LOOK_ALIKE, span, edits, right=sign(plain), found=sign(token))
            )
        return plain

    def _broken(self, token: str, span: Span, column: int) -> Iterator[_Token]:
        """An IRI with blanks in it."""
        inside = token[1:-1]
        right = f"<{inside.strip()}>"
        here = Span(span.start, span.end)
        if not inside.strip() or re.search(r"\s", inside.strip()):
            right = "<" + re.sub(r"\s", "%20", inside.strip()) + ">"
        blank = Phrase("blanks", "空格")
        edits = [replaced(here, right)]
        self.found.append(cause(NO_IRI, here, edits, sure=False, found=blank, right=Code(right)))
        yield _Token("iri", right, span, column)

    def _next(self, ahead: int = 0) -> _Token:
        while len(self.tokens) <= self.at + ahead and not self._is_whole():
            following = next(self._following, None)
            if following is None:
                raise _Stop
            self.tokens.append(following)
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def _is_whole(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].kind == "end"

    @property
    def _before(self) -> _Token:
        return self.tokens[max(self.at - 1, 0)]

    # --- grammar

    def read(self) -> None:
        """Reads the statements. Raises _Stop where nothing more can be told."""
        if self._next().kind == "end" and not self.found:
            self._stop(cause(why.EMPTY, Span(0, 0)))
        while self._next().kind != "end":
            if len(self.found) > why.MOST:
                raise _Stop
            if not self._directive():
                self._statement()

    def _directive(self) -> bool:
        token = self._next()
        word = token.text.removeprefix("@").lower()
        if token.kind not in ("at", "name") or word not in DIRECTIVES:
            return False
        self.at += 1
        if word == "prefix":
            name = self._next()
            if name.kind != "name" or not name.text.endswith(":"):
                if name.kind != "name":
                    self._unexpected(Code("name:"), name)
                edits = [inserted(name.span.end, ":")]
                before = Code(name.text)
                here = Span(name.span.end - 1, name.span.end)
                self.found.append(cause(why.MISSING, here, edits, right=sign(":"), before=before))
            self.prefixes.add(name.text.removesuffix(":"))
            self.at += 1
        iri = self._next()
        if iri.kind not in (("literal",) if word == "version" else ("iri",)):
            self._unexpected(Code("<…>"), iri)
        self.at += 1
        dotted = token.kind == "at"
        if self._is(DOT):
            if not dotted:
                self._spare(self._next())
            self.at += 1
        elif dotted:
            self._missing(DOT)
        return True

    def _statement(self) -> None:
        """A statement up to its full stop, or a brace of TriG."""
        token = self._next()
        if token.kind == "mark" and token.text in "{}":
            self.at += 1
            return
        if token.kind == "name" and token.text.upper() == "GRAPH":
            self.at += 1
            self._term(NAMED)
            return
        if token.kind == "mark" and token.text not in "[(":
            self._spare(token)
            self.at += 1
            return
        if self._goes_on():
            assert self.dot is not None
            self._instead(self.dot, ";")
        else:
            self.subject = token
            self._term(NAMED)
            if self._is("{"):
                return
        if not self._predicates(DOT):
            self._end_of_statement()

    def _goes_on(self) -> bool:
        """Whether what follows a full stop says more of the subject before it."""
        first, third = self._next(), self._next(2)
        if self.subject is None or self.dot is None or first.kind not in ("name", "iri"):
            return False
        deeper = first.column > max(self.subject.column, 0)
        return deeper and third.kind in ("mark", "at", "datatype", "end")

    def _end_of_statement(self) -> None:
        token = self._next()
        if self._is(DOT):
            self.dot = token
            self.at += 1
        elif token.kind == "end" and not self.text.endswith(("\n", "\r")):
            self._cut_off()
        elif not self._is("}"):
            self._missing(DOT)

    def _predicates(self, end: str) -> bool:
        """Predicates with their objects, up to a mark; whether another mark has ended the statement."""
        while True:
            token = self._next()
            if self._is(end) or (end == DOT and self._is("}")):
                return False
            if self._is(";"):
                self.at += 1
                continue
            if token.kind == "end":
                self._cut_off()
            self._term(NAMED)
            self._objects()
            if self.quads and self._next().kind in ("iri", "name"):
                self.at += 1
            token = self._next()
            if self._is(";"):
                ends = self._begins_another()
                if ends:
                    self._instead(token, DOT)
                    self.dot = token
                self.at += 1
                if ends:
                    return True
            elif self._is(end) or self._is("}") or token.kind == "end" or self._is(DOT):
                return False
            elif token.kind == "mark" and token.text in ")]":
                if end == DOT:
                    self._spare(token)
                    self.at += 1
                return False
            elif end == DOT and self._is_subject(token):
                return False
            else:
                self._missing(";")

    def _is_subject(self, token: _Token) -> bool:
        """Whether a statement begins there that no full stop parts from the one before."""
        outdented = self.subject is not None and 0 <= token.column <= max(self.subject.column, 0)
        return outdented and not (token.kind == "name" and token.text == "a")

    def _begins_another(self) -> bool:
        """Whether behind a semicolon another subject is named, on the margin, and said something of."""
        first, second, third = self._next(1), self._next(2), self._next(3)
        terms = ("name", "iri")
        says = first.kind in terms and second.kind in terms and third.kind not in ("mark", "end")
        return says and not self.stack and self._is_subject(first)

    def _objects(self) -> None:
        while True:
            self._term(TERM)
            token = self._next()
            if token.kind == "at":
                if not _TAG.fullmatch(token.text):
                    example, found = Code("@zh-Hans"), shown(token.text)
                    self._stop(cause(TAG, token.span, example=example, found=found))
                self.at += 1
            elif token.kind == "datatype":
                self.at += 1
                self._term(NAMED)
            token = self._next()
            if token.kind == "other":
                if self.text.find("\n", token.span.end) < 0:
                    self._cut_off()
                self._unexpected(sign(";"), token)
            if self._is(","):
                self.at += 1
                if self._next().kind == "mark" and self._next().text in ".;]":
                    edits = [replaced(token.span, "")]
                    self.found.append(cause(why.TRAILING, token.span, edits, found=sign(",")))
                    return
            elif token.kind in ("literal", "number"):
                self._missing(",")
            else:
                return

    def _term(self, expected: Value) -> None:
        """A term; of one that has brackets, all of it."""
        token = self._next()
        if token.kind == "end":
            self._cut_off()
        self.at += 1
        if token.kind == "mark" and token.text in "[(":
            if len(self.stack) > MAX_DEPTH:
                raise _Stop
            self.stack.append(token)
        if token.kind == "mark" and token.text == "[":
            self._predicates("]")
            self._close("]")
        elif token.kind == "mark" and token.text == "(":
            while not self._is(")") and self._next().kind not in ("mark", "end"):
                self._term(TERM)
                if self._next().kind == "at":
                    self.at += 1
                elif self._next().kind == "datatype":
                    self.at += 1
                    self._term(NAMED)
            self._close(")")
        elif token.kind == "name":
            self._name(token, expected)
        elif token.kind not in ("iri", "literal", "number") or (
            expected is NAMED and token.kind != "iri"
        ):
            self.at -= 1
            self._unexpected(expected, token)

    def _name(self, token: _Token, expected: Value) -> None:
        prefix, colon, _ = token.text.partition(":")
        if colon and (prefix == "_" or prefix in self.prefixes):
            return
        if not colon:
            if token.text == "a" or (expected is TERM and token.text in ("true", "false")):
                return
            lower = token.text.lower()
            if expected is TERM and lower in ("true", "false"):
                edits = [replaced(token.span, lower)]
                found = Code(token.text)
                self.found.append(
                    cause(why.WORD, token.span, edits, found=found, right=Code(lower))
                )
                return
            self._unexpected(expected, token)
        known = prefixes().get(prefix)
        where = Span(token.span.start, token.span.start + len(prefix) + 1)
        line = f"@prefix {prefix}: <{known or '…'}> ."
        edits = [inserted(0, line + "\n")] if known else []
        self.prefixes.add(prefix)
        finding = cause(PREFIX, where, edits, found=Code(f"{prefix}:"), right=Code(line))
        if not known:
            self._stop(finding)
        self.found.append(finding)

    def _close(self, closer: str) -> None:
        opener = self.stack.pop()
        if self._is(closer):
            self.at += 1
            return
        self.stack.append(opener)
        self._unclosed()

    def _unclosed(self) -> None:
        """What is open ends before the next token."""
        if self._next().kind == "end":
            self._cut_off()
        opener = self.stack.pop()
        closer = {"[": "]", "(": ")"}[opener.text]
        at = self._before.span.end
        self.found.append(
            cause(
                why.UNCLOSED,
                self._next().span,
                [inserted(at, f" {closer}")],
                sure=False,
                begun=opener.span,
                opener=sign(opener.text),
                right=sign(closer),
            )
        )

    def _is(self, mark: str) -> bool:
        token = self._next()
        return token.kind == "mark" and token.text == mark

    # --- findings

    def _stop(self, finding: Finding) -> None:
        self.found.append(finding)
        raise _Stop

    def _cut_off(self) -> None:
        opener = self.stack[-1] if self.stack else self._before
        end = len(self.text)
        self._stop(cause(why.CUT_OFF, Span(end, end), begun=opener.span, opener=shown(opener.text)))

    def _unexpected(self, expected: Value, token: _Token) -> None:
        found: Value = sign(token.text) if token.kind == "mark" else shown(token.text)
        found = why.END if token.kind == "end" else found
        self._stop(cause(why.UNEXPECTED, token.span, expected=expected, found=found))

    def _spare(self, token: _Token) -> None:
        edits = [replaced(token.span, "")]
        self.found.append(cause(why.SPARE, token.span, edits, found=sign(token.text)))

    def _instead(self, token: _Token, right: str) -> None:
        edits = [replaced(token.span, right)]
        self.found.append(
            cause(why.WRONG_MARK, token.span, edits, right=sign(right), found=sign(token.text))
        )

    def _missing(self, right: str) -> None:
        at = self._before.span.end
        before = shown(self.text[slice(*self._before.span)])
        edits = [inserted(at, f" {right}")]
        self.found.append(
            cause(why.MISSING, Span(at - 1, at), edits, right=sign(right), before=before)
        )


_HALF = str.maketrans(FULL_WIDTH)
_TAG = re.compile(r"@[A-Za-z]{1,8}(?>(?:-[A-Za-z0-9]{2,8}|-[A-Za-z0-9](?=-[A-Za-z0-9]{2}))*)")
"""A language tag as far as parsers ask for its form (BCP 47, section 2.1)."""
