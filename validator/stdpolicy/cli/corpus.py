"""The commands for corpora: corpus validate, convert, stats, tables."""

import typer

from stdpolicy.cli.common import chinese
from stdpolicy.cli.corpus_options import (
    MEMORY,
    EngineChoice,
    Form,
    Memory,
    Output,
    OutputOrNone,
    Scheduler,
    SummaryFormat,
    Uris,
    Verify,
)
from stdpolicy.cli.jobs import Jobs
from stdpolicy.cli.options import Force, From, MaxSize, Registries, To, wanted
from stdpolicy.cli.validate_options import (
    Conformance,
    Exclude,
    ExitZero,
    FailLevel,
    Quiet,
    Strict,
)
from stdpolicy.corpus.choice import EngineName
from stdpolicy.diagnostics import Severity
from stdpolicy.verdict import MAX_SIZE


@chinese("""检查、转换和统计大批文档，不论存于何处，结果为 Parquet 表。

    文件夹、zip 和 tar、s3 等存储、每行一个文档的文件均可；由本机的进程或者 Dask 集群处理。
    需安装 stdpolicy[corpus]，详见 docs/corpora.zh.md。

    \b
    示例：
      stdpolicy corpus validate policies/ --jobs auto -o checked
      stdpolicy corpus tables s3://bucket/policies --engine dask -o s3://bucket/tables
      stdpolicy corpus convert policies.zip --to turtle -o turtle
      stdpolicy corpus stats policies.ndjson.gz
""")
def corpus() -> None:
    """Check, convert and count documents in large numbers.

    Results are Parquet tables. Read are folders, zip and tar files, stores such as s3, and files with a document on each line, by
    processes of this machine or a Dask cluster. Needs stdpolicy[corpus]; see docs/corpora.md.

    \b
    Examples:
      stdpolicy corpus validate policies/ --jobs auto -o checked
      stdpolicy corpus tables s3://bucket/policies --engine dask -o s3://bucket/tables
      stdpolicy corpus convert policies.zip --to turtle -o turtle
      stdpolicy corpus stats policies.ndjson.gz
    """


