"""Runs over corpora in tests, and what they leave."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from stdpolicy.corpus.engines import Engine, Here
from stdpolicy.corpus.inputs import Inputs
from stdpolicy.corpus.options import Options
from stdpolicy.corpus.run import Run
from stdpolicy.corpus.schemas import tables
from stdpolicy.corpus.store import HALF
from stdpolicy.corpus.summary import Summary
from stdpolicy.language import language


def run(out: Path, *uris: object, engine: Engine | None = None, **options: Any) -> Summary:
    """A run that writes all tables."""
    asked = {"tables": tuple(tables()), "language": language(), **options}
    inputs = Inputs(map(str, uris), apart=str(out))
    return Run(inputs, Options(str(out), **asked), engine or Here())()


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table, by the manifest."""
    manifest = json.loads((out / "manifest.json").read_bytes())
    parts = manifest["tables"][table]["parts"]
    found = [row for part in parts for row in pq.read_table(out / part).to_pylist()]
    assert len(found) == manifest["tables"][table]["rows"]
    return found


def written(out: Path) -> dict[str, bytes]:
    """All files below a folder, without what a process that was killed had begun to write: nobody reads that."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not HALF.fullmatch(path.name)
    }
