"""Of a fault only itself is found, not what follows from it; of two faults both are found."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from typing import Any

import pytest
from lxml import etree

import notations
import stdpolicy
from faults import Fault, faults
from sampled import some
from small_policy import IRI, TEXTS, Tree, codes_of, measure, policy
from stdpolicy.diagnostics import RULES
from stdpolicy.formats.jsonld import framed
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import NAMESPACE

MODEL = model()


def broken(*several: Fault) -> Tree:
    tree = policy()
    for fault in several:
        fault.make(tree)
    return tree


# -- no consequence ------------------------------------------------------------------------------

FAULTS = list(faults(policy(), MODEL))


@pytest.mark.parametrize("kind", sorted({fault.kind.split(" ")[-1] for fault in FAULTS}))
def test_one_fault_is_one_finding(kind: str) -> None:
    for fault in FAULTS:
        if fault.kind.split(" ")[-1] == kind:
            found = codes_of(broken(fault))
            needed = [code for code in fault.codes if not code.endswith("?")]
            perhaps = {code.rstrip("?") for code in fault.codes}
            assert set(needed) <= set(found) <= perhaps, (fault.kind, fault.path, found)
            assert len(found) == len(set(found)), (fault.kind, fault.path, found)


TRUE_BY_ITSELF = {
    "measure": {"SP611", "SP612", "SP613", "SP508"},
    "goal": {"SP611", "SP612"},
    "reference": {"SP614"},
}
"""What is left out without a trace leaves what the text says unsaid: nothing hides that."""


@pytest.mark.parametrize("name", TRUE_BY_ITSELF)
def test_what_is_true_by_itself_is_said(name: str) -> None:
    tree = policy()
    del tree[name]
    assert set(codes_of(tree)) == TRUE_BY_ITSELF[name]


def renamed_in_turtle() -> Iterator[bytes]:
    """The policy with one property of one node renamed beyond recognition, each in turn."""
    first, *lines = notations.turtle(policy(), IRI, MODEL).decode().splitlines()
    for name in dict.fromkeys(tuple(line.split(" ")[:2]) for line in lines if "#type>" not in line):
        old, new = " ".join(name), f"{name[0]} <{NAMESPACE}qqqqqqqq>"
        yield "\n".join([first, *(line.replace(old, new, 1) for line in lines)]).encode()


def renamed_in_xml() -> Iterator[bytes]:
    data = notations.xml(policy(), IRI, MODEL)
    for at, node in enumerate(etree.fromstring(data).iter()):
        for name in dict.fromkeys(child.tag for child in node):
            root = etree.fromstring(data)
            for child in list(root.iter())[at].findall(name):
                child.tag = f"{{{NAMESPACE}}}qqqqqqqq"
            yield etree.tostring(root)


@pytest.mark.parametrize("format", ["turtle", "xml"])
def test_what_an_unknown_property_holds_is_not_missing_elsewhere(format: str) -> None:
    for data in {"turtle": renamed_in_turtle, "xml": renamed_in_xml}[format]():
        found = [d.rule.code for d in stdpolicy.validate(data, format=format)]
        assert "SP201" in found
        assert set(found) <= {"SP201", "SP202", "SP211"}, data.decode()


def test_one_character_of_the_text() -> None:
    tree = policy()
    tree["provision"][2]["provision"][1]["text"] += "。"
    assert codes_of(tree) == ["SP601"]


def test_a_measure_that_has_no_place_is_counted_nowhere() -> None:
    """Half of the measures are assigned; with one less than half that are not, they would be few."""
    tree = policy()
    texts = list(TEXTS.values())
    for number, numeral in ((3, "(三)"), (4, "(四)")):
        words = f"{numeral}做好工作。"
        where = f"#part2-sec{number}"
        section = {"id": where, "type": "Provision", "order": number, "kind": "section"}
        tree["provision"][2]["provision"].append({**section, "number": numeral, "text": words})
        tree["measure"].append(measure(f"#m{number}", where, words.removeprefix(numeral)))
        texts.append(words)
    tree["source"]["digest"] = sha256("\n".join(texts).encode()).hexdigest()
    assert codes_of(tree) == []
    del tree["provision"][2]["provision"][3]["id"]
    assert codes_of(tree) == ["SP202"]


def numbered(number: str, *, field: str = "documentNumber", kind: str = "closing") -> list[str]:
    """A policy in whose text stands a document number, which may be its own."""
    tree = policy()
    words = "本意见文号为国发〔2021〕1号。"
    last = {"id": "#last", "type": "Provision", "order": 4, "kind": kind, "text": words}
    tree["provision"].append(last)
    tree["source"]["digest"] = sha256("\n".join([*TEXTS.values(), words]).encode()).hexdigest()
    tree["measure"].append(measure("#last-m", "#last", words))
    return codes_of(tree | {field: number})


@pytest.mark.parametrize(
    ("number", "field", "expected"),
    [
        ("国发〔2021〕1号", "documentNumber", []),
        ("国发〔2021〕2号", "documentNumber", ["SP614"]),
        ("", "documentNumber", ["SP208"]),
        ("国发〔2021〕1号", "documentNumbre", ["SP201"]),
        ("国发〔2021〕1号", "qqqqqqqq", ["SP201"]),
    ],
)
def test_the_number_of_the_document_itself(number: str, field: str, expected: list[str]) -> None:
    assert numbered(number, field=field) == expected


def test_what_a_title_cites_is_no_reference() -> None:
    assert "SP614" not in numbered("国发〔2021〕2号", kind="title")


@pytest.mark.parametrize(
    ("goal", "reference", "expected"),
    [
        ({}, "#g1", []),
        ({}, "#g11", ["SP402"]),
        ({}, "#title", ["SP403"]),
        ({"id": ""}, "#g1", ["SP205"]),
        ({"id": None}, "#g1", ["SP202"]),
        ({"id": None}, None, ["SP202", "SP506"]),
    ],
)
def test_a_goal_that_is_served_by_a_measure(
    goal: dict[str, Any], reference: str | None, expected: list[str]
) -> None:
    tree = policy()
    target = tree["goal"][0].pop("target")
    tree["goal"][0] |= {"kind": "specific"} | goal
    measure = tree["measure"][0]
    measure["target"] += target
    if reference is not None:
        measure["contributesTo"] = [reference]
    assert sorted(codes_of(tree)) == expected


def test_a_lead_issuer_of_whom_the_entry_is_misspelt() -> None:
    assert codes_of(policy() | {"issuer": ["#b9"], "leadIssuer": "#b1"}) == ["SP402"]


def test_a_node_that_stands_twice_where_one_is_allowed() -> None:
    tree = policy()
    tree["source"]["emendation"] = [
        {"id": "#e1", "type": "Emendation", "order": 1, "kind": "omission"}
    ]
    tree["source"] = [tree["source"], deepcopy(tree["source"])]
    assert "SP401" not in codes_of(tree)


def other(change: dict[str, Any]) -> bytes:
    tree = {"id": f"{IRI}2", "type": "Registry", "title": {"zh-Hans": "名录"}, "describesBody": [
        {"id": "#b7", "type": "Body", "name": {"zh-Hans": "局"}, "kind": "department"} | change
    ]}  # fmt: skip
    return json.dumps(framed(tree, f"{IRI}2")).encode()


@pytest.mark.parametrize(
    ("change", "expected"),
    [({}, ["SP411"]), ({"id": "#1"}, ["SP205"]), ({"id": "b8"}, ["SP205"]), ({"zz": 5}, ["SP201", "SP411"])],
)  # fmt: skip
def test_what_a_broken_document_has_is_not_all_known(
    change: dict[str, Any], expected: list[str]
) -> None:
    tree = policy()
    tree["measure"][1]["assignment"][0]["body"] = f"{IRI}2#b8"
    data = json.dumps(framed(tree, IRI)).encode()
    found = [d.rule.code for d in stdpolicy.validate([data, other(change)])]
    assert sorted(found) == sorted(expected)


# -- nothing lost --------------------------------------------------------------------------------


def texts(tree: Tree) -> dict[str, bytes]:
    found = {"jsonld": json.dumps(framed(tree, IRI)).encode()}
    for name, write in (("turtle", notations.turtle), ("xml", notations.xml)):
        try:
            found[name] = write(tree, IRI, MODEL)
        except notations.Inexpressible:
            continue
    return found


LOCAL = [
    fault
    for fault in FAULTS
    if fault.path and fault.kind.partition(" ")[0] in ("bad", "out", "wrong", "no", "control", "empty")
    and fault.kind not in ("no id", "no type")
]  # fmt: skip


@pytest.mark.parametrize("seed", some(range(8), 4))
def test_two_faults_are_found_together(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(25):
        one, two = dice.sample(LOCAL, 2)
        if one.path == two.path:
            continue
        alone = [texts(broken(fault)) for fault in (one, two)]
        for format, data in texts(broken(one, two)).items():
            if not all(format in each for each in alone):
                continue
            expected = [
                d.rule.code for each in alone for d in stdpolicy.validate(each[format], format=format)
            ]  # fmt: skip
            found = [d.rule.code for d in stdpolicy.validate(data, format=format)]
            assert sorted(found) == sorted(expected), (format, one, two)


def test_a_rule_on_one_class_is_not_silenced_by_another() -> None:
    tree = policy()
    tree["describesBody"][0]["parent"] = "no iri"
    tree["describesIndicator"].append({"id": "#i2", "type": "Indicator", "name": {"zh-Hans": "x"}})
    assert codes_of(tree) == ["SP306", "SP508"]


def test_every_code_named_here_is_one() -> None:
    named = {code.rstrip("?") for fault in FAULTS for code in fault.codes}
    assert named <= RULES.keys()
