"""The options and arguments of the commands for corpora."""

import re
from enum import StrEnum
from typing import Annotated

import typer

from stdpolicy.cli.common import fail
from stdpolicy.corpus.choice import EngineName
from stdpolicy.language import either

MEMORY = "1GB"
"""How much memory comparing takes, by default."""
SIZE = re.compile("[1-9][0-9]{0,5}(?:MB|GB|TB)")


class SummaryFormat(StrEnum):
    """How a summary is printed."""

    TEXT = "text"
    JSON = "json"


def _size(value: str) -> str:
    """The value of --memory."""
    if not SIZE.fullmatch(value):
        fail(
            either(
                f"--memory: expected a size such as 4GB, found {value}",
                f"--memory：应为大小，如 4GB，实为 {value}",
            )
        )
    return value


Uris = Annotated[
    list[str],
    typer.Argument(
        metavar=either("URI...", "URI..."),
        help=either(
            "Folders, files, globs, archives, stores such as s3://bucket/folder.",
            "文件夹、文件、通配符、压缩包，或者 s3://桶/文件夹 等存储。",
        ),
    ),
]
OUTPUT = typer.Option(
    "--output",
    "-o",
    metavar="URI",
    help=either("The folder or store to write to.", "要写入的文件夹或者存储。"),
)
Output = Annotated[str, OUTPUT]
OutputOrNone = Annotated[str | None, OUTPUT]
EngineChoice = Annotated[
    EngineName,
    typer.Option(
        "--engine",
        help=either(
            "Processes of this machine, or a Dask cluster.", "用本机的进程，或者 Dask 集群。"
        ),
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar=either("ADDRESS", "地址"),
        help=either(
            "That of the Dask scheduler; without it a cluster on this machine.",
            "Dask 调度器的地址；不指定时在本机启动集群。",
        ),
    ),
]
Memory = Annotated[
    str,
    typer.Option(
        parser=_size,
        metavar=either("SIZE", "大小"),
        help=either(
            "How much memory comparing may take; the rest goes to disk.",
            "相互比较时可用的内存，其余暂存于磁盘。",
        ),
    ),
]
Form = Annotated[
    SummaryFormat,
    typer.Option(
        "--format", "-f", help=either("How to print the summary.", "以何种格式输出总结。")
    ),
]
Verify = Annotated[
    bool,
    typer.Option(
        "--verify", help=either("Read the results back and compare.", "读回转换结果并核对。")
    ),
]
