"""What programs call: load, dump, convert, validate."""

import math
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stdpolicy import checks
from stdpolicy.checks.conformance import disagreements
from stdpolicy.checks.references import Index, notations_differ
from stdpolicy.diagnostics import KEY, Diagnostic, Problem, Report, Severity
from stdpolicy.diagnostics import Path as DataPath
from stdpolicy.document import Document
from stdpolicy.files import UNLIMITED, reason, write_atomically
from stdpolicy.formats import Format, canonical, read
from stdpolicy.formats import rules as syntax_rules
from stdpolicy.formats.canonical import Merged
from stdpolicy.formats.locate import find, locate
from stdpolicy.formats.reading import MAX_PROBLEMS, Reading
from stdpolicy.model import model
from stdpolicy.source import START, Source

Input = str | os.PathLike[str] | bytes | Source
"""A path, the bytes of a document, or a Source."""

MAX_SIZE = 64
"""The default limit of a file's size, in MB (10^6 bytes)."""
MAX_MESSAGE = 500
"""The longest message, in characters."""
CONTROLS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


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
    opened = _open(_source(input, max_size), format, max_size)
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
    return written(load(input, format=format, max_size=max_size), to, verify=verify)


def written(document: Document, to: Format | str, *, verify: bool) -> bytes:
    """The bytes of a document as `convert` returns them."""
    data = document.to_bytes(to)
    # What is written may be longer than what was read.
    if verify and load(data, format=to, max_size=math.inf) != document:
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
    several = [inputs] if isinstance(inputs, (str, bytes, os.PathLike, Source)) else inputs
    opened: list[_Opened] = []
    unreadable: list[str] = []
    for item in several:
        try:
            opened.append(_open(_source(item, max_size), format, max_size))
        except OSError as error:
            unreadable.append(reason(error))
    _check(opened)
    if conformance:
        for file in opened:
            file.problems += disagreements(
                file.reading, file.accepted, file.document, file.problems
            )
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
    accepted: bool = False
    """Whether reader and schema accept it; it is no document if RDF would lose part of it."""
    index: Index | None = None


def _source(input: Input, max_size: float) -> Source:
    match input:
        case Source():
            return input
        case bytes():
            return Source(input)
    return Source.from_path(Path(input), limit(max_size))


def limit(max_size: float) -> int:
    """A limit in MB as one in bytes; infinity is none. Raises ValueError if it is no size."""
    if not max_size >= 0:
        raise ValueError(f"expected a size in MB, found {max_size}")
    return round(min(max_size * 1_000_000, UNLIMITED))


def _open(source: Source, format: Format | str | None, max_size: float) -> _Opened:
    """Reads a file and takes the verdict on it."""
    if source.oversize or len(source.data) > limit(max_size):
        problem = Problem(
            syntax_rules.SIZE,
            f"expected at most {max_size:g} MB, found more",
            place=START,
            hint="raise --max-size if the file is honest",
        )
        return _Opened(source, None, Reading(None), None, [problem])
    known, reading = read(source, Format(format) if format else None)
    problems = list(reading.problems)
    document = None
    accepted = False
    errors = any(p.rule.severity is Severity.ERROR for p in problems)
    if reading.tree is not None:
        if not checks.accepts(reading.tree, reading.base):
            problems += checks.explain(reading.tree, reading.base, known=errors)
        elif not errors:
            accepted = True
            source.forget_text()
            try:
                tree = canonical()(reading.tree, reading.base)
                document = Document(tree, reading.base, known, source)
            except Merged:
                problems += checks.merged(reading.tree, reading.base)
    return _Opened(source, known, reading, document, problems, accepted)


def _check(opened: Sequence[_Opened]) -> None:
    """References and warnings, within each document and across all."""
    first: dict[str, _Opened] = {}
    for file in opened:
        if not file.accepted or file.reading.tree is None:
            continue
        beside = file.source.beside if file.source.path else None
        problems, file.index = checks.within(file.reading.tree, file.reading.base, beside)
        file.problems += problems
        other = first.setdefault(file.reading.base, file)
        if other is not file and file.document and other.document not in (None, file.document):
            file.problems += notations_differ(file.reading.base, (), other.source.name)
    known = {base: file.index.classes for base, file in first.items() if file.index}
    for file in opened:
        if file.index is not None:
            others = {base: ids for base, ids in known.items() if base != file.index.base}
            file.problems += checks.across(file.index, others)


def _place(file: _Opened) -> list[Diagnostic]:
    """The problems of a file with their places, in file order."""
    problems = _not_too_many(file.problems)
    if not problems:
        return []
    syntax = file.format.value if file.format else ""
    paths = {p.path for p in problems if p.place is None and not p.sought}
    paths |= {path for p in problems for _, path in p.related}
    places = locate(file.source, syntax, file.reading, paths, model()) if paths else {}
    excerpts: dict[int, str] = {}  # one string for all findings on a line, which may be long
    sought = {p.sought for p in problems if p.sought}
    strings = find(file.source, syntax, sought) if sought else {}
    found = []
    for problem in problems:
        place = problem.place or strings.get(problem.sought) or places[problem.path]
        if place.line not in excerpts:
            excerpts[place.line] = _excerpt(file.source, place.line)
        found.append(
            Diagnostic(
                rule=problem.rule,
                message=_printable(problem.message),
                file=file.source.name,
                place=place,
                pointer=_pointer(problem.path),
                hint=_printable(problem.hint),
                related=tuple((text, places[path]) for text, path in problem.related),
                excerpt=excerpts[place.line],
            )
        )
    found.sort(key=lambda d: (d.place, d.rule.code, d.message))
    return found


def _not_too_many(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MAX_PROBLEMS:
        return problems
    errors_first = sorted(problems, key=lambda p: p.rule.severity is not Severity.ERROR)
    more = Problem(syntax_rules.MORE, f"only {MAX_PROBLEMS:,} findings are shown", place=START)
    return [*errors_first[:MAX_PROBLEMS], more]


def _printable(message: str) -> str:
    """A message on one line, of bearable length, whatever names or values of the file it quotes."""
    shown = CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", message[: MAX_MESSAGE + 1])
    return shown if len(shown) <= MAX_MESSAGE else shown[: MAX_MESSAGE - 3] + "..."


def _pointer(path: DataPath) -> str:
    """The path as a JSON Pointer (RFC 6901)."""
    steps = [str(step) for step in path if step != KEY]
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def _excerpt(source: Source, line: int) -> str:
    try:
        return source.line(line)
    except UnicodeDecodeError:
        return ""
