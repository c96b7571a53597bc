"""What policies print about themselves."""

from typing import Any

import pytest

from stdpolicy.text.layout import layout
from stdpolicy.text.layout.names import addressed, entitled, signed

NOTICE = [
    "浙江省人民政府办公厅关于印发",
    "某省标准化工作方案的通知",
    "浙政办发〔2023〕24号 ★",
    "各市、县（市、区）人民政府，省政府直属各单位：",
    "《某省标准化工作方案》已经省政府同意，现印发给你们，请认真贯彻执行。",
    "浙江省人民政府办公厅",
    "二○二三年三月二十七日",
    "（此件公开发布）",
    "某省标准化工作方案",
    "一、总体要求",
    "本方案自2023年5月1日起施行，有效期至2025年12月31日。",
    "抄送：省委各部门，省人大常委会、省政协办公厅。",
    "浙江省人民政府办公厅 2023年3月28日印发",
]
LAW = [
    "中华人民共和国某法",
    "（1988年12月29日第七届全国人民代表大会常务委员会第五次会议通过　2017年11月4日第十二届全国人民代表大会常务委员会第三十次会议修订）",
    "第一条　为了加强工作，制定本法。",
    "第二条　本法自2018年1月1日起施行。《某条例》自2019年1月1日起施行。",
]
NEWS = [
    "中共中央、国务院印发《某发展纲要》",
    "新华社北京10月10日电 近日，中共中央、国务院印发了《某发展纲要》，并发出通知，要求各地区各部门认真贯彻落实。",
    "《某发展纲要》主要内容如下。",
    "为推进发展，制定本纲要。",
    "一、总体要求",
]
ORDER = [
    "中华人民共和国国务院令",
    "第838号",
    "《某管理条例》已经通过，现予公布，自2026年7月1日起施行。",
    "总 理　李 强",
    "2026年5月6日",
    "某管理条例",
    "第一条　为了加强管理，制定本条例。",
]
JOINT = [
    "教育部 财政部 国家发展改革委关于做好某项工作的意见",
    "教发〔2020〕1号",
    "各省、自治区、直辖市教育厅（教委）：",
    "现提出如下意见。",
    "一、总体要求",
    "做好工作。",
    "教 育 部　财 政 部",
    "国家发展改革委",
    "2020年3月5日",
]
CITY = [
    "某城市人民政府关于加强标准化工作的实施意见（试行）",
    "各镇人民政府、街道办事处，市政府各部门：",
    "为加强工作，制定本意见。",
    "（此件依申请公开）",
]
REGULATION = [
    "浙江省标准化条例",
    "（2021年5月28日浙江省第十三届人民代表大会常务委员会第三十次会议通过）",
    "第一条 制定本条例。",
]
RULES = [
    "某信息披露监督管理办法",
    "（2025年12月30日经中国证监会委务会议审议通过　2026年2月24日中国证监会令第233号公布　自2026年9月1日起施行）",
    "第一章 总 则",
    "第一条 为了规范信息披露，制定本办法。",
]


def said(own: list[str]) -> dict[str, Any]:
    """The metadata of a document, with the words of what is printed."""
    found = layout(own).metadata
    words: dict[str, Any] = {}
    for name in found._fields:
        value = getattr(found, name)
        if type(value) is tuple:
            value = [each.words for each in value]
        elif hasattr(value, "date"):
            assert value.words == value.piece.text[value.start : value.end]
            value = value.date
        elif hasattr(value, "words"):
            value = value.words
        if value:
            words[name] = value
    return words


