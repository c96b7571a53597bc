"""Duties that brackets and labels print, each for the sentences before it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.text.bodies import Gazetteer, Listed, listed
from stdpolicy.text.bodies.grammar import certain
from stdpolicy.text.duties.brackets import Bracket, brackets
from stdpolicy.text.duties.clauses import Clause, clauses
from stdpolicy.text.duties.labels import labels

Said = tuple[tuple[Clause, tuple[Listed, ...]], ...]
"""Clauses, each with the lists that it gives a role to."""


class Region(NamedTuple):
    """What prints duties, `text[start:end]` with its brackets, and what it says."""

    start: int
    end: int
    said: Said


_ENDS = re.compile(r"[\s”\"’]*(?:[。；;！!(（\[［〔﹝【]|\n|\Z)")
"""What stands behind a bracket that ends a sentence."""
_SENTENCE_ENDS = ("", "。", "；", ";", "！", "!", "”")


def regions(text: str, gazetteer: Gazetteer) -> Iterator[Region]:
    """The brackets and labelled sentences that say who is responsible, in order."""
    at = 0
    for bracket in brackets(text):
        said = _said(text, *bracket.inside, gazetteer)
        if _is_of_duties(text, bracket, said):
            yield from _labelled(text, at, bracket.start, gazetteer)
            yield Region(bracket.start, bracket.end, said)
            at = bracket.end
    yield from _labelled(text, at, len(text), gazetteer)


def _said(text: str, start: int, end: int, gazetteer: Gazetteer) -> Said:
    parsed = (
        (clause, tuple(listed(text, *span, gazetteer) for span in clause.lists))
        for clause in clauses(text, start, end)
    )
    return tuple((clause, lists) for clause, lists in parsed if any(each.members for each in lists))


def _is_of_duties(text: str, bracket: Bracket, said: Said) -> bool:
    """Whether a bracket says who is responsible, and not what a word means."""
    start, end = bracket.inside
    if any(label.role for label in labels(text, start, end)):
        return bool(said)
    if not said or not bracket.closed:
        return False
    behind = _ENDS.match(text, bracket.end)
    ended = text[max(0, bracket.start - 4) : bracket.start].rstrip()[-1:] in _SENTENCE_ENDS
    if not all(each.sure for _, lists in said for each in lists):
        return bool(behind and ended and all(clause.role for clause, _ in said))
    if any(clause.role or any(map(any, (each.marks for each in lists))) for clause, lists in said):
        return bool(behind) or "由" not in text[start:end]
    named = [member for _, lists in said for each in lists for member in each.members]
    surely = sum(m.id is not None or certain(m.resolved) for m in named)
    return bool(behind and ended) and 2 * surely >= len(named)


def _labelled(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Region]:
    """The labelled sentences between two brackets."""
    for line in re.finditer(r"[^\n]+", text[start:end]):
        begin, stop = start + line.start(), start + line.end()
        first = next((label for label in labels(text, begin, stop) if label.role), None)
        if not first:
            continue
        said = []
        for clause, lists in _said(text, first.start, stop, gazetteer):
            if not all(each.sure for each in lists):
                break
            said.append((clause, lists))
        if said:
            yield Region(first.start, said[-1][0].end, tuple(said))
