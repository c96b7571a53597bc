"""Paths: which files they name, opened with a limit, written all or nothing."""

import errno
import glob
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO, RawIOBase
from pathlib import Path
from typing import BinaryIO

UNLIMITED = sys.maxsize - 1
CHUNK = 1 << 20
"""How much of a stream is read at once, in bytes."""


def reason(error: OSError) -> str:
    """An OSError as one line: file and reason."""
    text = error.strerror or str(error)
    return f"{error.filename}: {text}" if error.filename else text


@contextmanager
def _about(path: str | os.PathLike[str]) -> Iterator[None]:
    """Errors name the path that was asked for, not what lies beside or behind it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None
    except ValueError as error:  # a NUL, or a character that the file system cannot encode
        raise OSError(errno.EINVAL, str(error), str(path)) from None


# -- reading ---------------------------------------------------------------------------------


def read(path: Path, limit: int = UNLIMITED) -> bytes | None:
    """The content of a regular file; None, unread, if it has more than `limit` bytes.

    Raises OSError, also for a pipe or device, whose reading might never end.
    """
    with _about(path):
        return _read(os.open(path, READING), limit)


def read_below(folder: Path, name: str, limit: int = UNLIMITED) -> bytes | None:
    """Like `read`, for a name that is not trusted, relative to a folder.

    Nothing outside the folder is opened: no part of the name may be `..` or a symbolic link.
    Raises OSError.
    """
    steps = Path(name).parts
    with _about(name), ExitStack() as opened:
        if not steps or Path(name).anchor or ".." in steps:
            raise OSError(errno.EINVAL, "Not a name within the folder")
        if os.open not in os.supports_dir_fd:
            if not _is_plain(folder, steps):
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            return read(folder.joinpath(*steps), limit)
        at = os.open(folder, FOLDER)
        opened.callback(os.close, at)
        for step in steps[:-1]:
            at = os.open(step, FOLDER | os.O_NOFOLLOW, dir_fd=at)
            opened.callback(os.close, at)
        return _read(os.open(steps[-1], READING | os.O_NOFOLLOW, dir_fd=at), limit)


READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without waiting for somebody to write to a pipe."""
FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)


def _is_plain(folder: Path, steps: Iterable[str]) -> bool:
    """Whether a path is what it seems, where a folder cannot be held open (Windows)."""
    real = os.path.realpath(folder.joinpath(*steps))
    return os.path.normcase(real) == os.path.normcase(
        os.path.join(os.path.realpath(folder), *steps)
    )


def _read(handle: int, limit: int) -> bytes | None:
    try:
        info = os.fstat(handle)
        if stat.S_ISDIR(info.st_mode):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(info.st_mode):
            raise OSError(errno.EINVAL, "Not a regular file")
        if info.st_size > limit:
            return None
        return drain(FileIO(handle, closefd=False), limit, info.st_size + 1)
    finally:
        os.close(handle)


def drain(stream: BinaryIO | RawIOBase, limit: int, first: int = CHUNK) -> bytes | None:
    """All of a stream; None if it has more than `limit` bytes, of which one more is read.

    `first` bytes are asked for at once. Raises OSError, also where nothing is there to read yet.
    """
    parts: list[bytes] = []
    left, size = limit + 1, first
    while left:
        part = stream.read(min(left, size))
        if part is None:  # a stream that does not wait; what was read so far is not all
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        if not part:
            return b"".join(parts)
        parts.append(part)
        left, size = left - len(part), CHUNK
    return None


# -- writing ---------------------------------------------------------------------------------


def check_target(path: Path, *, force: bool) -> None:
    """Raises OSError if writing would destroy something unasked: a folder, or without `force` a file.

    Nothing is lost in a pipe, a terminal or another character device.
    """
    with _about(path):
        try:
            mode = os.stat(path).st_mode
        except OSError:
            mode = stat.S_IFREG if os.path.lexists(path) else stat.S_IFIFO
        if stat.S_ISDIR(mode):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not force and (stat.S_ISREG(mode) or stat.S_ISBLK(mode)):
            raise OSError(errno.EEXIST, "exists; --force overwrites it")


