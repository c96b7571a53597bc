"""GitLab's code quality report: JSON in the form of Code Climate, of which GitLab reads some keys."""

from typing import Any

from stdpolicy.diagnostics import Report, Severity
from stdpolicy.report.escape import printable
from stdpolicy.report.finding import below, sentence, unread
from stdpolicy.report.fingerprint import fingerprints
from stdpolicy.report.json import dump

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report) -> str:
    """An array with an object for each finding and each file that could not be read."""
    found = [
        _issue(
            f"{finding.rule.code}: {printable(sentence(finding))}",
            finding.rule.name,
            fingerprint,
            "blocker" if finding.is_fault else SEVERITIES[finding.severity],
            finding.file,
            (finding.place.line, finding.end.line),
        )
        for finding, fingerprint in zip(report, fingerprints(report), strict=True)
    ]
    found += [
        _issue(
            printable(reason),
            "unreadable",
            f"unreadable-{n}",
            "blocker",
            unread(reason) or "stdpolicy",
            (1, 1),
        )
        for n, reason in enumerate(report.unreadable, 1)
    ]
    return dump(found)


def _issue(
    description: str,
    check: str,
    fingerprint: str,
    severity: str,
    file: str,
    lines: tuple[int, int],
) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {
            "path": printable(below(file)),
            "lines": {"begin": lines[0], "end": lines[1]},
        },
    }
