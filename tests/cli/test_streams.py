"""Whatever a system call takes of it, all of the output is written, or it is said that it was not."""

import errno
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.cli.streams import Sink
from strategies import examples


class Reluctant(io.RawIOBase):
    """Takes as many bytes at once as it is told, then fails."""

    def __init__(self, takes: list[int], error: OSError | None) -> None:
        self.takes = takes
        self.error = error
        self.data = b""

    def write(self, data: memoryview) -> int:  # type: ignore[override]
        if not self.takes and self.error:
            raise self.error
        count = min(len(data), self.takes.pop(0) if self.takes else len(data))
        self.data += bytes(data[:count])
        return count


def sink(raw: io.RawIOBase) -> Sink:
    return Sink(io.TextIOWrapper(raw), "standard output", BrokenPipeError)  # type: ignore[arg-type]


ERRORS = st.sampled_from([None, errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EPIPE])


@examples(100)
@given(st.lists(st.binary(max_size=20)), st.lists(st.integers(1, 20)), ERRORS)
def test_every_byte_is_written_or_an_error_says_not(
    parts: list[bytes], takes: list[int], number: int | None
) -> None:
    raw = Reluctant(takes, OSError(number, "no") if number else None)
    stream = sink(raw)
    found = None
    try:
        for part in parts:
            assert stream.write(part) == len(part)
    except OSError as error:
        found = error
    if found is not None:
        assert (found.errno, found.filename) == (number, "standard output")
        assert number != errno.EPIPE
        return
    assert b"".join(parts).startswith(raw.data)
    assert raw.data == b"".join(parts) or number == errno.EPIPE


def test_after_the_reader_has_gone_nothing_more_is_tried() -> None:
    raw = Reluctant([], BrokenPipeError(errno.EPIPE, "gone"))
    stream = sink(raw)
    assert stream.write(b"a") == 1
    raw.error = None
    assert stream.write(b"b") == 1
    assert raw.data == b""


def test_a_closed_stream_is_an_error_only_when_written_to() -> None:
    stream = Sink(None, "standard output", BrokenPipeError)
    text = io.TextIOWrapper(stream, write_through=True)
    text.write("")
    text.flush()
    assert not text.isatty()
    with pytest.raises(OSError, match="Bad file descriptor"):
        text.write("x")
    Sink(None, "standard error", OSError).write(b"x")
