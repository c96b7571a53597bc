"""What is kept of functions of values: once computed, bounded, and never of others."""

from collections.abc import Iterator

import pytest

from stdpolicy import memo


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> memo.Kept:
    """An empty store."""
    store = memo.Kept(2000)
    monkeypatch.setattr(memo, "KEPT", store)
    return store


def total(kept: memo.Kept) -> int:
    entries = [*kept.new.items(), *kept.old.items()]
    return sum(memo.weight(key) + memo.weight(value) for key, value in entries)


def test_the_same_is_asked_once(kept: memo.Kept) -> None:
    asked = []

    @memo.value
    def length(text: str, more: int = 0) -> int:
        asked.append(text)
        return len(text) + more

    assert [length("ab"), length("ab"), length("ab", 1), length("ab", more=2)] == [2, 2, 3, 4]
    assert asked == ["ab"] * 3


def test_all_that_is_yielded_is_kept_as_what_nobody_changes(kept: memo.Kept) -> None:
    @memo.sequence
    def letters(text: str) -> Iterator[str]:
        yield from text

    assert letters("ab") == ("a", "b")
    assert letters("ab") is letters("ab")


def test_two_functions_do_not_mix(kept: memo.Kept) -> None:
    upper, lower = memo.value(str.upper), memo.value(str.lower)
    assert (upper("aB"), lower("aB")) == ("AB", "ab")


def test_a_failure_is_not_kept(kept: memo.Kept) -> None:
    number = memo.value(int)
    for _ in range(2):
        with pytest.raises(ValueError, match="x"):
            number("x")
    assert not kept.new


def test_what_is_kept_is_bounded(kept: memo.Kept) -> None:
    double = memo.value(lambda text: text * 2)
    most = 0
    for at in range(500):
        assert double(str(at)) == str(at) * 2
        most = max(most, total(kept))
    assert 1000 < most <= 2000


def test_what_is_asked_again_stays(kept: memo.Kept) -> None:
    asked = []

    @memo.value
    def seen(text: str) -> str:
        asked.append(text)
        return text

    for at in range(500):
        seen("often")
        seen(str(at))
    assert asked.count("often") == 1


def test_what_alone_is_more_than_the_bound_is_not_kept(kept: memo.Kept) -> None:
    same = memo.value(lambda text: text)
    same("short")
    same("x" * 5000)
    assert [args for _, args in kept.new] == [("short",)]


def test_words_are_kept_and_what_is_longer_than_names_is_not() -> None:
    asked = []

    @memo.word
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    long = "x" * (memo.LONGEST_WORD + 1)
    assert [length("ab"), length("ab"), length(long), length(long)] == [2, 2, len(long), len(long)]
    assert asked == ["ab", long, long]


def test_all_is_forgotten(kept: memo.Kept) -> None:
    asked = []
    value, word = memo.value(asked.append), memo.word(asked.append)
    for _ in range(2):
        value("a")
        word("b")
        memo.forget()
    assert asked == ["a", "b", "a", "b"]
    assert not kept.new
