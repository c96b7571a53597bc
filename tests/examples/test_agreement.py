"""The page on agreement is what the readings give, and what is called cross-read is what both read."""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from stdpolicy.model.edition import model

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "readings"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("agreement", FOLDER / "agreement.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCRIPT = script()


def statements(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if "quote" in tree:
            yield tree
        for value in tree.values():
            yield from statements(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from statements(value)


def test_the_page_is_what_the_readings_give() -> None:
    assert SCRIPT.PAGE.read_text(encoding="utf-8") == SCRIPT.page()


@pytest.mark.parametrize("policy", SCRIPT.POLICIES)
def test_what_is_cross_read_is_what_both_read(policy: str) -> None:
    tree = json.loads((ROOT / "examples" / policy / "policy.jsonld").read_text("utf-8"))
    first, second = SCRIPT.both(policy)
    classes = model().classes
    seen = 0
    for node in statements(tree):
        if node.get("reviewStatus") != "cross-read":
            continue
        assert node["id"] in first, node["id"]
        for field in classes[node["type"]].fields:
            if field.name in SCRIPT.FIELDS[node["type"]] and field.name not in SCRIPT.NAMED:
                both = [SCRIPT.said(one[node["id"]], field.name) for one in (first, second)]
                assert both == [SCRIPT.said(node, field.name)] * 2, (node["id"], field.name)
                seen += 1
    assert seen > 100


@pytest.mark.parametrize("policy", SCRIPT.POLICIES)
def test_both_read_every_statement_that_has_such_fields(policy: str) -> None:
    tree = json.loads((ROOT / "examples" / policy / "policy.jsonld").read_text("utf-8"))
    coded = {node["id"] for node in statements(tree) if node["type"] in SCRIPT.FIELDS}
    first, second = SCRIPT.both(policy)
    assert coded <= first.keys() == second.keys()


def test_both_read_every_alignment() -> None:
    text = (ROOT / "examples" / "crosswalk" / "crosswalk.jsonld").read_text("utf-8")
    coded = {node["id"] for node in json.loads(text)["alignment"]}
    first, second = SCRIPT.both("crosswalk")
    assert coded <= first.keys() == second.keys()


def test_alignments_are_cross_read_where_both_readings_are_what_is_recorded() -> None:
    text = (ROOT / "examples" / "crosswalk" / "crosswalk.jsonld").read_text("utf-8")
    first, second = SCRIPT.both("crosswalk")
    fields = ("relation", "strength", "basis", "confidence")
    for node in json.loads(text)["alignment"]:
        agreed = all(
            SCRIPT.said(first[node["id"]], field)
            == SCRIPT.said(second[node["id"]], field)
            == SCRIPT.said(node, field)
            for field in fields
        )
        assert (node.get("reviewStatus") == "cross-read") == agreed, node["id"]
