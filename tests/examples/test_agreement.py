"""The page on agreement is what the readings give, and what is called cross-read is what both read."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

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


def test_the_page_is_what_the_readings_give() -> None:
    assert SCRIPT.PAGE.read_text(encoding="utf-8") == SCRIPT.page()


@pytest.mark.parametrize("name", [*SCRIPT.POLICIES, "crosswalk"])
def test_what_both_read_as_it_is_recorded_is_cross_read(name: str) -> None:
    first, second = SCRIPT.both(name)
    for node in SCRIPT.nodes(SCRIPT.document(name)):
        said = [
            {field: SCRIPT.said(one[node["id"]], field) for field in SCRIPT.FIELDS[node["type"]]}
            for one in (first, second)
        ]
        agreed = all(
            said[0][field] == said[1][field] == SCRIPT.recorded(node, field, said[0][field])
            for field in said[0]
            if field not in SCRIPT.READ_AGAIN
        )
        is_marked = node["type"] == "Provision" or node.get("reviewStatus") == "cross-read"
        assert is_marked == agreed, node["id"]


@pytest.mark.parametrize("name", [*SCRIPT.POLICIES, *sorted(set(SCRIPT.ELSEWHERE.values()))])
def test_both_read_everything_of_a_class_that_is_read(name: str) -> None:
    coded = {node["id"] for node in SCRIPT.nodes(SCRIPT.document(name))}
    first, second = SCRIPT.both(name)
    assert coded
    assert coded <= first.keys() == second.keys()


def test_what_a_reader_calls_a_body_is_the_body() -> None:
    node = {"mentions": ["https://w3id.org/stdpolicy/id/registry#body-zhejiang-government"]}
    right, wrong = frozenset(["省政府"]), frozenset(["市政府"])
    assert SCRIPT.recorded(node, "mentions", right) == right
    assert SCRIPT.recorded(node, "mentions", wrong) != wrong
