"""Where sentences and clauses begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.text.sentences import clauses, enclosed, sentences
from strategies import examples

SENTENCES = {
    "": [],
    " \n": [],
    "推进试点。 建立机制。": ["推进试点。", "建立机制。"],
    "推进试点;建立机制。": ["推进试点;建立机制。"],
    "推进试点，建立机制": ["推进试点，建立机制"],
    "谁来做？我们做！": ["谁来做？", "我们做！"],
    "推进“试点。示范。”工作。加强宣传。": ["推进“试点。示范。”工作。", "加强宣传。"],
    "推进试点（不含修订。另有规定的除外。）。加强宣传。": [
        "推进试点（不含修订。另有规定的除外。）。",
        "加强宣传。",
    ],
    "推进试点。（市质监局负责）": ["推进试点。", "（市质监局负责）"],
    "推进“试点。加强宣传。": ["推进“试点。", "加强宣传。"],
    "推进试点\n加强宣传": ["推进试点", "加强宣传"],
    "“推进试点\n。”加强宣传": ["“推进试点", "。", "”加强宣传"],
    '推进"试点。示范"工作。': ['推进"试点。示范"工作。'],
    "一是推进试点；二是加强宣传；三是其他。": ["一是推进试点；", "二是加强宣传；", "三是其他。"],
    "（1）推进试点；（2）加强宣传。": ["（1）推进试点；", "（2）加强宣传。"],
    "①推进试点; ②加强宣传。": ["①推进试点;", "②加强宣传。"],
    "首先推进试点；其次，加强宣传。": ["首先推进试点；", "其次，加强宣传。"],
    "《办法（试行。）》另行制定。完": ["《办法（试行。）》另行制定。", "完"],
    "（推进《试点）示范。》加强。": ["（推进《试点）示范。》加强。"],
}
CLAUSES = {
    "推进试点,建立机制；加强宣传：另行制定。": [
        "推进试点,",
        "建立机制；",
        "加强宣传：",
        "另行制定。",
    ],
    "奖励1,000元，补助2，000元。": ["奖励1,000元，", "补助2，000元。"],
    "推进（试点，示范）工作，加强宣传": ["推进（试点，示范）工作，", "加强宣传"],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences(text: str) -> None:
    assert [text[one.start : one.end] for one in sentences(text)] == SENTENCES[text]


@pytest.mark.parametrize("text", CLAUSES)
def test_clauses(text: str) -> None:
    assert [text[one.start : one.end] for one in clauses(text)] == CLAUSES[text]


def test_enclosed() -> None:
    text = "（甲“乙”）丙《丁》）戊（己"
    assert [text[one.start : one.end] for one in enclosed(text)] == ["（甲“乙”）", "《丁》"]


@examples(100)
@given(st.text(st.sampled_from('甲乙。，；：？（）()“”《》<>" \n1,一是')))
def test_nothing_but_white_space_is_lost_and_clauses_part_sentences(text: str) -> None:
    for read in (sentences, clauses):
        found = list(read(text))
        said = "".join(text[one.start : one.end] for one in found)
        assert "".join(said.split()) == "".join(text.split())
        assert all(a.end <= b.start for a, b in pairwise(found))
    ends = {one.end for one in clauses(text)}
    assert {one.end for one in sentences(text)} <= ends


@examples(100)
@given(st.text(st.sampled_from('甲（）()“”《》<>"\n')))
def test_what_is_enclosed_does_not_overlap(text: str) -> None:
    found = enclosed(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all("\n" not in text[one.start : one.end] for one in found)
