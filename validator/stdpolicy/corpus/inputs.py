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
from stdpolicy.corpus.errors import about
from stdpolicy.corpus.units import Unit
from stdpolicy.files import UNLIMITED
from stdpolicy.formats import for_suffix
from stdpolicy.language import either

COMPRESSED = {".gz", ".bz2", ".xz", ".zst"}
LINES = {".ndjson", ".jsonl"}
"""Suffixes of files with a document in JSON on each line."""


class Inputs:
    """The documents that URIs name, as often as they are asked for. `problems` are what could not be looked at."""

    def __init__(
        self, uris: Iterable[str], *, exclude: Iterable[str] = (), limit: int = UNLIMITED
    ) -> None:
        self.uris = list(uris)
        self.exclude = [glob.rstrip("/") for glob in exclude]
        self.limit = limit
        self.problems: dict[str, None] = {}

    def __iter__(self) -> Iterator[Unit]:
        for uri in self.uris:
            yield from self._kept(uri, self._named(uri))

    def _kept(self, uri: str, units: Iterator[Unit]) -> Iterator[Unit]:
        """The same, until something cannot be read, which is told of."""
        found = False
        try:
            for unit in units:
                found = True
                yield unit
        except OSError as error:
            self.problems[_line(error, uri)] = None
        else:
            if not found:
                self.problems[f"{uri}: {either('no documents here', '没有文档')}"] = None

    def _named(self, uri: str) -> Iterator[Unit]:
        """What one URI names."""
        with about(uri):
            fs, path = url_to_fs(uri)
            info = _info(fs, path)
        if info is None and any(mark in path for mark in "*?["):
            with about(uri):
                names = sorted(fs.glob(path))
            for name in names:
                with about(uri):
                    found = fs.info(name)
                yield from self._below(fs, found, _shown(uri, fs, name), asked=True)
        elif info is None:
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), uri)
        else:
            yield from self._below(fs, info, uri, asked=True)

    def _below(self, fs: Any, info: dict[str, Any], uri: str, *, asked: bool) -> Iterator[Unit]:
        """What is in a folder, an archive or a file; of folders in sorted order, files first."""
        if info["type"] == "directory":
            with about(uri):
                entries = sorted(fs.ls(info["name"], detail=True), key=lambda one: str(one["name"]))
            inside = [
                (one, f"{_folder(uri)}{name}{_chain(uri)}")
                for one in entries
                if (name := PurePosixPath(str(one["name"])).name)
                and name[0] != "."
                and str(one["name"]).rstrip("/") != str(info["name"]).rstrip("/")
            ]
            for is_folder in (False, True):
                for one, below in inside:
                    if (one["type"] == "directory") is is_folder:
                        if not is_folder:
                            yield from self._kept_file(fs, one, below)
                        elif not one.get("islink"):
                            yield from self._below(fs, one, below, asked=False)
            return
        yield from self._file(info, uri, asked=asked)

    def _kept_file(self, fs: Any, info: dict[str, Any], uri: str) -> Iterator[Unit]:
        """A file of a folder: what cannot be read hides no other."""
        try:
            yield from self._file(info, uri, asked=False)
        except OSError as error:
            self.problems[_line(error, uri)] = None

    def _file(self, info: dict[str, Any], uri: str, *, asked: bool) -> Iterator[Unit]:
        """The documents of a file: one, or those in an archive or on its lines."""
        name = PurePosixPath(uri.partition("::")[0]).name.lower()
        inner, is_compressed = name, False
        if PurePosixPath(name).suffix in COMPRESSED:
            inner, is_compressed = PurePosixPath(name).stem, True
        suffix = PurePosixPath(inner).suffix
        stamp = stamped(info)
        if self._is_excluded(uri):
            return
        if suffix == ".zip":
            yield from self._taken(archives.zipped(uri))
        elif suffix in (".tar", ".tgz", ".tbz2", ".txz"):
            yield from self._taken(
                archives.tarred(uri, stamp, self.limit, inline=is_compressed or suffix != ".tar")
            )
        elif suffix in LINES:
            yield from lines.units(uri, stamp, self.limit, inline=is_compressed)
        elif asked or for_suffix(suffix) is not None:
            size = -1 if is_compressed else int(info.get("size") or 0)
            yield Unit(uri, uri, 0, size, stamp, asked, suffix)

    def _taken(self, members: Iterable[Unit]) -> Iterator[Unit]:
        """Those members of an archive that may be documents."""
        for unit in members:
            if unit.suffix in LINES:
                yield from lines.units(unit.uri, unit.stamp, self.limit, inline=True)
            elif for_suffix(unit.suffix) is not None and not self._is_excluded(unit.name):
                yield unit

    def _is_excluded(self, uri: str) -> bool:
        path = uri.partition("::")[0]
        return any(
            fnmatchcase(path, shape)
            for glob in self.exclude
            for shape in (glob, f"*/{glob}", f"{glob}/*", f"*/{glob}/*")
        )


def stamped(info: dict[str, Any]) -> str:
    """What a store says of a file that changes when its bytes do."""
    tag = info.get("ETag") or info.get("etag") or info.get("md5Hash") or info.get("content_md5")
    when = info.get("mtime") or info.get("LastModified") or info.get("last_modified")
    return f"{info.get('size')} {tag or when}"


def _info(fs: Any, path: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = fs.info(path)
    except FileNotFoundError:
        return None
    return found


def _folder(uri: str) -> str:
    """The first part of a chain, which names a folder, as a beginning of the names in it."""
    first = uri.partition("::")[0]
    return first if first.endswith(("/", "://")) else f"{first}/"


def _chain(uri: str) -> str:
    """What follows the first part of a chain."""
    _, mark, rest = uri.partition("::")
    return mark + rest


def _shown(uri: str, fs: Any, name: str) -> str:
    """How a match of a pattern is written: as the pattern is."""
    protocol, mark, _ = uri.partition("::")[0].partition("://")
    if mark:
        return (
            f"{protocol}://{name.lstrip('/') if protocol in ('zip', 'tar') else name}{_chain(uri)}"
        )
    here = os.getcwd()
    return name if os.path.isabs(uri) else os.path.relpath(name, here)


def _line(error: OSError, uri: str) -> str:
    from stdpolicy.files import reason

    return reason(error) if error.filename else f"{uri}: {reason(error)}"
