"""Who acts where running text gives a duty: the subject of a verb and those with whom it acts."""

from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer, Listed, listed
from stdpolicy.text.bodies.grammar import certain, ended
from stdpolicy.text.duties.roles import cues, role
from stdpolicy.text.duties.verbs import ACTS, BESIDE, DEPARTMENT, HELP, WHAT

LONGEST = 120
"""Of a subject, in characters."""
TRIES = 8
"""How many verbs are tried as that of a subject."""
COMMA = regex("[，,；;：:]")
MARKS = "，,；;：: \t\u3000"


class Role(NamedTuple):
    """Who has a role, and where the words that say so end; 0 for the whole clause."""

    role: str
    who: Listed
    end: int = 0


def acting_bodies(
    text: str, start: int, end: int, gazetteer: Gazetteer, *, ought: bool = False
) -> Listed | None:
    """The bodies that a stretch of text lists, if it surely is nothing else.

    Before a word by which they `ought` to, whatever is called a department is one: 教研部门要….
    """
    words = text[start:end].strip(MARKS)
    if not 1 < len(words) <= LONGEST or not (ended(words) or "等" in words):
        return None
    who = listed(text, start, end, gazetteer)
    sure = who.sure and all(
        m.id is not None or certain(m.resolved) or (ought and DEPARTMENT.fullmatch(m.printed))
        for m in who.members
    )
    return who if sure else None


def roles_of(
    text: str, at: int, end: int, words: str, who: Listed, gazetteer: Gazetteer
) -> Iterator[Role]:
    """The roles that the words behind a subject give it, and those who act with it."""
    what = WHAT.match(text, at, end)
    if not what:
        yield Role("share" if role(words) == "share" else "responsible", who)
    elif what["with"]:
        yield Role("lead", who)
        if partners := partners_of(text, what.end(), end, gazetteer):
            yield Role("cooperate", partners)
    elif what["part"]:  # 履行牵头、协调和监督职责 gives two
        first = {
            cue.code: cue.start + len(cue.word) for cue in reversed([*cues().find(what["part"])])
        }
        if first.keys() >= {"lead", "oversee"}:
            yield Role("lead", who, what.start("part") + first["lead"])
        said = (code for code in ("oversee", "lead") if code in first)
        yield Role(next(said, "responsible"), who)
    elif what["is"]:
        yield Role(role(what["is"]) or "responsible", who)
    else:
        yield Role(what.lastgroup or "", who)
        if what["lead"] and (partners := _beside(text, what.end(), end, gazetteer)):
            yield Role("cooperate", partners)


def _beside(text: str, at: int, end: int, gazetteer: Gazetteer) -> Listed | None:
    """Those who act with one that leads, behind a place: 会同省财政厅; 、省财政厅配合."""
    beside = BESIDE.match(text, at, end)
    if not beside:
        return None
    if beside["with"]:
        return partners_of(text, beside.end(), end, gazetteer)
    help_ = HELP.search(text, beside.end(), min(end, beside.end() + LONGEST))
    return acting_bodies(text, beside.end(), help_.start(), gazetteer) if help_ else None


def partners_of(text: str, at: int, end: int, gazetteer: Gazetteer) -> Listed | None:
    """Those who act with another, behind 会同."""
    window = min(end, at + LONGEST)
    for tried, found in enumerate(ACTS.finditer(text, at, window)):
        if tried == TRIES:
            return None
        if who := acting_bodies(text, at, found.start(), gazetteer):
            return who
    comma = COMMA.search(text, at, window)
    return acting_bodies(text, at, comma.start() if comma else window, gazetteer)
