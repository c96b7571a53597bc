"""The verbs of figures: what is done to reach them, by the cues of the code list target-mode."""

from functools import cache

from stdpolicy.model.edition import current
from stdpolicy.patterns import regex
from stdpolicy.text.cues import Cue, Cues

_TIME = (
    "(?:(?:[0-9]{1,2}|[一二两三四五六七八九十])年[内共]|(?:到|至|在)?(?:(?:20[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})(?:[-—–~至][0-9]{2,4})?年?(?:[0-9]{1,2}月)?|“?十[二三四五六]五”?)"
    "(?:期间|时期|以前|底前|年底|末期|[底末前初])?[，,、]?)"
)
_SCOPE = "力争|每年|年均|累计|分别|确保|其中|全市|全省|我市|我省|全区|全县|全年|同时"
_MANNERS = (
    "一是|二是|三是|四是|原则上|高标准|高质量|高水平|进一步|每年|年度(?![计任目考])|年均|累计|总共|至少|分别|尽快|继续|优先|动态|精准|系统|集中|自主|合作|共同|同时|其中"
    "|直接|力争|努力|着力|大力|积极|加快|加强|重点|全面|深入|持续|稳步|逐步|切实|扎实|统筹|有序|分批|分期|滚动|梯次|分级|分类|率先|基本|初步|预计|计划|确保|抓紧|柔性"
    "|推进|支持|鼓励|引导|参与|为主|联合|协同|全市|全省|全国|全区|全县|我市|我省|我区|各市|各地|各县|各区|市级|省级|应当|或者"
    "|共(?![性同享建有])|再(?![生制造])|要(?![素件])|应(?![急用对])|须|将|可(?![再持靠])|或|和|与|并|、|各(?![类级种])|均|新(?=[建改增引培认入设创发])"
)
_AIMS = "力争|确保|推动|促进|实现|使|努力|保证"
_AIM = regex(f"(?>(?:{_AIMS})*)")
_WHEN = regex(rf"(?>(?:{_TIME}|\s|{_SCOPE})*)")
_AIMED = regex(rf"(?>(?:{_TIME}|\s|{_SCOPE}|{_AIMS})*)")
_MANNER = regex(rf"(?>(?:{_TIME}|\s|{_MANNERS})*)")


@cache
def modes() -> Cues:
    """The words that tell how a value is counted."""
    return Cues(current().schemes["target-mode"])


@cache
def periods() -> Cues:
    """The words that tell over what time a value is counted."""
    return Cues(current().schemes["periodicity"])


def aim(words: str) -> int:
    """Where words behind a verb of aiming begin: in 实现浓度下降 at 浓度."""
    found = _AIM.match(words)
    return found.end() if found else 0


def scope(words: str) -> int:
    """Where words behind a time, a place and the like begin: in 到2025年全市覆盖率 at 覆盖率."""
    found = _WHEN.match(words)
    return found.end() if found else 0


def aimed(words: str) -> int:
    """Where words behind both begin: in 力争到2025年全市实现覆盖率 at 覆盖率."""
    found = _AIMED.match(words)
    return found.end() if found else 0


def manner(words: str) -> int:
    """Where words behind adverbs, times and the like begin: in 力争到2025年全市建成 at 建成."""
    found = _MANNER.match(words)
    return found.end() if found else 0


def opening(words: str) -> Cue | None:
    """The verb that words begin with, adverbs and the like aside; None if they begin with none."""
    begin = manner(words)
    found = next(modes().find(words[begin:]), None)
    if found is not None and not found.start:
        return found._replace(start=begin)
    # 新 of 新增 is an adverb too
    found = next(modes().find(words), None)
    return found if found is not None and begin >= found.start else None
