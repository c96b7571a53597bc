"""What programs call: load, dump, convert, validate."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stdpolicy import checks
from stdpolicy.checks.conformance import disagreements
from stdpolicy.checks.references import Index, notations_differ
from stdpolicy.diagnostics import Diagnostic, Problem, Report, Severity
from stdpolicy.document import Document
from stdpolicy.files import write_atomically
from stdpolicy.formats import Format, canonical, read
from stdpolicy.formats import rules as syntax_rules
from stdpolicy.formats.locate import locate
from stdpolicy.formats.reading import Reading
from stdpolicy.model import model
from stdpolicy.source import START, Source

Input = str | os.PathLike[str] | bytes | Source
"""A path, the bytes of a document, or a Source."""

MAX_SIZE = 64
"""The default limit of a file's size, in MB (10^6 bytes)."""


class InvalidDocument(ValueError):
    """A document could not be loaded; `report` says why and where."""

    def __init__(self, report: Report) -> None:
        self.report = report
        first = next(iter(report), None)
        more = len(report.diagnostics) - 1
        text = str(first) if first else "invalid document"
        if first and first.hint:
            text += f" ({first.hint})"
        super().__init__(text + (f", and {more} more" if more > 0 else ""))


def load(
    input: Input, *, format: Format | str | None = None, max_size: float = MAX_SIZE
) -> Document:
    """Reads a document in any notation.

    The notation is told by content and suffix unless `format` names it; `max_size` is in MB.
    Raises OSError if the file cannot be read, InvalidDocument if it is not a valid document.
    """
    opened = _open(_source(input), format, max_size)
    if opened.document is None:
        raise InvalidDocument(Report(_place(opened), files=1))
    return opened.document


def dump(
    document: Document, path: str | os.PathLike[str] | None = None, *, format: Format | str
) -> bytes:
    """The canonical bytes of a document; with `path`, also written there, all or nothing.

    Raises ValueError if `format` is not one of jsonld, turtle, xml, ntriples; OSError.
    """
    data = document.to_bytes(format)
    if path is not None:
        write_atomically(Path(path), data)
    return data


def convert(
    input: Input,
    to: Format | str,
    *,
    format: Format | str | None = None,
    verify: bool = False,
    max_size: float = MAX_SIZE,
) -> bytes:
    """Reads a document in any notation and returns its canonical bytes in another.

    With `verify` the result is read back, and ValueError raised unless it is the same document.
    Raises as `load` and `dump` do.
    """
    document = load(input, format=format, max_size=max_size)
    data = document.to_bytes(to)
    if verify and load(Source(data), format=to, max_size=max_size) != document:
        raise ValueError(f"{document.base}: the {Format(to).value} read back differs")
    return data


def validate(
    inputs: Input | Iterable[Input],
    *,
    format: Format | str | None = None,
    conformance: bool = False,
    max_size: float = MAX_SIZE,
) -> Report:
    """Checks documents, each by itself and the references among them.

    With `conformance` the published JSON Schema, XSD and SHACL shapes judge each document too
    (needs the `conformance` extra). Files that cannot be opened are listed in the report.
    """
    one = isinstance(inputs, (str, bytes, os.PathLike, Source))
    opened: list[_Opened] = []
    unreadable: list[str] = []
    for item in [inputs] if one else inputs:  # type: ignore[list-item, union-attr]
        try:
            opened.append(_open(_source(item), format, max_size))
        except OSError as error:
            unreadable.append(f"{error.filename or item}: {error.strerror or error}")
    _check(opened)
    if conformance:
        for file in opened:
            file.problems += disagreements(file.reading, file.document, file.problems)
    diagnostics = [d for file in opened for d in _place(file)]
    return Report(diagnostics, files=len(opened), unreadable=unreadable)


# -- one file ------------------------------------------------------------------------------


@dataclass
class _Opened:
    """A file, what its reader made of it, and what is wrong with it."""

    source: Source
    format: Format | None
    reading: Reading
    document: Document | None
    problems: list[Problem]
    index: Index | None = None


def _source(input: Input) -> Source:
    match input:
        case Source():
            return input
        case bytes():
            return Source(input)
    return Source.from_path(Path(input))


def _open(source: Source, format: Format | str | None, max_size: float) -> _Opened:
    """Reads a file and takes the verdict on it."""
    if len(source.data) > max_size * 1_000_000:
        found = len(source.data) / 1_000_000
        problem = Problem(
            syntax_rules.SIZE,
            f"expected at most {max_size:g} MB, found {found:.1f} MB",
            place=START,
            hint="raise --max-size if the file is honest",
        )
        return _Opened(source, None, Reading(None), None, [problem])
    known, reading = read(source, Format(format) if format else None)
    problems = list(reading.problems)
    document = None
    errors = any(p.rule.severity is Severity.ERROR for p in problems)
    if reading.tree is not None:
        if not checks.accepts(reading.tree, reading.base):
            problems += checks.explain(reading.tree, reading.base)
        elif not errors:
            tree = canonical()(reading.tree, reading.base)
            document = Document(tree, reading.base, known, source)
    return _Opened(source, known, reading, document, problems)


def _check(opened: Sequence[_Opened]) -> None:
    """References and warnings, within each document and across all."""
    first: dict[str, _Opened] = {}
    for file in opened:
        if file.document is None or file.reading.tree is None:
            continue
        problems, file.index = checks.within(file.reading.tree, file.reading.base)
        file.problems += problems
        other = first.setdefault(file.reading.base, file)
        if other is not file and other.document != file.document:
            file.problems += notations_differ(file.reading.base, (), other.source.name)
    known = {base: file.index.classes for base, file in first.items() if file.index}
    for file in opened:
        if file.index is not None:
            others = {base: ids for base, ids in known.items() if base != file.index.base}
            file.problems += checks.across(file.index, others)


def _place(file: _Opened) -> list[Diagnostic]:
    """The problems of a file with their places, in file order."""
    if not file.problems:
        return []
    paths = {p.path for p in file.problems if p.place is None}
    paths |= {path for p in file.problems for _, path in p.related}
    syntax = file.format.value if file.format else ""
    places = locate(file.source, syntax, file.reading, paths, model()) if paths else {}
    found = []
    for problem in file.problems:
        place = problem.place or places[problem.path]
        found.append(
            Diagnostic(
                rule=problem.rule,
                message=problem.message,
                file=file.source.name,
                place=place,
                pointer=_pointer(problem),
                hint=problem.hint,
                related=tuple((text, places[path]) for text, path in problem.related),
                excerpt=_excerpt(file.source, place.line),
            )
        )
    found.sort(key=lambda d: (d.place, d.rule.code, d.message))
    return found


def _pointer(problem: Problem) -> str:
    """The path as a JSON Pointer (RFC 6901); empty where the place is in the text only."""
    steps = [str(step) for step in problem.path if step != "@key"]
    if steps[:1] in (["@text"], ["@id"]):
        return ""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def _excerpt(source: Source, line: int) -> str:
    try:
        return source.line(line)
    except UnicodeDecodeError:
        return ""
