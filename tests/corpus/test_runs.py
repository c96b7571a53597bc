"""What a run leaves is the same whatever engine it has, however often its workers end, and however it was begun."""

import json
import multiprocessing
import os
import shutil
import signal
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import fsspec
import pytest

from corpus_runs import rows, run, written
from small_policy import filled
from stdpolicy.corpus import group
from stdpolicy.corpus.alone import Done, known
from stdpolicy.corpus.engines import TRIES, Ended, Here, outcomes
from stdpolicy.corpus.inputs import Inputs
from stdpolicy.corpus.options import Options
from stdpolicy.corpus.processes import Processes
from stdpolicy.corpus.run import Run
from stdpolicy.corpus.schemas import tables
from stdpolicy.corpus.store import Store
from stdpolicy.corpus.tasks import Task


class Backwards(Here):
    """An engine that has all items in flight, and does the last first, each twice."""

    def run(
        self, work: Callable[[Any], Any], items: Iterable[Any]
    ) -> Iterator[tuple[Any, Any | Ended]]:
        for item in reversed(list(items)):
            work(item)
            yield item, work(item)


class Deadly(Here):
    """An engine of which each worker ends that reads a document of some name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def run(
        self, work: Callable[[Any], Any], items: Iterable[Any]
    ) -> Iterator[tuple[Any, Any | Ended]]:
        for item in items:
            dies = isinstance(item, Task) and any(
                unit.name.endswith(self.name) for unit in item.units
            )
            yield item, Ended("SIGKILL") if dies else work(item)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with twelve policies, one of which is broken, and one of which has a text beside it."""
    made = tmp_path / "in"
    made.mkdir()
    for number in range(12):
        iri = f"https://example.org/id/p{number:02}"
        data = filled(iri, f"第{number}号标准化工作意见").to_bytes("jsonld")
        (made / f"p{number:02}.jsonld").write_bytes(data)
    broken = made / "p03.jsonld"
    broken.write_bytes(broken.read_bytes().replace(b'"opinions"', b'"opinionz"'))
    return made


@pytest.mark.slow
def test_the_engine_makes_no_difference(folder: Path, tmp_path: Path) -> None:
    run(tmp_path / "one", folder)
    run(tmp_path / "two", folder, engine=Backwards())
    is_same = written(tmp_path / "two") == written(tmp_path / "one")
    assert is_same


@pytest.mark.slow
def test_several_processes_make_no_difference(folder: Path, tmp_path: Path) -> None:
    one = run(tmp_path / "one", folder)
    with Processes(2) as engine:
        two = run(tmp_path / "two", folder, engine=engine)
    assert multiprocessing.active_children() == []
    assert one == two
    is_same = written(tmp_path / "two") == written(tmp_path / "one")
    assert is_same


class Number(NamedTuple):
    place: tuple[int, ...]


def deadly(item: Number) -> int:
    """Ends the process of every third item."""
    if item.place[0] % 3 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return item.place[0]


def lost(item: Number, why: str) -> int:
    assert why == "SIGKILL"
    return -item.place[0]


def raising(item: Number) -> int:
    raise OSError(28, "full", f"/{item.place}")


@pytest.mark.slow
def test_a_process_that_is_killed_costs_nothing_else() -> None:
    items = [Number((at,)) for at in range(1, 8)]
    with Processes(2) as engine:
        found = sorted(outcomes(engine, deadly, iter(items), lost))
        with pytest.raises(OSError, match="full") as raised:
            list(engine.run(raising, items))
    assert found == [-6, -3, 1, 2, 4, 5, 7]
    assert raised.value.errno == 28
    assert multiprocessing.active_children() == []


