"""Whole commands on one small document, where most of the time is start-up, beside their peers.

    python benchmarks/startup.py [--rounds 15] [--markdown]

Ours and the peer take turns; printed are medians of processor time and wall time, and the median of
the ratios of neighbours, which a machine that is busy with other things hits alike.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import conversions
import generate
import tables
from timing import Time
from validation import SCHEMA

import stdpolicy

Command = Sequence[str]


TARGETS = {
    "convert to Turtle, rdfpipe": 0.6,
    "convert to JSON-LD, rdfpipe": 0.6,
    "validate, check-jsonschema": 0.4,
}
"""The share of the peer's wall time that a command of ours may take."""


def command(name: str) -> list[str]:
    """A command as it is installed; where it is not, its package by Python, which takes a little longer."""
    installed = shutil.which(name, path=os.path.dirname(sys.executable))
    return [installed] if installed else [sys.executable, "-m", name.replace("-", "_")]


def pairs(folder: Path) -> dict[str, tuple[Command, Command]]:
    """Our command and that of the peer by what they do; writes what they read to the folder."""
    policy = next(generate.policies(1))
    files = {"jsonld": folder / "policy.jsonld", "turtle": folder / "policy.ttl"}
    for notation, file in files.items():
        file.write_bytes(stdpolicy.convert(policy, notation))
    inlined = folder / "inlined.jsonld"
    inlined.write_bytes(conversions.foreign(policy, "jsonld"))
    ours, rdfpipe = command("stdpolicy"), command("rdfpipe")
    check = [*command("check-jsonschema"), "--schemafile", str(SCHEMA)]
    document, turtle = str(files["jsonld"]), str(files["turtle"])
    return {
        "convert to Turtle, rdfpipe": (
            [*ours, "convert", document, "--to", "turtle"],
            [*rdfpipe, "-i", "json-ld", "-o", "turtle", str(inlined)],
        ),
        "convert to JSON-LD, rdfpipe": (
            [*ours, "convert", turtle, "--to", "jsonld"],
            [*rdfpipe, "-i", "turtle", "-o", "json-ld", turtle],
        ),
        "validate, check-jsonschema": ([*ours, "validate", document], [*check, document]),
        "--version, python -c pass": ([*ours, "--version"], [sys.executable, "-c", "pass"]),
    }


def table(rounds: int) -> list[list[str]]:
    """A row for each pair."""
    rows = [["", "CPU", "peer's", "peer's / ours", "wall", "peer's", "peer's / ours", "target"]]
    with tempfile.TemporaryDirectory() as folder:
        for title, commands in pairs(Path(folder)).items():
            samples = [[taken(command) for command in commands] for _ in range(rounds + 1)][1:]
            cells = [title]
            for at in range(len(Time._fields)):
                ours, peers = ([sample[who][at] for sample in samples] for who in (0, 1))
                ratio = statistics.median(b / a for a, b in zip(ours, peers, strict=True))
                medians = (statistics.median(times) for times in (ours, peers))
                cells += [*(f"{median * 1000:.0f} ms" for median in medians), f"{ratio:.2f}"]
            share = TARGETS.get(title)
            reached = "" if share is None else tables.verdict(ratio > 1 / share)
            said = f"under {share:.0%} of its wall time: {reached}" if share else ""
            rows.append([*cells, said])
    return rows


def taken(command: Command) -> Time:
    """The time of a command. Raises RuntimeError if it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode}: {' '.join(command[:9])}")
    return Time(used.ru_utime + used.ru_stime, wall)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure whole commands on a small document.")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each, 15 unless told")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    arguments = parser.parse_args()
    render = tables.markdown if arguments.markdown else tables.plain
    print(render(f"Whole commands, medians of {arguments.rounds}", table(arguments.rounds)))


if __name__ == "__main__":
    main()
