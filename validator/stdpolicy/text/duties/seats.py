"""Seats in a leading group or joint conference, which running text gives.

- chair: 由市政府分管领导任组长, 副组长由市市场监管局局长担任; a person sits there, the body is the one where that
  person holds office
- member: 市级有关部门为成员单位; 由省教育厅、省财政厅等部门组成; 市财政局等部门负责同志参加的专班
- secretariat: 办公室设在市市场监管局; 日常工作由市市场监管局承担
- oversee, of the group itself: 成立…工作领导小组; 充分发挥…领导小组作用
"""

from collections.abc import Callable, Iterator

from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer, Listed, Named, listed
from stdpolicy.text.bodies.grammar import certain
from stdpolicy.text.characters import HAN
from stdpolicy.text.duties.duty import Duty

Span = tuple[int, int]
Reader = Callable[[str, int, int, Gazetteer], Listed | None]

_GROUP = "(?:领导小组|协调小组|工作小组|联席会议|指挥部|工作专班|专班|协调机制)"
_SEAT = "(?:双?组长|副组长|(?:总|副|联席)?召集人|副?总指挥|副?主任(?![务科医]))"
_CHAIR = regex(rf"(?:分别|共同)?(?:担任|兼任|任|为)(?:{_GROUP})?{_SEAT}(?!单位)")
_CHAIRED = regex(rf"{_SEAT}(?:分别)?由(?P<who>[^，,。；;]{{2,60}}?)(?:分别|共同)?(?:担任|兼任|任)")
_MEMBERS = regex("(?:均|作|共同)?为成员(?:单位)?(?=[，,。；;、的]|\\s*\\Z)")
_MADE_OF = regex(
    rf"(?:{_GROUP}|成员(?:单位)?)由(?P<who>[^。；;：:]{{2,300}}?)(?:有关|相关|分管)?(?:负责同志|负责人|领导)?(?:共同)?组成"
)
_OF_MEMBERS = regex(rf"(?:共同)?(?:组成|参加|参与)的(?=[{HAN}“”]{{0,40}}?{_GROUP})")
"""What stands behind the members of a group that is named thereafter: 由…组成的工作专班."""
_MEMBERS_ARE = regex("成员单位(?:包括|有|为(?!牵头))(?P<who>[^。；;：:]{2,300})")
_OFFICE = regex(
    rf"(?:{_GROUP})?(?:下设)?办公室[，,（(]?(?:办公室)?(?:设在|设于|挂靠在?)(?P<in>[^，,。；;（(）)]{{2,60}})"
    rf"|(?:{_GROUP}|办公室|的)?(?:日常|具体)工作由(?P<by>[^，,。；;]{{2,60}}?)(?:具体)?(?:负责|承担|承办)"
)
_NAME = rf"(?P<who>[{HAN}“”\"+()（）]{{2,40}}?(?:领导小组|协调小组|联席会议|指挥部|工作专班)(?:办公室)?)"
_HEADED = (
    r"(?>(?:[由以](?=[^。；;：:]{2,200}?(?:组长|召集人|总指挥|成员(?:单位)?|组成|参加|参与|牵头|负责)的)"
    r"(?>(?:[^。；;：:]{2,200}?(?:组长|召集人|总指挥|成员(?:单位)?|组成|参加|参与|牵头|负责)的)+))?)"
)
"""What stands before the name of a group, and says who is in it: 由市长任组长的."""
_FOUNDED = regex(
    rf"(?<![{HAN}])(?:[省市县区](?:政府|级(?:层面)?)?)?(?:成立|组建|设立)了?{_HEADED}{_NAME}(?=[，,。；;]|\s*\Z)"
)
_USED = regex(
    rf"(?:充分|切实|更好|有效|进一步)?发挥好?{_NAME}的?(?:统筹|牵头|抓总|协调|指导|推进|督促|[、和与]){{0,6}}作用"
)
_PERSON = regex(
    "(?:党政|党委|党组)?(?:主要|分管|有关|相关|常务)?(?:负责)?(?:[^，,。；;、由]{0,8}工作的)?"
    "(?:领导|负责同志|负责人|同志|副?总理|副?省长|副?主席|副?市长|副?县长|副?区长|副?州长|副?秘书长|副?书记|副?部长|副?局长|副?厅长|副?主任|副?署长)"
    "(?:同志)?\\Z"
)
_HOLDER = regex(
    "(?:(?:党政|主要|分管|有关|相关|常务)*副?(?P<place>[省市县区州旗])长|(?P<party>[省市县区州旗]委)副?书记)\\Z"
)
"""An official whose title alone says of which government: 市长, 分管副县长."""
_NEXT = regex("(、|(?<=[长导志人任记理])[和及])")
"""What stands between two officials, and not in the name of a body: 市文化和旅游局局长和市教育局局长."""
_SENTENCE = regex(r"[^。！？!?\n]+")
_WORDS = regex(
    "组长|召集人|总指挥|主任|成员|组成|参[加与]的|办公室|工作由|领导小组|协调小组|联席会议|指挥部|工作专班"
)
"""What every sentence has one of that gives a seat."""
_BEGINS = regex("[，,；;：:]|由(?!来)|(?<=[立建设])以|牵头、")
_LONGEST = 300
_LONGEST_PERSON = 40
_TRIES = 8
_SHORTEST_GROUP = len("标准化领导小组")
"""A group that is called no more than 领导小组 or 工作领导小组 may be any."""


