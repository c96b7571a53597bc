"""Processes that do jobs: each is let go on, or ended where it takes too long or too much.

A document is somebody else's. What it does to the process that reads it ends with that process.
"""

import multiprocessing
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue

from stdpolicy.serving.jobs import Action, Job, Outcome, done

SECONDS = 10
"""How long a job may take."""
MEMORY = 2_000_000_000
"""How much memory a process may address, in bytes, where the system can be told so."""
PATIENCE = 2
"""How many seconds a job waits for a process that is free."""

FIRST = Job(Action.VALIDATE, b"{}")
"""What a process does first, so that it has all that it needs."""

Run = Callable[[Job], Outcome]
"""Does a job. Raises Busy, TooLong, Broken."""


class Busy(RuntimeError):
    """All processes are at work."""


class TooLong(RuntimeError):
    """A job was not done in time."""


class Broken(RuntimeError):
    """A process ended, or failed, in the middle of a job."""


class Workers:
    """Some processes, each started when it is first needed."""

    def __init__(
        self, count: int = 2, *, seconds: float = SECONDS, patience: float = PATIENCE
    ) -> None:
        self._seconds, self._patience = seconds, patience
        # The last one first: as long as one is enough, there is only one.
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(count):
            self._idle.put(None)

    def __call__(self, job: Job) -> Outcome:
        """Does a job. Raises Busy, TooLong, Broken."""
        try:
            worker = self._idle.get(timeout=self._patience)
        except Empty:
            raise Busy from None
        try:
            worker = worker or _Worker()
            outcome = worker.asked(job, self._seconds)
        except BaseException:
            if worker:
                worker.end()
            self._idle.put(None)
            raise
        self._idle.put(worker)
        return outcome

    def close(self) -> None:
        """Ends the processes that are idle; the others end with this one."""
        with suppress(Empty):
            while True:
                worker = self._idle.get_nowait()
                if worker:
                    worker.end()


class _Worker:
    def __init__(self) -> None:
        # A process that is forked from one with threads may hang; this one begins anew.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        try:
            self._connection.recv()  # it has begun: that does not count
        except (EOFError, OSError) as error:
            self.end()
            raise Broken from error

    def asked(self, job: Job, seconds: float) -> Outcome:
        try:
            self._connection.send(job)
            if not self._connection.poll(seconds):
                raise TooLong
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise Broken from error
        if not isinstance(answer, Outcome):
            raise Broken(answer)
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()
        self._process.close()


def _work(connection: "Connection[object, Job]") -> None:
    """What runs in a process: one job after the other, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the server that a reader stops
    _bounded()
    done(FIRST)
    connection.send(None)
    with suppress(EOFError, OSError):
        while True:
            job = connection.recv()
            try:
                connection.send(done(job))
            except Exception as error:  # the type alone: a message may have the document's words
                connection.send(type(error).__name__)


def _bounded() -> None:
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