@chinese("""检查大批文档：逐个检查，并检查相互之间的引用，问题写成 Parquet 表。

    给出 -o 时写入 findings、nodes、references 三个表；中断后再次运行，从中断处继续。

    \b
    示例：
      stdpolicy corpus validate policies/ --jobs auto -o checked
      stdpolicy corpus validate policies.tar.gz --strict --format json
""")
def validate(
    uris: Uris,
    output: OutputOrNone = None,
    format_: Form = SummaryFormat.TEXT,
    strict: Strict = False,
    fail_level: FailLevel = None,
    registry: Registries = None,
    exclude: Exclude = None,
    conformance: Conformance = False,
    exit_zero: ExitZero = False,
    quiet: Quiet = False,
    engine: EngineChoice = EngineName.LOCAL,
    scheduler: Scheduler = None,
    jobs: Jobs = 1,
    memory: Memory = MEMORY,
    from_: From = None,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Check documents, each by itself and the references among them.

    With -o the tables findings, nodes and references are written as Parquet; a run that was interrupted is taken up.

    \b
    Examples:
      stdpolicy corpus validate policies/ --jobs auto -o checked
      stdpolicy corpus validate policies.tar.gz --strict --format json
    """
    from stdpolicy.cli import corpus_runs as runs

    asked = runs.Asked(
        uris, output, engine, scheduler, jobs, memory, exclude or (), from_, max_size
    )
    level = Severity.WARNING if strict else fail_level or Severity.ERROR
    if strict and fail_level not in (None, Severity.WARNING):
        runs.strict_and_level()
    summary = runs.checked(asked, runs.CHECKED, registry or (), conformance=conformance)
    runs.tell(summary, output, format_, quiet=quiet)
    raise typer.Exit(runs.exit_code(summary, None if exit_zero else level))


@chinese("""将大批文档的内容写成 Parquet 表：问题、文档、节点、引用、机构、指标值、举措、责任分工。

    \b
    示例：
      stdpolicy corpus tables policies/ -o tables
      stdpolicy corpus tables s3://bucket/policies --engine dask -o s3://bucket/tables
""")
def tables(
    uris: Uris,
    output: Output,
    format_: Form = SummaryFormat.TEXT,
    registry: Registries = None,
    exclude: Exclude = None,
    quiet: Quiet = False,
    engine: EngineChoice = EngineName.LOCAL,
    scheduler: Scheduler = None,
    jobs: Jobs = 1,
    memory: Memory = MEMORY,
    from_: From = None,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Write what documents hold as Parquet tables.

    These are findings, documents, nodes, references, bodies, targets, measures and assignments.

    \b
    Examples:
      stdpolicy corpus tables policies/ -o tables
      stdpolicy corpus tables s3://bucket/policies --engine dask -o s3://bucket/tables
    """
    from stdpolicy.cli import corpus_runs as runs

    asked = runs.Asked(
        uris, output, engine, scheduler, jobs, memory, exclude or (), from_, max_size
    )
    summary = runs.checked(asked, runs.every_table(), registry or ())
    runs.tell(summary, output, format_, quiet=quiet)
    raise typer.Exit(runs.exit_code(summary, None))


@chinese("""统计大批政策文件的编码，各项为总数；同一政策文件有多种文件格式的，只计一次。

    \b
    示例：
      stdpolicy corpus stats policies/
      stdpolicy corpus stats policies.ndjson.gz --format json
""")
def stats(
    uris: Uris,
    output: OutputOrNone = None,
    format_: Form = SummaryFormat.TEXT,
    exclude: Exclude = None,
    engine: EngineChoice = EngineName.LOCAL,
    scheduler: Scheduler = None,
    jobs: Jobs = 1,
    memory: Memory = MEMORY,
    from_: From = None,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Count what the encodings of all policies hold, in sum.

    A policy in several notations is counted once; other documents are passed over.

    \b
    Examples:
      stdpolicy corpus stats policies/
      stdpolicy corpus stats policies.ndjson.gz --format json
    """
    from stdpolicy.cli import corpus_runs as runs

    asked = runs.Asked(
        uris, output, engine, scheduler, jobs, memory, exclude or (), from_, max_size
    )
    summary = runs.checked(asked, ("documents",), rules=False)
    runs.tell_counts(summary, format_)
    raise typer.Exit(runs.exit_code(summary, None))


@chinese("""将大批文档转换为另一种文件格式，按原有的文件夹写入。

    不成文档的输入不予转换，逐一列出。已有而内容相同的文件不动，内容不同的也不动，除非用 --force。

    \b
    示例：
      stdpolicy corpus convert policies.zip --to turtle -o turtle
      stdpolicy corpus convert s3://bucket/policies --to xml --jobs auto -o s3://bucket/xml
""")
def convert(
    uris: Uris,
    output: Output,
    to: To = None,
    from_: From = None,
    verify: Verify = False,
    force: Force = False,
    exclude: Exclude = None,
    engine: EngineChoice = EngineName.LOCAL,
    scheduler: Scheduler = None,
    jobs: Jobs = 1,
    max_size: MaxSize = MAX_SIZE,
) -> None:
    """Convert documents to another notation without loss.

    Each is written under the name that it has in its folder, archive or file of lines. What is no document is told of and left out. A file that is there with the same content stays; with another
    it stays too, unless --force is given.

    \b
    Examples:
      stdpolicy corpus convert policies.zip --to turtle -o turtle
      stdpolicy corpus convert s3://bucket/policies --to xml --jobs auto -o s3://bucket/xml
    """
    from stdpolicy.cli import corpus_runs as runs

    notation = wanted(to, None)
    asked = runs.Asked(
        uris, output, engine, scheduler, jobs, MEMORY, exclude or (), from_, max_size
    )
    raise typer.Exit(runs.converted(asked, notation, verify=verify, force=force))


BELOW = {"validate": validate, "convert": convert, "stats": stats, "tables": tables}
"""The commands, in the order of --help."""