def test_a_document_that_ends_workers_is_told_of_alone(small: Path, tmp_path: Path) -> None:
    run(tmp_path / "good", small)
    summary = run(tmp_path / "bad", small, engine=Deadly("p07.jsonld"))
    assert (summary.files, summary.faults) == (12, 1)
    own, others = rows(tmp_path / "bad", "findings"), rows(tmp_path / "good", "findings")
    (fault,) = [one for one in own if one["rule"] == "SP905"]
    assert (fault["file"], fault["key"]) == (str(small / "p07.jsonld"), "ended")
    assert "SIGKILL" in fault["message"]
    assert [one for one in own if one != fault] == others
    assert TRIES > 1  # a worker that ends once only ends nothing
    documents = {row["document"] for row in rows(tmp_path / "good", "documents")}
    left = {row["document"] for row in rows(tmp_path / "bad", "documents")}
    assert documents - left == {"https://example.org/id/p07"}
    summary = run(tmp_path / "bad", small)  # it is tried again
    assert (summary.faults, written(tmp_path / "bad")) == (0, written(tmp_path / "good"))


def test_a_run_is_taken_up_where_it_was(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(Here):
        def run(self, work: Any, items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
            yield next(super().run(work, items))
            raise KeyboardInterrupt

    read: list[str] = []

    def opened(unit: Any, limit: int) -> Any:
        read.append(unit.name)
        return real(unit, limit)

    real = group.opened
    monkeypatch.setattr(group, "opened", opened)
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(out, small, engine=Interrupted())
    assert (len(read), (out / "manifest.json").exists()) == (8, False)
    run(out, small)
    assert sorted(read) == sorted(map(str, small.iterdir()))
    before = written(out)
    run(out, small)
    assert (len(read), written(out)) == (12, before)
    read.clear()
    (small / "p11.jsonld").write_bytes((small / "p10.jsonld").read_bytes())
    run(out, small)
    assert sorted(read) == [str(small / f"p{n:02}.jsonld") for n in range(8, 12)]
    fresh = tmp_path / "fresh"
    run(fresh, small)
    assert written(out) == written(fresh)  # nothing is left of the runs before
    read.clear()
    run(out, small, max_size=1)
    assert len(read) == 12


def test_what_others_put_there_stays_and_what_is_damaged_is_done_anew(
    small: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(out, small)
    before = written(out)
    (out / "documents" / "mine.docx").write_bytes(b"mine")
    halves = [out / "documents" / f".{'0' * 32}.parquet.{n:016x}" for n in range(2)]
    for half in halves:  # one left by a run that was killed, one of a run that is under way
        half.write_bytes(b"half")
    os.utime(halves[0], (0, 0))
    first, *_ = (out / "_index" / "tasks").iterdir()
    for data in (first.read_bytes()[:9], b"{}"):
        first.write_bytes(data)
        run(out, small)
        assert written(out) == {**before, "documents/mine.docx": b"mine"}
        assert [half.exists() for half in halves] == [False, True]
    for data in (b"{", b"[]", b"{}"):
        (out / "manifest.json").write_bytes(data)
        with pytest.raises(OSError, match="no manifest of stdpolicy"):
            run(out, small)


def test_parts_that_no_run_refers_to_are_removed_of_all_tables(tmp_path: Path) -> None:
    inside, out = tmp_path / "p.jsonld", tmp_path / "out"
    data = filled("https://example.org/id/p1", "某省标准化工作意见").to_bytes("jsonld")
    inside.write_bytes(data)
    run(out, inside)
    (documents,) = (out / "documents").iterdir()
    checked = ("findings", "nodes", "references")  # as by `validate`
    run(out, inside, tables=checked)
    assert list((out / "documents").iterdir()) == [documents]  # of use to `tables`
    inside.write_bytes(data + b"\n")
    run(out, inside, tables=checked)
    assert list((out / "documents").iterdir()) == []


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_damaged_part_is_told_of_and_made_anew(tmp_path: Path, every: bool) -> None:
    inside, out = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    data = filled("https://example.org/id/p1", "某省标准化工作意见").to_bytes("jsonld")
    (inside / "a.jsonld").write_bytes(data)
    (inside / "b.jsonld").write_bytes(data.replace("某省".encode(), "某市".encode()))  # its twin
    run(out, inside)
    before = written(out)
    read = {"_index/files", "documents", "findings", "nodes"}
    for path in sorted(out.rglob("*.parquet") if every else (out / "_index/files").iterdir()):
        was, table = path.read_bytes(), str(path.parent.relative_to(out))
        cut, blank = was[: len(was) // 2], was[:4] + bytes(len(was) - 12) + was[-8:]
        other = before[next(name for name in before if name.startswith("references/"))]
        for damage in (cut, blank, b"", other) if every else (cut,):
            path.write_bytes(damage)
            if table in read and path.stem != "empty":
                with pytest.raises(OSError, match="is damaged: the same command makes") as raised:
                    run(out, inside)
                assert raised.value.filename == str(path)
                run(out, inside)
                assert written(out) == before
        path.unlink()
        if table in {*read, *tables()} - {"findings"} and path.stem != "empty":
            with pytest.raises(OSError, match="is gone: the same command makes it anew") as raised:
                run(out, inside)
            assert raised.value.filename == str(path)
        run(out, inside)
        path.write_bytes(was)  # if it is of an index that nothing is asked of
        assert written(out) == before


def test_what_came_of_a_group_is_taken_only_if_it_is_whole(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    whole = {"key": "k", "place": [0], "rows": {"files": 1}, "files": 1, "passed_over": {}}
    whole |= {"unreadable": [], "faults": 0, "without_texts": 0, "beside": {"/nowhere": None}}

    def kept(data: bytes) -> Done | None:
        store.put("_index/tasks/k.json", data)
        return known(store, "k", ("files",))

    done = kept(json.dumps(whole).encode())
    assert done is not None
    assert (done.place, done.rows, done.beside) == ((0,), {"files": 1}, {"/nowhere": None})
    for wrong in ({"rows": 1}, {"beside": {"/": 1}}, {"key": "other"}, {"faults": "0"}):
        assert kept(json.dumps(whole | wrong).encode()) is None
    for data in (b"", b"\xff", b"[]", json.dumps(whole).encode()[:-1]):
        assert kept(data) is None


@pytest.mark.skipif(sys.platform != "linux", reason="names in another encoding")
def test_names_in_another_encoding(small: Path, tmp_path: Path) -> None:
    inside = os.fsdecode(os.fsencode(tmp_path) + b"/in\xff")
    os.mkdir(inside)
    shutil.copy(small / "p01.jsonld", inside)
    os.symlink("nowhere", f"{inside}/gone.jsonld")
    out = tmp_path / "out"
    for _ in range(2):
        summary = run(out, inside)
        assert (summary.files, len(summary.unreadable)) == (1, 1)
    assert rows(out, "documents")[0]["file"].endswith("/in\\udcff/p01.jsonld")


@pytest.mark.slow
def test_a_text_beside_a_document_that_changes_is_seen(tmp_path: Path) -> None:
    examples = Path(__file__).parents[2] / "examples" / "outline-2021"
    shutil.copytree(examples, tmp_path / "in")
    path = tmp_path / "in" / "policy.jsonld"
    assert run(tmp_path / "out", path).severities == {}
    (tmp_path / "in" / "source.txt").write_text("other")
    again = run(tmp_path / "out", path)
    assert again.severities["error"] > 0


@pytest.mark.slow
def test_what_is_in_archives_and_stores_is_told_of_alike(folder: Path, tmp_path: Path) -> None:
    def told(out: Path) -> list[tuple[Any, ...]]:
        return [
            (one["rule"], one["key"], one["start_line"], one["start_column"], one["document"])
            for one in rows(out, "findings")
        ]

    names = [p for p in sorted(folder.rglob("*")) if p.is_file()]
    run(tmp_path / "plain", folder)
    expected = sorted(told(tmp_path / "plain"))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for path in names:
            archive.write(path, str(path.relative_to(folder)))
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        for path in names:
            tar.add(path, str(path.relative_to(folder)))
    store = fsspec.filesystem("memory")
    store.pipe({f"/in/{path.relative_to(folder)}": path.read_bytes() for path in names})
    try:
        for number, uri in enumerate((tmp_path / "a.zip", tmp_path / "a.tar.gz", "memory://in")):
            run(tmp_path / f"out{number}", uri)
            assert sorted(told(tmp_path / f"out{number}")) == expected
        options = Options("memory://out", ("findings",))
        summary = Run(Inputs([str(folder)]), options, Here())()
        assert sum(summary.severities.values()) == len(expected)
        assert store.exists("/out/manifest.json")
    finally:
        store.rm("/", recursive=True)
