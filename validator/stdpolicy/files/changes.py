"""Which files and folders a run looks at, and whether they have changed since."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Stamp = tuple[int, int] | None
"""When a file was changed, in nanoseconds, and its size in bytes; None where there is none."""
Seen = dict[str, Stamp]
"""Files and folders by their paths, as they were when they were first looked at."""

_seen: ContextVar[Seen | None] = ContextVar("seen", default=None)


@contextmanager
def recorded() -> Iterator[Seen]:
    """Records what is looked at within a `with` block, be it there or not."""
    seen: Seen = {}
    token = _seen.set(seen)
    try:
        yield seen
    finally:
        _seen.reset(token)


def look_at(path: str | os.PathLike[str]) -> None:
    """Says that a file or folder is about to be looked at."""
    seen = _seen.get()
    if seen is not None:
        name = os.path.abspath(path)
        if name not in seen:
            seen[name] = stamp(name)


def stamp(path: str | os.PathLike[str]) -> Stamp:
    """What tells whether a file has changed; of a folder, whether it has other entries."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def changed(seen: Seen) -> list[str]:
    """What is not as it was, files before the folders that hold them."""
    found = (path for path, before in seen.items() if stamp(path) != before)
    return sorted(found, key=os.path.isdir)
