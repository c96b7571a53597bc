"""The application on a port of this machine."""

import socket
from collections.abc import Callable
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from stdpolicy.serving.application import Application
from stdpolicy.serving.files import Site
from stdpolicy.serving.workers import FIRST, Run, Workers

LOOPBACK = "127.0.0.1"
NAMES = (LOOPBACK, "localhost")
QUIET = 30
"""After how many seconds a client that says nothing is let go."""


class _Handler(WSGIRequestHandler):
    """Speaks HTTP/1.1, so that a connection serves many requests; nothing is logged, as what is asked may be
    anybody's.
    """

    protocol_version = "HTTP/1.1"
    timeout = QUIET

    def version_string(self) -> str:
        """The value of Server: no versions, which nobody needs to know."""
        return "stdpolicy"

    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing."""


def server(site: Site, run: Run, port: int = 0, base: str = "") -> BaseWSGIServer:
    """A server that is ready, on a port that is free if it is 0. It answers to the names of this machine and
    that of `base`, where a server before it may pass on what it is asked. Raises OSError.
    """
    hosts: set[str] = {urlsplit(base).netloc} if base else set()
    application = Application(site, run, hosts)
    with socket.create_server((LOOPBACK, port)) as bound:  # where this fails we are told so
        made = make_server(
            LOOPBACK,
            port,
            application,
            threaded=True,
            request_handler=_Handler,
            fd=bound.fileno(),
        )
    hosts.update(f"{name}:{made.port}" for name in NAMES)
    if made.port == 80:
        hosts.update(NAMES)
    return made


def serve(site: Site, port: int, base: str = "", *, ready: Callable[[str], None]) -> None:
    """Serves until it is interrupted; `ready` is told the address. Raises OSError if the port is not to be had."""
    workers = Workers()
    with server(site, workers, port, base) as made:
        ready(f"http://{LOOPBACK}:{made.port}/")
        Thread(target=workers, args=(FIRST,), daemon=True).start()  # while the reader looks around
        try:
            made.serve_forever()
        finally:
            workers.close()
