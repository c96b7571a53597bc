"""The search in Chromium, opened from a folder: it finds what is there and loads what it needs."""

import json
import random
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from in_chromium import chromium, written
from stdpolicy.site.content import Content, nodes
from stdpolicy.site.grams import folded

pytestmark = pytest.mark.node
NODE = Path(__file__).parents[1] / "node"
MOST = 200
"""How many places are listed."""


def asked(folder: Path, page: str, questions: list[str]) -> list[dict[str, Any]]:
    """What the page says to each question."""
    done = subprocess.run(
        ["node", NODE / "search.mjs", folder, page, chromium()],
        input=json.dumps(questions), capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def folder(site: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(site, tmp_path_factory.mktemp("site"), "assets/", "search/", "en/search/")


def test_what_is_typed_is_found_wherever_it_stands(folder: Path, content: Content) -> None:
    texts = {
        (policy.base.rpartition("/")[2], str(node["id"])[1:], str(words))
        for policy in content.policies
        for node in nodes(policy.tree)
        for words in ([node["text"]] if "text" in node else node.get("label", {}).values())
    }
    draw = random.Random(2022)
    questions = []
    while len(questions) < 40:
        _, _, text = draw.choice(sorted(texts))
        start = draw.randrange(len(text))
        question = text[start : start + draw.randint(2, 6)].strip()
        questions += [question] if question else []
    for answer in asked(folder, "search/index.html", [*questions, "標準化戰略"]):
        question = answer["question"]
        # one link for each text, so that of a place with two there are two
        expected = sorted(
            f"policies/{policy}/index.html#{id}"
            for policy, id, words in texts
            if folded(question) in folded(words)
        )
        found = sorted(answer["places"])
        if len(expected) <= MOST:
            assert found == expected, question
        else:
            assert len(found) == MOST


def test_names_are_found_in_both_languages(folder: Path) -> None:
    for page, question, link in (
        ("search/index.html", "嘉兴市人民政府", "registries/registry/body/index.html#body-jiaxing-government"),
        ("en/search/index.html", "jiaxing govern", "en/registries/registry/body/index.html#body-jiaxing-government"),
        ("search/index.html", "目", "vocabulary/property/goal/index.html"),
    ):  # fmt: skip
        (answer,) = asked(folder, page, [question])
        assert link in answer["names"]


def test_a_question_loads_what_it_needs(folder: Path) -> None:
    none, rare = asked(folder, "search/index.html", ["量子力学的标准化", "Tsinghua Flexible"])
    assert none["count"] == "没有找到"
    assert not any(re.search("names|texts", name) for name in none["loaded"])
    assert 0 < sum("names" in name for name in rare["loaded"]) < 4
    for answer in (none, rare):
        assert answer["loaded"][0] == "search/index.js"
        assert len({*answer["loaded"]}) == len(answer["loaded"])


def test_the_name_that_was_typed_comes_first(folder: Path) -> None:
    for page, question, link in (
        ("en/search/index.html", "target", "en/vocabulary/class/Target/index.html"),
        ("search/index.html", "标准化", "registries/registry/term/index.html#term-standardization"),
    ):
        (answer,) = asked(folder, page, [question])
        assert answer["names"][0] == link
