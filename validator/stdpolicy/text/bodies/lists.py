"""Lists of bodies: where each name begins and ends, what it leaves out, and whether the list is closed.

The wordings: 、 ， ； or white space between names; 和, 与, 及 and 以及 where a name can end before them; names
that leave out their end or beginning (ellipsis); divisions that are one class together
(divisions); 等, 等部门, 等有关单位 and the like, by which a list is open, and behind which it may go on
(等和各省级人民政府).
"""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.bodies.divisions import goes_on
from stdpolicy.text.bodies.ellipsis import completed
from stdpolicy.text.bodies.gazetteer import Gazetteer, Named
from stdpolicy.text.bodies.grammar import ended
from stdpolicy.text.characters import CLOSING, OPENING
from stdpolicy.text.words import ROLES


class Listed(NamedTuple):
    """What a list of bodies says."""

    members: tuple[Named, ...]
    marks: tuple[str, ...]
    """What stands in brackets behind a member, 牵头 of 市教育局(牵头); empty where nothing does."""
    open: bool
    """Whether there are others that it does not name (等)."""
    sure: bool
    """Whether each member is known, or ends as names of bodies do; not that of a list without any."""


class _Part(NamedTuple):
    """A part of a list, `text[start:end]`, and what 等 behind it says; " " if only that there are others."""

    start: int
    end: int
    tail: str = ""


_OPENS, _CLOSES = re.escape(OPENING), re.escape(CLOSING)
_SEPARATOR = regex(rf"[{_OPENS}{_CLOSES}、，,；;/／\n\t]")
_OPEN = regex("(?<![高中初平同优均相对])等(?![级同次离])")
_OTHERS = regex(
    r"\s*(?:[0-9０-９一二三四五六七八九十多几两]{1,3}[个家]?)?"
    "(?:省级|省直|市级|市直|县级|县直|区级|区直|州级|州直|[省市县区州](?=有关|相关|各|部门|单位)|中央|国务院|有关|相关|各|其他|"
    "成员|职能|主管|责任|行业|涉及|领域|政府|党政){0,4}"
    "(?:部门(?:和单位|、单位|[(（]单位[)）]|单位)?|单位|地区|机构|委办局|企业|高校|院校|组织|方面|各方|地(?!方)|地方)"
)
"""The class of which those before 等 are examples: 等有关部门."""
_ALL_OTHERS = regex(
    r"[^、，,和及与]{0,16}(?:部门|单位|地区|机构|企业|高校|院校)(?:[（(]单位[)）])?\Z"
)
"""The same where it is all that stands behind 等: 等食品安全委员会成员单位."""
_AND = regex("以及|[和与及暨]")
_JOINT = regex(rf"[{_OPENS}{_CLOSES}]|以及|[和与及暨]|各|\s+")
_LONGEST = 60
"""What is looked at of the names on both sides of a joint, in characters."""
_ON = regex(
    "(?:各级|各地|地方|\\A)党委\\Z|社会\\Z|\\A中央\\Z|\\A(?:各|设区的)?[省市县区州盟旗乡镇]\\Z"
)
"""What may end a name and does not before 和: 各级党委和政府, 中央和国家机关."""
_BARE = regex("(?:人民)?政府|单位|企业|机构|国家机关.*|地方.*")
"""What goes on behind 和 as part of the name before it: 有关部门和单位."""
_HEADED = regex("(?P<head>各有关|各相关|有关|相关|各)(?:地区|地方)\\Z")
_LEAD = regex(r"(?:[\s:：、，,；;。★▲*]|由(?!来)|以及|[和与及并]|会同|其中|包括|特别是|尤其是)+")
_TRAIL = regex(r"[\s:：、，,；;。.★▲*]+\Z")
_WHEN = regex(
    r"\A(?:列入|纳入|报(?!社|业))|[0-9０-９]\s*[年月日]|[一二三四五六七八九十〇零]{2,4}年|年底|月底|持续|长期|常态|常年|不再|下同|同上|"
    r"(?:完成|推进|实施|落实|坚持|启动|到位)\Z"
)
"""What stands among the bodies and says when: 2025年底前完成, 持续推进."""
_INSIDE = f"[^{_OPENS}{_CLOSES}]"
_EXPLAINED = regex(
    rf"[{_OPENS}](?:(?:均|都)?(?:不?含|不?包括|包含){_INSIDE}{{1,60}}|(?:[以]?下同|以下简称{_INSIDE}{{1,20}}))[{_CLOSES}]\Z"
)
"""What a bracket behind a name says of it that is no part of it: 各区政府（含管委会，下同）."""
_SECOND = regex(rf"[{_OPENS}]{_INSIDE}+[{_CLOSES}]\Z")
_MARK = regex(rf"[{_OPENS}]({_INSIDE}{{0,4}}(?:{ROLES}){_INSIDE}{{0,4}})[{_CLOSES}]\Z")


