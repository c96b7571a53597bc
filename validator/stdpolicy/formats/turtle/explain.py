"""Why a text is not Turtle (Turtle 1.1, TriG 1.1): the causes, with what mends them."""

import re
from contextlib import suppress

from stdpolicy.diagnostics import Code, Finding, Message, Value
from stdpolicy.formats import causes as why
from stdpolicy.formats import rules
from stdpolicy.formats.causes import cause, inserted, replaced, shown, sign
from stdpolicy.formats.reading import MAX_DEPTH, too_deep
from stdpolicy.formats.turtle.declarations import DOT, NAMED, TERM, Declarations
from stdpolicy.formats.turtle.lexer import Token
from stdpolicy.formats.turtle.recovery import Stop
from stdpolicy.formats.turtle.whole import statements
from stdpolicy.formats.wrapping import Form
from stdpolicy.patterns import regex
from stdpolicy.source import Span

TAG = Message(
    rules.SYNTAX.code,
    "tag",
    "expected a language tag such as {example}, found {found}",
    "应为 {example} 之类的语言标记，实为 {found}",
)
FORM = Form(
    begins=regex(r"[@＠](?:prefix|base|version)\b|(?:PREFIX|BASE)\s|[<＜\[]|_:", re.IGNORECASE),
    ends=regex("[.。}]$"),
)
_TAG = regex(r"@[A-Za-z]{1,8}(?>(?:-[A-Za-z0-9]{2,8}|-[A-Za-z0-9](?=-[A-Za-z0-9]{2}))*)")
"""A language tag as far as parsers ask for its form (BCP 47, section 2.1)."""


def explain(text: str) -> list[Finding]:
    """The causes; the last has no fix if nobody can tell what was meant."""
    reader = _Reader(text)
    with suppress(Stop):
        reader.read()
    return reader.found


def explain_quads(text: str) -> list[Finding]:
    """The causes in N-Quads, where a statement may name its graph."""
    reader = _Reader(text, quads=True)
    with suppress(Stop):
        reader.read()
    return reader.found


