"""Many documents at once: a bad one is told of and does not hide the others."""

import re
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from stdpolicy import api
from stdpolicy.api import InvalidDocument
from stdpolicy.diagnostics import Diagnostic, Report
from stdpolicy.document import Document
from stdpolicy.files import expand, read, reason
from stdpolicy.formats import Notation, for_suffix
from stdpolicy.language import either
from stdpolicy.model.edition import by_edition, model
from stdpolicy.model.lexical import HOME, NAMESPACE
from stdpolicy.report import counted
from stdpolicy.source import Source
from stdpolicy.workers import Ended

Made = TypeVar("Made")
Track = Callable[[Sequence[str]], Iterable[str]]
"""Gives the names of files one by one, and may show how far that is."""

SHARED = (".json", ".xml")
"""Suffixes that belong to too many other tools to be taken without a look at the content."""


def _iri(iri: str) -> str:
    return re.escape(iri).replace("/", r"\\?/")  # some writers of JSON escape the slash


# Whatever quotation marks a text has that is not well-formed.
OWN_CONTEXT = re.compile(rf"@context\W[^\]]{{0,999}}?{_iri(HOME + 'context/')}[\w.]+".encode())
OWN_NAMESPACE = re.compile(_iri(NAMESPACE).encode())
KEYWORD = re.compile(rb"@(?:context|base|graph|id|type)\b")
RDF = re.compile(rb"@context|@prefix|@id|\bPREFIX\b|<(?:https?|urn):")
"""What a file in a notation of RDF has, whatever it is about."""
OWN_NAME = re.compile(rb"stdpol", re.IGNORECASE)
XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")


@by_edition
def _own_root() -> re.Pattern[bytes]:
    """Of a document in XML that is meant for us, whatever its namespace."""
    return re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(model().roots)})[\s/>]".encode())


@by_edition
def _shown_root() -> re.Pattern[bytes]:
    """The same as it is in a text that is not well-formed, or stands within another."""
    return re.compile(rf"(?:<|＜|《|〈|&lt;)(?:{'|'.join(model().roots)})[\s/>]".encode())


@by_edition
def _own_type() -> re.Pattern[bytes]:
    """Of a document in JSON that is meant for us, be its context missing."""
    return re.compile(rf'"type"\s*:\s*"(?:{"|".join(model().roots)})"'.encode())


class Refused(ValueError):
    """What was asked for cannot be written; the message says why."""


class Batch:
    """The documents that paths on a command line name, read one after the other.

    What cannot be opened, what is no valid document, and with `keep_going` what stdpolicy itself fails
    on is kept for the report, and hides no other. `max_size` is in MB; what the folder `apart` holds is
    left out, and of folders the files that a glob of `exclude` matches, or of which it matches a folder.
    """

    def __init__(
        self,
        paths: Iterable[str],
        *,
        max_size: float,
        format: Notation | None = None,
        apart: Path | None = None,
        exclude: Sequence[str] = (),
        keep_going: bool = False,
        track: Track = iter,
    ) -> None:
        self.limit = api.limit(max_size)
        self.max_size = max_size
        self.format = format
        self.keep_going = keep_going
        self.track = track
        self.passed_over: Counter[str] = Counter()
        """How many files in folders are of other tools, by suffix."""
        self.others: list[Path] = []
        """These files."""
        self._exclude = [glob.rstrip("/") for glob in exclude]
        self.files = 0
        """How many were opened so far."""
        self.diagnostics: list[Diagnostic] = []
        self._working: Generator[Any, None, None] | None = None
        self.names, self.unreadable = expand(paths, self._belongs, apart)
        self.waiting = len(self.names)
        """How many files have not been looked at."""

    def each(self, work: Callable[[Document], Made], jobs: int = 1) -> Iterator[tuple[str, Made]]:
        """The names of the documents, each with what some work makes of it, done by so many processes.

        With several the work is a function of a module, or `partial` of one.
        """
        return self.sources(partial(_loaded, work, self.format, self.max_size), jobs)

    def sources(self, work: Callable[[Source], Made], jobs: int = 1) -> Iterator[tuple[str, Made]]:
        """The same of files, whatever is in them. What is raised keeps a file from being given out."""
        jobs = min(jobs, len(self.names))
        trying = _Trying(work, self.limit, self.keep_going)
        every: Iterator[_Tried[Made]] = map(trying, self.names)
        # Who looks for a fault of ours has it in this process, which alone has standard input.
        if jobs > 1 and self.keep_going and "-" not in self.names:
            from stdpolicy.workers.processes import worked

            every = self._working = worked(
                self.names, jobs, partial(_hand, trying), lost=trying.lost
            )
        for name in self.track(self.names):
            tried = next(every)
            self.files += tried.is_open
            self.diagnostics += tried.diagnostics
            self.unreadable += tried.unreadable
            self.waiting -= 1
            yield from ((name, one) for one in tried.made)

    def end(self) -> None:
        """Ends the processes that are at work."""
        if self._working is not None:
            self._working.close()

    @contextmanager
    def kept(self, name: str) -> Iterator[None]:
        """Keeps for the report what is raised of a file within a `with` block."""
        try:
            yield
        except Exception as error:
            tried = _raised(name, error, self.keep_going)
            self.diagnostics += tried.diagnostics
            self.unreadable += tried.unreadable

    @property
    def left(self) -> int:
        """How many files were not given out, as far as they were looked at."""
        return len({found.file for found in self.diagnostics}) + len(self.unreadable)

    @property
    def report(self) -> Report:
        """What stands in the way of the documents that were not given out."""
        return Report(self.diagnostics, files=self.files, unreadable=self.unreadable)

    def _is_excluded(self, path: str) -> bool:
        return any(
            fnmatchcase(path, shape)
            for glob in self._exclude
            for shape in (glob, f"*/{glob}", f"{glob}/*", f"*/{glob}/*")
        )

    def _belongs(self, path: Path) -> bool:
        """Whether a file in a folder is taken: by its suffix, or by what it holds."""
        suffix = path.suffix.lower()
        if for_suffix(suffix) is None or self._is_excluded(path.as_posix()):
            return False
        try:
            data = read(path, self.limit)
        except OSError:
            return True  # so that it is told of
        ours = data is None or belongs(suffix, data)
        if not ours:
            self.passed_over[suffix] += 1
            self.others.append(path)
        return ours


