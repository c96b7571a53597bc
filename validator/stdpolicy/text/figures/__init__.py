"""Figures in a paragraph: every quantity with what it means, and whether it is a target.

- units, numbers: what is printed
- comparison: the words of limit beside it
- clauses, settings: where it stands
- verbs, modes: how it is counted
- evidence, money, reasons, vague: whether it is a target
- things: what is counted, and the words that state it
- reading: all of this together
- trends: how something is to change, without a number
- amounts: money that is promised
"""

from stdpolicy.text.figures.amounts import Amount, amounts
from stdpolicy.text.figures.figure import Figure
from stdpolicy.text.figures.reading import figures

__all__ = ["Amount", "Figure", "amounts", "figures"]
