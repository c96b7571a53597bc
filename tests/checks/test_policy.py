"""Each rule on sense and grounding fires on one mistake, once, and keeps quiet otherwise."""

import hashlib
from collections.abc import Callable
from functools import reduce
from operator import getitem
from typing import Any

import pytest

from small_policy import Codes, Tree, departing, policy, said_of, stated, target
from stdpolicy.diagnostics import Number, Quote


def set_(*path: Any, to: Any) -> Callable[[Tree], object]:
    """A change of one value."""

    def change(tree: Tree) -> None:
        reduce(getitem, path[:-1], tree)[path[-1]] = to

    return change


def drop(*path: Any) -> Callable[[Tree], object]:
    def change(tree: Tree) -> None:
        del reduce(getitem, path[:-1], tree)[path[-1]]

    return change


TARGET = ("goal", 0, "target", 0)


def unquote(tree: Tree) -> None:
    """Leaves a word of the last measure in no quote."""
    quote_only(tree, "培育")


def quote_only(tree: Tree, words: str) -> None:
    """Has the last measure, and the action in it, quote some words and no others."""
    last = tree["measure"][1]
    last["quote"] = last["action"][0]["quote"] = words


CASES: list[tuple[str, Callable[[Tree], object]]] = [
    ("SP501", set_("datePrinted", to="2022-04-14")),
    ("SP501", lambda t: t.update(periodStart="2025-01-01", periodEnd="2024-12-31")),
    (
        "SP501",
        lambda t: t["describesBody"][0].update(
            validFrom="2020-01-01",
            validFromPrecision="day",
            validUntil="2019-01-01",
            validUntilPrecision="day",
        ),
    ),
    ("SP502", lambda t: t["measure"][0].update(deadline="2021-12-31", deadlinePrecision="year")),
    ("SP503", lambda t: t["measure"][0]["target"][0].update(comparator="between", upperValue="5")),
    (
        "SP504",
        lambda t: t["goal"][0]["target"][0].update(
            unit="percent", value="101", interpretation=departing("#t1", "unit", "value")
        ),
    ),
    (
        "SP505",
        lambda t: t["goal"][0]["target"].append(
            target("#t3", "#part1-sec1", "制定国家标准100项以上", "99", comparator="at-most")
        ),
    ),
    ("SP506", lambda t: t["goal"].append(extra_goal("specific"))),
    ("SP507", lambda t: unassigned(t)),
    ("SP508", lambda t: t["describesBody"].append({**t["describesBody"][0], "id": "#b9"})),
    ("SP509", set_("measure", 0, "assignment", 2, "order", to=4)),
    ("SP510", lambda t: renumber(t, "#part2-sec2", "(三)")),
    ("SP601", set_("source", "digest", to="0" * 64)),
    ("SP605", set_("provision", 1, "heading", to="任务")),
    ("SP605", set_("provision", 1, "number", to="二、")),
    ("SP606", set_(*TARGET, "quote", to="制定国家标准100项以内")),
    ("SP611", lambda t: unquote(t)),
    ("SP612", drop("measure", 0, "target")),
    ("SP613", drop("measure", 1, "assignment")),
    ("SP614", drop("reference")),
]


def extra_goal(kind: str) -> Tree:
    return stated("#g2", "Goal", "#part1-sec1", "制定国家标准", kind=kind)


def unassigned(tree: Tree) -> None:
    third = dict(tree["measure"][1], id="#m3")
    del third["assignment"]
    third["action"] = [dict(third["action"][0], id="#m3a1")]
    tree["measure"].append(third)


def renumber(tree: Tree, iri: str, number: str) -> None:
    """Changes the printed number of the last provision, in its text and in the digest."""
    last = tree["provision"][2]["provision"][1]
    last["text"] = number + last["text"][len(last["number"]) :]
    last["number"] = number
    texts = [p["text"] for top in tree["provision"] for p in (top, *top.get("provision", ()))]
    tree["source"]["digest"] = hashlib.sha256("\n".join(texts).encode()).hexdigest()


def test_the_small_policy_is_clean(codes: Codes) -> None:
    assert codes() == []


