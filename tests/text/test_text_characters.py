"""What a code point is, against the Unicode properties themselves."""

import sys
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.text.characters import (
    DASH,
    HAN,
    INVISIBLE,
    code_point,
    differs,
    half_width,
    invisible,
    look_alike,
)
from strategies import examples

ALL = [chr(n) for n in range(sys.maxunicode + 1) if not 0xD800 <= n <= 0xDFFF]
EVERY = "".join(ALL)


@pytest.mark.parametrize(
    "shown_nowhere",
    [
        r"\p{Default_Ignorable_Code_Point}",
        r"\p{Bidi_Control}",
        r"\p{Variation_Selector}",
        r"[\p{Zl}\p{Zp}]",
        r"(?V1)[\p{Cf}--\p{Prepended_Concatenation_Mark}--[\u070f]]",
    ],
)
def test_invisible_characters_are_those_of_the_property(shown_nowhere: str) -> None:
    expected = set(regex.findall(shown_nowhere, EVERY))
    assert expected <= set(INVISIBLE.findall(EVERY))


def test_nothing_else_is_invisible() -> None:
    known = r"[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zl}\p{Zp}\u2800]"
    assert set(INVISIBLE.findall(EVERY)) <= set(regex.findall(known, EVERY))


@pytest.mark.parametrize(
    "character",
    [
        *("\u00ad", "\u200b", "\u200d", "\u202e", "\u2060", "\u2066", "\ufeff", "\u061c", "\u180e"),
        *("\ufe0e", "\ufe0f", "\u3164", "\u115f", "\u1160", "\uffa0", "\u2800", "\u034f", "\u17b4"),
        *("\u2028", "\u2029", "\ufff9", "\U000e0041", "\U000e007f", "\U000e0100", "\U000e01ef"),
    ],
    ids=code_point,
)
def test_an_invisible_character_is_found_where_it_stands(character: str) -> None:
    assert invisible(f"标准{character}化") == (2, character)
    assert invisible(f"a{character}") == (1, character)


@pytest.mark.parametrize("text", ["", "abc \t\n", "标准化\u3000、１２。", "e\u0301", "\u00a0"])
def test_what_shows_or_takes_room_is_not_invisible(text: str) -> None:
    assert invisible(text) is None


def test_the_digits_of_all_scripts_are_half_width_in_place() -> None:
    digits = "".join(regex.findall(r"\p{Nd}", EVERY))
    known = "".join(c for c in digits if unicodedata.decimal(c, None) is not None)
    assert half_width(known) == "".join(str(unicodedata.decimal(c)) for c in known)
    assert half_width("第１２条②㈢标准a7") == "第12条②㈢标准a7"


@examples(100)
@given(st.text())
def test_half_width_keeps_the_length(text: str) -> None:
    assert len(half_width(text)) == len(text)
    assert half_width(half_width(text)) == half_width(text)


def test_han_characters_are_those_of_the_script() -> None:
    # Unified and compatibility ideographs; radicals, tone and iteration marks are no words.
    han = set(
        regex.findall(
            r"(?V1)[[\p{Ideographic}&&\p{Han}]--[\u3006\u3021-\u3029\u3038-\u303a\U00016fe0-\U00016fff]]",
            EVERY,
        )
    )
    found = set(regex.findall(f"[{HAN}]", EVERY))
    assert han <= found
    # Planes 2 and 3 are set aside for them.
    others = {c for c in found - han if c < "\U00020000"}
    assert others <= set(regex.findall(r"\p{Cn}", EVERY))


def test_dashes_of_chinese_texts_have_the_property() -> None:
    others = set("−─━~～")
    assert set(regex.findall(f"[{DASH}]", EVERY)) - others <= set(regex.findall(r"\p{Pd}", EVERY))


@pytest.mark.parametrize(
    ("found", "expected", "said"),
    [
        ("Ａ", "A", "U+FF21 at character 1, not U+0041"),
        ("前\u00a0后", "前 后", "U+00A0 at character 2, not U+0020"),
        ("标准\ufe0f", "标准", "U+FE0F at character 3, not the end"),
        ("标准", "标准\u3164", "the end at character 3, not U+3164"),
        ("𠀀", "一", "U+20000 at character 1, not U+4E00"),
    ],
)
def test_strings_are_told_apart_by_code_point(found: str, expected: str, said: str) -> None:
    assert differs(found, expected) == said
    assert look_alike(found, expected) == (found != "𠀀")


def test_equal_strings_do_not_differ() -> None:
    with pytest.raises(ValueError, match="equal"):
        differs("标准", "标准")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        *(("2021–2025", "2021—2025", True), ("（一）", "(一)", True), ("e\u0301", "é", True)),
        *(("标\u200b准", "标准", True), ("\u3000标", "\u00a0标", True), ("標準", "标准", False)),
        *(("标准", "标准", True), ("标准", "标准化", False), ("", "\u2060", True)),
    ],
)
def test_strings_that_look_alike(one: str, other: str, alike: bool) -> None:
    assert look_alike(one, other) is look_alike(other, one) is alike
