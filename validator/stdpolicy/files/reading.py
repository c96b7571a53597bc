"""Files are opened with a limit, and those that are not trusted inside their folder."""

import errno
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from io import FileIO, RawIOBase
from pathlib import Path
from typing import BinaryIO

from stdpolicy.files.changes import look_at
from stdpolicy.files.errors import about
from stdpolicy.language import either

UNLIMITED = sys.maxsize - 1
CHUNK = 1 << 20
"""How much of a stream is read at once, in bytes."""


def read(path: Path, limit: int = UNLIMITED) -> bytes | None:
    """The content of a regular file; None, unread, if it has more than `limit` bytes.

    Raises OSError, also for a pipe or device, whose reading might never end.
    """
    look_at(path)
    with about(path):
        return _read(os.open(path, READING), limit)


def read_below(folder: Path, name: str, limit: int = UNLIMITED) -> bytes | None:
    """Like `read`, for a name that is not trusted, relative to a folder.

    Nothing outside the folder is opened: no part of the name may be `..` or a symbolic link.
    Raises OSError.
    """
    steps = Path(name).parts
    look_at(folder / name)
    with about(name), ExitStack() as opened:
        if not steps or Path(name).anchor or ".." in steps:
            raise OSError(
                errno.EINVAL, either("Not a name within the folder", "不是该文件夹之内的名称")
            )
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
            raise OSError(errno.EINVAL, either("Not a regular file", "不是普通文件"))
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
