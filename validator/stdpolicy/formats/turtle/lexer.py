"""The tokens of a text that is meant to be Turtle, with what is wrong in each of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.diagnostics import Advice, Code, Finding, Message, Phrase
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
from stdpolicy.formats.turtle.tokens import FORMS
from stdpolicy.patterns import regex
from stdpolicy.source import Span

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
DIRECTIVES = ("@prefix", "@base", "@version")
_OPENS = "<＜〈《"
_CLOSES = ">＞〉》"
_ENDS = re.escape(""" \t\r\n<>"'{}|^`;,[]()#""" + _OTHERS + _QUOTES + _OPENS + _CLOSES) + BLANKS
# Possessive throughout: linear in time, and no memory for a way back.
_TOKEN = regex(
    rf"""(?P<space>[ \t\r\n]++|\#[^\n\r]*+)
    |(?P<blank>[{BLANKS}]++)
    |(?P<omission>{why.OMISSION})
    |(?P<slashes>//[^\n\r]*+)
    |(?P<comment>/\*(?>(?:[^*]|\*(?!/))*)(?:\*/)?|<!--(?>(?:[^-]|-(?!->))*)(?:-->)?)
    |(?P<address>https?://[^\s<>"'{{}}|^`\\;,()\[\]{_CLOSES}]++)
    |(?P<iri>[{_OPENS}](?=[^\s<>]*[{_CLOSES}])[^<>\x00-\x20{_CLOSES}]*+[{_CLOSES}])
    |(?P<broken><[^<>\n\r"]*+>)
    |(?P<endless>[{_OPENS}](?=[A-Za-z\#/])(?:[^{_ENDS}.]++|[.\#;,]++(?=[^\s{_ENDS}])|(?!))*+)
    |(?P<long>{FORMS["long"]})
    |(?P<string>{FORMS["string"]})
    |(?P<quote>[{_QUOTES}])
    |(?P<at>[@＠][ \t]*+[A-Za-z0-9\-_]++)
    |(?P<datatype>\^\^?)
    |(?P<number>{FORMS["number"]})(?![^{_ENDS}.])
    |(?P<mark>[{re.escape(_SIGNS + _OTHERS)}])
    |(?P<name>(?=[^{_ENDS}\\@.])[^{_ENDS}\\@:.]*+(?>(?::(?:[^{_ENDS}\\.]++|\\.|\.++(?=[^{_ENDS}.])|(?!))*+)?))
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
STRINGS = Strings(
    own="\"'",
    ends=regex(rf"[ \t{BLANKS}]*+(?:[;,.\])}}@\#\r\n{_OTHERS}＠]|\^\^|\Z)"),
    follows=regex(
        rf"""(?>@[A-Za-z0-9\-]++|\^\^[^\s{_ENDS}]++|\^\^<[^\s<>]*+>|)[ \t{BLANKS}]*+
        (?:[;,.\])}}{_OTHERS} \t]*+(?:[\#\r\n{_QUOTES}]|//|\Z))""",
        re.VERBOSE,
    ),
    behind=regex(r"(?>(?:@[A-Za-z]++[A-Za-z0-9\-]*+|\^\^\S++)?)(?:[ \t]++[;.,\]) \t]*+)?\Z"),
    begins=regex(r"[ \t]*+(?:[A-Za-z][\w\-]*+:|:[A-Za-z]|a[ \t]|[<\]@.;,]|\Z)"),
    bad=regex(
        r"""(?P<escape>\\(?![tbnrf"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))|\\.|(?P<control>[\r\n])""",
        re.DOTALL,
    ),
)
_HALF = str.maketrans(FULL_WIDTH)


class Token(NamedTuple):
    """A token as it was meant, its `kind` by the groups of the expression."""

    kind: str
    text: str
    span: Span
    column: int
    """On its line, of the first token; -1 of the others."""
    ended: bool = True
    """Whether its end was written, and is no guess."""


