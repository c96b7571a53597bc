"""A file system that halts whoever opens some of its files, or kills it, so that a test says when a process dies.

`gated:///folder/file` is `/folder/file`. In the folder that GATES names a file `NAME.hold` halts the first process
that opens a file of that name, which writes its id to `NAME.held`; it goes on, as do all that come later, when
`NAME.hold` is gone. A file `NAME.kills` ends every process that opens one.

The workers of a Dask cluster load this module before all else (`--preload`).
"""

import os
import signal
import time
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

GATES = "STDPOLICY_TEST_GATES"
"""The environment variable with the folder in which the gates are."""
PATIENCE = 60
"""How long a test waits for what has to happen, in seconds."""


class Gated(LocalFileSystem):
    """Local files, some of them with a gate."""

    protocol = "gated"

    def unstrip_protocol(self, name: str) -> str:
        return f"gated://{self._strip_protocol(name)}"

    def _open(self, path: str, mode: str = "rb", **options: Any) -> Any:
        if "r" in mode:
            _pass(path)
        return super()._open(path, mode, **options)


def _pass(path: str) -> None:
    if (gates := os.environ.get(GATES)) is None:
        return
    gate = Path(gates) / Path(path).name
    hold = gate.with_name(f"{gate.name}.hold")
    if hold.exists():
        part = gate.with_name(f"{gate.name}.{os.getpid()}")
        part.write_text(str(os.getpid()), encoding="ascii")
        part.rename(gate.with_name(f"{gate.name}.held"))  # whole as soon as it is seen
    while hold.exists():
        time.sleep(0.02)
    if gate.with_name(f"{gate.name}.kills").exists():
        os.kill(os.getpid(), signal.SIGKILL)


def held(gates: Path, name: str) -> int:
    """The process that waits at a gate, once one does."""
    mark = gates / f"{name}.held"
    until = time.monotonic() + PATIENCE
    while not mark.exists():
        assert time.monotonic() < until, f"no process opened {name}"
        time.sleep(0.02)
    return int(mark.read_text(encoding="ascii"))


def content(uri: str) -> tuple[str, int]:
    """What a file has, and the process that read it."""
    with fsspec.open(uri) as file:
        return file.read().decode(), os.getpid()


def refused(uri: str) -> None:
    """Work that fails."""
    raise FileNotFoundError(2, "No such file", uri)


ACTIVE: set[str] = set()
"""What this process is at."""


def beside(path: str) -> int:
    """How many files a process is at, this one included, once another had the time to begin."""
    ACTIVE.add(path)
    assert Path(path).read_text(encoding="ascii") == f"content {path}"
    time.sleep(0.02)
    count = len(ACTIVE)
    ACTIVE.discard(path)
    return count


fsspec.register_implementation("gated", Gated, clobber=True)
