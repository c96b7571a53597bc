"""What every command shares: options, exit codes, and where output goes.

Exit codes: 0 clean, 1 findings, 2 usage or I/O, 3 internal.
"""

import os
import sys
from enum import StrEnum
from typing import Annotated, NoReturn

import typer

from stdpolicy.diagnostics import Report
from stdpolicy.formats import Format
from stdpolicy.report import ReportFormat, render


class Writable(StrEnum):
    """The notations that are written; `Format` has those that are only read too."""

    JSONLD = "jsonld"
    TURTLE = "turtle"
    XML = "xml"
    NTRIPLES = "ntriples"


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATHS...", help="Files, folders, globs, or - for standard input."),
]
From = Annotated[
    Format | None, typer.Option("--from", help="The notation of the input, if it cannot be told.")
]
MaxSize = Annotated[float, typer.Option(help="The largest file to read, in MB.", min=0)]


def fail(message: object) -> NoReturn:
    """Usage or I/O: one line on stderr, exit code 2."""
    typer.echo(f"stdpolicy: {message}", err=True)
    raise typer.Exit(2)


def refuse(report: Report) -> NoReturn:
    """Findings where data was asked for: they go to stderr, exit code 1."""
    typer.echo(
        render(report, ReportFormat.TEXT, color=color(sys.stderr.isatty())), nl=False, err=True
    )
    raise typer.Exit(1)


def emit(data: bytes) -> None:
    """Writes data to standard output as it is."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has gone, as `head` does; that is not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None


def io_message(error: OSError) -> str:
    """An OSError as one line: file and reason."""
    if error.strerror is None:
        return str(error)
    return f"{error.filename}: {error.strerror}" if error.filename else error.strerror


def color(terminal: bool) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    return terminal and not os.environ.get("NO_COLOR")
