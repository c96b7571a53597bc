"""What a text leaves in doubt: words that can be read in two ways, or of which no code says all."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from stdpolicy.language import either
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.deadlines import deadlines
from stdpolicy.text.duties import Rule, duties
from stdpolicy.text.figures import figures
from stdpolicy.text.figures.figure import INEXACT
from stdpolicy.text.sentences import LOST
from stdpolicy.text.tables import Told, Unsure

LAWS = ("law", "regulation")
"""Genres whose figures are norms."""
Why = tuple[str, str]
"""Why words are in doubt, in English and in Chinese, as what is said of them."""


class Doubt(NamedTuple):
    """Words of a provision, `text[start:end]`, with what is to be decided."""

    start: int
    end: int
    words: str
    why: str
    """What is to be decided, in the language that was spoken when it was found."""


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
    found: list[tuple[int, int, Why]] = []
    if told:
        found += [(one.start, one.end, _of(WHY[one.why], one.words)) for one in told.doubts]
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
                found.append((body.start, body.end, _of(COMPLETED, body.resolved)))
    for start, end, why in sorted(found):
        yield Doubt(start, end, text[start:end], either(*why))


UNREADABLE: Why = (
    "stands where characters have been lost: restore them, with an emendation",
    "所在之处有字符丢失：用校勘恢复",
)
TWO_WAYS: Why = ("can be read in two ways", "可以有两种理解")
NO_NUMBER: Why = ("says a number that cannot be written down exactly", "所说的数无法精确写出")
NO_UNIT: Why = ("is in a unit that has no code", "所用的计量单位没有代码")
TABLE: Why = ("is a row of a table, whose columns are not read", "是表格的一行，未能识别各列")
WHY: Mapping[Unsure, Why] = {
    Unsure.COLUMNS: (
        "is of a table, and nothing tells in which columns its cells stand",
        "属于表格，无从判断各单元格所在的列",
    ),
    Unsure.DAY: (
        "stands where a deadline is expected, and names none that is sure",
        "位于应写期限之处，但没有写明可以确定的期限",
    ),
    Unsure.NUMBER: (
        "stands where a value is expected, and is not read",
        "位于应写数值之处，未能识别",
    ),
    Unsure.YEAR: (
        "stands under a head that does not tell whether it was or is to be reached",
        "表头没有表明该数是已经达到的还是应当达到的",
    ),
    Unsure.BRACKETS: (
        "is a number in brackets that no note explains",
        "是括号中的数字，没有注释说明其含义",
    ),
    Unsure.TAKEN: (
        "has empty cells, and is taken to go on with the row above: {}",
        "有空单元格，视为接续上一行：{}",
    ),
    Unsure.RESPONSIBLE: (
        "says who is responsible for an indicator, and is drafted as a measure",
        "写的是指标由谁负责，已拟为举措",
    ),
}
"""Of lines of tables, by the reason for which they are not read or may be read wrongly."""
GUIDING: Why = (
    "stands in a principle: no target is drafted, and no goal",
    "位于原则之中：未拟出指标值和目标",
)
NORM: Why = (
    "is a norm of a law, unless it is a target: none is drafted",
    "如不是指标值，即为法律规范：未拟出指标值",
)
COMPLETED: Why = ("is taken for {}, which no registry has", "视为{}，而名录中没有该机构")


def _of(why: Why, words: str) -> Why:
    """A reason with the words that it is about."""
    en, zh = why
    return en.format(words), zh.format(words)
