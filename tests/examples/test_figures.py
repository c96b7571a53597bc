"""The figures that the guide and the changelog give of the crosswalk are those of the file."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "encoding-guide.md").read_text("utf-8").replace("\n", " ")
CROSSWALK = json.loads((ROOT / "examples" / "crosswalk" / "crosswalk.jsonld").read_text("utf-8"))
ALIGNMENTS: list[dict[str, Any]] = CROSSWALK["alignment"]
BETWEEN = Counter(
    "-".join(re.sub(r".*[#-]([a-z]+)\d+\Z", r"\1", one[end]) for end in ("subject", "object"))
    for one in ALIGNMENTS
)
COUNTS = {
    name: Counter(one.get(name) for one in ALIGNMENTS)
    for name in ("relation", "strength", "basis", "confidence")
}


def said() -> Iterator[tuple[str, int]]:
    """What the guide says, and how many there are."""
    relation, strength = COUNTS["relation"], COUNTS["strength"]
    basis, confidence = COUNTS["basis"], COUNTS["confidence"]
    yield r"has (\d+) alignments", len(ALIGNMENTS)
    yield r"(\d+) join two actions", BETWEEN["action-action"]
    yield r"(\d+) a target with an action", BETWEEN["target-action"] + BETWEEN["action-target"]
    yield r"(\d+) two targets", BETWEEN["target-target"]
    yield r"(\d+) intersect", relation["intersects"]
    yield r"(\d+) are narrower", relation["narrower"]
    yield r"(\d+) broader", relation["broader"]
    yield r"(\d+) equal", relation["equal"]
    yield r"(\d+) quantify a national task", relation["quantifies"]
    figures = {one["subject"] for one in ALIGNMENTS if one["relation"] == "quantifies"}
    yield r"with (\d+) figures", len(figures)
    yield r"(\d+) ask for the same", strength["same"]
    yield r"(\d+) for less", strength["looser"]
    yield r"(\d+) for more", strength["stricter"]
    yield r"(\d+) cannot be compared", strength["not-comparable"]
    yield r"(\d+) rest on the same words", basis["verbatim"]
    yield r"(\d+) on a paraphrase", basis["paraphrase"]
    yield r"(\d+) on interpretation", basis["interpretation"]
    yield r"(\d+) are of high confidence", confidence["high"]
    yield r"(\d+) of medium", confidence["medium"]
    yield r"(\d+) of low", confidence["low"]


@pytest.mark.parametrize(("words", "count"), list(said()))
def test_the_guide_gives_the_figures_of_the_crosswalk(words: str, count: int) -> None:
    [found] = re.findall(r"\b" + words, GUIDE)
    assert int(found) == count


def test_the_changelog_gives_as_many_alignments_programmes_and_terms() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8").replace("\n", " ")
    registry = json.loads((ROOT / "examples" / "registry" / "registry.jsonld").read_text("utf-8"))
    found = re.search(r"(\d+) alignments, most of .* has (\d+) programmes, (\d+) terms", text)
    assert found is not None
    programmes, terms = registry["describesProgramme"], registry["describesTerm"]
    assert [int(one) for one in found.groups()] == [len(ALIGNMENTS), len(programmes), len(terms)]
