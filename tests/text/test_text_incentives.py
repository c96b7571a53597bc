"""Money and honours that a text promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.model.edition import model
from stdpolicy.text.characters import half_width
from stdpolicy.text.incentives import Incentives
from strategies import examples

INCENTIVES = Incentives(model().schemes["payment"])
PROMISES = {
    "对经认定的平台，按不高于投资的50%、最高不超过1000万元给予资助。": [
        (
            "subsidy",
            "",
            "经认定的平台",
            "10000000",
            "对经认定的平台，按不高于投资的50%、最高不超过1000万元给予资助",
        )
    ],
    "按每人1500元标准发放一次性扩岗补助。": [
        ("subsidy", "", "", "1500", "按每人1500元标准发放一次性扩岗补助")
    ],
    "对符合条件的重要标准按规定给予奖励，完善政策。": [
        ("reward", "", "符合条件的重要标准", "", "对符合条件的重要标准按规定给予奖励")
    ],
    "健全机制，对工作突出的地区、单位予以奖励。": [
        ("reward", "地区、单位", "工作突出", "", "对工作突出的地区、单位予以奖励")
    ],
    "对成绩显著的单位和个人，按照国家有关规定给予表彰和奖励。": [
        (
            "commendation",
            "单位和个人",
            "成绩显著",
            "",
            "对成绩显著的单位和个人，按照国家有关规定给予表彰和奖励",
        )
    ],
    "第九条 对成绩显著的个人给予通报表扬。": [
        ("commendation", "个人", "成绩显著", "", "对成绩显著的个人给予通报表扬")
    ],
    "按规定对举报人给予奖励。": [("reward", "举报人", "", "", "按规定对举报人给予奖励")],
    "授予“标准化先进单位”称号。": [("commendation", "", "", "", "授予“标准化先进单位”称号")],
    "做好对标准研制的资助。": [("subsidy", "", "标准研制", "", "做好对标准研制的资助")],
    "对制定国际标准、国家标准的企业，分别给予100万元、30万元奖励。": [
        ("reward", "企业", "制定国际标准", "1000000", ""),
        ("reward", "企业", "制定国家标准", "300000", ""),
    ],
    "对承担国际、国家、省级技术委员会秘书处的单位，分别一次性给予100万元、50万元、20万元的补助。": [
        ("subsidy", "单位", "承担国际技术委员会秘书处", "1000000", ""),
        ("subsidy", "单位", "承担国家技术委员会秘书处", "500000", ""),
        ("subsidy", "单位", "承担省级技术委员会秘书处", "200000", ""),
    ],
    "对获得贡献奖一、二等奖的单位，给予5万元、3万元奖励，获得组织奖的，给予1万元奖励。": [
        ("reward", "单位", "获得贡献奖一等奖", "50000", ""),
        ("reward", "单位", "获得贡献奖二等奖", "30000", ""),
        ("reward", "单位", "获得组织奖", "10000", "获得组织奖的，给予1万元奖励"),
    ],
    "对主导制定（不含修订、转化）国际标准的企业，奖励五十万元。": [
        ("reward", "企业", "主导制定（不含修订、转化）国际标准", "500000", "")
    ],
    "给予每人1,000元补贴。": [("subsidy", "", "", "1000", "")],
    # ceilings behind a sum are promises of their own, those behind none give it its sum
    "对制定国际标准的企业，每项资助10万元，同一企业每年最高不超过100万元。": [
        ("subsidy", "企业", "制定国际标准", "100000", "对制定国际标准的企业，每项资助10万元"),
        ("subsidy", "企业", "制定国际标准", "1000000", "同一企业每年最高不超过100万元"),
    ],
    "对技术改造项目，按投资额的10%给予补助，单个项目最高补助1 000万元。": [
        (
            "subsidy",
            "",
            "技术改造项目",
            "10000000",
            "对技术改造项目，按投资额的10%给予补助，单个项目最高补助1 000万元",
        )
    ],
    # sums by rank, prize and threshold
    "对前三名分别奖励10万元、8万元、5万元。": [
        ("reward", "", "前三名", "100000", ""),
        ("reward", "", "前三名", "80000", ""),
        ("reward", "", "前三名", "50000", ""),
    ],
    "设立一等奖1名，奖金10万元；二等奖3名，奖金5万元。": [
        ("reward", "", "一等奖", "100000", "一等奖1名，奖金10万元"),
        ("reward", "", "二等奖", "50000", "二等奖3名，奖金5万元"),
    ],
    "对年产值首次突破1亿元、5亿元的企业，分别给予20万元、50万元奖励。": [
        ("reward", "企业", "年产值首次突破1亿元", "200000", ""),
        ("reward", "企业", "年产值首次突破5亿元", "500000", ""),
    ],
    "对获评国家4A级旅游景区的，一次性奖励100万元。": [
        ("reward", "", "获评国家4A级旅游景区", "1000000", "")
    ],
    "给予不超过500万元的资金支持。": [
        ("subsidy", "", "", "5000000", "给予不超过500万元的资金支持")
    ],
    "一次性吸纳就业补贴每人1000元。": [("subsidy", "", "", "1000", "一次性吸纳就业补贴每人1000元")],
    "对吸纳就业的企业，按每人1500元给予一次性补助。": [
        ("subsidy", "企业", "吸纳就业", "1500", "对吸纳就业的企业，按每人1500元给予一次性补助")
    ],
    "设一等奖1名、二等奖2名，分别奖励20万元、10万元。": [
        ("reward", "", "一等奖", "200000", "分别奖励20万元、10万元"),
        ("reward", "", "二等奖", "100000", "分别奖励20万元、10万元"),
    ],
    "对新引进的博士、硕士，分别给予每月3000元、2000元生活补贴。": [
        ("subsidy", "", "新引进的博士", "3000", ""),
        ("subsidy", "", "新引进的硕士", "2000", ""),
    ],
    "对获得示范县的奖励1000万元。": [("reward", "", "获得示范县", "10000000", "")],
    "第五条【奖励】对于首次认定的企业，给予20万元奖励。": [
        ("reward", "企业", "首次认定", "200000", "对于首次认定的企业，给予20万元奖励")
    ],
    "对年销售首次突破 1000 万元、1 亿元的企业,分别给予一次性奖励 10 万元、20 万元。": [
        ("reward", "企业", "年销售首次突破 1000 万元", "100000", ""),
        ("reward", "企业", "年销售首次突破 1 亿元", "200000", ""),
    ],
    "当年认定为首版次软件的，一次性奖励企业 50 万元。": [
        ("reward", "", "当年认定为首版次软件", "500000", "")
    ],
    "对评为省级未来工厂、市级智能工厂的,分别给予50万、30万元奖励。": [
        ("reward", "", "评为省级未来工厂", "500000", ""),
        ("reward", "", "评为市级智能工厂", "300000", ""),
    ],
    "对认定的A类、B类人才分别给予200万元、100万元补贴。": [
        ("subsidy", "A类人才", "认定", "2000000", ""),
        ("subsidy", "B类人才", "认定", "1000000", ""),
    ],
    "对参展企业给予展位费80%的补助，每个展位最高2万元、每家企业全年最高10万元。": [
        (
            "subsidy",
            "参展企业",
            "",
            "20000",
            "对参展企业给予展位费80%的补助，每个展位最高2万元",
        ),
        ("subsidy", "参展企业", "", "100000", "每家企业全年最高10万元"),
    ],
    "按照1:1给予配套奖励。": [("reward", "", "", "", "按照1:1给予配套奖励")],
    # promises of nothing
    "完善标准创新奖励制度，加大资助力度。": [],
    "落实创业场租补贴政策。": [],
    "不予奖励。": [],
    "开展补贴性职业技能培训。": [],
    "给予大力支持。": [],
    "": [],
}


@pytest.mark.parametrize("text", PROMISES)
def test_promises(text: str) -> None:
    found = list(INCENTIVES.find(text))
    read = [
        (one.kind, one.beneficiary, one.condition, str(one.amount or ""), quote if quote else "")
        for one, quote in zip(
            found,
            (
                text[one.start : one.end] if expected[4] else ""
                for one, expected in zip(found, PROMISES[text], strict=True)
            ),
            strict=True,
        )
    ]
    assert read == PROMISES[text]
    assert not any(one.doubtful for one in found)


@pytest.mark.parametrize(
    ("text", "ceiling", "payment", "rank", "last"),
    [
        ("对排名第一位的企业给予最高10万元奖励", True, "", 1, None),
        ("对排名第二位至第四位的企业一次性给予10万元奖励", False, "once", 2, 4),
        ("对排名前三名的企业，每年给予10万元奖励", False, "per-year", 1, 3),
        ("对企业每项给予不超过10万元的补助", True, "per-item", None, None),
        ("对企业给予不高于10万元的补助", True, "", None, None),
        ("对投资不超过1000万元的项目给予10万元补助", False, "", None, None),
    ],
)
def test_how_much_how_and_for_which_rank(
    text: str, ceiling: bool, payment: str, rank: int | None, last: int | None
) -> None:
    [one] = INCENTIVES.find(text)
    assert (one.ceiling, one.payment, one.rank, one.last_rank) == (ceiling, payment, rank, last)


@pytest.mark.parametrize(
    "text",
    [
        "给予30—50万元补助。",
        "给予5000元至10000元的补助。",
        "对制定标准的企业，分别给予10万元、5万元奖励。",
    ],
)
def test_what_cannot_be_told(text: str) -> None:
    assert all(one.doubtful for one in INCENTIVES.find(text))


def test_digits_are_made_plain_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As often as there are sums, it would take quadratic time."""
    made: list[int] = []

    def counted(text: str) -> str:
        made.append(len(text))
        return half_width(text)

    monkeypatch.setattr("stdpolicy.text.incentives.reading.half_width", counted)
    text = "对企业奖励１０万元，最高不超过５０万元。" * 50
    assert len(list(INCENTIVES.find(text))) == 100
    assert made == [len(text)]


