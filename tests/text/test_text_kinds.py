"""Types of standard, instruments, programmes and open lists that sentences name."""

import pytest

from stdpolicy.model.edition import model
from stdpolicy.text.cues import Cues
from stdpolicy.text.instruments import Instruments
from stdpolicy.text.openness import open_lists
from stdpolicy.text.programmes import Programmes
from stdpolicy.text.standard_types import StandardTypes

TYPES = StandardTypes(model().schemes["standard-type"])
INSTRUMENTS = Instruments(model().schemes["instrument"])
PROGRAMMES = Programmes(model().schemes["programme-kind"])

NAMED = {
    "制定国家标准。": "national",
    "参与制定国际、国家和行业标准。": "international national sector",
    "收集国家、行业等标准": "national sector",
    "制定高于国家、行业和地方标准的企业标准": "national sector local enterprise",
    "国家标准、行业标准以及团体标准": "national sector association",
    "行业（或地方、军用）标准": "sector local",
    "强制性国家标准和推荐性国家标准": "mandatory-national voluntary-national",
    "执行强制性标准": "mandatory-national",
    "采用国际标准和国外先进标准": "international foreign",
    "采用国际和国外先进标准": "international foreign",
    "瞄准国际先进标准": "international foreign",
    "推进中外标准互认": "foreign",
    "培育企业联合标准": "enterprise",
    "规范团体标准化工作": "association",
    "完善国家标准化技术文件制度": "guidance-document",
    "国际标准、参与活动": "international",
    # no types
    "建设国家标准验证点": "",
    "组建国际标准创新团队": "",
    "实施企业标准“领跑者”制度": "",
    "实施团体标准培优计划": "",
    "国家标准化管理委员会": "",
    "国际标准组织": "",
    "贯彻《国家标准管理办法》": "",
    "加强高耗能行业标准实施": "",
    "完善地区、企业等碳排放核算标准": "",
    "中国标准": "",
    "": "",
}
PROGRAMME = {
    "实施乡村振兴标准化行动。": [("乡村振兴标准化行动", "campaign")],
    "深入实施标准化强基工程，健全体系": [("标准化强基工程", "project")],
    "推进碳达峰、碳中和标准提升工程。": [("碳达峰、碳中和标准提升工程", "project")],
    "实施团体标准培优计划和标准化科普行动。": [
        ("团体标准培优计划", "plan"),
        ("标准化科普行动", "campaign"),
    ],
    "开展对标德国制造提升、海洋港口标准促进等工程": [
        ("对标德国制造提升", "project"),
        ("海洋港口标准促进", "project"),
    ],
    "开展造纸、食品等传统产业对标达标工程": [("传统产业对标达标工程", "project")],
    "加大“标准化+”行动的宣传力度": [("“标准化+”行动", "campaign")],
    "着力抓好“一号工程”“二号工程”": [("一号工程", "project"), ("二号工程", "project")],
    "在“尖兵”“领雁”等科研计划中": [("尖兵", "plan"), ("领雁", "plan")],
    "落实“三年攻坚”行动计划": [("“三年攻坚”行动计划", "plan")],
    "开展“零碳园区”建设试点": [("“零碳园区”建设试点", "pilot")],
    "支持开展标准国际化创新型城市试点": [("标准国际化创新型城市试点", "pilot")],
    "实施高等职业学校建设提升计划": [("高等职业学校建设提升计划", "plan")],
    # no names
    "推进重大工程。": [],
    "制定年度工作计划，实施重点节能工程": [],
    "开展产业链标准化试点": [],
    "推进工程建设": [],
    "落实科技计划项目": [],
    "开展建筑、交通等重点工程": [],
    "": [],
}
OPEN = {
    "开展人工智能、量子信息等领域研究": ["开展人工智能、量子信息"],
    "鼓励行业协会等参与，支持企业、学会等制定": ["鼓励行业协会", "支持企业、学会"],
    "完善审批流程和条件等五个要素": [],
    "山东、河南等两省": [],
    "高等院校平等参与": [],
    "等领域": [],
    "": [],
}
CALLED = {
    "推进社会治理标准化建设": "standards-development standards-application",
    "制定智能船舶、高铁等领域关键技术标准": "standards-development",
    "推广绿色生活标准": "standards-application",
    "建立协调机制": "mechanism",
    "开展宣传": "publicity",
    "大力发展产业": "",
    "": "",
}


@pytest.mark.parametrize("text", NAMED)
def test_types_of_standard(text: str) -> None:
    assert set(TYPES.codes(text)) == set(NAMED[text].split())


def test_the_words_of_a_type() -> None:
    text = "制定国家、行业标准"
    assert [text[one.start : one.end] for one in TYPES.find(text)] == ["国家、行业标准", "行业标准"]


@pytest.mark.parametrize("text", PROGRAMME)
def test_programmes(text: str) -> None:
    found = list(PROGRAMMES.find(text))
    assert [(one.name, one.kind) for one in found] == PROGRAMME[text]
    assert all(text[one.start : one.end].strip("“”") == one.name.strip("“”") for one in found)


@pytest.mark.parametrize("text", OPEN)
def test_open_lists(text: str) -> None:
    assert [text[one.start : one.end] for one in open_lists(text)] == OPEN[text]


def test_the_last_members_of_an_open_list() -> None:
    text = "开展智能制造、绿色制造和服务等领域"
    [one] = open_lists(text)
    assert text[one.last : one.end] == "服务"
    assert text[one.before_last : one.end] == "绿色制造和服务"


@pytest.mark.parametrize("text", CALLED)
def test_instruments(text: str) -> None:
    assert set(INSTRUMENTS.codes(text)) == set(CALLED[text].split())


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("topic", "加强标准化工作，强化工业互联网标准", ["industrial-internet"]),
        ("topic", "发展化工和绿色制造", ["chemicals", "manufacturing"]),
        ("topic", "健全标准信用监督制度", []),
        ("topic", "开展量子通信标准研究", ["quantum-information"]),
        (
            "target-group",
            "鼓励高校院所和中小企业",
            ["universities", "research-institutes", "small-and-medium-enterprises"],
        ),
        ("target-group", "强化金融、信用、人才等政策支持", []),
        ("target-group", "制定企业标准", []),
        ("domain", "加强标准化人才队伍建设", ["talent"]),
        ("domain", "推进乡村振兴标准化建设", ["rural-revitalization"]),
    ],
)
def test_words_of_the_code_lists(name: str, text: str, codes: list[str]) -> None:
    assert Cues(model().schemes[name]).codes(text) == codes
