"""Clauses that give a role to a list: A牵头, B、C配合; A会同B负责; a list behind a label."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.bodies.grammar import ended
from stdpolicy.text.characters import CLOSING, HAN, OPENING
from stdpolicy.text.duties.labels import Label, labels
from stdpolicy.text.duties.roles import phrases

Span = tuple[int, int]
_Said = tuple[int, int, str]
"""Where a phrase stands, and the role that it says."""


class Clause(NamedTuple):
    """A role and the stretches of text that list who has it; `text[start:end]` says both."""

    start: int
    end: int
    role: str
    """Empty if no word says one."""
    lists: tuple[Span, ...]


_BRACKETS = re.escape(OPENING + CLOSING)
_STOP = regex(rf"[{_BRACKETS}；;。\n]")
_COMMA = regex(rf"[{_BRACKETS}，,]")
_LONGEST = 60
"""Of what is looked at before a phrase, in characters."""
_BETWEEN = regex("[、 和]*")
_WITH = regex("会同|联合(?=[国省市县区财教各相有])")
_OPEN = regex("(?<![高中初平同优均相对])等[^，,；;。、]{0,12}\\Z")
_SUBJECT = regex(rf"\s*(?P<what>[{HAN}]{{0,12}})由(?!来)(?=[{HAN}])")
"""What a clause may begin with before its list: 此项工作由."""
_TELLING = {"lead", "cooperate", "oversee"}
"""Roles that a clause says more exactly than 责任单位 before it."""


def clauses(text: str, start: int, end: int) -> Iterator[Clause]:
    """The clauses in `text[start:end]`, which is what a bracket holds, or a label with what follows."""
    found = list(labels(text, start, end))
    first = found[0].start if found else end
    for begin, stop in _split(text, start, first, _STOP):
        yield from _clauses(text, begin, stop, None)
    ends = [*(label.start for label in found), end][1:]
    for label, behind in zip(found, ends, strict=True):
        for at, (begin, stop) in enumerate(_split(text, label.end, behind, _STOP)):
            if label.role or at:  # what another label says ends with its sentence
                yield from _clauses(text, begin, stop, label if label.role else None, at == 0)


def _clauses(
    text: str, start: int, end: int, label: Label | None, beside: bool = False
) -> Iterator[Clause]:
    """The clauses of a sentence; `beside` the label that it stands behind, or after others of it."""
    waiting: list[Span] = []
    begun = label.start if label and beside else None
    for begin, stop in _split(text, start, end, _COMMA):
        for clause in _parts(text, begin, stop, waiting):
            if not clause.role:
                waiting += clause.lists
                continue
            role = clause.role
            own = clause.lists[len(waiting) :]
            if label and waiting and own and {role, label.role} <= _TELLING and role != label.role:
                # 牵头单位：市教育局，市财政局参加
                first = waiting[0][0] if begun is None else begun
                yield Clause(first, waiting[-1][1], label.role, tuple(waiting))
                clause = clause._replace(start=own[0][0], lists=own)
                begun = None
            if label and role not in _TELLING and label.role != "responsible":
                role = label.role
            yield clause._replace(role=role, start=clause.start if begun is None else begun)
            waiting, begun = [], None
    if waiting:
        begin = waiting[0][0] if begun is None else begun
        yield Clause(begin, waiting[-1][1], label.role if label else "", tuple(waiting))


def _parts(text: str, start: int, end: int, waiting: Sequence[Span]) -> Iterator[Clause]:
    """The clauses between two commas; the lists that wait for a role go to the first that has one."""
    said = _role(text, start, end, bool(waiting))
    yield from _part(text, start, end, said, waiting)
    while said:  # 省教育厅牵头、省财政厅配合
        start = _BETWEEN.match(text, said[1], end).end()  # type: ignore[union-attr]
        said = _role(text, start, end, False)
        if said:
            yield from _part(text, start, end, said, ())


def _part(
    text: str, start: int, end: int, said: _Said | None, waiting: Sequence[Span]
) -> Iterator[Clause]:
    """The clause before a phrase of a role, or the list that has none."""
    begun = waiting[0][0] if waiting else start
    begin, stop, role = said or (end, end, "")
    subject = _SUBJECT.match(text, start, begin)
    if subject and not ended(subject["what"]):
        start = subject.end()
    partners = _WITH.match(text, start, begin)
    at = partners.end() if partners else start
    own = ((at, begin),) if text[at:begin].strip() else ()
    if partners:
        if waiting:
            yield Clause(begun, stop, "lead", tuple(waiting))
        yield Clause(start, stop, "cooperate", own)
    elif role:
        yield from _with(text, Clause(begun, stop, role, (*waiting, *own)))
    elif own:
        yield from _with(text, Clause(start, end, "", own))


def _role(text: str, start: int, end: int, listed: bool) -> _Said | None:
    """The first phrase of a role behind a list; `listed` if the list may stand before the comma."""
    last = None
    for begin, stop, role in phrases(text, start, end):
        before = text[max(start, begin - _LONGEST) : begin].strip()
        if before or listed:
            if not before or (len(before) > 1 and (ended(before) or _OPEN.search(before))):
                return begin, stop, role
            last = begin, stop, role
    if last and not text[last[1] : end].strip():
        return last  # a name that ends as no other does
    return None


def _with(text: str, clause: Clause) -> Iterator[Clause]:
    """A clause, or two of it where one body acts with others: A会同B负责."""
    *before, (start, end) = clause.lists or ((clause.start, clause.start),)
    partners = _WITH.search(text, start, end)
    if not partners or not text[start : partners.start()].strip():
        yield clause
        return
    yield Clause(clause.start, clause.end, "lead", (*before, (start, partners.start())))
    yield Clause(partners.start(), clause.end, "cooperate", ((partners.end(), end),))


def _split(text: str, start: int, end: int, at: re.Pattern[str]) -> Iterator[Span]:
    """The stretches between marks, except those within brackets."""
    depth, begin = 0, start
    for found in at.finditer(text, start, end):
        if found[0] in OPENING:
            depth += 1
        elif found[0] in CLOSING:
            depth -= 1
        elif depth <= 0:
            yield begin, found.start()
            begin = found.end()
    yield begin, end
