"""Converting many files at once: everything is read first, so that nothing is half-written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from stdpolicy.api import InvalidDocument, load
from stdpolicy.diagnostics import Diagnostic, Report
from stdpolicy.document import Document
from stdpolicy.files import write_atomically
from stdpolicy.formats import Format
from stdpolicy.inputs import documents


class Refused(ValueError):
    """An output cannot be written as asked; the message says which and why."""


@dataclass
class Batch:
    """What a conversion is going to write, and what stands in its way."""

    outputs: dict[Path, bytes] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: int = 0

    @property
    def report(self) -> Report:
        """The findings of all files that could not be converted."""
        return Report(self.diagnostics, files=self.files)

    def write(self) -> None:
        """Writes the outputs, each all or nothing. Raises OSError."""
        for path, data in self.outputs.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)


def convert_folder(
    folder: Path, out: Path, to: Format, *, verify: bool, force: bool, max_size: float
) -> Batch:
    """Converts every document below a folder to a file of the same name under another.

    A document that the folder holds in several notations is written once. Raises Refused if two
    different documents would be written to one file, or a file exists and `force` is not set;
    OSError if a file cannot be read.
    """
    batch = Batch()
    origin: dict[Path, tuple[Path, Document]] = {}
    for path in documents(folder):
        target = out / path.relative_to(folder).with_suffix(to.suffix)
        batch.files += 1
        try:
            document = load(path, max_size=max_size)
        except InvalidDocument as error:
            batch.diagnostics += error.report
            continue
        other = origin.setdefault(target, (path, document))
        if other[0] is path:
            check_target(target, force=force)
            batch.outputs[target] = document.to_bytes(to)
            if verify:
                check_same(document, batch.outputs[target], to, max_size)
        elif other[1] != document:
            raise Refused(f"{other[0]} and {path} differ and would both become {target}")
    return batch


def check_target(path: Path, *, force: bool) -> None:
    """Raises Refused if a file would be overwritten unasked."""
    if path.is_dir():
        raise Refused(f"{path} is a folder")
    if path.exists() and not force:
        raise Refused(f"{path} exists; --force overwrites it")


def check_same(document: Document, data: bytes, to: Format, max_size: float) -> None:
    """Reads converted bytes back. Raises Refused unless they are the same document."""
    if load(data, format=to, max_size=max_size) != document:
        raise Refused(f"{document.base}: the {to.value} read back differs; please report this")


def changed(paths: Sequence[Path], max_size: float) -> Batch:
    """The files whose bytes are not canonical, with the bytes they should have.

    Raises Refused for a notation that is only read, OSError.
    """
    batch = Batch()
    for path in paths:
        batch.files += 1
        try:
            document = load(path, max_size=max_size)
        except InvalidDocument as error:
            batch.diagnostics += error.report
            continue
        assert document.format is not None
        assert document.source is not None
        try:
            data = document.to_bytes(document.format)
        except ValueError as error:
            raise Refused(f"{path}: {error}") from None
        if data != document.source.data:
            batch.outputs[path] = data
    return batch
