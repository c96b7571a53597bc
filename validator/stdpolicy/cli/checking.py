"""What `validate` does: which files, which rules, how it is told."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from stdpolicy import api
from stdpolicy.cli import telling
from stdpolicy.cli.common import batch, exit_code, fail, keeps_going, nearest, tell
from stdpolicy.cli.jobs import tell_reused
from stdpolicy.cli.streams import Interrupted
from stdpolicy.diagnostics import Report, Severity
from stdpolicy.files import write_atomically
from stdpolicy.formats import Notation
from stdpolicy.language import either
from stdpolicy.report import ReportFormat, render, summary
from stdpolicy.source import Source


class Checking(Struct, frozen=True):
    """What is asked of a run, by the names of the options."""

    named: Sequence[str]
    format: ReportFormat
    outputs: Sequence[tuple[ReportFormat, Path]]
    strict: bool
    fail_level: Severity | None
    select: Sequence[str]
    ignore: Sequence[str]
    exclude: Sequence[str]
    registries: Sequence[Path]
    baseline: Path | None
    write_baseline: bool
    prune_baseline: bool
    max_findings: int | None
    statistics: bool
    quiet: bool
    verbose: bool
    today: date | None
    exit_zero: bool
    conformance: bool
    category: str
    stdin_filename: str
    fix: bool
    likely: bool
    fix_known: bool
    diff: bool
    jobs: int
    cache: Path | None
    config: Path | None
    no_config: bool
    notation: Notation | None
    max_size: float

    @property
    def mends(self) -> bool:
        """Whether fixes are asked for."""
        return self.fix or self.diff or self.likely or self.fix_known

    def run(self) -> int:
        """Checks, tells what was found, and returns the exit code."""
        own = nearest(self.config, self.no_config)
        level = telling.fail_level(self.fail_level, self.strict, own)
        chosen = telling.chosen_rules(self.select, self.ignore, own)
        found, configs = batch(
            list(self.named),
            self.max_size,
            self.config,
            self.no_config,
            exclude=self.exclude or own.exclude,
            verbose=self.verbose,
            quiet=self.quiet,
        )
        baseline = self.baseline or own.baseline
        if baseline is None and (self.write_baseline or self.prune_baseline):
            fail(
                either(
                    "--write-baseline and --prune-baseline need --baseline FILE",
                    "--write-baseline 和 --prune-baseline 须与 --baseline 文件 同用",
                )
            )
        stdin = _stdin(found.limit, self.stdin_filename) if "-" in found.names else None
        known = [api.registry(path, max_size=self.max_size) for path in self.registries]
        whole = self.mends or self.statistics or self.max_findings is not None or baseline
        streamed = telling.Streamed(chosen, self.format, at_once=not whole)

        # Who looks for a fault of ours has it in this process.
        jobs = min(self.jobs, max(1, len(found.names))) if keeps_going() else 1

        def check(changed: Mapping[str, Source]) -> Report:
            there = {stdin.name: stdin, **changed} if stdin else changed
            names = [stdin.name if stdin and name == "-" else name for name in found.names]
            return api.validate(
                (there.get(name, name) for name in found.track(names)),
                format=self.notation,
                conformance=self.conformance,
                max_size=self.max_size,
                config=configs,
                known=known,
                today=self.today,
                keep_going=keeps_going(),
                tell=streamed,
                jobs=jobs,
                cache=self.cache,
            )

        run = None
        if self.mends:
            from stdpolicy.cli import fixing

            run = fixing.fixed(
                check,
                stdin,
                found.limit,
                lambda report: telling.told(report, chosen, baseline, write=False, prune=False)[0],
                likely=self.likely,
                known=self.fix_known,
                notation=self.notation,
            )
            if self.diff:
                fixing.end(run, found.unreadable, quiet=self.quiet)
            report = fixing.written(run)
        else:
            try:
                report = check({})
            except Interrupted:
                streamed.end(len(found.names), self.max_findings, quiet=self.quiet)
                raise
        report = replace(report, unreadable=[*found.unreadable, *report.unreadable])
        report, stale = telling.told(
            report, chosen, baseline, write=self.write_baseline, prune=self.prune_baseline
        )
        for kind, path in self.outputs:
            text = render(report, kind, category=self.category)
            write_atomically(path, text.encode(errors="replace"))
        with nullcontext() if run is None else fixing.beside(run, stdin):
            telling.show(
                streamed.rest(report),
                self.format,
                self.max_findings,
                statistics=self.statistics,
                category=self.category,
            )
        if self.verbose:
            telling.more(report, configs)
            if self.cache is not None:
                tell_reused(self.cache, report.reused, report.files - report.reused)
        if self.statistics and not self.quiet:
            for line in telling.ending(configs, self.today or date.today()):
                tell(line)
        for problem in (*report.unreadable, *(stale if not self.quiet else ())):
            tell(problem)
        if not self.quiet:
            print(summary(report), file=sys.stderr)
        if run is not None:
            fixing.tell_of(run, quiet=self.quiet)
        return exit_code(report, fails=not (report.ok(fail_level=level) or self.exit_zero))


def check_options(asked: Checking, *, watched: bool, listed_by_stdin: bool) -> None:
    """Refuses options that do not go together, and those that have no effect."""
    if not asked.named:
        fail(
            either("expected files, folders or --files-from", "应给出文件、文件夹或者 --files-from")
        )
    if asked.mends:
        from stdpolicy.cli import fixing

        fixing.check_options(
            list(asked.named),
            fix=asked.fix,
            diff=asked.diff,
            likely=asked.likely,
            known=asked.fix_known,
        )
    formats = {asked.format, *(kind for kind, _ in asked.outputs)}
    if asked.category and ReportFormat.SARIF not in formats:
        fail(
            either(
                "--category is for SARIF: --format sarif or --output sarif=FILE",
                "--category 只用于 SARIF，须与 --format sarif 或 --output sarif=文件 同用",
            )
        )
    if asked.stdin_filename and "-" not in asked.named:
        fail(
            either(
                "--stdin-filename names standard input: give - as a path",
                "--stdin-filename 用于标准输入，须给出路径 -",
            )
        )
    if not watched:
        return
    if asked.mends or asked.write_baseline or asked.prune_baseline:
        fail(
            either(
                "--watch goes with no option that writes to documents or the baseline",
                "--watch 不能与改写文档或基线的选项同用",
            )
        )
    if asked.format is not ReportFormat.TEXT:
        fail(
            either(
                "--watch prints text; other formats go to --output FORMAT=FILE",
                "--watch 只输出文本，其他格式用 --output 格式=文件",
            )
        )
    if asked.jobs > 1:
        fail(
            either(
                "--watch checks in one process: leave out --jobs",
                "--watch 只用一个进程检查，不能与 --jobs 同用",
            )
        )
    if "-" in asked.named or listed_by_stdin:
        fail(
            either(
                "--watch needs files: standard input is read once",
                "--watch 须给出文件：标准输入只能读取一次",
            )
        )


def _stdin(limit: int, called: str) -> Source:
    """Standard input, by the name that it is to have."""
    source = Source.named("-", limit)
    return replace(source, name=called) if called else source
