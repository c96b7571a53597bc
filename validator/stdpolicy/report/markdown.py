"""Markdown (CommonMark with the tables of GFM), for a comment on a change or the summary of a job."""

import re
from collections import Counter
from collections.abc import Iterator

from stdpolicy.diagnostics import Diagnostic, Report
from stdpolicy.language import either
from stdpolicy.report.escape import printable
from stdpolicy.report.finding import RULES_PAGE, place

MOST = 50
"""How many findings the table shows."""
LARGEST = 900_000
"""In bytes: what a job's summary may hold is 1 MiB on GitHub."""
SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#|~@&$]")
"""What means something to Markdown, or to who shows it: @ names a person, # an issue, $ a formula."""


def render(report: Report) -> str:
    """A verdict, how often each rule was broken, and the first findings."""
    lines = [*_verdict(report), *_rules(report), *_findings(report)]
    text = ""
    for line in lines:
        if len(text.encode(errors="replace")) + len(line.encode(errors="replace")) > LARGEST:
            break
        text += line + "\n"
    return text


def _verdict(report: Report) -> Iterator[str]:
    from stdpolicy.report import summary

    yield f"**stdpolicy** {summary(report)}"
    yield ""
    for reason in report.unreadable:
        yield f"- {either('not read: ', '未能读取：')}{escaped(reason)}"
    if report.unreadable:
        yield ""


def _rules(report: Report) -> Iterator[str]:
    counts = Counter(finding.rule.code for finding in report)
    if not counts:
        return
    rules = {finding.rule.code: finding.rule for finding in report}
    yield either("| Rule | | Count |", "| 规则 | | 次数 |")
    yield "|---|---|---:|"
    for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        said = either(rules[code].summary, rules[code].summary_zh)
        yield f"| {linked(code)} | {escaped(said)} | {count} |"
    yield ""


def _findings(report: Report) -> Iterator[str]:
    shown = list(report)[:MOST]
    if not shown:
        return
    yield either("| Place | | Finding |", "| 位置 | | 问题 |")
    yield "|---|---|---|"
    for finding in shown:
        yield f"| {escaped(place(finding))} | {linked(finding.rule.code)} | {_said(finding)} |"
    if more := len(report.diagnostics) - len(shown):
        yield ""
        yield either(f"{more} more are not shown.", f"另有 {more} 个问题没有列出。")


def _said(finding: Diagnostic) -> str:
    hint = f"<br>{escaped(finding.hint)}" if finding.hint else ""
    return escaped(finding.message) + hint


def linked(code: str) -> str:
    """The code of a rule, which leads to what the manual says of it."""
    return f"[{code}]({RULES_PAGE}{code.lower()})"


def escaped(string: str) -> str:
    """A string on one line that is shown as it is."""
    return SPECIAL.sub(r"\\\g<0>", printable(string))
