"""A draft validates, quotes the text word for word, and has what the encodings have."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import stdpolicy
from stdpolicy.checks.entities import shipped
from stdpolicy.diagnostics import Severity
from stdpolicy.drafting.clean import clean, emend
from stdpolicy.drafting.draft import Draft, draft, untranslated
from stdpolicy.drafting.draft.entities import Entities, described
from stdpolicy.drafting.inputs import read

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/raw.txt"))
IRI = "https://example.org/id/p"
TEXT = """某省人民政府关于加强标准化工作的意见
某政发〔2024〕5号
各市人民政府：
为贯彻落实《国家标准化发展纲要》，提出如下意见。
一、主要目标
到2027年，制定省级地方标准200项以上，培育一批标准化示范企业。
二、重点任务
（一）加强标准研制。鼓励企业参与制定国家标准。推动标准实施。（省市场监管局牵头，省科技厅、省财政厅等配合）
（二）强化激励。对牵头制定国际标准的企业，给予最高50万元奖励。
某省人民政府
2024年3月1日
"""


def drafted(data: bytes, name: str = "a.txt") -> Draft:
    return draft(read(data, name), IRI, [shipped()])


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value)


ASSIGNED = """某区2023年重点工作分工方案
为做好工作，制定本方案。
一、主要预期目标
1.努力实现地区生产总值增长6%左右。
牵头单位：区发改局
责任单位：各街道
二、重点工作
2.深化改革。推进改革。
牵头单位：区营商局
"""


def test_a_goal_that_is_assigned_is_a_measure() -> None:
    tree = drafted(ASSIGNED.encode()).document.tree
    first, second = tree["measure"]
    assert "goal" not in tree
    assert first["deadline"] == "2023-12-31"
    assert [one["value"] for one in first["action"][0]["target"]] == ["6"]
    assert [one["role"] for one in first["assignment"]] == ["lead", "responsible"]
    assert [one["role"] for one in second["assignment"]] == ["lead"]


def test_a_notice_without_a_title_is_called_by_what_it_issues() -> None:
    text = "各区政府：\n现将《某工作方案》印发给你们。\n某市人民政府\n2024年3月1日\n某工作方案\n为做好工作，制定本方案。\n一、任务\n做好工作。"
    assert drafted(text.encode()).document.tree["title"] == {"zh-Hans": "某工作方案"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_a_draft_validates_and_quotes_the_text(path: Path) -> None:
    found = drafted(path.read_bytes(), path.name)
    report = stdpolicy.validate(found.document.to_bytes("jsonld"))
    assert [d for d in report if d.rule.severity is Severity.ERROR] == []
    texts = {n["id"]: n["text"] for n in nodes(found.document.tree) if n.get("type") == "Provision"}
    statements = [n for n in nodes(found.document.tree) if "quote" in n]
    assert len(statements) > 100
    for statement in statements:
        assert statement["quote"] in texts[statement["statedIn"]]
        assert statement["reviewStatus"] == "draft"
    emendations = found.document.tree["source"].get("emendation", ())
    assert emend(clean(found.raw).text, emendations) == found.source == "\n".join(texts.values())


def test_what_a_draft_states() -> None:
    tree = drafted(TEXT.encode()).document.tree
    assert tree["documentNumber"] == "某政发〔2024〕5号"
    assert (tree["genre"], tree["dateAdopted"]) == ("opinions", "2024-03-01")
    (goal,) = tree["goal"]
    assert goal["deadline"] == "2027-12-31"
    numeric, vague = goal["target"]
    assert [numeric[n] for n in ("value", "comparator", "unit")] == ["200", "at-least", "count"]
    assert vague["vague"] is True
    first, second = tree["measure"]
    assert [action["quote"] for action in first["action"]] == [
        "鼓励企业参与制定国家标准。",
        "推动标准实施。",
    ]
    assert [a["modality"] for a in first["action"]] == [["recommendation"], ["obligation"]]
    names = {b["id"]: b["name"]["zh-Hans"] for b in tree["describesBody"]}
    assert [(names[a["body"]], a["role"]) for a in first["assignment"]] == [
        ("省市场监管局", "lead"),
        ("省科技厅", "cooperate"),
        ("省财政厅", "cooperate"),
    ]
    assert "body" in first["assignment"][-1]["openList"]
    assert "assignment" not in second
    (incentive,) = tree["incentive"]
    assert (incentive["amount"], incentive["ceiling"]) == ("500000", True)
    (reference,) = tree["reference"]
    assert (reference["title"], reference["relation"]) == ("国家标准化发展纲要", "implements")


def test_what_is_printed_nowhere_is_to_be_filled_in() -> None:
    found = drafted("加强标准化工作。\n".encode())
    codes = {d.rule.code for d in stdpolicy.validate(found.document.to_bytes("jsonld"))}
    assert {"SP514", "SP515"} <= codes


def test_english_is_that_of_the_registry_where_it_has_the_whole() -> None:
    terms = [
        {"id": "#t", "type": "Term", "name": {"zh-Hans": "国家标准", "en": "national standard"}}
    ]
    sets = {"zh-Hans": "标准化示范企业", "en": "Model enterprises"}
    indicators = [{"id": "#i", "type": "Indicator", "name": sets}]
    registry = {
        "id": "https://example.org/r",
        "describesTerm": terms,
        "describesIndicator": indicators,
    }
    text = TEXT.replace("加强标准研制", "国家标准").replace("省级地方标准200项", "国家标准200项")
    found = draft(read(text.encode(), "a.txt"), IRI, [registry])
    labels = {n["id"]: n["label"] for n in nodes(found.document.tree) if "label" in n}
    assert labels["#measure1"] == {"zh-Hans": "国家标准", "en": "National standard"}
    assert labels["#measure2"] == {"zh-Hans": "强化激励"}
    assert labels["#target1"] == {"zh-Hans": "国家标准"}
    assert labels["#target2"] == sets
    named = [n["name"] for n in nodes(found.document.tree) if "name" in n]
    assert untranslated(found.document.tree) == sum(
        "en" not in words for words in (*labels.values(), *named)
    )


PHASES = """某市人民政府关于印发试点方案的通知
一、实施步骤
（一）第一阶段（2023年）。出台方案。开展一批试点。
（二）总结阶段（2024年1月至6月）。完成评估。
"""


def test_phases_are_drafted_with_their_days() -> None:
    tree = drafted(PHASES.encode()).document.tree
    found = tree["implementationPhase"]
    assert [(p["start"], p["end"]) for p in found] == [
        ("2023-01-01", "2023-12-31"),
        ("2024-01-01", "2024-06-30"),
    ]
    assert [a["quote"] for a in found[0]["action"]] == ["出台方案。", "开展一批试点。"]
    assert [t["vague"] for t in found[0]["action"][1]["target"]] == [True]
    assert "measure" not in tree


def test_norms_of_a_law_are_in_doubt_and_no_targets() -> None:
    law = """中华人民共和国标准化法
