"""JSON (RFC 8259), for programs."""

import json
from typing import Any

import stdpolicy
from stdpolicy.diagnostics import Diagnostic, Fix, Region, Report
from stdpolicy.report.escape import cells, visible
from stdpolicy.report.fingerprint import fingerprints
from stdpolicy.wording import plain

AROUND = 200
"""How much of a line an excerpt shows before and behind the beginning of a finding, in characters."""
VERSION = 1
"""Of the form that schema/report.schema.json describes."""


def render(report: Report) -> str:
    """All of the report; `endColumn` is the column behind the last character (from 1), `endOffset`
    the offset behind it (from 0).
    """
    findings = [
        {
            "id": fingerprint,
            "rule": finding.rule.code,
            "name": finding.rule.name,
            "key": finding.key,
            "severity": finding.severity,
            "message": finding.message,
            "values": {name: plain(value) for name, value in finding.values.items()},
            "file": finding.file,
            **_region(finding.region),
            "offset": finding.span.start,
            "endOffset": finding.span.end,
            "excerpt": excerpt(finding),
            "document": finding.document,
            "node": finding.node,
            "pointer": finding.pointer,
            "location": finding.location,
            "hint": finding.hint,
            "fix": finding.fix and _fix(finding.fix),
            "related": [
                {"message": message, "file": file, **_region(region)}
                for message, file, region in finding.related
            ],
        }
        for finding, fingerprint in zip(report, fingerprints(report), strict=True)
    ]
    content = {
        "version": VERSION,
        "tool": stdpolicy.__version__,
        "files": report.files,
        "errors": report.errors,
        "warnings": report.warnings,
        "notes": report.notes,
        "waived": len(report.waived),
        "known": len(report.known),
        "unreadable": list(report.unreadable),
        "faults": report.faults,
        "unknown": list(report.unknown),
        "findings": findings,
    }
    return dump(content)


def _region(region: Region) -> dict[str, int]:
    """Lines and columns, in characters and in UTF-16 code units."""
    return {
        "line": region.place.line,
        "column": region.place.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
        "columnUtf16": region.place_utf16.column,
        "endColumnUtf16": region.end_utf16.column,
    }


def excerpt(finding: Diagnostic) -> dict[str, Any]:
    """The line at the beginning of a finding, of a long one the part around it, and its first column."""
    at = min(finding.place.column - 1, len(finding.excerpt))
    first = max(at - AROUND, 0)
    return {"text": finding.excerpt[first : at + AROUND], "column": first + 1}


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "safety": fix.safety,
        "edits": [
            {"start": edit.span.start, "end": edit.span.end, "text": edit.text}
            for edit in fix.edits
        ],
    }


def dump(content: Any, indent: int | None = 2) -> str:
    r"""JSON that a terminal shows as it is, and a parser reads back as it was.

    Only of a lone surrogate, which UTF-8 has not, the parser reads the escape: `\ud800`.
    """
    lines = json.dumps(content, ensure_ascii=False, indent=indent).split("\n")
    return "".join("".join(cells(line, _escape)) + "\n" for line in lines)


def _escape(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return "\\" + visible(character)
    return visible(character) if character <= "\uffff" else json.dumps(character)[1:-1]
