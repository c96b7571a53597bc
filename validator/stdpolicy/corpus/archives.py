"""What is in zip and tar files."""

import hashlib
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import PurePosixPath

import fsspec

from stdpolicy.corpus.errors import about
from stdpolicy.corpus.units import Unit, stream


def zipped(uri: str) -> Iterator[Unit]:
    """The files in a zip, in the order of its directory, which is read at once. Raises OSError."""
    with about(uri), fsspec.open(uri, "rb") as file, zipfile.ZipFile(file) as archive:
        found = archive.infolist()
    for info in found:
        if not info.is_dir() and _is_plain(info.filename):
            name = f"zip://{info.filename}::{uri}"
            stamp = f"{info.file_size} {info.CRC:08x}"
            suffix = _suffix(info.filename)
            yield Unit(name, name, info.filename, 0, info.file_size, stamp, False, suffix)


def tarred(uri: str, stamp: str, limit: int, *, inline: bool) -> Iterator[Unit]:
    """The files in a tar, in its order; `inline` with their bytes, where it is compressed, and would be read from its
    beginning each time. Raises OSError.
    """
    with ExitStack() as stack:
        with about(uri):
            file = stack.enter_context(stream(uri))
            archive = stack.enter_context(tarfile.open(fileobj=file, mode="r|" if inline else "r:"))
        while True:
            with about(uri):
                info = archive.next()
                archive.members = []  # type: ignore[attr-defined]  # it would keep them all
                if info is None:
                    return
                if not info.isfile() or not _is_plain(info.name):
                    continue
                data = None
                if inline and info.size <= limit:
                    member = archive.extractfile(info)
                    assert member is not None
                    data = member.read()
                digest = hashlib.sha256(data).hexdigest() if data is not None else stamp
            name = f"tar://{info.name}::{uri}"
            suffix, start = _suffix(info.name), info.offset_data
            yield Unit(name, uri, info.name, start, info.size, digest, False, suffix, inline, data)


def _is_plain(name: str) -> bool:
    """Whether a member is neither hidden nor in something hidden, as the leavings of other systems are."""
    return not any(part[:1] in (".", "") or part == "__MACOSX" for part in name.split("/"))


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
