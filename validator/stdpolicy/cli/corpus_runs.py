"""What the commands for corpora do, and what they tell of it."""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import stdpolicy
from stdpolicy import analysis, api
from stdpolicy.analysis.stats import percent
from stdpolicy.cli import common
from stdpolicy.cli.common import fail, keeps_going, tell_of_others
from stdpolicy.cli.corpus_options import SummaryFormat
from stdpolicy.corpus.choice import EngineName, engine
from stdpolicy.corpus.convert import Converted, Converting, convert
from stdpolicy.corpus.engines import Engine
from stdpolicy.corpus.inputs import Inputs
from stdpolicy.corpus.options import Options
from stdpolicy.corpus.run import Run
from stdpolicy.corpus.schemas import tables
from stdpolicy.corpus.summary import Summary
from stdpolicy.corpus.units import local
from stdpolicy.diagnostics import Severity
from stdpolicy.formats import Notation
from stdpolicy.language import either, language
from stdpolicy.report import counted, printable
from stdpolicy.report.choosing import frequencies
from stdpolicy.report.json import dump

CHECKED = ("findings", "nodes", "references")
"""The tables that `corpus validate` writes."""


class Asked(NamedTuple):
    """What is asked of a run, by the names of the options."""

    uris: Sequence[str]
    output: str | None
    engine: EngineName
    scheduler: str | None
    jobs: int
    memory: str
    exclude: Sequence[str]
    notation: Notation | None
    max_size: float

    def inputs(self, output: str) -> Inputs:
        """The documents."""
        limit = api.limit(self.max_size)
        return Inputs(self.uris, exclude=self.exclude, apart=output, limit=limit)

    def options(self, output: str, **more: Any) -> Options:
        """What workers have to know."""
        notation = str(self.notation or "")
        return Options(
            output=output,
            notation=notation,
            max_size=self.max_size,
            keep_going=keeps_going(),
            language=language(),
            **more,
        )

    def workers(self) -> Engine:
        """The engine."""
        if self.scheduler is not None and self.engine is not EngineName.DASK:
            fail(either("--scheduler needs --engine dask", "--scheduler 须与 --engine dask 同用"))
        if self.scheduler is not None and self.output is None:
            fail(
                either(
                    "--scheduler needs -o, a folder or store that its workers see too",
                    "--scheduler 须与 -o 同用，指定各工作进程同样可以访问的文件夹或者存储",
                )
            )
        return engine(self.engine, self.jobs, self.scheduler)

    @contextmanager
    def place(self) -> Iterator[str]:
        """The folder to write to: one that is gone afterwards where none is named."""
        if self.output is not None:
            # Workers may have another working folder.
            path = local(self.output)
            yield self.output if path is None else str(path.absolute())
            return
        with tempfile.TemporaryDirectory(prefix="stdpolicy-") as folder:
            yield folder


def every_table() -> tuple[str, ...]:
    """The names of all tables."""
    return tuple(tables())


def checked(
    asked: Asked,
    wanted: tuple[str, ...],
    known: Sequence[Path] = (),
    *,
    rules: bool = True,
    conformance: bool = False,
) -> Summary:
    """Runs over a corpus and writes some tables. Raises OSError, and ModuleNotFoundError if an extra is missing."""
    registries = [api.registry(path, max_size=asked.max_size) for path in known]
    with asked.place() as output:
        options = asked.options(output, tables=wanted, rules=rules, conformance=conformance)
        inputs = asked.inputs(output)
        with asked.workers() as workers:
            return Run(inputs, options, workers, registries, asked.memory)()


def exit_code(summary: Summary, level: Severity | None) -> int:
    """What a run ends with, by the worst that happened; findings of a level or worse fail it, if one is given."""
    if summary.faults:
        return 3
    if summary.unreadable:
        return 2
    order = list(Severity)
    worst = [order.index(Severity(one)) for one, n in summary.severities.items() if n]
    return int(level is not None and any(one <= order.index(level) for one in worst))


def strict_and_level() -> None:
    """Says that two options exclude each other."""
    fail(
        either(
            "--strict is --fail-level warning: give one of them",
            "--strict 即 --fail-level warning，两者只用其一",
        )
    )


def tell(summary: Summary, output: str | None, form: SummaryFormat, *, quiet: bool) -> None:
    """Prints what a run came to; what could not be read goes to standard error."""
    if form is SummaryFormat.JSON:
        print(dump(_as_json(summary, output)), end="")
    elif not quiet:
        from stdpolicy.checks import RULES

        print(frequencies(dict(summary.rules), RULES) + _sentence(summary))
        if summary.without_texts:
            print(_without_texts(summary.without_texts))
        if output is not None:
            rows = either(", ", "，").join(f"{name} {n}" for name, n in summary.rows.items())
            print(printable(f"{output}: {rows}"))
    _tell_problems(summary)
    if not quiet:
        tell_of_others(summary.passed_over)


