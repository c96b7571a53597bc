"""Mistakes that encoders have made, put back into copies of the examples: which rule finds each."""

import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import stdpolicy
from sampled import some
from stdpolicy.formats.jsonld import framed

EXAMPLES = Path(__file__).parents[2] / "examples"
POLICIES = ("outline-2021", "zhejiang-2023", "shandong-2022", "jiaxing-2022", "hangzhou-2016")
Tree = dict[str, Any]
Finding = tuple[str, str, str]
"""Rule, policy, and the node that it is in."""


@cache
def trees() -> dict[str, Tree]:
    names = {name: EXAMPLES / name / "policy.jsonld" for name in POLICIES}
    names["crosswalk"] = EXAMPLES / "crosswalk" / "crosswalk.jsonld"
    return {name: stdpolicy.load(path).tree for name, path in names.items()}


def findings(documents: dict[str, Tree]) -> set[Finding]:
    data = [json.dumps(framed(tree, tree["id"])).encode() for tree in documents.values()]
    report = stdpolicy.validate(data)
    return {(d.rule.code, d.document.rpartition("/")[2], d.node) for d in report}


def node(tree: Any, id: str) -> Tree:
    """The node of a tree that has an id."""
    left = [tree]
    while left:
        one = left.pop()
        if isinstance(one, dict) and one.get("id") == id:
            return one
        left += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    raise LookupError(id)


def put_back(policy: str, change: Callable[[Tree], None], *beside: str) -> set[Finding]:
    """What is found in a policy once it is changed, and was not before, with other documents beside."""
    names = (*beside, policy)
    changed = copy.deepcopy(trees()[policy])
    change(changed)
    documents = {name: trees()[name] for name in names} | {policy: changed}
    return findings(documents) - found_before(names)


@cache
def found_before(names: tuple[str, ...]) -> set[Finding]:
    return findings({name: trees()[name] for name in names})


LINKS = [
    ("zhejiang-2023", "#measure20", "#target2"),
    ("zhejiang-2023", "#measure20", "#target3"),
    ("zhejiang-2023", "#measure24", "#target5"),
    ("zhejiang-2023", "#measure5", "#target6"),
    ("zhejiang-2023", "#measure3", "#target9"),
    ("hangzhou-2016", "#measure5", "#target3"),
    ("hangzhou-2016", "#measure5", "#target4"),
    ("hangzhou-2016", "#measure5", "#target5"),
    ("hangzhou-2016", "#measure9", "#target3"),
    ("hangzhou-2016", "#measure9", "#target4"),
    ("hangzhou-2016", "#measure9", "#target6"),
    ("hangzhou-2016", "#measure15", "#target8"),
    ("hangzhou-2016", "#measure27", "#goal8"),
    ("hangzhou-2016", "#measure33", "#target9"),
    ("shandong-2022", "#measure6", "#target2"),
    ("shandong-2022", "#measure6", "#goal10"),
    ("shandong-2022", "#measure15", "#goal13"),
    ("jiaxing-2022", "#measure2", "#target1"),
    ("jiaxing-2022", "#measure4", "#target5"),
]
UNSEEN = [
    ("zhejiang-2023", "#measure24", "#target7"),
    ("shandong-2022", "#measure6", "#target5"),
    ("shandong-2022", "#measure12", "#target5"),
    ("jiaxing-2022", "#measure24", "#target9"),
]
"""What only a reader sees: another verb (落实, 协助建设好), another name of the thing."""


def unlinked(policy: str, measure: str, aim: str) -> set[Finding]:
    def change(tree: Tree) -> None:
        links = node(tree, measure).pop("contributesTo")
        if left := [link for link in links if link != aim]:
            node(tree, measure)["contributesTo"] = left

    return put_back(policy, change)


@pytest.mark.parametrize("link", some(LINKS, 4), ids="".join)
def test_a_link_to_what_a_measure_furthers(link: tuple[str, str, str]) -> None:
    policy, measure, aim = link
    found = unlinked(policy, measure, aim)
    assert {(rule, where) for rule, where, _ in found} == {("SP704", policy)}
    assert all(one.startswith(measure) for _, _, one in found)


