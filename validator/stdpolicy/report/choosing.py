"""Which findings of a report are told: by the codes of their rules, and by how many there are."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from stdpolicy.diagnostics import RULES, Diagnostic, Report, Rule
from stdpolicy.language import either
from stdpolicy.rule_names import meant
from stdpolicy.wording import shown, words


class UnknownCode(ValueError):
    """A code that no rule has, nor any rule's code begins with; the message names it."""


def codes(said: Iterable[str], rules: Collection[str] = RULES) -> tuple[str, ...]:
    """Codes and beginnings of codes, SP3 or SP304, as they were written, with commas or apart.

    Raises UnknownCode.
    """
    found = [one.upper() for one in words(said)]
    for one in found:
        if not any(code.startswith(one) for code in rules):
            hint = shown(meant(one, rules))
            raise UnknownCode(either(f"no rule {one}; {hint}", f"没有规则 {one}；{hint}"))
    return tuple(found)


def chosen(report: Report, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Report:
    """The report with the findings of selected rules that are not ignored; of all rules by default.

    Of two beginnings of a code the longer decides: SP6 selected and SP61 ignored leave SP620.
    """
    if not (select or ignore):
        return report
    return replace(report, diagnostics=[d for d in report if is_chosen(d, select, ignore)])


def is_chosen(found: Diagnostic, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Whether a finding is one of those; that stdpolicy failed always is."""

    def longest(beginnings: tuple[str, ...]) -> int:
        return max((len(one) for one in beginnings if found.rule.code.startswith(one)), default=0)

    ignored = longest(ignore)
    asked = longest(select) > ignored if select else not ignored
    return asked or found.is_fault


def first(report: Report, most: int) -> tuple[Report, int]:
    """The report with no more than so many findings, and how many are left out: errors come first."""
    if len(report.diagnostics) <= most:
        return report, 0
    worst = sorted(report, key=lambda d: ("error", "warning", "note").index(d.severity))[:most]
    kept = {id(one) for one in worst}
    shown = [one for one in report if id(one) in kept]
    return replace(report, diagnostics=shown), len(report.diagnostics) - most


def statistics(report: Report) -> str:
    """How often each rule was broken, the most often first."""
    rules = {found.rule.code: found.rule for found in report}
    return frequencies(Counter(found.rule.code for found in report), rules)


def frequencies(counts: Mapping[str, int], rules: Mapping[str, Rule]) -> str:
    """The same of how often each was, by its code."""
    width = len(str(max(counts.values(), default=0)))
    return "".join(
        f"{count:{width}}  {code}  {either(rules[code].summary, rules[code].summary_zh)}\n"
        for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    )
