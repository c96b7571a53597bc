"""The process at its edges: standard streams that lose nothing unsaid, and signals that end it."""

import errno
import io
import os
import select
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, TextIO

from stdpolicy.language import either

SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


before_output: list[Callable[[], None]] = []
"""What is done before anything is written to a standard stream."""


class Interrupted(SystemExit):
    """A signal ends the run; the code is that by which a shell tells of it."""


class Sink(io.RawIOBase):
    """Where a standard stream goes: every byte is written, or OSError says why not.

    What else may stand on the terminal goes before (`before_output`). Python's own streams may write only the first part of what they get (PYTHONUNBUFFERED), are
    None where the stream is closed, and fail once more at exit. After an error that is `forgiven`
    what follows is dropped.
    """

    def __init__(self, stream: TextIO | None, name: str, forgiven: type[OSError]) -> None:
        buffer = getattr(stream, "buffer", None)
        self._raw = getattr(buffer, "raw", buffer)
        self.name = name
        self._forgiven = forgiven
        self._gone = False

    def write(self, data: Any) -> int:
        """Writes all of the data."""
        for erase in before_output:
            erase()
        rest = memoryview(data)
        size = rest.nbytes
        try:
            while rest.nbytes and not self._gone:
                if self._raw is None:
                    raise OSError(errno.EBADF, os.strerror(errno.EBADF))
                written = self._raw.write(rest)
                if written is None:  # the stream does not wait by itself
                    select.select([], [self._raw], [])
                else:
                    rest = rest[written:]
        except self._forgiven:
            self._gone = True
        except OSError as error:
            raise OSError(error.errno, error.strerror, self.name) from None
        return size

    def writable(self) -> bool:
        """It is."""
        return True

    def fileno(self) -> int:
        """The file descriptor below. Raises OSError if the stream is closed."""
        return super().fileno() if self._raw is None else int(self._raw.fileno())

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._raw is not None and bool(self._raw.isatty())


def secure() -> None:
    """Makes the standard streams sinks, and signals an orderly end.

    A reader of the output that has gone is no error, as `head` goes; nor is anything on standard
    error, where there is nobody to tell. What an encoding cannot say is escaped.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:  # or a file opened later would get the number, and messages with it
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = _text(sys.stdout, either("standard output", "标准输出"), BrokenPipeError)
    sys.stderr = _text(sys.stderr, either("standard error", "标准错误"), OSError)
    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _end)


def _text(stream: TextIO | None, name: str, forgiven: type[OSError]) -> io.TextIOWrapper:
    return io.TextIOWrapper(
        Sink(stream, name, forgiven),
        encoding=stream.encoding if stream else "utf-8",
        errors="backslashreplace",
        write_through=True,
    )


def _end(number: int, _: FrameType | None) -> None:
    """Ends as a shell tells it of a signal, through every `finally` and `except`."""
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise Interrupted(128 + number)
