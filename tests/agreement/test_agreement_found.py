"""Statements that do not say what their quotes say are found, each once; right ones are left alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from tally import findings, found_in, known, told
from wrong_values import DROPPED, EXAMPLES, FIELDS, Mutant, mutants, nodes, read

import stdpolicy
from stdpolicy.source import Source

FEW, MANY = 1, 100
"""Of every other field in the fast suite, and of each in the slow one."""
WAIVED = {"SP701", "SP704", "SP705"}
"""What examples/stdpolicy.toml waives, with its reasons."""
CELLS = [*((cls, field) for cls, names in FIELDS.items() for field in names.split()), DROPPED]


def test_the_examples_agree_with_their_texts() -> None:
    assert {line[:5] for line in known()} <= WAIVED


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_what_is_found_does_not_turn_on_the_order_of_statements(path: Path) -> None:
    """RDF keeps no order of statements that have none of their own."""
    tree = read(path)
    for node, _ in nodes(tree):
        for value in node.values():
            if isinstance(value, list) and all(isinstance(one, dict) for one in value):
                value.reverse()
    turned = Source(json.dumps(tree, ensure_ascii=False).encode(), str(path), path)
    assert set(findings(turned)) <= known()


REGISTRY = "https://w3id.org/stdpolicy/id/registry#"
ONCE = {
    # each quote begins where the list does, and has the figures of those before it
    ("jiaxing-2022", "#target2", "value", "5"): ("SP620", "“200项以上” reads 200"),
    ("outline-2021", "#target4", "unit", "hour"): ("SP620", "“一批” reads count"),
    ("jiaxing-2022", "#incentive13", "amount", "1000000"): ("SP623", "“50万元” reads 500000"),
    ("hangzhou-2016", "#reference14", "title", "技术性贸易措施协定"): ("SP627", "“实施卫生和植物"),
    ("jiaxing-2022", "#reference2", "title", "国家标准化发展纲要"): ("SP627", "“中共浙江省委"),
    # a share beyond 100, a kind of which words are encoded, one that is numbered
    ("zhejiang-2023", "#target9", "value", "300"): ("SP620", "“60%以上” reads 60"),
    ("outline-2021", "#masthead1", "kind", "section"): ("SP629", "kind masthead"),
    ("hangzhou-2016", "#annex1", "kind", "section"): ("SP629", "kind annex"),
    ("zhejiang-2023", "#title", "kind", "article"): ("SP629", "kind title"),
    # a class of bodies, which needs no open list, for one that does
    (
        "shandong-2022",
        "#measure1-assignment3",
        "body",
        REGISTRY + "body-shandong-animal-husbandry",
    ): ("SP624", "“省政府有关部门”"),
    # a name within another's, and one that stands in another sentence
    ("zhejiang-2023", "#measure21-action4", "place", (REGISTRY + "place-zhejiang",)): (
        "SP625",
        "中国(浙江)自由贸易试验区",
    ),
    ("shandong-2022", "#measure3-action3", "place", (REGISTRY + "place-jining",)): (
        "SP625",
        "日照市",
    ),
    ("jiaxing-2022", "#target6", "modality", ("obligation",)): ("SP626", "“争创”"),
    ("zhejiang-2023", "#phase2", "start", "2023-01-01"): ("SP622", "“2024年”"),
    ("zhejiang-2023", "#phase2", "end", "2025-12-31"): ("SP622", "“2024年”"),
    # dates out of order, of which the text is asked too
    ("shandong-2022", "", "dateAdopted", "2023-04-15"): ("SP501", "“2022年4月15日”"),
    ("zhejiang-2023", "#target14", "deadline", "2022-12-31"): ("SP502", "“2023年”"),
    ("hangzhou-2016", "", "dateAdopted", "2022-04-15"): ("SP502", "“2016年12月23日”"),
}
"""What is found once and told in words of the text: where, the field, another value; the rule, its hint."""


@pytest.mark.parametrize(("policy", "node", "field", "value"), ONCE)
def test_what_is_found_is_told_once(policy: str, node: str, field: str, value: Any) -> None:
    tree = read(EXAMPLES[0].parents[1] / policy / "policy.jsonld")
    found = next(n for n, _ in nodes(tree) if n["id"] == (node or tree["id"]))
    found[field] = list(value) if isinstance(value, tuple) else value
    mutant = Mutant(tree["id"], found["type"], field, found["id"], None, value, tree)
    (line,) = found_in(mutant)
    code, hint = ONCE[policy, node, field, value]
    assert line.startswith(code)
    assert hint in line.partition(" | ")[2].replace('"', "“", 1).replace('"', "”", 1)


def test_a_duty_that_is_left_out_is_told_once() -> None:
    """Though its provision has others, of another clause."""
    tree = read(EXAMPLES[0].parents[1] / "shandong-2022" / "policy.jsonld")
    dropped = "#measure22-assignment2"
    found, parent = next((n, p) for n, p in nodes(tree) if n["id"] == dropped)
    assert parent is not None
    parent["assignment"].remove(found)
    (line,) = found_in(Mutant(tree["id"], *DROPPED, dropped, found["body"], None, tree))
    assert line.startswith("SP613")


@pytest.mark.slow
def test_what_is_wrong_is_found() -> None:
    made = [mutant for cls, field in CELLS[::2] for mutant in mutants(cls, field, FEW, 7)]
    found = sum(len(found_in(mutant)) == 1 for mutant in made)
    assert len(made) > 15
    assert found >= 0.95 * len(made)


@pytest.mark.slow
def test_what_is_found_is_told_in_words_of_the_text() -> None:
    """By the rules that read it; dates that contradict each other are told before the text is asked."""
    made = [mutant for cls, field in CELLS for mutant in mutants(cls, field, 5, 7)]
    lines = [(mutant, *found) for mutant in made if len(found := found_in(mutant)) == 1]
    read = [(mutant, line) for mutant, line in lines if line.startswith(("SP62", "SP63"))]
    untold = [line for mutant, line in read if not told(mutant, line)]
    assert len(read) > 0.9 * len(lines) > 100
    assert {line[:5] for line in untold} <= {"SP628"}, untold  # a title that is printed nowhere
    assert len(untold) <= 0.02 * len(read), untold


@pytest.mark.slow
@pytest.mark.parametrize(("cls", "field"), CELLS)
def test_nine_in_ten_of_each_field_are_found(cls: str, field: str) -> None:
    made = list(mutants(cls, field, MANY, 1))
    missed = [(m.policy, m.node, m.right, m.wrong) for m in made if len(found_in(m)) != 1]
    assert len(missed) <= 0.1 * len(made), missed


def test_of_a_number_that_two_statements_have_none_is_offered_another() -> None:
    """Which of them is wrong the words do not say: the text has each sum once."""
    path = next(path for path in EXAMPLES if path.parent.name == "jiaxing-2022")
    tree = read(path)
    by_id = {node["id"]: node for node, _ in nodes(tree)}
    by_id["#incentive1"]["amount"] = by_id["#incentive4"]["amount"]
    found = [
        one
        for one in stdpolicy.validate(json.dumps(tree).encode(), format="jsonld")
        if one.rule.code == "SP623"
    ]
    assert [one.fix for one in found] == [None]
