"""A corpus is told of what `validate` tells of the same files: every finding, its place and its words, in order."""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

import stdpolicy
from corpus_runs import rows, run
from sampled import some
from stdpolicy.batch import Batch
from stdpolicy.language import speaking
from stdpolicy.report import ReportFormat, render

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "rules" / "cases"
SAME = ("id", "rule", "name", "key", "severity", "message", "hint", "file", "document", "node")
PLACES = {
    "start_line": "line",
    "start_column": "column",
    "end_line": "endLine",
    "end_column": "endColumn",
}
OF_JSON = {
    **{name: name for name in (*SAME, "pointer", "location")},
    **PLACES,
    "start": "offset",
    "end": "endOffset",
}
"""The columns of findings, and what JSON calls them."""


def related(found: dict[str, Any], places: dict[str, str]) -> list[tuple[object, ...]]:
    return [
        (one["message"], one["file"], *(one[place] for place in places)) for one in found["related"]
    ]


def compared(out: Path, folder: Path) -> None:
    """Asserts that a run over a folder finds what `validate` finds."""
    batch = Batch([str(folder)], max_size=64)
    report = stdpolicy.validate(batch.names, keep_going=True)
    expected = json.loads(render(report, ReportFormat.JSON))
    summary = run(out, folder)
    found = rows(out, "findings")
    assert [one["id"] for one in found] == [one["id"] for one in expected["findings"]]
    for one, other in zip(found, expected["findings"], strict=True):
        assert {ours: one[ours] for ours in OF_JSON} == {o: other[t] for o, t in OF_JSON.items()}
        assert related(one, dict.fromkeys(PLACES)) == related(other, dict.fromkeys(PLACES.values()))
        assert one["excerpt"] == other["excerpt"]["text"]
        assert (one["fix"] or None) == (
            other["fix"] and {"safety": other["fix"]["safety"], "edits": other["fix"]["edits"]}
        )
    assert [one["late"] for one in found] == [one.late for one in report]
    assert (summary.files, summary.faults) == (report.files, report.faults)
    assert (summary.unknown, summary.unknown_first) == (len(report.unknown), report.unknown)
    assert summary.unreadable == [*batch.unreadable, *report.unreadable]
    assert summary.passed_over == batch.passed_over


@pytest.mark.parametrize("language", some(["zh", "en"], 2))
def test_a_folder_of_every_kind(folder: Path, tmp_path: Path, language: str) -> None:
    with speaking(language):
        compared(tmp_path / "out", folder)
    found = {one["rule"] for one in rows(tmp_path / "out", "findings")}
    assert found >= {"SP411", "SP412", "SP413", "SP701", "SP702", "SP705", "SP706"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["examples", "tests/rules/cases", "tests/hostile/corpus"])
def test_other_folders(name: str, tmp_path: Path) -> None:
    compared(tmp_path / "out", ROOT / name)


CHANGED = {
    '"obligation"': '"recommendation"',
    '"platform"': '"pilot"',
    '"count"': '"percent"',
    '"output"': '"level"',
    '"narrower"': '"equal"',
    "registry#body-": "registry#bodi-",
}
"""What is written in an example, and what in a mutant: other codes, and references to nothing."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_mutants_of_the_examples_that_contradict_each_other(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    for path in sorted((ROOT / "examples").glob("*/*.jsonld")):
        text = path.read_text(encoding="utf-8")
        name = path.parent.name
        for copy in range(random.choice([1, 2])):
            new = text.replace(f"id/{name}", f"id/{name}-{copy}") if copy else text
            lines = new.split("\n")
            for old, other in CHANGED.items():
                found = [at for at, line in enumerate(lines) if old in line]
                for at in random.sample(found, min(3, len(found))):
                    lines[at] = lines[at].replace(old, other)
            target = tmp_path / "in" / random.choice("abc") / f"{random.randrange(999):03}.jsonld"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("\n".join(lines), encoding="utf-8")
    compared(tmp_path / "out", tmp_path / "in")
    assert {"SP411", "SP701"} <= {one["rule"] for one in rows(tmp_path / "out", "findings")}
