"""A corpus is told of what `validate` tells of the same files: every finding, its place and its words."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import stdpolicy
from stdpolicy.batch import Batch
from stdpolicy.corpus.engines import Here
from stdpolicy.corpus.inputs import Inputs
from stdpolicy.corpus.options import Options
from stdpolicy.corpus.run import Run, Summary
from stdpolicy.corpus.schemas import tables
from stdpolicy.language import speaking
from stdpolicy.report import ReportFormat, render

CASES = Path(__file__).parents[1] / "rules" / "cases"


def told(out: Path) -> list[dict[str, Any]]:
    """The findings of a run, by its manifest."""
    parts = json.loads((out / "manifest.json").read_bytes())["tables"]["findings"]["parts"]
    return [row for part in parts for row in pq.read_table(out / part).to_pylist()]


def run(out: Path, *uris: object, **options: Any) -> Summary:
    asked = Options(str(out), tuple(tables()), **options)
    return Run(Inputs(map(str, uris)), asked, Here())()