CASES = {
    "a notice with a plan": (
        NOTICE,
        {
            "title": "浙江省人民政府办公厅关于印发某省标准化工作方案的通知",
            "transmitted": "某省标准化工作方案",
            "document_number": "浙政办发〔2023〕24号",
            "document_type": "notice",
            "genre": "work-plan",
            "issuers": ["浙江省人民政府办公厅"],
            "recipients": ["各市、县（市、区）人民政府", "省政府直属各单位"],
            "copied": ["省委各部门", "省人大常委会", "省政协办公厅"],
            "adopted": "2023-03-27",
            "printed": "2023-03-28",
            "in_force": "2023-05-01",
            "disclosure": "public",
            "level": "provincial",
            "place": "浙江省",
        },
    ),
    "a law": (
        LAW,
        {
            "title": "中华人民共和国某法",
            "genre": "law",
            "issuers": ["全国人民代表大会常务委员会"],
            "adopted": "2017-11-04",
            "in_force": "2018-01-01",
            "level": "national",
        },
    ),
    "by a news agency": (
        NEWS,
        {
            "title": "某发展纲要",
            "document_type": "notice",
            "genre": "outline",
            "issuers": ["中共中央", "国务院"],
            "level": "national",
        },
    ),
    "an order": (
        ORDER,
        {
            "title": "某管理条例",
            "transmitted": "某管理条例",
            "document_number": "第838号",
            "document_type": "order",
            "genre": "regulation",
            "issuers": ["国务院"],
            "adopted": "2026-05-06",
            "in_force": "2026-07-01",
            "level": "national",
        },
    ),
    "a joint document": (
        JOINT,
        {
            "title": "教育部财政部国家发展改革委关于做好某项工作的意见",
            "document_number": "教发〔2020〕1号",
            "document_type": "opinions",
            "genre": "opinions",
            "issuers": ["教育部", "财政部", "国家发展改革委"],
            "recipients": ["各省、自治区、直辖市教育厅（教委）"],
            "adopted": "2020-03-05",
            "level": "national",
        },
    ),
    "a city of county rank": (
        CITY,
        {
            "title": "某城市人民政府关于加强标准化工作的实施意见（试行）",
            "document_type": "opinions",
            "genre": "implementation-opinions",
            "issuers": ["某城市人民政府"],
            "recipients": ["各镇人民政府", "街道办事处", "市政府各部门"],
            "disclosure": "on-request",
            "level": "county",
            "place": "某城市",
        },
    ),
    "a regulation of a province": (
        REGULATION,
        {
            "title": "浙江省标准化条例",
            "genre": "regulation",
            "issuers": ["浙江省人民代表大会常务委员会"],
            "adopted": "2021-05-28",
            "level": "provincial",
            "place": "浙江省",
        },
    ),
    "rules of a department": (
        RULES,
        {
            "title": "某信息披露监督管理办法",
            "document_number": "中国证监会令第233号",
            "genre": "measures",
            "issuers": ["中国证监会"],
            "adopted": "2025-12-30",
            "published": "2026-02-24",
            "in_force": "2026-09-01",
            "level": "national",
        },
    ),
    "bodies below the title": (
        [
            "关于加快某产业发展的意见",
            "国家发展改革委　财政部",
            "（2018年8月1日）",
            "某产业重要。现提出以下意见。",
        ],
        {
            "title": "关于加快某产业发展的意见",
            "document_type": "opinions",
            "genre": "opinions",
            "issuers": ["国家发展改革委", "财政部"],
            "adopted": "2018-08-01",
            "level": "national",
        },
    ),
    "an announcement by number, with its title below": (
        [
            "财政部 税务总局公告",
            "2023年第12号",
            "关于某税费政策的公告",
            "现将有关政策公告如下：",
            "一、减半征收。",
            "特此公告。",
            "财政部　　税务总局",
            "2023年8月2日",
        ],
        {
            "title": "关于某税费政策的公告",
            "document_number": "2023年第12号",
            "document_type": "announcement",
            "issuers": ["财政部", "税务总局"],
            "adopted": "2023-08-02",
            "level": "national",
        },
    ),
    "a number of the seventies": (
        ["关于颁发《某管理办法》的通知", "((78)交公路字412号)", "现制订某管理办法。"],
        {
            "title": "关于颁发《某管理办法》的通知",
            "transmitted": "某管理办法",
            "document_number": "(78)交公路字412号",
            "document_type": "notice",
            "genre": "measures",
        },
    ),
    "a committee of the Party": (
        [
            "中国共产党浙江省委员会关于做好工作的决定",
            "现作出如下决定。",
            "中国共产党浙江省委员会",
            "2018年8月1日",
        ],
        {
            "title": "中国共产党浙江省委员会关于做好工作的决定",
            "document_type": "decision",
            "issuers": ["中国共产党浙江省委员会"],
            "adopted": "2018-08-01",
            "level": "provincial",
            "place": "浙江省",
        },
    ),
    "a law that was amended after it was made public": (
        [
            "某管理条例",
            "1991年9月9日 中华人民共和国国务院令第88号发布",
            "2011年1月8日 《国务院关于修改部分行政法规的决定》第一次修订",
            "第一条 制定本条例。",
        ],
        {
            "title": "某管理条例",
            "document_number": "中华人民共和国国务院令第88号",
            "genre": "regulation",
            "issuers": ["国务院"],
            "level": "national",
            "adopted": "2011-01-08",
        },
    ),
    "a month under the title": (
        ["某省推动更新实施方案", "（二〇二四年四月）", "为推动更新，制定本方案。"],
        {"title": "某省推动更新实施方案", "genre": "implementation-plan"},
    ),
    "nothing": ([], {}),
}


@pytest.mark.parametrize("case", CASES)
def test_metadata(case: str) -> None:
    own, expected = CASES[case]
    assert said(own) == expected


GENRES = {
    "关于某事的指导意见": ("opinions", "guiding-opinions"),
    "关于某事的若干意见（征求意见稿）": ("opinions", "opinions"),
    "关于印发《某三年行动计划（2021—2023年）》的通知": ("notice", "action-plan"),
    "关于印发某管理暂行办法的通知": ("notice", "measures"),
    "关于公布某目录的公告": ("announcement", ""),
    "某省“十四五”标准化发展规划": ("", "plan"),
    "2023年标准化工作要点": ("", "key-points"),
    "关于同意某方案的批复": ("reply", ""),
    "关于推进某事的若干措施": ("", ""),
    "某实施细则（试行）": ("", "rules"),
}


