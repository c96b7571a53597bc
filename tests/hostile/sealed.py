"""The corpus, and a seal: while it is closed no code may reach the network, write or run anything."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
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


# What is imported only where a text is not well-formed is imported before a seal closes.
for _module in (
    "formats.mending",
    *(f"formats.{one}.explain" for one in ("jsonld", "turtle", "xmldoc")),
):
    import_module(f"stdpolicy.{_module}")
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
        assert not seen, seen[:3]
