"""What is said where a path cannot be opened, read or written."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from stdpolicy.language import either

CHINESE = {
    errno.EACCES: "没有权限",
    errno.EAGAIN: "暂时无法读写",
    errno.EBADF: "已关闭",
    errno.EBUSY: "正在使用中",
    errno.EEXIST: "已存在",
    errno.EFBIG: "文件过大",
    errno.EINVAL: "参数无效",
    errno.EIO: "读写设备出错",
    errno.EISDIR: "是文件夹",
    errno.ELOOP: "符号链接层数过多",
    errno.EMFILE: "打开的文件过多",
    errno.ENAMETOOLONG: "名称过长",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOEXEC: "不是可执行文件",
    errno.ENOSPC: "磁盘空间不足",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EPERM: "不允许此操作",
    errno.EPIPE: "接收方已关闭",
    errno.EROFS: "文件系统只读",
}
"""The usual reasons, which the system says in the language of its locale, if in that; as a rule in English."""


class Reason(str):
    """Why a file could not be read, in one line, and which file; no name where there is none."""

    file: str = ""


def reason(error: OSError) -> Reason:
    """An OSError as one line: file and reason."""
    text = why(error)
    said = Reason(f"{error.filename}: {text}" if error.filename else text)
    said.file = str(error.filename or "")
    return said


def why(error: OSError) -> str:
    """The reason of an OSError, without the file."""
    text = error.strerror or str(error)
    code = error.errno
    if code is None or text != os.strerror(code):  # words of our own
        return text
    return either(text, CHINESE.get(code, text))


@contextmanager
def about(path: str | os.PathLike[str]) -> Iterator[None]:
    """Errors name the path that was asked for, not what lies beside or behind it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None
    except ValueError:  # a NUL, or a character that the file system cannot encode
        no_name = either("No file has such a name", "没有文件会有这样的名称")
        raise OSError(errno.EINVAL, no_name, str(path)) from None
