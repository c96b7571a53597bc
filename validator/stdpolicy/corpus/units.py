"""A document of a corpus: where its bytes are, how it is called, and what tells that it changed."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import fsspec
import pyarrow as pa

from stdpolicy.corpus.errors import about
from stdpolicy.corpus.zips import member
from stdpolicy.files import UNLIMITED, drain
from stdpolicy.language import either
from stdpolicy.source import Source

CHUNK = 1 << 20
"""How much is read at once, in bytes."""
COMPRESSIONS = {".gz": "gzip", ".tgz": "gzip", ".bz2": "bz2", ".xz": "xz", ".zst": "zstd"}
"""Suffixes of compressed files, and what undoes that."""

LOCAL = ("file://", "local://", "file:", "local:")
"""How URIs of files of this machine begin, as fsspec takes them."""


class Unit(NamedTuple):
    """A file, a member of an archive, or a line of a file of lines. Plain values: it is sent to workers."""

    name: str
    """How findings call it: `folder/p.jsonld`, `zip://p.jsonld::a.zip`, `policies.ndjson#L17`."""
    uri: str
    """What is opened, in the terms of fsspec; what is compressed is taken out of that."""
    inside: str = ""
    """Where it lies in what was named, as a path."""
    start: int = 0
    """Where it begins in that, in bytes."""
    size: int = -1
    """Its length in bytes; -1 of all that there is."""
    stamp: str = ""
    """What changes when its bytes do: the digest, or what the store says of them."""
    asked: bool = False
    """Whether it was named itself, not found in a folder or an archive, where others may lie beside it."""
    suffix: str = ""
    """That of its notation, in lower case, as what holds it is called otherwise."""
    sequential: bool = False
    """Whether it can only be read from the beginning of what holds it, being compressed."""
    data: bytes | None = None
    """Its bytes, where that is so."""

    @property
    def is_zipped(self) -> bool:
        """Whether it is a member of a zip that is read where it begins in that."""
        return self.name.startswith("zip://") and self.name.endswith(f"::{self.uri}")

    @property
    def checksum(self) -> int:
        """The CRC-32 of such a member, which its stamp ends with."""
        return int(self.stamp.rpartition(" ")[2], 16)


class Entry(Source, frozen=True):
    """The bytes of a document whose name does not end as that of a file does."""

    notation: str = ""
    """The suffix that says of which notation it is."""

    @property
    def suffix(self) -> str:
        """That suffix."""
        return self.notation


def opened(unit: Unit, limit: int = UNLIMITED) -> Source:
    """Reads a document. Raises OSError, which names it."""
    data = unit.data
    if data is None and unit.size <= limit:
        with about(unit.name), stream(unit.uri) as file:
            data = _read(file, unit, limit)
        if data is not None and unit.size > len(data):
            raise OSError(errno.EIO, either("is shorter than it was", "比原来短"), unit.name)
    path = local(unit.uri) if unit.name == unit.uri else None
    oversize = data is None or len(data) > limit
    return Entry(b"" if data is None or oversize else data, unit.name, path, oversize, unit.suffix)


def _read(file: Any, unit: Unit, limit: int) -> bytes | None:
    if unit.is_zipped:
        return member(file, unit.start, unit.size, unit.checksum)
    _go_to(file, unit.start)
    read: bytes | None = drain(file, limit) if unit.size < 0 else file.read(unit.size)
    return read


def _go_to(file: Any, start: int) -> None:
    """Passes over what comes before; of some compressed files that has to be read."""
    if file.seekable():
        file.seek(start)
        return
    while start and (passed := file.read(min(start, CHUNK))):
        start -= len(passed)


@contextmanager
def stream(uri: str) -> Iterator[Any]:
    """Opens a file to be read, uncompressed. Raises OSError."""
    suffix = PurePosixPath(uri.partition("::")[0]).suffix.lower()
    how = COMPRESSIONS.get(suffix)
    is_zstd = how == "zstd"  # pyarrow has it, and reads all of several frames
    with fsspec.open(uri, "rb", compression=None if is_zstd else how) as file:
        if not is_zstd:
            yield file
            return
        with pa.CompressedInputStream(file, how) as plain:
            yield plain


def local(uri: str) -> Path | None:
    """The path of a file of this machine; None of what lies elsewhere, or in something."""
    if "::" in uri:
        return None
    for start in LOCAL:
        if uri.startswith(start):
            return Path(uri.removeprefix(start))
    return None if "://" in uri else Path(uri)
