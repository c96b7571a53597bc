"""What a corpus costs in numbers that grow: the constants of docs/scale.md.

    python benchmarks/corpora.py [--documents 250 1000 4000] [--engine local|dask] [--markdown]

`stdpolicy corpus tables` over a folder of policies and their registry, with one worker: once, and once more, when
all that is left to do is to list, to look up and to compare. Processor time from start to exit with the worker's,
less that of a run over one policy; memory of the largest process. Needs the `corpus` extra, and for --engine dask
`dask`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import generate
import tables

DOCUMENTS = (250, 1000, 4000)


class Cost(NamedTuple):
    """What a command took: processor time in seconds, and peak memory in bytes."""

    seconds: float
    peak: int


def table(sizes: Sequence[int], engine: str) -> Iterator[list[str]]:
    """A row for each number of documents."""
    yield [
        *("documents", "input", "ms / document", "again", "peak MB", "again"),
        *("tables KB / document", "to compare", "rows / document"),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        idle = [cost(folder, 1, engine), cost(folder, 1, engine)]
        for size in sizes:
            once, again = cost(folder, size, engine), cost(folder, size, engine)
            each = [
                (one.seconds - start.seconds) / size * 1000
                for one, start in zip((once, again), idle, strict=True)
            ]
            out = folder / f"{size}.out"
            index = sum(weight(one) for one in (out / "_index").iterdir())
            written = weight(out) - index
            read = weight(folder / str(size)) / 1e6
            yield [
                *(f"{size:,}", f"{read:.0f} MB", f"{each[0]:.1f}", f"{each[1]:.2f}"),
                *(f"{one.peak / 1e6:.0f}" for one in (once, again)),
                *(f"{part / size / 1000:.1f}" for part in (written, index)),
                f"{rows(out) / size:.0f}",
            ]


def cost(folder: Path, size: int, engine: str) -> Cost:
    """What a run over so many documents takes. Raises RuntimeError if it fails."""
    documents = folder / str(size)
    if not documents.exists():
        generate.write_folder(documents, size)
    command = [sys.executable, "-m", "stdpolicy", "corpus", "tables", str(documents)]
    command += ["-o", f"{documents}.out", "--engine", engine, "--jobs", "1", "-q"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} failed")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def weight(folder: Path) -> int:
    """The bytes of the files in a folder."""
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


def rows(out: Path) -> int:
    """The rows of all tables that are for users."""
    import pyarrow.parquet as pq

    parts = [one for one in out.glob("*/*.parquet") if one.parts[-2] != "_index"]
    return sum(pq.read_metadata(one).num_rows for one in parts)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure a corpus.")
    parser.add_argument("--documents", type=int, nargs="*", default=DOCUMENTS)
    parser.add_argument("--engine", choices=["local", "dask"], default="local")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    arguments = parser.parse_args()
    render = tables.markdown if arguments.markdown else tables.plain
    print(render("A corpus", list(table(arguments.documents, arguments.engine))))


if __name__ == "__main__":
    main()
