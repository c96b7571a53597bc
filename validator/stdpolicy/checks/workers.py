"""Processes that check the files of a run, several at a time; what they find comes in the order of the files.

A process begins a file, and finishes it when all files before it have begun. It is asked only when it
has answered all that it was asked, so that neither side ever waits for the other to read.
"""

import multiprocessing
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from stdpolicy.checks.alone import Before, Begun, Checker, Facts, Opener, Settings
from stdpolicy.checks.pipeline import Ended, failed
from stdpolicy.diagnostics import Diagnostic
from stdpolicy.files import reason
from stdpolicy.language import language, speaking

IN_FLIGHT = 4
"""How many files for each process are held at most, begun and not told."""
SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


class Step(NamedTuple):
    """What a process is asked: to begin a file or, with what is `before` it, to finish it."""

    number: int
    opener: Opener
    before: Before | None


class Found(NamedTuple):
    """What was found in a file."""

    diagnostics: list[Diagnostic]
    problems: list[str]
    """Files that could not be opened, this one or one that it points to."""
    is_open: bool = True
    """Whether it could be opened itself."""


Answer = Facts | Found | Exception
Enter = Callable[[Facts, Opener], Before]
"""Takes a file into the run, and says what those before it are to it."""


@dataclass(eq=False, slots=True)
class _File:
    """A file in flight."""

    step: Step
    worker: "_Worker"
    facts: Facts | None = None
    found: Found | None = None

    @property
    def waits(self) -> bool:
        """Whether there is something to be done about it."""
        return self.found is None and (self.facts is None or self.step.before is not None)


def checked(
    openers: Iterable[Opener], jobs: int, settings: Settings, enter: Enter
) -> Generator[Found, None, None]:
    """What is found in files, in their order, by so many processes. All have ended when this ends.

    A process that ends early is a fault (SP905) of the file that it was at, and the others are checked;
    without `keep_going` Ended is raised, or what was raised in a process.
    """
    workers = [_Worker(settings) for _ in range(jobs)]
    numbered = enumerate(openers)
    flight: deque[_File] = deque()
    try:
        while True:
            for worker in workers:
                if not worker.asked:
                    if len(flight) < jobs * IN_FLIGHT and (new := next(numbered, None)):
                        flight.append(_File(Step(*new, None), worker))
                    worker.ask([one for one in flight if one.worker is worker and one.waits])
            if not flight:
                return
            while flight and (found := flight[0].found):
                flight.popleft()
                yield found
            busy = {worker.connection: worker for worker in workers if worker.asked}
            for connection in wait(busy) if busy else ():
                busy[connection].answer()  # type: ignore[index]
            for file in flight:
                if file.facts is None and file.found is None:
                    break
                if file.facts is not None and file.step.before is None:
                    file.step = file.step._replace(before=enter(file.facts, file.step.opener))
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A process, started when it is first asked, and anew when it has ended."""

    connection: "Connection[list[Step], Answer]"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: BaseProcess | None = None
        self.asked: deque[_File] = deque()
        """What it has not answered."""

    def ask(self, files: list[_File]) -> None:
        """Asks for what comes next of some files."""
        if not files:
            return
        if self._process is None:
            self._start()
        self.asked.extend(files)
        with suppress(OSError):  # it has ended, which is seen when it is to answer
            self.connection.send([file.step for file in files])

    def answer(self) -> None:
        """Takes in one answer. Raises what was raised in the process, and Ended."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self._ended()
            return
        file = self.asked.popleft()
        if isinstance(answer, Facts):
            file.facts = answer
        elif isinstance(answer, Found):
            file.found = answer
        else:
            raise answer

    def end(self) -> int:
        """Ends the process, whatever it is at, and gives its exit code."""
        process, self._process = self._process, None
        if process is None or not process.pid:
            return 0
        process.kill()
        process.join()
        code = process.exitcode or 0
        process.close()
        self.connection.close()
        return code

    def _start(self) -> None:
        # With threads a process that is forked may hang; one that begins anew imports all once more.
        alone = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if alone else "spawn")
        self.connection, theirs = context.Pipe()
        # Who is forked has our end too, and would never see that it is closed.
        arguments = (theirs, self._settings, language(), self.connection if alone else None)
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_work, args=arguments, daemon=True
        )
        with _blocked():
            self._process.start()
        theirs.close()

    def _ended(self) -> None:
        """Says of the file that the process was at that it ended; the others are asked for again."""
        code = self.end()
        file = self.asked.popleft()
        self.asked.clear()
        error = Ended(signal.Signals(-code).name if code < 0 else f"exit code {code}")
        if not self._settings.keep_going:
            raise error
        try:
            file.facts = file.facts or Facts(file.step.opener().name)
            file.found = Found([failed(file.facts.name, error)], [])
        except OSError as gone:
            file.found = Found([], [reason(gone)], is_open=False)


@contextmanager
def _blocked() -> Iterator[None]:
    """Signals wait: they find a process that has begun, and one that begins does not get those that are
    for all (Ctrl-C): the process that started it is who ends it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # not a POSIX system
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(
    connection: "Connection[Answer, list[Step]]",
    settings: Settings,
    spoken: str,
    other_end: "Connection[list[Step], Answer] | None",
) -> None:
    """What runs in a process: some steps after the others, until nobody asks any more."""
    if hasattr(signal, "pthread_sigmask"):
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if other_end is not None:
        other_end.close()
    problems: list[str] = []
    checker = Checker(settings, problems)
    held: dict[int, Begun] = {}
    with suppress(EOFError, OSError), speaking(spoken):
        while True:
            for step in connection.recv():
                try:
                    answer = _answer(checker, held, step)
                except Exception as error:
                    answer = _sent(error)
                connection.send(answer)


def _answer(checker: Checker, held: dict[int, Begun], step: Step) -> Answer:
    """Does a step; a file that another process had begun, which ended, is begun once more."""
    if step.number not in held:
        try:
            source = step.opener()
        except OSError as error:
            return Found([], [reason(error)], is_open=step.before is not None)
        held[step.number] = checker.begin(source)
    if step.before is None:
        return held[step.number].facts
    known = len(checker.problems)
    found = checker.finish(held.pop(step.number), step.before)
    return Found(found, checker.problems[known:])


def _sent(error: Exception) -> Exception:
    """What was raised, with where that was, as it can be sent."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
