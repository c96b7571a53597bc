"""The files of a run checked by several processes: each begins a file, and finishes it when all files before
it have begun.
"""

from collections.abc import Callable, Generator, Iterable
from functools import partial
from typing import NamedTuple

from stdpolicy.checks.alone import Before, Begun, Checker, Facts, Opener, Settings
from stdpolicy.checks.pipeline import failed
from stdpolicy.diagnostics import Diagnostic
from stdpolicy.files import reason
from stdpolicy.workers import Ended
from stdpolicy.workers.processes import Told, worked


class Found(NamedTuple):
    """What was found in a file."""

    diagnostics: list[Diagnostic]
    problems: list[str]
    """Files that could not be opened, this one or one that it points to."""
    is_open: bool = True
    """Whether it could be opened itself."""


Enter = Callable[[Opener, Facts], Before]
"""Takes a file into the run, and says what those before it are to it."""


def checked(
    openers: Iterable[Opener], jobs: int, settings: Settings, enter: Enter
) -> Generator[Found, None, None]:
    """What is found in files, in their order, by so many processes.

    A process that ends early is a fault (SP905) of the file that it was at; without `keep_going` Ended is
    raised, or what was raised in a process.
    """

    def lost(opener: Opener, told: Told | None, error: Ended) -> tuple[Told | None, Found]:
        if not settings.keep_going:
            raise error
        try:
            facts = told.facts if told else Facts(opener().name)
        except OSError as gone:
            return None, Found([], [reason(gone)], is_open=False)
        return Told(facts), Found([failed(facts.name, error)], [])

    return worked(openers, jobs, partial(_Hand, settings), lost=lost, enter=enter)


class _Hand:
    """Checks files in a process, and holds those that it has begun."""

    def __init__(self, settings: Settings) -> None:
        self._checker = Checker(settings, [])
        self._held: dict[int, Begun] = {}

    def __call__(self, number: int, opener: Opener, before: Before | None) -> Found | Told:
        """Begins a file, or finishes it; one that another process had begun, which ended, it begins first."""
        if number not in self._held:
            try:
                source = opener()
            except OSError as error:
                return Found([], [reason(error)], is_open=before is not None)
            self._held[number] = self._checker.begin(source)
        if before is None:
            return Told(self._held[number].facts)
        known = len(self._checker.problems)
        found = self._checker.finish(self._held.pop(number), before)
        return Found(found, self._checker.problems[known:])
