"""Requests about what stands at a place of a text, or what it consists of."""

from collections.abc import Callable
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from stdpolicy.editor import complete, hover, links, navigate, outline, regions, rename
from stdpolicy.editor.protocol import offers, places, structure
from stdpolicy.editor.server.asked import Asked, or_refused
from stdpolicy.editor.session import Session

TRIGGERS = ('"', "<", ":", "#", ">", "@")
Handler = Callable[[Asked, Any], Any]


def register(server: LanguageServer, session: Session) -> None:
    """Registers their handlers."""

    def answers(method: str, options: object = None) -> Callable[[Handler], Handler]:
        """A handler of requests about a text that is open and ours; of others the answer is nothing."""

        def take(handler: Handler) -> Handler:
            @server.feature(method, options)
            def handled(params: Any) -> Any:
                ours = session.ours(params.text_document.uri)
                if ours is None:
                    return None
                with session.speaking():
                    return handler(Asked(session, *ours, getattr(params, "position", None)), params)

            return handler

        return take

    @answers(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(asked: Asked, params: lsp.HoverParams) -> lsp.Hover | None:
        told = hover.hover(asked.index, asked.offset, asked.find)
        words = told and lsp.MarkupContent(lsp.MarkupKind.Markdown, told.markdown)
        return lsp.Hover(words, asked.ranges.range(told.span)) if told and words else None

    @answers(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(TRIGGERS, resolve_provider=True))
    def completed(asked: Asked, params: lsp.CompletionParams) -> lsp.CompletionList | None:
        text, index, notation = asked.buffer.text, asked.index, asked.index.notation
        if notation is None:
            return None
        documents = session.workspace.documents(asked.buffer)  # looked through for references only
        items = complete.complete(text, asked.offset, notation, index, documents)
        return offers.completions(asked.buffer.uri, items, asked.ranges)

    @answers(lsp.TEXT_DOCUMENT_REFERENCES)
    def referred(asked: Asked, params: lsp.ReferenceParams) -> list[lsp.Location]:
        named = navigate.named(asked.index, asked.offset)
        declared = params.context.include_declaration
        found = navigate.references(named.iri, asked.documents, declared=declared) if named else ()
        return [places.location(target, asked.encoding) for target in found]

    @answers(lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlighted(asked: Asked, params: object) -> list[lsp.DocumentHighlight]:
        return structure.highlights(navigate.highlights(asked.index, asked.offset), asked.ranges)

    @answers(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(asked: Asked, params: object) -> list[lsp.DocumentSymbol]:
        return [structure.symbol(one, asked.ranges) for one in outline.outline(asked.index)]

    @answers(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folded(asked: Asked, params: object) -> list[lsp.FoldingRange]:
        return structure.foldings(regions.foldings(asked.index), asked.ranges)

    @answers(lsp.TEXT_DOCUMENT_SELECTION_RANGE)
    def selected(asked: Asked, params: lsp.SelectionRangeParams) -> list[lsp.SelectionRange]:
        found = [
            regions.selections(asked.index, asked.ranges.offset(at)) for at in params.positions
        ]
        return [structure.selection(spans, asked.ranges) for spans in found]

    @answers(lsp.TEXT_DOCUMENT_DOCUMENT_LINK)
    def linked(asked: Asked, params: object) -> list[lsp.DocumentLink]:
        folder = asked.buffer.path.parent if asked.buffer.path else None
        return structure.links(links.links(asked.index, folder, asked.documents), asked.ranges)

    @answers(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepared(asked: Asked, params: object) -> lsp.PrepareRenamePlaceholder:
        return structure.prepared(asked.name(), asked.ranges)

    @answers(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def renamed(asked: Asked, params: lsp.RenameParams) -> lsp.WorkspaceEdit:
        old, new = asked.name(), params.new_name
        found = or_refused(lambda: rename.renamed(old, new, asked.documents, asked.may_change))
        versions = {uri: one.version for uri, one in session.workspace.buffers.items()}
        return structure.renamed(found, versions, asked.encoding)
