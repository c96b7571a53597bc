"""The mechanical part of cleaning, and emendations."""

import pytest

from stdpolicy.drafting.clean import Change, Kind, clean, emend


def emendation(order: int, original: str | None, corrected: str | None = None) -> dict[str, object]:
    found = {"id": f"#e{order}", "order": order, "original": original, "corrected": corrected}
    return {key: value for key, value in found.items() if value is not None}


def test_glosses_go_and_other_brackets_stay() -> None:
    result = clean("技(jì)術(shù)支撐(ISO)(GEP),水(shuǐ)平(见附件)")
    assert result.text == "技术支撑(ISO)(GEP),水平(见附件)"
    assert str(result).startswith("3 glosses removed, 2 characters converted")


def test_lines_are_trimmed_and_empty_ones_dropped() -> None:
    result = clean("\u3000\u3000一、總則\u00a0\r\n\n \n二、附則\n")
    assert result.text == "一、总则\n二、附则"
    assert str(result).endswith("1 line trimmed, 3 empty lines dropped")


def test_what_is_clean_stays_as_it_is() -> None:
    text = "标准化“领跑者”制度,3-5个。"
    result = clean(text)
    assert result.text == text
    assert str(result) == (
        "0 glosses removed, 0 characters converted to simplified, 0 lines trimmed, "
        "0 empty lines dropped"
    )


GLOSSES = {
    "术(shù)": "术",
    "张(zhānɡ)": "张",
    "标准（biāozhǔn）": "标准",
    "术(shu)": "术",
    "术(shu4)": "术",
    "女(nǚ)": "女",
    "女(nü3)": "女",
    "女(nv)": "女",
    "绿(lǜ)": "绿",
    "花儿(huār)": "花儿",
    "不(bú)": "不",
    "西安(xī’ān)": "西安",
    "技术(jì shù)": "技术",
    "浙江(Zhèjiāng)": "浙江",
    "和(ｈé)": "和",
    "标准(biāo zhǔn)化(huà)": "标准化",
    "重(chóng)新、重(zhòng)大": "重新、重大",
    "啊(ā)": "啊",
    "标准(biao1zhun3)": "标准",
    "标准（biao1 zhun3）": "标准",
    "绿(lv4)": "绿",
    "额(e2)": "额",
    "花儿(hua1r5)": "花儿",
    "了(le5)": "了",
}
KEPT = (
    *(
        "米(m)",
        "公里(km)",
        "千克(kg)",
        "小时(h)",
        "计算机(pc)",
        "应用(app)",
        "接口(api)",
        "标准(iso)",
    ),
    *(
        "分贝(dB)",
        "平台(a)类",
        "方案(b)类",
        "(shù)",
        "技(shù)",
        "标准(zhun biao)",
        "啊(a)",
        "女(NV)",
    ),
    *(
        "标准(an)",
        "可以(can)",
        "男人(men)女",
        "标准(the)",
        "术(shù",
        "a(ā)",
        "附(见附件)",
        "元(rmb)",
        "术()",
    ),
    *(
        "标准(standard)",
        "（shù）",
        "术(12)",
        "的(D)",
        "GB(gb)",
        "术(s h u 4 4 4 4 x)",
        "准(biāozhǔn)",
    ),
    *(
        "总额(E1)",
        "金额(e-1)",
        "鄂(E3)",
        "阿(A2)",
        "哦(O3)",
        "图(tu 1)",
        "级(JI2)",
        "额(e1)",
        "术(shu1)",
    ),
    *("标准(biao1 zhun)", "术(s4hu)", "术(shù4)"),
)


@pytest.mark.parametrize("text", GLOSSES)
def test_a_reading_of_the_characters_before_it_is_a_gloss(text: str) -> None:
    assert clean(text).text == GLOSSES[text]


@pytest.mark.parametrize("text", KEPT)
def test_units_words_and_abbreviations_are_no_glosses(text: str) -> None:
    result = clean(text)
    assert (result.text, result.changes) == (text, ())


@pytest.mark.parametrize(
    "text",
    ["松原市乾安县,於潜镇。", "乾安", "著名、藉口、瞭望的县长张某", "简体字里有一个國字的标准发展"],
)
def test_a_simplified_text_is_not_converted(text: str) -> None:
    result = clean(text)
    assert (result.text, result.changes) == (text, ())


def test_every_change_is_named_with_its_place() -> None:
    result = clean("\u3000標準(zhǔn)化發展 \n\n 國家\n")
    assert result.text == "标准化发展\n国家"
    assert sorted(result.changes, key=lambda change: (change.line, change.column)) == [
        Change(Kind.TRIMMED, 1, 1, "\u3000"),
        Change(Kind.CONVERTED, 1, 2, "標準", "标准"),
        Change(Kind.GLOSS, 1, 4, "(zhǔn)"),
        Change(Kind.CONVERTED, 1, 11, "發", "发"),
        Change(Kind.TRIMMED, 1, 13, " "),
        Change(Kind.DROPPED, 2, 1, ""),
        Change(Kind.TRIMMED, 3, 1, " "),
        Change(Kind.CONVERTED, 3, 2, "國", "国"),
        Change(Kind.DROPPED, 4, 1, ""),
    ]
    assert [str(change) for change in result.changes[:4]] == [
        "1:1: removed white space, U+3000",
        "1:13: removed white space, U+0020",
        "1:4: removed the gloss (zhǔn)",
        "1:2: converted 標準 to 标准",
    ]


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
