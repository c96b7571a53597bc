"""SP801 to SP803: takes out of a report what is waived, and says which waivers are not in order."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from inspect import cleandoc

from stdpolicy import wording
from stdpolicy.config.reading import Waiver
from stdpolicy.diagnostics import (
    MESSAGES,
    RULES,
    Advice,
    Code,
    Date,
    Diagnostic,
    Finding,
    Layer,
    Listed,
    Message,
    Report,
    Rule,
    Severity,
    Value,
    register,
)
from stdpolicy.language import speaking
from stdpolicy.source import START, Place

LATER = (Layer.POLICY, Layer.GROUNDING, Layer.CONSISTENCY)
"""Layers of which errors can be waived, too: the document is valid all the same."""


def _rule(
    code: str,
    name: str,
    summary: str,
    summary_zh: str,
    doc: str,
    severity: Severity = Severity.WARNING,
    *,
    zh: str = "",
) -> None:
    manuals = cleandoc(doc), cleandoc(zh)
    register(Rule(code, name, severity, summary, summary_zh, *manuals))


_rule(
    "SP801",
    "unused-waiver",
    "A waiver waives nothing",
    "豁免没有对应的问题",
    """
    The document was in the run, and has no finding of that rule in that node. What was waived has
    been mended, or the id has changed: take the waiver out, or correct it.
    """,
)
_rule(
    "SP802",
    "expired-waiver",
    "A waiver is past its date",
    "豁免已过期",
    """
    It still holds, and that it is past its date fails no run, so that nothing breaks on a certain day.
    Look at the finding again, and mend it or give the waiver a later date.
    """,
    Severity.NOTE,
)
_rule(
    "SP803",
    "no-waiver",
    "A waiver that cannot be",
    "豁免无效",
    """
    A waiver names a rule by its exact code, so that a new rule is never silenced unseen, and has a
    reason. Errors that make a document invalid (SP1xx to SP4xx) cannot be waived.
    """,
)
UNUSED = Message(
    "SP801",
    "unused",
    "nothing in {policy} is waived by this",
    "",
    Advice("remove", "remove the waiver, or correct its node", ""),
)
EXPIRED = Message(
    "SP802",
    "expired",
    "the waiver was to be looked at by {until}",
    "",
    Advice("look-again", "mend the finding, or give the waiver a later date", ""),
)
NO_RULE = Message("SP803", "no-rule", "there is no rule {found}", "")
NO_REASON = Message(
    "SP803",
    "no-reason",
    "the waiver has no reason",
    "",
    Advice("say-why", "say why the finding stays", ""),
)
NEVER = Message(
    "SP803", "never", "errors of {found} cannot be waived: they make the document invalid", ""
)


BETWEEN = {"SP701", "SP702", "SP705", "SP706"}
"""Rules whose findings hang on what else is in the run: without it a waiver of them has nothing to do."""


def waived(report: Report, waivers: Iterable[Waiver], documents: set[str], today: date) -> Report:
    """The report without what is waived, which it counts, and with what is wrong with the waivers.

    `documents` are the IRIs of those that were in the run.
    """
    left = list(report.diagnostics)
    taken: list[Diagnostic] = []
    for waiver in waivers:
        problem = _refused(waiver)
        if problem is not None:
            left.append(_said(waiver, problem))
            continue
        hit = [found for found in left if _matches(waiver, found)]
        taken += hit
        left = [found for found in left if found not in hit]
        if not hit and waiver.policy in documents and waiver.rule not in BETWEEN:
            left.append(_said(waiver, UNUSED(START, policy=Code(waiver.policy))))
        elif waiver.until is not None and waiver.until < today:
            left.append(_said(waiver, EXPIRED(START, until=Date(waiver.until.isoformat()))))
    return replace(report, diagnostics=left, waived=[*report.waived, *taken])


def _refused(waiver: Waiver) -> Finding | None:
    rule = RULES.get(waiver.rule)
    if rule is None:
        return NO_RULE(START, found=Code(waiver.rule))
    if not waiver.reason or waiver.reason.lower().startswith("todo"):
        return NO_REASON(START)
    if rule.severity is Severity.ERROR and rule.layer not in LATER:
        return NEVER(START, found=Code(rule.code))
    return None


def _matches(waiver: Waiver, found: Diagnostic) -> bool:
    return (
        (found.rule.code, found.document) == (waiver.rule, waiver.policy)
        and waiver.node in ("", found.node)
        and (waiver.words in _sentence(found) or waiver.words in _values(found.values.values()))
    )


def _sentence(found: Diagnostic) -> str:
    """What it says in English, whatever language is spoken: a waiver holds in every language."""
    with speaking("en"):
        return wording.filled(MESSAGES[found.rule.code, found.key], found.values)


def _values(values: Iterable[Value]) -> Iterator[str]:
    """The values of a finding, those of lists one by one: the same in every language."""
    for value in values:
        if isinstance(value, Listed):
            yield from _values(value.values)
        else:
            yield str(wording.plain(value))


def _said(waiver: Waiver, finding: Finding) -> Diagnostic:
    line, column = waiver.place
    return Diagnostic(
        rule=finding.rule,
        key=finding.message.key,
        values=finding.values,
        message=wording.message(finding),
        file=str(waiver.file),
        span=START,
        place=waiver.place,
        end=Place(line, column + 1),
        hint=wording.hint(finding),
    )
