"""The tokens of a text that is meant to be JSON, with what is wrong in each of them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.diagnostics import Code, Edit, Finding
from stdpolicy.formats import causes as why
from stdpolicy.formats.causes import BLANKS, MARKS, QUOTE_ENDS, cause, inserted, replaced, shown
from stdpolicy.source import Span

_QUOTES = "".join(QUOTE_ENDS)
_SIGNS = "{}[],:;="
_OTHERS = "".join(other for other, sign in MARKS.items() if sign in _SIGNS)
# Possessive throughout: linear in time, and no memory for a way back.
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n]++)
    |(?P<blank>[{BLANKS}]++)
    |(?P<comment>//[^\n\r]*+|\#[^\n\r]*+|/\*(?>(?:[^*]|\*(?!/))*)(?:\*/)?+)
    |(?P<string>"[^"\\\n\r]*+(?>(?:\\[^\n\r][^"\\\n\r]*+)*)")
    |(?P<quote>[{_QUOTES}])
    |(?P<mark>=>|[{re.escape(_SIGNS + _OTHERS)}])
    |(?P<word>[^{re.escape(_SIGNS + _OTHERS + _QUOTES)}\s{BLANKS}]++)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_FOLLOWS = re.compile(
    rf"""[ \t{BLANKS}]*+(?:[,:}}\]\r\n]|\Z|//|[{_OTHERS}][ \t]*+(?:[\r\n{_QUOTES}\[{{]|\Z|[0-9０-９]))""",
    re.VERBOSE,
)
"""What stands behind the end of a string."""
_BEGINS = re.compile(rf"""[ \t]*+(?:[{_QUOTES}}}\]{{\[]|\Z)""")
"""What the line behind a whole string begins with."""
_BAD = re.compile(
    r"""(?P<escape>\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4}))|\\.|(?P<control>[\x00-\x1f])""", re.DOTALL
)
_LINE_END = re.compile(r"[\r\n]|\Z")
MOST_LINES = 20
"""How many lines a string may have that should have one."""


class Token(NamedTuple):
    """A token as it was meant; `kind` is string, word, mark or end."""

    kind: str
    text: str
    span: Span
    first: bool
    """Whether it is the first of its line."""


def tokens(text: str, found: list[Finding]) -> Iterator[Token]:
    """Each token in file order; what is wrong within them is added to what was found."""
    at = 0
    first = True
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None  # every character is in one
        kind, token, span = match.lastgroup or "", match[0], Span(*match.span())
        at = span.end
        match kind:
            case "space":
                first = first or "\n" in token or "\r" in token
                continue
            case "blank":
                edits = [replaced(span, " ")]
                found.append(cause(why.BLANK, span, edits, found=why.character(token[0])))
                continue
            case "comment":
                found.append(cause(why.COMMENT, span, [replaced(span, "")], found=shown(token)))
                continue
            case "mark":
                yield Token(kind, _mark(token, span, found), span, first)
            case "word":
                yield Token(kind, _digits(token, span, found), span, first)
            case "other":
                yield Token("word", token, span, first)
            case _:
                whole = _string(text, span, kind, found)
                at = whole.end
                yield Token("string", text[whole.start : whole.end], whole, first)
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
    if plain != token and _NUMBER.fullmatch(plain):
        edits = [replaced(span, plain)]
        found.append(cause(why.LOOK_ALIKE, span, edits, right=Code(plain), found=Code(token)))
        return plain
    return token


_HALF_WIDTH = str.maketrans(why.FULL_WIDTH)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+")


def is_number(word: str) -> bool:
    """Whether a word is a number of JSON (RFC 8259, section 6)."""
    return _NUMBER.fullmatch(word) is not None


