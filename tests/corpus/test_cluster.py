"""The engine of a Dask cluster: whatever happens to its workers, everything comes once."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import stdpolicy
from gates import GATES, beside, content, held, refused
from servers import Cluster, dask_cluster
from stdpolicy.corpus.choice import EngineName, engine
from stdpolicy.corpus.engines import Ended, Engine

pytestmark = pytest.mark.corpus
ALLOWED = "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"


def of(scheduler: str | None, jobs: int = 1) -> Engine:
    """The engine of a cluster."""
    return engine(EngineName.DASK, jobs, scheduler)


@pytest.fixture
def gates(tmp_path: Path) -> Path:
    (tmp_path / "gates").mkdir()
    return tmp_path / "gates"


@pytest.fixture
def cluster(tmp_path: Path, gates: Path) -> Iterator[Cluster]:
    with dask_cluster(tmp_path, {GATES: str(gates), ALLOWED: "1"}) as made:
        yield made


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for number in range(20):
        (tmp_path / f"{number}").write_text(f"content {number}", encoding="ascii")
    return [f"gated://{tmp_path}/{number}" for number in range(20)]


def test_what_a_lost_worker_was_at_is_done_by_another(
    cluster: Cluster, gates: Path, files: list[str]
) -> None:
    (gates / "1.hold").touch()
    killed = None
    made: list[tuple[str, str, int]] = []
    with of(cluster.address) as workers:
        for item, done in workers.run(content, files):
            assert not isinstance(done, Ended)
            made.append((item, *done))
            if killed is None:
                killed = held(gates, "1")
                os.kill(killed, signal.SIGKILL)
                (gates / "1.hold").unlink()
    assert sorted(made)[0][1] == "content 0"
    assert Counter(item for item, *_ in made) == Counter(files)
    assert {item: text for item, text, _ in made} == {
        uri: f"content {number}" for number, uri in enumerate(files)
    }
    assert next(process for item, _, process in made if item == files[1]) != killed


def test_an_item_that_kills_its_workers_is_told_of_once_and_no_other(
    cluster: Cluster, gates: Path, files: list[str]
) -> None:
    (gates / "5.kills").touch()
    with of(cluster.address) as workers:
        made = dict(workers.run(content, files))
    assert made.pop(files[5]) == Ended("KilledWorker")
    assert len(made) == len(files) - 1
    assert not any(isinstance(done, Ended) for done in made.values())


def test_what_its_worker_had_beside_it_is_not_to_blame(
    tmp_path: Path, gates: Path, files: list[str]
) -> None:
    (tmp_path / "cluster").mkdir()
    (gates / "0.hold").touch()
    (gates / "0.kills").touch()

    def two() -> Iterator[str]:
        yield from files[:2]
        (gates / "0.hold").unlink()  # when both are sent

    environment = {GATES: str(gates), ALLOWED: "0"}
    with dask_cluster(tmp_path / "cluster", environment, workers=0) as cluster:
        cluster.start_worker("worker", "--nthreads", "2")
        with of(cluster.address) as workers:
            made = dict(workers.run(content, two()))
    assert made[files[0]] == Ended("KilledWorker")
    other = made[files[1]]
    assert not isinstance(other, Ended)
    assert other[0] == "content 1"


def test_what_is_raised_in_a_worker_is_raised_here(cluster: Cluster, files: list[str]) -> None:
    with (
        of(cluster.address) as workers,
        pytest.raises(FileNotFoundError, match="No such file"),
    ):
        list(workers.run(refused, files))


def test_items_are_taken_as_there_is_room_and_done_one_at_a_time(
    tmp_path: Path, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process with two threads; relative paths are those of the folder that the run is in."""
    (tmp_path / "cluster").mkdir()
    monkeypatch.chdir(tmp_path)
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield str(taken % len(files))

    with dask_cluster(tmp_path / "cluster", {}, workers=0) as cluster:
        cluster.start_worker("worker", "--nthreads", "2")
        with of(cluster.address) as workers:
            run = workers.run(beside, endless())
            for done in range(1, 60):
                assert next(run)[1] == 1
                assert taken - done <= 4


def test_workers_with_another_version(
    cluster: Cluster, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stdpolicy, "__version__", "99")
    with of(cluster.address) as workers, pytest.raises(OSError, match="has not stdpolicy 99"):
        list(workers.run(content, files))


def test_no_scheduler() -> None:
    import dask

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(OSError, match="no Dask scheduler answers there") as raised,
        of("tcp://127.0.0.1:9"),
    ):
        pass
    assert raised.value.filename == "tcp://127.0.0.1:9"


def test_a_lost_scheduler(cluster: Cluster, gates: Path, files: list[str]) -> None:
    (gates / "1.hold").touch()
    with of(cluster.address) as workers:
        run = workers.run(content, files)
        next(run)
        held(gates, "1")
        cluster.kill("scheduler")
        with pytest.raises(OSError, match="connection to the Dask scheduler was lost"):
            list(run)


def test_a_scheduler_without_workers(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, gates: Path, files: list[str]
) -> None:
    (gates / "1.hold").touch()
    with of(cluster.address) as workers:
        monkeypatch.setattr("stdpolicy.corpus.cluster.PATIENCE", 0.5)
        run = workers.run(content, files)
        next(run)
        held(gates, "1")
        cluster.kill("worker-0")
        cluster.kill("worker-1")
        with pytest.raises(OSError, match="has no workers"):
            list(run)
    with pytest.raises(OSError, match="has no workers"), of(cluster.address):
        pass


def test_a_cluster_on_this_machine(files: list[str]) -> None:
    with of(None, 2) as workers:
        made = dict(workers.run(content, [uri.replace("gated", "file") for uri in files]))
    assert len(made) == len(files)
    assert (
        len({done[1] for done in made.values() if not isinstance(done, Ended)} - {os.getpid()}) == 2
    )
