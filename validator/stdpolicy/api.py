"""What programs call: load, dump, convert, validate."""

import errno
import math
import os
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stdpolicy.diagnostics import Diagnostic, Report, Rule, Severity
from stdpolicy.document import Document
from stdpolicy.files import UNLIMITED, reason, write_atomically
from stdpolicy.formats import Notation, named
from stdpolicy.language import either, speaking
from stdpolicy.source import Source
from stdpolicy.verdict import MAX_SIZE, judge

if TYPE_CHECKING:
    from stdpolicy.config import Config

__all__ = [
    "Diagnostic",
    "Document",
    "InvalidDocument",
    "NotLossless",
    "Notation",
    "Report",
    "Rule",
    "Severity",
    "convert",
    "dump",
    "fix",
    "load",
    "speaking",
    "validate",
]

Input = str | os.PathLike[str] | bytes | Source
"""A path, the bytes of a document, or a Source."""


class InvalidDocument(ValueError):
    """A document could not be loaded; `report` says why and where."""

    def __init__(self, report: Report) -> None:
        self.report = report
        first = next(iter(report), None)
        more = len(report.diagnostics) - 1
        text = str(first) if first else either("invalid document", "文档无效")
        if first and first.hint:
            text += either(f" ({first.hint})", f"（{first.hint}）")
        if more > 0:
            text += either(f", and {more} more", f"，另有 {more} 个问题")
        super().__init__(text)


class NotLossless(RuntimeError):
    """What was written reads back as another document: a fault of stdpolicy, please report it."""


def load(
    input: Input, *, format: Notation | str | None = None, max_size: float = MAX_SIZE
) -> Document:
    """Reads a document in any notation.

    The notation is told by content and suffix unless `format` names it; `max_size` is in MB.
    Raises OSError if the file cannot be read, InvalidDocument if it is not a valid document,
    ValueError if there is no such notation.
    """
    judged = judge(_opener(input, max_size)(), _notation(format), max_size)
    if judged.document is not None:
        return judged.document
    from stdpolicy.checks import pipeline  # the rules, which a valid document has no use for

    opened = pipeline.explained(judged)
    if opened.document is None:
        findings = opened.findings + pipeline.within(opened)
        opened.let_go()
        raise InvalidDocument(Report(pipeline.place(opened, findings), files=1))
    return opened.document


def dump(
    document: Document, path: str | os.PathLike[str] | None = None, *, format: Notation | str
) -> bytes:
    """The canonical bytes of a document; with `path`, also written there, all or nothing.

    Raises ValueError if `format` is not one that is written (jsonld, turtle, xml, ntriples); OSError.
    """
    data = document.to_bytes(format)
    if path is not None:
        write_atomically(Path(path), data)
    return data


def convert(
    input: Input,
    to: Notation | str,
    *,
    format: Notation | str | None = None,
    verify: bool = False,
    max_size: float = MAX_SIZE,
) -> bytes:
    """Reads a document in any notation and returns its canonical bytes in another.

    With `verify` the result is read back; NotLossless is raised unless it is the same document.
    Raises as `load` and `dump` do.
    """
    return written(load(input, format=format, max_size=max_size), to, verify=verify)


def written(document: Document, to: Notation | str, *, verify: bool) -> bytes:
    """The bytes of a document as `convert` returns them."""
    data = document.to_bytes(to)
    # What is written may be longer than what was read.
    if verify and load(data, format=to, max_size=math.inf) != document:
        raise NotLossless(
            either(
                f"{document.base}: the {to} read back differs; please report this",
                f"{document.base}: 写出的 {to} 读回后与原文档不同；此为程序缺陷，应予报告",
            )
        )
    return data


