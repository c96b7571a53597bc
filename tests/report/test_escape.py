"""What is shown is inert, and nothing of it is hidden."""

import pytest
from findings import COMMANDS, acts, strings
from hypothesis import given

from stdpolicy.report.escape import cells, printable
from strategies import examples


@pytest.mark.parametrize(
    ("string", "shown"),
    [
        ("标准化 ＡＢ e\u0301 \u3000 𠀀", "标准化 ＡＢ e\u0301 \u3000 𠀀"),
        ("a\x1b[31mb", r"a\u001b[31mb"),
        ("a\nb\tc\r", r"a\u000ab\u0009c\u000d"),
        ("\x9d0;title\x9c", r"\u009d0;title\u009c"),
        ("\u202e\u2066\u061c\u200f", r"\u202e\u2066\u061c\u200f"),
        ("\ufffe\uffff\ufdd0", r"\ufffe\uffff\ufdd0"),
        ("\ud800\udcff", r"\ud800\udcff"),
        ("\U0001ffff\U000e0041", r"\U0001ffff\U000e0041"),
        ("::error::x", r"\u003a:error::x"),
        (" ::error::x", r" \u003a:error::x"),
        ("a::b", "a::b"),
        ("a ##[error]x", r"a \u0023#[error]x"),
        ("###[x", r"#\u0023#[x"),
        ("##vso[task.x]", r"\u0023#vso[task.x]"),
        ("a##b c[", "a##b c["),
    ],
)
def test_samples(string: str, shown: str) -> None:
    assert printable(string) == shown


@examples(300)
@given(strings)
def test_any_string_is_inert(string: str) -> None:
    shown = printable(string)
    assert not acts(shown)
    assert "\n" not in shown
    assert not COMMANDS.search(shown)
    shown.encode()
    assert printable(shown) == shown


@examples(100)
@given(strings)
def test_every_character_has_its_cell(string: str) -> None:
    assert len(cells(string)) == len(string)
    assert all(cells(string))
