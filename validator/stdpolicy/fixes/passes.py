"""Passes over a run: fixes are applied until nothing changes."""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from stdpolicy.diagnostics import Diagnostic, Fix, Report, Safety
from stdpolicy.fixes.editing import apart, edited
from stdpolicy.fixes.proof import holds, judged, unsureness
from stdpolicy.formats import Notation
from stdpolicy.source import Source

MAX_PASSES = 10
Check = Callable[[Mapping[str, Source]], Report]
"""Checks a run, with some of its files, by their names, as they are given."""
Choose = Callable[[Report], Iterable[Diagnostic]]
"""The findings of a report that may be mended."""

_Known = tuple[str, str, str, str]
"""What a finding is known by from one pass to the next: places move."""


class Fixed(Struct):
    """What a run is after its fixes."""

    report: Report
    """Of the files as they are afterwards."""
    files: dict[str, tuple[Source, Source]] = field(default_factory=dict)
    """The files that were changed, by name: before and after."""
    mended: int = 0
    """How many findings were mended."""
    left: int = 0
    """How many more would be with the likely fixes."""
    refused: list[Diagnostic] = field(default_factory=list)
    """Findings with a fix that did not hold, and was taken back: each is a fault of stdpolicy."""


def mended(
    check: Check,
    opened: Callable[[str], Source],
    *,
    likely: bool = False,
    notation: Notation | None = None,
    choose: Choose = iter,
    held: Iterable[Source] = (),
    keep_going: bool = False,
) -> Fixed:
    """Mends what a run finds, in memory; `opened` gives a file of the run by its name, and `held` are those that
    are in memory already. A file that is opened is checked once more before it is edited: it may have been
    changed since it was read.

    With `keep_going` what is raised where a file is edited takes back its fixes; else it is raised.
    Without `likely` only the safe fixes are applied. Raises OSError if a file can no longer be read.
    """
    files = {source.name: (source, source) for source in held}
    refused: dict[_Known, Diagnostic] = {}
    count = 0
    for _ in range(MAX_PASSES + 1):  # of which one may do no more than open files
        report = check({name: after for name, (_, after) in files.items()})
        chosen = [found for found in choose(report) if found.fix is not None]
        by_file: dict[str, list[Diagnostic]] = {}
        for found in chosen:
            if _applies(found, likely) and _known(found) not in refused:
                by_file.setdefault(found.file, []).append(found)
        changed = False
        for name, findings in by_file.items():
            if name not in files:
                files[name] = (opened(name),) * 2
                changed = True
                continue
            first, before = files[name]
            try:
                fixes, after = _pass(before, findings, notation, refused)
            except Exception:
                if not keep_going:
                    raise
                refused.update((_known(found), found) for found in findings)
                continue
            if after.data != before.data:
                files[name] = first, after
                count += sum(found.fix in fixes for found in findings)
                changed = True
        if not changed:
            break
    else:
        report = check({name: after for name, (_, after) in files.items()})
        chosen = [found for found in choose(report) if found.fix is not None]
    files = {name: pair for name, pair in files.items() if pair[0].data != pair[1].data}
    left = sum(not _applies(found, likely) for found in chosen)
    return Fixed(report, files, count, left, list(refused.values()))


def _known(found: Diagnostic) -> _Known:
    return found.file, found.rule.code, found.key, found.pointer


def _applies(found: Diagnostic, likely: bool) -> bool:
    return found.fix is not None and (likely or found.fix.safety is Safety.SAFE)


def _pass(
    source: Source,
    findings: list[Diagnostic],
    notation: Notation | None,
    refused: dict[_Known, Diagnostic],
) -> tuple[list[Fix], Source]:
    """A file with the surest fixes of its findings, and which they are: those that overlap wait for the
    next pass, and of those that do not hold together each is tried by itself.
    """
    by_fix = {found.fix: found for found in findings if found.fix is not None}
    unsure = min(map(unsureness, by_fix))
    chosen = (fix for fix in by_fix if unsureness(fix) == unsure)
    fixes = apart(sorted(chosen, key=lambda fix: min(fix.edits)))
    before = judged(source, notation)
    after = edited(source, fixes)
    if holds(before, judged(after, notation), unsure):
        return fixes, after
    kept: list[Fix] = []
    for fix in fixes:
        if holds(before, judged(edited(source, [*kept, fix]), notation), unsure):
            kept.append(fix)
        else:
            refused[_known(by_fix[fix])] = by_fix[fix]
    return kept, edited(source, kept)
