"""Single large files: time and memory for each node, however many there are.

    python benchmarks/large.py [--registries 12500 50000 200000] [--policies 3000 12500 50000]
        [--markdown]

A registry of so many bodies and a policy of so many provisions (`grown.py`), in each notation,
with an error in every hundredth node, and ill-formed in the middle. Every job is a command, start to exit, of which what the same
takes for a small document is taken away; times are processor times. Needs 2 GB of disk and 4 GB of memory,
and up to an hour.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import tables

REGISTRIES = (12_500, 50_000, 200_000)
POLICIES = (3_000, 12_500, 50_000)
LINEAR = 1.5
"""How many times the time for a node of the first size that for a node of the last may be."""
MEMORY = 10
"""The memory that a job may take, as a multiple of its input."""
MOST = ("--max-size", "1000")
"""A policy of 50,000 provisions is larger than what is read unasked."""
JSONLD, TURTLE, XML, FAULTY = "{}.jsonld", "{}.ttl", "{}.xml", "faulty/{}.jsonld"
MISSING = {"jsonld": b"}", "ttl": b" ;", "xml": b">"}
"""What is missing in the middle of an ill-formed file, by its suffix."""
VALIDATE = ("validate", "--format", "github")
JOBS = {
    "JSON-LD to Turtle": (JSONLD, "convert", "--to", "turtle"),
    "JSON-LD to XML": (JSONLD, "convert", "--to", "xml"),
    "Turtle to JSON-LD": (TURTLE, "convert", "--to", "jsonld"),
    "Turtle to XML": (TURTLE, "convert", "--to", "xml"),
    "XML to JSON-LD": (XML, "convert", "--to", "jsonld"),
    "XML to Turtle": (XML, "convert", "--to", "turtle"),
    "validate JSON-LD": (JSONLD, *VALIDATE),
    "validate Turtle": (TURTLE, *VALIDATE),
    "validate XML": (XML, *VALIDATE),
    "validate JSON-LD with errors": (FAULTY, *VALIDATE),
    "validate ill-formed JSON-LD": ("ill-formed.jsonld", *VALIDATE),
    "validate ill-formed Turtle": ("ill-formed.ttl", *VALIDATE),
    "validate ill-formed XML": ("ill-formed.xml", *VALIDATE),
    "hash JSON-LD": (JSONLD, "hash"),
    "hash Turtle": (TURTLE, "hash"),
    "hash XML": (XML, "hash"),
    "fmt --check JSON-LD": (JSONLD, "fmt", "--check"),
    "fmt --check Turtle": (TURTLE, "fmt", "--check"),
    "fmt --check XML": (XML, "fmt", "--check"),
    "stats": (JSONLD, "stats"),
}
"""The file, with the kind of document left open, and the command."""


class Cost(NamedTuple):
    """What a command took: processor time in seconds, peak memory in bytes, and the lines it printed."""

    seconds: float
    peak: int
    lines: int


def table(kind: str, sizes: Sequence[int], folder: Path) -> Iterator[list[str]]:
    """A row for each job on a kind of document, as soon as it was done in all sizes."""
    yield [
        *("", *(f"µs / node, {size:,}" for size in sizes)),
        *("last / first", "peak / input", "findings", "target"),
    ]
    for size in (0, *sizes):
        write(folder / str(size), kind, size)
    for title, (name, *command) in JOBS.items():
        idle, *costs = (
            cost(*command, *MOST, str(folder / str(size) / name.format(kind)))
            for size in (0, *sizes)
        )
        each = [(one.seconds - idle.seconds) / size for one, size in zip(costs, sizes, strict=True)]
        last = folder / str(sizes[-1]) / name.format(kind)
        memory = (costs[-1].peak - idle.peak) / last.stat().st_size
        growth = each[-1] / each[0]
        findings = str(costs[-1].lines) if command[0] == "validate" else ""
        reached = f"{tables.verdict(growth < LINEAR)}, {tables.verdict(memory < MEMORY)}"
        yield [
            *(title, *(f"{one * 1e6:.0f}" for one in each)),
            *(f"{growth:.2f}", f"{memory:.1f}", findings, reached),
        ]


def write(folder: Path, kind: str, size: int) -> None:
    """Writes a document of a size in all notations, and others with errors."""
    grown = [sys.executable, str(Path(__file__).with_name("grown.py"))]
    for to, more in (folder, ()), (folder / "faulty", ("--faulty",)):
        command = [*grown, str(to), f"--{kind}", str(size), *more]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    ours = [sys.executable, "-m", "stdpolicy", "convert", *MOST, str(folder / f"{kind}.jsonld")]
    for suffix in "ttl", "xml":
        subprocess.run([*ours, "-o", str(folder / f"{kind}.{suffix}")], check=True)
    for suffix, missing in MISSING.items():
        data = (folder / f"{kind}.{suffix}").read_bytes()
        before, _, behind = data[len(data) // 2 :].partition(missing)
        (folder / f"ill-formed.{suffix}").write_bytes(data[: len(data) // 2] + before + behind)


def cost(*arguments: str) -> Cost:
    """What a command takes. Raises RuntimeError where it fails on its input, which has findings at most."""
    process = subprocess.Popen(
        [sys.executable, "-m", "stdpolicy", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    lines = 0
    while block := process.stdout.read(1 << 20):
        lines += block.count(b"\n")
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError(f"stdpolicy {' '.join(arguments)} failed")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure single large files.")
    parser.add_argument("--registries", type=int, nargs="*", default=REGISTRIES, help="bodies")
    parser.add_argument("--policies", type=int, nargs="*", default=POLICIES, help="provisions")
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    arguments = parser.parse_args()
    render = tables.markdown if arguments.markdown else tables.plain
    for kind, sizes in ("registry", arguments.registries), ("policy", arguments.policies):
        rows = []
        with tempfile.TemporaryDirectory() as folder:
            for row in table(kind, sizes, Path(folder)) if sizes else ():
                print(*row, sep="  ", file=sys.stderr, flush=True)  # all of them take long
                rows.append(row)
        if rows:
            title = f"A {kind} of {', '.join(f'{size:,}' for size in sizes)} nodes"
            print(render(title, rows))


if __name__ == "__main__":
    main()