def write_atomically(path: Path, data: bytes, *, instead_of: bytes | None = None) -> None:
    """Writes a file so that a crash leaves either the old content or the new.

    A symbolic link stays: the file that it leads to is written. A file with other hard links is
    refused, because these would keep the old content. A device or pipe is written to, not
    replaced; that the reader of a pipe goes early is not an error. Permissions are kept. With
    `instead_of` the file is replaced only if that is what it holds until then.

    Raises OSError; the old file is then intact.
    """
    with _about(path):
        try:
            old = os.stat(path)
        except FileNotFoundError:
            old = None
        if old is None or stat.S_ISREG(old.st_mode):
            _replace(Path(os.path.realpath(path)), data, old, instead_of)
        elif stat.S_ISDIR(old.st_mode):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        else:
            handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
            with suppress(BrokenPipeError), os.fdopen(handle, "wb") as file:
                file.write(data)


def _replace(path: Path, data: bytes, old: os.stat_result | None, instead_of: bytes | None) -> None:
    if old is not None and old.st_nlink > 1:
        raise OSError(errno.EMLINK, "has other hard links, which would keep the old content")
    mode = None if old is None else stat.S_IMODE(old.st_mode) & 0o777
    beside = path.parent / f".{path.name[:50]}.{os.urandom(8).hex()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        # The umask applies to a new file; an old one's content is never readable by more than it was.
        handle = os.open(beside, flags, 0o666 if mode is None else mode & 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(beside, mode)
        if instead_of is not None and read(path, len(instead_of)) != instead_of:
            raise OSError(errno.EBUSY, "was changed by someone else meanwhile; nothing is written")
        os.replace(beside, path)
    except BaseException:  # a signal too; it may come before `handle` is known
        with suppress(FileNotFoundError):
            os.unlink(beside)
        raise


# -- naming ----------------------------------------------------------------------------------


def expand(
    paths: Iterable[str], belongs: Callable[[Path], bool], apart: Path | None = None
) -> tuple[list[str], list[str]]:
    """The files that paths name, each once, and what could not be looked at, a line for each.

    A folder stands for the files below it that `belongs` accepts, in sorted order; hidden ones,
    links to folders, and what is in the folder `apart` are left out. A glob stands for its matches,
    `-` and whatever else for itself.
    """
    names: dict[str, str] = {}
    problems: dict[str, None] = {}
    left_out = None if apart is None else os.path.realpath(apart)

    def cannot(error: OSError) -> None:
        problems[reason(error)] = None

    def named(path: str) -> Iterator[str]:
        if path != "-" and os.path.isdir(path):
            yield from below(path)
        elif glob.has_magic(path) and not os.path.lexists(path):
            problems.update(dict.fromkeys(_unlisted(path)))
            for match in sorted(glob.glob(path, recursive=True)):
                yield from named(match)
        else:  # whoever opens it says what is wrong with it
            yield path

    def below(folder: str) -> Iterator[str]:
        for root, folders, files in os.walk(folder, onerror=cannot):
            folders[:] = sorted(name for name in folders if looked_into(root, name))
            for name in sorted(files):
                if not name.startswith(".") and belongs(Path(root, name)):
                    yield str(Path(root, name))

    def looked_into(root: str, name: str) -> bool:
        return not name.startswith(".") and os.path.realpath(os.path.join(root, name)) != left_out

    for path in paths:
        before = len(problems)
        found = list(named(path))
        if not found and len(problems) == before:
            problems[f"{path}: no documents here"] = None
        for name in found:
            names.setdefault(_entry(name), name)
    return list(names.values()), list(problems)


def _entry(name: str) -> str:
    """What is the same for two names of one entry of one folder; `./-` is not standard input."""
    if name == "-":
        return name
    folder, entry = os.path.split(name)
    return os.path.join(os.path.realpath(folder or os.curdir), entry)


def _unlisted(pattern: str) -> Iterator[str]:
    """The folders that a glob would have to list and cannot, which `glob` passes over."""
    head, tail = os.path.split(pattern)
    while tail:
        if glob.has_magic(tail):
            listed = os.path.join(head, "**" if tail == "**" else "", "") or os.curdir
            for folder in glob.glob(listed, recursive=True):
                try:
                    os.scandir(folder.rstrip(os.sep) or os.sep).close()
                except OSError as error:
                    yield reason(error)
        head, tail = os.path.split(head)
