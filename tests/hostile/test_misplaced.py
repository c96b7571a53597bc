"""Any property of the vocabulary, on any node of a document, with any kind of value: only findings.

Rules ask nodes for fields; what a node of that class cannot have, or has wrong, is nothing to them.
"""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from examine import examine
from sealed import CORPUS

from sampled import some
from stdpolicy.formats.jsonld import JSONLD
from stdpolicy.model.edition import model

JIAXING = Path(__file__).parents[2] / "examples" / "jiaxing-2022" / "policy.jsonld"
VALUES: list[Any] = [None, 5, 1e300, True, "x", "#p1", "", [], {}, [[]], [5], [{}], {"id": "#n"}]
NAMES = sorted({field.name for _, field in model().fields()} | {"id", "type"})


def nodes(tree: Any) -> list[dict[str, Any]]:
    """The first node of each class in a tree."""
    first: dict[str, dict[str, Any]] = {}
    left = [tree]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            if "type" in value:
                first.setdefault(value["type"], value)
            left += value.values()
        elif isinstance(value, list):
            left += value
    return list(first.values())


@pytest.mark.parametrize("name", some(NAMES, 2))
@pytest.mark.parametrize(
    "path",
    [
        pytest.param(CORPUS / "document.jsonld", id="document"),
        pytest.param(CORPUS / "policy.jsonld", id="policy", marks=pytest.mark.slow),
    ],
)
def test_on_small_documents(path: Path, name: str) -> None:
    tree = json.loads(path.read_bytes())
    for number in range(len(nodes(tree))):
        for value in VALUES:
            changed = copy.deepcopy(tree)
            nodes(changed)[number][name] = value
            examine(json.dumps(changed).encode(), JSONLD)


@pytest.mark.slow
@pytest.mark.parametrize("value", VALUES, ids=str)
def test_on_every_class_of_an_example(value: Any) -> None:
    """All other names at once: each is hidden from the rules, whatever the others are."""
    tree = json.loads(JIAXING.read_bytes())
    for node in nodes(tree):
        for name in NAMES:
            node.setdefault(name, value)
    examine(json.dumps(tree).encode(), JSONLD)
