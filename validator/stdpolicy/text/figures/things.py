"""What a figure counts, and the words that state it."""

import re

from stdpolicy.text.figures.modes import CHANGED, REACHED
from stdpolicy.text.figures.settings import Setting
from stdpolicy.text.figures.verbs import manner, modes

_CONNECTED = re.compile("[、，,和与及或并]|以及")
_ENDING = re.compile(
    "(?:的?(?:总数|数量|总量)?(?:力争|争取|累计|分别|均|各|全部|都|合计|共|总数|数量|约|由[^，。；]{1,12}|从[^，。；]{1,12}|比[^，。；]{1,12}|较[^，。；]{1,12}|一般|原则上|逐步|年均))+\\Z"
)
_ACT = re.compile("(?:大力|积极|深入|全面|广泛|共同|联合)?(?:开展|建设|实施|举办|推广|制定|创建|打造|建立|完成|达到|实现|建成|通过|参加|参与|在|进行|向|转型|成效|的基础)")
_BRACKET = re.compile("[(（][^()（）]*(?:责任|牵头|负责|配合|单位)[^()（）]*[)）]\\Z")


def stated(setting: Setting, head: int) -> tuple[int, int]:
    """The words that state a figure, from where the verb that governs it stands in the text."""
    end = setting.compared.end if setting.thing_first else setting.until
    text = setting.text
    if bracket := _BRACKET.search(text, head, end):
        end = bracket.start()
    while end > setting.compared.end and text[end - 1] in " \u3000、，,":
        end -= 1
    return head, max(end, setting.compared.end)


def thing(setting: Setting) -> str:
    """What is counted or measured, without verb and number: 标准创新型企业 of 培育标准创新型企业50家以上."""
    if setting.thing_first:
        return _noun(setting.lead)
    behind = setting.tail.strip()
    act = _ACT.search(behind, 1)
    name = behind[: act.start()] if act else behind
    name = _BRACKET.sub("", name).removeprefix("的").strip("、，,")
    return name or _noun(setting.lead)


def _noun(words: str) -> str:
    """The name that a clause has before its number, without the verbs at either end."""
    for pattern in (REACHED, CHANGED):
        found = pattern.search(words)
        if found and not re.match("[率量]|占?比[重例]?", found[0]):
            words = words[: found.start()]
    words = _ENDING.sub("", words)
    while True:
        begin = manner(words)
        cue = next(modes().find(words), None)
        if cue is not None and cue.start <= begin and cue.start + len(cue.word) < len(words):
            begin = max(begin, cue.start + len(cue.word))
        if not begin or begin >= len(words):
            return words.strip("、，,：: 的了")
        words = words[begin:]


_SHARED = re.compile("(?P<list>.+?)(?:均|都|各(?!类|级|种|项|方))(?=[达超不保实提为在建设有增下降控稳培])")


def things(setting: Setting) -> list[str]:
    """What a number counts; several things that share it each by itself: A率和B率均达到90%."""
    shared = _SHARED.match(setting.lead)
    if setting.follows or not shared or re.search("[各每]", shared["list"]):
        return [thing(setting)]
    words = shared["list"][manner(shared["list"]) :]
    names = [name for name in _CONNECTED.split(words) if name.strip()]
    return names if len(names) > 1 else [thing(setting)]
