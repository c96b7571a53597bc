"""What a command line names: files, folders, globs and standard input."""

import glob
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from stdpolicy.formats import SUFFIXES
from stdpolicy.source import Source

IN_FOLDERS = frozenset(SUFFIXES) - {".json"}
"""Suffixes looked for in folders; .json belongs to too many other tools to be taken unasked."""


class NoInput(OSError):
    """A path names nothing that can be read."""


def expand(paths: Iterable[str]) -> Iterator[str]:
    """The files that paths name, each once, folders in sorted order, `-` as it is.

    Raises NoInput where a path does not exist or a folder or glob has no document.
    """
    seen: set[str] = set()
    for path in paths:
        found = [path] if path == "-" else list(_expand(path))
        if not found:
            kinds = ", ".join(sorted(IN_FOLDERS))
            raise NoInput(f"{path}: no documents here ({kinds})")
        for name in found:
            normal = os.path.normpath(name)
            if normal not in seen:
                seen.add(normal)
                yield name


def _expand(path: str) -> Iterator[str]:
    if os.path.isdir(path):
        yield from map(str, documents(Path(path)))
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(path):
        for match in sorted(glob.glob(path, recursive=True)):
            if not os.path.isdir(match):
                yield match
    else:
        raise NoInput(f"{path}: No such file or directory")


def documents(folder: Path) -> list[Path]:
    """The documents below a folder, by suffix, hidden ones and links to folders left out."""
    found = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in IN_FOLDERS:
                found.append(Path(root, name))
    return found


def source(name: str) -> Source:
    """The source that a name of `expand` stands for. Raises OSError."""
    if name == "-":
        return Source(sys.stdin.buffer.read(), "<stdin>")
    return Source.from_path(Path(name))
