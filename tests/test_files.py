"""A file is written whole or not at all, and only the file that was named."""

import errno
import io
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import stdpolicy
from small_policy import filled
from stdpolicy.document import Document
from stdpolicy.files import drain, expand, read, read_below, write_atomically
from stdpolicy.source import Source
from strategies import examples

OLD, NEW = b"old", b"new" * 1000
SLOW = """
import os, sys, time
from pathlib import Path
from stdpolicy.files import write_atomically

class Slow(bytes):
    pass

def fsync(handle):
    print("writing", flush=True)
    time.sleep(60)

os.fsync = fsync
write_atomically(Path(sys.argv[1]), b"new" * 1000)
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "政策.jsonld"
    path.write_bytes(OLD)
    return path


def alone(path: Path) -> bool:
    return [p for p in path.parent.iterdir() if p.name.startswith(".")] == []


def test_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "new.ttl"
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW
    assert alone(path)


def test_an_old_file_is_replaced(target: Path) -> None:
    write_atomically(target, NEW)
    assert target.read_bytes() == NEW
    assert alone(target)


def test_an_open_reader_keeps_the_old_content(target: Path) -> None:
    with target.open("rb") as reader:
        write_atomically(target, NEW)
        assert reader.read() == OLD


@pytest.mark.parametrize("call", ["open", "fdopen", "fsync", "chmod", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    call: str, error: BaseException, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(f"os.{call}", fail)
    with pytest.raises(type(error)):
        write_atomically(target, NEW)
    monkeypatch.undo()
    assert target.read_bytes() == OLD
    assert alone(target)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def opened(path: Path, flags: int, mode: int) -> int:
        os.close(real(path, flags, mode))
        return real("/dev/full", os.O_WRONLY)

    monkeypatch.setattr("os.open", opened)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(target, NEW)
    monkeypatch.undo()
    assert target.read_bytes() == OLD
    assert alone(target)


@pytest.mark.parametrize("existing", [True, False])
def test_a_kill_midway_leaves_the_old_file(existing: bool, target: Path) -> None:
    if not existing:
        target.unlink()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", SLOW, str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert target.exists() is existing
    assert not existing or target.read_bytes() == OLD
    write_atomically(target, NEW)  # what the dead process left does not stand in the way
    assert target.read_bytes() == NEW


def test_a_symbolic_link_stays_and_its_target_is_written(target: Path) -> None:
    (target.parent / "elsewhere").mkdir()
    link = target.parent / "elsewhere" / "link.jsonld"
    link.symlink_to("../" + target.name)
    with target.open("rb") as reader:
        write_atomically(link, NEW)
        assert reader.read() == OLD
    assert os.readlink(link) == "../" + target.name
    assert target.read_bytes() == NEW
    assert alone(link)
    assert alone(target)


def test_the_target_of_a_dangling_link_is_created(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("new")
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert (tmp_path / "new").read_bytes() == NEW


@pytest.mark.parametrize("to", ["nowhere/at/all", "link"])
def test_a_link_that_leads_nowhere_is_named(to: str, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(to)
    with pytest.raises(OSError, match=r"symbolic links|No such file") as caught:
        write_atomically(link, NEW)
    assert caught.value.filename == str(link)
    assert os.readlink(link) == to


def test_a_file_with_other_hard_links_is_refused(target: Path) -> None:
    other = target.with_name("other.jsonld")
    os.link(target, other)
    with pytest.raises(OSError, match="hard links"):
        write_atomically(target, NEW)
    assert (target.read_bytes(), other.read_bytes()) == (OLD, OLD)
    assert target.samefile(other)
    assert alone(target)


@pytest.mark.parametrize("size", [1, 10_000_000])
def test_a_pipe_is_written_to(size: int, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    copy = tmp_path / "copy"
    with copy.open("wb") as file, subprocess.Popen(["cat", pipe], stdout=file):
        write_atomically(pipe, b"x" * size)
    assert copy.read_bytes() == b"x" * size
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert alone(pipe)


def test_the_reader_of_a_pipe_may_go(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["head", "-c", "1", pipe], stdout=subprocess.DEVNULL):
        write_atomically(pipe, b"x" * 10_000_000)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_to(tmp_path: Path) -> None:
    write_atomically(Path(os.devnull), NEW)
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    link = tmp_path / "full"
    link.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as caught:
        write_atomically(link, NEW)
    assert caught.value.filename == str(link)
    assert link.is_symlink()


def test_what_someone_else_wrote_meanwhile_is_not_lost(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_atomically(target, NEW, instead_of=OLD)
    assert target.read_bytes() == NEW
    real = os.fsync

    def edit(handle: int) -> None:
        real(handle)
        target.write_bytes(b"mine" * 750)  # as long as before

    monkeypatch.setattr("os.fsync", edit)
    with pytest.raises(OSError, match="changed by someone else"):
        write_atomically(target, OLD, instead_of=NEW)
    assert target.read_bytes() == b"mine" * 750
    assert alone(target)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444, 0o755])
def test_permissions_are_kept(mode: int, target: Path) -> None:
    target.chmod(mode)
    write_atomically(target, NEW)
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new.ttl", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.ttl").stat().st_mode) == 0o640


def test_content_is_never_readable_by_more_than_the_old(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.chmod(0o600)
    seen = []
    real = os.fsync

    def look(handle: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr("os.fsync", look)
    write_atomically(target, NEW)
    assert seen == [0o600]


@pytest.mark.parametrize("name", ["x" * 255, "策" * 85, "-", "a\nb", "'; rm -rf .jsonld"])
def test_odd_names(name: str, tmp_path: Path) -> None:
    write_atomically(tmp_path / name, NEW)
    assert (tmp_path / name).read_bytes() == NEW
    assert alone(tmp_path / name)


def test_a_folder_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path / "folder", tmp_path / "full"):
        folder.mkdir()
    (tmp_path / "full" / "file").write_bytes(OLD)
    monkeypatch.chdir(tmp_path / "full")
    for folder in (tmp_path / "folder", tmp_path / "full", Path(".")):
        with pytest.raises(OSError, match=r"directory|busy"):
            write_atomically(folder, NEW)
        assert folder.is_dir()
        assert alone(folder / "x")
        assert alone(folder)
    assert (tmp_path / "full" / "file").read_bytes() == OLD


def test_folders_that_are_not_there_are_made(tmp_path: Path) -> None:
    write_atomically(tmp_path / "missing" / "too" / "file", NEW)
    assert (tmp_path / "missing" / "too" / "file").read_bytes() == NEW


def test_a_file_in_the_place_of_a_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(OSError, match="directory"):
        write_atomically(tmp_path / "file" / "below", NEW)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


# -- reading ---------------------------------------------------------------------------------


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jsonld"
    os.mkfifo(pipe)
    started = time.monotonic()
    with pytest.raises(OSError, match="regular file") as caught:
        Source.from_path(pipe)
    assert caught.value.filename == str(pipe)
    assert time.monotonic() - started < 30  # it would have waited for ever


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/tty", "/proc/self/fd"])
def test_a_device_is_refused(path: str) -> None:
    if not os.path.exists(path):
        pytest.skip(f"no {path} here")
    with pytest.raises(OSError, match=r"regular file|directory|No such device"):
        Source.from_path(Path(path))


def test_only_as_much_is_read_as_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "large.jsonld"
    with path.open("wb") as file:
        file.truncate(10**12)  # a terabyte that takes no space
    source = Source.from_path(path, 1000)
    assert (source.data, source.oversize) == (b"", True)
    report = stdpolicy.validate(path, max_size=0.001)
    assert [str(d.rule.code) for d in report] == ["SP109"]


@pytest.mark.parametrize("name", ["missing.jsonld", "folder", "file/below", "loop", "a\0b"])
def test_what_cannot_be_opened_is_said_in_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "loop").symlink_to("loop")
    path = tmp_path / name
    with pytest.raises(OSError, match=r"."):
        stdpolicy.load(path)
    report = stdpolicy.validate([path, path])
    assert (len(report.unreadable), report.files, list(report)) == (2, 0, [])
    assert report.unreadable[0].startswith(f"{path}: ")
    assert "\n" not in report.unreadable[0]


def test_a_file_without_permission(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr("os.open", refuse)  # root may read everything
    report = stdpolicy.validate(target)
    assert report.unreadable == [f"{target}: Permission denied"]


@pytest.mark.parametrize("size", [0, 1, 99, 100])
def test_the_limit_is_the_largest_size_read(size: int, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * size)
    assert read(tmp_path / "file", 100) == b"x" * size
    assert read(tmp_path / "file", size) == b"x" * size
    if size:
        assert read(tmp_path / "file", size - 1) is None


@pytest.mark.parametrize("first", [1, 7, 10**9])
def test_of_a_stream_one_byte_more_than_the_limit_is_read(first: int) -> None:
    stream = io.BytesIO(b"x" * 10_000_000)
    assert drain(stream, 5_000_000, first) is None
    assert stream.tell() == 5_000_001
    assert drain(io.BytesIO(b"x" * 5_000_000), 5_000_000, first) == b"x" * 5_000_000


def test_a_file_whose_size_is_not_known_before(tmp_path: Path) -> None:
    path = Path("/proc/self/status")
    if not path.exists():
        pytest.skip("no /proc here")
    found = read(path)
    assert found is not None
    assert b"Name:" in found
    assert read(path, 10) is None


def test_a_stream_with_nothing_to_read_yet_is_not_taken_to_have_ended() -> None:
    ours, theirs = os.pipe()
    try:
        os.set_blocking(ours, False)
        os.write(theirs, b"first half")
        with open(ours, "rb", closefd=False) as stream, pytest.raises(OSError, match="unavailable"):
            drain(stream, 1000)
    finally:
        os.close(ours)
        os.close(theirs)


@examples(100)
@given(st.binary(max_size=50), st.integers(0, 60), st.lists(st.integers(1, 10)))
def test_all_of_a_stream_or_nothing(data: bytes, limit: int, sizes: list[int]) -> None:
    class Dripping(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            return super().read(min(size, sizes.pop() if sizes else size))

    stream = Dripping(data)
    assert drain(stream, limit) == (data if len(data) <= limit else None)
    assert stream.tell() <= limit + 1


# -- beside a document -----------------------------------------------------------------------


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A folder beside a secret."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "file").write_bytes(b"secret")
    folder = tmp_path / "policies"
    (folder / "raw").mkdir(parents=True)
    (folder / "raw" / "a.txt").write_bytes(b"text")
    (folder / "file").symlink_to("../secret/file")
    (folder / "own").symlink_to("raw/a.txt")
    (folder / "raw" / "up").symlink_to("../../secret")
    (folder / "circle").symlink_to("circle")
    os.mkfifo(folder / "pipe")
    return folder


REFUSED = (
    *("file", "own", "raw/up/file", "../secret/file", "raw/../../secret/file", "/etc/passwd"),
    *("circle", "pipe", "raw", "", ".", "..", "none", "raw/a.txt/x", "a\0b", "\ud800", "x" * 300),
)


@pytest.mark.parametrize("held_open", [True, False])
def test_below_a_folder_nothing_else_is_read(
    held_open: bool, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not held_open:
        monkeypatch.setattr("os.supports_dir_fd", set())
    before = len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 0
    source = Source(b"", "p.jsonld", secret / "p.jsonld")
    assert read_below(secret, "raw/a.txt") == source.beside("raw/a.txt") == b"text"
    assert read_below(secret, "raw/a.txt", 3) is None
    for name in REFUSED:
        with pytest.raises(OSError, match=r".") as caught:
            read_below(secret, name)
        assert caught.value.filename == name
        assert source.beside(name) is None
    assert not before or len(os.listdir("/proc/self/fd")) == before


def test_the_folder_itself_may_be_reached_by_a_link(secret: Path) -> None:
    link = secret.with_name("link")
    link.symlink_to("policies")
    assert read_below(link, "raw/a.txt") == b"text"


@pytest.mark.parametrize("field", ["file", "rawFile"])
@pytest.mark.parametrize("name", ["link.txt", "folder/secret.txt"])
def test_a_policy_cannot_show_another_file(field: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("password")
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "link.txt").symlink_to("../elsewhere/secret.txt")
    (folder / "folder").symlink_to("../elsewhere")
    tree = filled("https://example.org/p", "标题").tree
    tree["source"] |= {field: name, "rawDigest": "0" * 64, "rawFile": name}
    policy = folder / "p.ttl"
    policy.write_bytes(Document(tree, "https://example.org/p").to_bytes("turtle"))
    report = stdpolicy.validate(policy)
    assert {d.rule.code for d in report} == {"SP603"}
    assert not any("password" in d.message + d.hint for d in report)


@pytest.mark.parametrize("size", [float("nan"), -1, float("-inf")])
def test_a_limit_that_is_no_size(size: float, target: Path) -> None:
    for call in (stdpolicy.load, stdpolicy.validate):
        with pytest.raises(ValueError, match="size in MB"):
            call(target, max_size=size)
        with pytest.raises(ValueError, match="size in MB"):
            call(b"{}", max_size=size)


@pytest.mark.parametrize("size", [float("inf"), 1e300, 1e12])
def test_a_limit_may_be_none(size: float, tmp_path: Path) -> None:
    path = tmp_path / "p.xml"
    path.write_bytes(filled("https://example.org/p", "标题").to_bytes("xml"))
    assert stdpolicy.load(path, max_size=size)["type"] == "Policy"


def test_what_is_read_back_may_be_longer_than_what_was_read(tmp_path: Path) -> None:
    data = filled("https://example.org/p", "标题").to_bytes("jsonld")
    limit = len(data) / 1_000_000
    assert len(stdpolicy.convert(data, "ntriples", verify=True, max_size=limit)) > len(data)


# -- what paths name -------------------------------------------------------------------------


def turtle(path: Path) -> bool:
    return path.suffix == ".ttl"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.ttl", "b.txt", "d/c.ttl", "d/e/f.ttl", "d/.hidden.ttl", ".h/g.ttl", "-"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["."], ["a.ttl", "d/c.ttl", "d/e/f.ttl"]),
        (["d", "a.ttl", "./a.ttl", "d/../a.ttl"], ["d/c.ttl", "d/e/f.ttl", "a.ttl"]),
        (["*"], ["-", "a.ttl", "b.txt", "d/c.ttl", "d/e/f.ttl"]),
        (["d/**/*.ttl"], ["d/c.ttl", "d/e/f.ttl"]),
        (["-", "./-", "-"], ["-", "./-"]),
        (["missing", "b.txt"], ["missing", "b.txt"]),
    ],
)
def test_what_paths_name(paths: list[str], names: list[str], tree: Path) -> None:
    assert expand(paths, turtle) == (names, [])


def test_a_folder_apart_is_left_out(tree: Path) -> None:
    assert expand(["."], turtle, Path("d/e"))[0] == ["a.ttl", "d/c.ttl"]
    (tree / "link").symlink_to("d/e")
    assert expand(["."], turtle, Path("link"))[0] == ["a.ttl", "d/c.ttl"]
    assert expand(["d/e"], turtle, Path("d/e"))[0] == ["d/e/f.ttl"]


def test_a_link_to_a_folder_is_followed_only_if_it_is_named(tree: Path) -> None:
    (tree / "b" / "below").mkdir(parents=True)
    (tree / "b" / "below" / "x.ttl").touch()
    (tree / "d" / "link").symlink_to("../b")
    assert expand(["d"], turtle)[0] == ["d/c.ttl", "d/e/f.ttl"]
    assert expand(["d/link"], turtle)[0] == ["d/link/below/x.ttl"]


@pytest.mark.parametrize("path", [".", "*/*/*.ttl", "**/*.ttl", "d", "d/*", "d/**"])
def test_a_folder_that_cannot_be_listed_is_told_of(
    path: str, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def refuse(folder: str = ".") -> object:
        if os.path.abspath(folder) == str(tree / "d" / "e"):
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return real(folder)

    monkeypatch.setattr("os.scandir", refuse)  # root may list everything
    _, problems = expand([path], turtle)
    assert len(problems) == 1
    assert os.path.normpath(problems[0].removesuffix(": Permission denied")).endswith("d/e")


@pytest.mark.parametrize("path", ["*.xml", "empty"])
def test_nothing_is_a_problem(path: str, tree: Path) -> None:
    (tree / "empty").mkdir()
    assert expand([path], turtle) == ([], [f"{path}: no documents here"])


def test_two_ways_through_a_link_are_two_files(tree: Path) -> None:
    (tree / "x" / "y").mkdir(parents=True)
    (tree / "x" / "a.ttl").touch()
    (tree / "link").symlink_to("x/y")
    assert expand(["a.ttl", "link/../a.ttl"], turtle)[0] == ["a.ttl", "link/../a.ttl"]