@pytest.mark.parametrize(("code", "change"), CASES, ids=lambda c: c if isinstance(c, str) else "")
def test_one_mistake_one_finding(codes: Codes, code: str, change: Callable[[Tree], object]) -> None:
    assert codes(change) == [code]


def test_a_deadline_in_the_past_of_what_the_text_does_not_say(codes: Codes) -> None:
    def change(tree: Tree) -> None:
        measure = tree["measure"][0]
        measure["quote"] = "绝无此句"
        measure.update(deadline="2021-12-31", deadlinePrecision="year")

    assert {"SP502", "SP606"} <= set(codes(change))


def test_a_vision_needs_no_target(codes: Codes) -> None:
    assert codes(lambda t: t["goal"].append(extra_goal("vision"))) == []


@pytest.mark.parametrize(
    ("comparator", "value", "meets"),
    [
        ("equal", "100", True),
        ("equal", "99", False),
        ("at-most", "100", True),
        ("less-than", "100", False),
        ("more-than", "100", True),
        ("about", "1", True),
    ],
)
def test_targets_contradict_only_if_no_number_satisfies_both(
    codes: Codes, comparator: str, value: str, meets: bool
) -> None:
    other = target("#t3", "#part1-sec1", "制定国家标准100项以上", value, comparator=comparator)
    found = codes(lambda t: t["goal"][0]["target"].append(other))
    assert found == ([] if meets else ["SP505"])


def test_a_quantity_with_its_reason_needs_no_target(codes: Codes) -> None:
    def change(tree: Tree) -> None:
        del tree["measure"][0]["target"]
        quantity = stated("#q1", "Quantity", "#part2-sec1", "10项标准", reason="existing")
        tree["quantity"] = [quantity]

    assert codes(change) == []


def test_years_without_a_date_are_quantities(codes: Codes) -> None:
    def change(tree: Tree) -> None:
        del tree["goal"][0]["deadline"], tree["goal"][0]["deadlinePrecision"]

    assert codes(change) == ["SP612"]


def test_each_place_that_is_in_no_quote_is_a_finding() -> None:
    tree = policy()
    quote_only(tree, "育人")
    assert [(d.rule.code, d.values["at"], d.values["words"]) for d in said_of(tree)] == [
        ("SP611", Number(8), Quote("。培")),
        ("SP611", Number(12), Quote("才。")),
    ]


def test_invisible_characters_are_seen_in_every_string() -> None:
    tree = policy()
    tree["describesBody"][0]["shortName"] = ["厅\u200b", "省厅"]
    tree["describesBody"][1]["name"]["en"] += "\u200b"
    tree["documentNumber"] = "国发〔2021〕1号\u200b"
    assert {(d.rule.code, d.pointer) for d in said_of(tree)} == {
        ("SP352", "/documentNumber"),
        ("SP352", "/describesBody/0/shortName/0"),
        ("SP352", "/describesBody/1/name/en"),
    }


def test_another_number_or_day_in_the_masthead_is_one_finding_of_the_record(codes: Codes) -> None:
    def masthead(tree: Tree) -> None:
        lines = ["鲁政发〔2022〕6号", "2022年4月15日"]
        for at, words in enumerate(lines, 1):
            one = {"id": f"#masthead{at}", "type": "Provision", "order": at + 10}
            tree["provision"].append(one | {"kind": "masthead", "text": words})
        for at, provision in enumerate(tree["provision"], 1):
            provision["order"] = at
        tree["documentNumber"] = "鲁政发〔2022〕7号"

    assert {"SP612", "SP614"}.isdisjoint(codes(masthead))


def test_numbers_begin_again_where_another_text_does() -> None:
    """Two regulations under one notice."""
    tree = policy()
    renumber(tree, "#part2-sec2", "(一)")
    assert "SP510" not in {d.rule.code for d in said_of(tree)}


def test_a_title_sets_nothing() -> None:
    tree = policy()
    title = tree["provision"][0]
    title["text"] = tree["title"]["zh-Hans"] = "关于标准化工作两个规定的意见"
    assert "SP612" not in {d.rule.code for d in said_of(tree)}
