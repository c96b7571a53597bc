"""Findings with their places and in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import getitem

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
    Region,
    Related,
    Rename,
    Write,
    place_of,
    pointer,
)
from stdpolicy.formats.rules import NUMBER, SYNTAX
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
    elsewhere: Elsewhere = lambda iri: None,
    *,
    located: bool = True,
) -> list[Diagnostic]:
    """Findings with their places and in words, in file order, and no more than anybody reads; with
    `located` also where they are in the notation's own terms.
    """
    shown = not_too_many(list(findings))
    if not shown:
        return []
    placed: list[Diagnostic] = []
    paths = {f.path for f in shown if f.span is None}
    paths |= {path for f in shown if isinstance(f.fix, Mend) for path in f.fix.places()}
    paths |= {one.path for f in shown for one in f.related if not one.iri and one.span is None}
    places = opened.reading.places(paths)
    lines = opened.source.lines
    spell = _Spelling(opened, places)
    excerpts: dict[int, str] = {}  # one string for all findings on a line, which may be long
    mended = [edit.span for f in shown if isinstance(f.fix, Fix) for edit in f.fix.edits]
    spans = [finding.span or _span(opened, finding, places, mended) for finding in shown]
    locations: Mapping[int, str] = {}
    if located and opened.notation is not None:
        locations = opened.notation.locations(lines.text, {span.start for span in spans})
    guessed = [f.span for f in shown if f.span and f.is_guess and f.rule is SYNTAX]
    unread = [f.span for f in shown if f.span and f.rule is NUMBER]
    for finding, span in zip(shown, spans, strict=True):
        if finding.fix is None and any(_overlap(span, one) for one in guessed):
            continue  # it is about what was guessed, not about what stands there
        if finding.rule is not NUMBER and any(_overlap(span, one) for one in unread):
            continue
        place, end, beyond = region(lines, span)
        fix = spell.fix(finding)
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
                related=tuple(_related(opened, finding, places, mended, elsewhere)),
                excerpt=excerpts[place.line],
                document=opened.reading.base,
                node=_node(opened.reading.tree, finding.path, opened.reading.base),
                fix=fix,
                beyond=beyond,
                location=locations.get(span.start, ""),
                mended=tuple(region(lines, edit.span) for edit in fix.edits) if fix else (),
            )
        )
    # What is read of a text that is not well-formed rests on how it was mended: that comes first.
    placed.sort(key=lambda d: (d.rule is not SYNTAX, d.place, d.rule.code))
    return placed


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _span(
    opened: Opened,
    found: Finding | Related,
    places: Mapping[Path, Span],
    mended: Sequence[Span],
) -> Span:
    """Where a finding is, or what is related to it: the token that its path leads to, or the words in
    it.
    """
    token = places[found.path]
    if found.within is None or opened.notation is None:
        return token
    if any(_overlap(token, span) for span in mended):  # it is written otherwise than it was read
        return token
    try:
        string = reduce(getitem, found.path, opened.reading.tree)  # type: ignore[arg-type]
    except (LookupError, TypeError):  # read as it is meant, not as it is written
        return token
    text = opened.source.lines.text
    return span_of_words(opened.notation, text, token, string, found.within) or token


class _Spelling:
    """What mends the findings of a file, as its notation spells it: each change once."""

    def __init__(self, opened: Opened, places: Mapping[Path, Span]) -> None:
        self.opened = opened
        self.places = places
        self.known: dict[Change, tuple[Edit, ...]] = {}
        found = [one.fix for one in opened.reading.findings if isinstance(one.fix, Fix)]
        self.mended = [edit.span for fix in found for edit in fix.edits]
        """What was read otherwise than it is written."""

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

    def _stands(self, token: Span) -> bool:
        return not any(_overlap(token, span) for span in self.mended)

    def spelt(self, change: Change) -> tuple[Edit, ...]:
        """The edits of a change; nothing where it cannot be spelt, or would give a key twice."""
        notation, tree = self.opened.notation, self.opened.reading.tree
        assert notation is not None
        place = place_of(change)
        if self.mended and not (
            isinstance(change, Write | Rename) and self._stands(self.places[place])
        ):
            return ()  # what is more than a token is mended when the text around it is
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
    opened: Opened,
    finding: Finding,
    places: Mapping[Path, Span],
    mended: Sequence[Span],
    elsewhere: Elsewhere,
) -> Iterator[Beside]:
    for related in finding.related:
        message = wording.filled(related.advice, finding.values)
        if not related.iri:
            span = related.span or _span(opened, related, places, mended)
            here = region(opened.source.lines, span)
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
