"""What URIs name themselves, and what is the same however it is spelled."""

import errno
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from stdpolicy.corpus.errors import about
from stdpolicy.corpus.units import LOCAL

MAGIC = re.compile(r"[*?[]")
"""What makes a path a pattern."""
Entry = dict[str, Any]
"""What a file system says of a file or folder."""


class Named(NamedTuple):
    """A file or folder that is there."""

    fs: Any
    entry: Entry
    uri: str
    """As it was named."""
    identity: str
    """The same under each of its names."""


def named(uri: str) -> list[Named]:
    """What a URI, or the matches of a pattern, name. Raises OSError if that is nothing."""
    with about(uri):
        fs, path = url_to_fs(uri)
        there = fs.exists(path)
        matches = sorted(_matches(fs, path)) if not there and MAGIC.search(path) else []
        found = [(name, fs.info(name)) for name in (matches or [path] * there)]
        if not found:
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
        within = uri.partition("::")[2]
        return [
            Named(
                fs,
                entry,
                _shown(uri, name) if matches else uri,
                _identity(fs, name, within, is_folder=entry["type"] == "directory"),
            )
            for name, entry in found
        ]


def _matches(fs: Any, pattern: str) -> Iterator[str]:
    """What matches a pattern: what is hidden only where the pattern says so, as in a shell."""
    folder = MAGIC.split(pattern)[0].rpartition("/")[0]
    asked = "/." in pattern[len(folder) :]
    return (str(one) for one in fs.glob(pattern) if asked or "/." not in str(one)[len(folder) :])


def identity(uri: str, *, is_folder: bool = False) -> str:
    """What is the same under each name of a file or folder: for a file of this machine its folder without the links in
    it, and its name there. Raises OSError.
    """
    with about(uri):
        fs, path = url_to_fs(uri)
        return _identity(fs, path, uri.partition("::")[2], is_folder=is_folder)


def _identity(fs: Any, path: str, within: str, *, is_folder: bool) -> str:
    if isinstance(fs, LocalFileSystem):
        if is_folder:
            return os.path.realpath(path).rstrip("/")
        folder, name = os.path.split(path)
        return os.path.join(os.path.realpath(folder), name)
    protocol, _, rest = str(fs.unstrip_protocol(path)).partition("://")
    return inside(protocol, rest, identity(within) if within else "")


def inside(protocol: str, path: str, within: str) -> str:
    """What is the same under each name of what lies in a store, or in an archive, which has an identity of its own."""
    own = f"{protocol}:/{path.strip('/')}".rstrip("/")
    return f"{own}::{within}" if within else own


class Once:
    """Says of each file whether it comes for the first time, under whatever name.

    Only what is named twice, or lies in something that is named, too, can come again: of what is in these a digest is
    held, of all else nothing.
    """

    def __init__(self, identities: Iterable[str]) -> None:
        self.named = Counter(identities)
        self._several = {
            one
            for one, times in self.named.items()
            if times > 1 or sum(other in self.named for other in _around(one)) > 1
        }
        self._seen: set[bytes] = set()
        self.again = 0
        """How often something came again."""

    def __call__(self, identity: str) -> bool:
        """Whether it is the first time."""
        if self._several.isdisjoint(_around(identity)):
            return True
        digest = hashlib.blake2b(identity.encode(errors="surrogatepass"), digest_size=16).digest()
        is_first = digest not in self._seen
        self._seen.add(digest)
        self.again += not is_first
        return is_first


def _around(identity: str) -> Iterator[str]:
    """Something, and all in which it lies."""
    own, mark, within = identity.partition("::")
    while own:
        yield f"{own}{mark}{within}"
        own = own.rpartition("/")[0]
    yield from _around(within) if within else ("",)  # the root of this machine


def _shown(pattern: str, name: str) -> str:
    """How a match of a pattern is written: as the pattern is."""
    first, mark, rest = pattern.partition("::")
    protocol, of_store, _ = first.partition("://")
    if of_store:
        own = name if f"{protocol}://" in LOCAL else name.lstrip("/")
        return f"{protocol}://{own}{mark}{rest}"
    return name if os.path.isabs(pattern) else os.path.relpath(name)
