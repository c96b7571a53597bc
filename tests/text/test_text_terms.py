"""Terms and their renderings."""

import pytest

from stdpolicy.text.terms import Term, Termbase, plain, terms

BASE = Termbase(
    [
        Term("团体标准", ("association standard",)),
        Term("标准", ("standard",)),
        Term("标准体系", ("standards system", "system of standards")),
    ]
)


@pytest.mark.parametrize(
    ("chinese", "english", "missing"),
    [
        ("制定团体标准", "Make Association Standards", []),
        ("制定团体标准", "Make group standards", ["团体标准"]),
        ("标准体系", "A standards system", []),
        ("标准体系", "Systems of standards", []),
        ("标准体系", "A system", ["标准体系"]),
        ("标准和团体标准", "Association standards", []),
        ("团体标准、标准", "Group norms", ["团体标准", "标准"]),
        ("人才", "People", []),
        ("标准化", "Standardization", ["标准"]),
    ],
)
def test_missing(chinese: str, english: str, missing: list[str]) -> None:
    assert [term.chinese for term in BASE.missing(chinese, english)] == missing


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("Policies, bases and base", " policy bas and bas "),
        ("The city’s progress", " th city progress "),
        ("ISO/TC 268", " iso tc 268 "),
        ("High-quality services", " high quality servic "),
    ],
)
def test_plain(english: str, words: str) -> None:
    assert plain(english) == words


def test_terms_of_a_registry() -> None:
    one = {"name": {"zh-Hans": "标准", "en": "standard"}, "admitted": ["norm"]}
    tree = {"describesTerm": [one, {"name": {"zh-Hans": "人才"}}]}
    assert list(terms(tree)) == [Term("标准", ("standard", "norm"))]
    assert list(terms({})) == []
