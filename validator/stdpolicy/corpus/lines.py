"""Files with a document in JSON on each line (NDJSON, JSON Lines)."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

from stdpolicy.corpus.errors import about
from stdpolicy.corpus.units import CHUNK, Unit, stream


class Line(NamedTuple):
    """A line that is not blank."""

    number: int
    start: int
    size: int
    """Without its end."""
    data: bytes | None
    """None where it is longer than what is read at all."""


def units(uri: str, inside: str, stamp: str, limit: int, *, inline: bool) -> Iterator[Unit]:
    """The documents on the lines of a file; `inline` with their bytes, since what is compressed, or stands in
    an archive, is read from its beginning each time. Raises OSError.
    """
    with ExitStack() as stack:
        with about(uri):
            every = split(stack.enter_context(stream(uri)), limit)
        while True:
            with about(uri):
                line = next(every, None)
            if line is None:
                return
            digest = stamp if line.data is None else hashlib.sha256(line.data).hexdigest()
            name = _named(uri, line.number)
            data = line.data if inline else None
            where = f"{inside}/{line.number}.jsonld"
            yield Unit(
                name, uri, where, line.start, line.size, digest, True, ".jsonld", inline, data
            )


def _named(uri: str, number: int) -> str:
    """How a line is called; of a file within something the fragment is that file's."""
    first, mark, rest = uri.partition("::")
    return f"{first}#L{number}{mark}{rest}"


def split(file: Any, limit: int) -> Iterator[Line]:
    """The lines, of which no more is held than the limit; all of what comes before damaged data."""
    read = getattr(file, "read1", file.read)
    number, start, held, size = 1, 0, bytearray(), 0
    while chunk := read(CHUNK):
        at = 0
        while (end := chunk.find(b"\n", at)) >= 0:
            size += end - at
            if size <= limit:
                held += chunk[at:end]
            yield from _line(number, start, size, held, limit)
            number, start, held, size, at = number + 1, start + size + 1, bytearray(), 0, end + 1
        size += len(chunk) - at
        if size <= limit:
            held += chunk[at:]
    yield from _line(number, start, size, held, limit)


def _line(number: int, start: int, size: int, held: bytearray, limit: int) -> Iterator[Line]:
    if size > limit:
        yield Line(number, start, size, None)
    elif held.strip():
        data = bytes(held).removesuffix(b"\r")
        yield Line(number, start, len(data), data)
