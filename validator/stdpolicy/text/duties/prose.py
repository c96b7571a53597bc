"""Duties that running text gives: 各地区、各有关部门要…, 市场监管总局会同有关部门…, …由省教育厅制定.

Read where a clause begins with a list of bodies, or has one behind 由, directly before a verb that
gives a duty. What may be something else is left out: precision counts for more here.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer, Listed, Named
from stdpolicy.text.bodies.grammar import COLLECTIVE
from stdpolicy.text.citations import titles
from stdpolicy.text.duties.acting import (
    COMMA,
    LONGEST,
    MARKS,
    TRIES,
    Role,
    acting_bodies,
    partners_of,
    roles_of,
)
from stdpolicy.text.duties.duty import Duty
from stdpolicy.text.duties.verbs import (
    ACTS,
    BY,
    HELP,
    NARRATED,
    NO_ACT,
    NO_PLAIN,
    OF_WHAT,
    PREDICATE,
    TOLD,
    WITH,
)
from stdpolicy.text.numerals import PLACE

TELLING = 60
"""How far from a verb may stand what tells that it has been done, in characters."""
_SENTENCE = regex(r"[^。！？!?\n]+")
_BEGIN = regex(
    rf"(?:\s*(?:{PLACE}|[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,3}}(?![0-9.．])))?\s*(?:【[^【】]{{1,20}}】)?[\s，,；;：:]*(?:同时|此外|另外|其中|原则上|请(?![示求]))?[，,]?"
)
"""What stands before the subject of a clause: a number, be it 2.1; 同时."""


class _Given(NamedTuple):
    """What a clause gives, which begins at a place."""

    start: int
    behind: int
    """The end of the words that give the duty."""
    roles: tuple[Role, ...]
    end: int
    """The end of the clause, unless another begins before."""


def prose(text: str, gazetteer: Gazetteer) -> Iterator[Duty]:
    """The duties that the sentences of a text give."""
    plain = _without_titles(text)
    for sentence in _SENTENCE.finditer(plain):
        start, end = sentence.span()
        given = sorted(_given(plain, start, end, gazetteer), key=lambda each: each.start)
        begin = start + len(sentence[0]) - len(sentence[0].lstrip())
        whole = end + (plain[end : end + 1] in tuple("。！？!?"))
        for each, following in zip(given, [*(each.start for each in given), end][1:], strict=True):
            stop = min(each.end, following)
            clause = each.start + len(plain[each.start : stop].rstrip(MARKS))
            for said, who, until in each.roles:
                yield Duty(
                    each.start,
                    until or clause,
                    said,
                    who.members,
                    who.open,
                    begin,
                    whole,
                    prose=True,
                )


def _without_titles(text: str) -> str:
    """The text with nothing to be read within 《》."""
    plain, at = [], 0
    for title in titles(text):
        plain += [text[at : title.start + 1], "□" * (title.end - title.start - 2)]
        at = title.end - 1
    return "".join((*plain, text[at:]))


def _given(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[_Given]:
    """What the clauses of a sentence give."""
    at = _subject(text, start, end)
    before: _Given | None = None
    while at < end:
        found = _to_subject(text, start, at, end, gazetteer) or _to_partners(
            text, at, end, before, gazetteer
        )
        comma = COMMA.search(text, found.behind if found else at, end)
        stop = comma.start() if comma else end
        found = found or _to_agent(text, at, stop, gazetteer)
        if found:
            yield found
        before = found or before
        at = _subject(text, stop + 1, end) if comma else end


def _subject(text: str, at: int, end: int) -> int:
    """Where the subject of a clause begins."""
    begun = _BEGIN.match(text, at, end)
    return begun.end() if begun else at


def _to_subject(text: str, start: int, at: int, end: int, gazetteer: Gazetteer) -> _Given | None:
    """What is given to the bodies that a clause begins with, in the sentence `text[start:end]`."""
    for tried, found in enumerate(PREDICATE.finditer(text, at, min(end, at + LONGEST))):
        if tried == TRIES:
            return None
        who = acting_bodies(text, at, found.start(), gazetteer, ought=bool(found["ought"]))
        if who and _is_given(text, start, at, end, found, who):
            verb = found.end() if found["ought"] else found.start()
            roles = tuple(roles_of(text, verb, end, found[0], who, gazetteer))
            return _Given(at, found.end(), roles, end)
    return None


def _to_partners(
    text: str, at: int, end: int, before: _Given | None, gazetteer: Gazetteer
) -> _Given | None:
    """What is given to those with whom the subject of the clause before acts on: …，会同市科技局开展…."""
    with_ = WITH.match(text, at, end)
    if not with_ or before is None or any(one.role == "cooperate" for one in before.roles):
        return None
    partners = partners_of(text, with_.end(), end, gazetteer)
    if not partners:
        return None
    roles = (Role("lead", before.roles[0].who), Role("cooperate", partners))
    return _Given(at, partners.members[-1].end, roles, end)


def _is_given(text: str, start: int, at: int, end: int, found: re.Match[str], who: Listed) -> bool:
    """Whether the words behind a subject ask for something, and do not tell what has been done."""
    comma = COMMA.search(text, found.end(), end)
    stop = comma.start() if comma else end
    if comma and comma[0] in "，," and text[stop - 1] == "的":
        return False  # 企业牵头制定国际标准的，给予奖励
    if found["ought"]:
        return True
    if TOLD.search(text, found.end(), min(end, found.end() + TELLING)):
        return False
    if not found["plain"]:
        return not HELP.match(found["given"]) or all(map(_is_official, who.members))
    return (
        who.members[0].start == at
        and text[found.start() - 1] not in MARKS
        and all(map(_is_official, who.members))
        and not NO_PLAIN.search(text, found.end(), stop)
        and not NARRATED.search(text, max(start, at - TELLING), at)
    )


def _is_official(body: Named) -> bool:
    """Whether a body is of the state: a plain verb says of others as often what they like to do."""
    of_state = body.resolved.endswith(("政府", "机关"))
    return body.id is not None or of_state or not COLLECTIVE.search(body.resolved)


def _to_agent(text: str, at: int, end: int, gazetteer: Gazetteer) -> _Given | None:
    """What is given to the bodies that 由 names within a clause."""
    if text.find("由", at, end) < 0:
        return None
    for by in BY.finditer(text, at, end):
        for tried, found in enumerate(ACTS.finditer(text, by.end(), min(end, by.end() + LONGEST))):
            if tried == TRIES:
                break
            who = acting_bodies(text, by.end(), found.start(), gazetteer)
            told = NO_ACT.search(text, found.end(), end) or OF_WHAT.match(text, found.end(), end)
            if who and not told:
                roles = tuple(roles_of(text, found.start(), end, found[0], who, gazetteer))
                return _Given(at, found.end(), roles, end)
    return None
