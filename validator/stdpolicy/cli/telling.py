"""What of a report is told: the rules that are asked for, without what a baseline has."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from stdpolicy.cli.common import color, deliver, fail
from stdpolicy.config.reading import Asked, Config
from stdpolicy.diagnostics import Diagnostic, Report, Severity
from stdpolicy.files import write_atomically
from stdpolicy.language import either
from stdpolicy.report import ReportFormat, baseline, choosing, counted, printable, render, summary

SOON = timedelta(days=30)
"""How long before a waiver ends --statistics tells of it."""
Rules = tuple[tuple[str, ...], tuple[str, ...]]
"""Beginnings of the codes that are selected, and of those that are ignored."""


def chosen_rules(select: Iterable[str], ignore: Iterable[str], config: Config) -> Rules:
    """The rules that options name; where there is no such option, those that a configuration names.

    Raises ConfigError.
    """
    return _codes(select, config.select), _codes(ignore, config.ignore)


def _codes(option: Iterable[str], configured: Iterable[Asked]) -> tuple[str, ...]:
    said, asked = tuple(option), tuple(configured)
    if not (said or asked):
        return ()
    from stdpolicy.checks import RULES
    from stdpolicy.config.adjusting import beginning

    try:
        return choosing.codes(said, RULES) if said else tuple(beginning(one) for one in asked)
    except choosing.UnknownCode as error:
        fail(error)


def fail_level(said: Severity | None, strict: bool, config: Config) -> Severity:
    """The least severity that fails the run: an option before the configuration."""
    if strict:
        if said not in (None, Severity.WARNING):
            fail(
                either(
                    "--strict is --fail-level warning: give one of them",
                    "--strict 即 --fail-level warning，两者只用其一",
                )
            )
        return Severity.WARNING
    return said or Severity(config.fail_level or Severity.ERROR)


def more(report: Report, configs: Iterable[Config]) -> None:
    """Says on stderr what is else only counted: documents that are not in the run, the findings that are
    waived, and what was configured.
    """
    for iri in report.unknown:
        en = "unknown: neither in the run nor a registry; references to it are not checked"
        zh = "未知文档，既不在本次运行之中，也不是名录；指向它的引用未作检查"
        print(f"{printable(iri)}: {either(en, zh)}", file=sys.stderr)
    if report.waived:
        print(either("waived:", "已豁免："), file=sys.stderr)
        print(render(Report(report.waived), ReportFormat.TEXT), end="", file=sys.stderr)
    for config in configs:
        for line in origins(config):
            print(line, file=sys.stderr)


def origins(config: Config) -> Iterator[str]:
    """A line for each value of a configuration: where it came from, and what it is."""
    for one in config.origins:
        yield printable(f"{one.at}: {one.key} = {one.value}")


def ending(configs: Iterable[Config], today: date) -> Iterator[str]:
    """A line for each waiver that still holds and ends soon, the first to end first."""
    waivers = {waiver for config in configs for waiver in config.waivers}
    soon = sorted(
        (one.until, str(one.file), one.place, one.rule)
        for one in waivers
        if one.until is not None and today <= one.until <= today + SOON
    )
    for until, file, (line, column), rule in soon:
        ends = either(f"the waiver of {rule} ends on {until}", f"{rule} 的豁免至 {until} 止")
        yield f"{file}:{line}:{column}: {ends}"


def told(
    report: Report, rules: Rules, path: Path | None, *, write: bool, prune: bool
) -> tuple[Report, list[str]]:
    """The report as it is told, and what is to be said of the baseline, which is written if that is
    asked for.
    """
    report = choosing.chosen(report, *rules)
    if path is None:
        return report, []
    if write:
        text = baseline.written(baseline.entries(report))
        write_atomically(path, text.encode())
    try:
        entries = baseline.read(path)
    except baseline.BadBaseline as error:
        fail(error)
    except FileNotFoundError:
        fail(
            either(
                f"{path}: there is no such baseline; --write-baseline makes it",
                f"{path}: 没有此基线；用 --write-baseline 生成",
            )
        )
    found = baseline.compared(report, entries)
    if not found.stale:
        return found.report, []
    if prune:
        gone = {entry["id"] for entry in found.stale}
        left = [entry for entry in entries if entry["id"] not in gone]
        write_atomically(path, baseline.written(left).encode())
    number = len(found.stale)
    if prune:
        said = either(f"{number} that are mended taken out", f"删去已经改正的 {number} 个问题")
        return found.report, [f"{path}: {said}"]
    return found.report, [
        either(
            f"{path}: {number} of the baseline mended: --prune-baseline takes them out",
            f"{path}: 基线中有 {number} 个问题已经改正，--prune-baseline 将其删去",
        )
    ]


class Streamed:
    """What is found, file by file, chosen as rules are; `at_once` it is printed, as text, if nothing that is
    asked for needs the whole.
    """

    def __init__(self, rules: Rules, kind: ReportFormat, *, at_once: bool) -> None:
        self._rules = rules
        self._kind = kind
        self._at_once = at_once and kind is ReportFormat.TEXT
        self._found: list[Diagnostic] = []
        self._files = 0

    def __call__(self, found: Iterable[Diagnostic]) -> None:
        """Takes in what was found in one more file."""
        new = [one for one in found if choosing.is_chosen(one, *self._rules)]
        self._files += 1
        self._found += new
        if self._at_once and new:
            _print(Report(new))

    def rest(self, report: Report) -> Report:
        """The report without what was printed: what only other files of the run could tell."""
        if not self._at_once:
            return report
        return replace(report, diagnostics=[one for one in report if one.late])

    def end(self, files: int, most: int | None, *, quiet: bool) -> None:
        """Tells what was found of so many files when the run is interrupted; a report for programs, which
        would be half of one, is not written.
        """
        report = Report(self._found, files=self._files)
        if self._kind is ReportFormat.TEXT and not self._at_once:
            show(report, self._kind, most, statistics=False, category="")
        if not quiet:
            left = files - self._files
            rest = either(f"; {counted(left, 'file')} not", f"；{left} 个文件未检查")
            print(summary(report) + rest, file=sys.stderr)


def _print(report: Report) -> None:
    print(render(report, ReportFormat.TEXT, color=color(sys.stdout.isatty())), end="", flush=True)


def show(
    report: Report, kind: ReportFormat, most: int | None, *, statistics: bool, category: str
) -> None:
    """Prints the findings; of more than are to be told, how many are not."""
    shown, left = (report, 0) if most is None else choosing.first(report, most)
    if statistics:
        print(choosing.statistics(report), end="")
        return
    if kind is ReportFormat.TEXT:
        _print(shown)
    else:  # for programs, which expect UTF-8
        text = render(shown, kind, category=category)
        deliver(text.encode(errors="replace"), None)
    if left:
        more = either(f"{counted(left, 'finding')} more", f"另有 {left} 个问题")
        print(more, file=sys.stderr)
