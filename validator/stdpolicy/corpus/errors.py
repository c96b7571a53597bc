"""What is said where a store cannot be read or written: as of files, whatever its library raised."""

import errno
import lzma
import os
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import BadGzipFile

from stdpolicy.language import either

PACKAGES = {"s3": "s3fs", "s3a": "s3fs"}
"""The packages of stores that an extra of ours installs."""


@contextmanager
def about(uri: str) -> Iterator[None]:
    """What a store or an archive raises is an OSError that names what was asked for.

    Raises ModuleNotFoundError if the package of a store that an extra of ours installs is missing.
    """
    try:
        yield
    except (ModuleNotFoundError, AssertionError):
        raise
    except ImportError as error:  # as fsspec says it
        protocol = uri.rpartition("::")[2].partition("://")[0]
        if protocol in PACKAGES:
            raise ModuleNotFoundError(str(error), name=PACKAGES[protocol]) from error
        missing = getattr(error.__cause__, "name", None) or protocol
        raise OSError(errno.EIO, _missing(missing), uri) from error
    except Exception as error:  # each library has exceptions of its own
        raise _named(error, uri) from error


def _named(error: Exception, uri: str) -> OSError:
    if isinstance(error, zipfile.BadZipFile | tarfile.TarError):
        why = either("not a whole archive", "不是完整的压缩包")
    elif isinstance(error, EOFError | zlib.error | lzma.LZMAError | BadGzipFile) or (
        isinstance(error, OSError) and re.match("Truncated compressed|ZSTD decompress", str(error))
    ):
        why = either("compressed data that is damaged or cut off", "压缩数据损坏或者不完整")
    elif isinstance(error, OSError) and error.errno is not None:
        return OSError(error.errno, error.strerror or str(error), uri)
    elif isinstance(error, FileNotFoundError | PermissionError):
        code = errno.ENOENT if isinstance(error, FileNotFoundError) else errno.EACCES
        return OSError(code, os.strerror(code), uri)
    elif isinstance(error, ValueError) and "rotocol not known" in str(error):
        why = either("no store that is known", "未知的存储协议")
    elif isinstance(error, ValueError) and "zstd not supported" in str(error):  # in a chain
        why = _missing("zstandard")
    elif isinstance(error, NotImplementedError):
        why = either("compressed in a way that is not known", "压缩方法未知")
    elif isinstance(error, RuntimeError) and "encrypted" in str(error):
        why = either("is encrypted", "已加密")
    else:
        name = type(error).__name__
        why = either(f"cannot be read or written ({name})", f"无法读写（{name}）")
    return OSError(errno.EIO, why, uri)


def _missing(package: str) -> str:
    return either(f"needs {package}, which is not installed", f"需要 {package}，尚未安装")


def require_uri(path: str, uri: str) -> None:
    """Raises OSError where a path in a folder or an archive has what parts URIs that are chained."""
    if "::" in path:
        why = either("names with :: cannot be opened", "名称含有 ::，无法打开")
        raise OSError(errno.EINVAL, why, uri)


def ended(reason: str) -> str:
    """What is said where workers end again and again."""
    return either(f"a worker was ended: {reason}", f"工作进程已被终止：{reason}")