@pytest.mark.parametrize("title", GENRES)
def test_document_type_and_genre_are_told_from_the_title(title: str) -> None:
    found = layout([title, "各单位：", "现就有关事项通知如下："]).metadata
    assert (found.document_type, found.genre) == GENRES[title]


TITLES = {
    "国务院办公厅关于某事的意见": (["国务院办公厅"], False),
    "国务院办公厅转发国家发展改革委等部门关于某事的通知": (["国务院办公厅"], False),
    "市场监管总局等十八部门关于某事的通知": (["市场监管总局"], True),
    "中共嘉兴市委嘉兴市人民政府关于某事的意见": (["中共嘉兴市委", "嘉兴市人民政府"], False),
    "教育部财政部国家发展改革委关于某事的意见": (["教育部", "财政部", "国家发展改革委"], False),
    "中共中央办公厅 国务院办公厅印发《某意见》": (["中共中央办公厅", "国务院办公厅"], False),
    "山东省人民政府贯彻落实《某纲要》的实施意见": (["山东省人民政府"], False),
    "国务院安委会办公室关于某事的通知": (["国务院安委会办公室"], False),
    "国务院食品安全办 教育部关于某事的通知": (["国务院食品安全办", "教育部"], False),
    "中华人民共和国标准化法": ([], False),
    "关于某事的通知": ([], False),
}


@pytest.mark.parametrize("title", TITLES)
def test_the_bodies_that_a_title_begins_with(title: str) -> None:
    assert entitled(title) == TITLES[title]


SIGNED = {
    "国 务 院": ["国务院"],
    "国 务 院 办 公 厅": ["国务院办公厅"],
    "财 政 部 国家税务总局": ["财政部", "国家税务总局"],
    "教育部　人力资源社会保障部": ["教育部", "人力资源社会保障部"],
    "市场监管总局、国家卫生健康委": ["市场监管总局", "国家卫生健康委"],
    "国家卫生健康委员会": ["国家卫生健康委员会"],
    "教育部办公厅": ["教育部办公厅"],
    "住房和城乡建设部办公厅国家发展改革委办公厅": [
        "住房和城乡建设部办公厅",
        "国家发展改革委办公厅",
    ],
    "中国科协 国家新闻出版署": ["中国科协", "国家新闻出版署"],
    "共青团中央 全国妇联": ["共青团中央", "全国妇联"],
    "中国国家铁路集团有限公司": ["中国国家铁路集团有限公司"],
    "某省某领导小组办公室（代章）": ["某省某领导小组办公室"],
    "某省人民政府安全生产委员会": ["某省人民政府安全生产委员会"],
    "浙江省人民政府国家发展和改革委员会": ["浙江省人民政府", "国家发展和改革委员会"],
}


@pytest.mark.parametrize("text", SIGNED)
def test_the_bodies_of_a_signature(text: str) -> None:
    assert signed(text) == SIGNED[text]


ADDRESSED = {
    "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：": [
        "各省、自治区、直辖市人民政府",
        "国务院各部委",
        "各直属机构",
    ],
    "各区、县（市）人民政府，市政府各部门、各直属单位：": [
        "各区、县（市）人民政府",
        "市政府各部门",
        "各直属单位",
    ],
    "各区人民政府,市政府各委、办、局,各市属机构:": [
        "各区人民政府",
        "市政府各委、办、局",
        "各市属机构",
    ],
    "主送：民政部": ["民政部"],
    "浙江省人民政府、国家发展改革委：": ["浙江省人民政府", "国家发展改革委"],
}


@pytest.mark.parametrize("text", ADDRESSED)
def test_those_whom_a_document_is_sent_to(text: str) -> None:
    assert addressed(text) == ADDRESSED[text]


SENT = ["各市、县（市、区）人民政府", "省政府各部门", "各直属机构"]


@pytest.mark.parametrize(
    "lines",
    [
        "各市、县（市、区）人民政府，省政府各部门、各直属机构：",
        "各市、县（市、区）人民\n政府，省政府各部门、各直属机构：",
        "各市、县（市、区）人民政府，\n省政府各部门、\n各直属机构：",
        "各市、县（市、区）人民政府\n省政府各部门、各直属机构：",
    ],
)
def test_recipients_on_several_lines(lines: str) -> None:
    text = f"某省人民政府关于加强标准化工作的意见\n{lines}\n为加强标准化工作，提出如下意见。\n一、总体要求\n制定标准100项。"
    found = layout(text.split("\n"))
    assert [each.words for each in found.metadata.recipients] == SENT
    assert [block.kind for block in found.blocks][-2:] == ["preamble", "part"]


def test_a_ministry_whose_name_begins_like_a_city_is_national() -> None:
    signed = ["关于计量标准的公告", "现将有关事项公告如下：", "一、执行新标准。"]
    for first, level in (("市场监管总局", "national"), ("市委组织部", "")):
        found = layout([*signed, first, "2024年5月20日"]).metadata
        assert [body.words for body in found.issuers] == [first]
        assert found.level == level