class _Tried(Struct, Generic[Made]):
    """What came of a file: what was made of it, or what is told of it instead."""

    is_open: bool = True
    made: list[Made] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    def __reduce__(self) -> tuple[Any, ...]:
        """Between processes findings are read with the rules that they name, which are not always imported."""
        import pickle  # spared where there is one process

        found = pickle.dumps(self.diagnostics) if self.diagnostics else b""
        return _received, (self.is_open, self.made, found, self.unreadable)


def _received(is_open: bool, made: list[Made], found: bytes, unreadable: list[str]) -> _Tried[Made]:
    import pickle

    if found:
        import stdpolicy.checks.pipeline  # noqa: F401  # with all rules
    return _Tried(is_open, made, pickle.loads(found) if found else [], unreadable)


class _Trying(Struct, Generic[Made], frozen=True):
    """Opens files and does some work with each."""

    work: Callable[[Source], Made]
    limit: int
    keep_going: bool

    def __call__(self, name: str) -> _Tried[Made]:
        """What comes of a file."""
        is_open = False
        try:
            source = Source.named(name, self.limit)
            is_open = True
            return _Tried(made=[self.work(source)])
        except Exception as error:
            return replace(_raised(name, error, self.keep_going), is_open=is_open)

    def lost(self, name: str, _: object, error: Ended) -> tuple[None, _Tried[Made]]:
        """What comes of a file at which a process ended."""
        return None, _raised(name, error, self.keep_going)


def _hand(trying: _Trying[Made]) -> Callable[[int, str, None], _Tried[Made]]:
    return lambda number, name, _: trying(name)


def _loaded(
    work: Callable[[Document], Made], format: Notation | None, max_size: float, source: Source
) -> Made:
    return work(api.load(source, format=format, max_size=max_size))


def _raised(name: str, error: Exception, keep_going: bool) -> _Tried[Any]:
    """What is told of a file of which something was raised. Raises what is a fault of stdpolicy itself, unless it
    may `keep_going`.
    """
    match error:
        case InvalidDocument():
            return _Tried(diagnostics=list(error.report))
        case Refused():
            return _Tried(unreadable=[f"{name}: {error}"])
        case OSError():
            return _Tried(unreadable=[reason(error)])
    if not keep_going:
        raise error
    from stdpolicy.checks.pipeline import failed  # with all rules

    return _Tried(diagnostics=[failed(name, error)])


def belongs(suffix: str, data: bytes) -> bool:
    """Whether a file with a suffix of ours, in lower case, is meant for this tool, by what it holds."""
    return _is_ours(data) if suffix in SHARED else not _is_others(data)


def _is_others(data: bytes) -> bool:
    """Whether a file in a notation of RDF is plainly of another vocabulary: what is not read as UTF-8,
    or says nothing, is told of.
    """
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return bool(RDF.search(data)) and not (OWN_NAME.search(data) or _own_type().search(data))


def _is_ours(data: bytes) -> bool:
    """Whether a file that may be of any tool is meant for this one."""
    named = OWN_NAMESPACE.search(data)
    if XML_START.match(data):
        return bool(named or _own_root().search(data))
    meant = KEYWORD.search(data) or _shown_root().search(data)
    return bool(OWN_CONTEXT.search(data) or (named and meant))


def texts_of(document: Document) -> Iterator[str]:
    """The names of the texts that the source of a policy names."""
    source = document.tree.get("source", {}) if document["type"] == "Policy" else {}
    yield from (source[key] for key in ("file", "rawFile") if key in source)


def beside(source: Source, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The texts that lie beside a file, by their names."""
    for name in names:
        data = source.beside(name)
        if data is not None:  # whether it has to be there is for validate to say
            yield name, data


def missing_texts(texts: Iterable[tuple[str, bytes]], folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The texts that are to be written to a folder, where they are not yet."""
    for name, data in texts:
        target = folder / name
        if not (target.is_file() and target.read_bytes() == data):
            yield target, data


def canonical(document: Document) -> bytes:
    """A document in the notation that it was read from, with what its file keeps beside the content.

    Raises Refused if the notation is only read.
    """
    assert document.notation is not None
    assert document.source is not None
    try:
        data = document.to_bytes(document.notation)
    except ValueError as error:
        raise Refused(str(error)) from None
    return document.notation.keep(document.source, data)


def comments_lost(document: Document) -> str:
    """Why a document is not rewritten in canonical form: it has comments; nothing if it has none."""
    assert document.notation is not None
    assert document.source is not None
    number = document.notation.comments(document.source.text)
    if not number:
        return ""
    return either(
        f"{document.source.name}: {counted(number, 'comment')} would be lost; --drop-comments rewrites it all the same",
        f"{document.source.name}: 其中有 {number} 条注释，改写后不予保留；加 --drop-comments 仍予改写",
    )
