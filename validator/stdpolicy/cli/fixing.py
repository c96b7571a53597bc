"""What `validate --fix` and `--diff` do beside validating."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import NoReturn

import typer
from msgspec.structs import replace

from stdpolicy.cli.common import alone, deliver, exit_code, fail, keeps_going, tell
from stdpolicy.cli.streams import Interrupted
from stdpolicy.diagnostics import Diagnostic, Report
from stdpolicy.files import read, reason, write_atomically
from stdpolicy.fixes import Fixed, difference, mended
from stdpolicy.formats import Notation
from stdpolicy.language import either
from stdpolicy.report import counted, printable
from stdpolicy.source import Source

STANDARD_INPUT = "<stdin>"


def fixed(
    check: Callable[[Mapping[str, Source]], Report],
    stdin: Source | None,
    limit: int,
    new: Callable[[Report], Report],
    *,
    likely: bool,
    known: bool,
    notation: Notation | None,
) -> Fixed:
    """A run with its fixes, in memory; `new` leaves out of a report what is in the baseline. If a signal
    ends it, it is said that no file was changed.
    """

    def chosen(report: Report) -> Iterable[Diagnostic]:
        told = new(report)
        return [*told, *told.waived, *told.known] if known else told

    try:
        return mended(
            check,
            lambda name: Source.named(name, limit),
            likely=likely,
            notation=notation,
            choose=chosen,
            held=[stdin] if stdin else (),
            keep_going=keeps_going(),
        )
    except Interrupted:
        print(either("no file was changed", "没有改动任何文件"), file=sys.stderr)
        raise


def written(run: Fixed) -> Report:
    """Writes the files that were changed, each as a whole and only if nobody else changed it meanwhile.

    The report names those that could not be written. If a signal ends the run, it is said how many were.
    """
    problems = []
    names = [name for name in run.files if name != STANDARD_INPUT]
    done = 0
    try:
        for name in names:
            before, after = run.files[name]
            try:
                if read(Path(name)) != after.data:  # else by another name
                    write_atomically(Path(name), after.data, instead_of=before.data)
                done += 1
            except OSError as error:
                problems.append(reason(error))
    except Interrupted:
        mended = counted(len(names), "mended file")
        en, zh = f"{done} of {mended} written", f"修复的 {len(names)} 个文件中已写入 {done} 个"
        print(either(en, zh), file=sys.stderr)
        for problem in problems:
            tell(problem)
        raise
    return replace(run.report, unreadable=[*run.report.unreadable, *problems])


@contextmanager
def beside(run: Fixed, stdin: Source | None) -> Iterator[None]:
    """Where standard input was mended it is what goes to standard output, and the report goes elsewhere."""
    if stdin is None:
        yield
        return
    _, after = run.files.get(stdin.name, (stdin, stdin))
    deliver(after.data, None)
    with redirect_stdout(sys.stderr):
        yield


def end(run: Fixed, unreadable: Iterable[str], *, quiet: bool) -> NoReturn:
    """Prints what would change, and ends: with 1 if there is anything."""
    differs = show(diffs(run))
    problems = [*unreadable, *run.report.unreadable]
    for problem in problems:
        tell(problem)
    tell_of(run, quiet=quiet, done=False)
    report = replace(run.report, unreadable=problems)
    raise typer.Exit(exit_code(report, fails=differs))


def show(differences: Iterable[str]) -> bool:
    """Prints unified diffs, on a terminal what it would act on as escapes; whether there are any."""
    text = "".join(differences)
    if sys.stdout.isatty():
        print("".join(printable(line) + "\n" for line in text.split("\n")[:-1]), end="")
    else:
        deliver(text.encode(), None)
    return bool(text)


def diffs(run: Fixed) -> Iterable[str]:
    """The change of each file."""
    return (difference(name, old.data, new.data) for name, (old, new) in run.files.items())


def tell_of(run: Fixed, *, quiet: bool, done: bool = True) -> None:
    """Says what was taken back and, unless quiet, how much is mended and how much more can be."""
    for found in run.refused:
        tell(
            either(
                f"{found}: its fix did not hold and was taken back; please report this",
                f"{found}：修复后未通过核对，已撤回；此为程序缺陷，应予报告",
            )
        )
    if quiet:
        return
    findings = counted(run.mended, "finding")
    en = f"{findings} mended" if done else f"{findings} would be mended"
    zh = f"已修复 {run.mended} 个问题" if done else f"可修复 {run.mended} 个问题"
    if run.left:
        en += f", {run.left} more with --likely"
        zh += f"，加 --likely 可再修复 {run.left} 个"
    print(either(en, zh), file=sys.stderr)


def check_options(names: list[str], *, fix: bool, diff: bool, likely: bool, known: bool) -> None:
    """Refuses options that do not go together."""
    if (fix or diff) and "-" in names and len(names) > 1:
        fail(alone())
    if fix and diff:
        fail(either("--fix and --diff exclude each other", "--fix 和 --diff 不能同用"))
    if (likely or known) and not (fix or diff):
        fail(
            either(
                "--likely and --fix-known need --fix or --diff",
                "--likely 和 --fix-known 须与 --fix 或 --diff 同用",
            )
        )
