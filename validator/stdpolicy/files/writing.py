"""Files are written as a whole or not at all."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from stdpolicy.files.errors import about
from stdpolicy.files.reading import read
from stdpolicy.language import either


def check_target(path: Path, *, force: bool) -> None:
    """Raises OSError if writing would destroy something unasked: a folder, or without `force` a file.

    Nothing is lost in a pipe, a terminal or another character device.
    """
    with about(path):
        try:
            mode = os.stat(path).st_mode
        except OSError:
            mode = stat.S_IFREG if os.path.lexists(path) else stat.S_IFIFO
        if stat.S_ISDIR(mode):
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not force and (stat.S_ISREG(mode) or stat.S_ISBLK(mode)):
            raise OSError(
                errno.EEXIST, either("exists; --force overwrites it", "已存在；用 --force 覆盖")
            )


def write_atomically(path: Path, data: bytes, *, instead_of: bytes | None = None) -> None:
    """Writes a file so that a crash leaves either the old content or the new. A folder that is missing is
    made, with those above it.

    A symbolic link stays: the file that it leads to is written. A file with other hard links is
    refused, because these would keep the old content. A device or pipe is written to, not
    replaced; that the reader of a pipe goes early is not an error. Permissions are kept. With
    `instead_of` the file is replaced only if that is what it holds until then.

    Raises OSError; the old file is then intact.
    """
    with about(path):
        try:
            old = os.stat(path)
        except FileNotFoundError:
            old = None
        if old is None and instead_of is None:
            path.parent.mkdir(parents=True, exist_ok=True)
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
        raise OSError(
            errno.EMLINK,
            either(
                "has other hard links, which would keep the old content",
                "另有硬链接，其中会留下旧内容",
            ),
        )
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
            raise OSError(
                errno.EBUSY,
                either(
                    "was changed by someone else meanwhile; nothing is written",
                    "期间已被他人改动，未写入",
                ),
            )
        os.replace(beside, path)
    except BaseException:  # a signal too; it may come before `handle` is known
        with suppress(FileNotFoundError):
            os.unlink(beside)
        raise