def seats(text: str, gazetteer: Gazetteer) -> Iterator[Duty]:
    """The seats that the sentences of a text give."""
    if not _WORDS.search(text):
        return
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        if not _WORDS.search(text, start, end):
            continue
        begin = start + len(sentence[0]) - len(sentence[0].lstrip())
        covers = (begin, end + (text[end : end + 1] in tuple("。！？!?")))
        for role, span, who in _seats(text, start, end, gazetteer):
            if who and who.members:
                yield Duty(*span, role, who.members, who.open, *covers, prose=True)


def _seats(
    text: str, start: int, end: int, gazetteer: Gazetteer
) -> Iterator[tuple[str, Span, Listed | None]]:
    for found in _CHAIR.finditer(text, start, end):
        at, who = _before(text, start, found.start(), gazetteer, _officials)
        yield "chair", (at, found.end()), who
    for found in _CHAIRED.finditer(text, start, end):
        yield "chair", found.span(), _officials(text, *found.span("who"), gazetteer)
    for found in _MEMBERS.finditer(text, start, end):
        at, who = _before(text, start, found.start(), gazetteer, _seated)
        yield "member", (at, found.end()), who
    for found in _OF_MEMBERS.finditer(text, start, end):
        at, who = _before(text, start, found.start(), gazetteer, _seated)
        yield "member", (at, found.end() - 1), who
    for pattern in (_MADE_OF, _MEMBERS_ARE):
        for found in pattern.finditer(text, start, end):
            yield "member", found.span(), _sure(text, *found.span("who"), gazetteer)
    for found in _OFFICE.finditer(text, start, end):
        yield "secretariat", found.span(), _sure(text, *found.span(found.lastgroup or 0), gazetteer)
    for pattern in (_FOUNDED, _USED):
        for found in pattern.finditer(text, start, end):
            if len(found["who"]) >= _SHORTEST_GROUP:
                last = found.end() if pattern is _FOUNDED else _trimmed(text, found.end(), end)
                yield "oversee", (found.start(), last), listed(text, *found.span("who"), gazetteer)


def _before(
    text: str, start: int, end: int, gazetteer: Gazetteer, read: Reader
) -> tuple[int, Listed | None]:
    """The longest list that ends at a place, and where it begins, with 由 before it."""
    start = max(start, end - _LONGEST)
    begins = [start, *(found.end() for found in _BEGINS.finditer(text, start, end))]
    at, best = start, None
    for begin in begins[-_TRIES:]:
        who = read(text, begin, end, gazetteer)
        if who and (best is None or len(who.members) > len(best.members)):
            at, best = begin - (text[begin - 1 : begin] in ("由", "以")), who
    return at, best


def _sure(text: str, start: int, end: int, gazetteer: Gazetteer) -> Listed | None:
    """The bodies of a list, if all are surely such."""
    who = listed(text, start, end, gazetteer)
    sure = who.sure and all(m.id is not None or certain(m.resolved) for m in who.members)
    return who if sure else None


def _seated(text: str, start: int, end: int, gazetteer: Gazetteer) -> Listed | None:
    """The bodies of a list, or those of which it names the heads: 市财政局等部门主要负责同志."""
    if who := _sure(text, start, end, gazetteer):
        return who
    person = _PERSON.search(text, max(start, end - _LONGEST_PERSON), end)
    return _sure(text, start, person.start(), gazetteer) if person else None


def _officials(text: str, start: int, end: int, gazetteer: Gazetteer) -> Listed | None:
    """The bodies of which a list names officials: 市政府 of 市政府分管领导, of 市委、市政府主要领导 both."""
    members: list[Named] = []
    at = begin = start
    for piece in _NEXT.split(text[start:end]):
        ends = at + len(piece)
        person = _PERSON.search(piece)
        if holder := _HOLDER.fullmatch(piece):
            name = f"{holder['place']}政府" if holder["place"] else holder["party"]
            members.append(Named(at, ends, piece, name, gazetteer.known(name)))
            begin = ends
        elif person:
            if who := _sure(text, begin, at + person.start(), gazetteer):
                members += who.members
            begin = ends
        at = ends
    return Listed(tuple(members), ("",) * len(members), False, True) if members else None


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of the sentence behind a place, without what ends it."""
    return start + len(text[start:end].rstrip("，,；; \t\u3000"))
