"""The server: handlers that ask the workspace and answer in the terms of the protocol."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from stdpolicy import __version__
from stdpolicy.config import ConfigError
from stdpolicy.diagnostics import Diagnostic, Edit
from stdpolicy.editor import actions, complete, hover, navigate, outline, protocol
from stdpolicy.editor.documents import Buffer, Encoding
from stdpolicy.editor.index import Index
from stdpolicy.editor.schedule import Schedule
from stdpolicy.editor.workspace import Workspace
from stdpolicy.formats import detect
from stdpolicy.language import either, known, language, propose, speaking
from stdpolicy.source import Span

FIX_ALL = "source.fixAll.stdpolicy"


@dataclass
class Session:
    """What one client is told: its texts, their last findings, its language and its unit of columns."""

    server: LanguageServer
    workspace: Workspace = field(default_factory=Workspace)
    language: str = "en"
    asked: bool = False
    findings: dict[str, list[Diagnostic]] = field(default_factory=dict)
    published: dict[str, list[lsp.Diagnostic]] = field(default_factory=dict)
    troubles: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.schedule = Schedule(self.check)

    @property
    def encoding(self) -> Encoding:
        """The unit of columns that was agreed on."""
        return Encoding(self.server.server_capabilities.position_encoding or Encoding.UTF16)

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Speaks the client's language, unless a configuration proposes another."""
        with speaking(self.language, asked=self.asked):
            yield

    def check(self, uri: str) -> None:
        """Checks a text and publishes what was found: one list for each check, none that says nothing new."""
        buffer = self.workspace.buffers.get(uri)
        if buffer is None:
            return
        with self.speaking():
            self._speak_as_configured(buffer)
            try:
                report = self.workspace.check(buffer)
            except (ConfigError, OSError) as error:
                self.tell(str(error))
                return
            self.troubles.clear()
            if report is None and uri not in self.published:
                return
            found = [d for d in report or () if d.file == buffer.source.name]
            told = protocol.diagnostics(found, buffer.lines, self.encoding)
        self.findings[uri] = found
        if told != self.published.get(uri):
            self.published[uri] = told
            self.server.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(uri, told, buffer.version)
            )

    def _speak_as_configured(self, buffer: Buffer) -> None:
        try:
            for config in self.workspace.configs(buffer):
                if config.language:
                    propose(config.language)
        except (ConfigError, OSError):
            return  # told when the text is checked

    def tell(self, trouble: str) -> None:
        """Shows once what stands in the way of checking."""
        if trouble not in self.troubles:
            self.troubles.add(trouble)
            self.server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, trouble))

    def opened(self, item: lsp.TextDocumentItem) -> None:
        """Takes a text, and reads it, so that there is a tree when it no longer parses."""
        buffer = Buffer(item.uri, protocol.path_of(item.uri), item.text, item.version)
        self.workspace.buffers[item.uri] = buffer
        if self.workspace.is_ours(buffer):
            self.workspace.index(buffer)
        self.schedule.changed(item.uri)

    def closed(self, uri: str) -> None:
        """Forgets a text and takes its findings back."""
        self.schedule.dropped(uri)
        self.workspace.close(uri)
        self.findings.pop(uri, None)
        if self.published.pop(uri, None):
            self.server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def at(
        self, document: lsp.TextDocumentIdentifier, where: lsp.Position
    ) -> tuple[Buffer, Index, int] | None:
        """The text, what stands where in it, and an offset; None where it is not ours or never parsed."""
        buffer = self.workspace.buffers.get(document.uri)
        index = self.workspace.index(buffer) if buffer and self.workspace.is_ours(buffer) else None
        if buffer is None or index is None:
            return None
        return buffer, index, protocol.offset_of(where, buffer.lines, self.encoding)


