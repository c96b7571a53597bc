"""Renderers of reports: text for people; JSON, SARIF, JUnit and GitHub annotations for programs.

Neither a policy's text nor the name of its file is trusted: whatever they hold, each format is well
formed, and whoever reads it takes for text what is text (`escape`).
"""

from collections.abc import Callable
from enum import StrEnum

from stdpolicy.diagnostics import Report
from stdpolicy.report import github, json, junit, sarif, text
from stdpolicy.report.escape import printable
from stdpolicy.report.text import summary

__all__ = ["ReportFormat", "printable", "render", "summary"]


class ReportFormat(StrEnum):
    """How `validate` prints what it found."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


def render(report: Report, format: ReportFormat, *, color: bool = False) -> str:
    """The report in a format, with a final newline unless it is empty."""
    renderers: dict[ReportFormat, Callable[[Report], str]] = {
        ReportFormat.TEXT: lambda r: text.render(r, color=color),
        ReportFormat.JSON: json.render,
        ReportFormat.SARIF: sarif.render,
        ReportFormat.JUNIT: junit.render,
        ReportFormat.GITHUB: github.render,
    }
    return renderers[format](report)
