"""Figures in a paragraph: every quantity with what it means, and whether it is a target.

- units, numbers: what is printed
- comparison: the words of limit beside it
- clauses, settings: where it stands
- verbs, modes: how it is counted
- reasons: whether it is a target (evidence), or something else (names, conditions, money, durations); vague
- things: what is counted, and the words that state it
- reading: the numbers, with all this
- trends: how something is to change, without a number
- amounts: money that is promised
- assembly: the figures and amounts of a paragraph
"""

from stdpolicy.text.figures.amounts import Amount
from stdpolicy.text.figures.assembly import amounts, figures
from stdpolicy.text.figures.figure import Figure

__all__ = ["Amount", "Figure", "amounts", "figures"]
