"""Processes that do the same work for many things, several at a time; what they make comes in the order of
the things.

A process begins a thing; either that is all, or it tells something of it and finishes it when it gets an
answer. Answers are given in the order of the things. So that neither side ever waits for the other to read,
a process that is at work is sent only what fits between the two.
"""

import gc
import os
import pickle
import signal
import socket
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct

from stdpolicy.language import language, speaking
from stdpolicy.workers import Ended

IN_FLIGHT = 4
"""How many things for each process are held at most, begun and not given out."""
AHEAD = 2
"""How many of these a process is asked for before it has answered."""
UNREAD = 4000
"""How much every system takes in without anybody reading, in bytes."""
SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
Thing = TypeVar("Thing")
Made = TypeVar("Made")


class Told(NamedTuple):
    """What a process has to say of a thing that it has begun, and needs an answer to."""

    facts: Any


Hand = Callable[[int, Thing, Any], Made | Told]
"""Does the work in a process: gets the number of a thing, the thing, and None when it is to begin, else the
answer to what it told. A thing that another process had begun, which ended, it may be asked to finish.
"""


Lost = Callable[[Any, Told | None, Ended], tuple[Told | None, Any]]
"""Says of a thing at which a process ended, and of what had been told of it, what is told and made of it."""


class _Step(NamedTuple):
    number: int
    thing: Any
    answer: Any


class _Done(NamedTuple):
    made: Any


class _Held(Struct, eq=False):
    """A thing in flight."""

    step: _Step
    worker: "_Worker"
    is_asked: bool = False
    told: Told | None = None
    done: _Done | None = None

    @property
    def waits(self) -> bool:
        """Whether there is something to be done about it."""
        is_told = self.told is not None and self.step.answer is None
        return not (self.is_asked or self.done or is_told)


def worked(
    things: Iterable[Thing],
    jobs: int,
    make: Callable[[], Hand[Thing, Made]],
    *,
    lost: Lost,
    enter: Callable[[Thing, Any], Any] = lambda thing, facts: None,
) -> Generator[Made, None, None]:
    """What is made of things, in their order, by so many processes, in each of which `make` gives who works.
    All have ended when this ends.

    `enter` gives the answer to what is told of a thing, in the order of the things. Of one at which a process
    ended early `lost` says what is told and made; the others are gone on with. Raises what is raised in a
    process.
    """
    workers = [_Worker(make) for _ in range(jobs)]
    numbered = enumerate(things)
    flight: deque[_Held] = deque()
    entering: deque[_Held] = deque()
    more = True
    try:
        while True:
            while flight and (done := flight[0].done):
                flight.popleft()
                yield done.made
            for worker in workers:
                worker.ask([one for one in flight if one.worker is worker and one.waits])
                while more and len(flight) < jobs * IN_FLIGHT and worker.has_room:
                    if (new := next(numbered, None)) is None:
                        more = False
                        break
                    held = _Held(_Step(*new, None), worker)
                    flight.append(held)
                    entering.append(held)
                    worker.ask([held])
            if not flight:
                return
            busy = {worker.connection: worker for worker in workers if worker.asked}
            for connection in wait(busy) if busy else ():
                busy[connection].hear(lost)  # type: ignore[index]
            while entering and (entering[0].told or entering[0].done):
                held = entering.popleft()
                if held.told:
                    answer = enter(held.step.thing, held.told.facts)
                    held.step = held.step._replace(answer=answer)
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A process, started when it is first asked, and anew when it has ended."""

    connection: "Connection[bytes, Told | _Done | Exception]"

    def __init__(self, make: Callable[[], Hand[Any, Any]]) -> None:
        self._make = make
        self._process: BaseProcess | None = None
        self.asked: deque[_Held] = deque()
        """What it has not answered."""
        self._room = UNREAD
        """How much it is sent at most while it may be sending itself."""
        self._unread: deque[tuple[_Held, int]] = deque()
        """What it was sent and may not have read: the first that it was asked there, and how much that is."""

    @property
    def has_room(self) -> bool:
        """Whether one more may be begun."""
        return len(self.asked) < AHEAD and sum(size for _, size in self._unread) < self._room

    def ask(self, several: Sequence[_Held]) -> None:
        """Asks for what comes next of some things, unless that has to wait until it is read at once."""
        if not several:
            return
        data = ForkingPickler.dumps([one.step for one in several])
        unread = sum(size for _, size in self._unread) + len(data)
        if self.asked and unread > self._room:
            return
        if self._process is None:
            self._start()
        self._unread.append((several[0], len(data)))
        self.asked.extend(several)
        for one in several:
            one.is_asked = True
        with suppress(OSError):  # it has ended, which is seen when it is to answer
            self.connection.send_bytes(data)

    def hear(self, lost: Lost) -> None:
        """Takes in one answer. Raises what was raised in the process."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self._ended(lost)
            return
        held = self.asked.popleft()
        held.is_asked = False
        if self._unread and self._unread[0][0] is held:
            self._unread.popleft()
        if isinstance(answer, Told):
            held.told = answer
        elif isinstance(answer, _Done):
            held.done = answer
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
        context = get_context("fork" if alone else "spawn")
        self.connection, theirs = context.Pipe()
        self._room = _room(self.connection)
        # Who is forked has our end too, and would never see that it is closed.
        arguments = (theirs, self._make, language(), self.connection if alone else None)
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_work, args=arguments, daemon=True
        )
        with _blocked():
            self._process.start()
        theirs.close()

    def _ended(self, lost: Lost) -> None:
        """Of the thing that the process was at something is made all the same; the others are asked for again."""
        code = self.end()
        for one in self.asked:
            one.is_asked = False
        at = self.asked.popleft()
        self.asked.clear()
        self._unread.clear()
        at.told, made = lost(at.step.thing, at.told, Ended(reason(code)))
        at.done = _Done(made)


def _room(connection: "Connection[Any, Any]") -> int:
    """How much can be sent without anybody reading: of what the system has for it a quarter, for it counts
    its own beside what is sent.
    """
    try:
        with socket.socket(fileno=os.dup(connection.fileno())) as same:
            return max(UNREAD, same.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) // 4)
    except (OSError, ValueError):  # no socket but a pipe
        return UNREAD


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
    connection: "Connection[Told | _Done | Exception, bytes]",
    make: Callable[[], Hand[Any, Any]],
    spoken: str,
    other_end: "Connection[bytes, Told | _Done | Exception] | None",
) -> None:
    """What runs in a process: some steps after the others, until nobody asks any more."""
    if hasattr(signal, "pthread_sigmask"):
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    else:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if other_end is not None:
        other_end.close()
    gc.freeze()  # what was made before is not looked through, which would copy it
    with suppress(EOFError, OSError), speaking(spoken):
        hand = make()
        while True:
            for step in pickle.loads(connection.recv_bytes()):
                answer: Told | _Done | Exception
                try:
                    made = hand(*step)
                    answer = made if isinstance(made, Told) else _Done(made)
                except Exception as error:
                    answer = sendable(error)
                connection.send(answer)


def reason(code: int) -> str:
    """Why a process ended, by its exit code: the name of a signal, or the code."""
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def sendable(error: Exception) -> Exception:
    """What was raised, with where that was, as it can be sent."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
