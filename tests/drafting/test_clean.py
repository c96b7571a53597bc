"""The mechanical part of cleaning, and emendations."""

import pytest

from stdpolicy.drafting.clean import clean, emend


def emendation(order: int, original: str | None, corrected: str | None = None) -> dict[str, object]:
    found = {"id": f"#e{order}", "order": order, "original": original, "corrected": corrected}
    return {key: value for key, value in found.items() if value is not None}


def test_glosses_go_and_other_brackets_stay() -> None:
    result = clean("技(jì)術(shù)支撐(ISO)(GEP),水(shuǐ)平(见附件)")
    assert result.text == "技术支撑(ISO)(GEP),水平(见附件)"
    assert (result.glosses, result.converted) == (3, 2)


def test_lines_are_trimmed_and_empty_ones_dropped() -> None:
    result = clean("\u3000\u3000一、總則\u00a0\r\n\n \n二、附則\n")
    assert result.text == "一、总则\n二、附则"
    assert (result.trimmed, result.dropped) == (1, 3)


def test_what_is_clean_stays_as_it_is() -> None:
    text = "标准化“领跑者”制度,3-5个。"
    result = clean(text)
    assert result.text == text
    assert str(result) == (
        "0 glosses removed, 0 characters converted to simplified, 0 lines trimmed, "
        "0 empty lines dropped"
    )


def test_emendations_apply_in_order() -> None:
    steps = [
        emendation(2, "甲乙", "丙"),
        emendation(1, "叠", "甲"),
        emendation(3, "首页"),
        emendation(4, None),
    ]
    assert emend("首页\n叠乙", steps) == "丙"


@pytest.mark.parametrize("text", ["没有", "叠叠"])
def test_an_emendation_that_does_not_fit_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="#e1: expected '叠' once"):
        emend(text, [emendation(1, "叠", "迭")])
