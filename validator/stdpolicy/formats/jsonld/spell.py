"""How a JSON text is edited for a change of the tree. The text has been parsed already."""

import json
from typing import Any

from stdpolicy.diagnostics import Bracket, Change, Edit, Remove, Rename, State, Write
from stdpolicy.formats.jsonld.tokens import TOKEN
from stdpolicy.source import Span

SPACE = " \t\r\n"


def spell(text: str, change: Change, span: Span, old: Any) -> tuple[Edit, ...]:
    """The edits that make a change of what stands at a span; nothing where something else stands there."""
    match change:
        case Write(_, value):
            return (Edit(span, _written(value)),) if _scalar(text, span) == (old,) else ()
        case Rename(_, name):
            return (Edit(span, _written(name)),) if _scalar(text, span) == (old,) else ()
        case Remove():
            return _removed(text, span)
        case State(_, cls) if text[span.start] == "{":
            inside = span.start + 1
            space = text[inside : _over_space(text, inside)]
            return (Edit(Span(inside, inside), f'{space}"type": {_written(cls)},'),)
        case Bracket(_, within):
            end = _end(text, span.start)
            if within:
                return (Edit(Span(span.start, span.start), "["), Edit(Span(end, end), "]"))
            first, last = _over_space(text, span.start + 1), _before_space(text, end - 1)
            return (Edit(Span(span.start, first), ""), Edit(Span(last, end), ""))
    return ()


def extent(text: str, token: Span) -> Span:
    """From a brace, bracket or other token to the end of the value that it begins."""
    return Span(token.start, _end(text, token.start))


def _written(value: str | int | bool) -> str:
    return json.dumps(value, ensure_ascii=False)


def _scalar(text: str, span: Span) -> tuple[Any, ...]:
    """The value of a token, unless it is a bracket, or the text is another by now."""
    token = text[span.start : span.end]
    if token[:1] in ("", "{", "["):
        return ()
    try:
        return (json.loads(token),)
    except ValueError:
        return ()


def _removed(text: str, span: Span) -> tuple[Edit, ...]:
    """Without a key and its value, or an item, and the comma that parts it from the others."""
    token = TOKEN.match(text, span.start)
    if token is None:
        return ()
    at = _over_space(text, token.end()) if token["colon"] else span.start
    start, end = span.start, _end(text, at)
    before = _before_space(text, start)
    if text[before - 1] == ",":
        return (Edit(Span(before - 1, end), ""),)
    after = _over_space(text, end)
    if text[after] == ",":
        end = _over_space(text, after + 1)
    return (Edit(Span(start, end), ""),)


def _end(text: str, start: int) -> int:
    """Where the value ends that begins at an offset."""
    level = 0
    for match in TOKEN.finditer(text, start):
        if match[0] in "{[":
            level += 1
        elif match[0] in "}]":
            level -= 1
        if level == 0:
            return match.end("string") if match["string"] else match.end()
    return len(text)


def _over_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in SPACE:
        at += 1
    return at


def _before_space(text: str, at: int) -> int:
    while at and text[at - 1] in SPACE:
        at -= 1
    return at
