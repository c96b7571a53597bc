"""GitHub workflow commands, which show findings beside the lines of a change."""

from stdpolicy.diagnostics import Report, Severity
from stdpolicy.report.escape import printable
from stdpolicy.report.finding import path, sentence, unread

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """A command on a line of its own for each file that could not be read and for each finding, errors
    first: GitHub shows no more than ten of each kind for a step.
    """
    lines = []
    for reason in report.unreadable:
        about = {"file": unread(reason), "title": "unreadable"}
        lines.append(_command("error", about, reason))
    for finding in sorted(report, key=lambda one: list(COMMANDS).index(one.severity)):
        one_line = finding.place.line == finding.end.line  # columns of others are not taken
        properties = {
            "file": path(finding.file),
            "line": str(finding.place.line),
            "endLine": str(finding.end.line),
            "col": str(finding.place.column) if one_line else None,
            "endColumn": str(finding.end.column) if one_line else None,
            "title": f"{finding.rule.code} {finding.rule.name}",
        }
        lines.append(_command(COMMANDS[finding.severity], properties, sentence(finding)))
    return "".join(lines)


def _command(name: str, properties: dict[str, str | None], message: str) -> str:
    listed = ",".join(f"{key}={_property(v)}" for key, v in properties.items() if v is not None)
    return f"::{name} {listed}::{_data(message)}\n"


def _data(string: str) -> str:
    return printable(string).replace("%", "%25")


def _property(string: str) -> str:
    return _data(string).replace(":", "%3A").replace(",", "%2C")
