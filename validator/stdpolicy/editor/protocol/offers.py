"""What is offered: completions and actions."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from lsprotocol import types as lsp

from stdpolicy.diagnostics import Diagnostic, Edit
from stdpolicy.editor.actions import Mending, Waiving
from stdpolicy.editor.complete import MOST, Item, Kind
from stdpolicy.editor.documents import Buffer, Encoding
from stdpolicy.editor.protocol.places import Ranges, of_buffer, of_document
from stdpolicy.language import either
from stdpolicy.source import Span

FIX_ALL = "source.fixAll.stdpolicy"
SHOW = "stdpolicy.show"
"""The command by which an editor is shown where a reason is to be written."""
KIND = {
    Kind.KEY: lsp.CompletionItemKind.Property,
    Kind.CODE: lsp.CompletionItemKind.EnumMember,
    Kind.REFERENCE: lsp.CompletionItemKind.Reference,
    Kind.TYPE: lsp.CompletionItemKind.Class,
    Kind.LANGUAGE: lsp.CompletionItemKind.Constant,
    Kind.VALUE: lsp.CompletionItemKind.Value,
    Kind.NODE: lsp.CompletionItemKind.Struct,
}


def completions(uri: str, items: Sequence[Item], ranges: Ranges) -> lsp.CompletionList:
    """What may be written, in the order given, without documentation, which is asked for item by item."""
    return lsp.CompletionList(
        is_incomplete=len(items) > MOST,
        items=[
            lsp.CompletionItem(
                label=item.label,
                kind=KIND[item.kind],
                detail=item.detail or None,
                sort_text=f"{at:04}",
                filter_text=item.filter,
                text_edit=lsp.TextEdit(ranges.range(item.span), item.text),
                additional_text_edits=ranges.edits(item.also) or None,
                data={"uri": uri, "about": list(item.about)},
            )
            for at, item in enumerate(items[:MOST])
        ],
    )


def wanted(params: lsp.CodeActionParams, kind: str) -> bool:
    """Whether an action of a kind is asked for: by the kind, or by one above it."""
    only = params.context.only
    return not only or any(kind == one or kind.startswith(f"{one}.") for one in only)


Told = Callable[[Diagnostic], lsp.Diagnostic]
"""A function from a finding to what was told of it."""


def mendings(
    found: Iterable[Mending], told: Told, buffer: Buffer, encoding: Encoding
) -> Iterator[lsp.CodeAction]:
    """Fixes, each of its finding."""
    for one in found:
        yield lsp.CodeAction(
            title=one.title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[told(one.found)],
            is_preferred=one.preferred,
            edit=of_buffer(buffer, encoding, one.edits),
        )


def waivings(found: Iterable[Waiving], told: Told, encoding: Encoding) -> Iterator[lsp.CodeAction]:
    """Waivers, each of which makes its configuration if it is not there, and then shows where the reason goes."""
    for one in found:
        uri = one.file.as_uri()
        created = lsp.CreateFile(uri, options=lsp.CreateFileOptions(ignore_if_exists=True))
        end = len(one.lines.text)
        added = Ranges(one.lines, encoding).edits([Edit(Span(end, end), one.text)])
        line, column = one.reason
        yield lsp.CodeAction(
            title=one.title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[told(one.found)],
            edit=lsp.WorkspaceEdit(document_changes=[created, of_document(uri, None, added)]),
            command=lsp.Command(one.title, SHOW, arguments=[uri, line - 1, column - 1]),
        )


def fix_all(uri: str) -> lsp.CodeAction:
    """All safe fixes at once; which edits these are is asked for when it is chosen."""
    title = either("Mend all that has one right answer", "修复所有只有一种正确改法的问题")
    return lsp.CodeAction(title=title, kind=FIX_ALL, data={"uri": uri})
