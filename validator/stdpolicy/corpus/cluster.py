"""The engine of a Dask cluster: workers on many machines, or processes of this one (https://distributed.dask.org)."""

import errno
import logging
import os
import pickle
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

import distributed

import stdpolicy
from stdpolicy.corpus.engines import Ended
from stdpolicy.corpus.worker import Unlike, done, is_missing
from stdpolicy.language import either

Item = TypeVar("Item")
Made = TypeVar("Made")
PATIENCE = 60.0
"""How long a cluster may be without workers, in seconds."""
REFRESH = 1.0
"""How old what is known of the number of workers may be, in seconds."""
KILLED = "KilledWorker"
"""Why an item has ended, as Dask calls it."""
IN_FLIGHT = 2
"""How many items each thread of the workers has at most, so that none waits for the next."""
BYTES_IN_FLIGHT = 256_000_000
"""How many bytes the scheduler holds of items at most, unless one has more: some have documents with them."""


class Cluster:
    """The workers of a Dask scheduler, as many as it has at the time; without its address those of a cluster
    on this machine, so many processes, which ends with the engine.

    What a worker was at that is lost is done by others. An item is told to be ended if several workers were lost
    that had it and nothing else. Raises OSError if the scheduler cannot be reached, is lost, or has no workers.
    """

    def __init__(self, scheduler: str | None, jobs: int) -> None:
        self._jobs = jobs
        self._address = scheduler
        self._asked = 0.0
        self._threads = 0

    def __enter__(self) -> "Cluster":
        """Connects, and waits for a worker."""
        for name in ("distributed", "distributed.client", "distributed.core", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # we say ourselves what happened
        with ExitStack() as stack:
            if self._address is None:
                local = distributed.LocalCluster(
                    n_workers=self._jobs,
                    threads_per_worker=1,
                    dashboard_address="127.0.0.1:0",
                    silence_logs=logging.CRITICAL,
                )
                self._address = stack.enter_context(local).scheduler_address
            try:
                self._client = distributed.Client(self._address, set_as_default=False)
            except (OSError, ValueError) as error:
                raise self._failed(
                    "no Dask scheduler answers there", "此处没有 Dask 调度器应答"
                ) from error
            stack.callback(self._client.close)
            with suppress(TimeoutError):
                self._client.wait_for_workers(1, timeout=PATIENCE)
            self._require_workers()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()

    def run(
        self, work: Callable[[Item], Made], items: Iterable[Item]
    ) -> Iterator[tuple[Item, Made | Ended]]:
        """As each engine does. Items of which workers were lost are tried once more at the end, each by
        itself: those that a worker had beside the one that ended it are not to blame.
        """
        waiting, suspects = iter(items), deque[Item]()
        flight: dict[distributed.Future, tuple[Item, int]] = {}
        finished: SimpleQueue[distributed.Future] = SimpleQueue()
        held = together = 0

        def submit(item: Item) -> int:
            sent = pickle.dumps((work, item))
            future = self._submit(sent)
            future.add_done_callback(finished.put)
            flight[future] = item, len(sent)
            return len(sent)

        try:
            while True:
                while held < BYTES_IN_FLIGHT and len(flight) < self._room():
                    for item in waiting:
                        held += submit(item)
                        break
                    else:
                        break
                if not flight and suspects:
                    held += submit(suspects.popleft())
                if not flight:
                    return
                together = max(together, len(flight))
                future = self._next(finished)
                item, size = flight.pop(future)
                held -= size
                made = self._made(future)
                if together > 1 and isinstance(made, Ended):
                    suspects.append(item)
                else:
                    yield item, made
                if not flight:
                    together = 0
        finally:
            if flight and self._connected:
                with suppress(OSError):
                    self._client.cancel(list(flight), force=True)

    @property
    def _connected(self) -> bool:
        return bool(self._client.status == "running")

    def _submit(self, sent: bytes) -> distributed.Future:
        try:
            return self._client.submit(done, stdpolicy.__version__, os.getcwd(), sent, pure=False)
        except distributed.client.ClosedClientError as error:
            raise self._lost() from error

    def _next(self, finished: SimpleQueue[distributed.Future]) -> distributed.Future:
        """The next that is done."""
        while True:
            try:
                return finished.get(timeout=PATIENCE)
            except Empty:
                self._require_workers()

    def _made(self, future: distributed.Future) -> Any:
        """What came of an item. Raises what was raised in the worker."""
        while True:
            if future.status == "error":
                return self._ended(future.exception())
            if future.status == "cancelled" or not self._connected:
                raise self._lost()
            try:
                return future.result(timeout=PATIENCE)
            except CancelledError as error:
                raise self._lost() from error
            except OSError:
                # Its worker was lost, perhaps, before it was asked for what came of it: it is done once more.
                if future.status != "error":
                    self._require_workers()
            except distributed.KilledWorker:
                pass

    def _ended(self, error: BaseException) -> Ended:
        """That its workers ended; raises anything else."""
        if isinstance(error, distributed.KilledWorker):
            return Ended(KILLED)
        if isinstance(error, Unlike) or is_missing(error):
            raise self._failed(
                f"a worker there has not stdpolicy {stdpolicy.__version__}, as there is here",
                f"其中有工作进程没有安装与此处相同的 stdpolicy {stdpolicy.__version__}",
            ) from error
        raise error

    def _room(self) -> int:
        """How many items are in flight at most."""
        if self._connected and (now := time.monotonic()) - self._asked > REFRESH:
            with suppress(OSError):  # it is lost, as what is in flight tells
                self._threads = sum(self._client.nthreads().values())
            self._asked = now
        return max(self._threads * IN_FLIGHT, 1)

    def _require_workers(self) -> None:
        try:
            workers = self._client.nthreads()
        except OSError as error:
            raise self._lost() from error
        if not workers:
            raise self._failed("the Dask scheduler has no workers", "Dask 调度器没有工作进程")

    def _lost(self) -> OSError:
        return self._failed(
            "the connection to the Dask scheduler was lost; the same command goes on where this one ended",
            "与 Dask 调度器的连接中断；再次运行同一命令，即从中断处继续",
        )

    def _failed(self, en: str, zh: str) -> OSError:
        return OSError(errno.EIO, either(en, zh), self._address)