class _Reader(Declarations):
    """A reader of Turtle that goes on behind a fault."""

    def __init__(self, text: str, *, quads: bool = False) -> None:
        super().__init__(text)
        self.quads = quads
        self.dot: Token | None = None
        """The mark that ended it."""

    def read(self) -> None:
        """Reads the statements. Raises Stop where nothing more can be told."""
        if self.next().kind == "end" and not self.found:
            self.stop(cause(why.EMPTY, Span(0, 0)))
        while self.next().kind != "end":
            if len(self.found) > why.MOST:
                raise Stop
            self._pass_over()
            if not self.directive():
                self._statement()

    def _pass_over(self) -> None:
        """Passes over whole statements, if such begin here, but for the last: what follows may go on with it."""
        token = self.next()
        if token.column == 0 and ":" in token.text and self.at == len(self.tokens) - 1:
            whole = statements(frozenset(self.prefixes)).match(self.text, token.span.start)
            if whole and whole.start("last") > token.span.start:
                self.go_to(whole.start("last"))

    def _statement(self) -> None:
        """A statement up to its full stop, or a brace of TriG."""
        token = self.next()
        if token.kind == "mark" and token.text in "{}":
            self.at += 1
            return
        if token.kind == "name" and token.text.upper() == "GRAPH":
            self.at += 1
            self._term(NAMED)
            return
        if token.kind == "mark" and token.text not in "[(":
            self.spare(token)
            self.at += 1
            return
        if self._goes_on():
            assert self.dot is not None
            self.instead(self.dot, ";")
        else:
            self.subject = token
            self._term(NAMED)
            if self.is_next("{"):
                return
        if not self._predicates(DOT):
            self._end_of_statement()

    def _goes_on(self) -> bool:
        """Whether what follows a full stop says more of the subject before it."""
        first, third = self.next(), self.next(2)
        if self.subject is None or self.dot is None or first.kind not in ("name", "iri"):
            return False
        deeper = first.column > max(self.subject.column, 0)
        return deeper and third.kind in ("mark", "at", "datatype", "end")

    def _end_of_statement(self) -> None:
        token = self.next()
        if self.is_next(DOT):
            self.dot = token
            self.at += 1
        elif token.kind == "end" and not self.text.endswith(("\n", "\r")):
            self.cut_off()
        elif not self.is_next("}"):
            self.missing(DOT)

    def _predicates(self, end: str) -> bool:
        """Predicates with their objects, up to a mark; whether another mark has ended the statement."""
        while True:
            token = self.next()
            if self.is_next(end) or (end == DOT and self.is_next("}")):
                return False
            if self.is_next(";"):
                self.at += 1
                continue
            if token.kind == "end":
                self.cut_off()
            self.predicate = self.next()
            self._term(NAMED)
            while self.next().text in ("=", ":"):
                self.spare(self.next())
                self.at += 1
            self._objects()
            if self.quads and self.next().kind in ("iri", "name"):
                self.at += 1
            token = self.next()
            if self.is_next(";"):
                ends = self._begins_another()
                if ends:
                    self.instead(token, DOT)
                    self.dot = token
                self.at += 1
                if ends:
                    return True
            elif self.is_next(end) or self.is_next("}") or token.kind == "end" or self.is_next(DOT):
                return False
            elif token.kind == "mark" and token.text in ")]":
                if end == DOT:
                    self.spare(token)
                    self.at += 1
                return False
            elif end == DOT and self._is_subject(token):
                return False
            else:
                self.missing(";")

    def _is_subject(self, token: Token) -> bool:
        """Whether a statement begins there that no full stop parts from the one before."""
        outdented = self.subject is not None and 0 <= token.column <= max(self.subject.column, 0)
        return outdented and not (token.kind == "name" and token.text == "a")

    def _begins_another(self) -> bool:
        """Whether behind a semicolon another subject is named, on the margin, and said something of."""
        first, second, third = self.next(1), self.next(2), self.next(3)
        terms = ("name", "iri")
        says = first.kind in terms and second.kind in terms and third.kind not in ("mark", "end")
        return says and not self.stack and self._is_subject(first)

    def _objects(self) -> None:
        while True:
            self._term(TERM)
            token = self.next()
            if token.kind == "at":
                if not _TAG.fullmatch(token.text):
                    example, found = Code("@zh-Hans"), shown(token.text)
                    self.stop(cause(TAG, token.span, example=example, found=found))
                self.at += 1
            elif token.kind == "datatype":
                self.at += 1
                self._term(NAMED)
            token = self.next()
            if token.kind == "other":
                if self.text.find("\n", token.span.end) < 0:
                    self.cut_off()
                self.unexpected(sign(";"), token)
            if self.is_next(",") and self._ends_objects():
                self.instead(token, ";")
                self.tokens[self.at] = token._replace(text=";")
                return
            if self.is_next(","):
                self.at += 1
                if self.next().kind == "mark" and self.next().text in ".;]":
                    edits = [replaced(token.span, "")]
                    self.found.append(cause(why.TRAILING, token.span, edits, found=sign(",")))
                    return
            elif token.kind in ("literal", "number"):
                self.missing(",")
            else:
                return

    def _ends_objects(self) -> bool:
        """Whether behind a comma a predicate stands with its object, as behind a semicolon."""
        first, second = self.next(1), self.next(2)
        return first.kind in ("name", "iri") and second.kind in ("name", "iri", "literal", "number")

    def _term(self, expected: Value) -> None:
        """A term; of one that has brackets, all of it."""
        token = self.next()
        if token.kind == "end":
            self.cut_off()
        self.at += 1
        if token.kind == "mark" and token.text in "[(":
            if len(self.stack) >= MAX_DEPTH:
                self.stop(too_deep(token.span))
            self.stack.append(token)
        if token.kind == "mark" and token.text == "[":
            self._predicates("]")
            self._close("]")
        elif token.kind == "mark" and token.text == "(":
            while not self.is_next(")") and self.next().kind not in ("mark", "end"):
                self._term(TERM)
                if self.next().kind == "at":
                    self.at += 1
                elif self.next().kind == "datatype":
                    self.at += 1
                    self._term(NAMED)
            self._close(")")
        elif token.kind == "name":
            self.name(token, expected)
        elif token.kind == "iri":
            self.iri(token)
        elif token.kind not in ("literal", "number") or expected is NAMED:
            self.at -= 1
            self.unexpected(expected, token)

    def _close(self, closer: str) -> None:
        opener = self.stack.pop()
        if self.is_next(closer):
            self.at += 1
            return
        self.stack.append(opener)
        self._unclosed()

    def _unclosed(self) -> None:
        """What is open ends before the next token."""
        if self.next().kind == "end":
            self.cut_off()
        opener = self.stack.pop()
        closer = {"[": "]", "(": ")"}[opener.text]
        at = self.before.span.end
        self.found.append(
            cause(
                why.UNCLOSED,
                self.next().span,
                [inserted(at, f" {closer}")],
                sure=False,
                begun=opener.span,
                opener=sign(opener.text),
                right=sign(closer),
            )
        )