def _string(text: str, span: Span, kind: str, found: list[Finding]) -> Span:
    """The span of a string that begins there, whatever its quotation marks."""
    start = span.start
    if kind == "string":
        behind = text[span.end : span.end + 1]
        whole = _FOLLOWS.match(text, span.end) or not behind or behind.isspace() or behind == '"'
        end = span.end - 1 if whole else _last_quote(text, start, span.end - 1)
    else:
        end = _last_quote(text, start, -1)
    if end < 0:
        return _unclosed(text, start, found)
    opener, closer = text[start], text[end]
    edits = [] if opener == '"' else [replaced(Span(start, start + 1), '"')]
    edits += [] if closer == '"' else [replaced(Span(end, end + 1), '"')]
    inner = [n for n in range(start + 1, end) if text[n] == '"' and text[n - 1] != "\\"]
    if edits:
        here = edits[0].span if len(edits) == 1 else Span(start, end + 1)
        marks = Code(f"{opener}{closer}" if len(edits) > 1 else text[here.start])
        edits += [inserted(n, "\\") for n in inner]
        found.append(cause(why.QUOTES, here, edits, sure=not inner, found=marks, right=Code('"')))
    elif inner:
        edits = [inserted(n, "\\") for n in inner]
        here = Span(inner[0], inner[0] + 1)
        found.append(cause(why.INNER_QUOTE, here, edits, sure=False, right=Code('\\"')))
    _within(text, start + 1, end, found)
    return Span(start, end + 1)


def _last_quote(text: str, start: int, else_: int) -> int:
    """Where a string ends on its line: at the first mark that something of JSON follows."""
    line_end = _LINE_END.search(text, start)
    assert line_end is not None
    ends = QUOTE_ENDS[text[start]]
    for at in range(start + 1, line_end.start()):
        if text[at] in ends and text[at - 1] != "\\" and _FOLLOWS.match(text, at + 1):
            return at
    return else_


def _unclosed(text: str, start: int, found: list[Finding]) -> Span:
    """A string without an end on its line: the mark is missing, or a line break stands in it."""
    line_end = _LINE_END.search(text, start)
    assert line_end is not None
    end = line_end.start()
    opening = [] if text[start] == '"' else [replaced(Span(start, start + 1), '"')]
    following = text[end:].lstrip("\r\n") if end == len(text) else text[end + 1 : end + 100]
    if not _BEGINS.match(following.lstrip("\r\n")) and (last := _lines(text, start, end)) > 0:
        breaks = [at for at in range(end, last) if text[at] in "\r\n"]
        edits = [replaced(Span(at, at + 1), "\\r" if text[at] == "\r" else "\\n") for at in breaks]
        here = Span(breaks[0], breaks[0] + 1)
        found.append(cause(why.LINE_BREAK, here, [*opening, *edits], sure=False, right=Code("\\n")))
        return Span(start, last + 1)
    rest = text[start:end].rstrip()
    rest = rest[:-1].rstrip() if rest.endswith((",", "，")) else rest
    end = start + max(len(rest), 1)
    here = Span(start, end)
    edits = [*opening, inserted(end, '"')]
    found.append(cause(why.UNCLOSED_STRING, here, edits, sure=False, right=Code('"')))
    _within(text, start + 1, end, found)
    return here


def _lines(text: str, start: int, end: int) -> int:
    """Where a string over several lines ends; -1 if it does not soon."""
    for _ in range(MOST_LINES):
        line_end = _LINE_END.search(text, end + 1)
        if line_end is None or end >= len(text):
            return -1
        for at in range(end + 1, line_end.start()):
            if text[at] in QUOTE_ENDS[text[start]] and text[at - 1] != "\\":
                return at if text[at] == '"' and _FOLLOWS.match(text, at + 1) else -1
        end = line_end.start()
    return -1


def _within(text: str, start: int, end: int, found: list[Finding]) -> None:
    """What is wrong within a string."""
    for bad in _BAD.finditer(text, start, end):
        span = Span(*bad.span())
        if bad["escape"]:
            following = text[span.start : span.start + 2]
            edits: list[Edit] = [inserted(span.start, "\\")]
            found.append(
                cause(
                    why.ESCAPE,
                    Span(span.start, span.start + len(following)),
                    edits,
                    sure=False,
                    example=Code("\\n"),
                    found=shown(following),
                    right=Code("\\\\"),
                )
            )
        elif bad["control"]:
            right = "\\t" if bad[0] == "\t" else f"\\u{ord(bad[0]):04x}"
            edits = [replaced(span, right)]
            found.append(
                cause(
                    why.CONTROL,
                    span,
                    edits,
                    sure=False,
                    found=why.character(bad[0]),
                    right=Code(right),
                )
            )
