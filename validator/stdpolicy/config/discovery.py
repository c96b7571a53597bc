"""Finds the configuration of files: the nearest upwards, to the root of the repository."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from stdpolicy.files import look_at

if TYPE_CHECKING:
    from stdpolicy.config.reading import Config

OWN = "stdpolicy.toml"
SHARED = "pyproject.toml"
ROOT = ".git"
"""What the root of a repository has."""


def configs(
    names: Iterable[str], read: Callable[[Path], bytes] = Path.read_bytes
) -> "list[Config]":
    """The configurations of files, each once; standard input (`-`) has that of the working folder.

    In one folder stdpolicy.toml comes before `[tool.stdpolicy]` of pyproject.toml; `read` gives the
    bytes of a file. Raises ConfigError and OSError.
    """
    found: dict[Path, Config] = {}
    seen: set[Path] = set()
    for name in names:
        folder = Path(os.path.abspath(os.curdir if name == "-" else os.path.dirname(name)))
        for above in _upwards(folder):
            if above in seen:
                break  # and so are all above it
            seen.add(above)
            config = _in(above, read)
            if config is not None:
                found[config.path] = config
                break
    return list(found.values())


def _upwards(folder: Path) -> Iterator[Path]:
    for above in (folder, *folder.parents):
        yield above
        if os.path.exists(above / ROOT):
            return


def _in(folder: Path, read: Callable[[Path], bytes]) -> "Config | None":
    own, shared = folder / OWN, folder / SHARED
    look_at(own)
    look_at(shared)
    has_own = os.path.isfile(own)  # of a name that no file can have, or a closed folder: no
    if not has_own and not os.path.isfile(shared):
        return None
    from stdpolicy.config.reading import read_config  # spared where there is nothing to read

    if has_own:
        return read_config(own, read=read)
    return read_config(shared, table=("tool", "stdpolicy"), read=read)
