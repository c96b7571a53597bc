"""The tokens of a text in turn, for a reader that goes on behind what is wrong with them."""

from typing import NoReturn

from stdpolicy.diagnostics import Code, Finding, Value
from stdpolicy.formats import causes as why
from stdpolicy.formats.causes import cause, replaced, shown, sign
from stdpolicy.formats.turtle.lexer import Token, tokens
from stdpolicy.source import Span


class Stop(Exception):
    """Nothing more can be told."""


class Recovery:
    """Where a reader is among the tokens, and what it found wrong."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Finding] = []
        self.tokens: list[Token] = []
        """Those that were read so far."""
        self.at = 0
        self.stack: list[Token] = []
        """Brackets that have not ended."""
        self.predicate: Token | None = None
        """That of which the objects are read."""
        self.subject: Token | None = None
        """Of the statement that is read, or of the last one."""
        self._following = tokens(text, self.found)

    def next(self, ahead: int = 0) -> Token:
        """The token that comes next, or one behind it. Raises Stop where too much is wrong."""
        while len(self.tokens) <= self.at + ahead and not self._is_whole():
            following = next(self._following, None)
            if following is None:
                raise Stop
            if following.kind == "omission":
                self.stop(cause(why.OMITTED, following.span, found=Code(following.text)))
            self.tokens.append(following)
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def go_to(self, line: int) -> None:
        """Goes on at the beginning of a line, instead of at the token that comes next."""
        del self.tokens[self.at :]
        self._following = tokens(self.text, self.found, line)

    def _is_whole(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].kind == "end"

    @property
    def before(self) -> Token:
        """The last token that was taken."""
        return self.tokens[max(self.at - 1, 0)]

    def is_next(self, mark: str) -> bool:
        """Whether a mark comes next."""
        token = self.next()
        return token.kind == "mark" and token.text == mark

    def stop(self, finding: Finding) -> NoReturn:
        """Notes a finding behind which nothing more can be told. Raises Stop."""
        self.found.append(finding)
        raise Stop

    def cut_off(self) -> NoReturn:
        """Stops at the end of the text, which is within something."""
        opener = self.stack[-1] if self.stack else self.subject or self.before
        end = len(self.text)
        self.stop(cause(why.CUT_OFF, Span(end, end), begun=opener.span, opener=shown(opener.text)))

    def unexpected(self, expected: Value, token: Token) -> NoReturn:
        """Stops at a token in whose place something else is expected."""
        found: Value = sign(token.text) if token.kind == "mark" else shown(token.text)
        found = why.END if token.kind == "end" else found
        self.stop(cause(why.UNEXPECTED, token.span, expected=expected, found=found))

    def spare(self, token: Token) -> None:
        """Notes a token that is one too many."""
        edits = [replaced(token.span, "")]
        self.found.append(cause(why.SPARE, token.span, edits, found=sign(token.text)))

    def instead(self, token: Token, right: str) -> None:
        """Notes a token that stands for another."""
        edits = [replaced(token.span, right)]
        self.found.append(
            cause(why.WRONG_MARK, token.span, edits, right=sign(right), found=sign(token.text))
        )

    def missing(self, right: str) -> None:
        """Notes a mark that is missing behind the last token."""
        span, ended = self.before.span, self.before.ended
        self.found.append(why.missing(self.text, span, right, ended=ended, gap=" "))
