"""The options and arguments that commands share, and what their values have to be."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy.cli.common import fail
from stdpolicy.formats import NOTATIONS, WRITABLE, Notation, for_suffix, named
from stdpolicy.language import either
from stdpolicy.patterns import regex

DAY = regex("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A date as documents have it, too; Python reads other forms of ISO 8601 as well."""
LARGEST = 1_000_000
"""The largest --max-size, in MB."""


def _notation(value: str, choices: tuple[Notation, ...] = NOTATIONS) -> Notation:
    """The value of --from."""
    try:
        return named(value, choices)
    except ValueError as error:
        fail(error)


def _writable(value: str) -> Notation:
    """The value of --to."""
    notation = _notation(value, WRITABLE)
    if notation.write is None:
        fail(
            either(
                f"{notation} is read, not written; choose from {', '.join(map(str, WRITABLE))}",
                f"{notation} 只能读取，不能写出；可选 {'、'.join(map(str, WRITABLE))}",
            )
        )
    return notation


def day(option: str) -> Callable[[str], date]:
    """What reads the value of an option that takes a date."""

    def read(said: str) -> date:
        try:
            if not DAY.fullmatch(said):
                raise ValueError(said)
            return date.fromisoformat(said)
        except ValueError:
            fail(
                either(
                    f"{option}: expected a date such as 2027-03-31, found {said}",
                    f"{option}：应为日期，如 2027-03-31，实为 {said}",
                )
            )

    return read


def target(to: Notation | None, out: Path | None) -> Notation | None:
    """The notation to write, which --to or the suffix of --out names."""
    if to is None and out is not None and (usual := for_suffix(out.suffix)) is not None:
        return _writable(usual.name)
    return to


def wanted(to: Notation | None, out: Path | None, usual: Notation | None = None) -> Notation:
    """The notation to write, where one has to be named, or is `usual` where neither --to nor a suffix
    names one.
    """
    notation = target(to, out)
    if notation is None:
        choices = either(", ", "、").join(map(str, WRITABLE))
        if out is not None and out.suffix:
            fail(
                either(
                    f"no notation that is written has the suffix {out.suffix}; choose one with --to: "
                    f"{choices}",
                    f"能写出的文件格式都不用扩展名 {out.suffix}；用 --to 指定：{choices}",
                )
            )
        if usual is not None:
            return usual
        fail(either(f"--to is needed, one of {choices}", f"需要用 --to 指定文件格式：{choices}"))
    return notation


def _choice(notations: tuple[Notation, ...]) -> str:
    return "[" + "|".join(map(str, notations)) + "]"


def megabytes(value: str | float) -> float:
    """The value of --max-size."""
    try:
        size = float(value)
    except ValueError:
        size = -1
    if not 0 <= size <= LARGEST:
        fail(
            either(
                f"--max-size: expected a number of MB from 0 to {LARGEST:,}, found {value}",
                f"--max-size: 应为 0 至 {LARGEST:,} 之间的数（MB），实为 {value}",
            )
        )
    return size


PATHS = typer.Argument(
    metavar=either("PATHS...", "路径..."),
    help=either(
        "Files, folders, globs, or - for standard input.",
        "文件、文件夹或通配符，- 表示标准输入。",
    ),
)
Paths = Annotated[list[str], PATHS]
PathsOrList = Annotated[list[str] | None, PATHS]
"""Where a list of paths may take their place."""
From = Annotated[
    Notation | None,
    typer.Option(
        "--from",
        help=either(
            "The notation of the input, if it cannot be told.",
            "输入的文件格式，无法自动判断时指定。",
        ),
        parser=_notation,
        metavar=_choice(NOTATIONS),
    ),
]
To = Annotated[
    Notation | None,
    typer.Option(
        help=either(
            "The notation to write; told by OUT's suffix if left out.",
            "写出的文件格式；缺省时依输出文件的扩展名。",
        ),
        parser=_writable,
        metavar=_choice(WRITABLE),
    ),
]
MaxSize = Annotated[
    float,
    typer.Option(
        help=either("The largest file to read, in MB.", "可读取的最大文件，以 MB 计。"),
        parser=megabytes,
        metavar="MB",
    ),
]


def _file(name: str) -> Path:
    if name.endswith(("/", os.sep)):
        raise typer.BadParameter(
            either(
                "expected the name of a file, found that of a folder", "应为文件名，实为文件夹名"
            )
        )
    return Path(name)


Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar=either("OUT", "输出文件"),
        parser=_file,
        help=either(
            "The file to write; missing folders are made.", "要写入的文件；缺少的文件夹自动创建。"
        ),
    ),
]
Force = Annotated[
    bool,
    typer.Option("--force", help=either("Overwrite a file that exists.", "覆盖已有的文件。")),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar=either("FILE", "文件"),
        help=either(
            "Instead of the stdpolicy.toml nearest.", "改用此配置文件，不用最近的 stdpolicy.toml。"
        ),
    ),
]
NoConfig = Annotated[
    bool,
    typer.Option(
        "--no-config",
        help=either(
            "Without registries and waivers of a project.", "不用配置文件，即不用其中的名录和豁免。"
        ),
    ),
]
Registries = Annotated[
    list[Path] | None,
    typer.Option(
        "--registry",
        metavar=either("FILE", "文件"),
        help=either(
            "A registry that is known and not checked; several times.",
            "已知而不检查的名录；可多次使用。",
        ),
    ),
]
Fix = Annotated[
    bool,
    typer.Option(
        "--fix",
        help=either(
            "Mend what has one right answer, in the files.",
            "直接在文件中修复只有一种正确写法的问题。",
        ),
    ),
]
Likely = Annotated[
    bool,
    typer.Option(
        "--likely",
        help=either(
            "With --fix or --diff: what was probably meant, too.",
            "与 --fix 或 --diff 同用：很可能正确的也修复。",
        ),
    ),
]
FixKnown = Annotated[
    bool,
    typer.Option(
        "--fix-known",
        help=either(
            "With --fix or --diff: what is waived or in the baseline, too.",
            "与 --fix 或 --diff 同用：已豁免的和基线中的也修复。",
        ),
    ),
]
Diff = Annotated[
    bool,
    typer.Option(
        "--diff",
        help=either(
            "Write nothing; print what would change.", "不写入，只以 diff 格式输出将作的改动。"
        ),
    ),
]
DropComments = Annotated[
    bool,
    typer.Option(
        "--drop-comments",
        help=either(
            "Rewrite files with comments, which are lost.", "有注释的文件也改写，注释不予保留。"
        ),
    ),
]
