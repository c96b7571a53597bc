"""The documents, standards and agreements that a text refers to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.text.references import attachment, references, standards
from strategies import examples

OUTLINE = "国家标准化发展纲要"
STANDARDS = {
    "GB 18030": "mandatory-national",
    "GB18030—2022": "mandatory-national",
    "GBZ 2.1-2019": "mandatory-national",
    "GB/T 19001—2016": "voluntary-national",
    "GB／T 19001": "",
    "GB/T 19001.1-2016": "voluntary-national",
    "GB/Z 28828-2012": "guidance-document",
    "HJ 1091—2020": "sector",
    "NY/T 391": "sector",
    "NY 391": "",
    "DB33/T 2345": "local",
    "DB3301/T 0123—2020": "local",
    "DB11/ 501-2017": "local",
    "T/CAS 100-2020": "association",
    "Q/ABC 001": "enterprise",
    "ISO 9001": "international",
    "ISO37101": "international",
    "ISO/IEC 17025:2017": "international",
    "IEC 61850": "international",
    "ITU-T G.652": "international",
    "ASTM D6866": "foreign",
    "IEEE 802.11": "foreign",
    "ISO/TC268": "",
    "SAC/TC563": "",
    "CO2": "",
    "5G": "",
    "ISO 2025年": "",
}
RELATIONS = {
    "根据《甲法》制定本办法": ("based-on", "根据《甲法》"),
    "依据《甲法》第三条": ("based-on", "依据《甲法》"),
    "以《甲纲要》为依据": ("based-on", "以《甲纲要》为依据"),
    "为认真贯彻落实《甲纲要》精神，": ("implements", "认真贯彻落实《甲纲要》精神"),
    "贯彻国务院印发的《甲纲要》": ("implements", "贯彻国务院印发的《甲纲要》"),
    "关于贯彻《甲意见》的实施意见": ("implements", "贯彻《甲意见》"),
    "加快实施《甲纲要》": ("implements", "实施《甲纲要》"),
    "大力宣传贯彻《甲条例》": ("implements", "大力宣传贯彻《甲条例》"),
    "严格按照《甲规划》要求": ("applies", "严格按照《甲规划》要求"),
    "依照《甲法》的规定查处": ("applies", "依照《甲法》的规定"),
    "违反《甲法》的": ("mentions", "违反《甲法》"),
    "修订《甲条例》": ("mentions", "修订《甲条例》"),
    "不再执行《甲规定》": ("mentions", "不再执行《甲规定》"),
    "《甲报》刊登": ("mentions", "《甲报》"),
    "废止《甲办法》": ("supersedes", "废止《甲办法》"),
    "《甲办法》同时废止": ("supersedes", "《甲办法》同时废止"),
    "《甲办法》自本办法施行之日起失效": ("supersedes", "《甲办法》自本办法施行之日起失效"),
    "《甲方案》已经市政府同意，现印发给你们": (
        "transmits",
        "《甲方案》已经市政府同意，现印发给你们",
    ),
    "现将《甲方案》转发给你们": ("transmits", "现将《甲方案》转发给你们"),
    "根据《甲方案》，现印发给你们": ("based-on", "根据《甲方案》"),
    "国务院印发了《甲方案》": ("transmits", "印发了《甲方案》"),
    "附件：《甲表》": ("attaches", "附件：《甲表》"),
    "依托《甲合作协议》": ("relies-on-agreement", "《甲合作协议》"),
    "印发《甲合作协议》": ("transmits", "印发《甲合作协议》"),
    "加强对跨太平洋伙伴关系协定(TPP)标准的研究": ("mentions", "跨太平洋伙伴关系协定(TPP)"),
    "落实世界贸易组织贸易便利化协定(TFA)": (
        "relies-on-agreement",
        "落实世界贸易组织贸易便利化协定(TFA)",
    ),
    "在《甲与乙关于建立更紧密经贸关系的安排》框架下": (
        "relies-on-agreement",
        "《甲与乙关于建立更紧密经贸关系的安排》",
    ),
}
NUMBERS = {
    "《甲意见》（国发〔2021〕1号）": [("甲意见", "国发〔2021〕1号")],
    "《甲意见》(国发〔2021〕1号,以下简称《意见》)": [("甲意见", "国发〔2021〕1号"), ("意见", "")],
    "国发〔2021〕1号《甲意见》": [("甲意见", "国发〔2021〕1号")],
    "按照国发〔2021〕1号文件要求": [("", "国发〔2021〕1号")],
    "《甲》（国发〔2021〕1号）和《乙》（国办发〔2022〕2号）": [
        ("甲", "国发〔2021〕1号"),
        ("乙", "国办发〔2022〕2号"),
    ],
    "《甲条例》（国务院令第380号）": [("甲条例", "国务院令第380号")],
    "《质量管理体系》（GB/T 19001—2016）": [("质量管理体系", "GB/T 19001—2016")],
    "GB/T 19001—2016《质量管理体系》": [("质量管理体系", "GB/T 19001—2016")],
    "按照《甲》要求，落实国发〔2021〕1号": [("甲", ""), ("", "国发〔2021〕1号")],
    "《关于贯彻《纲要》的意见》": [("关于贯彻《纲要》的意见", "")],
    "落实国家标准化发展纲要和《国家标准化发展纲要》": [(OUTLINE, ""), (OUTLINE, "")],
    "落实省政府与国家标准化管理委员会创新发展合作协议": [
        ("省政府与国家标准化管理委员会创新发展合作协议", "")
    ],
    "落实市政府与某大学签署的战略合作协议": [("战略合作协议", "")],
    "签署合作协议": [],
    "落实合作协议": [],
    "原有奖励政策与本意见规定不一致的，以本意见为准": [("原有奖励政策", "")],
    "落实有关规划和产业政策": [],
    "高质量实施区域全面经济伙伴关系协定（RCEP）": [("区域全面经济伙伴关系协定", "")],
    "推动加入全面与进步跨太平洋伙伴关系协定（CPTPP）和数字经济伙伴关系协定（DEPA）": [
        ("全面与进步跨太平洋伙伴关系协定", ""),
        ("数字经济伙伴关系协定", ""),
    ],
    "对技术性贸易措施协定/实施卫生和植物卫生措施协定(TBT/SPS)重要通报的研究": [
        ("技术性贸易措施协定", ""),
        ("实施卫生和植物卫生措施协定", ""),
    ],
    "签订合作协定（ABC）": [],
}
ENTRIES = {
    "附件：1.任务分解表": "任务分解表",
    "2.实施计划表；": "实施计划表",
    "附件：《任务分解表》": "任务分解表",
    "附件2 “标准化+”清单": "“标准化+”清单",
    "附：清单": "清单",
    "附件1": None,
    "附件：": None,
    "": None,
}


@pytest.mark.parametrize("text", STANDARDS)
def test_standards(text: str) -> None:
    found = [one.type for one in standards(f"执行{text}的要求")]
    assert found == ([STANDARDS[text]] if STANDARDS[text] else [])


@pytest.mark.parametrize("text", RELATIONS)
def test_relation(text: str) -> None:
    [one] = references(text)
    assert (one.relation, text[one.quote_start : one.quote_end]) == RELATIONS[text]


@pytest.mark.parametrize("text", NUMBERS)
def test_titles_and_numbers(text: str) -> None:
    assert [(one.title, one.number) for one in references(text, {OUTLINE, "纲要"})] == NUMBERS[text]


def test_a_list_has_one_relation() -> None:
    text = "按照《甲》、《乙》（国发〔2021〕1号）和《丙》要求，执行《丁》"
    assert [one.relation for one in references(text)] == ["applies"] * 4
    quotes = [text[one.quote_start : one.quote_end] for one in references(text)]
    assert quotes[0] == "按照《甲》"
    assert quotes[2] == "按照《甲》、《乙》（国发〔2021〕1号）和《丙》要求"


def test_standards_are_cited() -> None:
    text = "城市可持续发展（ISO 37101）试点，符合GB 18030和《甲规范》（GB/T 1—2020）"
    found = [(one.relation, one.standard_type, one.number) for one in references(text)]
    assert found == [
        ("cites-standard", "international", "ISO 37101"),
        ("cites-standard", "mandatory-national", "GB 18030"),
        ("cites-standard", "voluntary-national", "GB/T 1—2020"),
    ]
    first, *_ = references(text)
    assert text[first.quote_start : first.quote_end] == "（ISO 37101）"


@pytest.mark.parametrize("text", ENTRIES)
def test_attachment(text: str) -> None:
    found = attachment(text)
    assert (found.title if found else None) == ENTRIES[text]
    assert found is None or found.relation == "attaches"


PIECES = (
    "《",
    "》",
    "甲意见",
    "国发〔2021〕1号",
    "（",
    "）",
    "GB/T 19001—2016",
    "根据",
    "印发",
    "、",
    "，",
    "的",
    "\n",
)


@examples(200)
@given(
    st.lists(
        st.sampled_from((*PIECES, OUTLINE, "废止", "与本法不一致的", "落实合作框架协议")),
        max_size=12,
    )
)
def test_spans(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = list(references(text, {OUTLINE}))
    for one in found:
        assert 0 <= one.quote_start <= one.start < one.end <= len(text)
        assert one.start < one.quote_end <= len(text)
        assert one.title or one.number
        assert one.title in text
        assert one.number in text
    assert all(a.start < b.start for a, b in pairwise(found))
