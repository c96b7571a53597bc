"""What is left in doubt is said in the language spoken, about the same words."""

import re

import pytest

from stdpolicy.drafting.doubts import WHY, Doubt, doubts
from stdpolicy.language import speaking
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.tables import Told, Unsure
from stdpolicy.text.tables.told import Doubt as OfRow

NOBODY = Gazetteer([])
LOST = "制定中医药???、健康饮食标准。"
TARGET = "制定国家标准100项以上。"


def told(why: Unsure, words: str = "") -> Told:
    return Told(doubts=[OfRow(0, 2, why, words)])


def said(text: str, language: str, **given: object) -> list[Doubt]:
    with speaking(language):
        return list(doubts(text, NOBODY, **given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "given", "words", "english", "chinese"),
    [
        (
            LOST,
            {},
            "???",
            "stands where characters have been lost: restore them, with an emendation",
            "所在之处有字符丢失：用校勘恢复",
        ),
        (
            TARGET,
            {"lawful": True},
            "制定国家标准100项以上",
            "is a norm of a law, unless it is a target: none is drafted",
            "如不是指标值，即为法律规范：未拟出指标值",
        ),
        (
            TARGET,
            {"guiding": True},
            "制定国家标准100项以上",
            "stands in a principle: no target is drafted, and no goal",
            "位于原则之中：未拟出指标值和目标",
        ),
        (
            "甲\t乙",
            {},
            "甲\t乙",
            "is a row of a table, whose columns are not read",
            "是表格的一行，未能识别各列",
        ),
        (
            "甲\t乙",
            {"told": told(Unsure.TAKEN, "省发展改革委{}")},
            "甲\t",
            "has empty cells, and is taken to go on with the row above: 省发展改革委{}",
            "有空单元格，视为接续上一行：省发展改革委{}",
        ),
    ],
)
def test_a_doubt_is_said_in_the_language_spoken(
    text: str, given: dict[str, object], words: str, english: str, chinese: str
) -> None:
    for language, why in (("en", english), ("zh", chinese)):
        assert [(d.words, d.why) for d in said(text, language, **given)] == [(words, why)]


def test_it_is_said_when_it_is_found() -> None:
    with speaking("zh"):
        [found] = doubts(LOST, NOBODY)
    assert found.why.startswith("所在之处有字符丢失")


@pytest.mark.parametrize("why", Unsure)
def test_every_doubt_of_a_table_has_both_languages(why: Unsure) -> None:
    english, chinese = WHY[why]
    assert not re.search("[\u3400-\u9fff]", english)
    assert re.search("[\u3400-\u9fff]", chinese)
    assert english.count("{}") == chinese.count("{}")
    words = "省发展改革委"
    for language in ("en", "zh"):
        [found] = said("甲\t乙", language, told=told(why, words))
        assert (words in found.why) == ("{}" in english)
