"""When an open text is checked: at once where nothing runs, else after as long as the last check took."""

import asyncio
from collections.abc import Callable
from time import perf_counter

LONGEST = 0.15
"""The longest wait after a change, in seconds."""


class Schedule:
    """One timer for each text, replaced by each change, so that a burst is checked once."""

    def __init__(self, check: Callable[[str], None]) -> None:
        self._check = check
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._cost: dict[str, float] = {}
        self._last: dict[str, float] = {}

    def changed(self, uri: str) -> None:
        """Has a text checked soon."""
        self.dropped(uri)
        cost = self._cost.get(uri, 0.0)
        rested = perf_counter() - self._last.get(uri, float("-inf"))
        wait = 0.0 if rested > cost else min(cost, LONGEST)
        self._timers[uri] = asyncio.get_running_loop().call_later(wait, self._run, uri)

    def dropped(self, uri: str) -> None:
        """Takes back what was scheduled."""
        timer = self._timers.pop(uri, None)
        if timer is not None:
            timer.cancel()

    def _run(self, uri: str) -> None:
        self._timers.pop(uri, None)
        begun = perf_counter()
        self._check(uri)
        self._last[uri] = perf_counter()
        self._cost[uri] = self._last[uri] - begun
