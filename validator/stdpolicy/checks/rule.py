"""Rules and stages: a check is a generator with a rule on it, and to register it is to schedule it.

A stage is a moment of the pipeline whose rules all take one kind of subject. The docstring of a
check is the manual of its rule.
"""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from stdpolicy.diagnostics import Advice, Finding, Rule, Safety, Severity, register

S = TypeVar("S")
Check = Callable[[S], Iterator[Finding]]

DID_YOU_MEAN = Advice("did-you-mean", 'did you mean "{guess}"?', "是否应为“{guess}”？")
WRITE = Advice("write", "write {right}", "改为 {right}")


class Unknown(LookupError):
    """A check asked for what another fault hides: nothing can be said, and nothing is."""


class Stage(Generic[S]):
    """A moment of the pipeline, with the checks that run then, in the order they are written in.

    Where a stage is `exclusive` the first check that finds anything ends it: later ones rely on it.
    """

    def __init__(self, name: str, *, exclusive: bool = False) -> None:
        self.name = name
        self.exclusive = exclusive
        self.checks: list[Check[S]] = []

    def run(self, subject: S) -> Iterator[Finding]:
        """What the checks find; one that asks for what a fault hides finds nothing more."""
        for check in self.checks:
            found = False
            try:
                for finding in check(subject):
                    found = True
                    yield finding
            except Unknown:
                continue
            if found and self.exclusive:
                return


def rule(
    code: str,
    name: str,
    summary: str,
    summary_zh: str,
    severity: Severity = Severity.ERROR,
    *,
    on: Stage[S] | tuple[Stage[S], ...],
    zh: str = "",
    fixes: tuple[Safety, ...] = (),
) -> Callable[[Check[S]], Check[S]]:
    """Registers a check under a code and schedules it on a stage, or on several.

    `zh` is the manual in Chinese; in English that is the docstring of the check. `fixes`
    says how sure the fixes are that its findings may have.
    """

    def registered(check: Check[S]) -> Check[S]:
        manuals = check.__doc__ or "", zh
        register(Rule(code, name, severity, summary, summary_zh, *manuals, fixes))
        for stage in on if isinstance(on, tuple) else (on,):
            stage.checks.append(check)
        return check

    return registered
