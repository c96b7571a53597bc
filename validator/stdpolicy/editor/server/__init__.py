"""The server: handlers that ask the features, and answer in the terms of the protocol."""

import gc

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from stdpolicy import __version__
from stdpolicy.diagnostics import Diagnostic
from stdpolicy.editor.documents import Buffer
from stdpolicy.editor.protocol import findings, places
from stdpolicy.editor.server import nodes, notices, texts
from stdpolicy.editor.session import Session


def make_server() -> LanguageServer:
    """A server with all its handlers."""
    server = LanguageServer("stdpolicy", __version__)
    session = _session(server)
    for room in (notices, nodes, texts):
        room.register(server, session)
    return server


def _session(server: LanguageServer) -> Session:
    """A session that tells its client by a server."""

    def publish(buffer: Buffer, found: list[Diagnostic]) -> None:
        told = findings.diagnostics(found, places.Ranges(buffer.lines, session.encoding))
        params = lsp.PublishDiagnosticsParams(buffer.uri, told, buffer.version)
        server.text_document_publish_diagnostics(params)

    def tell(trouble: str) -> None:
        server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, trouble))

    session = Session(publish, tell)  # which the functions above know
    return session


def serve() -> None:
    """Serves one client over standard input and output."""
    server = make_server()
    gc.freeze()  # what was imported is no garbage: it is not looked through between one key and the next
    server.start_io()
