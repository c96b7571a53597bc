"""The tokens of a JSON text, and what can be told from them alone (RFC 8259).

Not a parser: the text has been parsed already, or is well-formed up to where the scan stops. Every
function here is linear in the text and keeps no paths, however deep it is.
"""

import json
import re
from array import array
from collections.abc import Iterator
from itertools import accumulate

from stdpolicy.formats.notation import Piece
from stdpolicy.patterns import regex
from stdpolicy.source import START, Span

# Possessive throughout: linear in time, and no memory for a way back.
TOKEN = regex(
    r"""(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+")(?P<colon>\s*+:)?  # with a colon it is a key
    |[{}\[\],]
    |[^\s{}\[\],:"]++""",
    re.VERBOSE | re.DOTALL,
)
BRACKET = regex(r"""(?:[^"{}\[\]]++|"[^"\\]*+(?:\\.[^"\\]*+)*+"|(?!))*+[{}\[\]]""", re.DOTALL)
"""All up to a bracket that is in no string, and the bracket."""
PIECE = regex(
    r"""[^\\]++
    |\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}  # one character in two units
    |\\u[0-9a-fA-F]{4}|\\.""",
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(rb"\\.", re.DOTALL)
STEPS = bytes.maketrans(b"{[}]", b"\x01\x01\xff\xff")
"""One level down and up, as signed bytes."""
OTHER = bytes(set(range(256)) - set(b'{}[]"'))


def string(token: str) -> str:
    """What a string stands for."""
    return str(json.loads(token)) if "\\" in token else token[1:-1]


def depth(data: bytes) -> int:
    """How deep the objects and arrays of a text are nested, told before anything is built."""
    if b"\\" in data:
        data = ESCAPE.sub(b"", data)
    # Of two quotes in a row either both are outside of strings or both within: they can go.
    outside_strings = b"".join(data.translate(STEPS, OTHER).replace(b'""', b"").split(b'"')[::2])
    return max(accumulate(array("b", outside_strings)), default=0)


def beyond(text: str, levels: int) -> Span:
    """The bracket or brace that opens the first level that is too many; the start if none does."""
    level = 0
    for match in TOKEN.finditer(text):
        if match[0] in "{[":
            level += 1
            if level > levels:
                return Span(*match.span())
        elif match[0] in "}]":
            level -= 1
    return START  # quotes and brackets of a text that is not well-formed can be counted in two ways


def repeated_keys(text: str) -> Iterator[tuple[Span, Span]]:
    """The keys that stand again in one object: where each stands first, and where again."""
    opened: list[dict[str, Span]] = []  # the keys of each object, none of an array
    for match in TOKEN.finditer(text):
        if match["colon"]:
            here = Span(*match.span("string"))
            first = opened[-1].setdefault(string(match["string"]), here)
            if first is not here:
                yield first, here
        elif match[0] in "{[":
            opened.append({})
        elif match[0] in "}]":
            opened.pop()


def pieces(text: str, token: Span) -> Iterator[Piece]:
    """A string piece by piece; what is no string is one piece, which stands for itself."""
    if text[token.start : token.start + 1] != '"':
        yield Piece(token, text[token.start : token.end])
        return
    yield Piece(Span(token.start, token.start + 1), "")
    for match in PIECE.finditer(text, token.start + 1, token.end - 1):
        yield Piece(Span(*match.span()), string(f'"{match[0]}"'))
    yield Piece(Span(token.end - 1, token.end), "")
