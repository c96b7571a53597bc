"""What every command shares: its configuration, the one way to deliver output, the one way to fail.

Exit codes: 0 clean, 1 findings, 2 usage or I/O, 3 internal.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from stdpolicy.api import InvalidDocument
from stdpolicy.batch import Batch, Refused
from stdpolicy.cli.progress import tracked
from stdpolicy.cli.streams import Interrupted
from stdpolicy.config.discovery import configs
from stdpolicy.config.lines import ConfigError
from stdpolicy.config.spoken import propose_configured
from stdpolicy.diagnostics import Report
from stdpolicy.files import check_target, reason, write_atomically
from stdpolicy.formats import Notation
from stdpolicy.language import either, language, propose
from stdpolicy.report import ReportFormat, counted, printable, render
from stdpolicy.source import Source

if TYPE_CHECKING:
    from stdpolicy.config import Config

EXTRAS = {
    "distributed": "dask",
    "duckdb": "corpus",
    "fsspec": "corpus",
    "jinja2": "site",
    "lsprotocol": "lsp",
    "markupsafe": "site",
    "opencc": "clean",
    "pyarrow": "corpus",
    "pygls": "lsp",
    "pypinyin": "clean",
    "pyshacl": "conformance",
    "s3fs": "s3",
    "werkzeug": "serve",
}
"""The optional packages, each with the extra that installs it."""
Command = TypeVar("Command", bound=Callable[..., None])


def chinese(help: str) -> Callable[[Command], Command]:
    """The help of a command where Chinese is spoken; its docstring is the English one."""

    def said(command: Command) -> Command:
        if language() == "zh":
            command.__doc__ = help
        return command

    return said


def configured(names: Iterable[str], config: Path | None, no_config: bool) -> "list[Config]":
    """The configurations of files: the one that is named, or the nearest of each file.

    Whatever a command does with documents, it asks for them: a broken one is told of at once. The one
    that is named, or the nearest to the working folder, proposes the language in which people are told.
    """
    if config is not None and no_config:
        fail(
            either(
                "--config and --no-config exclude each other", "--config 和 --no-config 不能同用"
            )
        )
    if no_config:
        return []
    if config is not None:
        from stdpolicy.config import read_config

        if (named := read_config(config)) is not None:
            if named.language:
                propose(named.language)
            return [named]
    propose_configured()  # a broken one is of no document, perhaps; else it is told of below
    return configs(names)


def nearest(config: Path | None, no_config: bool) -> "Config":
    """The configuration that says how a run goes: the one that is named, or the nearest to the working
    folder; an empty one if there is none.

    Raises ConfigError and OSError.
    """
    from stdpolicy.config import Config, read_config

    if no_config:
        return Config(Path())
    if config is not None:
        return read_config(config) or Config(config)
    return next(iter(configs(["-"])), Config(Path()))


def batch(
    paths: list[str],
    max_size: float,
    config: Path | None,
    no_config: bool,
    *,
    format: Notation | None = None,
    apart: Path | None = None,
    exclude: Sequence[str] = (),
    verbose: bool = False,
    quiet: bool = False,
) -> "tuple[Batch, list[Config]]":
    """The documents that paths name, with their configurations; what else lies there and might be taken
    for one is said.
    """
    configured((), config, no_config)  # the language, before anything is said
    found = Batch(
        paths,
        max_size=max_size,
        format=format,
        apart=apart,
        exclude=exclude,
        keep_going=keeps_going(),
        track=partial(tracked, quiet=quiet),
    )
    if verbose or not quiet:
        tell_of_others(found.passed_over)
    for path in found.others if verbose else ():
        print(f"  {printable(str(path))}", file=sys.stderr)
    return found, configured(found.names, config, no_config)


def tell_of_others(passed_over: Mapping[str, int]) -> None:
    """Says how many files of other tools were passed over, by suffix."""
    others = [(n, suffix) for suffix, n in sorted(passed_over.items()) if n]
    if others:
        files = " and ".join(counted(n, f"{suffix} file") for n, suffix in others)
        zh = "和".join(f" {n} 个 {suffix} 文件" for n, suffix in others)
        print(either(f"{files} of other tools passed over", f"略过其他工具的{zh}"), file=sys.stderr)


def keeps_going() -> bool:
    """Whether a file on which the tool itself fails is told of and passed over; who debugs it stops there."""
    return not os.environ.get("STDPOLICY_DEBUG")


def not_done(found: Batch, en: str, zh: str) -> str:
    """The end of a summary that says of how many files nothing came; nothing if there are none."""
    if not found.left:
        return ""
    return either(f", {found.left} {en}: see below", f"，{found.left} 个{zh}，原因见下")


def alone() -> str:
    """Why - is refused among others."""
    return either(
        "- is written to standard output and cannot be given together with files",
        "- 的结果写到标准输出，不能与文件同时给出",
    )


def oversize(source: Source, max_size: float) -> str:
    """Why a file is not read."""
    return either(
        f"{source.name}: more than {max_size:g} MB; raise --max-size if the file is honest",
        f"{source.name}: 超过 {max_size:g} MB；文件确实这样大的话，调高 --max-size",
    )


def deliver(data: bytes, out: Path | None, *, force: bool = False) -> None:
    """Writes data as it is, to a file or, without one or with `-`, to standard output."""
    if out is None or str(out) == "-":
        if force:
            fail(either("--force needs -o OUT, a file", "--force 须与 -o 同用，写入一个文件"))
    elif not _is_standard_output(out):
        check_target(out, force=force)
        write_atomically(out, data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def is_file(out: Path) -> bool:
    """Whether what was delivered to a path is a file there, and no stream."""
    return str(out) != "-" and not _is_standard_output(out) and out.is_file()


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
        install = f"pip install 'stdpolicy[{EXTRAS[error.name]}]'"
        fail(
            either(f"{error.name} is not installed: {install}", f"没有安装 {error.name}：{install}")
        )
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
    if not report.ok():
        _tell_of(report)
        sys.exit(exit_code(report))


def _tell_of(report: Report) -> None:
    text = render(report, ReportFormat.TEXT, color=color(sys.stderr.isatty()))
    print(text, end="", file=sys.stderr)
    for problem in report.unreadable:
        tell(problem)


@contextmanager
def summed_up(
    found: Batch, summary: Callable[[], str], *, where_left: bool = False
) -> Iterator[None]:
    """Runs over files within a `with` block, and then says on stderr what was done, and of what was not why;
    so it does if a signal ends a run over several, with how many files were not looked at.

    With `where_left` nothing is said unless some of several files was left.
    """
    try:
        yield
    except Interrupted:
        if len(found.names) > 1:
            waiting = counted(found.waiting, "file")
            rest = either(f"; {waiting} not looked at", f"；另有 {found.waiting} 个文件尚未处理")
            print(summary() + (rest if found.waiting else ""), file=sys.stderr)
        _tell_of(found.report)
        raise
    finally:
        found.end()
    if not where_left or (found.left and len(found.names) > 1):
        print(summary(), file=sys.stderr)
    refuse(found.report)


def exit_code(report: Report, *, fails: bool = True) -> int:
    """What a run ends with, by the worst that happened; `fails` says whether its findings fail it."""
    if report.faults:
        return 3
    return 2 if report.unreadable else int(fails)


def color(terminal: bool) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    return terminal and not os.environ.get("NO_COLOR")
