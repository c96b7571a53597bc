"""Clauses that give a role to a list: A牵头, B、C配合; A会同B负责; a list behind a label."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.text.bodies.grammar import ended
from stdpolicy.text.characters import HAN
from stdpolicy.text.duties.labels import Label, labels
from stdpolicy.text.duties.roles import phrases

Span = tuple[int, int]


class Clause(NamedTuple):
    """A role and the stretches of text that list who has it; `text[start:end]` says both."""

    start: int
    end: int
    role: str
    """Empty if no word says one."""
    lists: tuple[Span, ...]


_STOP = re.compile(r"[()（）]|[；;。\n]")
_COMMA = re.compile(r"[()（）]|[，,]")
_WITH = re.compile("会同|联合(?=[国省市县区财教各相有])")
_OPEN = re.compile("(?<![高中初平同优均相对])等[^，,；;。、]{0,12}\\Z")
_SUBJECT = re.compile(rf"\s*(?P<what>[{HAN}]{{0,12}})由(?!来)(?=[{HAN}])")
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
            if label and role not in _TELLING and label.role != "responsible":
                role = label.role
            yield clause._replace(role=role, start=clause.start if begun is None else begun)
            waiting, begun = [], None
    if waiting:
        begin = waiting[0][0] if begun is None else begun
        yield Clause(begin, waiting[-1][1], label.role if label else "", tuple(waiting))


def _parts(text: str, start: int, end: int, waiting: list[Span]) -> Iterator[Clause]:
    """The clauses between two commas; the lists that wait for a role go to the first that has one."""
    begun = waiting[0][0] if waiting else start
    subject = _SUBJECT.match(text, start, end)
    if subject and not ended(subject["what"]):
        start = subject.end()
    partners = _WITH.match(text, start, end)
    at = partners.end() if partners else start
    for begin, stop, role in _roles(text, at, end, bool(waiting)):
        own = ((at, begin),) if text[at:begin].strip() else ()
        if partners:
            yield Clause(start, stop, "cooperate", own)
        else:
            yield from _with(text, Clause(begun, stop, role, (*waiting, *own)))
        rest = text[stop:end].lstrip("、 和")
        if rest and any(True for _ in _roles(text, end - len(rest), end, False)):
            yield from _parts(text, end - len(rest), end, [])
        return
    if partners:
        yield Clause(start, end, "cooperate", ((at, end),))
    elif text[start:end].strip():
        yield Clause(start, end, "", ((start, end),))


def _roles(text: str, start: int, end: int, listed: bool) -> Iterator[tuple[int, int, str]]:
    """The phrases of a role behind a list; `listed` if the list may stand before the comma."""
    last = None
    for begin, stop, role in phrases(text, start, end):
        before = text[start:begin].strip()
        if (before or listed) and (not before or ended(before) or _OPEN.search(before)):
            yield begin, stop, role
        elif before:
            last = begin, stop, role
    if last and not text[last[1] : end].strip():
        yield last  # a name that ends as no other does


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
        if found[0] in "(（":
            depth += 1
        elif found[0] in ")）":
            depth -= 1
        elif depth <= 0:
            yield begin, found.start()
            begin = found.end()
    yield begin, end
