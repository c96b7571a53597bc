"""Places and edits, as the protocol counts and carries them."""

from collections.abc import Iterable
from typing import NamedTuple

from lsprotocol import types as lsp

from stdpolicy.diagnostics import Edit
from stdpolicy.editor.documents import Buffer, Change, Encoding, Position, offset, position
from stdpolicy.editor.workspace import Target
from stdpolicy.source import LineMap, Span


class Ranges(NamedTuple):
    """The lines of a text, and the unit of its columns."""

    lines: LineMap
    encoding: Encoding

    def offset(self, at: lsp.Position) -> int:
        """The offset of a position."""
        return offset(self.lines, Position(at.line, at.character), self.encoding)

    def span(self, range: lsp.Range) -> Span:
        """The span of a range."""
        return Span(self.offset(range.start), self.offset(range.end))

    def range(self, span: Span) -> lsp.Range:
        """The range of a span."""
        start, end = (position(self.lines, at, self.encoding) for at in span)
        return lsp.Range(lsp.Position(*start), lsp.Position(*end))

    def edits(self, found: Iterable[Edit]) -> list[lsp.TextEdit]:
        """Edits of the text."""
        return [lsp.TextEdit(self.range(one.span), one.text) for one in found]


def change(event: lsp.TextDocumentContentChangeEvent) -> Change:
    """A change of a text."""
    if isinstance(event, lsp.TextDocumentContentChangePartial):
        start, end = event.range.start, event.range.end
        return Change(
            Position(start.line, start.character), Position(end.line, end.character), event.text
        )
    return Change(None, None, event.text)


def location(target: Target, encoding: Encoding) -> lsp.Location:
    """A place in a file."""
    return lsp.Location(target.uri, Ranges(target.lines, encoding).range(target.span))


Changed = lsp.TextDocumentEdit | lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile


def of_document(uri: str, version: int | None, edits: list[lsp.TextEdit]) -> lsp.TextDocumentEdit:
    """Edits of one document, in a version if it is open."""
    document = lsp.OptionalVersionedTextDocumentIdentifier(uri, version)
    return lsp.TextDocumentEdit(document, [*edits])


def of_buffer(buffer: Buffer, encoding: Encoding, found: Iterable[Edit]) -> lsp.WorkspaceEdit:
    """Edits of an open text."""
    edits = Ranges(buffer.lines, encoding).edits(found)
    return lsp.WorkspaceEdit(document_changes=[of_document(buffer.uri, buffer.version, edits)])
