"""Findings with their places and in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from stdpolicy import wording
from stdpolicy.checks.pipeline.bounds import not_too_many
from stdpolicy.checks.pipeline.opened import Opened
from stdpolicy.diagnostics import (
    KEY,
    Beside,
    Change,
    Diagnostic,
    Edit,
    Finding,
    Fix,
    Mend,
    Path,
    Rename,
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
    spell = _Spelling(opened, places)
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
                fix=spell.fix(finding),
            )
        )
    placed.sort(key=lambda d: (d.place, d.rule.code))  # of one rule at one place as it says them
    return placed


class _Spelling:
    """What mends the findings of a file, as its notation spells it: each change once."""

    def __init__(self, opened: Opened, places: Mapping[Path, Span]) -> None:
        self.opened = opened
        self.places = places
        self.known: dict[Change, tuple[Edit, ...]] = {}

    def fix(self, finding: Finding) -> Fix | None:
        """The fix of a finding; None where it has none or it cannot be spelt."""
        mend = finding.fix
        if mend is None or isinstance(mend, Fix):
            return mend
        edits: list[Edit] = []
        for change in mend.changes:
            if change not in self.known:
                self.known[change] = self.spelt(change)
            if not self.known[change]:
                return None
            edits += self.known[change]
        return Fix(tuple(edits), mend.safety, mend.computed)

    def spelt(self, change: Change) -> tuple[Edit, ...]:
        """The edits of a change; nothing where it cannot be spelt, or would give a key twice."""
        notation, tree = self.opened.notation, self.opened.reading.tree
        assert notation is not None
        place = place_of(change)
        old = place[-2] if place[-1:] == (KEY,) else _at(tree, place)
        if isinstance(change, Rename) and not notation.repeats:
            node = _at(tree, change.path[:-1])
            if isinstance(node, dict) and change.name in node:
                return ()
        return notation.spell(self.opened.source.text, change, self.places[place], old)


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
