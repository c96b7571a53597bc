"""What a text consists of, and what is linked in it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from lsprotocol import types as lsp

from stdpolicy.editor.documents import Encoding
from stdpolicy.editor.links import Link
from stdpolicy.editor.navigate import Highlight
from stdpolicy.editor.outline import Found, Symbol
from stdpolicy.editor.protocol.places import Ranges, location, of_document
from stdpolicy.editor.rename import Named, Renamed
from stdpolicy.source import Span


def symbol(found: Symbol, ranges: Ranges) -> lsp.DocumentSymbol:
    """A node and those below it."""
    return lsp.DocumentSymbol(
        name=found.name,
        detail=found.detail,
        kind=lsp.SymbolKind.Object,
        range=ranges.range(found.whole),
        selection_range=ranges.range(found.span),
        children=[symbol(one, ranges) for one in found.below],
    )


def found(nodes: Iterable[Found], encoding: Encoding) -> list[lsp.WorkspaceSymbol]:
    """Nodes of several documents."""
    return [
        lsp.WorkspaceSymbol(
            location=location(one.target, encoding),
            name=one.name,
            kind=lsp.SymbolKind.Object,
            container_name=one.detail,
        )
        for one in nodes
    ]


def foldings(spans: Iterable[Span], ranges: Ranges) -> list[lsp.FoldingRange]:
    """What can be folded: of those that begin on one line the shortest, of which a line can fold one."""
    by_line: dict[int, int] = {}
    for span in spans:
        start, end = (ranges.lines.place(at).line - 1 for at in span)
        if start < end:
            by_line[start] = min(end, by_line.get(start, end))
    return [lsp.FoldingRange(start, end) for start, end in sorted(by_line.items())]


def selection(spans: Sequence[Span], ranges: Ranges) -> lsp.SelectionRange:
    """Stretches each within the next."""
    whole, *inner = reversed(spans)

    def within(outer: lsp.SelectionRange, span: Span) -> lsp.SelectionRange:
        return lsp.SelectionRange(ranges.range(span), outer)

    return reduce(within, inner, lsp.SelectionRange(ranges.range(whole)))


def highlights(places: Iterable[Highlight], ranges: Ranges) -> list[lsp.DocumentHighlight]:
    """Places where the same is named."""
    kinds = lsp.DocumentHighlightKind
    return [
        lsp.DocumentHighlight(ranges.range(one.span), kinds.Write if one.defines else kinds.Read)
        for one in places
    ]


def links(found: Iterable[Link], ranges: Ranges) -> list[lsp.DocumentLink]:
    """What can be opened from a text."""
    return [lsp.DocumentLink(ranges.range(one.span), one.uri) for one in found]


def prepared(name: Named, ranges: Ranges) -> lsp.PrepareRenamePlaceholder:
    """An id that may be changed, and what it is now."""
    return lsp.PrepareRenamePlaceholder(ranges.range(name.span), name.name)


def renamed(
    documents: Iterable[Renamed], versions: dict[str, int], encoding: Encoding
) -> lsp.WorkspaceEdit:
    """The edits of documents, those that are open in their versions."""

    def each() -> Iterator[lsp.TextDocumentEdit]:
        for held, edits in documents:
            written = Ranges(held.lines, encoding).edits(edits)
            yield of_document(held.uri, versions.get(held.uri), written)

    return lsp.WorkspaceEdit(document_changes=list(each()))
