"""What is kept compiled between runs: the same patterns, of this interpreter, or none."""

import re
import sys
from pathlib import Path

import pytest

from stdpolicy import patterns
from stdpolicy.patterns import Store, longest_first, regex, sought

WRITTEN = r"(?P<kind>国际|行业)?标准(?P<number>\d++)(?:、(?P=kind))?(?i:gb)"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty one that may be written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    empty = Store(str(tmp_path / "new" / "patterns.compiled"))
    monkeypatch.setattr(patterns, "store", lambda: empty)
    return empty


def test_a_pattern_is_compiled_when_it_is_first_used_and_kept(store: Store) -> None:
    pattern = regex(WRITTEN)
    assert not store.kept
    assert pattern.search("行业标准12、行业GB")
    assert [*store.kept] == [(WRITTEN, 0)]


@pytest.mark.parametrize("flags", [0, re.DOTALL, re.ASCII])
def test_what_was_kept_is_the_pattern(store: Store, flags: int) -> None:
    regex(WRITTEN, flags).search("")
    store.write()
    again = Store(store.file)
    assert not again.changed
    made = patterns._put_together(WRITTEN, again.kept[WRITTEN, flags])
    plain = re.compile(WRITTEN, flags)
    assert made == plain
    assert (made.groupindex, made.groups) == (plain.groupindex, plain.groups)
    for text in ("行业标准12、行业GB", "标准3gb", "国际标准4、行业gb", "标准３gb"):
        found, expected = made.search(text), plain.search(text)
        assert (found and found.groupdict()) == (expected and expected.groupdict())
        assert (found and found.lastgroup) == (expected and expected.lastgroup)


@pytest.mark.parametrize("ruin", [b"", b"no file of ours", b"\x00" * 40])
def test_a_file_that_is_none_is_as_good_as_no_file(store: Store, ruin: bytes) -> None:
    file = Path(store.file)
    file.parent.mkdir()
    file.write_bytes(ruin)
    assert Store(store.file).kept == {}


def test_what_another_interpreter_made_is_left_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    regex(WRITTEN).search("")
    with monkeypatch.context() as other:
        other.setattr(patterns, "_MADE_BY", ("another", "1"))
        store.write()
    assert Store(store.file).kept == {}


def test_what_cannot_be_put_together_is_compiled(store: Store) -> None:
    store.kept[WRITTEN, 0] = (0, b"\0" * 8, 0, {}, ())
    assert regex(WRITTEN).search("标准1gb")


def test_nothing_is_written_where_python_writes_no_modules(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    regex(WRITTEN).search("")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    store.write()
    assert not Path(store.file).exists()


def test_patterns_of_documents_are_not_kept(store: Store) -> None:
    assert regex("标准", lasting=False).search("标准")
    assert not store.kept


def test_what_is_sought_is_found_as_without(store: Store) -> None:
    text = "一般标准、国家标准化、标准"
    pattern = "(?<!一般)(?:国家)?标准(?!化)"
    found = [match.span() for match in sought("国标", pattern).finditer(text)]
    assert found == [match.span() for match in re.finditer(pattern, text)] != []


def test_words_are_in_one_order_the_longest_first() -> None:
    assert longest_first(["乙", "甲乙", "甲", "乙"]) == ["甲乙", "乙", "甲"]
