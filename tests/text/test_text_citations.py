"""Titles and document numbers as policies print them."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.text.citations import document_numbers, titles
from strategies import examples

TITLES = {
    "按《标准化法》和《计量法》": ["《标准化法》", "《计量法》"],
    "《关于实施《纲要》的意见》": ["《关于实施《纲要》的意见》"],
    "《关于〈纲要〉的意见》": ["《关于〈纲要〉的意见》"],
    "《A《B》C《D《E》》F》《G》": ["《A《B》C《D《E》》F》", "《G》"],
    "《没有完,见《B》": ["《B》"],
    "没有》《B》又》": ["《B》"],
    "《规划(2001—2020年)》": ["《规划(2001—2020年)》"],
    "《》": ["《》"],
    "标准化法": [],
}


@pytest.mark.parametrize("text", TITLES)
def test_titles_are_found_with_what_is_nested_in_them(text: str) -> None:
    assert [text[t.start : t.end] for t in titles(text)] == TITLES[text]


@examples(100)
@given(st.text(alphabet="《》〈〉标\n"))
def test_titles_are_balanced_apart_and_complete(text: str) -> None:
    found = [text[t.start : t.end] for t in titles(text)]
    assert all(s.count("《") == s.count("》") and s[0] == "《" and s[-1] == "》" for s in found)
    spans = list(titles(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    rest = text
    for title in reversed(spans):
        rest = rest[: title.start] + rest[title.end :]
    assert not re.search("《[^《]*》", rest)


NUMBERS = {
    # the sentence before it
    "依据国发〔2021〕23号,": "国发〔2021〕23号",
    "根据浙政发〔2023〕5号文件": "浙政发〔2023〕5号",
    "根据省政府办公厅浙政办发〔2021〕23号文件要求": "浙政办发〔2021〕23号",
    "按照国标委联〔2022〕1号": "国标委联〔2022〕1号",
    "贯彻落实国办发〔2021〕1号": "国办发〔2021〕1号",
    "国务院印发国发〔2021〕1号": "国发〔2021〕1号",
    "根据国务院国发〔2021〕1号": "国发〔2021〕1号",
    "省委办公厅浙委办发〔2021〕1号": "浙委办发〔2021〕1号",
    "中共中央办公厅厅字〔2021〕5号": "厅字〔2021〕5号",
    "市委嘉委发〔2021〕5号": "嘉委发〔2021〕5号",
    "市委员会嘉政发〔2021〕5号": "嘉政发〔2021〕5号",
    "省教育厅浙教科〔2021〕1号": "浙教科〔2021〕1号",
    "科技部国科发高〔2021〕1号": "国科发高〔2021〕1号",
    "国家标准委国标委联〔2022〕2号": "国标委联〔2022〕2号",
    "市场监管总局国市监标技发〔2022〕64号": "国市监标技发〔2022〕64号",
    "国家发展改革委发改办高技〔2020〕9号": "发改办高技〔2020〕9号",
    "工业和信息化部工信部联科〔2021〕7号": "工信部联科〔2021〕7号",
    "以及鲁政发〔2022〕6号": "鲁政发〔2022〕6号",
    "原浙政发〔2010〕5号同时废止": "浙政发〔2010〕5号",
    "认真学习浙政发〔2021〕1号": "浙政发〔2021〕1号",
    "实施意见浙政发〔2021〕1号": "浙政发〔2021〕1号",
    "《关于…的通知》(杭政办〔2015〕4号)": "杭政办〔2015〕4号",
    # verbs
    "经同意浙政发〔2021〕1号": "浙政发〔2021〕1号",
    "经省政府同意浙政发〔2021〕1号": "浙政发〔2021〕1号",
    "经批准嘉政发〔2021〕1号": "嘉政发〔2021〕1号",
    "经研究杭政办〔2021〕1号": "杭政办〔2021〕1号",
    "审议通过嘉委发〔2021〕1号": "嘉委发〔2021〕1号",
    "出台温政发〔2021〕1号": "温政发〔2021〕1号",
    "代替台政办发〔2021〕1号": "台政办发〔2021〕1号",
    # full names of bodies
    "财政部财税〔2021〕1号": "财税〔2021〕1号",
    "浙江省人民政府浙政发〔2021〕1号": "浙政发〔2021〕1号",
    "教育部教技〔2021〕1号": "教技〔2021〕1号",
    "市财政局嘉财行〔2021〕1号": "嘉财行〔2021〕1号",
    "住房和城乡建设部建标〔2021〕1号": "建标〔2021〕1号",
    "人力资源社会保障部人社部发〔2021〕1号": "人社部发〔2021〕1号",
    "财政部办公厅财办库〔2021〕1号": "财办库〔2021〕1号",
    "中国人民银行银发〔2021〕1号": "银发〔2021〕1号",
    "海关总署署法发〔2021〕1号": "署法发〔2021〕1号",
    "最高人民法院法发〔2021〕1号": "法发〔2021〕1号",
    "标准化研究院浙标院〔2021〕1号": "浙标院〔2021〕1号",
    "工信部规〔2021〕1号": "工信部规〔2021〕1号",
    "国标委工一〔2021〕1号": "国标委工一〔2021〕1号",
    "工信厅科〔2021〕1号": "工信厅科〔2021〕1号",
    "浙委人〔2021〕1号": "浙委人〔2021〕1号",
    # short names that hold such characters
    "和政发〔2021〕1号": "和政发〔2021〕1号",
    "依政办发〔2021〕1号": "依政办发〔2021〕1号",
    "市政府办发〔2021〕3号": "市政府办发〔2021〕3号",
    "工信部联科函〔2021〕3号": "工信部联科函〔2021〕3号",
    "国办发明电〔2020〕16号": "国办发明电〔2020〕16号",
    "杭政函〔2016〕190号": "杭政函〔2016〕190号",
    "市监标创〔2021〕第12号": "市监标创〔2021〕12号",
    # brackets, digits, blanks
    "依据国发﹝2021﹞23号": "国发〔2021〕23号",
    "依据国发[2021]23号": "国发〔2021〕23号",
    "依据国发［2021］23号": "国发〔2021〕23号",
    "依据国发【2021】23号": "国发〔2021〕23号",
    "依据国发（2021）23号": "国发〔2021〕23号",
    "依据国发(2021)23号": "国发〔2021〕23号",
    "嘉政办发〔２０２２〕１２号": "嘉政办发〔2022〕12号",
    "嘉政办发〔 2022 〕 12 号": "嘉政办发〔2022〕12号",
    "嘉政办发\u00a0〔2022〕\u300012号": "嘉政办发〔2022〕12号",
    "国发〔二〇二一〕十二号": "国发〔2021〕12号",
    "国发〔二◯二一〕12號": "国发〔2021〕12号",
    "国发〔二Ｏ二一〕12号": "国发〔2021〕12号",
    "国发「2021」1号": "国发〔2021〕1号",
    "国发『2021』1号": "国发〔2021〕1号",
    "国发｛2021｝1号": "国发〔2021〕1号",
    "国发{2021}1号": "国发〔2021〕1号",
    "国发〔2021〕第1号": "国发〔2021〕1号",
    # ranges
    "国发〔2021〕1-3号": "国发〔2021〕1-3号",
    "国发〔2021〕１—３号": "国发〔2021〕1-3号",
    "国发〔2021〕第一至三号": "国发〔2021〕1-3号",
    "国家标准化管理委员会公告第1－3号": "国家标准化管理委员会公告第1-3号",
    # orders and announcements
    "根据国务院令第687号": "国务院令第687号",
    "国务院令第六百八十七号": "国务院令第687号",
    "国务院令第687號": "国务院令第687号",
    "公告二〇二一年第五号": "公告2021年第5号",
    "第十二号令": "第12号令",
    "2021年第5号公告": "2021年第5号公告",
    "海关总署二〇二一年第五号公告": "海关总署2021年第5号公告",
    "按国家发展和改革委员会令第16号": "国家发展和改革委员会令第16号",
    "中华人民共和国主席令第78号": "中华人民共和国主席令第78号",
    "依照第12号令": "第12号令",
    "(省政府第388号令)": "省政府第388号令",
    "第１２号令": "第12号令",
    "国家市场监督管理总局公告2021年第5号": "国家市场监督管理总局公告2021年第5号",
    "浙江省人民政府公告〔2021〕第1号": "浙江省人民政府公告〔2021〕1号",
    "各地要学习第12号令": "第12号令",
}
SPANS = {
    "的国发〔2021〕1号和国办发[2022]２号、第3号令。": [
        "国发〔2021〕1号",
        "国办发[2022]２号",
        "第3号令",
    ]
}
NO_NUMBER = (
    *(
        "〔2021〕1号",
        "国〔2021〕1号",
        "国发〔2021〕",
        "国发〔21〕1号",
        "国发2021年1号",
        "国发〔2021〕\n1号",
    ),
    *("第12号", "第12号楼", "(2021)1号", "A〔2021〕1号", "", "标准"),
)


@pytest.mark.parametrize("text", NUMBERS)
def test_a_document_number_is_told_from_the_sentence(text: str) -> None:
    assert [n.number for n in document_numbers(text)] == [NUMBERS[text]]


@pytest.mark.parametrize("text", SPANS)
def test_document_numbers_are_found_where_they_stand(text: str) -> None:
    assert [text[n.start : n.end] for n in document_numbers(text)] == SPANS[text]


@pytest.mark.parametrize("text", NO_NUMBER)
def test_what_lacks_a_part_is_no_document_number(text: str) -> None:
    assert list(document_numbers(text)) == []


CODES = ("国发", "国办发", "浙政发", "鲁政办字", "嘉政办发", "国市监标技发", "杭政函", "发改高技")
BRACKETS = ("〔〕", "「」", "｛｝", "﹝﹞", "[]", "［］", "【】", "（）", "()")
BEFORE = (
    "",
    "根据",
    "按照",
    "依据",
    "贯彻",
    "印发",
    "落实",
    "转发",
    "和",
    "与",
    "的",
    "见",
    "《纲要》",
    "(",
    "、",
)


@examples(100)
@given(
    st.sampled_from(BEFORE),
    st.sampled_from(CODES),
    st.sampled_from(BRACKETS),
    st.integers(1949, 2099),
    st.integers(1, 9999),
    st.booleans(),
)
def test_every_form_gives_the_one_number(
    before: str, code: str, bracket: str, year: int, serial: int, full: bool
) -> None:
    printed = f"{code}{bracket[0]}{year}{bracket[1]}{serial}号"
    if full:
        printed = printed.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    (found,) = document_numbers(f"{before}{printed}文件")
    assert found.number == f"{code}〔{year}〕{serial}号"
    assert (found.start, found.end) == (len(before), len(before) + len(printed))


@examples(100)
@given(st.text(alphabet="国发令第〔〕[]（2021０二〇O壹-号和的根据 \n"))
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= n.start < n.end <= len(text) for n in document_numbers(text))
