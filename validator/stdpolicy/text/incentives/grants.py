"""The words by which money or an honour is given, and what they say of the sum."""

import re
from decimal import Decimal

from stdpolicy.patterns import regex
from stdpolicy.text.characters import BLANK, DASH
from stdpolicy.text.numerals import ARABIC, EVERYDAY, value
from stdpolicy.text.words import PRIZE

GIFTS = {
    "commendation": "通报表[扬彰]|表[彰扬](?:[和、]?奖励)?|嘉奖|称号",
    "subsidy": "补助|资助|补贴",
    "reward": "奖励|奖金|奖补",
}
"""What is given, by the kind that it is; an honour before the money that goes with it."""
_GIFT = "|".join(f"(?P<{kind}>{words})" for kind, words in GIFTS.items())
_NO_GIFT = "(?!性|制度|政策|机制|办法|力度|体系|措施|标准|范围|对象|项目|计划|方案|或|评|依据|工作|资金|金额|的)"
_SUM = (
    rf"(?:{ARABIC}|[{EVERYDAY}]+){BLANK}[百千万亿]*{BLANK}"
    r"(?:元|(?<=[万亿])(?=[、和][0-9.]{1,8}[万亿]))"  # 50万、30万元
)
SUMS = regex(_SUM)
_LISTED = f"{_SUM}(?:[、和]{_SUM})*"
RANGE = regex(rf"[0-9万元]{BLANK}[{DASH}至到]{{1,2}}{BLANK}\Z")
_MOST = "最高|不超过|不高于|不多于|至多|上限|封顶|限额"
_EACH = rf"每(?>(?:(?!{_MOST}|[为按至共各每]|分别|可达)[^，。；,;、\s0-9]){{1,4}})"
_HOW = rf"(?:标准)?(?:企业|单位|个人|团队)?(?>(?:[^\S\n]|{_MOST}|为|按|至|可达|共|各|分别|人民币|{_EACH})*)"
PRIZED = f"{PRIZE}|第[一二三四五六]名|冠军|亚军|季军"
"""What is won: a prize, or a place."""
GRANT = regex(
    # 给予100万元奖励, 按规定予以表彰, 授予荣誉称号, 开展表彰奖励, 做好对…的资助
    r"(?<!不)(?:给予|予以|授予|发放|开展|做好)(?:[^。；;\n，,]|[,，](?=[0-9]{3})){0,60}?"
    rf"(?:{_GIFT}){_NO_GIFT}(?:{_HOW}{_LISTED})?"
    # 按每人1500元给予一次性补助, 最高不超过1000万元给予资助
    rf"|(?:按(?:照)?|(?<![0-9元])(?:{_MOST}))(?>(?:{_MOST}|{_EACH})*){_SUM}(?:以内|以下)?(?:的?标准)?[，,]?(?:给予|予以|发放)[^。；;\n，,、]{{0,20}}?(?P<after>补助|资助|补贴|奖励|奖补|奖金)"
    # 给予不超过100万元的资金支持
    rf"|(?<!不)(?:给予|予以)(?:[^。；;\n，,、]){{0,20}}?{_LISTED}"
    r"(?:以内|以下)?(?P<support>的?(?:一次性)?(?:[^。；;\n，,、的]{0,8}?)(?>(?:支持|扶持|贴息|津贴|经费|资金)+))"
    # 一次性奖励50万元, 补助最高20万元, 补贴每人1000元
    rf"|(?P<paid>奖励|奖金|补助|资助|补贴|奖补|奖(?=[0-9])){_HOW}{_LISTED}"
    # 一等奖10万元, 二等奖3名,奖金5万元
    rf"|(?P<prize>{PRIZED})(?:[0-9{EVERYDAY}]{{1,3}}[名个项])?[，,]?(?:奖金|奖励|给予奖励|给予|各|每[名个项人]|为|[:：]|{_MOST})*{_SUM}"
)
CAP = regex(
    rf"(?:[^，。；,;、0-9]{{0,16}}?)(?:{_MOST})(?:补助|奖励|资助|补贴|奖补|支持)?{_HOW}(?:{_SUM})(?=[，。；,;、）)]|\s*\Z)"
)
"""A clause that only says how much at most: 同一企业每年累计不超过50万元."""
AT_MOST = regex("以内|以下")
CEILING = regex(f"{_MOST}|以内")


def kind(grant: re.Match[str]) -> str:
    """The code of the list incentive-kind that a grant calls for."""
    helped = grant["support"] or (grant["paid"] or grant["after"]) in ("补助", "资助", "补贴")
    return next((name for name in GIFTS if grant[name]), "subsidy" if helped else "reward")


def amount(printed: str) -> Decimal | None:
    """A sum in yuan."""
    return value("".join(printed.removesuffix("元").split()))
