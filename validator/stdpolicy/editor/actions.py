"""What may be done about findings: their fixes, and a waiver; and the text in canonical form."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from stdpolicy import api
from stdpolicy.batch import Refused, canonical
from stdpolicy.config import ConfigError, waiving
from stdpolicy.diagnostics import Diagnostic, Edit, Safety, Write
from stdpolicy.editor.documents import Buffer
from stdpolicy.editor.index import Index
from stdpolicy.editor.workspace import Workspace
from stdpolicy.fixes import mended
from stdpolicy.formats import detect
from stdpolicy.language import either
from stdpolicy.model import CodeType, Field, ReferenceType
from stdpolicy.model.iri import relative
from stdpolicy.source import LineMap, Place, Span

MOST_CHOICES = 3
"""How many names are offered where none is sure."""
NEAR = 0.3
"""How alike such a name has to be at least, of 1."""
REASON = 'reason = ""'
LINE = re.compile(r"[^\n]*\n|[^\n]+")


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
    lines: LineMap
    """Of the configuration as it is; its end is where the table goes."""
    text: str
    found: Diagnostic

    @property
    def reason(self) -> Place:
        """Where the reason is to be written, once the table is there."""
        after = LineMap(self.lines.text + self.text)
        return after.place(after.text.rindex(REASON) + len(REASON) - 1)


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


def choices(findings: Iterable[Diagnostic], span: Span, index: Index | None) -> Iterator[Mending]:
    """Of findings that nothing mends with any certainty, a wrong code or a reference that leads nowhere: the
    names that are nearest to what is written, each to be chosen.
    """
    for found in at(findings, span) if index else ():
        spot = index.at(found.span.start) if index and found.fix is None else None
        if spot is None or index is None or index.notation is None or spot.is_key or not spot.field:
            continue
        written = str(spot.value)
        for name in get_close_matches(written, _names(index, spot.field), MOST_CHOICES, NEAR):
            edits = index.notation.spell(index.text, Write(spot.path, name), spot.span, spot.value)
            if edits and name != written:
                yield Mending(
                    either(f"Write {name}", f"改为 {name}"), edits, found, preferred=False
                )


def _names(index: Index, field: Field) -> list[str]:
    """What a field may have: the codes of its list, the ids of nodes of its classes in this document."""
    match field.type:
        case CodeType(scheme):
            return [code.name for code in scheme.codes.values() if not code.deprecated]
        case ReferenceType(targets):
            nodes = ((iri, index.node(iri) or {}) for iri in index.nodes)
            fitting = (iri for iri, node in nodes if not targets or node.get("type") in targets)
            return [relative(iri, index.base) for iri in fitting]
    return []


def has_safe(findings: Iterable[Diagnostic]) -> bool:
    """Whether there is a fix to which there is no alternative."""
    return any(found.fix and found.fix.safety is Safety.SAFE for found in findings)


def all_safe(workspace: Workspace, buffer: Buffer) -> list[Edit]:
    """The edits that make all safe fixes, as `stdpolicy validate --fix` makes and proves them. Raises
    ConfigError and OSError.
    """
    source = workspace.source(buffer)
    check = workspace.checker(buffer)
    fixed = mended(
        lambda changed: check(changed.get(source.name, source)), lambda _: source, held=[source]
    )
    _, after = fixed.files.get(source.name, (source, source))
    return changes(source.text, after.text)


def changes(old: str, new: str) -> list[Edit]:
    """What differs between two texts, by lines."""
    lines, others = LINE.findall(old), LINE.findall(new)
    starts = [0, *accumulate(map(len, lines))]
    steps = SequenceMatcher(None, lines, others, autojunk=False).get_opcodes()
    return [
        Edit(Span(starts[a], starts[b]), "".join(others[c:d]))
        for kind, a, b, c, d in steps
        if kind != "equal"
    ]


def waivings(
    findings: Iterable[Diagnostic], span: Span, buffer: Buffer, workspace: Workspace
) -> Iterator[Waiving]:
    """A waiver for each finding at a place that may be waived; the reason is left to be written."""
    if buffer.path is None:
        return
    try:
        file = waiving.place(buffer.path.parent, next(iter(workspace.configs(buffer)), None))
    except (ConfigError, OSError):
        return  # a configuration with a fault of its own is told by itself
    text = workspace.text(file)
    before = "" if text.endswith("\n") or not text else "\n"
    for found in at(findings, span):
        if waiving.may_be_waived(found):
            code = found.rule.code
            title = either(f"Waive {code} with a reason…", f"说明理由，豁免 {code}…")
            table = waiving.table(found, file)
            yield Waiving(title, file, LineMap(text), before + table, found)


def formatted(buffer: Buffer) -> str | None:
    """The canonical form of a text; None where it is no document, or comments would be lost."""
    notation = detect(buffer.source)
    if notation is None or notation.comments(buffer.text):
        return None
    try:
        return canonical(api.load(buffer.source)).decode()
    except (api.InvalidDocument, Refused):
        return None
