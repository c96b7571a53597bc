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
        found = {
            info.filename: info for info in archive.infolist()
        }  # of several the last is opened
    for info in found.values():
        inside = _inside(info.filename)
        if not info.is_dir() and inside is not None:
            name = f"zip://{info.filename}::{uri}"
            stamp = f"{info.file_size} {info.CRC:08x}"
            yield Unit(name, name, inside, 0, info.file_size, stamp, False, _suffix(inside))


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
                inside = _inside(info.name)
                if not info.isfile() or inside is None:
                    continue
                data = None
                if inline and info.size <= limit:
                    member = archive.extractfile(info)
                    assert member is not None
                    data = member.read()
                digest = hashlib.sha256(data).hexdigest() if data is not None else stamp
            name = f"tar://{info.name}::{uri}"
            suffix, start = _suffix(inside), info.offset_data
            yield Unit(name, uri, inside, start, info.size, digest, False, suffix, inline, data)


def _inside(name: str) -> str | None:
    """Where a member lies; None of what is hidden or in something hidden, as the leavings of other systems are, and of
    what lies outside. What is made of `.` has names that begin with that.
    """
    parts = [part for part in name.split("/") if part != "."]
    if any(part[:1] in (".", "") or part == "__MACOSX" for part in parts):
        return None
    return "/".join(parts)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
