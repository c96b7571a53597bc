"""Findings as the protocol has them, told or asked for."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from lsprotocol import types as lsp

from stdpolicy.diagnostics import Beside, Diagnostic, Severity
from stdpolicy.editor.documents import Encoding
from stdpolicy.editor.protocol.places import Ranges
from stdpolicy.report.finding import RULES_PAGE
from stdpolicy.report.fingerprint import fingerprints

SEVERITY = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}


def diagnostics(found: Sequence[Diagnostic], ranges: Ranges) -> list[lsp.Diagnostic]:
    """Findings of a text, each with its fingerprint, by which it is known again."""
    return [
        lsp.Diagnostic(
            range=ranges.range(one.span),
            message=f"{one.message}\n{one.hint}" if one.hint else one.message,
            severity=SEVERITY[one.severity],
            code=one.rule.code,
            code_description=lsp.CodeDescription(RULES_PAGE + one.rule.code.lower()),
            source="stdpolicy",
            data={"fingerprint": known, "fixable": one.fix is not None},
            related_information=[_related(beside, ranges) for beside in one.related] or None,
        )
        for one, known in zip(found, fingerprints(found), strict=True)
    ]


def told(found: Sequence[Diagnostic], ranges: Ranges) -> Callable[[Diagnostic], lsp.Diagnostic]:
    """What was told of each of some findings."""
    pairs = zip(found, diagnostics(found, ranges), strict=True)
    by_finding = {id(one): said for one, said in pairs}
    return lambda one: by_finding[id(one)]


def _related(beside: Beside, ranges: Ranges) -> lsp.DiagnosticRelatedInformation:
    wide = ranges.encoding is Encoding.UTF16
    line, column = beside.region.place_utf16 if wide else beside.place
    at = lsp.Position(line - 1, column - 1)
    location = lsp.Location(Path(beside.file).absolute().as_uri(), lsp.Range(at, at))
    return lsp.DiagnosticRelatedInformation(location, beside.message)


def report(
    found: Sequence[Diagnostic], ranges: Ranges, last: str | None
) -> lsp.RelatedFullDocumentDiagnosticReport | lsp.RelatedUnchangedDocumentDiagnosticReport:
    """The answer to a client that asks. It is known by what was found and not by the version of the text, since
    files around it change it too.
    """
    told = diagnostics(found, ranges)
    known = sha256(repr(told).encode()).hexdigest()[:32]
    if known == last:
        return lsp.RelatedUnchangedDocumentDiagnosticReport(known)
    return lsp.RelatedFullDocumentDiagnosticReport(told, result_id=known)
