"""Places in a text, in characters and in the units that editors count."""

from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.source import LineMap
from strategies import examples

TEXTS = st.lists(st.sampled_from(["a", "中", "𠮷", "😀", "\n", "\r\n", "\r", "\u2028"])).map(
    "".join
)


@examples(200)
@given(TEXTS)
def test_columns_in_utf16_are_those_of_the_encoded_line(text: str) -> None:
    lines = LineMap(text)
    for offset in range(len(text) + 1):
        line, column = lines.place_utf16(offset)
        before = text[lines.starts[line - 1] : offset]
        assert column == len(before.encode("utf-16-le")) // 2 + 1
        if "\r" not in before:  # a place between the two characters of a line end is that before it
            assert lines.offset_utf16(line, column) == offset


def test_a_column_within_a_pair_or_beyond_the_line_is_the_one_before() -> None:
    lines = LineMap("a𠮷b\nc")
    assert lines.offset_utf16(1, 3) == 1
    assert lines.offset_utf16(1, 4) == 2
    assert lines.offset_utf16(1, 99) == 3
    assert lines.offset_utf16(9, 1) == 5
