"""Vague figures: 一批, 若干, 多个. They are targets where something is to be brought about."""

import re

from stdpolicy.patterns import regex
from stdpolicy.text.figures.conditions import addressed, closes_a_case
from stdpolicy.text.figures.evidence import USED, made, past
from stdpolicy.text.figures.figure import CONDITION, EXISTING, IDIOM, NAME, TARGET
from stdpolicy.text.figures.settings import Setting
from stdpolicy.text.figures.verbs import modes

_BATCHES = ("一批", "一大批", "大批", "若干")
_USES = regex(
    "发挥|依托|围绕|聚焦|利用|针对|面向|立足|借助|借鉴|凭借|用好|拥有|具有|取得(?=了)|存在|面临|得益于"
)
_EXAMPLES = regex("[^，。；]{0,40}(?<!优|平|对|中|高|初|同)等(?=[\u4e00-\u9fff])")
_MAY = regex("的[^，。；]{1,8}(?:可|应|须)")
_USE_OF = regex("(?:作用|优势|力量|资源|基础|条件)\\Z")
_NOTHING = regex("\\s*(?:[、，,。；;”’]|\\Z|的(?:原则|思路|要求|办法|方式))")
_SEVERAL = regex("(?:[、，,][^、，,。；;]{1,6}一批)+(?!的)[\u4e00-\u9fff“]")
"""The members of 选树一批、培育一批优秀企业, which have their thing behind the last."""
_PARTS = regex(
    "(?:部门|层次|方面|领域|方位|渠道|形式|角度|环节|维度|行业(?!协会)|地区|国家和地区|省份)"
)


def reason(setting: Setting, sentence: str, *, quoted: bool) -> str:
    """Why a vague figure is no target: a code of quantity-reason; nothing if it is one."""
    lead, rest = setting.lead, setting.rest
    if quoted or lead.endswith(("+", "＋")):
        return NAME
    if lead.endswith("的") or (_NOTHING.match(rest) and not _SEVERAL.match(rest)):
        return IDIOM
    if past(setting.lead, sentence, setting.onward):
        return EXISTING
    if closes_a_case(setting) or (addressed(setting.before) and "的" in rest):
        return CONDITION
    if lead.endswith(("为", "向", "给", "与")) or _MAY.match(rest):
        return CONDITION
    if lead.endswith("等") and (_EXAMPLES.match(rest) or _USE_OF.search(rest)):
        return EXISTING
    if _used(lead):
        return EXISTING
    if setting.number.numeral.startswith(_BATCHES):
        return TARGET if not USED.search(lead) else EXISTING
    if _PARTS.match(rest):
        return IDIOM
    return TARGET if made(setting) else IDIOM


def _used(lead: str) -> bool:
    """Whether the last verb before it takes the things for granted."""
    uses = [found.end() for found in _USES.finditer(lead)]
    return bool(uses) and not any(cue.start >= uses[-1] for cue in modes().find(lead))


def spread(setting: Setting) -> list[tuple[int, int]]:
    """The things that 若干 counts, each with where it begins and ends: 建设若干实验室、验证点和中心 are three.

    一批 is one batch of all that is listed.
    """
    start, end = setting.compared.end, setting.until
    if not setting.number.numeral.startswith("若干"):
        return [(start, end)]
    stretch = setting.text[start:end]
    # 的 ends what is said of the things; a list before it does not name them
    begin = stretch.rfind("的") + 1
    parts, at = [], 0
    for found in re.finditer("[、和与及]|以及", stretch):
        if found.start() >= begin and found.start() - at >= 4 and len(stretch) - found.end() >= 4:
            parts.append((start + at, start + found.start()))
            at = found.end()
    return [*parts, (start + at, end)]
