"""What is said where a store cannot be read or written: as of files, whatever its library raised."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from stdpolicy.language import either


@contextmanager
def about(uri: str) -> Iterator[None]:
    """What a store or an archive raises is an OSError that names what was asked for."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno or errno.EIO, error.strerror or _said(error), uri) from None
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except ModuleNotFoundError:
        raise  # an extra is not installed
    except Exception as error:  # each library of a store has exceptions of its own
        raise OSError(errno.EIO, _said(error), uri) from error


def _said(error: BaseException) -> str:
    """The first line of what was raised."""
    text = " ".join(str(error).split()) or type(error).__name__
    return either(f"cannot be read: {text}", f"无法读取：{text}")
