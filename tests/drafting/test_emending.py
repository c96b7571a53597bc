"""Emendations that lead from a cleaned text to the text of a policy."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from input_files import pdf, saved, set_in_type, word
from stdpolicy.drafting.clean import clean, emend
from stdpolicy.drafting.emending import Emendation, emendations
from stdpolicy.drafting.inputs import Unreadable, read
from stdpolicy.text.layout import layout
from strategies import examples

EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/raw.txt"))


def applied(cleaned: str, found: list[Emendation]) -> str:
    return emend(
        cleaned,
        (
            {"id": f"#{n}", "order": n, "original": each.original, "corrected": each.corrected}
            for n, each in enumerate(found, 1)
        ),
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_from_the_raw_texts_of_the_examples(path: Path) -> None:
    found = read(path.read_bytes(), path.name)
    own = [b.text for top in layout([line.text for line in found.lines]).blocks for b in top.walk()]
    assert clean(found.raw).text == found.cleaned
    steps = emendations(found.cleaned, own)
    assert applied(clean(path.read_text(encoding="utf-8")).text, steps) == "\n".join(own)
    assert {step.kind for step in steps} <= {"chrome-removal", "whitespace", "script-conversion"}


CASES = {
    "a line that is left out": (
        "首页\n关于某事的意见",
        ["关于某事的意见"],
        [("chrome-removal", "首页", "")],
    ),
    "two of them": (
        "首页\n政策\n某意见\n完",
        ["某意见", "完"],
        [("chrome-removal", "首页\n政策", "")],
    ),
    "one that is not alone in its words": (
        "首页\n某意见\n首页\n正文首页",
        ["某意见", "正文首页"],
        [
            ("chrome-removal", "首页\n某意见", "\n某意见"),
            ("chrome-removal", "某意见\n首页\n正文首", "某意见\n\n正文首"),
        ],
    ),
    "a title whose lines stand on both sides of lines that are left out": (
        "关于某事\n首页\n打印\n的意见\n完",
        ["关于某事的意见", "完"],
        [
            ("whitespace", "关于某事\n首页\n打", "关于某事首页\n打"),
            ("chrome-removal", "首页\n打印\n", ""),
        ],
    ),
    "blanks of another kind": (
        "甲\u00a0\u00a0乙",
        ["甲  乙"],
        [("whitespace", "甲\u00a0\u00a0乙", "甲  乙")],
    ),
    "a paragraph of several lines, joined at Latin words": (
        "甲ISO\n标准乙GB\n1号",
        ["甲ISO标准乙GB 1号"],
        [
            ("whitespace", "甲ISO\n标准乙G", "甲ISO标准乙G"),
            ("whitespace", "准乙GB\n1号", "准乙GB 1号"),
        ],
    ),
    "blanks that are as many": (
        "第2条\u2003 对项目",
        ["第2条  对项目"],
        [("whitespace", "第2条\u2003 对项目", "第2条  对项目")],
    ),
    "paragraphs parted": (
        "某意见 某发〔2020〕1号",
        ["某意见", "某发〔2020〕1号"],
        [("whitespace", "某意见 某发〔2", "某意见\n某发〔2")],
    ),
    "parted without a blank": (
        "甲。附件：乙",
        ["甲。", "附件：乙"],
        [("whitespace", "甲。附件：乙", "甲。\n附件：乙")],
    ),
    "a title joined": (
        "关于做好\n工作的意见",
        ["关于做好工作的意见"],
        [("whitespace", "关于做好\n工作的意", "关于做好工作的意")],
    ),
    "characters of another form": (
        "⺠生,著力",
        ["民生,着力"],
        [
            ("script-conversion", "⺠生,著力", "民生,著力"),
            ("script-conversion", "民生,著力", "民生,着力"),
        ],
    ),
    "a dash": ("甲⸺乙", ["甲——乙"], [("script-conversion", "甲⸺乙", "甲——乙")]),
    "nothing": ("甲\n乙", ["甲", "乙"], []),
}


@pytest.mark.parametrize("case", CASES)
def test_emendations(case: str) -> None:
    cleaned, own, expected = CASES[case]
    found = emendations(cleaned, own)
    assert [(each.kind, each.original, each.corrected) for each in found] == expected
    assert applied(cleaned, found) == "\n".join(own)


def test_lines_with_other_characters_have_no_emendations() -> None:
    with pytest.raises(ValueError, match="do not hold"):
        emendations("某意见\n正文", ["某意见", "文正"])


WORDS = st.text("甲乙丙、。 ", min_size=1, max_size=6).map(str.strip).filter(bool)


@examples(200)
@given(
    st.lists(
        st.tuples(
            st.lists(WORDS, min_size=1, max_size=3), st.sampled_from(["keep", "drop", "join"])
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_is_left_out_parted_and_joined(parts: list[tuple[list[str], str]]) -> None:
    cleaned = "\n".join(" ".join(words) for words, _ in parts)
    own: list[str] = []
    for words, what in parts:
        if what == "join" and own:
            own[-1] += words[0]
            own += words[1:]
        elif what != "drop":
            own += words
    try:
        found = emendations(cleaned, own)
    except ValueError:
        return  # a line that was left out reads like what follows it
    assert applied(cleaned, found) == "\n".join(own)


@pytest.mark.parametrize(
    ("module", "data", "words"),
    [
        ("docx", saved(word(["某意见"])), "docx document; pip install 'stdpolicy\\[draft\\]'"),
        ("pypdf", pdf(set_in_type([("某意见", "p")])), "PDF; pip install 'stdpolicy\\[draft\\]'"),
        (
            "opencc",
            "關於標準(zhǔn)化工作的意見".encode(),
            "pinyin glosses or in traditional characters; pip",
        ),
    ],
)
def test_an_extra_that_is_missing_is_named(
    module: str, data: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stdpolicy.drafting.clean import _converter

    _converter.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(Unreadable, match=words):
        read(data, "policy")


def test_a_simple_text_needs_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    from stdpolicy.drafting.clean import _converter

    _converter.cache_clear()
    for module in ("opencc", "pypinyin", "docx", "pypdf"):
        monkeypatch.setitem(sys.modules, module, None)
    found = read("某意见\n 一、标准化(ISO)工作，推进\u200b发展。".encode(), "policy.txt")
    assert [line.text for line in found.lines] == ["某意见", "一、标准化(ISO)工作，推进发展。"]
    assert found.cleaned == "某意见\n一、标准化(ISO)工作，推进发展。"
