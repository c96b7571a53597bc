"""What is said of JSON that is not well formed, the same under every version of Python."""

import pytest

import stdpolicy


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ('{"a": 1,}', (1, 8), "illegal trailing comma before end of object"),
        ('{"a": [1 ,\n ]}', (1, 10), "illegal trailing comma before end of array"),
        ('{"a": }', (1, 7), "expecting value"),
        ("[,]", (1, 2), "expecting value"),
        ('{"a" 1}', (1, 6), "expecting ':' delimiter"),
        ('{"a": 1 "b": 2}', (1, 9), "expecting ',' delimiter"),
        ('{"a": "b', (1, 7), "unterminated string"),
    ],
)
def test_what_is_said(text: str, place: tuple[int, int], said: str) -> None:
    first = next(iter(stdpolicy.validate(text.encode(), format="jsonld")))
    assert (first.rule.code, first.place) == ("SP102", place)
    assert first.message == f"expected well-formed JSON: {said}"


@pytest.mark.parametrize("stuck", ["", ".5", "e5", "5", "x", "\u0085", '"a"'])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_a_number_is_found_whatever_is_stuck_to_it(number: str, stuck: str) -> None:
    first = next(iter(stdpolicy.validate(f'{{"a": {number}{stuck}}}'.encode(), format="jsonld")))
    assert (first.rule.code, first.place) == ("SP105", (1, 7))
