"""The options of commands that do the same with many files: in several processes, and again."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy.cli.common import fail
from stdpolicy.language import either
from stdpolicy.report import printable

MOST_JOBS = 256
"""The largest --jobs."""


def processes(value: str | int) -> int:
    """The value of --jobs."""
    said = str(value)  # the default is a number
    if said == "auto":
        return processors()
    if not (said.isascii() and said.isdecimal() and 0 < int(said[:9]) <= MOST_JOBS):
        fail(
            either(
                f"--jobs: expected a number from 1 to {MOST_JOBS}, or auto, found {said}",
                f"--jobs：应为 1 至 {MOST_JOBS} 之间的整数，或者 auto，实为 {said}",
            )
        )
    return int(said)


def processors() -> int:
    """How many processors this process may use."""
    try:
        return min(len(os.sched_getaffinity(0)), MOST_JOBS)
    except AttributeError:  # not on Linux
        return min(os.cpu_count() or 1, MOST_JOBS)


Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        parser=processes,
        metavar="N|auto",
        help=either(
            "How many processes do it; auto: one for each processor.",
            "用几个进程；auto 为每个处理器一个。",
        ),
    ),
]
CacheFolder = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar=either("FOLDER", "文件夹"),
        help=either(
            "Keep there what files gave, and read only what has changed.",
            "在此保存各文件的结果，只重做有改动的文件。",
        ),
    ),
]


def tell_reused(cache: Path, known: int, anew: int) -> None:
    """Says on stderr of how many files the cache knew what they give."""
    en = f"{cache}: {known:d} known, {anew:d} read anew"
    print(
        printable(either(en, f"{cache}：{known:d} 个已有结果，{anew:d} 个重新处理")),
        file=sys.stderr,
    )
