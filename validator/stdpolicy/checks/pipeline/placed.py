"""Findings with their places and in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from stdpolicy import wording
from stdpolicy.checks.pipeline.bounds import not_too_many
from stdpolicy.checks.pipeline.opened import Opened
from stdpolicy.diagnostics import (
    KEY,
    Beside,
    Diagnostic,
    Edit,
    Finding,
    Fix,
    Mend,
    Path,
    place_of,
)
from stdpolicy.model.iri import relative
from stdpolicy.source import Place, Span

Elsewhere = Callable[[str], tuple[str, Place] | None]
"""File and place of a node of another document in the run, by its IRI; None where it is not known."""


def place(
    opened: Opened,
    findings: Iterable[Finding],
    before: Iterable[Diagnostic] = (),
    elsewhere: Elsewhere = lambda iri: None,
) -> list[Diagnostic]:
    """Findings with their places and in words, among those of the file that were placed before, in
    file order. The bound is on both together.
    """
    chosen = not_too_many([*before, *findings])
    shown = [found for found in chosen if isinstance(found, Finding)]
    placed = [found for found in chosen if isinstance(found, Diagnostic)]
    if not shown:
        return placed
    paths = {f.path for f in shown if f.span is None}
    paths |= {path for f in shown if isinstance(f.fix, Mend) for path in f.fix.places()}
    paths |= {related.path for f in shown for related in f.related if not related.iri}
    places = opened.reading.places(paths)
    lines = opened.source.lines
    excerpts: dict[int, str] = {}  # one string for all findings on a line, which may be long
    for finding in shown:
        span = finding.span or places[finding.path]
        start = lines.place(span.start)
        if start.line not in excerpts:
            excerpts[start.line] = lines.line(start.line)
        placed.append(
            Diagnostic(
                rule=finding.rule,
                key=finding.message.key,
                values=finding.values,
                message=wording.message(finding),
                file=opened.source.name,
                span=span,
                place=start,
                end=lines.place(span.end),
                pointer=pointer(finding.path),
                hint=wording.hint(finding),
                related=tuple(_related(opened, finding, places, elsewhere)),
                excerpt=excerpts[start.line],
                document=opened.reading.base,
                node=_node(opened.reading.tree, finding.path, opened.reading.base),
                fix=_fix(opened, finding, places),
            )
        )
    placed.sort(key=lambda d: (d.place, d.rule.code))  # of one rule at one place as it says them
    return placed


def _fix(opened: Opened, finding: Finding, places: Mapping[Path, Span]) -> Fix | None:
    """What mends a finding, as the notation spells it; None where it cannot."""
    mend = finding.fix
    if mend is None or isinstance(mend, Fix):
        return mend
    assert opened.notation is not None
    edits: list[Edit] = []
    for change in mend.changes:
        place = place_of(change)
        old = place[-2] if place[-1:] == (KEY,) else _at(opened.reading.tree, place)
        spelt = opened.notation.spell(opened.source.text, change, places[place], old)
        if not spelt:
            return None
        edits += spelt
    return Fix(tuple(edits), mend.safety, mend.computed)


def _at(tree: object, path: Path) -> object:
    """What a path leads to; None if that is nothing."""
    for step in path:
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _related(
    opened: Opened, finding: Finding, places: Mapping[Path, Span], elsewhere: Elsewhere
) -> Iterator[Beside]:
    for related in finding.related:
        message = wording.filled(related.advice, finding.values)
        if not related.iri:
            start = opened.source.lines.place(places[related.path].start)
            yield Beside(message, opened.source.name, start)
        elif found := elsewhere(related.iri):
            yield Beside(message, *found)


def _node(tree: object, path: Path, base: str) -> str:
    """The id of the innermost node on a path that has one, relative where it is a fragment."""
    found = ""
    for step in (*path, None):
        if isinstance(tree, dict):
            found = tree["id"] if isinstance(tree.get("id"), str) else found
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and 0 <= step < len(tree):
            tree = tree[step]
        else:
            break
    return relative(found, base)


def pointer(path: Path) -> str:
    """The path as a JSON Pointer (RFC 6901)."""
    steps = [str(step) for step in path if step != KEY]
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)
