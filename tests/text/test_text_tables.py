"""Tables: what their heads say of the columns, which cells a row takes from above, what is left in doubt."""

import faulthandler
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.duties import Rule
from stdpolicy.text.tables import Told, tables
from stdpolicy.text.tables.heads import read_head
from stdpolicy.text.tables.values import valued, when
from strategies import examples

NOBODY = Gazetteer()
LEADS = Rule(0, 0, first="lead")


def told(*rows: str, year: int | None = 2023, rules: tuple[Rule, ...] = ()) -> dict[int, Told]:
    """What the lines of a table say, in which | stands for a tab."""
    return dict(tables([row.replace("|", "\t") for row in rows], NOBODY, rules, year))


def duties(found: dict[int, Told], line: int) -> str:
    row = found[line].row
    assert row is not None
    return "; ".join(
        " ".join((duty.role, *(body.resolved for body in duty.bodies))) + "+" * duty.open
        for _, duty in row.duties
    )


def doubts(found: dict[int, Told]) -> list[tuple[int, str]]:
    return [(n, doubt.why.name) for n in sorted(found) for doubt in found[n].doubts]


HEADS = {
    "序号|重点任务|工作措施|责任单位|完成时限|备注": "number task content duty:responsible due other",
    "序号|工作任务|牵头单位|配合单位|时间节点": "number task duty:lead duty:cooperate due",
    "编号|事项|主要内容|省级责任部门|参加单位|指导单位": (
        "number task content duty:responsible duty:cooperate duty:oversee"
    ),
    "领域|目标任务|市直牵头单位|完成时间": "category content duty:lead due",
    "类别|责任单位": "task duty:responsible",
    "产业链|链长单位|牵头部门|参与单位": "task other duty:lead duty:cooperate",
    "备注|牵头部门": "other duty:lead",
    "序号|指标|单位|2020年|2025年|属性": "number indicator unit base target other",
    "指标名称|现状值（2022年）|目标值（2025年）": "indicator base target",
    "一级指标|二级指标|基期值|目标值": "category indicator base target",
    "指标|2022年|2023年|2025年（万人）": "indicator base target target",
    "指标|2023年|2025年": "indicator figures target",
    "序号|2024年工作任务|责任单位": "number content duty:responsible",
    "名称|启动时间|完成时间|责任人": "task other due other",
    "指标|年均增长（%）|2025年": "indicator figures target",
}


@pytest.mark.parametrize("head", HEADS)
def test_heads(head: str) -> None:
    columns = read_head(head.split("|"), 2023)
    said = (c.kind.value + (f":{c.role}" if c.role else "") for c in columns)
    assert " ".join(said) == HEADS[head]


def test_without_a_year_of_issue_bare_years_are_left_open() -> None:
    columns = read_head(["指标", "2020年", "2025年", "2030年目标"], None)
    assert [c.kind.value for c in columns] == ["indicator", "figures", "figures", "target"]


VALUES = {
    "95": "95 equal",
    "≥85%": "85 percent at-least",
    "＞85": "85 more-than",
    "<3": "3 less-than",
    "≤100": "100 at-most",
    "0.65以上": "0.65 at-least",
    "98%左右": "98 percent about",
    "12.5万人": "125000 count equal",
    "1,200": "1200 equal",
    "1 000项": "1000 count equal",
    "≥12 345.6": "12345.6 at-least",
    "1 000—1 500": "1000 1500 between",
    "3—5个": "3 5 count between",
    "达到90%以上": "90 percent at-least",
    "16.4亿元": "16.4 hundred-million-yuan equal",
    "[13.5]": "13.5 equal bracketed",
    "—": "",
    "完成国家任务": "",
    "2个市3个县": "",
    "5±2": "",
    "10（省级3）": "",
}


@pytest.mark.parametrize("text", VALUES)
def test_values(text: str) -> None:
    found = valued(text)
    said = []
    if found:
        number = found.number
        said = [number.value, number.upper, number.unit.code or number.unit.words]
        said += [found.comparator, "bracketed" if found.bracketed else ""]
        assert found.start >= found.bracketed
    assert " ".join(str(each) for each in said if each) == VALUES[text]


