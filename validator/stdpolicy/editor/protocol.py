"""Neutral values as the Language Server Protocol has them (LSP 3.17)."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lsprotocol import types as lsp

from stdpolicy.diagnostics import Diagnostic, Edit, Severity
from stdpolicy.editor.complete import MOST, Item
from stdpolicy.editor.documents import Change, Encoding, Position, offset, position
from stdpolicy.editor.outline import Symbol
from stdpolicy.editor.workspace import Target
from stdpolicy.report.finding import RULES_PAGE
from stdpolicy.report.fingerprint import fingerprints
from stdpolicy.source import LineMap, Span

SEVERITY = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}


def path_of(uri: str) -> Path | None:
    """The file of a URI; None where it is of another scheme."""
    parts = urlsplit(uri)
    return Path(url2pathname(parts.path)) if parts.scheme == "file" else None


def change(event: lsp.TextDocumentContentChangeEvent) -> Change:
    """A change of a text."""
    if isinstance(event, lsp.TextDocumentContentChangePartial):
        start, end = event.range.start, event.range.end
        return Change(
            Position(start.line, start.character), Position(end.line, end.character), event.text
        )
    return Change(None, None, event.text)


def offset_of(at: lsp.Position, lines: LineMap, encoding: Encoding) -> int:
    """The offset of a position."""
    return offset(lines, Position(at.line, at.character), encoding)


def span_of(range: lsp.Range, lines: LineMap, encoding: Encoding) -> Span:
    """The span of a range."""
    return Span(offset_of(range.start, lines, encoding), offset_of(range.end, lines, encoding))


def range_of(span: Span, lines: LineMap, encoding: Encoding) -> lsp.Range:
    """The range of a span."""
    start, end = (position(lines, at, encoding) for at in span)
    return lsp.Range(lsp.Position(*start), lsp.Position(*end))


def location(target: Target, encoding: Encoding) -> lsp.Location:
    """A place in a file."""
    return lsp.Location(target.uri, range_of(target.span, target.lines, encoding))


def edits(found: Iterable[Edit], lines: LineMap, encoding: Encoding) -> list[lsp.TextEdit]:
    """Edits of a text."""
    return [lsp.TextEdit(range_of(one.span, lines, encoding), one.text) for one in found]


def diagnostics(
    found: Sequence[Diagnostic], lines: LineMap, encoding: Encoding
) -> list[lsp.Diagnostic]:
    """Findings of a text, each with its fingerprint, by which it is known again."""
    return [
        lsp.Diagnostic(
            range=range_of(one.span, lines, encoding),
            message=f"{one.message}\n{one.hint}" if one.hint else one.message,
            severity=SEVERITY[one.severity],
            code=one.rule.code,
            code_description=lsp.CodeDescription(RULES_PAGE + one.rule.code.lower()),
            source="stdpolicy",
            data={"fingerprint": known, "fixable": one.fix is not None},
            related_information=[
                lsp.DiagnosticRelatedInformation(
                    lsp.Location(
                        Path(beside.file).absolute().as_uri(),
                        lsp.Range(
                            *[lsp.Position(beside.place.line - 1, beside.place.column - 1)] * 2
                        ),
                    ),
                    beside.message,
                )
                for beside in one.related
            ]
            or None,
        )
        for one, known in zip(found, fingerprints(found), strict=True)
    ]


def completions(items: Sequence[Item], lines: LineMap, encoding: Encoding) -> lsp.CompletionList:
    """What may be written, in the order given."""
    return lsp.CompletionList(
        is_incomplete=len(items) > MOST,
        items=[
            lsp.CompletionItem(
                label=item.label,
                kind=lsp.CompletionItemKind.Value,
                detail=item.detail or None,
                documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, item.documentation)
                if item.documentation
                else None,
                sort_text=f"{at:04}",
                filter_text=item.filter,
                text_edit=lsp.TextEdit(range_of(item.span, lines, encoding), item.text),
            )
            for at, item in enumerate(items[:MOST])
        ],
    )


def symbol(found: Symbol, lines: LineMap, encoding: Encoding) -> lsp.DocumentSymbol:
    """A node and those below it."""
    return lsp.DocumentSymbol(
        name=found.name,
        detail=found.detail,
        kind=lsp.SymbolKind.Object,
        range=range_of(found.whole, lines, encoding),
        selection_range=range_of(found.span, lines, encoding),
        children=[symbol(one, lines, encoding) for one in found.below],
    )
