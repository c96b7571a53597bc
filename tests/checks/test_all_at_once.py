"""All that does not depend on a fault is found in the same run; what only follows from it is not."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from small_policy import Codes, Tree

Change = Callable[[Tree], object]


def goal(tree: Tree) -> Any:
    return tree["goal"][0]


def target(tree: Tree) -> Any:
    return goal(tree)["target"][0]


FAULTS: dict[str, tuple[str, Change]] = {
    "unit": ("SP304", lambda t: target(t).update(unit="coont")),
    "reference": ("SP402", lambda t: target(t).update(indicator="#i9")),
    "quote": ("SP606", lambda t: target(t).update(quote="制定国家标准100项以内")),
    "property": ("SP201", lambda t: t["measure"][1].update(labell=t["measure"][1].pop("label"))),
    "date": ("SP303", lambda t: goal(t).update(deadline="2025-13-31")),
    "digest": ("SP601", lambda t: t["source"].update(digest="0" * 64)),
    "heading": ("SP605", lambda t: t["provision"][1].update(heading="任务")),
    "order": ("SP405", lambda t: t["measure"][0]["assignment"][1].update(order=1)),
    "bounds": (
        "SP503",
        lambda t: t["measure"][0]["target"][0].update(comparator="between", upperValue="5"),
    ),
    "dates": ("SP501", lambda t: t.update(datePrinted="2022-01-01")),
    "spelling": ("SP313", lambda t: t["measure"][0]["target"][0].update(value="10.0")),
    "figure": ("SP620", lambda t: t["measure"][0]["target"][0].update(value="11")),
    "character": ("SP352", lambda t: t["describesPlace"][0]["name"].update(en="pro\u200bvince")),
}


def test_each_alone(codes: Codes) -> None:
    for code, change in FAULTS.values():
        assert codes(change) == [code]


@pytest.mark.parametrize(
    "names",
    [
        ("unit", "reference", "quote"),
        ("date", "digest", "heading", "character"),
        ("property", "bounds", "dates"),
        ("unit", "figure", "dates"),
        ("spelling", "order", "unit"),
        tuple(set(FAULTS) - {"bounds", "spelling"}),
    ],
    ids=lambda names: f"{len(names)}",
)
def test_several_in_one_run(codes: Codes, names: tuple[str, ...]) -> None:
    def change(tree: Tree) -> None:
        for name in names:
            FAULTS[name][1](tree)

    assert sorted(codes(change)) == sorted(FAULTS[name][0] for name in names)


CONSEQUENCES: dict[str, tuple[str, Change]] = {
    "the statements of a provision that is not there": (
        "SP205",
        lambda t: t["provision"][1]["provision"][0].update(id="part1-sec1"),
    ),
    "the indicator of a misspelt list": (
        "SP201",
        lambda t: t.update(indicatr=t.pop("describesIndicator")),
    ),
    "a target without class, of which the goal is not bare": (
        "SP210",
        lambda t: goal(t).update(target=["#t1"], kind="specific"),
    ),
    "an entity of which the reference is misspelt": (
        "SP402",
        lambda t: [
            one.update(indicator="#i11") for one in (target(t), t["measure"][0]["target"][0])
        ],
    ),
    "a text of which a statement has no quote": (
        "SP202",
        lambda t: [s.pop("quote") for s in (t["measure"][1], *t["measure"][1]["action"])],
    ),
    "the order of siblings of which one has none": (
        "SP301",
        lambda t: t["measure"][0]["assignment"][1].update(order="two"),
    ),
    "the digest of a text that is not a string": (
        "SP301",
        lambda t: t["provision"][2]["provision"][1].update(text=5),
    ),
    "the range of a value that is none": (
        "SP302",
        lambda t: t["measure"][0]["target"][0].update(
            value="ten", comparator="between", upperValue="5"
        ),
    ),
    "a deadline before an adoption that is no date": (
        "SP303",
        lambda t: t.update(dateAdopted="2026-02-30"),
    ),
    "the bodies of a place that is none": (
        "SP403",
        lambda t: t.update(jurisdiction="#b1"),
    ),
    "a wrong class of what has an id twice": (
        "SP401",
        lambda t: t["describesBody"][2].update(id="#b1") or t["measure"][0]["assignment"].pop(),
    ),
}


@pytest.mark.parametrize("name", CONSEQUENCES)
def test_what_follows_is_left_out(codes: Codes, name: str) -> None:
    code, change = CONSEQUENCES[name]
    assert set(codes(change)) == {code}


def twice_said(tree: Tree) -> None:
    """A measure once more, with its Chinese label otherwise in English."""
    again = json.loads(json.dumps(tree["measure"][1]).replace("#m2", "#m3"))
    tree["measure"][1]["label"] = {"en": "Talent", "zh-Hans": "人才"}
    again["label"] = {"en": "Train experts", "zh-Hans": "人才"}
    tree["measure"].append(again)


def test_what_is_encoded_otherwise_is_found_beside_other_faults(codes: Codes) -> None:
    def change(tree: Tree) -> None:
        twice_said(tree)
        target(tree)["unit"] = "coont"

    assert codes(twice_said) == ["SP702"]
    assert sorted(codes(change)) == ["SP304", "SP702"]


@pytest.mark.parametrize(
    "malformed",
    [
        {"label": {"en": []}, "quote": None, "contributesTo": ["#m9"], "statedIn": "#m9"},
        {"label": "x", "quote": [], "contributesTo": 5, "kind": {}, "domain": [[]], "scope": []},
        {"id": None, "modality": [{"id": "#m9"}], "interpretation": 5, "topic": {}, "value": []},
        {"id": 5, "statedIn": [[]], "provision": [], "indicator": {}, "unit": [], "trend": 5},
    ],
    ids=lambda values: ",".join(values),
)
def test_what_is_malformed_is_not_compared(codes: Codes, malformed: Tree) -> None:
    def change(tree: Tree) -> None:
        twice_said(tree)
        measures = tree["measure"]
        for node in (goal(tree), target(tree), *measures, *(m["action"][0] for m in measures)):
            node.update(deepcopy(malformed))
        tree["provision"][2].update(provision=malformed.get("provision", 5))

    assert not [code for code in codes(change) if code.startswith("SP7")]
