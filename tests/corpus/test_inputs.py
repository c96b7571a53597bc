"""Which documents URIs name: in folders, archives, stores and files of lines."""

import bz2
import gzip
import io
import re
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.corpus import lines
from stdpolicy.corpus.errors import about
from stdpolicy.corpus.inputs import Inputs
from stdpolicy.corpus.targets import halves
from stdpolicy.corpus.tasks import LARGEST, MOST, Task, most, tasks
from stdpolicy.corpus.units import Unit, opened
from stdpolicy.language import speaking
from strategies import examples

A, B = b'{"a": 1}', b'{"b":\n2}'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents, one in a folder of its own, and what is passed over."""
    monkeypatch.chdir(tmp_path)
    inside = tmp_path / "in" / "sub"
    inside.mkdir(parents=True)
    (inside.parent / "b.jsonld").write_bytes(B)
    (inside / "a.ttl").write_bytes(A)
    (inside / "note.txt").write_bytes(b"no notation")
    (inside / ".hidden.ttl").write_bytes(A)
    (inside / "link").symlink_to(inside.parent, target_is_directory=True)
    return tmp_path


def found(*uris: str, **how: Any) -> dict[str, bytes]:
    """What URIs name, by name; what says its bytes when it is opened again says the same."""
    inputs = Inputs(uris, **how)
    units = list(inputs)
    assert not inputs.problems
    for unit in units:
        assert opened(unit._replace(data=None)).data == opened(unit).data
        assert opened(unit).suffix == unit.suffix
    assert units == list(inputs)
    return {unit.name: opened(unit).data for unit in units}


def problems(*uris: str) -> tuple[list[Unit], list[str]]:
    inputs = Inputs(uris)
    return list(inputs), list(inputs.problems)


def test_folders_files_and_globs(here: Path) -> None:
    both = {"in/b.jsonld": B, "in/sub/a.ttl": A}
    assert found("in") == found("in/") == found("in/**/*.*ld", "in/sub") == both
    assert found("in/sub/[!l]*") == {"in/sub/a.ttl": A, "in/sub/note.txt": b"no notation"}
    assert found(f"file://{here}/in/*.jsonld") == {f"file://{here}/in/b.jsonld": B}
    assert found("in/sub/.h*") == {"in/sub/.hidden.ttl": A}
    assert list(found("in")) == ["in/b.jsonld", "in/sub/a.ttl"]
    assert found(str(here / "in")) == {str(here / name): data for name, data in both.items()}
    assert found("in", exclude=["sub"]) == found("in", apart="in/sub") == {"in/b.jsonld": B}
    (here / "elsewhere").symlink_to("in", target_is_directory=True)
    for apart in ("elsewhere/sub", "in/../in/sub", "file://" + str(here / "in/sub/")):
        assert found("in", apart=apart) == {"in/b.jsonld": B}
    assert found("elsewhere", apart="in/sub") == {"elsewhere/b.jsonld": B}
    assert found("in/sub/note.txt") == {"in/sub/note.txt": b"no notation"}  # it was named


def test_what_is_named_several_times_counts_once(here: Path) -> None:
    def names(*uris: str, **how: Any) -> list[str]:
        inputs = Inputs(uris, **how)
        found = [unit.name for unit in inputs]
        assert not inputs.problems
        return found

    file, folder = here / "in/sub/a.ttl", here / "in"
    (here / "link").symlink_to("in/sub", target_is_directory=True)
    with zipfile.ZipFile("in/c.zip", "w") as archive:
        archive.write(file, "x/a.ttl")
        archive.write(file, "b.ttl")
    every = [
        *("in/b.jsonld", "zip://x/a.ttl::in/c.zip", "zip://b.ttl::in/c.zip", "in/sub/a.ttl"),
    ]
    for other in (
        *("./in", "in/", "in/../in", str(folder), f"file://{folder}", f"local:{folder}"),
        *("in/sub/a.ttl", "./in/s*/a.*", f"file://{file}", "link", "link/a.ttl", "in/c.zip"),
        *("zip://x::in/c.zip", "zip://b.ttl::in/./c.zip", "in/*", "in/*b"),
    ):
        assert names("in", other) == every
        assert sorted(PurePosixPath(one).name for one in names(other, "in")) == sorted(
            PurePosixPath(one).name for one in every
        )
    assert names("in", "in/sub/a.ttl", exclude=["sub"]) == every
    (here / "in/other.json").write_bytes(A)
    for spelled in (f"file:{file}", f"file://{file}", f"local://{file}", str(file)):
        assert opened(next(iter(Inputs([spelled])))).path == file
    (unit,) = [one for one in Inputs(["in", "in/other.json"]) if one.name == "in/other.json"]
    assert unit.asked
    (here / "in/z.ttl").symlink_to("sub/a.ttl")  # a file of its own, as for `validate`
    assert names("in/z.ttl", "link/a.ttl", "./in/z.ttl") == ["in/z.ttl", "link/a.ttl"]


def test_archives(here: Path) -> None:
    with zipfile.ZipFile("c.zip", "w") as archive:
        archive.write("in/b.jsonld", "b.jsonld")
        archive.write("in/sub/a.ttl", "sub/a.ttl")
        archive.write("in/sub/note.txt", "note.txt")
        archive.writestr("__MACOSX/b.jsonld", b"")
        archive.writestr("l.ndjson", A)
    assert found("c.zip") == {
        "zip://b.jsonld::c.zip": B,
        "zip://sub/a.ttl::c.zip": A,
        "zip://l.ndjson#L1::c.zip": A,
    }
    assert found("zip://sub::c.zip") == {"zip://sub/a.ttl::c.zip": A}
    for mode, suffix in (("w", "tar"), ("w:gz", "tar.gz"), ("w:gz", "tgz"), ("w:xz", "tar.xz")):
        with tarfile.open(f"c.{suffix}", mode) as archive:  # type: ignore[call-overload]
            archive.add("in", "x")
        inside = {f"tar://x/{n}::c.{suffix}": d for n, d in (("b.jsonld", B), ("sub/a.ttl", A))}
        assert found(f"c.{suffix}") == inside
    Path("c.zip").rename("in/c.zip")
    assert set(found("in")) == {
        *("in/b.jsonld", "zip://b.jsonld::in/c.zip", "zip://sub/a.ttl::in/c.zip"),
        *("zip://l.ndjson#L1::in/c.zip", "in/sub/a.ttl"),
    }


def test_members_of_archives_by_any_name(here: Path) -> None:
    for suffix in ("tar", "tgz"):  # as `tar -C in .` names them
        with tarfile.open(f"d.{suffix}", "w:gz" if suffix == "tgz" else "w") as archive:
            archive.add("in", ".")
        units = list(Inputs([f"d.{suffix}"]))
        assert [(unit.name, unit.inside) for unit in units] == [
            (f"tar://./b.jsonld::d.{suffix}", f"/d.{suffix}/b.jsonld"),
            (f"tar://./sub/a.ttl::d.{suffix}", f"/d.{suffix}/sub/a.ttl"),
        ]
        assert [opened(unit).data for unit in units] == [B, A]
    with zipfile.ZipFile("d.zip", "w") as archive:
        for name in ("./b.jsonld", "../up.jsonld", "/top.jsonld", "x/../../up.jsonld"):
            archive.writestr(name, A)
        archive.writestr("a.jsonld", B)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.jsonld", A)
    assert found("d.zip") == {"zip://./b.jsonld::d.zip": A, "zip://a.jsonld::d.zip": A}


@pytest.mark.parametrize("suffix", ["tar", "tgz", "zip"])
def test_of_members_with_one_name_the_last_counts(here: Path, suffix: str) -> None:
    """As tar and unzip leave it that take them out: what was added later comes later."""
    members = (("a.ttl", A), ("b.ttl", A), ("./a.ttl", A + B), ("c/a.ttl", A), ("a.ttl", B))
    if suffix == "zip":
        with zipfile.ZipFile("d.zip", "w") as archive:
            for name, data in members[:-1]:
                archive.writestr(name, data)
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr(*members[-1])
    else:
        with tarfile.open(f"d.{suffix}", "w:gz" if suffix == "tgz" else "w") as tar:
            for name, data in members:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
            gone = tarfile.TarInfo("b.ttl")
            gone.type = tarfile.SYMTYPE
            gone.linkname = "a.ttl"
            tar.addfile(gone)
    kind = "zip" if suffix == "zip" else "tar"
    assert found(f"d.{suffix}") == {
        f"{kind}://{name}::d.{suffix}": data
        for name, data in (("a.ttl", B), ("b.ttl", A), ("c/a.ttl", A))
        if suffix == "zip" or name != "b.ttl"
    }
    assert len(list(Inputs([f"d.{suffix}"]))) == (3 if suffix == "zip" else 2)


def test_what_is_compressed_within_an_archive_is_told_of_once(here: Path) -> None:
    with zipfile.ZipFile("in.zip", "w") as archive:
        archive.write("in/b.jsonld", "b.jsonld")
    with tarfile.open("in.tgz", "w:gz") as tar:
        tar.add("in/b.jsonld", "b.jsonld")
    Path("b.ttl.gz").write_bytes(gzip.compress(B))
    Path("note.txt.gz").write_bytes(gzip.compress(B))
    packed = ("in.zip", "in.tgz", "b.ttl.gz")
    with zipfile.ZipFile("out.zip", "w") as archive:
        for name in (*packed, "note.txt.gz", "in/sub/a.ttl"):
            archive.write(name, name)
    with tarfile.open("out.tar", "w") as tar:
        for name in (*packed, "note.txt.gz", "in/sub/a.ttl"):
            tar.add(name, name)
    for suffix in ("zip", "tar"):
        out, a = f"out.{suffix}", f"{suffix}://in/sub/a.ttl::out.{suffix}"
        units, said = problems(out)
        assert [unit.name for unit in units] == [a]
        assert said == [
            f"{suffix}://{name}::{out}: compressed within an archive, and read only if it is named itself"
            for name in packed
        ]
        named = [f"{suffix}://{name}::{out}" for name in packed]
        assert list(found(out, *named).values()) == [A, B, B, B]
        assert found(out, exclude=["in.*", "*.gz"]) == {a: A}


def test_names_that_no_uri_has_are_told_of(here: Path) -> None:
    Path("in/x::y").mkdir()
    for name in ("in/a::b.jsonld", "in/x::y/l.ndjson", "in/a::b.txt"):
        Path(name).write_bytes(A)
    with zipfile.ZipFile("in/c.zip", "w") as archive:
        for name in ("a::b.jsonld", "a::b.ndjson", "a::b.txt", "c.jsonld"):
            archive.writestr(name, A)
    units, said = problems("in")
    assert {unit.name for unit in units} == {
        *("in/b.jsonld", "in/sub/a.ttl", "zip://c.jsonld::in/c.zip")
    }
    assert set(said) == {
        f"{name}: names with :: cannot be opened"
        for name in (
            *("in/a::b.jsonld", "in/x/l.ndjson::y"),
            *("zip://a::b.jsonld::in/c.zip", "zip://a::b.ndjson::in/c.zip"),
        )
    }


def test_files_of_lines_and_compressed_ones(here: Path) -> None:
    data = b"\n" + A + b"\r\n  \n" + A + b"\n"
    Path("l.ndjson").write_bytes(data)
    Path("m.jsonl.gz").write_bytes(gzip.compress(data))
    Path("d.jsonld.bz2").write_bytes(bz2.compress(B))
    halves = data[:9], data[9:]  # several frames, as tools make them that compress in parallel
    zstd = [pa.compress(half, codec="zstd", asbytes=True) for half in halves]
    Path("n.jsonl.zst").write_bytes(b"".join(zstd))
    with tarfile.open("t.tar", "w") as tar:
        tar.add("in/sub/a.ttl", "a.ttl")
        tar.add("in/b.jsonld", "b.jsonld")
    Path("t.tar.zst").write_bytes(pa.compress(Path("t.tar").read_bytes(), "zstd", asbytes=True))
    assert found("l.ndjson", "m.jsonl.gz", "n.jsonl.zst", "d.jsonld.bz2", "t.tar.zst") == {
        **{f"{n}#L{at}": A for n in ("l.ndjson", "m.jsonl.gz", "n.jsonl.zst") for at in (2, 4)},
        "d.jsonld.bz2": B,
        "tar://a.ttl::t.tar.zst": A,
        "tar://b.jsonld::t.tar.zst": B,
    }
    for name, damaged in (("cut", zstd[1][:-3]), ("wrong", b"no such thing")):
        Path(f"{name}.jsonl.zst").write_bytes(zstd[0] + damaged)
        assert problems(f"{name}.jsonl.zst")[1] == [
            f"{name}.jsonl.zst: compressed data that is damaged or cut off"
        ]


def test_stores(here: Path) -> None:
    store = fsspec.filesystem("memory")
    store.pipe({"/bucket/in/a.jsonld": A, "/bucket/in/x/l.ndjson": A + b"\n" + A})
    try:
        assert list(found("memory://bucket/in")) == [
            "memory://bucket/in/a.jsonld",
            *(f"memory://bucket/in/x/l.ndjson#L{n}" for n in (1, 2)),
        ]
        assert list(found("memory://bucket/in/*.jsonld")) == ["memory://bucket/in/a.jsonld"]
    finally:
        store.rm("/bucket", recursive=True)


def test_what_is_damaged_hides_nothing_else(here: Path) -> None:
    Path("in/c.zip").write_bytes(b"PK\3\4 is no zip")
    cut = gzip.compress(b"".join(A + b"%d\n" % n for n in range(9_999)))
    Path("in/l.ndjson.gz").write_bytes(cut[:-9])
    with speaking("zh"):
        units, said = problems("in", "nowhere", "in/sub/*.xml", "nosuch://x")
    assert {"in/b.jsonld", "in/l.ndjson.gz#L1", "in/sub/a.ttl"} <= {unit.name for unit in units}
    assert said == [
        "in/c.zip: 不是完整的压缩包",
        "in/l.ndjson.gz: 压缩数据损坏或者不完整",
        "nowhere: 文件或文件夹不存在",
        "in/sub/*.xml: 文件或文件夹不存在",
        "nosuch://x: 未知的存储协议",
    ]
    Path("none").mkdir()
    assert problems("none") == ([], ["none: no documents here"])


def test_a_store_whose_package_is_missing_is_told_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "s3fs", None)
    with pytest.raises(ModuleNotFoundError) as raised:
        problems("s3://bucket/in")
    assert raised.value.name == "s3fs"


def test_a_store_of_which_no_extra_has_the_package_hides_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "gcsfs", None)
    units, said = problems("gs://bucket/in", "in/b.jsonld")
    assert ([unit.name for unit in units], said) == (
        ["in/b.jsonld"],
        ["gs://bucket/in: needs gcsfs, which is not installed"],
    )
    with pytest.raises(OSError, match="no store that is known"):
        Inputs(["in"], apart="nosuch://x")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("File 'p' is encrypted, password required"), "is encrypted"),
        (NotImplementedError(), "compressed in a way that is not known"),
        (
            ValueError("Compression type zstd not supported"),
            "needs zstandard, which is not installed",
        ),
        (KeyError(), "cannot be read or written (KeyError)"),
    ],
)
def test_what_libraries_raise_is_told_of(error: Exception, said: str) -> None:
    with pytest.raises(OSError, match=re.escape(f"{said}: 'a.zip'")), about("a.zip"):
        raise error


def test_no_more_is_held_than_the_limit(here: Path) -> None:
    Path("l.ndjson").write_bytes(A + b"\n" + b"9" * 3_000_000 + b"\n" + A)
    Path("l.ndjson.gz").write_bytes(gzip.compress(Path("l.ndjson").read_bytes()))
    for name in ("l.ndjson", "l.ndjson.gz"):
        units = list(Inputs([name], limit=100))
        assert [opened(unit, 100).oversize for unit in units] == [False, True, False]
        assert [opened(unit, 100).data for unit in units] == [A, b"", A]


@examples(40)
@given(st.lists(st.binary(max_size=9)), st.integers(1, 20), st.sampled_from([b"\n", b"\r\n"]))
def test_lines_are_found_however_a_file_is_read(every: list[bytes], chunk: int, end: bytes) -> None:
    data = end.join(one.replace(b"\n", b"").replace(b"\r", b"") for one in every)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines, "CHUNK", chunk)
        made = list(lines.split(io.BytesIO(data), 100))
    assert [(one.number, one.data) for one in made] == [
        (number, one.removesuffix(b"\r"))
        for number, one in enumerate(data.split(b"\n"), 1)
        if one.strip()
    ]
    assert all(data[one.start : one.start + one.size] == one.data for one in made)


def unit(number: int, size: int) -> Unit:
    return Unit(str(number), "", size=size)


@examples(20)
@given(st.lists(st.integers(-1, LARGEST), max_size=99))
def test_groups_hold_all_documents_in_order(sizes: list[int]) -> None:
    units = [unit(number, size) for number, size in enumerate(sizes)]
    groups = list(tasks(units))
    assert [one for group in groups for one in group.units] == units
    assert [group.place for group in groups] == [(number,) for number in range(len(groups))]
    for number, group in enumerate(groups):
        assert len(group.units) <= most(number) <= MOST
        assert len(group.units) == 1 or sum(max(one.size, 0) for one in group.units) <= LARGEST
    assert list(tasks(units, lambda _: "same"))[1:] == []


def test_groups_grow_and_are_found_as_they_come() -> None:
    def endless() -> Iterator[Unit]:
        number = 0
        while True:
            yield unit(number, 0)
            number += 1

    sizes = [len(group.units) for group, _ in zip(tasks(endless()), range(120), strict=False)]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (8, 512)


def test_halves_stand_in_the_order_of_the_whole() -> None:
    whole = Task((3,), tuple(unit(number, 0) for number in range(5)))
    first, second = whole.halves()
    assert first.units + second.units == whole.units
    assert sorted([Task((4,), ()), second, first]) == [first, second, Task((4,), ())]
    assert Task((3,), whole.units[:1]).halves() == ()


def test_halves_keep_together_what_would_become_one_file() -> None:
    def whole(names: str) -> Task:
        units = (Unit(name, "", f"/{name}", suffix=name[1:]) for name in names.split())
        return Task((3,), tuple(units))

    same = whole("a.jsonld a.ttl a.xml")
    assert halves(same, "turtle") == ()
    first, second = halves(whole("a.jsonld a.ttl a.xml b.ttl"), "turtle")
    assert first == same._replace(place=(3, 0))
    assert (second.place, len(second.units)) == ((3, 1), 1)