def listed(text: str, start: int, end: int, gazetteer: Gazetteer, beginning: str = "") -> Listed:
    """The bodies that `text[start:end]` lists; it is taken to be nothing but a list.

    `beginning` is the place and level that its names may leave out since a list before it has them.
    """
    parts: list[_Part] = []
    is_open = False
    for part in _classes(text, list(_cut(text, start, end))):
        for piece in _opened(text, part):
            is_open = is_open or piece.tail != ""
            parts += _apart(text, piece)
    named, marks, tails = [], [], []
    for part in parts:
        part, mark = _trimmed(text, part)
        name = "".join(text[part.start : part.end].split())
        if any(map(str.isalnum, name)) and not _WHEN.search(name):
            named.append((part, name))
            marks.append(mark)
            tails.append(part.tail)
    names = [name for _, name in named]
    whole = completed(
        _headed(names), tails, lambda name: gazetteer.known(name) is not None, beginning
    )
    members = tuple(
        Named(part.start, part.end, name, full, gazetteer.known(full) or _first(full, gazetteer))
        for (part, name), full in zip(named, whole, strict=True)
    )
    sure = bool(members) and all(m.id is not None or ended(m.resolved) for m in members)
    return Listed(members, tuple(marks), is_open, sure)


def _first(name: str, gazetteer: Gazetteer) -> str | None:
    """The id of a body that has a second name in brackets: 省委宣传部(省文明办)."""
    own = _SECOND.sub("", name) if name[-1:] in CLOSING else name
    return gazetteer.known(own) if own != name else None


def _cut(text: str, start: int, end: int) -> Iterator[_Part]:
    """The parts between separators, except those in brackets."""
    depth, begin = 0, start
    for found in _SEPARATOR.finditer(text, start, end):
        if found[0] in OPENING:
            depth += 1
        elif found[0] in CLOSING:
            depth -= 1
        elif depth <= 0:
            yield _Part(begin, found.start())
            begin = found.end()
    yield _Part(begin, end)


def _classes(text: str, parts: list[_Part]) -> Iterator[_Part]:
    """The parts, with those that name one class together as one."""
    begun: _Part | None = None
    for part in parts:
        if begun and _is_one_class(_stripped(text, begun), _stripped(text, part)):
            begun = _Part(begun.start, part.end)
            continue
        if begun:
            yield begun
        begun = part
    if begun:
        yield begun


def _is_one_class(head: str, following: str) -> bool:
    """Whether two parts name one class: 各市、县政府; 有关部门、单位."""
    return goes_on(head, following) or (following == "单位" and head.endswith("部门"))


def _opened(text: str, part: _Part) -> Iterator[_Part]:
    """A part before 等, with what that says of it, and what the list goes on with behind."""
    found = None
    if text.find("等", part.start, part.end) >= 0:
        found = _OPEN.search(text, part.start, part.end)
    if not found:
        yield part
        return
    others = _ALL_OTHERS.match(text, found.end(), part.end) or _OTHERS.match(
        text, found.end(), part.end
    )
    behind = others.end() if others else found.end()
    rest = text[behind : part.end].strip()
    if not others and rest and not _AND.match(rest) and len(rest) <= len("自治区人民政府"):
        yield _Part(part.start, found.start(), rest)
        return
    yield _Part(part.start, found.start(), others[0] if others else " ")
    if rest:
        yield _Part(behind, part.end)


def _apart(text: str, part: _Part) -> Iterator[_Part]:
    """The names within a part that 和 joins, or nothing: 各地区各有关部门."""
    begin = part.start
    for at, end in _joints(text, part):
        before = text[max(begin, at - _LONGEST) : at].strip()
        behind = text[end : min(part.end, end + _LONGEST)].strip()
        goes_on_ = (end > at and _ON.search(before)) or _BARE.fullmatch(behind)
        if ended(before) and behind and not goes_on_:
            yield _Part(begin, at)
            begin = end
    yield _Part(begin, part.end, part.tail)


def _joints(text: str, part: _Part) -> Iterator[tuple[int, int]]:
    """Where names may be joined within a part, but for brackets; a class stands beside another class only."""
    depth = 0
    of_classes = text[part.start : part.end].lstrip().startswith("各")
    for found in _JOINT.finditer(text, part.start, part.end):
        if found[0] in OPENING + CLOSING:
            depth += 1 if found[0] in OPENING else -1
        elif depth <= 0 and found.start() > part.start:
            if found[0] != "各":
                yield found.span()
            elif of_classes:
                yield found.start(), found.start()


def _headed(names: list[str]) -> list[str]:
    """The names, with 部门 of 各有关地区和部门 as 各有关部门, and 其有关部门 of those before it."""
    whole = names[:1]
    for before, name in itertools.pairwise(names):
        headed = _HEADED.search(before)
        if headed and name in {"部门", "单位"}:
            name = headed["head"] + name
        elif name[0] == "其" and not name.startswith(("其他", "其它")):
            name = whole[-1] + name[1:]
        whole.append(name)
    return whole


def _trimmed(text: str, part: _Part) -> tuple[_Part, str]:
    """A part without what leads to it, and its mark."""
    lead = _LEAD.match(text, part.start, part.end)
    start = lead.end() if lead else part.start
    printed = text[start : part.end]
    printed = _TRAIL.sub("", printed)
    if printed[-1:] in CLOSING and (explained := _EXPLAINED.search(printed)):
        printed = printed[: explained.start()].rstrip()
    mark = _MARK.search(printed) if printed[-1:] in CLOSING else None
    if mark:
        printed = printed[: mark.start()].rstrip()
    return _Part(start, start + len(printed), part.tail.strip()), mark[1] if mark else ""


def _stripped(text: str, part: _Part) -> str:
    return text[part.start : part.end].strip()
