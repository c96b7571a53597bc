"""What two sentences have in common: as a whole, a clause, or nearly everything."""

from stdpolicy.patterns import regex
from stdpolicy.text.characters import half_width

NOT_WORDS = regex(r"[\W_]+")
IGNORED = regex("[0-9〇零一二三四五六七八九十百千万亿的等和及与]+")
"""Numerals, and what comes and goes without changing what is said."""
ENDS = regex("[，。；：,;:]")
PURPOSE = ("促进", "提升", "提高", "增强", "赋能", "带动")
"""How clauses begin that only say what for."""
SHORTEST = 8
"""Of a clause by which a sentence is known again, in characters that count."""
START, END = 6, 5
"""By how much of its beginning and end it is known again: lists within it may differ, and what is
made of them (…标准化建设) decides.
"""


def words(text: str) -> str:
    """A text without white space and punctuation."""
    return NOT_WORDS.sub("", half_width(text))


def gist(text: str) -> str:
    """The same without numerals and particles."""
    return IGNORED.sub("", words(text))


def split(sentence: str) -> list[str]:
    """The clauses of a sentence."""
    return ENDS.split(sentence)


def clauses(sentence: str) -> dict[str, str]:
    """Those that are long enough to be known again, by what they are known by."""
    found = ((gist(clause), clause) for clause in split(sentence))
    return {said[:START] + said[-END:]: clause for said, clause in found if len(said) >= SHORTEST}


def covered(sentence: str, other: str) -> float:
    """How much of a sentence another has, from 0 to 1, by pairs of neighbouring characters.

    Clauses that only say what for do not count, unless the sentence begins with one.
    """
    first, *rest = split(sentence)
    ours = _pairs([first, *(clause for clause in rest if not clause.startswith(PURPOSE))])
    return len(ours & _pairs(split(other))) / max(len(ours), 1)


def _pairs(clauses: list[str]) -> set[str]:
    gists = map(gist, clauses)
    return {said[at : at + 2] for said in gists for at in range(len(said) - 1)}
