"""Many documents at once: a bad one is told of and does not hide the others."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

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
        self.names, self.unreadable = expand(paths, self._belongs, apart)
        self.waiting = len(self.names)
        """How many files have not been looked at."""

    def each(self, work: Callable[[Document], Made]) -> Iterator[tuple[str, Made]]:
        """The names of the documents, each with what some work makes of it."""
        return self.sources(
            lambda source: work(api.load(source, format=self.format, max_size=self.max_size))
        )

    def sources(self, work: Callable[[Source], Made]) -> Iterator[tuple[str, Made]]:
        """The same of files, whatever is in them. What is raised keeps a file from being given out."""
        for name in self.track(self.names):
            made = []
            with self.kept(name):
                source = Source.named(name, self.limit)
                self.files += 1
                made.append(work(source))
            self.waiting -= 1
            yield from ((name, one) for one in made)

    @contextmanager
    def kept(self, name: str) -> Iterator[None]:
        """Keeps for the report what is raised of a file within a `with` block."""
        try:
            yield
        except InvalidDocument as error:
            self.diagnostics += error.report
        except Refused as error:
            self.unreadable.append(f"{name}: {error}")
        except OSError as error:
            self.unreadable.append(reason(error))
        except Exception as error:
            if not self.keep_going:
                raise
            from stdpolicy.checks.pipeline import failed  # with all rules

            self.diagnostics.append(failed(name, error))

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


def texts_of(document: Document, folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The texts that the source of a policy names, to be written beside it in another folder, where they
    are not yet.
    """
    source = document.tree.get("source", {}) if document["type"] == "Policy" else {}
    assert document.source is not None
    for name in (source[key] for key in ("file", "rawFile") if key in source):
        data = document.source.beside(name)
        target = folder / name
        if data is None or (target.is_file() and target.read_bytes() == data):
            continue  # whether it has to be there is for validate to say
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