def validate(
    inputs: Input | Iterable[Input],
    *,
    format: Notation | str | None = None,
    conformance: bool = False,
    max_size: float = MAX_SIZE,
    config: "Iterable[Config]" = (),
    known: Iterable[Document] = (),
    today: date | None = None,
    keep_going: bool = False,
    tell: Callable[[list[Diagnostic]], None] | None = None,
    located: bool = True,
    jobs: int = 1,
    cache: str | os.PathLike[str] | None = None,
) -> Report:
    """Checks documents, each by itself and the references among them.

    What `known` and the registries that `config` names describe is known, and they are not checked; what
    `config` waives is left out (docs/configuration.md). A configuration is never looked for here. Raises
    ConfigError if a registry that it names is none or cannot be read. `today` is the day that the
    dates of waivers are held against, that of the clock by default.

    With `conformance` the published JSON Schema, XSD and SHACL shapes judge each document too
    (needs the `conformance` extra). Files that cannot be opened are listed in the report. With `keep_going`
    a file on which stdpolicy itself fails has one finding, SP905; else what was raised is raised.

    `tell` is called for each file as soon as it has been checked, with its findings as the report has them but
    for those that depend on files to come: these are `late`.

    Without `located` the findings lack their `location` in the notation's own terms, for which the text is
    scanned once more.

    With several `jobs` so many processes check the files, with the same report; findings are told in the same
    order. Where processes are not forked (in a program with threads, and on other systems than Linux) the
    program's main module is imported by each: what it runs has to stand under `if __name__ == "__main__"`.
    Raises ValueError if `jobs` is no whole number from 1.

    `cache` is a folder in which what files give by themselves is kept, so that files that have not changed
    need not be checked again; the report is the same. It is made if it is missing; raises OSError if it cannot be.
    """
    from stdpolicy.checks.run import Run
    from stdpolicy.config.waivers import told, waived

    if not (isinstance(jobs, int) and jobs > 0):
        raise ValueError(
            either(
                f"jobs: expected a whole number from 1, found {jobs!r}",
                f"jobs：应为不小于 1 的整数，实为 {jobs!r}",
            )
        )
    several = [inputs] if isinstance(inputs, (str, bytes, os.PathLike, Source)) else inputs
    configs = list(config)
    trees = [*registries(configs), *(document.tree for document in known)]
    kept = None
    if cache is not None:
        from stdpolicy.cache import prepared

        kept = prepared(Path(cache))
    run = Run(_notation(format), max_size, conformance, trees, keep_going, located, kept)
    adjusted: Callable[[Iterable[Diagnostic]], list[Diagnostic]] = list
    if any(one.severity or one.per_file for one in configs):
        from stdpolicy.config.adjusting import adjusting

        adjusted = adjusting(configs)
    day = today or date.today()
    waivers = [waiver for one in configs for waiver in one.waivers]
    openers = (_opener(item, max_size) for item in several)
    with closing(run.each(openers, jobs)) as each:
        for found in each:
            if tell is not None:
                tell(told(adjusted(found), waivers, day))
    report = run.report()
    report = replace(report, diagnostics=adjusted(report))
    return waived(report, waivers, run.given, day) if waivers else report


def fix(
    input: Input,
    *,
    likely: bool = False,
    format: Notation | str | None = None,
    max_size: float = MAX_SIZE,
) -> tuple[bytes, Report]:
    """The bytes of a file with what can be mended mended, and the report of what is left; nothing is written.

    Safe fixes have one right answer; with `likely` those are applied too that were probably meant. All else
    in the file, comments and layout included, stays as it is. Raises OSError if the file cannot be read.
    """
    from stdpolicy.fixes import mended

    source = _opener(input, max_size)()
    fixed = mended(
        lambda changed: validate(
            changed.get(source.name, source), format=format, max_size=max_size
        ),
        lambda name: source,
        held=[source],
        likely=likely,
        notation=_notation(format),
    )
    _, after = fixed.files.get(source.name, (source, source))
    return after.data, fixed.report


def registry(input: Input, *, max_size: float = MAX_SIZE) -> Document:
    """Reads a registry as `load` does. Raises OSError also if it is another document."""
    document = load(input, max_size=max_size)
    if (kind := document["type"]) != "Registry":
        why = either(f"expected a Registry, found a {kind}", f"应为 Registry，实为 {kind}")
        assert document.source is not None
        raise OSError(errno.EINVAL, why, document.source.name)
    return document


def registries(configs: "Iterable[Config]") -> list[dict[str, Any]]:
    """The trees of the registries that configurations name, the nearest configuration's last.

    Raises ConfigError if one is no registry or cannot be read.
    """
    found = {}
    for config in configs:
        for one in config.registries:
            try:
                document = registry(one.path)
            except (InvalidDocument, OSError) as error:
                from stdpolicy.config import ConfigError

                why = reason(error) if isinstance(error, OSError) else error
                raise ConfigError(f"{one.at}: {why}") from None
            found[document.base] = document.tree
    return list(found.values())


def _notation(format: Notation | str | None) -> Notation | None:
    return named(format) if isinstance(format, str) else format


def _opener(input: Input, max_size: float) -> Callable[[], Source]:
    most = limit(max_size)
    match input:
        case Source():
            return partial(_given, input)
        case bytes():
            return partial(Source, input)
    return partial(Source.from_path, Path(input), most)


def _given(source: Source) -> Source:
    """What needs no opening."""
    return source


def limit(max_size: float) -> int:
    """A limit in MB as one in bytes; infinity is none. Raises ValueError if it is no size."""
    if not max_size >= 0:
        raise ValueError(
            either(
                f"expected a size in MB, found {max_size}", f"应为以 MB 计的大小，实为 {max_size}"
            )
        )
    return round(min(max_size * 1_000_000, UNLIMITED))
