"""The command that checks documents: which files, which rules, how it is told."""

import sys
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date

import typer

from stdpolicy import api
from stdpolicy.cli.common import batch, chinese, fail, nearest, tell
from stdpolicy.cli.options import (
    ConfigFile,
    Diff,
    Fix,
    FixKnown,
    From,
    Likely,
    MaxSize,
    NoConfig,
    PathsOrList,
    Registries,
)
from stdpolicy.cli.validate_options import (
    Baseline,
    Category,
    Conformance,
    Exclude,
    ExitZero,
    FailLevel,
    FilesFrom,
    Format,
    Ignore,
    MaxFindings,
    Outputs,
    PruneBaseline,
    Quiet,
    Select,
    Statistics,
    StdinFilename,
    Strict,
    Today,
    Verbose,
    WriteBaseline,
    listed,
    output_file,
)
from stdpolicy.diagnostics import Report
from stdpolicy.files import write_atomically
from stdpolicy.language import either
from stdpolicy.report import ReportFormat, render, summary
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE


@chinese("""检查文档，不限文件格式：逐个检查，并检查相互之间的引用。

    \b
    示例：
      stdpolicy validate policy.jsonld
      stdpolicy validate --strict examples/
      stdpolicy validate --select SP6 --statistics drafts/
      stdpolicy validate --fix draft.jsonld
      stdpolicy validate policies/ --output sarif=findings.sarif --output junit=junit.xml
      curl -s https://example.org/policy.xml | stdpolicy validate -
""")
def validate(
    paths: PathsOrList = None,
    format_: Format = ReportFormat.TEXT,
    output: Outputs = None,
    strict: Strict = False,
    fail_level: FailLevel = None,
    select: Select = None,
    ignore: Ignore = None,
    exclude: Exclude = None,
    files_from: FilesFrom = None,
    registry: Registries = None,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = False,
    prune_baseline: PruneBaseline = False,
    max_findings: MaxFindings = None,
    statistics: Statistics = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    today: Today = None,
    exit_zero: ExitZero = False,
    conformance: Conformance = False,
    category: Category = "",
    stdin_filename: StdinFilename = "",
    fix: Fix = False,
    likely: Likely = False,
    fix_known: FixKnown = False,
    diff: Diff = False,
    config: ConfigFile = None,
    no_config: NoConfig = False,
    from_: From = None,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Check documents in any notation, each by itself and the references among them.

    \b
    Examples:
      stdpolicy validate policy.jsonld
      stdpolicy validate --strict examples/
      stdpolicy validate --select SP6 --statistics drafts/
      stdpolicy validate --fix draft.jsonld
      stdpolicy validate policies/ --output sarif=findings.sarif --output junit=junit.xml
      curl -s https://example.org/policy.xml | stdpolicy validate -
    """
    from stdpolicy.cli import telling

    outputs = [output_file(one) for one in output or ()]
    named = [*(paths or ()), *listed(files_from)]
    if not named:
        fail(
            either("expected files, folders or --files-from", "应给出文件、文件夹或者 --files-from")
        )
    own = nearest(config, no_config)
    level = telling.fail_level(fail_level, strict, own)
    found, configs = batch(
        named, max_size, config, no_config, exclude=exclude or own.exclude, verbose=verbose
    )
    chosen = telling.chosen_rules(select or (), ignore or (), own)
    baseline = baseline or own.baseline
    stdin = _stdin(found.limit, stdin_filename) if "-" in found.names else None
    known = [api.load(path, max_size=max_size) for path in registry or ()]

    def check(changed: Mapping[str, Source]) -> Report:
        there = {stdin.name: stdin, **changed} if stdin else changed
        names = (stdin.name if stdin and name == "-" else name for name in found.names)
        return api.validate(
            [there.get(name, name) for name in names],
            format=from_,
            conformance=conformance,
            max_size=max_size,
            config=configs,
            known=known,
            today=today,
        )

    run = None
    if fix or diff or likely or fix_known:
        from stdpolicy.cli import fixing

        fixing.check_options(named, fix=fix, diff=diff, likely=likely, known=fix_known)
        run = fixing.fixed(
            check,
            stdin,
            found.limit,
            lambda report: telling.told(report, chosen, baseline, write=False, prune=False)[0],
            likely=likely,
            known=fix_known,
            notation=from_,
        )
        if diff:
            fixing.end(run, found.unreadable, quiet=quiet)
    report = check({}) if run is None else fixing.written(run)
    report = replace(report, unreadable=[*found.unreadable, *report.unreadable])
    report, stale = telling.told(
        report, chosen, baseline, write=write_baseline, prune=prune_baseline
    )
    for kind, path in outputs:
        write_atomically(path, render(report, kind, category=category).encode(errors="replace"))
    with nullcontext() if run is None else fixing.beside(run, stdin):
        telling.show(report, format_, max_findings, statistics=statistics, category=category)
    if verbose:
        telling.more(report, configs)
    if statistics and not quiet:
        for line in telling.ending(configs, today or date.today()):
            tell(line)
    for problem in (*report.unreadable, *(stale if not quiet else ())):
        tell(problem)
    if not quiet:
        print(summary(report), file=sys.stderr)
    if run is not None:
        fixing.tell_of(run, quiet=quiet)
    if report.unreadable:
        raise typer.Exit(2)
    if not report.ok(fail_level=level) and not exit_zero:
        raise typer.Exit(1)


def _stdin(limit: int, called: str) -> Source:
    """Standard input, by the name that it is to have."""
    source = Source.named("-", limit)
    return replace(source, name=called) if called else source
