"""Rules, places and words take no more steps than a file is long, whatever is wrong with it.

Beyond the bound on findings of a file there is more to be checked, and nothing more to be placed.
"""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sealed import CORPUS
from work import peak, steps

import stdpolicy

POLICY: dict[str, Any] = json.loads((CORPUS / "policy.jsonld").read_bytes())
REGISTRY: dict[str, Any] = json.loads((CORPUS / "document.jsonld").read_bytes())
STATEMENT = {
    "label": {"zh": "目标"},
    "statedIn": "#p1",
    "quote": "加快标准化建设。",
}
TARGET = STATEMENT | {
    "type": "Target",
    "indicator": "https://example.org/r#i1",
    "comparator": "at-least",
    "mode": "level",
    "unit": "count",
}
BODY = {"type": "Body", "name": {"zh": "市" * 100}, "kind": "government"}
PROVISION = {
    "type": "Provision",
    "kind": "paragraph",
    "text": "到2025年,制定标准3项,依据国发〔2021〕3号。",
}
PRINCIPLE = STATEMENT | {"type": "Principle"}


def many(count: int, node: dict[str, Any], **fields: str) -> list[dict[str, Any]]:
    """Nodes like one, of which fields are filled with their number."""
    return [
        node | {"id": f"#n{at}"} | {name: text % at for name, text in fields.items()}
        for at in range(count)
    ]


def targets(count: int, **fields: str) -> dict[str, Any]:
    goal = STATEMENT | {"id": "#g1", "type": "Goal", "kind": "specific"}
    return POLICY | {"goal": [goal | {"target": many(count, TARGET | fields, value="%d")}]}


def measures(count: int, **fields: str) -> dict[str, Any]:
    action = STATEMENT | {"type": "Action", "order": 1, "modality": ["obligation"]}
    measure = STATEMENT | {"type": "Measure", "kind": "task", "domain": ["talent"]}
    found = many(count, measure, label="举措%d")
    for one, part in zip(found, many(count, action, **fields), strict=True):
        one["label"] = {"zh": one["label"]}
        one["action"] = [part | {"id": part["id"] + "a"}]
    return {"measure": found}


def furthered(count: int) -> dict[str, Any]:
    """As many targets as measures, each of which furthers what all of them count."""
    label = {"zh": "制定国家标准"}
    aims = targets(count)
    for at, one in enumerate(aims["goal"][0]["target"]):
        one |= {"id": f"#t{at}", "label": label}
    return aims | measures(count, quote="参与国家标准制定%d")


CASES: dict[str, Callable[[int], dict[str, Any]]] = {
    "targets of one indicator": targets,
    "targets that contradict each other": lambda n: targets(n, comparator="equal"),
    "dangling references": lambda n: POLICY | {"principle": many(n, PRINCIPLE, statedIn="#no-%d")},
    "wrong quotes": lambda n: POLICY | {"principle": many(n, PRINCIPLE, quote="加快标准化%d")},
    "sound statements": lambda n: POLICY | {"principle": many(n, PRINCIPLE)},
    "unknown properties": lambda n: POLICY | {f"key{at}": 1 for at in range(n)},
    "unknown properties of nodes": lambda n: REGISTRY | {"describesBody": many(n, BODY, nmae="%d")},
    "unknown codes": lambda n: REGISTRY | {"describesBody": many(n, BODY, kind="goverment%d")},
    "one id": lambda n: REGISTRY | {"describesBody": [BODY | {"id": "#b1"}] * n},
    "one name": lambda n: REGISTRY | {"describesBody": many(n, BODY)},
    "provisions of one order": lambda n: (
        POLICY | {"provision": POLICY["provision"] + many(n, PROVISION | {"order": 2})}
    ),
    "provisions in another spelling": lambda n: (
        POLICY | {"provision": POLICY["provision"] + many(n, PROVISION, order="%d")}
    ),
    "a long provision": lambda n: (
        POLICY | {"provision": [POLICY["provision"][0] | {"text": PROVISION["text"] * n}]}
    ),
    "a quote that repeats itself like its provision": lambda n: (
        POLICY
        | {"provision": [POLICY["provision"][0] | {"text": "标准、" * n}]}
        | {"principle": [PRINCIPLE | {"id": "#n0", "quote": "、准标" * n}]}
    ),
    "actions with a clause in common": lambda n: (
        POLICY | measures(n, quote="推进智能制造和绿色制造标准化建设,第%d项")
    ),
    "measures that further targets": furthered,
    "long names on one line": lambda n: (
        REGISTRY | {"describesBody": many(n, BODY | {"x": "y" * 2000})}
    ),
}


def serialised(tree: dict[str, Any]) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode()


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """What is compiled once is no step of a file."""
    for make in CASES.values():
        stdpolicy.validate(serialised(make(3)))


def test_the_targets_are_compared() -> None:
    found = [d.rule.code for d in stdpolicy.validate(serialised(targets(3, comparator="equal")))]
    assert found.count("SP505") == 2


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_steps_grow_with_the_file(name: str) -> None:
    # With both the budget for what was probably meant is spent: up to it names are compared in pairs.
    few, lots = (serialised(CASES[name](count)) for count in (1000, 3000))
    assert steps(partial(stdpolicy.validate, lots)) < 4 * steps(partial(stdpolicy.validate, few))


@pytest.mark.slow
def test_memory_grows_with_the_file_though_all_findings_are_on_one_line() -> None:
    few, lots = (serialised(CASES["long names on one line"](count)) for count in (300, 1200))
    assert peak(partial(stdpolicy.validate, lots)) < 5 * peak(partial(stdpolicy.validate, few))
