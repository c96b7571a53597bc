"""Duties that brackets and labels print, each for the sentences before it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer, Listed, listed
from stdpolicy.text.bodies.ellipsis import beginning
from stdpolicy.text.bodies.grammar import certain, ended
from stdpolicy.text.duties.brackets import Bracket, brackets
from stdpolicy.text.duties.clauses import Clause, clauses
from stdpolicy.text.duties.labels import labels


class Said(NamedTuple):
    """A clause and the lists that it gives a role to."""

    clause: Clause
    lists: tuple[Listed, ...]

    @property
    def sure(self) -> bool:
        """Whether it lists nothing but bodies, and when they are to be done."""
        return all(each.sure for each in self.lists if each.members)

    @property
    def says_role(self) -> bool:
        """Whether a word of it says a role, be it behind a single body."""
        return self.clause.role != "" or any(mark for each in self.lists for mark in each.marks)


class Region(NamedTuple):
    """What prints duties, `text[start:end]` with its brackets, and what it says."""

    start: int
    end: int
    said: tuple[Said, ...]


_ENDS = regex(r"[\s”\"’]*(?:[。；;！!(（\[［〔﹝【]|\n|\Z)")
"""What stands behind a bracket that ends a sentence."""
_HEADS = regex(r"(?:\A|\n|[条款、.．])[^\S\n]*\Z")
"""What stands before a bracket that is a heading: nothing, or a number."""
_LONGEST = 1000
"""Of a labelled sentence, in characters."""
_LINE = regex(r"[^\n]+")
_SENTENCE_ENDS = ("。", "；", ";", "！", "!", "”")


@memo.sequence
def regions(text: str, gazetteer: Gazetteer) -> Iterator[Region]:
    """The brackets and labelled sentences that say who is responsible, in order."""
    at = 0
    for bracket in brackets(text):
        inside = tuple(said(text, *bracket.inside, gazetteer))
        if _is_of_duties(text, bracket, inside):
            yield from _labelled(text, at, bracket.start, gazetteer)
            yield Region(bracket.start, bracket.end, inside)
            at = bracket.end
    yield from _labelled(text, at, len(text), gazetteer)


def said(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Said]:
    """The clauses of `text[start:end]` with their lists, but for those that list nobody. What a list leaves
    out those before it may have: 省教育厅牵头，财政厅配合.
    """
    before = ""
    for clause in clauses(text, start, end):
        lists: tuple[Listed, ...] = ()
        for span in clause.lists:
            lists += (listed(text, *span, gazetteer, before),)
            before = beginning([each.resolved for each in lists[-1].members], before)
        if any(each.members for each in lists):
            yield Said(clause, lists)


def _is_of_duties(text: str, bracket: Bracket, inside: Sequence[Said]) -> bool:
    """Whether a bracket says who is responsible, and not what a word means."""
    start, end = bracket.inside
    if any(label.role for label in labels(text, start, end)):
        return bool(inside)
    if not inside or not bracket.closed:
        return False
    before = text[max(0, bracket.start - 4) : bracket.start].rstrip()
    ends = _ENDS.match(text, bracket.end) is not None
    if not ends and _HEADS.search(text, max(0, bracket.start - 12), bracket.start):
        return False  # 第九条【部门协同】各部门要…
    alone = ends and before[-1:] in ("", *_SENTENCE_ENDS)
    if not all(each.sure for each in inside):
        return alone and all(each.clause.role for each in inside)
    if any(each.says_role for each in inside):
        return ends or "由" not in text[start:end]
    named = [member for each in inside for who in each.lists for member in who.members]
    surely = sum(m.id is not None or certain(m.resolved) for m in named)
    if alone:
        return 2 * surely >= len(named)
    # 制定办法（市教育局，2024年完成）, but not 市场监管总局（国家标准委）
    return ends and surely == len(named) and not ended(text[: bracket.start].rstrip())


def _labelled(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Region]:
    """The labelled sentences between two brackets."""
    for line in _LINE.finditer(text, start, end):
        behind, block = line.start(), -1
        for label in labels(text, *line.span()):
            if label.start < behind:
                continue  # of the sentence before
            if block < 0 or any(sign in text[behind : label.start] for sign in _SENTENCE_ENDS):
                block = label.start
            behind = label.end
            if label.role:
                window = min(line.end(), label.start + _LONGEST)
                sure, last = _surely(said(text, label.start, window, gazetteer))
                if sure:
                    yield Region(block, sure[-1].clause.end, sure)
                    block = -1
                behind = sure[-1].clause.end if sure else window if last else label.end


def _surely(found: Iterator[Said]) -> tuple[tuple[Said, ...], bool]:
    """The first clauses that list nothing but bodies, and whether no other follows them."""
    sure: list[Said] = []
    for each in found:
        if not each.sure:
            return tuple(sure), False
        sure.append(each)
    return tuple(sure), True
