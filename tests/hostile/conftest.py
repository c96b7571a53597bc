"""No test here may reach the network, write a file or hang."""

import faulthandler
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import stdpolicy

CORPUS = Path(__file__).parent / "corpus"
HANG = 300
"""Seconds after which a module is taken to hang: beyond any bound, never a measure of speed."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
REFUSED = (
    *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"),
    *("urllib.Request", "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn"),
    *("os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("shutil.rmtree", "compile", "exec"),
)
"""Audit events of Python that mean network, processes, files written, or code run."""

sealed = False
seen: list[str] = []


def watch(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook cannot be taken away again, so it is switched."""
    if not sealed:
        return
    if event in REFUSED:
        seen.append(f"{event} {args}")
    elif event == "open":
        path, _, flags = args
        if isinstance(flags, int) and flags & WRITING:
            seen.append(f"{event} {path}")


sys.addaudithook(watch)


class Seal:
    """While it is closed, what is forbidden is noted, however it is asked for in Python."""

    def __enter__(self) -> None:
        global sealed
        seen.clear()
        sealed = True

    def __exit__(self, *_: object) -> None:
        global sealed
        sealed = False
        assert not seen


@pytest.fixture(scope="session", autouse=True)
def everything_is_imported() -> None:
    """What is imported late, and compiled then, is imported before anything is sealed."""
    document = stdpolicy.load(CORPUS / "document.jsonld")
    for format in ("jsonld", "turtle", "xml", "ntriples"):
        data = document.to_bytes(format)
        for text in (data, data.replace(b"name", b"nmae"), data.replace(b"prefLabel", b"x")):
            stdpolicy.validate(text)
    stdpolicy.validate(CORPUS / "expanded.jsonld")


@pytest.fixture
def seal() -> Seal:
    return Seal()


@pytest.fixture(scope="module", autouse=True)
def nothing_hangs() -> Iterator[None]:
    faulthandler.dump_traceback_later(HANG, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
