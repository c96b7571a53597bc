"""A corpus is told of what `validate` tells of the same files: every finding, its place and its words, in order."""

import json
from pathlib import Path
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
