"""Duties that running text gives: 各地区、各有关部门要…, 市场监管总局会同有关部门…, …由省教育厅牵头.

Read where a clause begins with a list of bodies, or has one behind 由, directly before a verb that
gives a duty. What may be something else is left out: precision counts for more here.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.text.bodies import Gazetteer, Listed, listed
from stdpolicy.text.bodies.grammar import certain, ended
from stdpolicy.text.characters import HAN
from stdpolicy.text.duties.duty import Duty
from stdpolicy.text.duties.roles import role

LONGEST = 120
"""Of a subject, in characters."""
TRIES = 6
"""How many verbs are tried as that of a subject."""
_MANNER = (
    "(?:(?:均|都|也|还|既|分别|具体|共同|联合|全面|统一(?!管理)|依法|依职责|依据(?:法定)?职责|按(?:照)?(?:各自)?职责(?:分工)?|"
    "根据(?:各自)?职责(?:分工)?|在(?:各自)?职责范围内|定期|及时|切实|主要|总体|认真|按规定|按程序|充分|积极|密切|主动|进一步)[，,]?)*+"
)
_OUGHT = "要(?![求素点件害闻么是不紧领务塞义道式旨])|应当|应该|应(?![急用邀届税收承诺变激力])(?!对(?!接|照))|必须|须(?!知)|务必"
_OVERSEE = "统筹|督促|督导|指导|监督|协调"
_NOUN = "[下的，,。；;、]|机制|会议|小组|意见|作用|部门|机构|人员|目录|性|体系|制度|管理局"
"""What shows that such a word is no verb: 指导下, 协调机制."""
_IS = "(?:牵头|责任|实施|配合|主管|参与|主办|承办|协办)(?:责任)?(?:单位|部门|主体)"
_GIVEN = (
    rf"负责(?![人制同])|牵头(?!单位|部门)|会同|分工(?:管理|负责)|统一管理|主管(?!部门|单位)|组织(?:实施|制定|开展|协商|编制)|"
    rf"(?:{_OVERSEE})(?!{_NOUN})|履行|(?:配合|协助)(?![度机])|"
    rf"(?:为|是)(?=[^，,。；;、]{{0,20}}{_IS})"
)
_PREDICATE = re.compile(rf"{_MANNER}(?:(?P<ought>{_OUGHT})|(?P<given>{_GIVEN}))")
_ACT = (
    "负责|牵头|会同|组织|承担|承办|实施|落实|制定|制订|批准|审批|审核|审查|审定|发布|公布|公告|备案|通报|决定|协商|解决|处理|管理|"
    "监督|指导|统筹|协调|主办|受理|认定|评审|筛选|推荐|提出|编制|起草|另行|废止|撤销|责令|查处|给予|确定|建立|开展|做好|研究|"
    "依法|依照|按照|按|统一|具体|分别|共同|联合|印发|下达|安排|报|出具|核发|签发|验收|评估|考核|检查|督促|督导|对|作出|进行|组建"
)
_BY = re.compile(rf"(?<![自经理缘因])由(?![来于此衷])(?=[{HAN}])")
_ACTS = re.compile(rf"{_MANNER}(?:{_ACT})")
_TOLD = re.compile(f"[{HAN}]了(?!解)")
"""What tells that it has been done: 会同有关部门研究提出了意见."""
TELLING = 60
"""How far behind the verb that may stand, in characters."""
_NOT_BY = re.compile("(?:为主|向|转)")
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_BEGIN = re.compile(
    r"(?:\s*(?:第[一二三四五六七八九十百零〇0-9]+[章节条款]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十0-9]+[)）]|"
    r"[0-9]+[.．、]|[—－-]{1,2}|[①-⑳]))?[\s，,；;：:]*(?:同时|此外|另外|其中|原则上)?[，,]?"
)
_COMMA = re.compile("[，,；;：:]")
_WHAT = re.compile(
    rf"{_MANNER}(?:(?P<with>会同)|(?P<lead>牵头)|(?P<oversee>{_OVERSEE})(?!{_NOUN})|(?P<cooperate>配合|协助)|"
    rf"(?:为|是)[^，,。；;、]{{0,20}}?(?P<is>{_IS})|"
    rf"(?:加强)?(?:履行|发挥|承担)(?P<what>[^，,。；;]{{1,40}}?)(?:作用|职责|责任|职能))"
)
_TITLE = re.compile("《[^《》]{0,200}》")


class _Given(NamedTuple):
    """A subject and what it is to do."""

    start: int
    behind: int
    """The end of the words that give the duty."""
    roles: tuple[tuple[str, Listed, int], ...]
    """Each role, who has it, and where the words that say so end; 0 for the whole clause."""
    until: int = 0
    """The end of the clause where it is known: that of the comma."""


def prose(text: str, gazetteer: Gazetteer) -> Iterator[Duty]:
    """The duties that the sentences of a text give."""
    plain = _TITLE.sub(lambda found: "《" + "□" * (len(found[0]) - 2) + "》", text)
    for sentence in _SENTENCE.finditer(plain):
        given = sorted(_given(plain, *sentence.span(), gazetteer))
        end = sentence.end() + (plain[sentence.end() : sentence.end() + 1] in "。！？!?")
        begin = _behind_space(plain, *sentence.span())
        stops = [*(each.start for each in given), sentence.end()][1:]
        for each, stop in zip(given, stops, strict=True):
            clause = _without_mark(plain, each.start, min(stop, each.until or stop))
            for said, who, until in each.roles:
                yield Duty(
                    each.start, until or clause, said, who.members, who.open, begin, end, True
                )


def _given(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[_Given]:
    """What the clauses of a sentence give."""
    begun = _BEGIN.match(text, start, end)
    at = begun.end() if begun else start
    while at < end:
        found = _of_clause(text, at, end, gazetteer)
        if found:
            yield found
            at = found.behind
        comma = _COMMA.search(text, at, end)
        stop = comma.start() if comma else end
        if not found and (by := _by(text, at, stop, gazetteer)):
            yield by
        if not comma:
            return
        at = _BEGIN.match(text, comma.end(), end).end()  # type: ignore[union-attr]


def _of_clause(text: str, at: int, end: int, gazetteer: Gazetteer) -> _Given | None:
    """What is given to the bodies that a clause begins with."""
    window = min(end, at + LONGEST)
    for tried, found in enumerate(_PREDICATE.finditer(text, at, window)):
        if tried == TRIES or "；" in text[at : found.start()]:
            return None
        who = _who(text, at, found.start(), gazetteer)
        if who and (
            found["ought"] or not _TOLD.search(text, found.end(), min(end, found.end() + TELLING))
        ):
            verb = found.end() if found["ought"] else found.start()
            return _Given(at, found.end(), tuple(_roles(text, verb, end, found[0], who, gazetteer)))
    return None


def _by(text: str, at: int, end: int, gazetteer: Gazetteer) -> _Given | None:
    """What is given to the bodies that 由 names within a clause."""
    for by in _BY.finditer(text, at, end):
        for tried, found in enumerate(_ACTS.finditer(text, by.end(), min(end, by.end() + LONGEST))):
            if tried == TRIES:
                break
            who = _who(text, by.end(), found.start(), gazetteer)
            if who and not _NOT_BY.search(text, found.end(), end):
                roles = tuple(_roles(text, found.start(), end, found[0], who, gazetteer))
                return _Given(at, found.end(), roles, end)
    return None


def _who(text: str, start: int, end: int, gazetteer: Gazetteer) -> Listed | None:
    """The bodies that a stretch of text lists, if it surely is nothing else."""
    words = text[start:end].strip()
    if not 1 < len(words) <= LONGEST or not (ended(words) or "等" in words):
        return None
    who = listed(text, start, end, gazetteer)
    sure = who.sure and all(m.id is not None or certain(m.resolved) for m in who.members)
    return who if sure else None


def _roles(
    text: str, at: int, end: int, words: str, who: Listed, gazetteer: Gazetteer
) -> Iterator[tuple[str, Listed, int]]:
    """The roles that the words behind a subject give it, and those who act with it."""
    what = _WHAT.match(text, at, end)
    if what and what["with"]:
        yield "lead", who, 0
        if partners := _partners(text, what.end(), end, gazetteer):
            yield "cooperate", partners, 0
    elif what and what["what"]:
        said = [code for code in ("lead", "oversee") if code in _called(what["what"])]
        for code in said or ["responsible"]:
            yield code, who, _word_end(text, what, code) if len(said) > 1 and code == "lead" else 0
    elif what and what["is"]:
        yield role(what["is"]) or "responsible", who, 0
    elif what and what["oversee"]:
        yield "oversee", who, 0
    elif what:
        yield ("lead" if what["lead"] else "cooperate"), who, 0
    else:
        said_role = role(words)
        yield said_role if said_role == "share" else "responsible", who, 0


def _partners(text: str, at: int, end: int, gazetteer: Gazetteer) -> Listed | None:
    """Those who act with another, behind 会同."""
    window = min(end, at + LONGEST)
    for tried, found in enumerate(_ACTS.finditer(text, at, window)):
        if tried == TRIES:
            return None
        if who := _who(text, at, found.start(), gazetteer):
            return who
    comma = _COMMA.search(text, at, window)
    return _who(text, at, comma.start() if comma else window, gazetteer)


def _called(words: str) -> set[str]:
    from stdpolicy.text.duties.roles import cues

    return set(cues().codes(words))


def _word_end(text: str, what: re.Match[str], code: str) -> int:
    return what.end("what")


def _behind_space(text: str, start: int, end: int) -> int:
    return start + len(text[start:end]) - len(text[start:end].lstrip())


def _without_mark(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip("，,；;：: \t\u3000"))
