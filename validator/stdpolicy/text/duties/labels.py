"""Labels that say who follows: 责任单位：, 牵头单位：, 负责部门：."""

from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.characters import HAN
from stdpolicy.text.duties.roles import role

_FIRST = (
    "第[一二三]|首要|监管|牵头|责任|负责|主办|主责|主要|主|协办|协同|协作|配合|参与|参加|协助|支持|承办|承担|实施|落实|执行|主管|"
    "指导|督导|督办|监督|督促|统筹|组织|具体|共同|成员|副组长|组长|召集人?"
)
_KIND = "单位|部门|机构|主体|机关|地区|处室|科室|司局"
_SHORT = "牵头|责任|负责|配合|协办|参与|指导|(?:责任|职责|任务|工作)?分工"
NAME = (
    rf"(?:{_FIRST})(?:[及和、/（(]?(?:{_FIRST})[)）]?){{0,4}}(?:{_KIND})(?:[（(][^()（）]{{1,6}}[)）])?"
    rf"(?:[及和、](?:{_FIRST}){{1,2}}(?:{_KIND}))?"
)
"""What a label is called, as a pattern: 牵头单位, 主要负责部门."""
_LABEL = regex(
    rf"(?P<name>{NAME})\s*(?:[:：]|为(?!主|牵头|责任))"
    rf"|(?<![{HAN}])(?:(?P<short>{_SHORT})|(?P<other>[{HAN}]{{2,10}}))\s*[:：]"
)
_MARKED = regex("[:：为]")
"""What ends a label, each in its way."""
_ENDS = regex(rf"(?:{NAME})\Z")


class Label(NamedTuple):
    """A label, `text[start:end]` with its colon, and the role it gives.

    The role is empty where what follows is no body: 完成时限：, 适用范围：.
    """

    start: int
    end: int
    role: str


def labels(text: str, start: int, end: int) -> Iterator[Label]:
    """The labels in a part of a text, in order."""
    if not _MARKED.search(text, start, end):
        return
    for found in _LABEL.finditer(text, start, end):
        words = found["name"] or found["short"]
        at = found.start()
        if not words and (behind := _ENDS.search(found["other"])):  # 各项任务责任单位：
            words = behind[0]
            at += behind.start()
        yield Label(at, found.end(), (role(words) or "responsible") if words else "")


def head_role(words: str) -> str:
    """The role that the head of a column gives to the bodies of its cells, empty if none."""
    return (role(words) or "responsible") if _ENDS.fullmatch("".join(words.split())) else ""
