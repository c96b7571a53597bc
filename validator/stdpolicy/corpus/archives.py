"""What is in zip and tar files."""

import hashlib
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import PurePosixPath

import fsspec

from stdpolicy.corpus.errors import about
from stdpolicy.corpus.units import Unit, stream
from stdpolicy.corpus.zips import is_readable


def zipped(uri: str) -> Iterator[Unit]:
    """The files in a zip, in the order of its directory, which is read at once; of several of one name the last, as
    programs leave it that unpack them. Raises OSError.
    """
    with about(uri), fsspec.open(uri, "rb") as file, zipfile.ZipFile(file) as archive:
        found = {_inside(info.filename): info for info in archive.infolist()}
    for inside, info in found.items():
        if not info.is_dir() and inside is not None:
            name = f"zip://{info.filename}::{uri}"
            stamp = f"{info.file_size} {info.CRC:08x}"
            own, start = (uri, info.header_offset) if is_readable(info) else (name, 0)
            yield Unit(name, own, inside, start, info.file_size, stamp, False, _suffix(inside))


def tarred(uri: str, stamp: str, limit: int, *, inline: bool) -> Iterator[Unit]:
    """The files in a tar, in its order, of several of one name the last; `inline` with their bytes, where it is compressed,
    and would be read from its beginning each time. Raises OSError.
    """
    mode = "r|" if inline else "r:"
    last = _last(uri, mode)
    for at, (archive, info) in enumerate(_members(uri, mode)):
        inside = _inside(info.name)
        if not info.isfile() or inside is None or last.get(inside, at) != at:
            continue
        data = None
        if inline and info.size <= limit:
            with about(uri):
                member = archive.extractfile(info)
                assert member is not None
                data = member.read()
        digest = hashlib.sha256(data).hexdigest() if data is not None else stamp
        name = f"tar://{info.name}::{uri}"
        suffix, start = _suffix(inside), info.offset_data
        yield Unit(name, uri, inside, start, info.size, digest, False, suffix, inline, data)


def _members(uri: str, mode: str) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """What is in a tar. Raises OSError."""
    with ExitStack() as stack:
        with about(uri):
            file = stack.enter_context(stream(uri))
            archive = stack.enter_context(tarfile.open(fileobj=file, mode=mode))  # type: ignore[call-overload]
        while True:
            with about(uri):
                info = archive.next()
            archive.members = []  # it would keep them all
            if info is None:
                return
            yield archive, info


def _last(uri: str, mode: str) -> dict[str, int]:
    """The number of the last member of each name of which there are several, and perhaps of others: a tar to which
    newer files were added has the older ones, too.
    """
    seen: set[int] = set()
    last: dict[str, int] = {}
    with suppress(OSError):  # it is told of when it is read
        for at, (_, info) in enumerate(_members(uri, mode)):
            inside = _inside(info.name)
            if inside is not None and hash(inside) in seen:
                last[inside] = at
            seen.add(hash(inside))
    return last


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
