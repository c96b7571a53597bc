"""Runs jobs in turn, so that whatever else the machine does hits them alike."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

Job = Callable[[], object]

SAMPLE = 0.1
"""Seconds that a sample takes at least; shorter jobs are repeated and averaged."""


class Time(NamedTuple):
    """Seconds of a process from start to exit."""

    cpu: float
    wall: float


def interleaved(jobs: Mapping[str, Job], rounds: int) -> dict[str, float]:
    """The median time of each job in seconds, after one run that is not counted."""
    repeats = {name: max(1, round(SAMPLE / _seconds(job, 1))) for name, job in jobs.items()}
    samples: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            samples[name].append(_seconds(job, repeats[name]))
    return {name: statistics.median(found) for name, found in samples.items()}


def _seconds(job: Job, repeats: int) -> float:
    gc.collect()
    start = time.perf_counter()
    for _ in range(repeats):
        job()
    return (time.perf_counter() - start) / repeats
