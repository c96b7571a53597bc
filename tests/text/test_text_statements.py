"""What provisions state, by headings and beginnings, and the actions of a measure."""

import pytest

from stdpolicy.model.edition import model
from stdpolicy.text.sentences import Span
from stdpolicy.text.statements import Place, Statements, actions

STATEMENTS = Statements(model().schemes["goal-kind"], model().schemes["measure-kind"])
GUIDING = "以科学发展思想为指导，全面贯彻会议精神。"
AIM = "到2025年，基本建成标准体系。"
PLACES = {
    # by their own heading
    "Principle": Place("section", "指导思想", GUIDING, ("总体要求",)),
    "Principle ": Place("item", "坚持统筹推进", "健全工作机制。", ("总体要求", "基本原则")),
    "Goal overall": Place("section", "发展目标", AIM, ("总体要求",)),
    "Goal overall ": Place("item", "近期目标", "标准体系更加完善。", ("发展目标",)),
    "Goal specific": Place("dash", "标准化水平提升", "建成平台。", ("总体要求", "发展目标")),
    "Goal vision": Place("item", "远景目标", "标准体系全面形成。", ("发展目标",)),
    "Goal vision ": Place("paragraph", "", "到2035年，全面形成格局。", ("发展目标",), False),
    "Measure safeguard": Place("section", "加强组织领导", "健全机制。", ("保障措施",)),
    "Measure safeguard ": Place("section", "深化共建", "健全机制。", ("组织实施",)),
    "Measure monitoring": Place("section", "强化评估指导", "开展评估。", ("组织实施",)),
    "Measure monitoring ": Place("item", "提升标准化发展评价水平", "开展评价。", ("主要举措",)),
    "Measure task": Place("item", "加强标准研究", "开展研究。", ("主要任务", "推动创新")),
    "Measure task ": Place("article", "", "复审应当每三年一次。", ("标准的实施",)),
    "Measure task  ": Place("article", "提高办学水平", "", ("主要任务",)),
    "Phase": Place("section", "第一阶段（2023年）", "出台方案。", ("组织实施",)),
    "Measure safeguard  ": Place("section", "第一阶段", "出台方案。", ("组织实施",)),
    "Goal overall    ": Place("part", "目标任务", AIM),
    "Measure task   ": Place("part", "分解落实目标任务", "制定方案。"),
    # by how they begin
    "Goal overall     ": Place(
        "paragraph", "", "“十四五”期间，到2025年，建成体系。", ("工作目标",), False, under="part"
    ),
    "Principle  ": Place("paragraph", "", GUIDING, ("总体要求",), False, under="part"),
    "Goal overall  ": Place("paragraph", "", AIM, ("总体要求",), False, under="part"),
    "Goal overall   ": Place("preamble", "", f"具体指标：{AIM}", (), False),
    "Principle   ": Place("preamble", "", f"总体要求与目标：{GUIDING}", (), False),
    "Goal specific ": Place(
        "paragraph", "", "集聚创新资源。", ("提升创新力",), False, False, True, "part"
    ),
    "Action": Place("paragraph", "", "优化布局。", ("任务", "提高水平"), False, under="section"),
    "Measure safeguard   ": Place(
        "paragraph", "", "加强领导。", ("组织实施",), False, under="part"
    ),
    # nothing of their own
    "": Place("preamble", "", "为贯彻纲要，制定本方案。", (), False),
    " ": Place("part", "主要任务", "", (), True, True),
    "  ": Place("section", "基本原则", "", ("总体要求",)),
    "   ": Place("section", "发展目标", " ", ("总体要求",), True, True),
    "    ": Place("section", "重大意义", "取得成效。", ("总体要求",)),
    "     ": Place("article", "", "为了提高服务水平，制定本条例。", ("总则",)),
    "      ": Place("article", "", "本法自2020年3月1日起施行。", ("附则",)),
    "         ": Place("paragraph", "", "专栏1 重点工程", ("发展目标",), False, under="section"),
    "       ": Place("signature", "", "某市人民政府", ()),
    "        ": Place(
        "paragraph", "", "为确保落实，现提出要求。", ("保障措施",), False, False, True, "part"
    ),
}


@pytest.mark.parametrize("expected", PLACES)
def test_stated(expected: str) -> None:
    found = STATEMENTS.stated(PLACES[expected], 2025)
    assert f"{found.type} {found.kind}".strip() == expected.strip()
    days = ("2023-01-01", "2023-12-31") if expected == "Phase" else ("", "")
    assert (found.since, found.until) == days


def test_a_phase_without_a_number() -> None:
    body = "第一阶段（2023年1月—6月）：动员部署。"
    found = STATEMENTS.stated(Place("paragraph", "", body, ("实施步骤",), False, under="part"))
    assert found == ("Phase", "", "2023-01-01", "2023-06-30")


def test_where_a_guiding_thought_goes_on_with_an_aim() -> None:
    assert STATEMENTS.aims(GUIDING + AIM) == len(GUIDING)
    assert STATEMENTS.aims(GUIDING) == STATEMENTS.aims(AIM) == 0


def test_without_a_first_goal_nothing_looks_beyond_it() -> None:
    place = Place("paragraph", "", "到2035年，全面形成格局。", ("发展目标",), False)
    assert STATEMENTS.stated(place)[:2] == ("Goal", "overall")


@pytest.mark.parametrize(
    ("text", "without", "expected"),
    [
        ("推进试点。建立机制。", [], ["推进试点。", "建立机制。"]),
        ("1.标题。推进试点；建立机制。（甲负责）", [(16, 21)], ["推进试点；建立机制。"]),
        ("1.标题。推进试点（甲负责）。建立机制。", [(9, 14)], ["推进试点", "建立机制。"]),
        ("1.标题。", [], []),
    ],
)
def test_actions(text: str, without: list[tuple[int, int]], expected: list[str]) -> None:
    found = actions(text, 5 if text[0] == "1" else 0, [Span(*span) for span in without])
    assert [text[one.start : one.end] for one in found] == expected


def test_who_is_asked_at_the_head_of_a_part_has_a_task_and_no_goal() -> None:
    place = Place(
        "paragraph", "", "各地区要遵循规律，做好工作。", ("加强建设",), False, False, True, "part"
    )
    assert STATEMENTS.stated(place).type == "Measure"
    aim = place._replace(body="体系更加健全，能力明显提升，作用充分发挥。")
    assert STATEMENTS.stated(aim).type == "Goal"