def test_each_prize_has_its_sum() -> None:
    text = "对优秀项目设四等奖2名、优胜奖3名，分别奖励2万元、1万元。"
    assert [found.amount for found in INCENTIVES.find(text)] == [20_000, 10_000]


def test_a_range_is_one_promise_without_a_sum() -> None:
    [one] = INCENTIVES.find("给予每张床位5000元至10000元的补助。")
    assert one.amount is None


def test_a_ceiling_behind_a_sum_has_its_own_way_of_payment() -> None:
    each, year = INCENTIVES.find("对企业每项资助10万元，每年最高不超过50万元。")
    assert (each.ceiling, each.payment, year.ceiling, year.payment) == (
        False,
        "per-item",
        True,
        "per-year",
    )


def test_each_rank_has_its_sum() -> None:
    found = INCENTIVES.find("对前三名分别奖励10万元、8万元、5万元。")
    assert [(one.rank, one.last_rank) for one in found] == [(1, None), (2, None), (3, None)]


PIECES = [
    "不超过",
    "一等奖",
    "前三名",
    "对",
    "获得",
    "一、二等奖",
    "的企业",
    "，",
    "给予",
    "最高",
    "10万元",
    "、",
    "奖励",
    "表彰",
    "；",
    "。",
    "（",
    "）",
    "第三名",
    "制定国家标准",
]


@examples(200)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_spans(text: str) -> None:
    for one in INCENTIVES.find(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.beneficiary in text
