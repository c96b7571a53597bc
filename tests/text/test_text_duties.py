"""Who is responsible, as policies print it and as their sentences say it."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.model.edition import model
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.duties import Duty, Rule, cell, ditto, duties, head_role, holding, rules
from stdpolicy.text.duties.brackets import brackets
from strategies import examples

NOBODY = Gazetteer()
TASK = "推进节水改造。"

PRINTED = {
    # a role behind the list
    "（省水利厅牵头，省财政厅、省住房城乡建设厅配合）": "lead 省水利厅; cooperate 省财政厅 省住房城乡建设厅",
    "(省水利厅、省财政厅分工负责)": "share 省水利厅 省财政厅",
    "（水利部、财政部负责）": "responsible 水利部 财政部",
    "（水利部、财政部等按职责分工负责）": "share 水利部 财政部 +",
    "（省水利厅牵头、省财政厅配合）": "lead 省水利厅; cooperate 省财政厅",
    "（省水利厅牵头负责）": "lead 省水利厅",
    # brackets in brackets, of any form
    "〔省水利厅〔牵头〕、省财政厅配合〕": "lead 省水利厅; cooperate 省财政厅",
    "【责任单位：省水利厅[牵头]、省财政厅】": "lead 省水利厅; responsible 省财政厅",
    "〔省委宣传部〔省文明办〕、省财政厅负责〕": "responsible 省委宣传部〔省文明办〕 省财政厅",
    "（省水利厅，省财政厅按职责分工负责，2026年底前完成）": "share 省水利厅 省财政厅",
    "（水利部指导，各市县人民政府负责落实）": "oversee 水利部; responsible 各市县人民政府",
    "（省级部门负责，各市县落实）": "responsible 省级部门; responsible 各市县",
    "（省水利厅负总责，各县（市、区）抓落实）": "responsible 省水利厅; responsible 各县（市、区）",
    "（由省水利厅牵头，会同省财政厅等部门落实）": "lead 省水利厅; cooperate 省财政厅 +",
    "（省水利厅会同省财政厅负责）": "lead 省水利厅; cooperate 省财政厅",
    "（省水利厅会同省级有关部门）": "lead 省水利厅; cooperate 省级有关部门",
    "（省水利厅、省住房城乡建设厅，会同省财政厅负责）": "lead 省水利厅 省住房城乡建设厅; cooperate 省财政厅",
    "（水利部牵头会同财政部、税务总局组织实施）": "lead 水利部; cooperate 财政部 税务总局",
    "（此项工作由市水务局牵头，市财政局参与）": "lead 市水务局; cooperate 市财政局",
    "（省级层面由省水利厅牵头，市级层面由各市人民政府负责）": "lead 省水利厅; responsible 各市人民政府",
    "（市政府督查室牵头，各责任单位配合）": "lead 市政府督查室; cooperate 各责任单位",
    "（省协调办负责）": "responsible 省协调办",
    "（省质量监督局负责，省教育督导委员会办公室配合）": "responsible 省质量监督局; cooperate 省教育督导委员会办公室",
    "（省水利厅、省财政厅等部门，各市人民政府按职责分工负责）": "share 省水利厅 省财政厅 各市人民政府 +",
    "（省水利厅、财政厅，省通信管理局参与）": "cooperate 省水利厅 省财政厅 省通信管理局",
    # labels
    "(责任单位:市水务局、市财政局等)": "responsible 市水务局 市财政局 +",
    "（牵头单位：市水务局；配合单位：市财政局，各区政府）": "lead 市水务局; cooperate 市财政局 各区政府",
    "（负责部门：水利部、财政部；适用范围：沿海省份）": "responsible 水利部 财政部",
    "（负责部门：水利部等部门，适用范围：沿海省份）": "responsible 水利部 +",
    "（牵头单位：市水务局，责任单位：各县（市、区）政府，完成时限：2026年6月）": "lead 市水务局; responsible 各县（市、区）政府",
    "（责任单位：市水务局、市财政局按职责分工负责）": "share 市水务局 市财政局",
    "（责任单位：市水务局牵头，市财政局配合）": "lead 市水务局; cooperate 市财政局",
    "（责任单位：市水务局；市财政局；各区政府）": "responsible 市水务局; responsible 市财政局; responsible 各区政府",
    "（第一责任单位：市水务局；协办单位：市财政局）": "responsible 市水务局; cooperate 市财政局",
    "（主办单位：市水务局；监管单位：市财政局）": "lead 市水务局; oversee 市财政局",
    "（责任单位：市水务局（牵头）、市财政局、各镇（街道））": "lead 市水务局; responsible 市财政局 各镇（街道）",
    "（实施时间：2026年；责任单位：市水务局）": "responsible 市水务局",
    # brackets of other forms, or of two
    "〔责任单位：市水务局〕": "responsible 市水务局",
    "［责任单位：市水务局］": "responsible 市水务局",
    "【牵头单位：市水务局】": "lead 市水务局",
    "[省水利厅牵头，省财政厅配合]": "lead 省水利厅; cooperate 省财政厅",
    "（责任单位：市水务局)": "responsible 市水务局",
    "〔责任单位：市水务局）": "responsible 市水务局",
    "（责任单位：市水务局": "responsible 市水务局",
    "（ 责任单位：市水务局、 市财政局 ）": "responsible 市水务局 市财政局",
    # no word for the role
    "（水利部、财政部）": "responsible 水利部 财政部",
    "（市水务局、市财政局，各区、县（市），2026年6月底前）": (
        "responsible 市水务局 市财政局 各区、县（市）"
    ),
    "（省水利厅、省关工委、团省委、省妇联）": "responsible 省水利厅 省关工委 团省委 省妇联",
    # no brackets
    "责任单位：市水务局、市财政局，各县（市、区）人民政府。": "responsible 市水务局 市财政局 各县（市、区）人民政府",
    "牵头单位：市水务局 配合单位：市财政局": "lead 市水务局; cooperate 市财政局",
    "责任领导：某某，责任单位：市水务局，完成时限：2026年": "responsible 市水务局",
    "\n责任单位：市水务局\n完成时限：2026年": "responsible 市水务局",
    # rules
    "责任单位：市水务局、市财政局（列第一位者为牵头单位，下同）": "lead 市水务局; responsible 市财政局",
    "（责任单位：市水务局、市财政局、市住建局，列第一位者为牵头单位）": "lead 市水务局; responsible 市财政局 市住建局",
    "（市水务局、市财政局，排名首位的为牵头单位，其他为配合单位，下同）": "lead 市水务局; cooperate 市财政局",
    "（市水务局、市财政局负责，排在第一位的为牵头单位，下同）": "lead 市水务局; responsible 市财政局",
    "（责任单位：市水务局；安顺市、铜仁市人民政府。列第一位者为牵头单位，下同）": (
        "lead 市水务局; responsible 安顺市人民政府 铜仁市人民政府"
    ),
    "（牵头单位：市教育局，市财政局、市民政局参加）": "lead 市教育局; cooperate 市财政局 市民政局",
    "（省教育厅牵头，财政厅、公安厅配合）": "lead 省教育厅; cooperate 省财政厅 省公安厅",
    "（牵头单位：市教育局；配合单位：财政局、各区政府）": "lead 市教育局; cooperate 市财政局 各区政府",
    "（第一责任单位：市教育局，第二责任单位：市财政局）": "responsible 市教育局; responsible 市财政局",
    "牵头单位：区教育局  责任单位：区财政局、各镇街  完成时限：2024年": (
        "lead 区教育局; responsible 区财政局 各镇街"
    ),
    "（教育部牵头，财政部等25个部门、单位参加）": "lead 教育部; cooperate 财政部 +",
    "（有关部门、单位按照职责分工负责）": "share 有关部门、单位",
    "（市教育局★、市财政局）": "responsible 市教育局 市财政局",
    "（市商务局牵头，各县〔市、区〕人民政府落实）": "lead 市商务局; responsible 各县〔市、区〕人民政府",
    "（牵头单位：市水务局；配合单位：市财政局，各区政府（含开发区、新区管委会，下同））": (
        "lead 市水务局; cooperate 市财政局 各区政府"
    ),
    "（省水利厅指导，各市政府负责落实。以下均需各市政府落实，不再列出）": "oversee 省水利厅; responsible 各市政府",
    "（市水务局、市财政局，以下任务均需各县（市、区）政府落实，不再列出）": (
        "responsible 市水务局 市财政局; responsible 各县（市、区）政府"
    ),
    "〔责任单位：省水利厅。具体任务均涉及相关市（州）人民政府，不再做分工，下同〕": "responsible 省水利厅; responsible 相关市（州）人民政府",
}


def said(found: Iterable[Duty]) -> str:
    """Duties as the tables here write them; + is an open list."""
    return "; ".join(
        " ".join([duty.role, *(body.resolved for body in duty.bodies), *("+" * duty.open)])
        for duty in found
    )


@pytest.mark.parametrize("text", PRINTED)
def test_brackets_and_labels(text: str) -> None:
    found = list(duties(TASK + text, NOBODY))
    assert said(found) == PRINTED[text]
    assert {(TASK + text)[duty.covers_start : duty.covers_end] for duty in found} == {TASK}
    assert not any(duty.prose for duty in found)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "（以下简称节水改造）",
            "（含港澳台）",
            "（此件公开发布）",
            "（区、县）",
            "（联系人：某某）",
        ),
        *("\n第九条【部门协同】加强统筹。", "\n【部门协同】加强统筹。"),
        *("（国际标准化组织）", "（2026年底前完成）", "（详见附件）", "（一）", "（", "）"),
    ],
)
def test_brackets_that_say_something_else(text: str) -> None:
    assert list(duties(TASK + text, NOBODY)) == []


@pytest.mark.parametrize(
    "text",
    [
        "各省（区、市）、县（市、区）和行业协会（商会）的工作",
        "学校（校外培训由教育部门负责）、企业的工作",
        "建设中心（省水利厅）和基地",
    ],
)
def test_brackets_within_a_sentence(text: str) -> None:
    assert not [duty for duty in duties(text, NOBODY) if not duty.prose]


def test_each_bracket_is_for_the_sentences_since_the_one_before() -> None:
    text = "一是改造。再改造。（省水利厅负责）二是推广；（省科技厅牵头，省财政厅配合）（完成时限：2026年）三是宣传（省广电局负责）。"
    found = [
        (duty.role, text[duty.start : duty.end], text[duty.covers_start : duty.covers_end])
        for duty in duties(text, NOBODY)
    ]
    assert found == [
        ("responsible", "省水利厅负责", "一是改造。再改造。"),
        ("lead", "省科技厅牵头", "二是推广；"),
        ("cooperate", "省财政厅配合", "二是推广；"),
        ("responsible", "省广电局负责", "（完成时限：2026年）三是宣传"),
    ]


def test_two_brackets_side_by_side_are_for_the_same() -> None:
    text = "做好改造。（牵头单位：省水利厅）（配合单位：省财政厅）"
    assert [text[d.covers_start : d.covers_end] for d in duties(text, NOBODY)] == ["做好改造。"] * 2


def test_what_stands_alone_is_for_what_comes_before_the_text() -> None:
    (found,) = duties("责任单位：市水务局", NOBODY)
    assert found.covers_start == found.covers_end == 0


def test_labelled_sentences_of_a_paragraph() -> None:
    text = (
        "做改造。责任单位：市水务局。做推广。牵头单位：市科技局；配合单位：各区。完成时限：2026年。"
    )
    found = list(duties(text, NOBODY))
    assert said(found) == "responsible 市水务局; lead 市科技局; cooperate 各区"
    assert [text[d.covers_start : d.covers_end] for d in found] == [
        "做改造。",
        "做推广。",
        "做推广。",
    ]


IN_A_LIST = {
    "制定办法（市教育局，2024年9月底前完成）": "responsible 市教育局",
    "查办典型案件（市教育局、各县〔市、区〕政府）": "responsible 市教育局 各县〔市、区〕政府",
    "市场监管总局（国家标准委）": "",
    "做好工作的单位（市教育局）": "",
}


@pytest.mark.parametrize("text", IN_A_LIST)
def test_brackets_behind_what_is_no_sentence(text: str) -> None:
    assert said(duties(text, NOBODY)) == IN_A_LIST[text]


RULES = {
    "列第一位者为牵头单位，下同": ("lead", "", True),
    "排在第一位的责任单位为牵头单位": ("lead", "", False),
    "各项任务排名首位的为牵头单位，其余为配合单位": ("lead", "cooperate", True),
    "第一个单位为牵头单位，其他单位按职责分工负责，以下同": ("lead", "share", True),
    "牵头单位为市水务局": None,
}


@pytest.mark.parametrize("text", RULES)
def test_rules_of_the_first(text: str) -> None:
    found = [(rule.first, rule.others, rule.wide) for rule in rules(f"分工如下（{text}）。")]
    assert found == ([RULES[text]] if RULES[text] else [])


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("以下均需各设区市政府落实，不再列出", ["各设区市政府"]),
        ("以下各项任务均由各市、县人民政府负责落实，不再一一列出", ["各市、县人民政府"]),
        ("省水利厅负责，各市人民政府落实，以下不再列出", ["各市人民政府"]),
        ("不再列出", []),
    ],
)
def test_rules_of_bodies_that_are_not_listed(text: str, bodies: list[str]) -> None:
    assert [b.resolved for rule in rules(text) for b in rule.bodies] == bodies


def test_a_rule_does_not_reach_into_the_sentence_before() -> None:
    text = "任务均需各市政府落实，不再列出。各县政府落实，不再列出"
    assert [[body.resolved for body in rule.bodies] for rule in rules(text)] == [
        ["各市政府"],
        ["各县政府"],
    ]
    far = f"做好{'节水、' * 30}列第一位者为牵头单位，下同"
    [rule] = rules(far)
    assert rule.start > 0


def test_the_rule_of_a_document_holds_in_each_paragraph() -> None:
    (rule,) = rules("（列第一位者为牵头单位，下同）")
    text = TASK + "（责任单位：市水务局、市财政局）"
    assert said(duties(text, NOBODY, [rule])) == "lead 市水务局; responsible 市财政局"
    led = TASK + "（市财政局配合，市水务局牵头）"
    assert said(duties(led, NOBODY, [rule])) == "cooperate 市财政局; lead 市水务局"


def test_a_rule_that_says_from_here_on_holds_in_no_paragraph_before() -> None:
    plain = "做甲。（市水务局、市财政局负责）"
    onward = "做乙。（市教育局、市体育局负责，列首位的为牵头单位，下同）"
    always = "各项责任分工中，列首位的为牵头单位。"
    assert [bool(held) for held in holding([plain, onward, plain, plain], NOBODY)] == [0, 0, 1, 1]
    assert [bool(held) for held in holding([plain, plain, always], NOBODY)] == [1, 1, 1]
    assert said(duties(plain, NOBODY, holding([onward, plain], NOBODY)[1])) == (
        "lead 市水务局; responsible 市财政局"
    )


def test_a_rule_holds_from_where_it_stands() -> None:
    text = "做甲。（市水务局、市财政局负责）做乙。（市教育局、市体育局负责，列首位的为牵头单位，下同）做丙。（市科技局、市商务局负责）"
    assert said(duties(text, NOBODY)) == (
        "responsible 市水务局 市财政局; lead 市教育局; responsible 市体育局; "
        "lead 市科技局; responsible 市商务局"
    )


def test_cells_of_a_table() -> None:
    assert said(cell("省水利厅\n省发改委、财政厅", head_role("主要责任单位"), NOBODY)) == (
        "responsible 省水利厅; responsible 省发改委 省财政厅"
    )
    assert said(cell("省水利厅、省财政厅", head_role("配合单位"), NOBODY)) == (
        "cooperate 省水利厅 省财政厅"
    )
    assert (
        said(cell("省水利厅、省财政厅按职责分工负责", head_role("责任单位"), NOBODY))
        == "share 省水利厅 省财政厅"
    )
    assert head_role("完成时限") == ""
    rule = Rule(0, 0, first="lead")
    assert said(cell("省水利厅、省财政厅", head_role("责任单位"), NOBODY, [rule])) == (
        "lead 省水利厅; responsible 省财政厅"
    )


PROSE = {
    "各地区、各有关部门要提高认识，抓好落实。": "responsible 各地区 各有关部门",
    "各县各部门应当制定计划。": "responsible 各县 各部门",
    "县级以上人民政府水行政主管部门负责本行政区域内的节水工作。": "responsible 县级以上人民政府水行政主管部门",
    "市水务局会同市财政局、市住建局等部门组织实施。": "lead 市水务局; cooperate 市财政局 市住建局 +",
    "水利部要会同有关方面做好评估。": "lead 水利部; cooperate 有关方面",
    "节水标准由省市场监管局制定并发布。": "responsible 省市场监管局",
    "由国家发展改革委牵头，卫生计生委、质检总局等参与。": "lead 国家发展改革委; cooperate 卫生计生委 质检总局 +",
    "管委会财政局负责资金保障。": "responsible 管委会财政局",
    "由广东省财政厅牵头，香港特别行政区政府创新科技署配合。": "lead 广东省财政厅; cooperate 香港特别行政区政府创新科技署",
    "2.1市水务局要加强督导。": "responsible 市水务局",
    "2.1.3 市水务局会同市财政局制定办法。": "lead 市水务局; cooperate 市财政局",
    "市国税局、杭州海关要做好监管。": "responsible 市国税局 杭州海关",
    "此项工作由省水利厅牵头，省财政厅配合。": "lead 省水利厅; cooperate 省财政厅",
    "节水主管部门全面履行牵头、协调和监督职责。": "lead 节水主管部门; oversee 节水主管部门",
    "联席会议办公室要发挥统筹协调作用。": "oversee 联席会议办公室",
    "国务院有关部门按照职责分工负责相关工作。": "share 国务院有关部门",
    "财政部门分工管理节水资金。": "share 财政部门",
    "各地要加大投入,各部门要保障经费。": "responsible 各地; responsible 各部门",
    "同时，各级党委和政府必须履行主体责任。": "responsible 各级党委和政府",
    "省水利厅为牵头单位，省财政厅为配合单位。": "lead 省水利厅; cooperate 省财政厅",
    "一、企业应当公布用水量。": "responsible 企业",
    "第三条　国务院水行政主管部门统一管理全国节水工作。": "responsible 国务院水行政主管部门",
    # who acts with one that leads
    "由省水利厅牵头、省财政厅配合，制定方案。": "lead 省水利厅; cooperate 省财政厅",
    "由省水利厅牵头，省财政厅、省住房城乡建设厅参与，制定方案。": (
        "lead 省水利厅; cooperate 省财政厅 省住房城乡建设厅"
    ),
    "省水利厅牵头，会同省财政厅、省审计厅制定目录。": "lead 省水利厅; cooperate 省财政厅 省审计厅",
    "省水利厅会同省财政厅对落实情况进行督促检查。": "lead 省水利厅; cooperate 省财政厅",
    "省水利厅负责统筹协调，省财政厅负责资金保障。": "oversee 省水利厅; responsible 省财政厅",
    # a plain verb
    "省水利厅、省财政厅等部门按照职责分工推进。": "share 省水利厅 省财政厅 +",
    "各有关部门根据职责分工制定配套政策。": "share 各有关部门",
    "省级各有关部门按照职责分工，加强协调配合。": "share 省级各有关部门",
    "省水利厅等部门制定监测办法。": "responsible 省水利厅 +",
    "市水务局负责制定年度方案，提出建议。": "responsible 市水务局",
    "省人民政府办公厅负责统筹全省节水工作。": "oversee 省人民政府办公厅",
    "省水利厅会同省财政厅、省审计厅每年至少开展2次检查。": (
        "lead 省水利厅; cooperate 省财政厅 省审计厅"
    ),
    "村（社区）要加强管理。": "responsible 村（社区）",
    "村（居）委会应当协助做好节水工作。": "cooperate 村（居）委会",
    "各村（社区）负责落实。": "responsible 各村（社区）",
    "省水利厅、省财政厅参与": "cooperate 省水利厅 省财政厅",
    "省水利厅、省财政厅参与。": "cooperate 省水利厅 省财政厅",
    "省水利厅每年对各市进行评估。": "responsible 省水利厅",
    "各级政府将节水纳入考核。": "responsible 各级政府",
    "公安机关依法查处违法行为。": "responsible 公安机关",
    "各级财政部门要统筹现有资金渠道，加大支持力度。": "responsible 各级财政部门",
    "市财政局负责预算管理，会同市水务局开展评价。": (
        "responsible 市财政局; lead 市财政局; cooperate 市水务局"
    ),
    "各省（自治区、直辖市）人民政府对本辖区工作负总责。": (
        "responsible 各省（自治区、直辖市）人民政府"
    ),
    "违反规定的，市科技局责令改正。": "responsible 市科技局",
    "费用由各地价格主管部门结合实际核定。": "responsible 各地价格主管部门",
    "省审计厅依法进行审计监督。": "responsible 省审计厅",
    "省政府将适时组织督查。": "responsible 省政府",
    "省直有关部门每年1月底前将情况报省水利厅。": "responsible 省直有关部门",
    "省教育厅作为牵头部门，负责统筹推进。": "lead 省教育厅",
    "教研部门要建立教研制度。": "responsible 教研部门",
    "各地按照年度计划有序推进。": "responsible 各地",
    "各部门每年至少组织1次检查。": "responsible 各部门",
    "请各省级安委会于2月底前将方案报省政府。": "responsible 各省级安委会",
    # seats
    "成立由市长任组长，分管副市长任副组长，市级有关部门主要负责人为成员的节水改造工作领导小组。": (
        "oversee 节水改造工作领导小组; chair 市政府; chair 市政府; member 市级有关部门"
    ),
    "成立由市长任组长的市节水改造领导小组，统筹推进各项工作。": (
        "oversee 市节水改造领导小组; chair 市政府"
    ),
    "成立以市长为组长的节水工作领导小组。": "oversee 节水工作领导小组; chair 市政府",
    "成立由市委、市政府主要领导任双组长的节水工作领导小组。": (
        "oversee 节水工作领导小组; chair 市委 市政府"
    ),
    "县级成立以县长为总指挥的防汛抗旱指挥部。": "oversee 防汛抗旱指挥部; chair 县政府",
    "成立由市政府分管领导任组长，市水务局、市财政局等部门负责同志组成的工作专班。": (
        "chair 市政府; member 市水务局 市财政局 +"
    ),
    "成立由省水利厅、省财政厅等部门组成的节水工作协调小组，办公室设在省水利厅。": (
        "oversee 节水工作协调小组; member 省水利厅 省财政厅 +; secretariat 省水利厅"
    ),
    "成立节水改造工作领导小组，由市政府主要领导任组长，市级有关部门为成员单位，办公室设在市水务局。": (
        "oversee 节水改造工作领导小组; chair 市政府; member 市级有关部门; secretariat 市水务局"
    ),
    "组长由市政府分管领导担任，副组长由市水务局局长担任。": "chair 市政府; chair 市水务局",
    "联席会议由水利部、财政部等8个部门组成。": "member 水利部 财政部 +",
    "联席会议日常工作由水利部承担。": "secretariat 水利部",
    "领导小组办公室（设在市工信局）承担日常工作。": "secretariat 市工信局",
    "市委督查室、市政府督查室定期开展督查。": "responsible 市委督查室 市政府督查室",
    "成立推进委员会，由省政府分管领导任主任，省水利厅、省财政厅主要负责同志任副主任。": (
        "chair 省政府; chair 省水利厅 省财政厅"
    ),
    "日常工作由市民政局承担。": "secretariat 市民政局",
    "充分发挥省节水工作领导小组统筹协调作用，强化联动。": "oversee 省节水工作领导小组",
}
NO_DUTY = (
    *(
        "完善节水工作部门联席会议制度。",
        "实行厂长负责制。",
        "企业牵头制定国际标准的，给予奖励。",
        "按照省政府要求推进。",
        "各项工作要有序推进。",
        "各单位主要负责同志要亲自抓。",
    ),
    *(
        "鼓励企业应用。",
        "由政府主导向市场主导转变。",
        "在国务院统一领导下开展。",
        "充分发挥主管部门的作用。",
    ),
    *(
        "水利部会同财政部研究提出了意见。",
        "加强对各级政府的考核。",
        "《各部门要做好节水》已经印发。",
        "成立领导小组。",
    ),
    *("各部门重要事项及时报告。", "行业协会可以制定团体标准。", "建立部门协调机制。", ""),
    *("租赁由省水利厅认定的园区。", "执行由省水利厅审核批准的计划。"),
    # what a plain verb does not give
    *("近年来，各地区认真落实部署，取得积极成效。", "国务院印发《节水条例》，作出部署。"),
    *("各部门制定政策措施的，报省政府。", "省水利厅制定的办法。", "省政府有关部门批准后实施。"),
    *("各地区推进节水工作情况纳入考核。", "各部门协同推进机制不断完善。", "企业加强管理。"),
    *("鼓励企业参与，市民参与。", "政府引导、市场主导、社会参与。", "省级统筹、市县落实。"),
    *("建设节水专家咨询委员会,开展活动。", "组建由院士专家组成的专家委员会。"),
    *("建立由企业、高校、科研院所组成的创新联合体。", "完善由政府主导的工作机制。"),
)


@pytest.mark.parametrize("text", PROSE)
def test_running_text(text: str) -> None:
    found = list(duties(f"推进改造。{text}", NOBODY))
    assert said(found) == PROSE[text]
    assert all(duty.prose for duty in found)
    covered = {f"推进改造。{text}"[duty.covers_start : duty.covers_end] for duty in found}
    assert covered == {text}


@pytest.mark.parametrize("text", NO_DUTY)
def test_running_text_without_a_duty(text: str) -> None:
    assert said(duties(text, NOBODY)) == ""


def test_what_the_sentence_before_tells_does_not_count() -> None:
    assert said(duties("近年来，成效明显。各地区认真落实部署。", NOBODY)) == "responsible 各地区"
    assert said(duties("近年来，各地区认真落实部署。", NOBODY)) == ""


def test_the_clause_of_running_text_ends_where_the_next_begins() -> None:
    text = "各地要加大投入,加强监督;各部门要保障经费。"
    assert [text[d.start : d.end] for d in duties(text, NOBODY)] == [
        "各地要加大投入,加强监督",
        "各部门要保障经费",
    ]


def test_bodies_have_the_ids_of_the_gazetteer() -> None:
    known = Gazetteer([("water", ("某市水务局", "市水务局")), ("all", ("各部门",))])
    text = "做好改造。（市水务局牵头）各部门要配合。"
    assert [body.id for duty in duties(text, known) for body in duty.bodies] == ["water", "all"]


SHARES = st.lists(
    st.lists(st.sampled_from(("水利", "财政", "教育", "民政", "司法")), min_size=1, unique=True),
    min_size=2,
    max_size=2,
)


@examples(100)
@given(
    SHARES, st.sampled_from(("（{}）", "({})", "〔{}〕", "【{}】")), st.booleans(), st.booleans()
)
def test_a_clause_of_responsibility_is_read_back(
    shares: list[list[str]], bracket: str, elliptic: bool, more: bool
) -> None:
    leads, others = ([f"省{office}厅" for office in share] for share in shares)
    joint = "、" if elliptic else "、省"
    lead, other = (f"省{joint.join(f'{office}厅' for office in share)}" for share in shares)
    text = TASK + bracket.format(f"{lead}牵头，{other}{'等' * more}配合")
    expected = f"lead {' '.join(leads)}; cooperate {' '.join(others)}{' +' * more}"
    assert said(duties(text, NOBODY)) == expected


def test_ditto_means_those_of_the_paragraph_before() -> None:
    before = duties("牵头单位：市水务局；配合单位：市财政局、市教育局等。", NOBODY)
    text = "做好改造。（配合单位同上）"
    (found,) = ditto(text, before)
    assert (found.role, [body.resolved for body in found.bodies], found.open) == (
        "cooperate",
        ["市财政局", "市教育局"],
        True,
    )
    assert text[found.start : found.end] == "配合单位同上"
    assert [duty.role for duty in ditto("责任单位：同上", before)] == ["lead", "cooperate"]
    assert not [*ditto("责任单位：同上", ())]


ALPHABET = "省市水利厅财政局各部门要负责牵头配合由会同等、，。；：（）()〔〕责任单位列第一为下同\n"


@examples(300)
@given(st.text(alphabet=ALPHABET, max_size=80))
def test_spans_lie_in_the_text(text: str) -> None:
    roles = model().schemes["role"].codes
    for duty in duties(text, NOBODY):
        assert duty.role in roles
        assert duty.bodies
        assert 0 <= duty.start < duty.end <= len(text)
        assert 0 <= duty.covers_start <= duty.covers_end <= len(text)
        for body in duty.bodies:
            assert "".join(text[body.start : body.end].split()) == body.printed
    for rule in rules(text):
        assert 0 <= rule.start < rule.end <= len(text)


@examples(300)
@given(st.text(alphabet="()（）[]〔〕省\n"))
def test_brackets_are_apart(text: str) -> None:
    end = 0
    for bracket in brackets(text):
        start, stop = bracket.inside
        assert end <= bracket.start < start <= stop <= bracket.end
        assert "\n" not in text[bracket.start : bracket.end]
        end = bracket.end
