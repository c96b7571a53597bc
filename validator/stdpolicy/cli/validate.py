"""The command that checks documents, as its arguments say (`checking`)."""

import typer

from stdpolicy.cli.common import chinese
from stdpolicy.cli.jobs import CacheFolder, Jobs
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
    Watch,
    WriteBaseline,
    listed,
    output_file,
)
from stdpolicy.report import ReportFormat
from stdpolicy.verdict import MAX_SIZE


@chinese("""检查文档，不限文件格式：逐个检查，并检查相互之间的引用。

    \b
    示例：
      stdpolicy validate policy.jsonld
      stdpolicy validate --strict examples/
      stdpolicy validate --select SP6 --statistics drafts/
      stdpolicy validate --fix draft.jsonld
      stdpolicy validate --watch drafts/
      stdpolicy validate --jobs auto policies/
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
    watch: Watch = False,
    jobs: Jobs = 1,
    cache: CacheFolder = None,
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
      stdpolicy validate --watch drafts/
      stdpolicy validate --jobs auto policies/
      stdpolicy validate policies/ --output sarif=findings.sarif --output junit=junit.xml
      curl -s https://example.org/policy.xml | stdpolicy validate -
    """
    from stdpolicy.cli.checking import Checking, check_options

    asked = Checking(
        named=[*(paths or ()), *listed(files_from)],
        format=format_,
        outputs=[output_file(one) for one in output or ()],
        strict=strict,
        fail_level=fail_level,
        select=select or (),
        ignore=ignore or (),
        exclude=exclude or (),
        registries=registry or (),
        baseline=baseline,
        write_baseline=write_baseline,
        prune_baseline=prune_baseline,
        max_findings=max_findings,
        statistics=statistics,
        quiet=quiet,
        verbose=verbose,
        today=today,
        exit_zero=exit_zero,
        conformance=conformance,
        category=category,
        stdin_filename=stdin_filename,
        fix=fix,
        likely=likely,
        fix_known=fix_known,
        diff=diff,
        jobs=jobs,
        cache=cache,
        config=config,
        no_config=no_config,
        notation=from_,
        max_size=max_size,
    )
    check_options(asked, watched=watch, listed_by_stdin=str(files_from) == "-")
    if watch:
        from stdpolicy.cli import watching

        watching.watch(asked.run, [path for _, path in asked.outputs])
    raise typer.Exit(asked.run())
