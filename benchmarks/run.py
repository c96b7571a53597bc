"""Measures stdpolicy beside its peers and prints tables of medians and ratios.

    python benchmarks/run.py [--rounds 9] [--documents 200] [--markdown]

README.md in this folder says what is measured and how.
"""

import argparse
import platform
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from os import cpu_count
from pathlib import Path

import conversions
import generate
import memory
import reading
import tables
import validation
from timing import interleaved

PEERS = (
    "rdflib",
    "pyoxigraph",
    "lxml",
    "jsonschema",
    "jsonschema-rs",
    "orjson",
    "check-jsonschema",
)
LARGE = 16
"""MB of JSON-LD of the document whose memory is measured."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure stdpolicy beside its peers.")
    parser.add_argument("--rounds", type=int, default=9, help="runs of each job, 9 unless told")
    parser.add_argument("--documents", type=int, default=200, help="of the folder, 200 unless told")
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    arguments = parser.parse_args()
    render = tables.markdown if arguments.markdown else tables.plain
    versions = ", ".join(f"{name} {version(name)}" for name in PEERS)
    print(f"Python {platform.python_version()}, {cpu_count()} cores, {versions}\n")
    with tempfile.TemporaryDirectory() as folder:
        for title, table in measured(Path(folder), arguments.rounds, arguments.documents):
            print(render(title, table), flush=True)


def measured(folder: Path, rounds: int, documents: int) -> Iterator[tuple[str, tables.Cells]]:
    """Each table with its title; the folder of documents gets a third of the rounds."""
    files = generate.write_folder(folder, documents)
    for paths, runs in (([generate.EXAMPLE], rounds), (files, max(1, rounds // 3))):
        data = [path.read_bytes() for path in paths]
        size = sum(map(len, data))
        amount = f"{size / 1e6:.1f} MB" if size > 1e6 else f"{size / 1e3:.0f} KB"
        shown = f"{len(data)} documents" if len(data) > 1 else "one document"
        where = f"{shown} of {amount}, medians of {runs}"
        yield (
            f"Conversion, {where}",
            tables.speeds(
                {
                    conversions.title(*pair): interleaved(conversions.jobs(data, *pair), runs)
                    for pair in conversions.PAIRS
                }
            ),
        )
        if len(data) == 1:
            tasks = reading.jobs(data[0])
            yield (
                f"Reading, {where}",
                tables.beside({name: interleaved(task, runs) for name, task in tasks.items()}),
            )
        yield (
            f"Validation in process, {where}",
            tables.speeds(
                {
                    task: interleaved(jobs, runs)
                    for task, jobs in validation.in_process(data).items()
                }
            ),
        )
        yield (
            f"Validation as a command, {where}",
            tables.speeds({"validate FILE": interleaved(validation.whole_process(paths), runs)}),
        )
    yield (
        f"Memory, one document of {LARGE} MB as JSON-LD",
        tables.memory(memory.multiples(folder, LARGE)),
    )


if __name__ == "__main__":
    main()
