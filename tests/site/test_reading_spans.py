"""Stretches of a text as elements: whatever they are, nothing of the text is lost and each is whole."""

from collections import Counter
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.site.policy.spans import DEEPEST, Mark, Runs, Span, nested
from strategies import examples

TEXT = "一二三四五六七八九十"


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    ends = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
    found = draw(st.lists(st.tuples(ends, st.sampled_from("ab")), max_size=12))
    return [
        Span(min(pair), max(pair), kind, f"s{n}")
        for n, (pair, kind) in enumerate(found)
        if pair[0] != pair[1]
    ]


def walked(runs: Runs, at: int = 0) -> Iterator[tuple[int, int, Mark]]:
    """The elements with where they begin and end."""
    for run in runs:
        if isinstance(run, str):
            at += len(run)
        else:
            yield at, at + len(words(run.inner)), run
            yield from walked(run.inner, at)
            at += len(words(run.inner))


def words(runs: Runs) -> str:
    return "".join(run if isinstance(run, str) else words(run.inner) for run in runs)


@given(spans())
@examples(200)
def test_the_text_and_every_span_are_whole(found: list[Span]) -> None:
    runs = nested(TEXT, found)
    assert words(runs) == TEXT
    pieces: dict[str, list[tuple[int, int, Mark]]] = {}
    for start, end, mark in walked(runs):
        for span in mark.spans:
            pieces.setdefault(span.id, []).append((start, end, mark))
    assert pieces.keys() == {span.id for span in found}
    for span in found:
        mine = pieces[span.id]
        covered = [at for start, end, _ in mine for at in range(start, end)]
        assert covered == list(range(span.start, span.end))
        assert [mark.first for _, _, mark in mine] == [True] + [False] * (len(mine) - 1)
        assert [mark.last for _, _, mark in mine] == [False] * (len(mine) - 1) + [True]


@given(spans())
@examples(100)
def test_only_what_crosses_is_in_pieces(found: list[Span]) -> None:
    crossing = {
        one.id for one in found for other in found if other.start < one.start < other.end < one.end
    }
    counts = Counter(span.id for _, _, mark in walked(nested(TEXT, found)) for span in mark.spans)
    assert {id for id, count in counts.items() if count > 1} == crossing


def test_spans_alike_are_one_element() -> None:
    runs = nested(TEXT, [Span(0, 2, "a", "x"), Span(0, 2, "a", "y"), Span(0, 2, "b", "z")])
    outer = runs[0]
    assert isinstance(outer, Mark)
    assert [span.id for span in outer.spans] == ["x", "y"]
    inner = outer.inner[0]
    assert isinstance(inner, Mark)
    assert [span.id for span in inner.spans] == ["z"]


def test_elements_nest_to_a_bound() -> None:
    text = "字" * 1000
    runs = nested(text, [Span(0, n, "a", f"s{n}") for n in range(1, 1001)])
    assert words(runs) == text
    depth, inner = 0, runs
    while isinstance(inner[0], Mark):
        depth, inner = depth + 1, inner[0].inner
    assert depth == DEEPEST
