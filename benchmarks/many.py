"""Many files in one run: time and memory for each, however many there are.

    python benchmarks/many.py [--most 10000] [--markdown]

Policies of 20 to 160 KB with their registry, written to a folder. Every run is a process of its own;
as `many.py --measure HOW FOLDER` this file is that process and prints its `Cost`. Needs about 1.5 GB of
disk. On a machine that does other things, too, only memory can be compared.
"""

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import generate
import tables
from memory import status

import stdpolicy

COUNTS = (100, 1000, 10_000)
NOTATIONS = {".jsonld": "jsonld", ".ttl": "turtle", ".xml": "xml"}


class Cost(NamedTuple):
    """What a run took: processor time in seconds, and memory in bytes beyond that of an idle process,
    at its peak and with only the report left.
    """

    seconds: float
    peak: int
    left: int
    findings: int


# -- the files ---------------------------------------------------------------------------------


def valid(policy: bytes, number: int) -> bytes:
    """As generated: most ids are those of other policies too."""
    return policy


def distinct(policy: bytes, number: int) -> bytes:
    """No id is like that of another policy."""
    return policy.replace(b'"#', b'"#p%d-' % number)


def misspelt(policy: bytes, number: int) -> bytes:
    """A name is not known."""
    return policy.replace(b'"quote":', b'"qoute":', 1)


def astray(policy: bytes, number: int) -> bytes:
    """A reference leads to a body that the registry does not hold."""
    return policy.replace(b"registry#body-", b"registry#nobody-", 1)


def write(folder: Path, count: int, change: Callable[[bytes, int], bytes]) -> None:
    """Writes some policies and their registry."""
    for number, file in enumerate(generate.write_folder(folder, count), 1):
        file.write_bytes(change(file.read_bytes(), number))


def write_in_three(folder: Path, count: int) -> None:
    """Writes some files that hold a third as many policies, each in three notations."""
    for file in generate.write_folder(folder, count // 3):
        for suffix, notation in NOTATIONS.items():
            file.with_suffix(suffix).write_bytes(stdpolicy.convert(file, notation))


# -- the runs ----------------------------------------------------------------------------------


def table(most: int) -> Iterator[list[str]]:
    """A row for each run, as soon as it has been made."""
    yield ["", "ms / file", "to first", "peak MB", "KB / file", "left KB / file", "findings"]
    counts = [count for count in COUNTS if count <= most]
    for title, how, change in (
        ("validate(FILES)", "api", valid),
        ("validate FOLDER", "command", valid),
        ("validate FOLDER, 2 jobs", "jobs", valid),
        ("validate FOLDER, warm cache", "cache", valid),
        ("validate(FILES), no id twice", "api", distinct),
    ):
        first = None
        for count in counts:
            with tempfile.TemporaryDirectory() as folder:
                write(Path(folder), count, change)
                cost = measured(how, folder)
            first = first or cost.seconds / count
            yield row(f"{title}, {count:,}", cost, count, first)
    for title, fill in (
        ("in three notations", write_in_three),
        ("each with an error", lambda folder, count: write(folder, count, misspelt)),
        ("each with a reference astray", lambda folder, count: write(folder, count, astray)),
    ):
        first = None
        for count in dict.fromkeys((counts[0], counts[-1])):
            with tempfile.TemporaryDirectory() as folder:
                fill(Path(folder), count)
                cost = measured("api", folder)
            first = first or cost.seconds / count
            yield row(f"validate(FILES), {title}, {count:,}", cost, count, first)


def row(title: str, cost: Cost, count: int, first: float) -> list[str]:
    each = cost.seconds / count
    return [
        title,
        f"{each * 1000:.2f}",
        f"{each / first:.2f}",
        f"{cost.peak / 1e6:.0f}",
        f"{cost.peak / 1e3 / count:.1f}",
        f"{cost.left / 1e3 / count:.1f}",
        str(cost.findings),
    ]


def measured(how: str, folder: str) -> Cost:
    """The cost of a run over a folder in a fresh process."""
    process = [sys.executable, __file__, "--measure", how, folder]
    done = subprocess.run(process, capture_output=True, check=True, text=True)
    seconds, *rest = done.stdout.split()
    return Cost(float(seconds), *map(int, rest))


def measure(how: str, folder: Path) -> Cost:
    """The cost of a run made by this process, start-up left out."""
    few = [generate.EXAMPLE, generate.REGISTRY]
    if how != "api":
        with tempfile.TemporaryDirectory() as cache:
            options = {"jobs": ["--jobs", "2"], "cache": ["--cache", cache]}.get(how, [])
            idle, start, _ = _command(*few, *options)
            for _ in range(1 + (how == "cache")):
                peak, end, findings = _command(folder, *options)
        return Cost(end - start, peak - idle, 0, findings)
    files = sorted(folder.iterdir())
    stdpolicy.validate(few)
    idle = status("VmRSS")
    begin = time.process_time()
    report = stdpolicy.validate(files)
    seconds = time.process_time() - begin
    gc.collect()
    left = status("VmRSS") - idle
    return Cost(seconds, status("VmHWM") - idle, left, len(report.diagnostics))


def _command(*paths: Path | str) -> tuple[int, float, int]:
    """Peak memory and processor time of a `validate` command, and how many findings it prints; the time is
    that of all its processes, the memory that of the first.
    """
    ours = [sys.executable, "-m", "stdpolicy", "validate", "--format", "github"]
    arguments = [*ours, *map(str, paths)]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    findings = process.stdout.read().count(b"\n")
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_maxrss * 1024, used.ru_utime + used.ru_stime, findings


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure runs over many files.")
    parser.add_argument("--most", type=int, default=COUNTS[-1], help="files, 5000 unless told")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    parser.add_argument("--measure", nargs=2, metavar=("HOW", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        how, folder = arguments.measure
        print(*measure(how, Path(folder)))
        return
    render = tables.markdown if arguments.markdown else tables.plain
    rows = []
    for found in table(arguments.most):
        print(*found, sep="  ", file=sys.stderr, flush=True)  # all of them take minutes
        rows.append(found)
    print(render("Many files in one run", rows))


if __name__ == "__main__":
    main()
