"""Rules and stages: a check is a generator with a rule on it, and to register it is to schedule it.

A stage is a moment of the pipeline whose rules all take one kind of subject. The docstring of a
check is the manual of its rule.
"""

import difflib
import inspect
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from stdpolicy.diagnostics import Advice, Finding, Rule, Severity, register
from stdpolicy.checks.partial import Unknown

S = TypeVar("S")
Check = Callable[[S], Iterator[Finding]]

MAX_NAMES, MAX_LENGTH = 500, 60
"""Bounds of a did-you-mean: how many names are compared, and how long one may be."""


class Stage(Generic[S]):
    """A moment of the pipeline, with the checks that run then, in the order of their codes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.checks: dict[str, Check[S]] = {}

    def run(self, subject: S) -> Iterator[Finding]:
        """What every check finds. One that asks for what a fault hides finds nothing."""
        for check in self.checks.values():
            yield from self._tried(check, subject)

    def first(self, subject: S) -> Iterator[Finding]:
        """What the first check finds that finds anything: the later ones rely on the earlier."""
        for check in self.checks.values():
            found = list(self._tried(check, subject))
            if found:
                yield from found
                return

    @staticmethod
    def _tried(check: Check[S], subject: S) -> Iterator[Finding]:
        try:
            yield from check(subject)
        except Unknown:
            return


def rule(
    code: str,
    name: str,
    summary: str,
    summary_zh: str,
    *,
    on: Stage[S],
    severity: Severity = Severity.ERROR,
) -> Callable[[Check[S]], Check[S]]:
    """Registers a check under a code and schedules it on a stage."""

    def registered(check: Check[S]) -> Check[S]:
        doc = inspect.cleandoc(check.__doc__ or "")
        register(Rule(code, name, severity, summary, summary_zh, doc))
        on.checks[code] = check
        on.checks = dict(sorted(on.checks.items()))
        return check

    return registered
