"""What every command shares: options, the one way to deliver output, the one way to fail.

Exit codes: 0 clean, 1 findings, 2 usage or I/O, 3 internal.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from stdpolicy.api import InvalidDocument
from stdpolicy.batch import Batch, Refused
from stdpolicy.config.discovery import configs
from stdpolicy.config.reading import Config, ConfigError, read_config
from stdpolicy.diagnostics import Report
from stdpolicy.files import check_target, reason, write_atomically
from stdpolicy.formats import NOTATIONS, WRITABLE, Notation, for_suffix, named
from stdpolicy.report import ReportFormat, counted, printable, render

EXTRAS = {"opencc": "clean", "pyshacl": "conformance"}
"""The optional packages, each with the extra that installs it."""
LARGEST = 1_000_000
"""The largest --max-size, in MB."""


def _notation(value: str) -> Notation:
    """The value of --from."""
    try:
        return named(value)
    except ValueError as error:
        fail(error)


def _writable(value: str) -> Notation:
    """The value of --to."""
    notation = _notation(value)
    if notation.write is None:
        fail(f"{notation} is read, not written; choose from {', '.join(map(str, WRITABLE))}")
    return notation


def target(to: Notation | None, out: Path | None) -> Notation | None:
    """The notation to write, which --to or the suffix of --out names."""
    if to is None and out is not None and (usual := for_suffix(out.suffix)) is not None:
        return _writable(usual.name)
    return to


def wanted(to: Notation | None, out: Path | None) -> Notation:
    """The notation to write, where one has to be named."""
    notation = target(to, out)
    if notation is None:
        choices = ", ".join(map(str, WRITABLE))
        suffix = "" if out is None else out.suffix
        fail(
            f"no notation that is written has the suffix {suffix}; choose one with --to: {choices}"
            if suffix
            else f"--to is needed, one of {choices}"
        )
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
        fail(f"--max-size: expected a number of MB from 0 to {LARGEST:,}, found {value}")
    return size


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATHS...", help="Files, folders, globs, or - for standard input."),
]
From = Annotated[
    Notation | None,
    typer.Option(
        "--from",
        help="The notation of the input, if it cannot be told.",
        parser=_notation,
        metavar=_choice(NOTATIONS),
    ),
]
To = Annotated[
    Notation | None,
    typer.Option(
        help="The notation to write; told by OUT's suffix if left out.",
        parser=_writable,
        metavar=_choice(WRITABLE),
    ),
]
MaxSize = Annotated[
    float, typer.Option(help="The largest file to read, in MB.", parser=megabytes, metavar="MB")
]


def _file(name: str) -> Path:
    if name.endswith(("/", os.sep)):
        raise typer.BadParameter("expected the name of a file, found that of a folder")
    return Path(name)


Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="OUT", parser=_file, help="The file to write."),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Instead of the stdpolicy.toml nearest."),
]
NoConfig = Annotated[
    bool, typer.Option("--no-config", help="Without registries and waivers of a project.")
]


def configured(names: Iterable[str], config: Path | None, no_config: bool) -> list[Config]:
    """The configurations of files: the one that is named, or the nearest of each file.

    Whatever a command does with documents, it asks for them: a broken one is told of at once.
    """
    if config is not None and no_config:
        fail("--config and --no-config exclude each other")
    if no_config:
        return []
    named = read_config(config) if config is not None else None
    return configs(names) if named is None else [named]


def batch(
    paths: list[str], max_size: float, *, format: Notation | None = None, apart: Path | None = None
) -> Batch:
    """The documents that paths name; what else lies there and might be taken for one is said."""
    found = Batch(paths, max_size=max_size, format=format, apart=apart)
    others = [counted(n, f"{suffix} file") for suffix, n in sorted(found.passed_over.items()) if n]
    if others:
        print(f"{' and '.join(others)} of other tools passed over", file=sys.stderr)
    return found


def deliver(data: bytes, out: Path | None, *, force: bool = False) -> None:
    """Writes data as it is, to a file or, without one or with `-`, to standard output."""
    if out is None or str(out) == "-":
        if force:
            fail("--force needs -o OUT, a file")
    elif not _is_standard_output(out):
        check_target(out, force=force)
        write_atomically(out, data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _is_standard_output(out: Path) -> bool:
    """Whether a path, such as /dev/stdout, leads where standard output goes, to a file perhaps."""
    try:
        return os.path.samestat(os.stat(out), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


@contextmanager
def failures() -> Iterator[None]:
    """Turns whatever a command may raise into its exit code and one line, or its findings."""
    try:
        yield
    except InvalidDocument as error:
        refuse(error.report)
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS:
            raise
        fail(f"{error.name} is not installed: pip install 'stdpolicy[{EXTRAS[error.name]}]'")
    except (Refused, ConfigError) as error:
        fail(error)
    except OSError as error:
        fail(reason(error))


def fail(message: object) -> NoReturn:
    """Usage or I/O: one line on stderr, exit code 2."""
    tell(message)
    sys.exit(2)


def tell(message: object) -> None:
    """One line on stderr, whatever names it quotes."""
    print(f"stdpolicy: {printable(str(message))}", file=sys.stderr)


def refuse(report: Report) -> None:
    """Ends a command if documents are missing from its output: they and why go to stderr."""
    if report.ok():
        return
    text = render(report, ReportFormat.TEXT, color=color(sys.stderr.isatty()))
    print(text, end="", file=sys.stderr)
    for problem in report.unreadable:
        tell(problem)
    sys.exit(2 if report.unreadable else 1)


def color(terminal: bool) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    return terminal and not os.environ.get("NO_COLOR")
