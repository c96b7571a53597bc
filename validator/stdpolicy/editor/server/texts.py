"""Requests about a text as it is now, be it one that parses or not, and about what was offered in it."""

from collections.abc import Iterator
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from stdpolicy.config import ConfigError
from stdpolicy.diagnostics import Diagnostic, Edit
from stdpolicy.editor import actions, additions, complete, navigate, outline
from stdpolicy.editor.documents import Buffer
from stdpolicy.editor.protocol import findings, offers, places, structure
from stdpolicy.editor.server.asked import REQUEST_FAILED, Asked
from stdpolicy.editor.session import Session
from stdpolicy.source import Span


def register(server: LanguageServer, session: Session) -> None:
    """Registers their handlers."""
    _definition(server, session)
    _requests(server, session)
    _resolved(server, session)


def _definition(server: LanguageServer, session: Session) -> None:
    """Definitions are asked for in published texts too, which are no documents."""

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def defined(params: lsp.DefinitionParams) -> list[lsp.Location] | None:
        buffer = session.workspace.buffers.get(params.text_document.uri)
        ours = session.ours(params.text_document.uri)
        if buffer is None:
            return None
        at = places.Ranges(buffer.lines, session.encoding).offset(params.position)
        if ours is not None:
            named = navigate.named(ours[1], at)
            target = named and navigate.definition(named.iri, session.workspace.documents(buffer))
            return [places.location(target, session.encoding)] if target else []
        printed = navigate.stated(buffer.text, at, session.workspace.describing(buffer))
        return [places.location(target, session.encoding) for target in printed]


def _requests(server: LanguageServer, session: Session) -> None:
    """What is asked of a text as it is now, be it one that parses or not."""

    def ours(document: lsp.TextDocumentIdentifier) -> Buffer | None:
        buffer = session.workspace.buffers.get(document.uri)
        return buffer if buffer and session.workspace.is_ours(buffer) else None

    @server.feature(
        lsp.TEXT_DOCUMENT_DIAGNOSTIC,
        lsp.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=False),
    )
    def diagnosed(params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
        buffer = session.workspace.buffers.get(params.text_document.uri)
        if buffer is None:
            return lsp.RelatedFullDocumentDiagnosticReport([])
        ranges = places.Ranges(buffer.lines, session.encoding)
        return findings.report(session.check(buffer.uri), ranges, params.previous_result_id)

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def formatted(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit] | None:
        buffer = ours(params.text_document)
        text = actions.formatted(buffer) if buffer else None
        if buffer is None or text is None or text == buffer.text:
            return None
        whole = Edit(Span(0, len(buffer.text)), text)
        return places.Ranges(buffer.lines, session.encoding).edits([whole])

    kinds = [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll, offers.FIX_ALL]

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(kinds, resolve_provider=True)
    )
    def acted(params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
        buffer = ours(params.text_document)
        if buffer is None:
            return None
        found = session.check(buffer.uri)  # a fix is of the text as it is now
        with session.speaking():
            return list(_actions(session, buffer, found, params))

    @server.feature(lsp.WORKSPACE_SYMBOL)
    def searched(params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        found = outline.search(params.query, session.workspace.documents())
        return structure.found(found, session.encoding)


def _actions(
    session: Session, buffer: Buffer, found: list[Diagnostic], params: lsp.CodeActionParams
) -> Iterator[lsp.CodeAction]:
    ranges = places.Ranges(buffer.lines, session.encoding)
    span, told = ranges.span(params.range), findings.told(found, ranges)
    if offers.wanted(params, lsp.CodeActionKind.QuickFix):
        index = session.workspace.index(buffer)
        mending = [
            *actions.mendings(found, span),
            *actions.choices(found, span, index),
            *additions.additions(found, span, index),
        ]
        yield from offers.mendings(mending, told, buffer, session.encoding)
        waiving = actions.waivings(found, span, buffer, session.workspace)
        yield from offers.waivings(waiving, told, session.encoding)
    if offers.wanted(params, offers.FIX_ALL) and actions.has_safe(found):
        yield offers.fix_all(buffer.uri)


def _resolved(server: LanguageServer, session: Session) -> None:
    """What is asked of an item that was offered before."""

    @server.feature(lsp.COMPLETION_ITEM_RESOLVE)
    def described(item: lsp.CompletionItem) -> lsp.CompletionItem:
        data: dict[str, Any] = item.data or {}
        ours = session.ours(data.get("uri", ""))
        if ours is not None:
            with session.speaking():
                find = Asked(session, *ours, None).find
                words = complete.documentation(tuple(data["about"]), find)
            item.documentation = lsp.MarkupContent(lsp.MarkupKind.Markdown, words)
        return item

    @server.feature(lsp.CODE_ACTION_RESOLVE)
    def fixed(action: lsp.CodeAction) -> lsp.CodeAction:
        data: dict[str, Any] = action.data or {}
        buffer = session.workspace.buffers.get(data.get("uri", ""))
        if buffer is not None and action.edit is None:
            try:
                edits = actions.all_safe(session.workspace, buffer)
            except (ConfigError, OSError) as error:
                raise JsonRpcException(str(error), REQUEST_FAILED) from None
            action.edit = places.of_buffer(buffer, session.encoding, edits)
        return action

    @server.command(offers.SHOW)
    def shown(uri: str, line: int, column: int) -> None:
        window = server.client_capabilities.window
        if window and window.show_document and window.show_document.support:
            at = lsp.Position(line, column)
            params = lsp.ShowDocumentParams(uri, take_focus=True, selection=lsp.Range(at, at))
            server.window_show_document(params)
