"""GitLab's code quality report: JSON in the form of Code Climate, of which GitLab reads some keys."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from stdpolicy.diagnostics import Report, Severity
from stdpolicy.report.escape import printable
from stdpolicy.report.finding import below, sentence, unread
from stdpolicy.report.fingerprint import LENGTH, fingerprints
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
        for finding, fingerprint in zip(report, _apart(fingerprints(report)), strict=True)
    ]
    files = [unread(reason) or "stdpolicy" for reason in report.unreadable]
    names = (hashlib.sha256(f"unreadable {below(file)}".encode(errors="replace")) for file in files)
    unreadable = _apart(name.hexdigest()[:LENGTH] for name in names)
    found += [
        _issue(printable(reason), "unreadable", fingerprint, "blocker", file, (1, 1))
        for reason, file, fingerprint in zip(report.unreadable, files, unreadable, strict=True)
    ]
    return dump(found)


def _apart(fingerprints: Iterable[str]) -> Iterator[str]:
    """Fingerprints of which no two are equal, though the same is found in another notation of a document."""
    counts: Counter[str] = Counter()
    for fingerprint in fingerprints:
        counts[fingerprint] += 1
        number = counts[fingerprint]
        yield fingerprint if number == 1 else f"{fingerprint}-{number}"


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
