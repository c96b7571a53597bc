"""The server as editors talk to it, over standard input and output."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from editor_texts import Project
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

from stdpolicy import api
from stdpolicy.source import LineMap

Talk = Callable[["Client"], Awaitable[None]]
COMMAND = (sys.executable, "-m", "stdpolicy", "lsp")


class Client(LanguageClient):
    """An editor that has one file open and waits for what it is told of it."""

    def __init__(self, path: Path, encoding: str, lang: str) -> None:
        super().__init__("test", "1")
        self.path, self.uri, self.version = path, path.as_uri(), 0
        self.text = path.read_text(encoding="utf-8")
        self.encoding, self.lang = encoding, lang
        self.told: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self.agreed: Any = None
        self.watched: asyncio.Queue[lsp.RegistrationParams] = asyncio.Queue()
        self.shown: asyncio.Queue[lsp.ShowDocumentParams] = asyncio.Queue()
        self.refreshed = asyncio.Event()
        self.document = lsp.TextDocumentIdentifier(self.uri)

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.told.put_nowait(params)

        @self.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def registered(params: lsp.RegistrationParams) -> None:
            self.watched.put_nowait(params)

        @self.feature(lsp.WORKSPACE_DIAGNOSTIC_REFRESH)
        def refreshed(params: None) -> None:
            self.refreshed.set()

        @self.feature(lsp.WINDOW_SHOW_DOCUMENT)
        def shown(params: lsp.ShowDocumentParams) -> lsp.ShowDocumentResult:
            self.shown.put_nowait(params)
            return lsp.ShowDocumentResult(True)

    async def begin(self) -> lsp.PublishDiagnosticsParams:
        await self.open(lsp.ClientCapabilities())
        return await self.next()

    async def open(self, capabilities: lsp.ClientCapabilities) -> None:
        await self.start_io(*COMMAND)
        capabilities.general = lsp.GeneralClientCapabilities(
            position_encodings=[lsp.PositionEncodingKind(self.encoding)]
        )
        answer = await self.initialize_async(
            lsp.InitializeParams(
                capabilities,
                locale=self.lang,
                workspace_folders=[lsp.WorkspaceFolder(self.path.parent.as_uri(), "folder")],
            )
        )
        self.agreed = answer.capabilities
        self.initialized(lsp.InitializedParams())
        item = lsp.TextDocumentItem(self.uri, "json", 0, self.text)
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    async def next(self) -> lsp.PublishDiagnosticsParams:
        return await asyncio.wait_for(self.told.get(), 60)

    def place(self, offset: int) -> lsp.Position:
        lines = LineMap(self.text)
        wide = self.encoding == "utf-16"
        line, column = (lines.place_utf16 if wide else lines.place)(offset)
        return lsp.Position(line - 1, column - 1)

    def change(self, old: str, new: str) -> None:
        at = self.text.index(old)
        span = lsp.Range(self.place(at), self.place(at + len(old)))
        self.text = self.text.replace(old, new, 1)
        self.version += 1
        self.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(self.version, self.uri),
                [lsp.TextDocumentContentChangePartial(span, new)],
            )
        )

    async def end(self) -> None:
        await self.shutdown_async(None)
        self.exit(None)
        await self.stop()


def talk(folder: Path, talked: Talk, encoding: str = "utf-16", lang: str = "en") -> None:
    """Spoils the policy in one place, opens it and talks of it."""

    async def whole() -> None:
        path = folder / "policy.jsonld"
        text = path.read_text(encoding="utf-8").replace(
            '"statedIn": "#part1-sec1"', '"statedIn": "#no"', 1
        )
        path.write_text(text, encoding="utf-8")
        client = Client(path, encoding, lang)
        try:
            await talked(client)
        finally:
            await client.end()

    asyncio.run(whole())


def test_findings_follow_what_is_typed(folder: Path) -> None:
    async def talked(client: Client) -> None:
        first = await client.begin()
        codes = sorted(str(one.code) for one in first.diagnostics)
        assert codes == sorted(d.rule.code for d in api.validate(client.path))
        assert first.version == 0
        # A character beyond U+FFFF before the fault on its line: columns are in UTF-16.
        client.change('"statedIn": "#no"', '"\U00020000": "", "statedIn": "#no"')
        told = await client.next()
        assert told.version == 1
        (wrong,) = [one for one in told.diagnostics if "#no" in one.message]
        assert wrong.range.start == client.place(client.text.index('"#no"'))
        client.change('"\U00020000": "", "statedIn": "#no"', '"statedIn": "#part1-sec1"')
        assert not (await client.next()).diagnostics
        client.change('"statedIn"', '"statedIn')
        assert {str(one.code)[:3] for one in (await client.next()).diagnostics} == {"SP1"}

    talk(folder, talked)


@pytest.mark.parametrize("encoding", ["utf-16", pytest.param("utf-32", marks=pytest.mark.slow)])
def test_requests(folder: Path, encoding: str) -> None:
    async def talked(client: Client) -> None:
        await client.begin()
        assert client.agreed.position_encoding == encoding
        where = client.place(client.text.index('"role": "') + len('"role": "') + 1)
        shown = await client.text_document_hover_async(lsp.HoverParams(client.document, where))
        assert shown is not None
        assert "`" in str(shown.contents)
        offered = await client.text_document_completion_async(
            lsp.CompletionParams(client.document, where)
        )
        assert isinstance(offered, lsp.CompletionList)
        assert [item.label for item in offered.items][:2] == ["lead", "cooperate"]
        assert all(item.sort_text and item.text_edit for item in offered.items)
        used = client.place(client.text.index('"statedIn": "#part2-sec2"') + 16)
        found = await client.text_document_definition_async(
            lsp.DefinitionParams(client.document, used)
        )
        assert isinstance(found, list)
        assert found[0].range.start == client.place(client.text.index('"#part2-sec2"'))
        references = await client.text_document_references_async(
            lsp.ReferenceParams(lsp.ReferenceContext(False), client.document, used)
        )
        assert len({one.uri for one in references or ()}) == 3
        symbols = await client.text_document_document_symbol_async(
            lsp.DocumentSymbolParams(client.document)
        )
        assert symbols
        canonical = client.text
        client.change('"role":', '"role":  ')
        edits = await client.text_document_formatting_async(
            lsp.DocumentFormattingParams(client.document, lsp.FormattingOptions(2, True))
        )
        assert [one.new_text for one in edits or ()] == [canonical]

    talk(folder, talked, encoding)


def test_actions_and_language(folder: Path) -> None:
    async def talked(client: Client) -> None:
        first = await client.begin()
        assert any("一" <= c <= "鿿" for one in first.diagnostics for c in one.message)
        client.change('"statedIn": "#no"', '"statedIn": "#part1-sec1"')
        await client.next()
        client.change('"quote": "', '"quote": "别的')
        found = (await client.next()).diagnostics
        acted = await client.text_document_code_action_async(
            lsp.CodeActionParams(client.document, found[0].range, lsp.CodeActionContext(found))
        )
        titles = [one.title for one in acted or ()]
        assert any("豁免" in title for title in titles)

    talk(folder, talked, lang="zh-CN")


ASKING = lsp.ClientCapabilities(
    text_document=lsp.TextDocumentClientCapabilities(diagnostic=lsp.DiagnosticClientCapabilities()),
    workspace=lsp.WorkspaceClientCapabilities(
        did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(True),
        diagnostics=lsp.DiagnosticWorkspaceClientCapabilities(refresh_support=True),
    ),
    window=lsp.WindowClientCapabilities(
        show_document=lsp.ShowDocumentClientCapabilities(support=True)
    ),
)


def test_a_client_that_asks_for_findings_is_not_told(project: Project) -> None:
    """It watches files for the server, and is asked to ask anew when one changes."""

    async def talked(client: Client) -> None:
        await client.open(ASKING)
        (registration,) = (await asyncio.wait_for(client.watched.get(), 60)).registrations
        assert ".jsonld" in str(registration.register_options) or "jsonld" in str(registration)
        first = await client.text_document_diagnostic_async(
            lsp.DocumentDiagnosticParams(client.document)
        )
        assert isinstance(first, lsp.RelatedFullDocumentDiagnosticReport)
        assert [one.code for one in first.items] == ["SP402"]
        again = await client.text_document_diagnostic_async(
            lsp.DocumentDiagnosticParams(client.document, previous_result_id=first.result_id)
        )
        assert isinstance(again, lsp.RelatedUnchangedDocumentDiagnosticReport)
        client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([]))
        await asyncio.wait_for(client.refreshed.wait(), 60)
        assert client.told.empty()

    talk(project.folder, talked)


def test_what_is_resolved_refused_and_shown(project: Project) -> None:
    """Documentation of a completion, the edits of all fixes, a name that is refused, a waiver's reason."""

    async def talked(client: Client) -> None:
        await client.open(ASKING)
        client.change('"role": "lead"', '"role": "l"')
        client.change('"100"', '"100.0"')
        where = client.place(client.text.index('"role": "l"') + 10)
        offered = await client.text_document_completion_async(
            lsp.CompletionParams(client.document, where)
        )
        assert isinstance(offered, lsp.CompletionList)
        assert offered.items[0].documentation is None
        item = await client.completion_item_resolve_async(offered.items[0])
        assert "`lead`" in str(item.documentation)
        here = lsp.Range(where, where)
        only = lsp.CodeActionContext([], only=[lsp.CodeActionKind.SourceFixAll])
        (action,) = (
            await client.text_document_code_action_async(
                lsp.CodeActionParams(client.document, here, only)
            )
            or ()
        )
        assert isinstance(action, lsp.CodeAction)
        assert (action.kind, action.edit) == ("source.fixAll.stdpolicy", None)
        fixed = await client.code_action_resolve_async(action)
        assert fixed.edit is not None
        assert '"100",' in str(fixed.edit)
        with pytest.raises(JsonRpcException, match="no id of a node"):
            await client.text_document_prepare_rename_async(
                lsp.PrepareRenameParams(client.document, where)
            )
        used = client.place(client.text.index('"#part2-sec1"') + 3)
        asked = lsp.RenameParams(client.document, used, "part2-sec9")
        renamed = await client.text_document_rename_async(asked)
        assert renamed is not None
        assert len(renamed.document_changes or ()) == 3
        arguments = [client.uri, 3, 4]
        await client.workspace_execute_command_async(
            lsp.ExecuteCommandParams("stdpolicy.show", arguments)
        )
        shown = await asyncio.wait_for(client.shown.get(), 60)
        assert shown.selection == lsp.Range(lsp.Position(3, 4), lsp.Position(3, 4))
        for answer in (
            await client.text_document_folding_range_async(lsp.FoldingRangeParams(client.document)),
            await client.text_document_selection_range_async(
                lsp.SelectionRangeParams(client.document, [used])
            ),
            await client.text_document_document_highlight_async(
                lsp.DocumentHighlightParams(client.document, used)
            ),
            await client.text_document_document_link_async(lsp.DocumentLinkParams(client.document)),
            await client.workspace_symbol_async(lsp.WorkspaceSymbolParams("省财政厅 b3")),
        ):
            assert answer

    talk(project.folder, talked)


def test_a_file_of_another_tool_has_no_findings(folder: Path) -> None:
    (folder / "policy.jsonld").write_text('{"@context": "https://schema.org"}', encoding="utf-8")

    async def talked(client: Client) -> None:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(client.begin(), 3)

    talk(folder, talked)
