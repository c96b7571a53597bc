"""JSON (RFC 8259), for programs."""

import json
from typing import Any

import stdpolicy
from stdpolicy.diagnostics import Fix, Report
from stdpolicy.report.escape import cells, visible
from stdpolicy.report.fingerprint import fingerprints
from stdpolicy.wording import plain

VERSION = 1
"""Of the form that schema/report.schema.json describes."""


def render(report: Report) -> str:
    """All of the report; `endColumn` is the column behind the last character (from 1)."""
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
            "line": finding.place.line,
            "column": finding.place.column,
            "endLine": finding.end.line,
            "endColumn": finding.end.column,
            "document": finding.document,
            "node": finding.node,
            "pointer": finding.pointer,
            "hint": finding.hint,
            "fix": finding.fix and _fix(finding.fix),
            "related": [
                {"message": message, "file": file, "line": at.line, "column": at.column}
                for message, file, at in finding.related
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
        "findings": findings,
    }
    return dump(content)


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "safety": fix.safety,
        "edits": [
            {"start": edit.span.start, "end": edit.span.end, "text": edit.text}
            for edit in fix.edits
        ],
    }


def dump(content: Any) -> str:
    r"""JSON that a terminal shows as it is, and a parser reads back as it was.

    Only of a lone surrogate, which UTF-8 has not, the parser reads the escape: `\ud800`.
    """
    lines = json.dumps(content, ensure_ascii=False, indent=2).split("\n")
    return "".join("".join(cells(line, _escape)) + "\n" for line in lines)


def _escape(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return "\\" + visible(character)
    return visible(character) if character <= "\uffff" else json.dumps(character)[1:-1]
