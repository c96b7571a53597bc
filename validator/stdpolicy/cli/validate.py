"""The command that checks documents: which files, which rules, how it is told."""

import sys
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from stdpolicy import api
from stdpolicy.cli.common import batch, chinese, color, deliver, fail, nearest, tell
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
from stdpolicy.diagnostics import Report, Severity
from stdpolicy.files import check_target, write_atomically
from stdpolicy.language import either
from stdpolicy.report import ReportFormat, counted, render, summary
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE

FORMATS = "|".join(ReportFormat)


def _day(said: str) -> date:
    """The value of --today."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        fail(
            either(
                f"--today: expected a date such as 2027-03-31, found {said}",
                f"--today：应为日期，如 2027-03-31，实为 {said}",
            )
        )


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
    format_: Annotated[
        ReportFormat,
        typer.Option(
            "--format", "-f", help=either("How to print the findings.", "以何种格式列出问题。")
        ),
    ] = ReportFormat.TEXT,
    output: Annotated[
        list[str] | None,
        typer.Option(
            metavar=either("FORMAT=FILE", "格式=文件"),
            help=either("Write them to a file too; several times.", "另写入文件；可多次使用。"),
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help=either("Warnings fail too.", "有警告也视为不通过。")),
    ] = False,
    fail_level: Annotated[
        Severity | None,
        typer.Option(
            "--fail-level",
            help=either(
                "The least severity that fails; error by default.",
                "达到此级别即不通过，默认为 error。",
            ),
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar=either("CODES", "规则"),
            help=either("Only these rules, such as SP304 or SP6.", "只看这些规则，如 SP304、SP6。"),
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar=either("CODES", "规则"), help=either("Not these rules.", "不看这些规则。")
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar=either("GLOB", "模式"),
            help=either("Files in folders to leave out.", "文件夹中不检查的文件。"),
        ),
    ] = None,
    files_from: Annotated[
        Path | None,
        typer.Option(
            metavar=either("FILE", "文件"),
            help=either("A list of paths, one a line, or -.", "路径清单，每行一个；- 为标准输入。"),
        ),
    ] = None,
    registry: Registries = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar=either("FILE", "文件"),
            help=either("Findings that are known.", "已知的问题。"),
        ),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option(
            "--write-baseline",
            help=either("Write all findings to the baseline.", "将全部问题写入基线。"),
        ),
    ] = False,
    prune_baseline: Annotated[
        bool,
        typer.Option(
            "--prune-baseline",
            help=either("Take out of it what is mended.", "从基线中删去已经改正的问题。"),
        ),
    ] = False,
    max_findings: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help=either("How many to tell, errors first.", "最多列出几个，错误在先。"),
        ),
    ] = None,
    statistics: Annotated[
        bool,
        typer.Option(
            "--statistics",
            help=either("Tell how often each rule was broken.", "只列各规则的次数。"),
        ),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=either("No summary.", "不输出总结。"))
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            "-v",
            help=either(
                "Name what was passed over and waived, and the configuration.",
                "列出略过的文件、豁免的问题和所用的配置。",
            ),
        ),
    ] = False,
    today: Annotated[
        date | None,
        typer.Option(
            parser=_day,
            metavar=either("DATE", "日期"),
            help=either("The day for the dates of waivers.", "判断豁免是否过期所依的日期。"),
        ),
    ] = None,
    exit_zero: Annotated[
        bool,
        typer.Option(
            "--exit-zero",
            help=either("Exit with 0 whatever was found.", "不论有无问题，退出码都为 0。"),
        ),
    ] = False,
    conformance: Annotated[
        bool,
        typer.Option(
            "--conformance",
            help=either(
                "Let the published JSON Schema, XSD and SHACL judge too.",
                "同时用 JSON Schema、XSD 和 SHACL 检查。",
            ),
        ),
    ] = False,
    category: Annotated[
        str,
        typer.Option(
            metavar=either("NAME", "名称"),
            help=either(
                "What tells this SARIF run from others of a commit.",
                "在同一提交的多次 SARIF 结果中标明本次。",
            ),
        ),
    ] = "",
    stdin_filename: Annotated[
        str,
        typer.Option(
            metavar=either("PATH", "路径"),
            help=either("What to call standard input in reports.", "报告中标准输入的名称。"),
        ),
    ] = "",
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

    outputs = [_output(one) for one in output or ()]
    named = [*(paths or ()), *_listed(files_from)]
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
        _print(report, format_, max_findings, statistics=statistics, category=category)
    if verbose:
        telling.more(report, configs)
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


def _print(
    report: Report, kind: ReportFormat, most: int | None, *, statistics: bool, category: str
) -> None:
    """Prints the findings; of more than are to be told, how many are not."""
    from stdpolicy.report import choosing

    shown, left = (report, 0) if most is None else choosing.first(report, most)
    if statistics:
        print(choosing.statistics(report), end="")
        return
    text = render(shown, kind, color=color(sys.stdout.isatty()), category=category)
    if kind is ReportFormat.TEXT:
        print(text, end="")
    else:  # for programs, which expect UTF-8
        deliver(text.encode(errors="replace"), None)
    if left:
        more = either(f"{counted(left, 'finding')} more", f"另有 {left} 个问题")
        print(more, file=sys.stderr)


def _output(said: str) -> tuple[ReportFormat, Path]:
    """A format and a file, before anything is done."""
    name, _, file = said.partition("=")
    if name not in set(ReportFormat) or not file:
        fail(
            either(
                f"--output: expected FORMAT=FILE with one of {FORMATS}, found {said}",
                f"--output：应为 格式=文件，格式为 {FORMATS} 之一，实为 {said}",
            )
        )
    check_target(Path(file), force=True)
    return ReportFormat(name), Path(file)


def _listed(path: Path | None) -> list[str]:
    if path is None:
        return []
    text = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    return [line for line in text.decode(errors="surrogateescape").split("\n") if line.strip()]
