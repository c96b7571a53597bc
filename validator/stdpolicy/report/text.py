"""Text for people."""

from stdpolicy.diagnostics import Diagnostic, Report, Safety, Severity
from stdpolicy.language import either
from stdpolicy.report.escape import cells, printable
from stdpolicy.report.excerpt import columns, window
from stdpolicy.report.finding import place

WIDTH = 80
"""Of a line with an excerpt, in cells of a terminal."""
LONGEST = 1000
"""How much of a line is looked at before and behind a finding, in characters."""
CUT = "..."
CHINESE = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
MARKS = {Safety.SAFE: "[fix]", Safety.LIKELY: "[likely]"}
"""After the hint that `validate --fix`, or `--fix --likely`, carries out."""
COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


def render(report: Report, *, color: bool = False) -> str:
    """Place, rule, sentence, the line with a caret, and what to do: what each file has by itself, then
    what other files say of it, as a run comes to know it.
    """
    ordered = sorted(report, key=lambda finding: finding.late)
    return "".join(finding_text(finding, color=color) for finding in ordered)


def finding_text(finding: Diagnostic, *, color: bool = False) -> str:
    """A finding with its excerpt and what belongs to it, on several lines."""

    def paint(code: str, string: str) -> str:
        return f"\x1b[{code}m{string}\x1b[0m" if color else string

    severity = paint(COLORS[finding.severity], either(finding.severity, CHINESE[finding.severity]))
    where = paint("1", printable(place(finding)))
    lines = [f"{where}: {severity} {finding.rule.code}: {printable(finding.message)}"]
    if finding.excerpt.strip():
        number = str(finding.place.line)
        room = WIDTH - len(f"  {number} | ")
        excerpt, caret = _excerpt(finding.excerpt, finding.place.column, _last(finding), room)
        lines += [f"  {number} | {excerpt}", f"  {' ' * len(number)} | {paint('32', caret)}"]
    for message, file, region in finding.related:
        at = region.place
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


def _excerpt(line: str, column: int, end: int, room: int) -> tuple[str, str]:
    """The part of a line around a column, and carets under all up to the end that is shown."""
    at = min(column - 1, len(line))
    skipped = max(at - LONGEST, 0)
    shown = cells(line[skipped : at + LONGEST].replace("\t", " "))
    widths = [columns(cell) for cell in shown]
    start, stop = at - skipped, min(max(end - 1 - skipped, at - skipped), len(shown))
    first, last = 0, len(shown)
    if skipped or at + LONGEST < len(line) or sum(widths) > room:
        first, last = window(widths, start, stop, room - 2 * len(CUT))
        if first == 0 or last == len(shown):  # cut on one side only
            first, last = window(widths, start, stop, room - len(CUT))
    before = (CUT if first + skipped else "") + "".join(shown[first:start])
    after = CUT if last + skipped < len(line) else ""
    carets = "^" * max(columns("".join(shown[start : min(stop, last)])), 1)
    return before + "".join(shown[start:last]) + after, " " * columns(before) + carets
