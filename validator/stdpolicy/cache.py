"""What was made of files, kept in a folder by a digest of all that it depends on, so that nothing in it can be out
of date.

An entry is a file of its own, written as a whole or not at all. It begins with a digest of its key and of
what follows: what is cut off, or was put there by somebody else, is no entry, and is written anew. Data,
never code, is read from it.
"""

import errno
import os
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson
from msgspec import Struct

from stdpolicy.files import about
from stdpolicy.resources import PACKAGE, checkout, read

LIBRARIES = ("jsonschema-rs", "lxml", "orjson", "pyoxigraph", "pyshacl", "rdflib")
"""What reads and judges documents beside our own code."""
TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# A cache of stdpolicy, which may be deleted whenever no stdpolicy is running.\n"
    "# See https://bford.info/cachedir/\n"
)
"""By which programs that make backups know a cache."""
HOUR = 3600
"""How old is what nobody is writing any more, in seconds."""
SIZE = 32
"""Of a digest, in bytes."""


def digest(*parts: bytes) -> bytes:
    """A digest of some parts, each by itself."""
    made = blake2b(digest_size=SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


@cache
def tool() -> bytes:
    """A digest of what makes of a file what it makes: the code, the vocabulary, the registry that is shipped, and
    the libraries beneath.
    """
    from importlib.metadata import PackageNotFoundError, version  # spared where nothing is kept

    from stdpolicy import __version__

    code = [__version__, sys.version]
    if checkout() is not None:  # where the code changes and the version does not
        for path in sorted(PACKAGE.rglob("*.py")):
            found = path.stat()
            code.append(f"{path.relative_to(PACKAGE)} {found.st_mtime_ns} {found.st_size}")
    for name in LIBRARIES:
        with suppress(PackageNotFoundError):
            code.append(f"{name} {version(name)}")
    shipped = (
        "schema/model.json",
        "schema/stdpolicy.schema.json",
        "examples/registry/registry.jsonld",
    )
    return digest("\n".join(code).encode(), *map(read, shipped))


class Cache(Struct, frozen=True):
    """A folder of entries. It may be used by several processes and runs at once."""

    folder: Path

    def get(self, key: bytes) -> bytes | None:
        """What is kept by a key; None if nothing is."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        kept = data[SIZE:]
        return kept if data[:SIZE] == digest(key, kept) else None

    def keep(self, key: bytes, data: bytes) -> None:
        """Keeps data by a key; where that cannot be written it is made anew next time."""
        path = self._path(key)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(exist_ok=True)
            beside.write_bytes(digest(key, data) + data)
            os.replace(beside, path)
        except OSError:
            with suppress(OSError):
                beside.unlink()

    def _path(self, key: bytes) -> Path:
        name = key.hex()
        return self.folder / name[:2] / name[2:]


def prepared(folder: Path) -> Cache:
    """A cache in a folder, which is made if it is missing. Raises OSError if nothing can be written there."""
    with about(folder):
        if folder.exists() and not folder.is_dir():
            raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "CACHEDIR.TAG").write_text(TAG, encoding="utf-8")
    for half in folder.glob("??/.*"):  # of a run that was killed
        with suppress(OSError):
            if half.stat().st_mtime < time.time() - HOUR:
                half.unlink()
    return Cache(folder)


def packed(value: Any) -> bytes:
    """Plain values as data; tuples are lists. Raises TypeError for what is none."""
    return orjson.dumps(value, default=_listed)


def _listed(value: Any) -> Any:
    if isinstance(value, tuple):  # with names
        return list(value)
    raise TypeError(type(value).__name__)


def unpacked(data: bytes) -> Any:
    """What `packed` was given. Raises ValueError."""
    return orjson.loads(data)
