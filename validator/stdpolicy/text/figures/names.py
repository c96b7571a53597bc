"""Numbers that are part of a name, a slogan or a rank, or sum up a list."""

from stdpolicy.patterns import regex
from stdpolicy.text.figures.evidence import made
from stdpolicy.text.figures.figure import (
    CONDITION,
    DATE,
    ENUMERATION,
    EXISTING,
    IDIOM,
    INEXACT,
    NAME,
)
from stdpolicy.text.figures.settings import Setting
from stdpolicy.text.figures.units import COUNT, TIMES

EACH = regex("[每各](?![类级种有相]|地区|部门|方面)")
"""Words by which even one is counted: 每个县建设一所."""
_SLOGAN = regex(
    "意识|自信|维护|确立|全面|代表|务必|转变|革命|坚持|不动摇|毫不动摇|规矩|统一|结合|面向|大局|安全|全覆盖|新|一体"
)
_SCHEME = regex("(?:行动|工程|计划|活动|大会战|专项)(?:方案|计划)?\\Z")
_FOREGOING = regex("[^，。；：、]、[^，。；：]{1,40}\\Z|等\\Z")
"""A list before a number: 碧水、蓝天、净土三大行动."""
_RANK = regex("(?<![目之以日提年底月期])前\\Z|[排位名]名?[第前]\\Z|居第?\\Z")
_RATIO = regex("(?<=[0-9])[:：∶](?=[0-9])")
_COMPOSED = regex("构成|组成")
_PARTED = regex("分(?:为|成)?\\Z")
_CIRCLE = regex("[^，。；]{0,12}圈")
_LAST_CONGRESS = 12
"""十大工程, but 十九大 is the name of a congress."""


def _circle(setting: Setting) -> bool:
    """Whether a time is that of a circle within which something is near: 15分钟便民服务圈."""
    words = setting.number.unit.words
    return words.endswith(("分钟", "小时")) and bool(_CIRCLE.match(setting.rest))


def named(setting: Setting) -> str:
    """Why a number is no quantity that could be set; nothing if it may be one."""
    number, before, rest = setting.number, setting.before, setting.rest
    if number.graded:
        # 形成万亿级集群 sets it; in 培育百亿级企业5家 it says of what kind
        alone = setting.begin == setting.clause.start and setting.until == setting.clause.end
        return "" if alone and not setting.kind and made(setting) else CONDITION
    if number.unit.words == "大":
        if before.endswith("党的") or (number.value or 0) > _LAST_CONGRESS:
            return NAME
        return ENUMERATION if _FOREGOING.search(before) else EXISTING
    if _circle(setting):
        return NAME
    if before[-1:] in ("+", "＋") or (rest[:1] in ("+", "＋") and not setting.compared.code):
        return NAME
    if _RANK.search(before):
        return CONDITION
    if "由" in before and _COMPOSED.search(rest):
        return ENUMERATION
    if before.endswith("每"):
        return DATE if number.unit.code in TIMES else NAME
    if _RATIO.search(setting.text, max(0, number.start - 1), number.end + 2):
        return INEXACT
    if number.in_words and number.unit.code == COUNT and not setting.compared.code:
        return _in_words(setting)
    return ""


def _in_words(setting: Setting) -> str:
    """Why a number in Chinese numerals without words of limit is none."""
    number, before, rest = setting.number, setting.before, setting.rest
    if _PARTED.search(before):
        return ENUMERATION
    if number.unit.words == "个" and _SLOGAN.match(rest):
        return NAME
    if set(number.numeral) <= set("百千万") and _SCHEME.search(rest):
        return NAME
    return IDIOM if number.value == 1 and not EACH.search(before) else ""