def tokens(text: str, found: list[Finding], start: int = 0) -> Iterator[Token]:
    """Each token in file order, from the beginning of a line on; what is wrong within them is added to what
    was found.
    """
    at, first, line = start, True, start
    quotes = Quotes(text, STRINGS, found)
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None  # every character is in one
        kind, token = match.lastgroup or "", match[0]
        if kind == "space":  # every other token
            if "\n" in token or "\r" in token:
                first, line = True, max(token.rfind("\n"), token.rfind("\r")) + 1 + at
            at = match.end()
            continue
        span = Span(*match.span())
        at = span.end
        column = span.start - line if first else -1
        first = False
        match kind:
            case "blank":
                number = why.character(token[0])
                found.append(cause(why.BLANK, span, [replaced(span, " ")], found=number))
                first = column >= 0
            case "slashes":
                edits = [replaced(Span(span.start, span.start + 2), "#")]
                begin = Span(span.start, span.start + 2)
                found.append(
                    cause(why.COMMENT_SIGN, begin, edits, found=Code("//"), right=Code("#"))
                )
            case "comment":
                here = Span(span.start, span.start + (2 if token[0] == "/" else 4))
                sign_found = Code(text[slice(*here)])
                edits = [replaced(span, _commented(token))]
                found.append(
                    cause(why.COMMENT_SIGN, here, edits, found=sign_found, right=Code("#"))
                )
            case "address":
                bare = token.rstrip(".")
                span = Span(span.start, span.start + len(bare))
                at = span.end
                right, edits = Code(f"<{bare}>"), [replaced(span, f"<{bare}>")]
                found.append(
                    cause(why.WORD, span, edits, sure=False, right=right, found=shown(bare))
                )
                yield Token("iri", right.value, span, column)
            case "string" | "quote":
                span = quotes.read(span.start, at if kind == "string" else -1)
                at = span.end
                yield Token("literal", text[slice(*span)], span, column, quotes.ended)
            case "long":
                yield Token("literal", token, span, column)
            case "broken":
                yield from _broken(token, span, column, found)
            case "endless" if at == len(text):
                end = Span(at, at)
                found.append(cause(why.CUT_OFF, end, begun=span, opener=shown(token)))
                return
            case "endless":
                yield from _endless(token, span, column, found)
            case _:
                plain = _plain(token, span, found)
                kind = "number" if plain != token and plain[0].isdigit() else kind
                yield Token(kind, plain, span, column)
        if len(found) > why.MOST:
            return
    yield Token("end", "", Span(len(text), len(text)), 0 if first else -1)


def _commented(token: str) -> str:
    """A comment of another language, each line of it as one of Turtle."""
    inside = re.sub(r"^(?:/\*|<!--)|(?:\*/|-->)$", "", token)
    return "\n".join(f"# {line.strip()}" for line in inside.split("\n")) + "\n"


def _plain(token: str, span: Span, found: list[Finding]) -> str:
    """A token with its marks as the notation has them."""
    plain = token
    shown_as, right = "", ""
    if len(token) == 1 and token in MARKS:
        plain = MARKS[token]
    elif token[0] in "＜〈《" or token[-1] in "＞〉》":
        plain = f"<{token[1:-1]}>"
        shown_as, right = token[0] + token[-1], "<>"
    elif token[0] in "@＠":
        plain = "@" + token[1:].lstrip(" \t").replace("_", "-")
        if plain.lower() in DIRECTIVES:
            plain = plain.lower()
    elif token == "^":
        plain = "^^"
    elif (half := token.translate(_HALF)) != token and half.isascii() and half[0].isdigit():
        plain = half
    if plain != token:
        edits = [replaced(span, plain)]
        message = why.WORD if token[0] in "@^" else why.LOOK_ALIKE
        marks = sign(right or plain), sign(shown_as or token)
        found.append(cause(message, span, edits, right=marks[0], found=marks[1]))
    return plain


def _broken(token: str, span: Span, column: int, found: list[Finding]) -> Iterator[Token]:
    """An IRI with blanks in it."""
    inside = token[1:-1]
    right = f"<{inside.strip()}>"
    here = Span(span.start, span.end)
    if not inside.strip() or re.search(r"\s", inside.strip()):
        right = "<" + re.sub(r"\s", "%20", inside.strip()) + ">"
    blank = Phrase("blanks", "空格")
    edits = [replaced(here, right)]
    found.append(cause(NO_IRI, here, edits, sure=False, found=blank, right=Code(right)))
    yield Token("iri", right, span, column)


def _endless(token: str, span: Span, column: int, found: list[Finding]) -> Iterator[Token]:
    """An IRI without its end."""
    whole = f"<{token[1:]}>"
    edits = [inserted(span.end, ">")]
    if token[0] != "<":
        edits = [replaced(span, whole)]
    found.append(cause(why.MISSING, span, edits, sure=False, right=sign(">"), before=shown(token)))
    yield Token("iri", whole, span, column)
