"""Writing files: all or nothing."""

import os
import secrets
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Writes a file so that a crash leaves either the old content or the new.

    A symbolic link is replaced, not followed; permissions are kept. Raises OSError; the old file
    is then intact.
    """
    old = path.stat().st_mode & 0o777 if path.is_file() and not path.is_symlink() else None
    beside = path.parent / f".{path.name[:50]}.{secrets.token_hex(4)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # The umask applies to a new file; an old one's content is never readable by more than it was.
    try:
        handle = os.open(beside, flags, 0o666 if old is None else old & 0o600)
    except OSError as error:  # the name beside it says nothing to whoever asked for the file
        raise OSError(error.errno, error.strerror, str(path)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old is not None:
            os.chmod(beside, old)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
