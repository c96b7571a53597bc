"""Renderers of reports: text and Markdown for people; JSON, SARIF, JUnit, GitHub annotations and GitLab's
code quality for programs.

Neither a policy's text nor the name of its file is trusted: whatever they hold, each format is well
formed, and whoever reads it takes for text what is text (`escape`).
"""

from enum import StrEnum

from stdpolicy.diagnostics import Report
from stdpolicy.language import language
from stdpolicy.report.escape import printable

__all__ = ["ReportFormat", "counted", "printable", "render", "summary"]


class ReportFormat(StrEnum):
    """How `validate` prints what it found."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"


def render(report: Report, format: ReportFormat, *, color: bool = False, category: str = "") -> str:
    """The report in a format, with a final newline unless it is empty.

    `category` tells SARIF runs of one commit apart.
    """
    match format:  # one is asked for in a run, if any
        case ReportFormat.TEXT:
            from stdpolicy.report import text

            return text.render(report, color=color)
        case ReportFormat.JSON:
            from stdpolicy.report import json

            return json.render(report)
        case ReportFormat.SARIF:
            from stdpolicy.report import sarif

            return sarif.render(report, category)
        case ReportFormat.JUNIT:
            from stdpolicy.report import junit

            return junit.render(report)
        case ReportFormat.GITHUB:
            from stdpolicy.report import github

            return github.render(report)
        case ReportFormat.GITLAB:
            from stdpolicy.report import gitlab

            return gitlab.render(report)
        case ReportFormat.MARKDOWN:
            from stdpolicy.report import markdown

            return markdown.render(report)


def summary(report: Report) -> str:
    """One sentence about the whole run."""
    if language() == "zh":
        return _summary(report)
    files = counted(report.files, "file")
    rest = f", {len(report.waived)} waived" if report.waived else ""
    rest += f", {len(report.known)} in the baseline" if report.known else ""
    rest += f", {report.faults} not to the end (SP905)" if report.faults else ""
    if report.unknown:
        rest += f", references to {counted(len(report.unknown), 'unknown document')}"
    if report.ok(strict=True) and not report.notes:
        return f"{files} checked, no findings{rest}"
    errors, warnings = counted(report.errors, "error"), counted(report.warnings, "warning")
    notes = f", {counted(report.notes, 'note')}" if report.notes else ""
    return f"{files} checked, {errors}, {warnings}{notes}{rest}"


def _summary(report: Report) -> str:
    """The same in Chinese."""
    rest = f"，豁免 {len(report.waived)} 个" if report.waived else ""
    rest += f"，基线中 {len(report.known)} 个" if report.known else ""
    rest += f"，{report.faults} 个文件未能查完（SP905）" if report.faults else ""
    if report.unknown:
        rest += f"，有引用指向 {len(report.unknown)} 个未知的文档"
    if report.ok(strict=True) and not report.notes:
        return f"已检查 {report.files} 个文件，没有问题{rest}"
    notes = f"，{report.notes} 个提示" if report.notes else ""
    found = f"{report.errors} 个错误，{report.warnings} 个警告{notes}{rest}"
    return f"已检查 {report.files} 个文件，{found}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun in English; the plural where it is not the noun with an s."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
