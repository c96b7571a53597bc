"""Findings with their places and in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from operator import getitem

from stdpolicy import wording
from stdpolicy.checks.pipeline.bounds import not_too_many
from stdpolicy.checks.pipeline.opened import Opened
from stdpolicy.diagnostics import Beside, Diagnostic, Finding, Path, Region, Safety, pointer
from stdpolicy.formats.words import span_of_words
from stdpolicy.model.iri import relative
from stdpolicy.source import LineMap, Span

Elsewhere = Callable[[str], tuple[str, Region] | None]
"""File and region of a node of another document in the run, by its IRI; None where it is not known."""


def region(lines: LineMap, span: Span) -> Region:
    """A stretch of a text in lines."""
    beyond = lines.beyond(span.start), lines.beyond(span.end)
    return Region(lines.place(span.start), lines.place(span.end), beyond)


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
    spans = [finding.span or _span(opened, finding, places) for finding in shown]
    locations: Mapping[int, str] = {}
    if opened.notation is not None:
        locations = opened.notation.locations(lines.text, {span.start for span in spans})
    for finding, span in zip(shown, spans, strict=True):
        if finding.fix is None and any(_overlap(span, one) for one in guessed):
            continue  # it is about what was guessed, not about what stands there
        place, end, beyond = region(lines, span)
        if place.line not in excerpts:
            excerpts[place.line] = lines.line(place.line)
        placed.append(
            Diagnostic(
                rule=finding.rule,
                key=finding.message.key,
                values=finding.values,
                message=wording.message(finding),
                file=opened.source.name,
                span=span,
                place=place,
                end=end,
                pointer=pointer(finding.path),
                hint=wording.hint(finding),
                related=tuple(_related(opened, finding, places, elsewhere)),
                excerpt=excerpts[place.line],
                document=opened.reading.base,
                node=_node(opened.reading.tree, finding.path, opened.reading.base),
                fix=finding.fix,
                beyond=beyond,
                location=locations.get(span.start, ""),
                mended=tuple(region(lines, edit.span) for edit in finding.fix.edits)
                if finding.fix
                else (),
            )
        )
    placed.sort(key=lambda d: (d.place, d.rule.code))  # of one rule at one place as it says them
    return placed


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _span(opened: Opened, finding: Finding, places: Mapping[Path, Span]) -> Span:
    """Where a finding is: the token that its path leads to, or the words in it."""
    token = places[finding.path]
    if finding.within is None or opened.notation is None:
        return token
    try:
        string = reduce(getitem, finding.path, opened.reading.tree)  # type: ignore[arg-type]
    except (LookupError, TypeError):  # read as it is meant, not as it is written
        return token
    text = opened.source.lines.text
    return span_of_words(opened.notation, text, token, string, finding.within) or token


def _related(
    opened: Opened, finding: Finding, places: Mapping[Path, Span], elsewhere: Elsewhere
) -> Iterator[Beside]:
    for related in finding.related:
        message = wording.filled(related.advice, finding.values)
        if not related.iri:
            here = region(opened.source.lines, related.span or places[related.path])
            yield Beside(message, opened.source.name, here)
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
