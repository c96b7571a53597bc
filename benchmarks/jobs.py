"""A folder by one process, by two, and with a cache: whole commands, from start to exit.

    python benchmarks/jobs.py [--documents 1000] [--rounds 5] [--jobs 2] [--markdown]

The runs take turns; printed are medians of wall time and of processor time, and the median of the ratios of
one process to the others within each round. Beside the wall time that was measured stands what processor time
would allow: the run of one process against what the others share, without what one does alone. Every
run has to print the same bytes. Needs as many processors as jobs, with nothing else to do.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import generate
import tables

WANTED = 1.7
"""How many times as fast two processes have to be as one."""


class Taken(NamedTuple):
    """Seconds of a command from start to exit, with the processes that it starts, and what it printed."""

    wall: float
    cpu: float
    printed: bytes


def runs(folder: Path, jobs: int) -> Mapping[str, list[str]]:
    """The commands by what they do; those that are compared have a blank in common before the comma."""
    policies, cache = str(folder / "policies"), ["--cache", str(folder / "cache")]
    convert = ["convert", policies, "--to", "turtle", "--force", "-o"]
    return {
        "validate": ["validate", policies],
        f"validate, {jobs} jobs": ["validate", policies, "--jobs", str(jobs)],
        "validate, cold cache": ["validate", policies, *cache],
        "validate, warm cache": ["validate", policies, *cache],
        f"validate, warm cache, {jobs} jobs": ["validate", policies, *cache, "--jobs", str(jobs)],
        "convert": [*convert, str(folder / "1")],
        f"convert, {jobs} jobs": [*convert, str(folder / "2"), "--jobs", str(jobs)],
        "convert, warm cache": [*convert, str(folder / "3"), *cache],
    }


def table(documents: int, rounds: int, jobs: int) -> Iterator[list[str]]:
    """A row for each run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate.write_folder(folder / "policies", documents)
        commands = runs(folder, jobs)
        one = folder / "one"
        generate.write_folder(one, 1)
        starts = {
            "validate": taken(["validate", str(one)]),
            "convert": taken(["convert", str(one), "--to", "turtle", "-o", str(folder / "0")]),
        }
        samples: dict[str, list[Taken]] = {title: [] for title in commands}
        for number in range(rounds + 1):
            for title, arguments in commands.items():
                if title == "validate, cold cache":
                    shutil.rmtree(folder / "cache", ignore_errors=True)
                for out in folder.glob("[0-9]"):
                    shutil.rmtree(out)
                new = taken(arguments)
                if number:  # the first fills the caches of the system, and ours
                    samples[title].append(new)
    yield ["", "wall", "one / this", "CPU", "by CPU", "target"]
    for title, found in samples.items():
        kind = title.partition(",")[0]
        if any(each.printed != samples[kind][0].printed for each in found):
            raise SystemExit(f"{title} prints something else than {kind}")
        pairs = list(zip(samples[kind], found, strict=True))
        ratio = statistics.median(alone.wall / this.wall for alone, this in pairs)
        start = starts[kind].cpu
        shared = [alone.cpu / (start + (this.cpu - start) / jobs) for alone, this in pairs]
        wanted = title == "validate, 2 jobs"
        yield [
            title,
            f"{statistics.median(each.wall for each in found):.2f} s",
            f"{ratio:.2f}",
            f"{statistics.median(each.cpu for each in found):.2f} s",
            f"{statistics.median(shared):.2f}" if "jobs" in title else "",
            f"{WANTED}: {tables.verdict(ratio >= WANTED)}" if wanted else "",
        ]


def taken(arguments: list[str]) -> Taken:
    """What a command takes; whether it finds anything does not matter."""
    before, begin = os.times(), time.perf_counter()
    process = [sys.executable, "-m", "stdpolicy", *arguments]
    done = subprocess.run(process, capture_output=True, check=False)
    wall, after = time.perf_counter() - begin, os.times()
    cpu = sum(after[2:4]) - sum(before[2:4])
    folders = arguments[arguments.index("-o") + 1] if "-o" in arguments else ""
    told = done.stderr.replace(folders.encode(), b"") if folders else done.stderr
    return Taken(wall, cpu, done.stdout + told)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure one process against several.")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    arguments = parser.parse_args()
    render = tables.markdown if arguments.markdown else tables.plain
    rows = list(table(arguments.documents, arguments.rounds, arguments.jobs))
    print(render(f"{arguments.documents:,} policies", rows))


if __name__ == "__main__":
    main()
