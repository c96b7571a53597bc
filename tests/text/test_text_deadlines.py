"""By when, within what time and from when something is to be done."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.text.deadlines import (
    Deadline,
    Reach,
    deadlines,
    governing,
    labelled,
    of_title,
    resolved,
)
from strategies import examples

ISSUED = date(2021, 3, 15)
YEAR = {
    "到2025年，": "到2025年",
    "到２０２５年底，": "到２０２５年底",
    "到二〇二五年，": "到二〇二五年",
    "至2025年末，": "至2025年末",
    "到 2025 年末，": "到 2025 年末",
    "2025年底前完成": "2025年底前",
    "2025年年底之前完成": "2025年年底之前",
    "力争到2025年，": "到2025年",
    "截至2025年底，力争建成": "截至2025年底",
    "于2025年底前建成": "于2025年底前",
    "不迟于2025年": "不迟于2025年",
    "展望2025年，": "展望2025年",
    "到“十四五”末，": "到“十四五”末",
    "“十四五”期末，": "“十四五”期末",
    "十四五末，": "十四五末",
}
"""By the end of 2025."""
PERIODS = {
    "2024—2025年，": ("2024-01-01", "2025-12-31", "year"),
    "2023年至2025年，": ("2023-01-01", "2025-12-31", "year"),
    "从2023年到2025年，": ("2023-01-01", "2025-12-31", "year"),
    "（2023年）": ("2023-01-01", "2023-12-31", "year"),
    "（2023年1月至6月）": ("2023-01-01", "2023-06-30", "month"),
    "2023年3月1日至2024年2月28日": ("2023-03-01", "2024-02-28", "day"),
    "“十四五”期间，": ("2021-01-01", "2025-12-31", "year"),
    "第十四个五年规划期内，": ("2021-01-01", "2025-12-31", "year"),
    "“十一五”时期，": ("2006-01-01", "2010-12-31", "year"),
    "2020年初步建成": ("2020-01-01", "2020-12-31", "year"),
    "2024年，新增": ("2024-01-01", "2024-12-31", "year"),
    "2024年内，": ("2024-01-01", "2024-12-31", "year"),
    "2024年度，": ("2024-01-01", "2024-12-31", "year"),
    "2024年上半年，": ("2024-01-01", "2024-06-30", "month"),
    "2024年下半年，": ("2024-07-01", "2024-12-31", "month"),
    "2024年第一季度，": ("2024-01-01", "2024-03-31", "month"),
    "2024年3季度，": ("2024-07-01", "2024-09-30", "month"),
    "2024年前三季度，": ("2024-01-01", "2024-09-30", "month"),
}
WITHIN = {
    "5年内，": (60, 0, "2026-12-31", "year"),
    "力争三年内建成": (36, 0, "2024-12-31", "year"),
    "用3年左右时间，": (36, 0, "2024-12-31", "year"),
    "力争5年左右时间，": (60, 0, "2026-12-31", "year"),
    "经过5—10年左右的努力，": (120, 0, "2031-12-31", "year"),
    "用三至五年时间，": (60, 0, "2026-12-31", "year"),
    "计划用5年时间，": (60, 0, "2026-12-31", "year"),
    "用三五年时间，": (60, 0, "2026-12-31", "year"),
    "未来五年，": (60, 0, "2026-12-31", "year"),
    "今后3年内，": (36, 0, "2024-12-31", "year"),
    "半年内，": (6, 0, "2021-09-30", "month"),
    "两年半内，": (30, 0, "2023-09-30", "month"),
    "自本意见印发之日起6个月内，": (6, 0, "2021-09-30", "month"),
    "自本办法施行之日起30日内，": (0, 30, "2021-04-14", "day"),
}
RELATIVE = {
    "6月底前完成": "2021-06-30",
    "2月底前完成": "2022-02-28",
    "6月15日前完成": "2021-06-15",
    "明年6月底前完成": "2022-06-30",
    "当年12月31日前": "2021-12-31",
    "年底前完成": "2021-12-31",
    "今年年底前，": "2021-12-31",
    "明年底前，": "2022-12-31",
    "年内，": "2021-12-31",
    "今年，": "2021-12-31",
    "今年上半年，": "2021-06-30",
    "三季度末前，": "2021-09-30",
}
OTHERS: dict[str, list[tuple[str, str, str, str]]] = {
    "2025年6月底前": [("2025年6月底前", "2025-06-30", "month", "by")],
    "2025年第一季度末": [("2025年第一季度末", "2025-03-31", "month", "by")],
    "2025年6月30日前": [("2025年6月30日前", "2025-06-30", "day", "by")],
    "2025年2月30日前": [],
    "到本世纪中叶，": [("到本世纪中叶", "2050-12-31", "year", "by")],
    "完成时限：2025年12月": [("完成时限：2025年12月", "2025-12-31", "month", "by")],
    "自2022年8月1日起施行，有效期至2027年7月31日": [
        ("自2022年8月1日起", "2022-08-01", "day", "from"),
    ],
    "从2019年开始，": [("从2019年开始", "2019-01-01", "year", "from")],
    "2020年起，": [("2020年起", "2020-01-01", "year", "from")],
    "每年12月底前，": [("每年12月底前", "--12-31", "month", "each")],
    "每年2月底前，": [("每年2月底前", "--02-29", "month", "each")],
    "比2020年提高20%": [("比2020年", "2020-12-31", "year", "baseline")],
    "与2020年相比": [("与2020年", "2020-12-31", "year", "baseline")],
    "由2020年的30%提高到50%": [("由2020年", "2020-12-31", "year", "baseline")],
    "从2020年底的3家增加到5家": [("从2020年底", "2020-12-31", "year", "baseline")],
    "在2020年基础上翻一番": [("在2020年", "2020-12-31", "year", "baseline")],
    "截至2020年底，共有": [("截至2020年底", "2020-12-31", "year", "baseline")],
    "2023年3月底前制定方案，6月底前印发": [
        ("2023年3月底前", "2023-03-31", "month", "by"),
        ("6月底前", "2023-06-30", "month", "by"),
    ],
    "2023年1—6月，调查；7—12月，试点": [
        ("2023年1—6月", "2023-06-30", "month", "period"),
        ("7—12月", "2023-12-31", "month", "period"),
    ],
    # no time to come
    "到2025年初": [],
    "近三年来": [],
    "每5年修订1次": [],
    "5年一周期的制度": [],
    "缩短至18个月以内": [],
    "三年内不得申报": [],
    "一年内受到处罚": [],
    "使用3年以上": [],
    "具有3年以上经验": [],
    "自收到申请之日起5个工作日内": [],
    "2012年以来": [],
    "“十三五”以来": [],
    "“十四五”规划": [],
    "2017年11月4日修订": [],
    "2021年10月，党中央、国务院印发了纲要": [],
    "2022年全国标准化工作会议": [],
    "2022年版": [],
    "国发〔2021〕1号": [],
    "二〇二二年四月十五日": [],
    "《规划（2021—2025年）》": [],
    "近期": [],
    "每年新增": [],
}


@pytest.mark.parametrize("text", YEAR)
def test_by_the_end_of_a_year(text: str) -> None:
    [one] = deadlines(text)
    assert text[one.start : one.end] == YEAR[text]
    assert (one.date, one.precision, one.kind) == ("2025-12-31", "year", "by")
    assert not one.doubtful


@pytest.mark.parametrize("text", PERIODS)
def test_periods(text: str) -> None:
    [one] = deadlines(text)
    assert (one.kind, one.row) == ("period", 1)
    assert (one.since, one.date, one.precision) == PERIODS[text]


@pytest.mark.parametrize("text", WITHIN)
def test_a_time_within_which(text: str) -> None:
    [one] = deadlines(text)
    assert (one.kind, one.date, one.precision) == ("within", "", "")
    found = resolved(one, ISSUED)
    assert (one.months, one.days, found.date, found.precision) == WITHIN[text]
    assert found.doubtful


@pytest.mark.parametrize("text", RELATIVE)
def test_the_year_that_is_not_printed(text: str) -> None:
    [one] = deadlines(text)
    assert not one.date
    assert one.precision
    assert resolved(one, ISSUED).date == RELATIVE[text]


@pytest.mark.parametrize("text", OTHERS)
def test_other_times(text: str) -> None:
    found = [(text[o.start : o.end], o.date, o.precision, o.kind) for o in deadlines(text)]
    assert found == OTHERS[text]


@pytest.mark.parametrize("text", ["2030年前", "2035年左右", "2025年12月中旬前", "2025年6月前"])
def test_what_can_be_taken_in_two_ways(text: str) -> None:
    [one] = deadlines(text)
    assert one.doubtful


def test_a_row() -> None:
    text = "到2020年、2025年和2030年分别达到50%、70%、90%"
    assert [(o.start, o.end, o.date[:4], o.row) for o in deadlines(text)] == [
        (0, 18, "2020", 3),
        (0, 18, "2025", 3),
        (0, 18, "2030", 3),
    ]
    assert [one.date[:4] for one in Reach(text).at(20)] == ["2020", "2025", "2030"]
    assert governing(text, 20) is None


def test_what_has_its_date_or_none_is_given_back() -> None:
    for one in (Deadline(0, 1, "2025-12-31", "year"), Deadline(0, 1)):
        assert resolved(one, ISSUED) is one


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("到2025年，建成10个，培育20家。", "培育", "2025"),
        ("到2025年，建成10个。培育20家。", "培育", "2025"),
        ("（三）目标。到2025年，建成10个。培育20家。", "培育", "2025"),
        ("（三）目标。到2025年，建成。到2035年，形成。培育20家。", "培育", "2035"),
        ("具体指标：到2025年，建成10个。培育20家。", "培育", "2025"),
        ("到2025年，建成10个，到2030年，培育20家。", "培育", "2030"),
        ("到2023年，建成10个；到2025年，建成15个。培育20家。", "培育", "2025"),
        ("推进试点。到2025年，建成10个。培育20家。", "培育", "2025"),
        (
            "推进各类标准化试点示范，加强标准实施应用，完善各项工作机制，形成合力。到2025年，建成10个。培育20家。",
            "培育",
            "",
        ),
        ("培育20家。到2025年，建成10个。", "培育", ""),
        ("覆盖率到2025年达到80%。", "覆盖", "2025"),
        ("推进试点，覆盖率到2025年达到80%。", "推进", ""),
        ("到2025年，建成10个。自2023年起，培育20家。", "培育", ""),
        ("到2025年，自2023年起每年培育20家。", "培育", "2025"),
        ("建成10个，培育20家（2025年底前完成）。推进试点（2026年底前完成）。", "建成", "2025"),
        ("建成10个，培育20家（2025年底前完成）。推进试点（2026年底前完成）。", "推进", "2026"),
        ("建成10个。培育20家。完成时限：2025年12月。", "培育", "2025"),
        # in a bracket that says who is responsible, too
        ("建成10个。培育20家。（省水利厅牵头，各县（市）负责，2025年底前完成）", "培育", "2025"),
        ("建成10个。〔市城管局；2026年底前〕推进试点。", "建成", "2026"),
        ("建成10个。〔市城管局；2026年底前〕推进试点。", "推进", ""),
        ("到2025年，建成10个。\n——培育20家。\n——推进试点。", "推进", "2025"),
        ("到2025年，建成10个。\n二、任务\n培育20家。", "培育", ""),
        # a later clause governs its own alone, unless it speaks of all that was named
        ("每年举办10场，2025年6月底前完成平台建设。", "举办", ""),
        ("建成10个，2026年底前建成平台。", "建成", ""),
        ("建成10个，力争2026年底前全部建成投用。", "建成", "2026"),
        # or says nothing but when that is done
        ("制定标准30项，2025年6月底前完成。", "制定", "2025"),
        ("制定标准30项，力争于2025年6月底前基本完成；培育20家。", "制定", "2025"),
        ("每年举办10场，2025年6月底前完成改造。", "举办", ""),
        ("制定标准30项，2025年6月底前建成平台2个。", "制定", ""),
        ("建成10个，到2026年全部免费开放。", "建成", ""),
        ("新增30个，其中2023年新增10个。", "新增10", "2023"),
        ("第一阶段（2023年1月—6月）：建成10个。", "建成", "2023"),
        ("归集率2024年、2025年均达到80%。", "归集", ""),
        ("能耗“十四五”累计下降14%。", "累计", "2025"),
        ("改造2000年底前建成的小区120个。", "改造", ""),
        ("比2020年，培育20家。", "培育", ""),
        ("培育20家。", "培育", ""),
    ],
)
def test_governing(text: str, place: str, expected: str) -> None:
    found = governing(text, text.index(place))
    assert (found.date[:4] if found else "") == expected


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("完成时限：2025年12月底", "2025-12-31"),
        ("建成10个。（省水利厅负责，2025年底前完成）", "2025-12-31"),
        ("建成10个（2024年底前完成），培育20家（2025年底前完成）。", ""),
        ("到2025年，建成10个。", ""),
        ("完成时限：持续推进", ""),
    ],
)
def test_by_when_a_paragraph_as_a_whole_is_due(text: str, date: str) -> None:
    found = labelled(text)
    assert (found.date if found else "") == date


def test_a_place_that_is_not_in_the_text() -> None:
    assert governing("", 0) is None
    assert governing("  到2025年", 0) is None
    with pytest.raises(ValueError, match="5"):
        governing("建成", 5)


@pytest.mark.parametrize(
    ("title", "since", "until"),
    [
        ("标准化三年行动计划（2023—2025年）", "2023-01-01", "2025-12-31"),
        ("关于印发《标准化行动方案（2021-2025）》的通知", "2021-01-01", "2025-12-31"),
        ("某省“十四五”标准化发展规划", "2021-01-01", "2025-12-31"),
        ("国民经济和社会发展第十四个五年规划纲要", "2021-01-01", "2025-12-31"),
        ("2024年全省标准化工作要点", "2024-01-01", "2024-12-31"),
        ("关于印发2024年度标准化工作计划的通知", "2024-01-01", "2024-12-31"),
    ],
)
def test_of_title(title: str, since: str, until: str) -> None:
    found = of_title(title)
    assert found
    assert (found.since, found.date, found.kind) == (since, until, "period")


def test_other_titles() -> None:
    found = of_title("关于印发标准化三年行动计划的通知")
    assert found
    assert (found.kind, found.months) == ("within", 36)
    for title in ("标准化条例（2021年修订）", "国务院关于改进标准化工作的意见", ""):
        assert of_title(title) is None


PIECES = st.sampled_from(
    [
        "到",
        "自",
        "比",
        "2025年",
        "2023",
        "—",
        "至",
        "、",
        "6月",
        "30日",
        "底",
        "前",
        "上半年",
        "每年",
        "“十四五”",
        "期间",
        "5年",
        "三",
        "年",
        "内",
        "起",
        "左右",
        "，",
        "。",
        "；",
        "（",
        "）",
        "《",
        "》",
        "\n",
        "建成",
        "第一季度",
        "中旬",
        "明年",
        "用",
        "本意见印发",
        "完成时限：",
        "以来",
        "度",
        "年底前",
    ]
)


@examples(300)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_spans_are_in_order_and_dates_exist(text: str) -> None:
    found = list(deadlines(text))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        later = resolved(one, ISSUED)
        for day in (later.date, one.since):
            if day and one.kind != "each":
                date.fromisoformat(day)
        assert bool(one.date) or one.kind == "within" or one.relative
        assert one.since <= one.date or not one.since
    for one, other in pairwise(found):
        assert one.end <= other.start or (one.start == other.start and one.row == other.row > 1)
    reach = Reach(text)
    for place in range(len(text) + 1):
        row = reach.at(place)
        assert all(one.due for one in row)
    of_title(text)
