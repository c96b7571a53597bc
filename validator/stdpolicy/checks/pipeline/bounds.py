"""The one bound on the findings of a file."""

from collections.abc import Iterable

from stdpolicy.checks.walk import Walk
from stdpolicy.diagnostics import Finding, Message, Number, Severity
from stdpolicy.formats import rules as syntax
from stdpolicy.formats.reading import MAX_FINDINGS
from stdpolicy.source import START

ONLY_SO_MANY = Message(
    syntax.MORE.code, "more", "only {most} findings are shown", "只列出 {most} 个问题"
)


def found_in(laid_out: Walk, findings: Iterable[Finding]) -> list[Finding]:
    """As many errors as anybody reads, as many warnings, and one more, which shows that there are
    others: no error is left out for a warning that was found before it.

    Their paths lead through the file as it is written.
    """
    found: list[Finding] = []
    room = dict.fromkeys(Severity, MAX_FINDINGS + 1)
    for finding in findings:
        severity = finding.rule.severity
        if room[severity]:
            room[severity] -= 1
            found.append(finding)
        if not room[Severity.ERROR]:
            break
    return [f.moved(laid_out.written) for f in found] if laid_out.brackets else found


def keep(kept: list[Finding], findings: Iterable[Finding]) -> list[Finding]:
    """Adds findings of one severity to what is kept, as many as anybody reads and one more, but
    carries the checks through to the end: what each finds it also mends, or hides from the rules.
    """
    for finding in findings:
        if len(kept) <= MAX_FINDINGS:
            kept.append(finding)
    return kept


def not_too_many(found: list[Finding]) -> list[Finding]:
    """All, or as many as anybody reads, errors first, and the finding that says that there are more."""
    counted = [one for one in found if one.rule is not syntax.MORE]
    if len(counted) <= MAX_FINDINGS:
        return found
    errors_first = sorted(counted, key=lambda one: one.rule.severity is not Severity.ERROR)
    return [*errors_first[:MAX_FINDINGS], ONLY_SO_MANY(START, most=Number(MAX_FINDINGS))]