DAYS = {
    "2025年12月底前": "2025-12-31 month",
    "2025年底": "2025-12-31 year",
    "2025年": "2025-12-31 year",
    "2024年6月": "2024-06-30 month",
    "2025年6月30日": "2025-06-30 day",
    "2023—2025年": "2025-12-31 year",
    "2025年底前完成，并长期坚持": "2025-12-31 year",
    "持续推进": "none",
    "长期坚持": "none",
    "第一阶段": "none",
    "按国家规定时限": "none",
    "6月底前": "unsure",
    "2024年6月底前制定，2025年底前完成": "unsure",
    "完成方案": "unsure",
}


@pytest.mark.parametrize("text", DAYS)
def test_days(text: str) -> None:
    due, sure = when(text)
    said = f"{due.date} {due.precision}" if due and sure else "none" if sure else "unsure"
    assert said == DAYS[text]


def test_who_does_what_by_when() -> None:
    found = told(
        "序号|重点任务|工作措施|牵头单位|配合单位|完成时限",
        "1|推进节水|制定用水定额。实施改造。|省水利厅|省财政厅、省教育厅等|2025年底前",
        "2|加强宣传|开展活动。|各设区市人民政府| |长期坚持",
        "注：本表由省水利厅解释。",
    )
    row = found[1].row
    assert row is not None
    assert row.name is not None
    assert (row.name.text, [text.text for text in row.texts]) == (
        "推进节水",
        ["制定用水定额。实施改造。"],
    )
    assert duties(found, 1) == "lead 省水利厅; cooperate 省财政厅 省教育厅+"
    assert row.due is not None
    assert row.due.date == "2025-12-31"
    assert duties(found, 2) == "lead 各设区市人民政府"
    assert found[2].row is not None
    assert found[2].row.due is None
    assert found[0].settled == [(0, len("序号|重点任务|工作措施|牵头单位|配合单位|完成时限"))]
    assert found[3].row is None
    assert doubts(found) == []


def test_roles_within_a_cell_and_the_rule_about_the_first() -> None:
    rows = (
        "序号|工作内容|责任单位",
        "1|做好甲项工作|省水利厅牵头，省财政厅配合",
        "2|做好乙项工作|省水利厅、省财政厅",
    )
    assert duties(told(*rows), 1) == "lead 省水利厅; cooperate 省财政厅"
    assert duties(told(*rows), 2) == "responsible 省水利厅 省财政厅"
    assert duties(told(*rows, rules=(LEADS,)), 2) == "lead 省水利厅; responsible 省财政厅"
    both = told(
        "任务|牵头单位|责任单位", "做好甲项工作|省水利厅|省财政厅、省教育厅", rules=(LEADS,)
    )
    assert duties(both, 1) == "lead 省水利厅; responsible 省财政厅 省教育厅"


MERGED = (
    "序号|重点任务|工作措施|责任单位|完成时限",
    "1|推进节水|制定用水定额。|省水利厅|2024年底前",
    "实施改造工程。|省财政厅",
    "2|加强宣传|开展宣传活动。||2025年底前",
    "3|强化监管|开展专项检查。",
)


def test_merged_cells() -> None:
    found = told(*MERGED)
    rows = [found[n].row for n in range(1, 5)]
    assert all(rows)
    assert [row.goes_on for row in rows if row] == [False, True, False, False]
    assert [duties(found, n) for n in range(1, 5)] == [
        "responsible 省水利厅",
        "responsible 省财政厅",
        "responsible 省财政厅",
        "responsible 省财政厅",
    ]
    assert [row.duties[0][0] for row in rows if row] == [1, 2, 2, 2]
    assert [row.due.date for row in rows if row and row.due] == [
        *("2024-12-31", "2024-12-31", "2025-12-31", "2025-12-31"),
    ]
    assert doubts(found) == [(3, "TAKEN"), (4, "TAKEN")]


def test_a_row_under_a_merged_indicator_is_told_of_in_its_own_line() -> None:
    found = told("指标\t2025年", "公共数据开放率\t60%", "\t1")
    assert [n for n, line in found.items() if line.row] == [1, 2]
    assert found[1].row is not None
    assert len(found[1].row.aims) == 1


