"""The options that `validate` alone has, and what their values have to be."""

import errno
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy.cli.common import fail
from stdpolicy.cli.options import day
from stdpolicy.diagnostics import Severity
from stdpolicy.files import check_target, look_at
from stdpolicy.language import either
from stdpolicy.report import ReportFormat

FORMATS = "|".join(ReportFormat)


def output_file(said: str) -> tuple[ReportFormat, Path]:
    """The value of --output: a format and a file that can be written."""
    name, _, file = said.partition("=")
    if name not in set(ReportFormat) or not file:
        fail(
            either(
                f"--output: expected FORMAT=FILE with one of {FORMATS}, found {said}",
                f"--output：应为 格式=文件，格式为 {FORMATS} 之一，实为 {said}",
            )
        )
    check_target(Path(file), force=True)
    there = next(folder for folder in Path(file).absolute().parents if folder.exists())
    if not there.is_dir():  # told before anything is
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), file)
    return ReportFormat(name), Path(file)


def listed(path: Path | None) -> list[str]:
    """The paths that --files-from gives."""
    if path is None:
        return []
    if str(path) == "-":
        text = sys.stdin.buffer.read()
    else:
        look_at(path)
        text = path.read_bytes()
    return [line for line in text.decode(errors="surrogateescape").split("\n") if line.strip()]


Format = Annotated[
    ReportFormat,
    typer.Option(
        "--format", "-f", help=either("How to print the findings.", "以何种格式列出问题。")
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        metavar=either("FORMAT=FILE", "格式=文件"),
        help=either("Write them to a file too; several times.", "另写入文件；可多次使用。"),
    ),
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help=either("Warnings fail too.", "有警告也视为不通过。")),
]
FailLevel = Annotated[
    Severity | None,
    typer.Option(
        "--fail-level",
        help=either(
            "The least severity that fails; error by default.",
            "达到此级别即不通过，默认为 error。",
        ),
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        metavar=either("CODES", "规则"),
        help=either("Only these rules, such as SP304 or SP6.", "只看这些规则，如 SP304、SP6。"),
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option(
        metavar=either("CODES", "规则"), help=either("Not these rules.", "不看这些规则。")
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        metavar=either("GLOB", "模式"),
        help=either("Files in folders to leave out.", "文件夹中不检查的文件。"),
    ),
]
FilesFrom = Annotated[
    Path | None,
    typer.Option(
        metavar=either("FILE", "文件"),
        help=either("A list of paths, one a line, or -.", "路径清单，每行一个；- 为标准输入。"),
    ),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        metavar=either("FILE", "文件"),
        help=either("Findings that are known.", "已知的问题。"),
    ),
]
WriteBaseline = Annotated[
    bool,
    typer.Option(
        "--write-baseline",
        help=either("Write all findings to the baseline.", "将全部问题写入基线。"),
    ),
]
PruneBaseline = Annotated[
    bool,
    typer.Option(
        "--prune-baseline",
        help=either("Take out of it what is mended.", "从基线中删去已经改正的问题。"),
    ),
]
MaxFindings = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        help=either("How many to tell, errors first.", "最多列出几个，错误在先。"),
    ),
]
Statistics = Annotated[
    bool,
    typer.Option(
        "--statistics",
        help=either("Tell how often each rule was broken.", "只列各规则的次数。"),
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=either("No summary.", "不输出总结。"))]
Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose",
        "-v",
        help=either(
            "Name what was passed over, unknown and waived, and the configuration.",
            "列出略过的文件、未知的文档、豁免的问题和所用的配置。",
        ),
    ),
]
Today = Annotated[
    date | None,
    typer.Option(
        parser=day("--today"),
        metavar=either("DATE", "日期"),
        help=either("The day for the dates of waivers.", "判断豁免是否过期所依的日期。"),
    ),
]
ExitZero = Annotated[
    bool,
    typer.Option(
        "--exit-zero",
        help=either("Exit with 0 whatever was found.", "不论有无问题，退出码都为 0。"),
    ),
]
Watch = Annotated[
    bool,
    typer.Option(
        "--watch",
        help=either("Check again whenever a file changes.", "文件有改动即重新检查。"),
    ),
]
Conformance = Annotated[
    bool,
    typer.Option(
        "--conformance",
        help=either(
            "Let the published JSON Schema, XSD and SHACL judge too.",
            "同时用 JSON Schema、XSD 和 SHACL 检查。",
        ),
    ),
]
Category = Annotated[
    str,
    typer.Option(
        metavar=either("NAME", "名称"),
        help=either(
            "What tells this SARIF run from others of a commit.",
            "在同一提交的多次 SARIF 结果中标明本次。",
        ),
    ),
]
StdinFilename = Annotated[
    str,
    typer.Option(
        metavar=either("PATH", "路径"),
        help=either("What to call standard input in reports.", "报告中标准输入的名称。"),
    ),
]
