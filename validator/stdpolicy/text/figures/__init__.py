"""Figures in a paragraph: every quantity with what it means, and whether it is a target.

- units, numbers: what is printed
- comparison: the words of limit beside it
- clauses, settings: where it stands
- verbs, modes: how it is counted
- reasons: whether it is a target (evidence), or something else (names, conditions, money, durations); vague
- things: what is counted, and the words that state it
- reading: the numbers, with all this; assembly: the figures made of them
- trends: how something is to change, without a number
- amounts: money that is promised
"""

from stdpolicy.text.figures.amounts import Amount, amounts
from stdpolicy.text.figures.assembly import figures
from stdpolicy.text.figures.figure import Figure

__all__ = ["Amount", "Figure", "amounts", "figures"]
