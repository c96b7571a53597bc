"""What a text leaves in doubt: words that can be read in two ways, or of which no code says all."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.deadlines import deadlines
from stdpolicy.text.duties import Rule, duties
from stdpolicy.text.figures import figures
from stdpolicy.text.figures.figure import INEXACT
from stdpolicy.text.sentences import LOST

LAWS = ("law", "regulation")
"""Genres whose figures are norms."""


class Doubt(NamedTuple):
    """Words of a provision, `text[start:end]`, with what is to be decided."""

    start: int
    end: int
    words: str
    why: str


def doubts(
    text: str,
    gazetteer: Gazetteer,
    rules: Iterable[Rule] = (),
    *,
    lawful: bool = False,
    guiding: bool = False,
) -> Iterator[Doubt]:
    """The doubts in a paragraph, in order; `rules` are those that the document gives for its lists of
    bodies. In a law, and in a paragraph that is `guiding`, a principle, the figures that would be
    targets elsewhere are in doubt.
    """
    found = [(one.start, one.end, TWO_WAYS) for one in deadlines(text) if one.doubtful]
    if "\t" in text:
        found.append((0, len(text), TABLE))
    found += [(*lost.span(), UNREADABLE) for lost in LOST.finditer(text)]
    for figure in figures(text):
        if figure.reason == INEXACT:
            found.append((figure.start, figure.end, NO_NUMBER))
        elif not figure.reason and figure.value is not None:
            if lawful or guiding:
                why = NORM if lawful else GUIDING
                found.append((figure.clause_start, figure.clause_end, why))
            elif not figure.unit:
                found.append((figure.start, figure.end, NO_UNIT))
    for duty in duties(text, gazetteer, rules):
        for body in duty.bodies:
            if body.id is None and body.resolved != body.printed:
                found.append((body.start, body.end, COMPLETED.format(body.resolved)))
    for start, end, why in sorted(found):
        yield Doubt(start, end, text[start:end], why)


UNREADABLE = "stands where characters have been lost: restore them, with an emendation"
TWO_WAYS = "can be read in two ways"
NO_NUMBER = "says a number that cannot be written down exactly"
NO_UNIT = "is in a unit that has no code"
TABLE = "is a row of a table, whose columns are not read"
GUIDING = "stands in a principle: no target is drafted, and no goal"
NORM = "is a norm of a law, unless it is a target: none is drafted"
COMPLETED = "is taken for {}, which no registry has"
