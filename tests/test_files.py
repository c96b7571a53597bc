"""A file is written whole or not at all, and only the file that was named."""

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

import stdpolicy
from stdpolicy.files import write_atomically
from stdpolicy.source import Source

OLD, NEW = b"old", b"new" * 1000
SLOW = """
import os, sys, time
from pathlib import Path
from stdpolicy import files

class Slow(bytes):
    pass

def fsync(handle):
    print("writing", flush=True)
    time.sleep(60)

files.os.fsync = fsync
files.write_atomically(Path(sys.argv[1]), b"new" * 1000)
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

    monkeypatch.setattr(f"stdpolicy.files.os.{call}", fail)
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

    monkeypatch.setattr("stdpolicy.files.os.open", opened)
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


def test_a_symbolic_link_is_replaced_not_followed(target: Path) -> None:
    link = target.with_name("link.jsonld")
    link.symlink_to(target)
    write_atomically(link, NEW)
    assert not link.is_symlink()
    assert link.read_bytes() == NEW
    assert target.read_bytes() == OLD


def test_a_dangling_or_circular_link_is_replaced(tmp_path: Path) -> None:
    for name, to in (("dangling", "nowhere/at/all"), ("circle", "circle")):
        link = tmp_path / name
        link.symlink_to(to)
        write_atomically(link, NEW)
        assert not link.is_symlink()
        assert link.read_bytes() == NEW


def test_a_hard_link_keeps_the_old_content(target: Path) -> None:
    other = target.with_name("other.jsonld")
    os.link(target, other)
    write_atomically(target, NEW)
    assert other.read_bytes() == OLD


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

    monkeypatch.setattr("stdpolicy.files.os.fsync", look)
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


@pytest.mark.parametrize("name", ["missing/file", "file/below"])
def test_a_folder_that_is_not_there(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(OSError, match="directory"):
        write_atomically(tmp_path / name, NEW)
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
    assert len(Source.from_path(path, 1000).data) == 1001
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
    def refuse(path: str, *_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr("stdpolicy.source.os.open", refuse)  # root may read everything
    report = stdpolicy.validate(target)
    assert report.unreadable == [f"{target}: Permission denied"]
