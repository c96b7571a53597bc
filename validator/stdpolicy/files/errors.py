"""What is said where a path cannot be opened, read or written."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager


def reason(error: OSError) -> str:
    """An OSError as one line: file and reason."""
    text = error.strerror or str(error)
    return f"{error.filename}: {text}" if error.filename else text


@contextmanager
def about(path: str | os.PathLike[str]) -> Iterator[None]:
    """Errors name the path that was asked for, not what lies beside or behind it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None
    except ValueError as error:  # a NUL, or a character that the file system cannot encode
        raise OSError(errno.EINVAL, str(error), str(path)) from None