def make_server() -> LanguageServer:
    """A server with all its handlers."""
    server = LanguageServer("stdpolicy", __version__)
    session = Session(server)

    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        folders = params.workspace_folders or []
        uris = [one.uri for one in folders] or ([params.root_uri] if params.root_uri else [])
        session.workspace.roots = [path for uri in uris if (path := protocol.path_of(uri))]
        session.language = language()
        options = params.initialization_options
        asked = options.get("lang") if isinstance(options, dict) else None
        for said in (params.locale, asked):
            try:
                session.language = known(said) if said else session.language
            except ValueError:
                continue
        session.asked = bool(asked)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        session.opened(params.text_document)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        buffer = session.workspace.buffers.get(params.text_document.uri)
        if buffer is not None:
            changes = [protocol.change(one) for one in params.content_changes]
            buffer.apply(changes, params.text_document.version, session.encoding)
            session.schedule.changed(buffer.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        for uri in session.workspace.buffers:  # texts beside it and registries may have changed
            session.schedule.changed(uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        session.closed(params.text_document.uri)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(params: lsp.DidChangeWatchedFilesParams) -> None:
        for uri in session.workspace.buffers:
            session.schedule.changed(uri)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        found = session.at(params.text_document, params.position)
        if found is None:
            return None
        buffer, index, offset = found

        def find(iri: str) -> dict[str, object] | None:
            nodes = (held.index.node(iri) for held in session.workspace.documents(buffer))
            return next((node for node in nodes if node is not None), None)

        with session.speaking():
            told = hover.hover(index, offset, find)
        if told is None:
            return None
        return lsp.Hover(
            lsp.MarkupContent(lsp.MarkupKind.Markdown, told.markdown),
            protocol.range_of(told.span, buffer.lines, session.encoding),
        )

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION,
        lsp.CompletionOptions(trigger_characters=['"', "<", ":", "#", ">"]),
    )
    def completed(params: lsp.CompletionParams) -> lsp.CompletionList:
        found = session.at(params.text_document, params.position)
        if found is None or found[1].notation is None:
            return lsp.CompletionList(False, [])
        buffer, index, offset = found
        documents = session.workspace.documents(buffer)
        with session.speaking():
            items = complete.complete(buffer.text, offset, found[1].notation, index, documents)
        return protocol.completions(items, buffer.lines, session.encoding)

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def defined(params: lsp.DefinitionParams) -> list[lsp.Location]:
        found = session.at(params.text_document, params.position)
        named = navigate.named(found[1], found[2]) if found else None
        if found is None or named is None:
            return []
        target = navigate.definition(named.iri, session.workspace.documents(found[0]))
        return [protocol.location(target, session.encoding)] if target else []

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def referred(params: lsp.ReferenceParams) -> list[lsp.Location]:
        found = session.at(params.text_document, params.position)
        named = navigate.named(found[1], found[2]) if found else None
        if found is None or named is None:
            return []
        declared = params.context.include_declaration
        documents = session.workspace.documents(found[0])
        targets = navigate.references(named.iri, documents, declared=declared)
        return [protocol.location(target, session.encoding) for target in targets]

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        found = session.at(params.text_document, lsp.Position(0, 0))
        if found is None:
            return []
        lines = found[0].lines
        return [protocol.symbol(one, lines, session.encoding) for one in outline.outline(found[1])]

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def formatted(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        buffer = session.workspace.buffers.get(params.text_document.uri)
        if buffer is None or not session.workspace.is_ours(buffer):
            return []
        text = actions.formatted(buffer, detect(buffer.source))
        if text is None or text == buffer.text:
            return []
        whole = Edit(Span(0, len(buffer.text)), text)
        return protocol.edits([whole], buffer.lines, session.encoding)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL]),
    )
    def acted(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        buffer = session.workspace.buffers.get(params.text_document.uri)
        if buffer is None or not session.workspace.is_ours(buffer):
            return []
        session.schedule.dropped(buffer.uri)
        session.check(buffer.uri)  # a fix is of the text as it is now
        with session.speaking():
            return list(_actions(session, buffer, params))

    return server


def _actions(
    session: Session, buffer: Buffer, params: lsp.CodeActionParams
) -> Iterator[lsp.CodeAction]:
    found = session.findings.get(buffer.uri, [])
    told = session.published.get(buffer.uri, [])
    by_finding = dict(zip(map(id, found), told, strict=True))
    span = protocol.span_of(params.range, buffer.lines, session.encoding)
    only = params.context.only or []

    def wanted(kind: str) -> bool:
        return not only or any(kind == one or kind.startswith(f"{one}.") for one in only)

    def edit(edits: list[Edit]) -> lsp.WorkspaceEdit:
        changes = protocol.edits(edits, buffer.lines, session.encoding)
        document = lsp.OptionalVersionedTextDocumentIdentifier(buffer.uri, buffer.version)
        return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(document, list(changes))])

    if wanted(lsp.CodeActionKind.QuickFix):
        for mending in actions.mendings(found, span):
            yield lsp.CodeAction(
                title=mending.title,
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[by_finding[id(mending.found)]],
                is_preferred=mending.preferred,
                edit=edit(list(mending.edits)),
            )
        try:
            configs = session.workspace.configs(buffer)
        except (ConfigError, OSError):
            configs = []
        for waiving in actions.waivings(found, span, buffer, configs):
            yield lsp.CodeAction(
                title=waiving.title,
                kind=lsp.CodeActionKind.QuickFix,
                diagnostics=[by_finding[id(waiving.found)]],
                edit=_appended(session, waiving),
            )
    safe = actions.safe_edits(found)
    if safe and (FIX_ALL in only or wanted(FIX_ALL)):
        title = either("Mend all that has one right answer", "修复所有只有一种正确改法的问题")
        yield lsp.CodeAction(title=title, kind=FIX_ALL, edit=edit(safe))


def _appended(session: Session, waiving: actions.Waiving) -> lsp.WorkspaceEdit:
    """The end of the configuration, which is made if it is not there."""
    uri = waiving.file.as_uri()
    created = lsp.CreateFile(uri, options=lsp.CreateFileOptions(ignore_if_exists=True))
    end = lsp.Position(0, 0)
    if waiving.file.is_file():
        text = waiving.file.read_bytes().decode(errors="replace")
        whole = Buffer(uri, waiving.file, text)
        found = protocol.range_of(Span(len(text), len(text)), whole.lines, session.encoding)
        end = found.end
    document = lsp.OptionalVersionedTextDocumentIdentifier(uri, None)
    added = lsp.TextDocumentEdit(document, [lsp.TextEdit(lsp.Range(end, end), waiving.text)])
    return lsp.WorkspaceEdit(document_changes=[created, added])


def serve() -> None:
    """Serves one client over standard input and output."""
    make_server().start_io()
