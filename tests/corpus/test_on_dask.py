"""Runs over a corpus on a real Dask cluster, of which processes die: what is written is what one process writes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

import corpus_runs
from command import heeding
from corpus_runs import rows, written
from gates import GATES, PATIENCE, held
from servers import HERE, Cluster, dask_cluster
from small_policy import filled
from stdpolicy.corpus.choice import EngineName, engine
from stdpolicy.corpus.schemas import tables

pytestmark = pytest.mark.corpus
run = partial(corpus_runs.run, max_size=64.0)
"""A run as the command has it."""
MARKED = "p-29.jsonld"
"""A document of a late group, at which processes are made to wait, or to die."""


@pytest.fixture(scope="module")
def documents(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of every kind, with more policies, in a folder that comes last."""
    made = tmp_path_factory.mktemp("documents") / "in"
    shutil.copytree(folder, made, symlinks=True)
    more = made / "policies"
    more.mkdir()
    for number in range(30):
        iri = f"https://example.org/id/p-{number}"
        document = filled(iri, f"某市第{number}号标准化工作意见")
        (more / f"p-{number}.jsonld").write_bytes(document.to_bytes("jsonld"))
    return made


@pytest.fixture(scope="module")
def expected(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one process writes."""
    out = tmp_path_factory.mktemp("expected") / "out"
    run(out, f"gated://{documents}")
    assert len(list((out / "_index" / "tasks").iterdir())) > 8
    return out


@pytest.fixture
def gates(tmp_path: Path) -> Path:
    (tmp_path / "gates").mkdir()
    return tmp_path / "gates"


@contextmanager
def clustered(folder: Path, gates: Path) -> Iterator[Cluster]:
    folder.mkdir()
    environment = {GATES: str(gates), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with dask_cluster(folder, environment) as cluster:
        yield cluster


@pytest.fixture
def cluster(tmp_path: Path, gates: Path) -> Iterator[Cluster]:
    with clustered(tmp_path / "cluster", gates) as made:
        yield made


def in_midrun(gates: Path, out: Path) -> int:
    """Waits until some groups are done, and a process is at another; that process."""
    process = held(gates, MARKED)
    until = time.monotonic() + PATIENCE
    while not some_done(out):
        assert time.monotonic() < until
        time.sleep(0.02)
    return process


def some_done(out: Path) -> list[Path]:
    return list((out / "_index" / "tasks").glob("*.json"))


def assert_same(out: Path, expected: Path) -> None:
    """That all tables are the same, and whatever else is kept."""
    for table in tables():
        assert sorted(map(str, rows(out, table))) == sorted(map(str, rows(expected, table)))
    assert written(out) == written(expected)


def command(documents: Path, out: Path, scheduler: str) -> "subprocess.Popen[str]":
    """`stdpolicy corpus tables`, in a process of its own that knows the gated files."""
    run_it = (
        "import gates\nfrom stdpolicy.__main__ import main\nif __name__ == '__main__':\n    main()"
    )
    where = ["--engine", "dask", "--scheduler", scheduler, "-o", str(out)]
    path = os.pathsep.join(
        [str(HERE), os.environ.get("PYTHONPATH", ""), str(HERE.parent / "validator")]
    )
    return subprocess.Popen(
        [sys.executable, "-c", run_it, "corpus", "tables", f"gated://{documents}", *where],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding,
    )


def test_a_worker_is_killed_in_mid_run(
    cluster: Cluster, documents: Path, expected: Path, gates: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    (gates / f"{MARKED}.hold").touch()

    def kill() -> int:
        process = in_midrun(gates, out)
        os.kill(process, signal.SIGKILL)
        (gates / f"{MARKED}.hold").unlink()
        return process

    with (
        engine(EngineName.DASK, 1, cluster.address) as workers,
        ThreadPoolExecutor() as aside,
    ):
        killed = aside.submit(kill)
        summary = run(out, f"gated://{documents}", engine=workers)
        log = "".join(path.read_text() for path in cluster.folder.glob("worker-*.log"))
    assert f"Worker process {killed.result()} was killed by signal 9" in log
    assert summary == run(tmp_path / "here", f"gated://{documents}")
    assert_same(out, expected)


def test_a_document_that_kills_every_worker_is_one_finding(
    cluster: Cluster, documents: Path, gates: Path, tmp_path: Path
) -> None:
    few = tmp_path / "few"  # as many as a group has, and one with two
    few.mkdir()
    for path in (documents / "policies").glob("p-2*.jsonld"):
        shutil.copy(path, few)
    run(tmp_path / "expected", f"gated://{few}")
    (gates / f"{MARKED}.kills").touch()
    with engine(EngineName.DASK, 1, cluster.address) as workers:
        summary = run(tmp_path / "out", f"gated://{few}", engine=workers)
    assert (summary.files, summary.faults, summary.unreadable) == (11, 1, [])
    found = rows(tmp_path / "out", "findings")
    (fault,) = (one for one in found if one["rule"] == "SP905")
    assert (Path(fault["file"]).name, fault["key"]) == (MARKED, "ended")
    for table in tables():
        expected = rows(tmp_path / "expected", table)
        left = [one for one in expected if Path(one["file"]).name != MARKED]
        assert [one for one in rows(tmp_path / "out", table) if one != fault] == left


@pytest.mark.parametrize("end", ["interrupt", "scheduler"])
def test_a_run_that_ended_early_is_taken_up(
    documents: Path, expected: Path, gates: Path, tmp_path: Path, end: str
) -> None:
    out = tmp_path / "out"
    (gates / f"{MARKED}.hold").touch()
    with clustered(tmp_path / "first", gates) as cluster:
        process = command(documents, out, cluster.address)
        in_midrun(gates, out)
        if end == "interrupt":
            process.send_signal(signal.SIGINT)
        else:
            cluster.kill("scheduler")
        _, said = process.communicate(timeout=PATIENCE)
        if end == "interrupt":
            assert (process.returncode, said) == (130, "stdpolicy: interrupted\n")
        else:
            assert process.returncode == 2
            assert said == (
                f"stdpolicy: {cluster.address}: the connection to the Dask scheduler was lost; "
                "the same command goes on where this one ended\n"
            )
    whole = written(expected)
    assert all(data == whole[name] for name, data in written(out).items())
    groups = {path.stem: json.loads(path.read_bytes()) for path in some_done(out)}
    assert 0 < len(groups) < len(some_done(expected))
    done = {key for key, group in groups.items() if not group["unreadable"]}
    before = {path: path.stat() for path in out.rglob("*") if path.stem in done}
    (gates / f"{MARKED}.hold").unlink()
    with clustered(tmp_path / "second", gates) as cluster:
        process = command(documents, out, cluster.address)
        said = process.communicate(timeout=3 * PATIENCE)[1]
        assert process.returncode == 2, said  # there is a file that cannot be read
    assert_same(out, expected)
    for path, was in before.items():
        now = path.stat()  # one that is written again is another file
        assert (now.st_ino, now.st_mtime_ns) == (was.st_ino, was.st_mtime_ns)
