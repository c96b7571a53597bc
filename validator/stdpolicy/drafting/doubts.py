"""What a text leaves in doubt: words that can be read in two ways, or of which no code says all."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.deadlines import deadlines
from stdpolicy.text.duties import Rule, duties
from stdpolicy.text.figures import figures
from stdpolicy.text.figures.figure import INEXACT
from stdpolicy.text.sentences import LOST
from stdpolicy.text.tables import Told, Unsure

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
    told: Told | None = None,
) -> Iterator[Doubt]:
    """The doubts in a paragraph, in order; `rules` are those that the document gives for its lists of
    bodies. In a law, and in a paragraph that is `guiding`, a principle, the figures that would be
    targets elsewhere are in doubt. Of a line of a table `told` is what it says.
    """
    found: list[tuple[int, int, str]] = []
    if told:
        found += [(one.start, one.end, WHY[one.why].format(one.words)) for one in told.doubts]
    elif "\t" in text:
        found.append((0, len(text), TABLE))
    is_read = told is not None and told.is_read
    if told is None or not is_read:
        found += [(one.start, one.end, TWO_WAYS) for one in deadlines(text) if one.doubtful]
    found += [(*lost.span(), UNREADABLE) for lost in LOST.finditer(text)]
    for figure in told.figures if told and is_read else figures(text):
        if figure.reason == INEXACT:
            found.append((figure.start, figure.end, NO_NUMBER))
        elif not figure.reason and figure.value is not None:
            if lawful or guiding:
                why = NORM if lawful else GUIDING
                found.append((figure.clause_start, figure.clause_end, why))
            elif not figure.unit:
                found.append((figure.start, figure.end, NO_UNIT))
    for duty in told.duties if told and is_read else duties(text, gazetteer, rules):
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
WHY = {
    Unsure.COLUMNS: "is of a table, and nothing tells in which columns its cells stand",
    Unsure.DAY: "stands where a deadline is expected, and names none that is sure",
    Unsure.NUMBER: "stands where a value is expected, and is not read",
    Unsure.YEAR: "stands under a head that does not tell whether it was or is to be reached",
    Unsure.BRACKETS: "is a number in brackets that no note explains",
    Unsure.TAKEN: "has empty cells, and is taken to go on with the row above: {}",
    Unsure.RESPONSIBLE: "says who is responsible for an indicator, and is drafted as a measure",
}
"""Of lines of tables, by the reason for which they are not read or may be read wrongly."""
GUIDING = "stands in a principle: no target is drafted, and no goal"
NORM = "is a norm of a law, unless it is a target: none is drafted"
COMPLETED = "is taken for {}, which no registry has"
