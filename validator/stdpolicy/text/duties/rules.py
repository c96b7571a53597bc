"""Rules that a text gives for all its lists of bodies.

- which of a list leads: 列第一位者为牵头单位,下同; 排在第一位的责任单位为牵头单位,其他为配合单位
- who bears every duty without being listed: 以下均需各设区市政府落实,不再列出
"""

from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.patterns import regex, sought
from stdpolicy.text.bodies import Gazetteer, listed
from stdpolicy.text.duties.duty import Rule
from stdpolicy.text.duties.roles import phrases, role

_PLACE = "(?:第[一1](?:位|名|个|家)?|首位|首|最前面?|前面)(?:位)?"
_UNIT = "(?:责任)?(?:单位|部门|者)?"
_FIRST = sought(
    "列居排第首",
    rf"(?:(?:排|列|居)(?:名|序|列|位)?(?:在|于|居)?{_PLACE}的?{_UNIT}|(?:第一(?:个|位)?|首个|首位|首家){_UNIT})"
    rf"(?:均|即|都)?(?:为|是|作为)(?:本|该)?(?:项)?(?:工作|任务)?的?牵头{_UNIT}(?:单位|部门)?"
    rf"(?:[，,、；;](?:其余|其他|其它|其后|后列|后面)的?(?:各)?{_UNIT}(?:均|即|都)?(?:为|是)?(?P<others>[^，,。；;)）]{{2,12}}))?",
)
_ALL = regex(
    r"(?:以下|下列|具体|上述|以上|各项|其他|有关|相关)?(?:各项)?(?:任务|工作|措施|事项|条款)?(?:均|都)"
    r"(?:需要?|须|要|应|由|请|涉及|需由|由)(?P<who>[^，,。；;]{2,60})[，,、；;]?(?:以下|下文|后文|后面)?(?:均)?不再"
    r"(?:一一|逐一|逐项|单独|重复|另行|分别)?(?:列出|列示|单列|列举|赘列|注明|标注|标明|做分工|作分工|分工|列|赘述)"
)
_NO_MORE = regex(
    r"(?P<who>[^，,。；;()（）]{2,60})[，,](?:以下|下文|后文)?(?:均)?不再(?:一一|逐一|重复|单独)?(?:列出|列示|单列|注明|标注|列)"
)
_BEFORE = 60
"""How far back the begin of a sentence, or of a part of it, is looked for, in characters."""
_ENDS = "。；;\n"
_PARTS = _ENDS + "，,（(〔[【"
_ALIKE = regex(r"\s*[，,、；;]?\s*(?:以下|下)(?:均)?同")
_ALWAYS = regex("以下|下列|下文|后文|各项|所有|均|都|本(?:方案|意见|计划|通知|措施|清单|分工)")


class Found(NamedTuple):
    """A rule, and the words that say nothing but it."""

    rule: Rule
    start: int
    end: int


def found(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """The rules in a text, in no order."""
    for first in _FIRST.finditer(text):
        alike = _ALIKE.match(text, first.end())
        end = alike.end() if alike else first.end()
        begin = _begin(text, first.start(), _PARTS)
        wide = alike is not None or _ALWAYS.search(text, begin, first.end()) is not None
        others = role(first["others"]) if first["others"] else ""
        onward = alike is not None
        yield Found(Rule(begin, end, "lead", others, wide=wide, onward=onward), begin, end)
    if "不再" not in text:
        return
    for all_ in _ALL.finditer(text):
        alike = _ALIKE.match(text, all_.end())
        end = alike.end() if alike else all_.end()
        if rule := _of_all(text, all_.start(), end, all_.span("who"), gazetteer):
            yield Found(rule, rule.start, end)
    for more in _NO_MORE.finditer(text):
        # the list may have brackets of its own: 均需各县（市、区）政府落实，不再列出
        if not _ALL.search(text, _begin(text, more.start(), _ENDS), more.end()) and (
            rule := _of_all(text, more.start(), more.end(), more.span("who"), gazetteer)
        ):
            yield Found(rule, more.end("who"), more.end())


def _of_all(
    text: str, start: int, end: int, who: tuple[int, int], gazetteer: Gazetteer
) -> Rule | None:
    """A rule that some bodies bear every duty."""
    begin, stop = who
    said = next(iter(phrases(text, begin, stop)), None)
    members = listed(text, begin, said[0] if said else stop, gazetteer)
    if not members.sure:
        return None
    return Rule(
        start, end, bodies=members.members, role=said[2] if said else "responsible", wide=True
    )


def _begin(text: str, at: int, signs: str) -> int:
    """Where the words begin that a place stands in, behind the last of some signs."""
    start = max(0, at - _BEFORE)
    return max(start, *(text.rfind(sign, start, at) + 1 for sign in signs))
