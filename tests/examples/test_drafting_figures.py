"""The figures that docs/drafting.md gives of drafts are those of the benchmarks."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "drafting.md").read_text("utf-8")


def printed(script: str, *arguments: str) -> str:
    run = [sys.executable, str(ROOT / "benchmarks" / script), *arguments]
    return subprocess.run(run, capture_output=True, check=True, text=True, encoding="utf-8").stdout


def test_the_walk_through() -> None:
    rows = [line for line in printed("walkthrough.py", "jiaxing-2022").split("\n") if "|" in line]
    assert "\n".join(rows) in PAGE


@pytest.mark.slow
def test_the_scores_but_for_the_time() -> None:
    _, *rows = printed("drafting.py", "--once").split("\n")
    said = [row.split()[:7] for row in rows if row]
    shown = re.findall(r"^\| ([a-z]+-20\d\d|pooled) ((?:\| +[\d.-]+ +){6})\|", PAGE, re.M)
    assert [[name, *cells.replace("|", " ").split()] for name, cells in shown] == said
