"""Which files the paths of a command line name."""

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from stdpolicy.files.changes import look_at
from stdpolicy.files.errors import reason
from stdpolicy.language import either


def expand(
    paths: Iterable[str], belongs: Callable[[Path], bool], apart: Path | None = None
) -> tuple[list[str], list[str]]:
    """The files that paths name, each once, and what could not be looked at, a line for each.

    A folder stands for the files below it that `belongs` accepts, in sorted order; hidden ones,
    links to folders, and what is in the folder `apart` are left out. A glob stands for its matches,
    `-` and whatever else for itself.
    """
    names: dict[str, str] = {}
    problems: dict[str, None] = {}
    left_out = None if apart is None else os.path.realpath(apart)

    def cannot(error: OSError) -> None:
        problems[reason(error)] = None

    def named(path: str) -> Iterator[str]:
        if path != "-" and os.path.isdir(path):
            yield from below(path)
        elif glob.has_magic(path) and not os.path.lexists(path):
            problems.update(dict.fromkeys(_unlisted(path)))
            for match in sorted(glob.glob(path, recursive=True)):
                yield from named(match)
        else:  # whoever opens it says what is wrong with it
            yield path

    def below(folder: str) -> Iterator[str]:
        for root, folders, files in os.walk(folder, onerror=cannot):
            look_at(root)
            folders[:] = sorted(name for name in folders if looked_into(root, name))
            for name in sorted(files):
                if not name.startswith(".") and belongs(Path(root, name)):
                    yield str(Path(root, name))

    def looked_into(root: str, name: str) -> bool:
        return not name.startswith(".") and os.path.realpath(os.path.join(root, name)) != left_out

    for path in paths:
        before = len(problems)
        found = list(named(path))
        if not found and len(problems) == before:
            problems[f"{path}: {either('no documents here', '没有文档')}"] = None
        for name in found:
            names.setdefault(_entry(name), name)
    return list(names.values()), list(problems)


def _entry(name: str) -> str:
    """What is the same for two names of one entry of one folder; `./-` is not standard input."""
    if name == "-":
        return name
    folder, entry = os.path.split(name)
    return os.path.join(os.path.realpath(folder or os.curdir), entry)


def _unlisted(pattern: str) -> Iterator[str]:
    """The folders that a glob would have to list and cannot, which `glob` passes over."""
    head, tail = os.path.split(pattern)
    while tail:
        if glob.has_magic(tail):
            listed = os.path.join(head, "**" if tail == "**" else "", "") or os.curdir
            for folder in glob.glob(listed, recursive=True):
                try:
                    os.scandir(folder.rstrip(os.sep) or os.sep).close()
                except OSError as error:
                    yield reason(error)
        head, tail = os.path.split(head)
