"""What a client says and expects no answer to."""

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from stdpolicy.editor.documents import Buffer, Encoding, path_of
from stdpolicy.editor.protocol import places, watching
from stdpolicy.editor.session import Session


def register(server: LanguageServer, session: Session) -> None:
    """Registers their handlers."""

    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        folders = params.workspace_folders or []
        uris = [one.uri for one in folders] or ([params.root_uri] if params.root_uri else [])
        session.moved((), uris)
        options = params.initialization_options
        session.speak(params.locale, options.get("lang") if isinstance(options, dict) else None)
        text, around = params.capabilities.text_document, params.capabilities.workspace
        session.asks = bool(text and text.diagnostic)
        if session.asks and around and around.diagnostics and around.diagnostics.refresh_support:
            session.refresh = refresh

    def refresh() -> None:
        server.workspace_diagnostic_refresh(None)

    @server.feature(lsp.INITIALIZED)
    def initialized(params: lsp.InitializedParams) -> None:
        session.encoding = Encoding(server.server_capabilities.position_encoding or "utf-16")
        around = server.client_capabilities.workspace
        watching_files = around.did_change_watched_files if around else None
        if watching_files and watching_files.dynamic_registration:
            server.client_register_capability(watching.watch())

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        session.opened(Buffer(item.uri, path_of(item.uri), item.text, item.version))

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        changes = [places.change(one) for one in params.content_changes]
        session.edited(params.text_document.uri, changes, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        session.around()

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        session.closed(params.text_document.uri)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: lsp.DidChangeWatchedFilesParams) -> None:
        session.around()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def moved(params: lsp.DidChangeWorkspaceFoldersParams) -> None:
        gone, come = params.event.removed, params.event.added
        session.moved((one.uri for one in gone), (one.uri for one in come))
