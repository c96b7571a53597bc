"""Writing files: all or nothing, and never outside the folder that was named."""

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Writes a file so that a crash leaves either the old content or the new.

    A symbolic link is replaced, not followed. Raises OSError; the old file is then intact.
    """
    mode = path.stat().st_mode & 0o777 if path.is_file() and not path.is_symlink() else None
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode if mode is not None else 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
