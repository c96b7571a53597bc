"""The tokens of a text that is meant to be JSON, with what is wrong in each of them."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from stdpolicy.diagnostics import Code, Finding
from stdpolicy.formats import causes as why
from stdpolicy.formats.causes import BLANKS, MARKS, QUOTE_ENDS, cause, replaced, shown
from stdpolicy.formats.quoting import Quotes, Strings
from stdpolicy.patterns import regex
from stdpolicy.source import Span

_QUOTES = "".join(QUOTE_ENDS)
_SIGNS = "{}[],:;="
_OTHERS = "".join(other for other, sign in MARKS.items() if sign in _SIGNS)
# Possessive throughout: linear in time, and no memory for a way back.
_TOKEN = regex(
    rf"""(?P<space>[ \t\r\n]++)
    |(?P<blank>[{BLANKS}]++)
    |(?P<comment>//[^\n\r]*+|\#[^\n\r]*+|/\*(?>(?:[^*]|\*(?!/))*)(?:\*/)?|<!--(?>(?:[^-]|-(?!->))*)(?:-->)?)
    |(?P<string>"[^"\\\n\r]*+(?>(?:\\[^\n\r][^"\\\n\r]*+)*)")
    |(?P<quote>[{_QUOTES}])
    |(?P<mark>=>|[{re.escape(_SIGNS + _OTHERS)}])
    |(?P<word>[^{re.escape(_SIGNS + _OTHERS + _QUOTES)}\s{BLANKS}]++)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_LEFT_OUT = regex(rf"[/#*<!\- \t]++(?:{why.OMISSION}|[^\n]*(?:省略|从略|此处略|omitted))")
"""A comment in the stead of what was left out."""
STRINGS = Strings(
    own='"',
    ends=regex(rf"[ \t{BLANKS}]*+(?:[,:}}\]\r\n;={_OTHERS}]|\Z|//|\#)"),
    follows=regex(
        rf"[ \t{BLANKS}]*+(?:[:：][ \t]*+[{{\[{_QUOTES}0-9０-９\-tfnTFN]|[,，;；}}\]｝］ \t]*+(?:[\r\n{{\[{_QUOTES}]|\Z|//|\#))"
    ),
    behind=regex(r"[ \t]*+,?+[ \t]*+\Z"),
    begins=regex(rf"[ \t]*+(?:[{_QUOTES}}}\]{{\[]|\Z)"),
    bad=regex(
        r"""(?P<escape>\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4}))|\\.|(?P<control>[\x00-\x1f])""", re.DOTALL
    ),
)


class Token(NamedTuple):
    """A token as it was meant; `kind` is string, word, mark or end."""

    kind: str
    text: str
    span: Span
    first: bool
    """Whether it is the first of its line."""
    ended: bool = True
    """Whether its end was written, and is no guess."""


def tokens(text: str, found: list[Finding], passed: Callable[[int], int]) -> Iterator[Token]:
    """Each token in file order; what is wrong within them is added to what was found. `passed` is asked
    at the first token of each line where reading goes on, there or at the beginning of another line.
    """
    at = 0
    first = True
    quotes = Quotes(text, STRINGS, found)
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None  # every character is in one
        kind, token = match.lastgroup or "", match[0]
        if kind == "space":  # every other token
            at = match.end()
            if "\n" in token or "\r" in token:
                first, at = True, passed(at)
            continue
        span = Span(*match.span())
        at = span.end
        match kind:
            case "blank":
                edits = [replaced(span, " ")]
                found.append(cause(why.BLANK, span, edits, found=why.character(token[0])))
                continue
            case "comment":
                if _LEFT_OUT.match(token):
                    found.append(cause(why.OMITTED, span, found=shown(token)))
                else:
                    edits = [replaced(span, "")]
                    found.append(cause(why.COMMENT, span, edits, found=shown(token)))
                continue
            case "mark":
                yield Token(kind, _mark(token, span, found), span, first)
            case "word":
                yield Token(kind, _digits(token, span, found), span, first)
            case "other":
                yield Token("word", token, span, first)
            case _:
                span = quotes.read(span.start, at if kind == "string" else -1)
                at = span.end
                yield Token("string", text[slice(*span)], span, first, quotes.ended)
        first = False
    yield Token("end", "", Span(len(text), len(text)), first)


def _mark(token: str, span: Span, found: list[Finding]) -> str:
    sign = MARKS.get(token, token)
    if sign != token:
        edits = [replaced(span, sign)]
        found.append(
            cause(why.LOOK_ALIKE, span, edits, right=why.sign(sign), found=why.sign(token))
        )
    return sign


def _digits(token: str, span: Span, found: list[Finding]) -> str:
    plain = token.translate(_HALF_WIDTH)
    if plain != token and NUMBER.fullmatch(plain):
        edits = [replaced(span, plain)]
        found.append(cause(why.LOOK_ALIKE, span, edits, right=Code(plain), found=Code(token)))
        return plain
    return token


_HALF_WIDTH = str.maketrans(why.FULL_WIDTH)
_OTHER_NUMBER = regex(r"\+?(?P<minus>-?)0*+(?P<whole>[0-9]*+)(?P<rest>(?:\.[0-9]++)?)\.?+")
"""A number as other languages write it: 05, +5, .5, 5."""
NUMBER = regex(r"-?(?:0|[1-9][0-9]*+)(?>(?:\.[0-9]++)?)(?>(?:[eE][+-]?[0-9]++)?)")


def is_number(word: str) -> bool:
    """Whether a word is a number of JSON (RFC 8259, section 6)."""
    return NUMBER.fullmatch(word) is not None


def plain_number(word: str) -> str | None:
    """A number that other languages write so, as JSON has it; None if it is none."""
    found = _OTHER_NUMBER.fullmatch(word)
    if found is None or not any(character.isdigit() for character in word):
        return None
    return found["minus"] + (found["whole"] or "0") + found["rest"]
