"""How a value is counted (code list target-mode) and over what time (periodicity).

The words are the cues of the code lists; here stands which of several counts.
"""

from stdpolicy.patterns import regex
from stdpolicy.text.figures.settings import Setting
from stdpolicy.text.figures.units import COUNT, PERCENT, POINTS, SHARES, TIMES
from stdpolicy.text.figures.verbs import modes, opening, periods

LEVEL, OUTPUT, NET_CHANGE, TOTAL = "level", "output", "net-change", "total"
UNSPECIFIED = "unspecified"
_GROW = "提高|提升|增长|增加|净增|新增|上升|增|下降|降低|减少|缩减|压缩|压减|缩短|削减|节约|节省|精简|减排|减|延长|扩大|下浮|压降|降|翻"
CHANGED = regex(
    rf"(?:{_GROW})(?:幅度|幅)?(?>(?:[了约近逾超]|不低于|达到|达|超过|突破|不超过|至少|力争|力争)*)\Z"
)
"""Words right before a number by which something is to rise or fall."""
_AS_MUCH = (
    rf"(?:{_GROW}|发展|稳定|保持|控制|维持|恢复|集聚|扩展|拓展|升级|推进|覆盖|普及)(?:到|至|在|为|达到|达)"
    "|达到|达|超过|突破|迈[上入过]|跨[上入过越]|站上|[到至占]|(?:[率度量额数比重例值模平间期]|力争|均|各|一般|总体)为|实现|保持|拥有|保有|(?<!反)超"
)
_BESIDE = r"(?>(?:[了约近逾]|不低于|不少于|不高于|不超过|不得低于|超过|达到|达|突破|以上|左右|力争|争取|均|全部|分别|各|有|为|一般|基本|20[0-9]{2}年底?的?|原则上|应当|应|要|须)*)\Z"
REACHED = regex(f"(?:{_AS_MUCH}|占比|比重|比例|[率量]){_BESIDE}")
"""Words right before a number that something is to be as much as."""
REACHING = regex(f"(?:{_AS_MUCH}){_BESIDE}")
"""The same without the names of measures, which belong to what is to be reached."""


_OF_YEAR = regex("(?<=[0-9])年均")
"""2025年均达到90% has all reach it in that year."""


def mode(setting: Setting, shared: str) -> str:
    """The code of target-mode for a number, given the mode of the list that it is a member of, if any."""
    lead, said, unit = setting.lead, setting.said, setting.number.unit
    # 突破 right before a number is a word of limit, no making
    words = [
        cue.code for cue in modes().find(said) if cue.start != len(lead) or not setting.limited
    ]
    first = opening(said)
    changed = CHANGED.search(lead)
    added = first is not None and first.code == NET_CHANGE and not REACHED.search(lead)
    rising = bool(changed and "新增" not in changed[0]) or added
    if unit.words == "番" or (unit.words in POINTS and NET_CHANGE in words):
        return NET_CHANGE
    if unit.code == PERCENT or unit.code in TIMES or unit.words in SHARES:
        return NET_CHANGE if rising else LEVEL
    if TOTAL in words:
        return TOTAL
    if first is not None and first.code == OUTPUT and not rising:
        return OUTPUT
    if rising:
        return NET_CHANGE
    if LEVEL in words and REACHED.search(lead):
        return LEVEL
    if OUTPUT in words:
        return OUTPUT
    if LEVEL in words:
        return LEVEL
    if shared:
        return shared
    if setting.limited:
        return LEVEL
    behind = next(modes().find(setting.rest), None)
    if behind is not None and behind.code == OUTPUT and setting.number.unit.code == COUNT:
        return OUTPUT
    return UNSPECIFIED


def periodicity(words: str) -> str:
    """The code of periodicity that words call for, the last if several do; nothing if none does."""
    codes = periods().codes(_OF_YEAR.sub("年", words))
    return codes[-1] if codes else ""
