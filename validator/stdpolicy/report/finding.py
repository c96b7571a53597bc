"""What the renderers say of a finding alike."""

import os

from stdpolicy.diagnostics import Diagnostic, Report
from stdpolicy.files import Reason
from stdpolicy.language import either

RULES_PAGE = "https://w3id.org/stdpolicy/rules#"


def place(finding: Diagnostic) -> str:
    """Where it is: file, line and column."""
    return f"{finding.file}:{finding.place.line}:{finding.place.column}"


def sentence(finding: Diagnostic) -> str:
    """What it says and what to do, for readers who know only one text."""
    hint = either(f" ({finding.hint})", f"（{finding.hint}）") if finding.hint else ""
    return finding.message + hint


def names(report: Report) -> list[str]:
    """The files of a report, each once: those that were read, and any others with findings."""
    return list(dict.fromkeys((*report.names, *(finding.file for finding in report))))


def below(name: str) -> str:
    """The path of a file from the working folder, if it is below that; else the name as it is."""
    if path(name) is None:
        return name
    try:
        relative = os.path.relpath(name)
    except (FileNotFoundError, ValueError):  # the folder is gone, or on another drive
        return name
    return name if relative.startswith("..") else relative.replace(os.sep, "/")


def unread(reason: str) -> str | None:
    """The path of a file that could not be read, by the reason; None where that has none."""
    return path(reason.file) if isinstance(reason, Reason) else None


def path(name: str) -> str | None:
    """The path of a file by its name; None for a stream or bytes, which are named such as `<stdin>`."""
    return None if not name or (name[0], name[-1]) == ("<", ">") else name
