"""What may be done about findings: their fixes, and a waiver; and the text in canonical form."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from stdpolicy import api
from stdpolicy.batch import Refused, canonical
from stdpolicy.config import Config, waiving
from stdpolicy.diagnostics import Diagnostic, Edit, Safety
from stdpolicy.editor.documents import Buffer
from stdpolicy.fixes.editing import apart
from stdpolicy.formats import Notation
from stdpolicy.language import either
from stdpolicy.source import Span


class Mending(NamedTuple):
    """A fix of one finding."""

    title: str
    edits: tuple[Edit, ...]
    found: Diagnostic
    preferred: bool


class Waiving(NamedTuple):
    """A table to add to a configuration, which is new if it is not there."""

    title: str
    file: Path
    text: str
    found: Diagnostic


def mendings(findings: Iterable[Diagnostic], span: Span) -> Iterator[Mending]:
    """The fixes of the findings at a place."""
    for found in at(findings, span):
        if found.fix is not None:
            title = found.hint or either(f"Mend {found.rule.code}", f"修复 {found.rule.code}")
            yield Mending(title, found.fix.edits, found, found.fix.safety is Safety.SAFE)


def at(findings: Iterable[Diagnostic], span: Span) -> Iterator[Diagnostic]:
    """The findings that a selection touches."""
    for found in findings:
        if found.span.start <= span.end and span.start <= found.span.end:
            yield found


def safe_edits(findings: Iterable[Diagnostic]) -> list[Edit]:
    """The edits of all safe fixes; of two that overlap the first."""
    fixes = (found.fix for found in findings if found.fix and found.fix.safety is Safety.SAFE)
    return sorted(edit for fix in apart(fixes) for edit in fix.edits)


def waivings(
    findings: Iterable[Diagnostic], span: Span, buffer: Buffer, configs: Sequence[Config]
) -> Iterator[Waiving]:
    """A waiver for each finding at a place that may be waived; the reason is left to be written."""
    if buffer.path is None:
        return
    file = waiving.place(buffer.path.parent, next(iter(configs), None))
    for found in at(findings, span):
        if waiving.may_be_waived(found):
            code = found.rule.code
            title = either(f"Waive {code} with a reason…", f"说明理由，豁免 {code}…")
            yield Waiving(title, file, waiving.table(found, file), found)


def formatted(buffer: Buffer, notation: Notation | None) -> str | None:
    """The canonical form of a text; None where it is no document, or comments would be lost."""
    if notation is None or notation.comments(buffer.text):
        return None
    try:
        return canonical(api.load(buffer.source)).decode()
    except (api.InvalidDocument, Refused):
        return None