（1988年12月29日第七届全国人民代表大会常务委员会第五次会议通过）
第一章 总则
第一条 为了加强标准化工作，制定本法。
第二条 企业产品标准公开率应当达到95%以上。
"""
    found = drafted(law.encode())
    assert found.document.tree["genre"] == "law"
    assert [n for n in nodes(found.document.tree) if n.get("type") == "Target"] == []
    assert any("达到95%以上" in doubt.words for _, doubt in found.doubts)


def test_a_name_completed_that_no_registry_has_is_in_doubt() -> None:
    found = drafted(TEXT.replace("省科技厅、", "金陵、汉口市政府、").encode())
    assert [(d.words, d.why) for _, d in found.doubts] == [
        ("金陵", "is taken for 金陵市政府, which no registry has")
    ]


def test_a_new_body_has_its_place_in_its_name() -> None:
    """省数据厅 is another body in each province, and 省政府 what signs as 江西省人民政府."""
    text = TEXT.replace("某省", "江西省").replace("省科技厅、", "省数据厅、省政府、")
    tree = drafted(text.encode()).document.tree
    found = {n["name"]["zh-Hans"]: n.get("shortName") for n in tree["describesBody"]}
    assert found["江西省数据厅"] == ["省数据厅"]
    assert "江西省人民政府" in found
    assert not any(name.startswith("省") for name in found)


def test_what_an_incentive_is_for_is_drafted() -> None:
    [incentive] = drafted(TEXT.encode()).document.tree["incentive"]
    assert incentive["standardType"] == ["international"]


def test_what_the_text_does_not_print_the_record_of_its_page_does() -> None:
    page = "发布日期：2024-03-05\n某省人民政府关于标准化的意见\n一、任务\n制定标准。\n"
    tree = drafted(page.encode()).document.tree
    assert tree["datePublished"] == "2024-03-05"
    news = page.replace("一、任务", "新华社北京3月1日电 近日，某省印发了意见。\n一、任务")
    assert drafted(news.encode()).document.tree["datePublished"] == "2024-03-01"


def test_those_addressed_are_the_bodies_of_the_place() -> None:
    example = EXAMPLES[0].parents[1] / "shandong-2022"
    tree = drafted((example / "raw.txt").read_bytes()).document.tree
    encoded = stdpolicy.load(example / "policy.jsonld").tree
    assert tree["recipient"] == encoded["recipient"]
    assert tree["copyRecipient"] == encoded["copyRecipient"]
    assert "describesBody" not in tree


NESTED = """某市人民政府办公厅关于标准化的通知
《某市标准化行动方案》已经市政府同意，现印发给你们。
一、总体目标
（一）发展目标。到2025年，标准体系更加健全，累计制定地方标准100项以上。
——创新能力增强。建成标准创新基地5个。
——国际水平提高。承担国际秘书处2个。
二、重点任务
（一）加强标准实施
推动企业采用先进标准。（市经信局牵头）
争取培育示范企业20家。（市财政局牵头）
"""


def test_goals_within_a_goal_are_due_when_it_is() -> None:
    tree = drafted(NESTED.encode()).document.tree
    [overall] = tree["goal"]
    assert (overall["kind"], overall["deadline"]) == ("overall", "2025-12-31")
    first, _ = overall["goal"]
    assert first["quote"].startswith("创新能力增强。")
    assert "deadline" not in first
    assert "deadline" not in first["target"][0]


def test_a_target_is_in_the_action_whose_sentence_states_it() -> None:
    [measure] = drafted(NESTED.encode()).document.tree["measure"]
    assert "target" not in measure
    assert [a["quote"] for a in measure["action"]] == [
        "推动企业采用先进标准。",
        "争取培育示范企业20家。",
    ]
    assert measure["action"][1]["target"][0]["modality"] == ["aspirational"]
    assert [a["covers"] for a in measure["assignment"]] == [
        ["#measure1-action1"],
        ["#measure1-action2"],
    ]
    instruments = {code for a in measure["action"] for code in a.get("instrument", ())}
    assert measure["instrument"] == sorted(instruments)
    assert measure["action"][0]["label"] == {"zh-Hans": "推动企业采用先进标准"}


def test_a_body_that_agrees_is_the_approver() -> None:
    tree = drafted(NESTED.replace("某市", "杭州市").encode()).document.tree
    assert tree["approver"] == ["https://w3id.org/stdpolicy/id/registry#body-hangzhou-government"]


def test_a_text_without_title_is_of_the_genre_that_its_preamble_says() -> None:
    example = EXAMPLES[0].parents[1] / "shandong-2022"
    found = drafted((example / "raw.txt").read_bytes())
    assert found.document.tree["genre"] == "implementation-opinions"
    assert [doubt.words for _, doubt in found.doubts] == ["?!?", "???"]


@pytest.mark.parametrize("lost", ["???", "??", "\ufffd"])
def test_what_a_site_has_lost_ends_no_sentence_and_is_in_doubt(lost: str) -> None:
    text = TEXT.replace("推动标准实施。", f"制定中医药{lost}、健康饮食标准。")
    found = drafted(text.encode())
    quotes = [n["quote"] for n in nodes(found.document.tree) if n.get("type") == "Action"]
    assert f"制定中医药{lost}、健康饮食标准。" in quotes
    assert [doubt.words for _, doubt in found.doubts] == [lost]


def test_places_that_a_sentence_is_about_are_drafted() -> None:
    text = NESTED.replace("某市", "山东省").replace(
        "推动企业采用先进标准。（市经信局牵头）",
        "支持青岛、烟台等市推动企业采用先进标准，在山东试点。",
    )
    [measure] = drafted(text.encode()).document.tree["measure"]
    first, second = measure["action"]
    registry = "https://w3id.org/stdpolicy/id/registry#place-"
    assert first["place"] == [f"{registry}qingdao", f"{registry}yantai"]
    assert first["openList"] == ["place"]
    assert "place" not in second


def test_figures_in_a_principle_and_rows_of_tables_are_in_doubt() -> None:
    guided = TEXT.replace(
        "一、主要目标\n", "一、总体要求\n以新发展理念为指导，到2026年制定国际标准3项。\n"
    ).replace("某省人民政府\n2024", "1\t制定标准\t省科技厅\n某省人民政府\n2024")
    whys = {doubt.why.split(":")[0] for _, doubt in drafted(guided.encode()).doubts}
    assert "stands in a principle" in whys
    assert "is a row of a table, whose columns are not read" in whys


SHAPES = """某市人民政府关于加强供水保障工作的意见
某政发〔2024〕5号
一、总体要求
以新发展理念为指导，坚持节水优先。到2027年，建成水厂10座，水质达标率达到98%。
二、重点任务
（一）加快建设。2025年、2026年各新建水厂5座，普及率2025年、2026年分别达到80%、90%。
责任单位：市水务局
完成时限：2026年12月底
三、实施步骤
第一阶段（2024年3月至6月）：动员部署。各区制定方案。
第二阶段（2024年7月至2026年12月）：全面实施。
某市人民政府
2024年3月1日
"""


def test_a_guiding_thought_that_goes_on_with_an_aim_is_a_principle_and_a_goal() -> None:
    made = drafted(SHAPES.encode())
    [principle], [goal] = made.document.tree["principle"], made.document.tree["goal"]
    assert principle["quote"] == "以新发展理念为指导，坚持节水优先。"
    assert goal["quote"] == "到2027年，建成水厂10座，水质达标率达到98%。"
    assert (goal["kind"], goal["deadline"]) == ("overall", "2027-12-31")
    assert [target["value"] for target in goal["target"]] == ["10", "98"]
    assert not [doubt for _, doubt in made.doubts if "principle" in doubt.why]


def test_a_line_of_who_or_when_goes_on_with_the_measure_before_it() -> None:
    [measure] = drafted(SHAPES.encode()).document.tree["measure"]
    [assigned] = measure["assignment"]
    assert (assigned["quote"], assigned["role"]) == ("责任单位：市水务局", "responsible")
    assert (measure["deadline"], measure["deadlinePrecision"]) == ("2026-12-31", "month")
    assert len(measure["action"]) == 1


@pytest.mark.parametrize(("due", "found"), [("2026-12-31", []), ("2026-06-30", ["SP622"])])
def test_a_deadline_that_a_line_below_names_is_held_against_it(due: str, found: list[str]) -> None:
    text = SHAPES.replace("供水保障工作的意见", "供水保障工作的意见（2024—2027年）")
    tree = json.loads(drafted(text.encode()).document.to_bytes("jsonld"))
    tree["measure"][0]["deadline"] = due
    report = stdpolicy.validate(json.dumps(tree).encode())
    assert [d.rule.code for d in report if d.rule.code == "SP622"] == found


def test_a_goal_without_a_day_is_due_when_the_plan_of_the_title_ends() -> None:
    text = SHAPES.replace("供水保障工作的意见", "供水保障三年行动计划（2025—2027年）")
    text = text.replace("到2027年，建成水厂", "建成水厂").replace(
        "以新发展理念为指导，坚持节水优先。", ""
    )
    [goal] = (
        found := drafted(text.replace("一、总体要求", "一、主要目标").encode())
    ).document.tree["goal"]
    assert (goal["deadline"], goal["deadlinePrecision"]) == ("2027-12-31", "year")
    report = stdpolicy.validate(found.document.to_bytes("jsonld"))
    assert not [d for d in report if d.rule.code == "SP622"]


def test_figures_of_several_dates_are_due_in_their_order() -> None:
    [measure] = drafted(SHAPES.encode()).document.tree["measure"]
    targets = [(t["value"], t["deadline"][:4]) for t in measure["action"][0]["target"]]
    assert targets == [("5", "2025"), ("5", "2026"), ("80", "2025"), ("90", "2026")]


def test_phases_without_a_number_are_drafted() -> None:
    first, second = drafted(SHAPES.encode()).document.tree["implementationPhase"]
    assert (first["start"], first["end"]) == ("2024-03-01", "2024-06-30")
    assert second["end"] == "2026-12-31"


def test_departments_that_a_class_of_places_heads_are_those_of_the_class() -> None:
    text = SHAPES.replace(
        "一、总体要求", "各县（市、区）水利（水务）局、发展改革委、财政局：\n一、总体要求", 1
    )
    tree = drafted(text.encode()).document.tree
    names = {body["id"]: body["name"]["zh-Hans"] for body in tree["describesBody"]}
    assert {names.get(one) for one in tree["recipient"]} == {
        "各县（市、区）水利（水务）局",
        "各县（市、区）发展改革委",
        "各县（市、区）财政局",
    }


def test_blanks_where_a_title_was_broken_are_none_of_it() -> None:
    text = SHAPES.replace("某市人民政府关于加强", "某市人民政府关于“供水+” 加强").replace(
        "部署。各区", "部署。\u00a0各区"
    )
    made = drafted(text.encode())
    assert made.document.tree["provision"][0]["text"].startswith("某市人民政府关于“供水+”加强")
    assert "部署。 各区" in made.source
    assert emend(clean(text).text, made.document.tree["source"]["emendation"]) == made.source


def test_a_box_states_nothing_and_what_stands_before_it_opens_nothing() -> None:
    text = SHAPES.replace(
        "三、实施步骤", "建成水库3座。\n专栏1 重点工程\n1.调水工程。加快建设。\n三、实施步骤"
    )
    tree = drafted(text.encode()).document.tree
    quotes = [node["quote"] for node in nodes(tree) if "quote" in node and "type" in node]
    assert not [quote for quote in quotes if "专栏" in quote]
    assert len(tree["goal"]) == 1


def test_what_a_site_sets_before_a_title_on_its_line_is_none_of_it() -> None:
    site = (
        "索引号：0001/2024-5 发布机构：某市人民政府 发布日期：2024-03-01 字体：【大 中 小】 打印 "
    )
    tree = drafted((site + SHAPES.replace("\n", " ")).encode()).document.tree
    assert tree["title"] == {"zh-Hans": "某市人民政府关于加强供水保障工作的意见"}
    assert tree["documentNumber"] == "某政发〔2024〕5号"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (
            "浙江省",
            {
                "各部门": "浙江省各部门",
                "发展改革委": "浙江省发展改革委",
                "市财政局": "市财政局",
                "省财政厅": "浙江省财政厅",
                "领导小组办公室": "浙江省领导小组办公室",
            },
        ),
        ("成都市", {"市财政局": "成都市财政局", "各有关部门": "成都市各有关部门"}),
        ("广西壮族自治区", {"自治区财政厅": "广西壮族自治区财政厅"}),
    ],
)
def test_a_name_that_says_less_than_the_place_is_of_the_place(
    place: str, said: dict[str, str]
) -> None:
    entities = Entities(described([shipped()]))
    home = entities.settle(place)
    iris = {name: entities.body(name) for name in said}
    made = {body["id"]: body for body in entities.made["describesBody"]}
    assert {name: made[iri]["name"]["zh-Hans"] for name, iri in iris.items()} == said
    for name, whole in said.items():
        assert made[iris[name]].get("place") == (home if whole.startswith(place) else None)
    for known in ("国家发展改革委", "财政部", "企业", "杭州市财政局", "济南市政府"):
        assert entities.body(known).startswith("http")


def test_a_new_body_has_each_form_that_is_printed_and_its_place_what_it_is_part_of() -> None:
    entities = Entities(described([shipped()]))
    entities.settle("杭州市某县")
    assert entities.made["describesPlace"][0]["parent"].endswith("#place-hangzhou")
    assert entities.body("县政府") == entities.body("县人民政府")
    assert entities.made["describesBody"][0]["shortName"] == ["县政府", "县人民政府"]
    assert entities.body("市财政局").endswith("#body-hangzhou-finance")


@pytest.mark.parametrize("text", ["（三）", "（三）到2027年，。", "（三）推动标准\x15实\ufffe施。"])
def test_what_holds_next_to_nothing_makes_no_faulty_document(text: str) -> None:
    """A number alone, a date alone, characters that no document can hold."""
    made = drafted(TEXT.replace("某省人民政府\n2024", f"{text}\n某省人民政府\n2024").encode())
    document = made.document.to_bytes("jsonld")
    assert text[:3] in document.decode()
    assert [
        str(one) for one in stdpolicy.validate(document) if one.severity is Severity.ERROR
    ] == []