def _tell_problems(summary: Summary) -> None:
    for problem in summary.unreadable:
        common.tell(problem)


def _as_json(summary: Summary, output: str | None) -> dict[str, Any]:
    return {
        "version": 1,
        "tool": stdpolicy.__version__,
        "output": output,
        "files": summary.files,
        **{f"{one}s": summary.severities.get(one, 0) for one in Severity},
        "faults": summary.faults,
        "rules": dict(summary.rules),
        "withoutTexts": summary.without_texts,
        "unknown": summary.unknown,
        "unknownDocuments": list(summary.unknown_first),
        "passedOver": dict(summary.passed_over),
        "unreadable": list(summary.unreadable),
        "tables": dict(summary.rows),
    }


def _without_texts(number: int) -> str:
    return either(
        f"{counted(number, 'policy', 'policies')} in archives or stores not compared with the texts "
        "that they name",
        f"压缩包或者存储中的 {number} 个政策文件未与其所引的文本比对",
    )


def _sentence(summary: Summary) -> str:
    """One sentence about the whole run."""
    errors, warnings, notes = (summary.severities.get(one, 0) for one in Severity)
    unknown, faults = summary.unknown, summary.faults
    if language() == "zh":
        rest = f"，{notes} 个提示" if notes else ""
        rest += f"，{faults} 个文件未能查完（SP905）" if faults else ""
        rest += f"，有引用指向 {unknown} 个未知的文档" if unknown else ""
        return f"已检查 {summary.files} 个文件，{errors} 个错误，{warnings} 个警告{rest}"
    rest = f", {counted(notes, 'note')}" if notes else ""
    rest += f", {faults} not to the end (SP905)" if faults else ""
    rest += f", references to {counted(unknown, 'unknown document')}" if unknown else ""
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    return f"{counted(summary.files, 'file')} checked, {found}{rest}"


def tell_counts(summary: Summary, form: SummaryFormat) -> None:
    """Prints what all policies hold."""
    counts = summary.counts
    held = {name: counts.get(f"{name}_count", 0) for name in analysis.COLUMNS}
    covered = percent(counts.get("quoted", 0), counts.get("substance", 0))
    policies = counts.get("policies", 0)
    if form is SummaryFormat.JSON:
        print(dump({"policies": policies, **held, "coverage": covered}), end="")
    else:
        row = analysis.Stats(str(policies), **held, coverage=covered)
        print(analysis.table([row], of=either("policies", "政策文件数")), end="")
    if left := summary.files - summary.rows["documents"]:
        why = either(
            f"{left} not counted, being no documents: corpus validate says why",
            f"{left} 个文件不成文档，未计入；原因可用 corpus validate 查看",
        )
        print(why, file=sys.stderr)
    _tell_problems(summary)
    tell_of_others(summary.passed_over)


def converted(asked: Asked, to: Notation, *, verify: bool, force: bool) -> int:
    """Converts a corpus, tells what came of it, and returns the exit code."""
    with asked.place() as output:
        inputs = asked.inputs(output)
        work = Converting(asked.options(output, tables=()), str(to), verify=verify, force=force)
        with asked.workers() as workers:
            done = convert(inputs, workers, work)
    unreadable = [*inputs.problems, *(line for one in done for line in one.unreadable)]
    invalid = [line for one in done for line in one.invalid]
    faults = [line for one in done for line in one.faults]
    print(
        _written(done, str(asked.output), len(unreadable) + len(invalid) + len(faults)),
        file=sys.stderr,
    )
    for problem in (*invalid, *faults, *unreadable):
        common.tell(problem)
    passed_over: Counter[str] = Counter()
    for one in done:
        passed_over.update(one.passed_over)
    tell_of_others(passed_over)
    return 3 if faults else 2 if unreadable else int(bool(invalid))


def _written(done: Sequence[Converted], output: str, left: int) -> str:
    """How much was written, and how much not."""
    written = sum(one.written for one in done)
    texts, there = sum(one.texts for one in done), sum(one.there for one in done)
    folder = printable(output)
    if language() == "zh":
        rest = f"，另有 {texts} 个文本" if texts else ""
        rest += f"，{there} 个已在其中" if there else ""
        rest += f"，{left} 个未写入，原因见下" if left else ""
        return f"已写入 {folder}，共 {written} 个文件{rest}"
    rest = f", with {counted(texts, 'text')}" if texts else ""
    rest += f", {there} there already" if there else ""
    rest += f", {left} not: see below" if left else ""
    return f"{written} written to {folder}{rest}"