@pytest.mark.parametrize(("policy", "measure", "aim"), UNSEEN)
def test_a_link_that_no_rule_asks_for(policy: str, measure: str, aim: str) -> None:
    assert unlinked(policy, measure, aim) == set()


def test_no_link_is_asked_for_that_a_reader_did_not_set() -> None:
    """Without any link at all, half of those that readers set are asked for, and no other."""
    asked = right = there = 0
    for name in POLICIES:
        tree = copy.deepcopy(trees()[name])
        links = {(m["id"], aim) for m in tree["measure"] for aim in m.pop("contributesTo", ())}
        report = stdpolicy.validate(json.dumps(framed(tree, tree["id"])).encode())
        found = [d.values for d in report if d.rule.code == "SP704"]
        pairs = {(one["node"].value, one["other"].value) for one in found}  # type: ignore[union-attr]
        asked, right, there = asked + len(pairs), right + len(pairs & links), there + len(links)
    assert right / asked > 0.98
    assert right / there > 0.45


OUTLINE = ("outline-2021",)
JIAXING = ("jiaxing-2022",)
ALIGNED = (*POLICIES, "crosswalk")
TOO_WIDE = ["industrial-upgrading", "key-technologies"]
FIELDS: list[tuple[str, str, str, Any, tuple[str, ...], str]] = [
    (
        "zhejiang-2023",
        "#measure17-action3",
        "instrument",
        ["standards-development"],
        OUTLINE,
        "SP701",
    ),
    (
        "zhejiang-2023",
        "#measure17-action3",
        "instrument",
        ["standards-application"],
        OUTLINE,
        "SP701",
    ),
    ("jiaxing-2022", "#measure13-action1", "topic", ["energy-saving"], OUTLINE, "SP701"),
    ("zhejiang-2023", "#measure4", "domain", TOO_WIDE, JIAXING, "SP701"),
    ("shandong-2022", "#target9", "scope", None, OUTLINE, "SP701"),
    ("shandong-2022", "#target9", "mode", "unspecified", OUTLINE, "SP701"),
    ("hangzhou-2016", "#measure12", "domain", ["urbanization"], ALIGNED, "SP705"),
    ("hangzhou-2016", "#measure7", "domain", ["application"], ALIGNED, "SP705"),
    ("shandong-2022", "#measure8", "domain", ["talent"], ALIGNED, "SP705"),
]


@pytest.mark.parametrize(
    ("policy", "id", "field", "value", "beside", "rule"),
    [
        pytest.param(*field, marks=pytest.mark.slow) if field[4] is ALIGNED else field
        for field in FIELDS
    ],
)
def test_a_field_that_was_coded_otherwise(
    policy: str, id: str, field: str, value: Any, beside: tuple[str, ...], rule: str
) -> None:
    def change(tree: Tree) -> None:
        found = node(tree, id)
        assert found[field] != value
        found[field] = value
        if value is None:
            del found[field]

    assert (rule, policy, id) in put_back(policy, change, *beside)


LABELS = [
    ("zhejiang-2023", "#measure21", "en", "Strengthen standards in support of trade", "SP702"),
    ("zhejiang-2023", "#measure16", "en", "Raise the value of ecological products", "SP703"),
    ("zhejiang-2023", "#target9", "zh-Hans", "标准研究成果的比率", "SP701"),
    ("jiaxing-2022", "#measure17-action3", "en", "Promote the same lines", "SP701"),
]


@pytest.mark.parametrize(("policy", "id", "tag", "text", "rule"), LABELS)
def test_a_label_that_was_worded_otherwise(
    policy: str, id: str, tag: str, text: str, rule: str
) -> None:
    def change(tree: Tree) -> None:
        node(tree, id)["label"][tag] = text

    assert (rule, policy, id) in put_back(policy, change, *OUTLINE)