def test_a_line_that_parts_rows_ends_what_is_merged() -> None:
    found = told(*MERGED[:2], "二、体制机制", "2|加强宣传|开展宣传活动。||2025年底前")
    assert found[2].settled
    assert duties(found, 3) == ""


def test_those_who_only_help_are_taken_from_above_where_those_who_lead_are() -> None:
    head = "序号|任务|牵头单位|配合单位"
    first = "1|制定用水定额|省水利厅|省财政厅"
    assert duties(told(head, first, "2|实施改造工程|省教育厅"), 2) == "lead 省教育厅"
    both = told(head, first, "2|实施改造工程")
    assert duties(both, 2) == "lead 省水利厅; cooperate 省财政厅"


TWO_ROWS = {
    "with blanks": ("序号|任务|责任分工| |完成时间", "牵头单位|配合单位"),
    "without": ("序号|任务|责任分工|完成时间", "牵头单位|配合单位"),
    "in one word": ("序号|任务|责任分工|完成时间", "牵头|配合"),
}


@pytest.mark.parametrize("case", TWO_ROWS)
def test_heads_of_two_rows(case: str) -> None:
    found = told(
        *TWO_ROWS[case],
        "1|制定用水定额|省水利厅|省财政厅|2025年",
        "2|改造管网|省教育厅|省商务厅|2024年",
    )
    assert duties(found, 2) == "lead 省水利厅; cooperate 省财政厅"
    row = found[3].row
    assert row is not None
    assert row.due is not None
    assert row.due.date == "2024-12-31"


def test_no_unit_stands_over_years() -> None:
    found = told("指标|单位|2020年基数|目标值", "2023年|2025年", "产值|亿元|320|450|600", year=2021)
    assert aims(found, 2) == (
        "产值 equal 450 hundred-million-yuan level 2023 from 320 2020; "
        "产值 equal 600 hundred-million-yuan level 2025 from 320 2020"
    )


def test_a_head_of_two_rows_whose_last_blanks_are_lost() -> None:
    found = told(
        "任务|责任分工| |进度安排",
        "牵头单位|参与单位|2023年|2024年",
        "制定标准|省水利厅|省财政厅|完成立项|发布实施",
    )
    assert duties(found, 2) == "lead 省水利厅; cooperate 省财政厅"
    assert found[2].row is not None
    assert [text.text for text in found[2].row.texts] == ["完成立项", "发布实施"]


def aims(found: dict[int, Told], line: int) -> str:
    row = found[line].row
    assert row is not None
    return "; ".join(
        " ".join(
            str(each)
            for each in (
                aim.figure.thing,
                aim.figure.comparator,
                aim.figure.value,
                aim.figure.upper or "",
                aim.figure.unit or aim.figure.unit_words,
                aim.figure.mode,
                aim.due.date[:4] if aim.due else "",
                f"from {aim.base} {aim.based[:4]}" if aim.base is not None else "",
            )
            if each != ""
        )
        for aim in row.aims
    )


INDICATORS = {
    "1|自来水普及率|%|88.5|95": "自来水普及率 equal 95 percent level 2025 from 88.5 2020",
    "2|水质达标率（%）|—|—|≥98": "水质达标率 at-least 98 percent level 2025",
    "3|湿地面积|万亩|30|35以上": "湿地面积 at-least 350000 mu level 2025 from 300000 2020",
    "4|农产品产值|亿元|10.5|20": "农产品产值 equal 20 hundred-million-yuan level 2025 from 10.5 2020",
    "5|新增就业人数|万人|—|[50]": "新增就业人数 equal 500000 count total 2025",
    "6|单位产值能耗降低|%|—|13.5": "单位产值能耗降低 equal 13.5 percent net-change 2025",
    "7|灌溉水利用系数|—|0.55|0.6左右": "灌溉水利用系数 about 0.6 count level 2025 from 0.55 2020",
    "9|电力装机|万千瓦|800|1200": "电力装机 equal 12000000 kilowatt level 2025 from 8000000 2020",
    "8|管网长度|公里|100|新建20公里": "管网长度 equal 20 kilometre output 2025",
}


@pytest.mark.parametrize("line", INDICATORS)
def test_indicators(line: str) -> None:
    found = told("序号|指标|单位|2020年|2025年", line, "注：[ ]内为五年累计数。")
    assert aims(found, 1) == INDICATORS[line]
    assert doubts(found) == []


