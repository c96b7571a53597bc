"""The buffer: any edits in any unit leave the text that they leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.editor.documents import (
    Buffer,
    Change,
    Encoding,
    Position,
    moved,
    offset,
    path_of,
    position,
)
from stdpolicy.source import LineMap, Span

TEXT = st.text(st.sampled_from("a政\U00020000\u2028\r\n\ufeff "), max_size=20)
UNIT = {
    Encoding.UTF8: ("utf-8", 1),
    Encoding.UTF16: ("utf-16-le", 2),
    Encoding.UTF32: ("utf-32-le", 4),
}


@given(text=TEXT, encoding=st.sampled_from(Encoding), data=st.data())
def test_a_position_counts_as_the_encoding_does(
    text: str, encoding: Encoding, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text)))
    lines = LineMap(text)
    found = position(lines, at, encoding)
    name, size = UNIT[encoding]
    start = lines.starts[found.line]
    assert found.column == len(text[start:at].encode(name)) // size
    within_line_end = text[start:at].endswith("\r")
    assert offset(lines, found, encoding) == (at - 1 if within_line_end else at)


@given(text=TEXT, new=TEXT, encoding=st.sampled_from(Encoding), data=st.data())
def test_changes_leave_what_they_say(
    text: str, new: str, encoding: Encoding, data: st.DataObject
) -> None:
    lines = LineMap(text)
    places = [n for n in range(len(text) + 1) if not text[:n].endswith("\r")]
    start, end = sorted(data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=2)))
    buffer = Buffer("file:///a.ttl", None, text)
    change = Change(position(lines, start, encoding), position(lines, end, encoding), new)
    buffer.apply([change], 2, encoding)
    assert (buffer.text, buffer.version) == (text[:start] + new + text[end:], 2)


def test_positions_that_are_not_there() -> None:
    lines = LineMap("ab\n\U00020000c")
    assert offset(lines, Position(0, 9), Encoding.UTF16) == 2
    assert offset(lines, Position(9, 0), Encoding.UTF16) == 5
    assert offset(lines, Position(1, 1), Encoding.UTF16) == 3  # within a surrogate pair


def test_spans_move_with_edits() -> None:
    edits = [(Span(2, 4), 5)]
    assert moved(Span(6, 8), edits) == Span(9, 11)
    assert moved(Span(0, 5), edits) == Span(0, 8)
    assert moved(Span(0, 1), edits) == Span(0, 1)
    assert moved(Span(3, 6), edits) is None


@pytest.mark.parametrize(
    "uri", ["untitled:a.jsonld", "file:", "file:///a%00b.jsonld", "file://[::1/a.jsonld"]
)
def test_what_is_the_uri_of_no_file(uri: str) -> None:
    assert path_of(uri) is None
