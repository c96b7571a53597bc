"""Findings with their places and in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from stdpolicy import wording
from stdpolicy.checks.pipeline.bounds import not_too_many
from stdpolicy.checks.pipeline.opened import Opened
from stdpolicy.diagnostics import KEY, Beside, Diagnostic, Finding, Path, Safety
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
    paths |= {one.path for f in shown for one in f.related if not one.iri and one.span is None}
    places = opened.reading.places(paths)
    guessed = [f.span for f in shown if f.span and f.fix and f.fix.safety is Safety.LIKELY]
    lines = opened.source.lines
    excerpts: dict[int, str] = {}  # one string for all findings on a line, which may be long
    for finding in shown:
        span = finding.span or places[finding.path]
        if finding.fix is None and any(_overlap(span, one) for one in guessed):
            continue  # it is about what was guessed, not about what stands there
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
                fix=finding.fix,
            )
        )
    placed.sort(key=lambda d: (d.place, d.rule.code))  # of one rule at one place as it says them
    return placed


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _related(
    opened: Opened, finding: Finding, places: Mapping[Path, Span], elsewhere: Elsewhere
) -> Iterator[Beside]:
    for related in finding.related:
        message = wording.filled(related.advice, finding.values)
        if not related.iri:
            span = related.span or places[related.path]
            yield Beside(message, opened.source.name, opened.source.lines.place(span.start))
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