NATURED = """某市主要指标 类别 指标 单位 2020年 2025年 属性 能源总量 能源消费总量 万吨标准煤 1200 1400 预期性
煤炭消费比重 % 45 ≤40 约束性 能源安全 电力装机 万千瓦 800 1200 预期性 注：略。 二、重点任务"""


def test_rows_that_the_nature_of_an_indicator_closes() -> None:
    found = told(*NATURED.split(), year=2021)
    assert aims(found, 8) == "能源消费总量 equal 14000000 吨标准煤 total 2025 from 12000000 2020"
    assert aims(found, 13) == "煤炭消费比重 at-most 40 percent level 2025 from 45 2020"
    assert aims(found, 19) == "电力装机 equal 12000000 kilowatt level 2025 from 8000000 2020"
    assert 25 not in found
    assert not told("类别", "指标", "2025年", "属性", "能源总量", "建成十座", "年底", year=2021)


def test_years_by_the_title_where_no_year_of_issue_is_known() -> None:
    rows = ("指标|2020年|2025年", "就业率|90%|95%")
    found = told("某市“十四五”就业促进规划", *rows, year=None)
    assert aims(found, 2) == "就业率 equal 95 percent level 2025 from 90 2020"
    assert doubts(told("某市就业促进规划", *rows, year=None)) == [(2, "YEAR"), (2, "YEAR")]


NOT_SURE = {
    "指标|2020年|2025年;就业人数|—|[50]": [(1, "BRACKETS")],
    "指标|2023年|2025年;就业率|90%|95%": [(1, "YEAR")],
    "指标|2020年|2025年;就业率|90%|完成下达任务;普及率|90%|95%": [(1, "NUMBER")],
    "指标|2025年|年均增长;产值|20|7.5%": [(1, "YEAR")],
    "指标|2025年|责任单位;就业率|95%|省教育厅": [(1, "RESPONSIBLE")],
    "任务|责任单位|完成时限;制定用水定额|省水利厅|6月底前": [(1, "DAY")],
    "领域|任务|措施|责任单位;节水|推进节水|制定用水定额。|省水利厅;加强宣传|开展宣传活动": [
        (2, "COLUMNS")
    ],
}


@pytest.mark.parametrize("table", NOT_SURE)
def test_what_is_not_sure_is_a_doubt(table: str) -> None:
    assert doubts(told(*table.split(";"))) == NOT_SURE[table]


NO_TABLES = {
    "columns of which nothing is read": ("名称|地点|规模", "水库|某市|大型"),
    "rows that are otherwise than their head": ("任务|责任单位", "甲|完成制定。", "乙|开展检查。"),
    "a head alone": ("序号|任务|责任单位",),
    "prose": ("一、推进节水。", "（省水利厅负责）"),
}


@pytest.mark.parametrize("case", NO_TABLES)
def test_what_is_no_table_says_nothing(case: str) -> None:
    assert told(*NO_TABLES[case]) == {}


FLAT = "序号 重点任务 责任单位 完成时限 1 制定用水定额 省水利厅 2024年 2 改造供水管网 省财政厅 2025年底前"


def test_a_cell_a_line() -> None:
    found = told(
        *FLAT.split(), "3", "加强宣传引导", "省教育厅", "长期坚持", "注：列首位的牵头。", "附件2"
    )
    assert duties(found, 5) == "responsible 省水利厅"
    assert [n for n in sorted(found) if found[n].row] == [5, 9, 13]
    assert found[9].dues[0].date == "2025-12-31"
    assert 17 not in found
    assert doubts(found) == []


SPACED = [
    "某市某年度主要指标",
    "序号 指标 单位 2020年 2025年 属性",
    "1 用水总量 亿立方米 23.5 ≤25 约束性",
    "2 普及率 % 88 92 预期性",
    "注：略。",
]


def test_cells_that_blanks_part() -> None:
    found = told(*SPACED)
    aims = [
        f"{aim.figure.value} {aim.figure.comparator} {aim.due and aim.due.date} | {aim.figure.thing}"
        for n in (2, 3)
        if (row := found[n].row)
        for aim in row.aims
    ]
    assert aims == [
        "2500000000 at-most 2025-12-31 | 用水总量",
        "92 equal 2025-12-31 | 普及率",
    ]
    assert not told(*SPACED[:3])
    assert not told("序号 指标 单位 2020年 2025年 属性", "1 用水总量 23.5", "2 普及率 88")


