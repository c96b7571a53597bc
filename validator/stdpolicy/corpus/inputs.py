"""Which documents URIs name: found one after the other, so that nobody ever holds them all.

What is in a folder or an archive is taken by its suffix here, and by what it holds when it is read.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from fsspec.core import url_to_fs

from stdpolicy.corpus import archives, lines
from stdpolicy.corpus.errors import about, require_uri
from stdpolicy.corpus.units import COMPRESSIONS, Unit, local
from stdpolicy.files import UNLIMITED, reason
from stdpolicy.formats import for_suffix
from stdpolicy.language import either

LINES = {".ndjson", ".jsonl"}
"""Suffixes of files with a document in JSON on each line."""
TARS = {".tar", ".tgz"}
HOLDING = {".zip", *TARS, *LINES}
"""Suffixes of what holds several documents."""
Entry = dict[str, Any]
"""What a file system says of a file or folder."""


class Inputs:
    """The documents that URIs name, as often as they are asked for. `problems` are what could not be looked at.

    What matches a glob of `exclude` is left out, and so is the folder `apart`.
    """

    def __init__(
        self,
        uris: Iterable[str],
        *,
        exclude: Iterable[str] = (),
        apart: str = "",
        limit: int = UNLIMITED,
    ) -> None:
        self.uris = list(dict.fromkeys(uris))
        self.exclude = [glob.rstrip("/") for glob in exclude]
        with about(apart):
            self.apart = apart and _real(url_to_fs(apart)[1].rstrip("/"), apart)
        self.limit = limit
        self.problems: dict[str, None] = {}

    def __iter__(self) -> Iterator[Unit]:
        for uri in self.uris:
            found = False
            before = len(self.problems)
            for unit in self._kept(uri, self._named(uri)):
                found = True
                yield unit
            if not found and len(self.problems) == before:
                self.problems[f"{uri}: {either('no documents here', '没有文档')}"] = None

    def _kept(self, uri: str, units: Iterator[Unit]) -> Iterator[Unit]:
        """The same, until something cannot be read, which is told of: it hides nothing beside it."""
        try:
            yield from units
        except OSError as error:
            why = reason(error)
            self.problems[why if error.filename else f"{uri}: {why}"] = None

    def _named(self, uri: str) -> Iterator[Unit]:
        """What one URI names."""
        with about(uri):
            fs, path = url_to_fs(uri)
            there = fs.exists(path)
            matches = sorted(fs.glob(path)) if not there and any(c in path for c in "*?[") else []
            found = [(name, fs.info(name)) for name in (matches or [path] * there)]
        if not found:
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), uri)
        for name, entry in found:
            yield from self._below(fs, entry, _shown(uri, name) if matches else uri, "", named=True)

    def _below(
        self, fs: Any, entry: Entry, uri: str, inside: str, *, named: bool = False
    ) -> Iterator[Unit]:
        """What is in a folder, an archive or a file; of folders in sorted order, files first."""
        if entry["type"] != "directory":
            yield from self._file(entry, uri, inside, named=named)
            return
        first, mark, rest = uri.partition("::")
        with about(uri):
            entries = sorted(fs.ls(entry["name"], detail=True), key=_name)
            fs.invalidate_cache(entry["name"])  # or it would keep all that it ever listed
        for folders in (False, True):
            for one in entries:
                name = PurePosixPath(_name(one)).name
                is_folder = one["type"] == "directory"
                if is_folder is not folders or not self._is_looked_at(one, name, _name(entry)):
                    continue
                slash = "" if first.endswith("/") else "/"
                below = f"{first}{slash}{name}{mark}{rest}"
                if is_folder and _real(_name(one), below) == self.apart:
                    continue
                yield from self._kept(below, self._below(fs, one, below, f"{inside}/{name}"))

    def _is_looked_at(self, entry: Entry, name: str, folder: str) -> bool:
        """Whether something in a folder is; stores may list a folder in itself."""
        path = _name(entry)
        is_link = entry["type"] == "directory" and entry.get("islink")
        return not (name[:1] in ("", ".") or is_link or path == folder)

    def _file(self, entry: Entry, uri: str, inside: str, *, named: bool) -> Iterator[Unit]:
        """The documents of a file: one, or those in an archive or on its lines."""
        shown = PurePosixPath(inside or uri.partition("::")[0]).name
        name = shown.lower()
        compressed = PurePosixPath(name).suffix in COMPRESSIONS
        suffix = PurePosixPath(name.rpartition(".")[0] if compressed else name).suffix
        if name.endswith(".tgz"):
            suffix = ".tgz"
        if not named and self._is_excluded(uri):
            return
        stamp = stamped(entry)
        is_one = named or for_suffix(suffix) is not None
        if is_one or suffix in HOLDING:
            require_uri(inside, uri)
        inside = inside or f"/{shown}"
        if suffix == ".zip" and not compressed:
            yield from self._taken(archives.zipped(uri), inside)
        elif suffix in TARS:
            members = archives.tarred(uri, stamp, self.limit, inline=compressed)
            yield from self._taken(members, inside)
        elif suffix in LINES:
            yield from lines.units(uri, inside, stamp, self.limit, inline=compressed)
        elif is_one:
            size = -1 if compressed else int(entry.get("size") or 0)
            yield Unit(uri, uri, inside, 0, size, stamp, named, suffix)

    def _taken(self, members: Iterable[Unit], inside: str) -> Iterator[Unit]:
        """Those members of an archive that may be documents."""
        for unit in members:
            if self._is_excluded(unit.name):
                continue
            where = f"{inside}/{unit.inside}"
            if unit.suffix in LINES:
                found = lines.units(unit.name, where, unit.stamp, self.limit, inline=True)
            elif for_suffix(unit.suffix) is not None:
                found = iter([unit._replace(inside=where)])
            else:
                continue
            yield from self._kept(unit.name, _with_uri(unit, found))

    def _is_excluded(self, uri: str) -> bool:
        path = uri.partition("::")[0]
        return any(
            fnmatchcase(path, shape)
            for glob in self.exclude
            for shape in (glob, f"*/{glob}", f"{glob}/*", f"*/{glob}/*")
        )


def _with_uri(unit: Unit, found: Iterator[Unit]) -> Iterator[Unit]:
    """What is in a member, which needs a URI to be opened."""
    require_uri(unit.inside, unit.name)
    yield from found


def stamped(entry: Entry) -> str:
    """What a store says of a file that changes when its bytes do."""
    tags = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified")
    tag = next((entry[name] for name in tags if entry.get(name)), "")
    return f"{entry.get('size')} {tag}"


def _name(entry: Entry) -> str:
    return str(entry["name"]).rstrip("/")


def _real(path: str, uri: str) -> str:
    """A path as a file system has it; of a folder of this machine without the links in it."""
    return path if local(uri) is None else os.path.realpath(path)


def _shown(pattern: str, name: str) -> str:
    """How a match of a pattern is written: as the pattern is."""
    first, mark, rest = pattern.partition("::")
    protocol, of_store, _ = first.partition("://")
    if of_store:
        return f"{protocol}://{name.lstrip('/')}{mark}{rest}"
    return name if os.path.isabs(pattern) else os.path.relpath(name)
