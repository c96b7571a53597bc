"""A corpus in an S3-compatible store: the same is found in it as in the same files on this machine, and written there."""

import gzip
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import orjson
import pyarrow.parquet as pq
import pytest

from corpus_runs import rows, run, written
from servers import dask_cluster, s3_server
from stdpolicy.corpus.choice import EngineName, engine
from stdpolicy.corpus.convert import Converted, Converting, convert
from stdpolicy.corpus.engines import Here
from stdpolicy.corpus.inputs import Inputs
from stdpolicy.corpus.options import Options
from stdpolicy.corpus.schemas import tables

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def inputs(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents in JSON-LD, a zip with the same in XML, and the same on the lines of a file."""
    made = tmp_path_factory.mktemp("inputs")
    lines = []
    with zipfile.ZipFile(made / "in.zip", "w") as archive:
        for path in sorted(folder.rglob("*.*")):
            name = str(path.relative_to(folder))
            if path.suffix == ".xml":
                archive.write(path, name)
            elif path.is_file():
                (made / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, made / "folder" / name)
            if path.is_file() and path.suffix == ".jsonld":
                lines.append(b" ".join(path.read_bytes().split(b"\n")))
    (made / "lines.ndjson.gz").write_bytes(gzip.compress(b"\n".join(lines), mtime=0))
    return made


@pytest.fixture
def store(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The same in a bucket of a server; its file system."""
    with s3_server() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        fsspec.get_filesystem_class("s3").clear_instance_cache()
        fs = fsspec.filesystem("s3", skip_instance_cache=True)
        fs.mkdir("bucket")
        fs.put(f"{inputs}/", "bucket/in", recursive=True)
        yield fs
        fsspec.get_filesystem_class("s3").clear_instance_cache()


def rows_there(fs: Any, table: str, place: str) -> list[dict[str, Any]]:
    """The rows of a table in the store, with the names that the files have on this machine."""
    parts = orjson.loads(fs.cat("bucket/out/manifest.json"))["tables"][table]["parts"]
    found = []
    for part in parts:
        with fs.open(f"bucket/out/{part}") as file:
            found += pq.read_table(file).to_pylist()
    return plain(found, "s3://bucket/in", place)


def plain(found: list[dict[str, Any]], place: str, other: str) -> list[dict[str, Any]]:
    """Rows as values of JSON, with one place for the other; fingerprints, which are of both, are left out."""
    said = orjson.dumps(found, default=str).replace(place.encode(), other.encode())
    rows: list[dict[str, Any]] = orjson.loads(said)
    return [{**row, "id": ""} for row in rows]


@pytest.mark.parametrize("on", ["this machine", "a cluster"])
def test_a_corpus_in_a_store(store: Any, inputs: Path, tmp_path: Path, on: str) -> None:
    names = ("folder", "in.zip", "lines.ndjson.gz")
    here = run(tmp_path / "out", *(inputs / name for name in names))
    there: Any = "s3://bucket/out"
    uris = [f"s3://bucket/in/{name}" for name in names]
    if on == "this machine":
        summary = run(there, *uris)
    else:
        with (
            dask_cluster(tmp_path, {}) as cluster,
            engine(EngineName.DASK, 1, cluster.address) as workers,
        ):
            summary = run(there, *uris, engine=workers)
    assert here.files == 100
    assert summary.files == here.files
    assert (summary.severities, summary.rules) == (here.severities, here.rules)
    assert (summary.rows, summary.counts) == (here.rows, here.counts)
    for table in tables():
        expected = plain(rows(tmp_path / "out", table), "", "")
        assert rows_there(store, table, str(inputs)) == expected


def test_documents_converted_into_a_store(store: Any, inputs: Path, tmp_path: Path) -> None:
    def converted(out: str, place: str) -> list[Converted]:
        work = Converting(Options(out, ()), "turtle", verify=True, force=False)
        uris = [f"{place}/folder/SP411", f"{place}/in.zip"]
        return convert(Inputs(uris, apart=out), Here(), work)

    here = converted(str(tmp_path), str(inputs))
    assert sum(one.written for one in here) > 10
    there = converted("s3://bucket/turtle", "s3://bucket/in")
    assert str(there).replace("s3://bucket/in", str(inputs)) == str(here)
    names = {path.removeprefix("bucket/turtle/") for path in store.find("bucket/turtle")}
    assert {name: store.cat(f"bucket/turtle/{name}") for name in names} == written(tmp_path)
