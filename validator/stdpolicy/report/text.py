"""Text for people."""

import unicodedata

from stdpolicy.diagnostics import Diagnostic, Report, Safety, Severity
from stdpolicy.language import either
from stdpolicy.report.escape import cells, printable
from stdpolicy.report.finding import place

WIDTH = 96
"""How much of a line an excerpt shows, in characters."""
CHINESE = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
MARKS = {Safety.SAFE: "[fix]", Safety.LIKELY: "[likely]"}
"""After the hint that `validate --fix`, or `--fix --likely`, carries out."""
COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


def render(report: Report, *, color: bool = False) -> str:
    """Place, rule, sentence, the line with a caret, and what to do."""
    return "".join(_finding(finding, color) for finding in report)


def _finding(finding: Diagnostic, color: bool) -> str:
    def paint(code: str, string: str) -> str:
        return f"\x1b[{code}m{string}\x1b[0m" if color else string

    severity = paint(COLORS[finding.severity], either(finding.severity, CHINESE[finding.severity]))
    where = paint("1", printable(place(finding)))
    lines = [f"{where}: {severity} {finding.rule.code}: {printable(finding.message)}"]
    if finding.excerpt.strip():
        excerpt, caret = _excerpt(finding.excerpt, finding.place.column, _last(finding))
        number = str(finding.place.line)
        lines += [f"  {number} | {excerpt}", f"  {' ' * len(number)} | {paint('32', caret)}"]
    for message, file, at in finding.related:
        where = "" if file == finding.file else f"{printable(file)}, "
        lines.append(
            either(
                f"  {printable(message)}: {where}line {at.line}, column {at.column}",
                f"  {printable(message)}：{where}第 {at.line} 行第 {at.column} 列",
            )
        )
    if finding.hint:
        how = f" {paint('32', MARKS[finding.fix.safety])}" if finding.fix else ""
        lines.append(f"  {either('hint: ', '建议：')}{printable(finding.hint)}{how}")
    return "\n".join(lines) + "\n"


def _last(finding: Diagnostic) -> int:
    """The column behind the finding on its first line."""
    same = finding.end.line == finding.place.line
    return finding.end.column if same else len(finding.excerpt) + 1


def _excerpt(line: str, column: int, end: int) -> tuple[str, str]:
    """The part of a line around a column, and carets under all up to the end that is shown."""
    at = min(column - 1, len(line))
    start = 0 if at < WIDTH - 16 else at - WIDTH // 2
    shown = cells(line[start : start + WIDTH].replace("\t", " "))
    prefix = "..." if start else ""
    suffix = "..." if start + WIDTH < len(line) else ""
    before = prefix + "".join(shown[: at - start])
    marked = "".join(shown[at - start : end - 1 - start])
    return prefix + "".join(shown) + suffix, " " * _columns(before) + "^" * max(_columns(marked), 1)


def _columns(string: str) -> int:
    """How many columns a terminal gives a string: Chinese characters take two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in string
    )
