"""Duties that running text gives: 各地区、各有关部门要…, 市场监管总局会同有关部门…, …由省教育厅制定.

Read where a clause begins with a list of bodies, or has one behind 由, directly before a verb that
gives a duty. What may be something else is left out: precision counts for more here.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.text.bodies import Gazetteer, Listed, Named, listed
from stdpolicy.text.bodies.grammar import COLLECTIVE, certain, ended
from stdpolicy.text.citations import titles
from stdpolicy.text.duties.duty import Duty
from stdpolicy.text.duties.roles import cues, role
from stdpolicy.text.duties.verbs import (
    ACTS,
    BESIDE,
    BY,
    DEPARTMENT,
    HELP,
    NARRATED,
    NO_ACT,
    NO_PLAIN,
    OF_WHAT,
    PREDICATE,
    TOLD,
    WHAT,
    WITH,
)
from stdpolicy.text.numerals import PLACE

LONGEST = 120
"""Of a subject, in characters."""
TRIES = 8
"""How many verbs are tried as that of a subject."""
TELLING = 60
"""How far from a verb may stand what tells that it has been done, in characters."""
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_BEGIN = re.compile(
    rf"(?:\s*{PLACE})?\s*(?:【[^【】]{{1,20}}】)?[\s，,；;：:]*(?:同时|此外|另外|其中|原则上|请(?![示求]))?[，,]?"
)
"""What stands before the subject of a clause: a number, 同时."""
_COMMA = re.compile("[，,；;：:]")
_MARKS = "，,；;：: \t\u3000"


class _Role(NamedTuple):
    """Who has a role, and where the words that say so end; 0 for the whole clause."""

    role: str
    who: Listed
    end: int = 0


class _Given(NamedTuple):
    """What a clause gives, which begins at a place."""

    start: int
    behind: int
    """The end of the words that give the duty."""
    roles: tuple[_Role, ...]
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
            clause = each.start + len(plain[each.start : stop].rstrip(_MARKS))
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
        comma = _COMMA.search(text, found.behind if found else at, end)
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
        who = _who(text, at, found.start(), gazetteer, ought=bool(found["ought"]))
        if who and _is_given(text, start, at, end, found, who):
            verb = found.end() if found["ought"] else found.start()
            roles = tuple(_roles(text, verb, end, found[0], who, gazetteer))
            return _Given(at, found.end(), roles, end)
    return None


def _to_partners(
    text: str, at: int, end: int, before: _Given | None, gazetteer: Gazetteer
) -> _Given | None:
    """What is given to those with whom the subject of the clause before acts on: …，会同市科技局开展…."""
    with_ = WITH.match(text, at, end)
    if not with_ or before is None or any(one.role == "cooperate" for one in before.roles):
        return None
    partners = _partners(text, with_.end(), end, gazetteer)
    if not partners:
        return None
    roles = (_Role("lead", before.roles[0].who), _Role("cooperate", partners))
    return _Given(at, partners.members[-1].end, roles, end)


def _is_given(text: str, start: int, at: int, end: int, found: re.Match[str], who: Listed) -> bool:
    """Whether the words behind a subject ask for something, and do not tell what has been done."""
    if found["ought"]:
        return True
    if TOLD.search(text, found.end(), min(end, found.end() + TELLING)):
        return False
    if not found["plain"]:
        return not HELP.match(found["given"]) or all(map(_is_official, who.members))
    comma = _COMMA.search(text, found.end(), end)
    stop = comma.start() if comma else end
    return (
        who.members[0].start == at
        and text[found.start() - 1] not in _MARKS
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
    for by in BY.finditer(text, at, end):
        for tried, found in enumerate(ACTS.finditer(text, by.end(), min(end, by.end() + LONGEST))):
            if tried == TRIES:
                break
            who = _who(text, by.end(), found.start(), gazetteer)
            told = NO_ACT.search(text, found.end(), end) or OF_WHAT.match(text, found.end(), end)
            if who and not told:
                roles = tuple(_roles(text, found.start(), end, found[0], who, gazetteer))
                return _Given(at, found.end(), roles, end)
    return None


def _who(
    text: str, start: int, end: int, gazetteer: Gazetteer, *, ought: bool = False
) -> Listed | None:
    """The bodies that a stretch of text lists, if it surely is nothing else.

    Before a word by which they `ought` to, whatever is called a department is one: 教研部门要….
    """
    words = text[start:end].strip(_MARKS)
    if not 1 < len(words) <= LONGEST or not (ended(words) or "等" in words):
        return None
    who = listed(text, start, end, gazetteer)
    sure = who.sure and all(
        m.id is not None or certain(m.resolved) or (ought and DEPARTMENT.fullmatch(m.printed))
        for m in who.members
    )
    return who if sure else None


def _roles(
    text: str, at: int, end: int, words: str, who: Listed, gazetteer: Gazetteer
) -> Iterator[_Role]:
    """The roles that the words behind a subject give it, and those who act with it."""
    what = WHAT.match(text, at, end)
    if not what:
        yield _Role("share" if role(words) == "share" else "responsible", who)
    elif what["with"]:
        yield _Role("lead", who)
        if partners := _partners(text, what.end(), end, gazetteer):
            yield _Role("cooperate", partners)
    elif what["part"]:  # 履行牵头、协调和监督职责 gives two
        first = {
            cue.code: cue.start + len(cue.word) for cue in reversed([*cues().find(what["part"])])
        }
        if first.keys() >= {"lead", "oversee"}:
            yield _Role("lead", who, what.start("part") + first["lead"])
        said = (code for code in ("oversee", "lead") if code in first)
        yield _Role(next(said, "responsible"), who)
    elif what["is"]:
        yield _Role(role(what["is"]) or "responsible", who)
    else:
        yield _Role(what.lastgroup or "", who)
        if what["lead"] and (partners := _beside(text, what.end(), end, gazetteer)):
            yield _Role("cooperate", partners)


def _beside(text: str, at: int, end: int, gazetteer: Gazetteer) -> Listed | None:
    """Those who act with one that leads, behind a place: 会同省财政厅; 、省财政厅配合."""
    beside = BESIDE.match(text, at, end)
    if not beside:
        return None
    if beside["with"]:
        return _partners(text, beside.end(), end, gazetteer)
    help_ = HELP.search(text, beside.end(), min(end, beside.end() + LONGEST))
    return _who(text, beside.end(), help_.start(), gazetteer) if help_ else None


def _partners(text: str, at: int, end: int, gazetteer: Gazetteer) -> Listed | None:
    """Those who act with another, behind 会同."""
    window = min(end, at + LONGEST)
    for tried, found in enumerate(ACTS.finditer(text, at, window)):
        if tried == TRIES:
            return None
        if who := _who(text, at, found.start(), gazetteer):
            return who
    comma = _COMMA.search(text, at, window)
    return _who(text, at, comma.start() if comma else window, gazetteer)
