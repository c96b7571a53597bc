"""SP801 to SP803: takes out of a report what is waived, and says which waivers are not in order."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from stdpolicy import wording
from stdpolicy.config.waiver_tables import Waiver
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
    register(Rule(code, name, severity, summary, summary_zh, doc, zh))


_rule(
    "SP801",
    "unused-waiver",
    "A waiver waives nothing",
    "豁免没有对应的问题",
    """
    A waiver waives nothing: the document was in the run, and has no finding of that rule in that
    node, or about those words, if the waiver names any. Of documents that were not in the run
    nothing is said.

    Why: What was waived has been mended, or the id has changed. A waiver that is left would silence
    a new finding of the rule there unseen. Take it out, or correct its `node`.
    """,
    zh="""
    豁免没有对应的问题：文档在本次运行之中，而所指节点没有该规则的问题；豁免写明文字（words）的，没有涉及这些文字的问题。
    不在本次运行之中的文档不作报告。

    理由：所豁免的问题已经改正，或者标识已经改变。留下的豁免会在无人察觉时略去该处同一规则的新问题。
    删去该豁免，或者更正其 `node`。
    """,
)
_rule(
    "SP802",
    "expired-waiver",
    "A waiver is past its date",
    "豁免已过期",
    """
    A waiver is past its date. It still holds, unless the configuration has `waiver-expiry = "fail"`:
    then the finding is told again.

    Why: The date says when to look at the finding again. That it is past fails no run unasked, so
    that nothing breaks on a certain day. Mend the finding, or give the waiver a later date.
    """,
    Severity.NOTE,
    zh="""
    豁免已过其日期，但仍然有效；配置文件中写有 `waiver-expiry = "fail"` 的，则重新列出该问题。

    理由：日期表示何时重新审视该问题。除非另有要求，过期不会使运行失败，以免到某一天突然出错。改正问题，
    或者推迟豁免的日期。
    """,
)
_rule(
    "SP803",
    "no-waiver",
    "A waiver that cannot be",
    "豁免无效",
    """
    A waiver names a rule that there is not, has no reason (none, or "todo"), or names a rule
    whose errors cannot be waived. These are the errors that make a document invalid (SP1xx
    to SP4xx). Such a waiver is not applied; the findings are told at their places.

    Why: A waiver names a rule by its exact code, so that a new rule is never silenced unseen,
    and says why the finding stays. An invalid document cannot be read by others, whatever is
    waived.
    """,
    zh="""
    豁免所指的规则不存在，或者豁免没有理由（没有写，或者写作 todo），或者所指规则的错误不能豁免。
    使文档无效的错误（SP1xx 至 SP4xx）不能豁免。这样的豁免不起作用，问题仍在原处列出。

    理由：豁免以确切的编号指明规则，新规则就不会在无人察觉时被略去；豁免还须写明保留问题的理由。
    无效的文档，无论豁免了什么，其他工具都不能读取。
    """,
)
UNUSED = Message(
    "SP801",
    "unused",
    "nothing in {policy} is waived by this",
    "{policy} 中没有此豁免对应的问题",
    Advice("remove", "remove the waiver, or correct its node", "删去该豁免，或者更正其 node"),
)
EXPIRED = Message(
    "SP802",
    "expired",
    "the waiver was to be looked at by {until}",
    "该豁免的复查日期为 {until}，现已过期",
    Advice(
        "look-again",
        "mend the finding, or give the waiver a later date",
        "改正问题，或者推迟豁免的日期",
    ),
)
NO_RULE = Message(
    "SP803",
    "no-rule",
    "there is no rule {found}: {meant}",
    "没有规则 {found}：{meant}",
)
NO_REASON = Message(
    "SP803",
    "no-reason",
    "the waiver has no reason",
    "豁免没有写明理由（reason）",
    Advice("say-why", "say why the finding stays", "写明保留该问题的理由"),
)
NEVER = Message(
    "SP803",
    "never",
    "errors of {found} cannot be waived: they make the document invalid",
    "{found} 的错误不能豁免：这类错误使文档无效",
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
        expired = waiver.until is not None and waiver.until < today
        if waiver.holds(today):
            taken += hit
            left = [found for found in left if found not in hit]
        if not hit and waiver.policy in documents and waiver.rule not in BETWEEN:
            left.append(_said(waiver, UNUSED(START, policy=Code(waiver.policy))))
        elif waiver.until is not None and expired:
            left.append(_said(waiver, EXPIRED(START, until=Date(waiver.until.isoformat()))))
    return replace(report, diagnostics=left, waived=[*report.waived, *taken])


def told(found: Iterable[Diagnostic], waivers: Iterable[Waiver], today: date) -> list[Diagnostic]:
    """The findings that no waiver takes out, whatever else is in the run."""
    holding = [one for one in waivers if one.holds(today) and _refused(one) is None]
    return [one for one in found if not any(_matches(waiver, one) for waiver in holding)]


def _refused(waiver: Waiver) -> Finding | None:
    rule = RULES.get(waiver.rule)
    if rule is None:
        from stdpolicy.rule_names import meant

        return NO_RULE(START, found=Code(waiver.rule), meant=meant(waiver.rule, RULES))
    if not waiver.reason or waiver.reason.lower().startswith("todo"):
        return NO_REASON(START)
    if not waivable(rule):
        return NEVER(START, found=Code(rule.code))
    return None


def waivable(rule: Rule) -> bool:
    """Whether a document is valid all the same where the rule is broken."""
    return rule.severity is not Severity.ERROR or rule.layer in LATER


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
        late=True,
    )
