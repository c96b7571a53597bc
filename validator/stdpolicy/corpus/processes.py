"""The engine of several processes on this machine."""

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from stdpolicy.corpus.engines import Ended
from stdpolicy.language import language, speaking
from stdpolicy.workers.processes import reason, sendable

Item = TypeVar("Item")
Made = TypeVar("Made")


class Processes:
    """So many processes, each with one item at a time. They begin anew, since what they use has threads, which
    a fork does not have; so the main module of a program stands under `if __name__ == "__main__"`.
    """

    def __init__(self, jobs: int) -> None:
        self._workers = [_Worker() for _ in range(jobs)]

    def run(
        self, work: Callable[[Item], Made], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Made | Ended]]:
        """As each engine does."""
        waiting = iter(items)
        asked: dict[Any, tuple[_Worker, Item]] = {}
        more = True
        try:
            while True:
                for worker in self._workers:
                    if not more or any(worker is one for one, _ in asked.values()):
                        continue
                    for item in waiting:
                        worker.ask(work, item)
                        asked[worker.connection] = worker, item
                        break
                    else:
                        more = False
                if not asked:
                    return
                for connection in wait(asked):
                    worker, item = asked.pop(connection)
                    yield item, worker.answer()
        finally:
            for worker, _ in asked.values():
                worker.end()  # what it is at nobody asks for any more

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *raised: object) -> None:
        for worker in self._workers:
            worker.end()


class _Worker:
    """A process, started when it is first asked, and anew when it has ended."""

    connection: "Connection[Any, Any]"

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._work: object = None

    def ask(self, work: object, item: object) -> None:
        """Asks for what comes of an item; the work itself is sent once."""
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self.connection, theirs = context.Pipe()
            self._work = None
            self._process = context.Process(target=_run, args=(theirs, language()), daemon=True)
            self._process.start()
            theirs.close()
        with suppress(OSError):  # it has ended, which is seen when it is to answer
            self.connection.send((work if work is not self._work else None, item))
        self._work = work

    def answer(self) -> Any:
        """What came of it. Raises what was raised in the process."""
        try:
            made = self.connection.recv()
        except (EOFError, OSError):
            return Ended(reason(self.end()))
        if isinstance(made, Exception):
            raise made
        return made

    def end(self) -> int:
        """Ends the process, whatever it is at, and gives its exit code."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        process.join()
        code = process.exitcode or 0
        process.close()
        self.connection.close()
        return code


def _run(connection: "Connection[Any, Any]", spoken: str) -> None:
    """What runs in a process, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started it is who ends it
    work: Any = None
    with suppress(EOFError, OSError), speaking(spoken):
        while True:
            new, item = connection.recv()
            work = new or work
            try:
                made = work(item)
            except Exception as error:
                made = sendable(error)
            connection.send(made)