def test_a_month_is_of_the_year_for_which_a_table_plans() -> None:
    rows = [
        "任务|责任单位|完成时限",
        "制定标准。|市水务局|6月底前",
        "修订标准。|市水务局|次年3月底前",
    ]
    planned = told("某市2024年标准化工作要点", "一、任务", "任务分工表", *rows)
    days = [row.due and row.due.date for n in (4, 5) if (row := planned[n].row)]
    assert days == ["2024-06-30", "2025-03-31"]
    assert doubts(planned) == []
    over_years = told("某市标准化行动方案（2023—2025年）", *rows)
    assert doubts(over_years) == [(2, "DAY"), (3, "DAY")]


def test_a_cell_a_line_of_more_than_a_thousand_rows() -> None:
    rows = [cell for n in range(1, 1003) for cell in (str(n), "制定标准。", "市水务局")]
    found = told("序号", "工作任务", "责任单位", *rows)
    assert sum(one.row is not None for one in found.values()) == 1002


def test_a_cell_a_line_is_read_only_where_its_width_is_proven() -> None:
    lost = FLAT.replace("省水利厅 2024年 2", "2").split()
    assert doubts(told(*lost)) == [(0, "COLUMNS")]
    longer = [*FLAT.split(), "又一行", "3", "加强宣传引导", "省教育厅", "长期坚持"]
    assert doubts(told(*longer)) == [(0, "COLUMNS")]


CELLS = st.sampled_from(
    [
        *(
            "",
            " ",
            "1",
            "2",
            "省水利厅",
            "省财政厅、省教育厅等",
            "制定用水定额。",
            "2025年",
            "90%",
            "[5]",
        ),
        *(
            "序号",
            "任务",
            "责任单位",
            "完成时限",
            "指标",
            "2020年",
            "注：",
            "—",
            "同上",
            "一、总则",
        ),
    ]
)


@examples(200)
@given(st.lists(st.lists(CELLS, max_size=6).map("\t".join), max_size=12))
def test_whatever_is_read_stands_where_it_says(lines: list[str]) -> None:
    found = tables(lines, NOBODY, (), 2023)
    for n, line in found.items():
        text = lines[n]
        for one in (*line.duties, *line.figures, *line.doubts):
            assert 0 <= one.start <= one.end <= len(text)
        for duty in line.duties:
            for body in duty.bodies:
                assert "".join(text[body.start : body.end].split()) == body.printed
        if line.row:
            for m, duty in line.row.duties:
                assert m <= max(n, len(lines) - 1)
                assert duty in found[m].duties
            for cell in (*line.row.texts, *((line.row.name,) if line.row.name else ())):
                assert lines[cell.line][cell.start : cell.end] == cell.text


LINES = (
    "序号",
    "1",
    "序号\n1",
    "序号\t任务\t责任单位",
    "序号\t任务\t责任单位\n任务\t责任单位",
    "任务\t责任单位\n一、甲\n甲\t省水利厅",
    "任务\t责任分工\n牵头\t配合",
    "序号\n任务\n责任单位\n1",
    "指标\t2025年\n甲\t5\n注：1",
)
CELLS_OF_ONE = ("1\t", "省水利厅、", "[1", "1,111", "2025年", "牵头", "一", "—", " ")
MANY = 2000


@pytest.fixture
def nothing_hangs() -> Iterator[None]:
    faulthandler.dump_traceback_later(60, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.usefixtures("nothing_hangs")
@pytest.mark.parametrize("line", LINES)
def test_many_lines(line: str) -> None:
    tables("\n".join([line] * MANY).split("\n"), NOBODY, (), 2023)


@pytest.mark.usefixtures("nothing_hangs")
@pytest.mark.parametrize("piece", CELLS_OF_ONE)
@pytest.mark.parametrize("head", ["任务\t责任单位", "指标\t2025年", "任务\t完成时限"])
def test_long_cells(head: str, piece: str) -> None:
    tables([head, "甲\t" + piece * MANY], NOBODY, (), 2023)
