"""Times that are reckoned from the policy's own date: 三年内, 用5年左右时间, 年底前, 今年上半年."""

import re
from collections.abc import Iterator

from stdpolicy.patterns import regex
from stdpolicy.text.characters import BLANK, DASH
from stdpolicy.text.deadlines.record import Deadline
from stdpolicy.text.numerals import DIGIT, value

_DIGITS = "0-9一二两三四五六七八九十半"
_NUMBER = "[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|半"
_LENGTH = regex(
    rf"(?<![{_DIGITS}.])(?:(?:{_NUMBER}){BLANK}(?:[{DASH}]{{1,2}}|[至到、或]){BLANK})?"
    rf"(?P<number>{_NUMBER}){BLANK}(?:(?P<years>年)(?P<half>半)?|(?P<months>个月)|(?P<days>[日天]|个?工作日))"
)
"""How long, of a range the longer: 5年, 5—10年, 一年半, 18个月, 30日."""
_BEFORE = regex(
    r"(?:(?P<ahead>(?:(?<![使试应采费专运引录聘作信公通服])用|经过|通过|未来的?|今后的?|接下来)约?)"
    r"|(?P<policy>本[^，。；,;\n]{1,8}(?:印发|发布|公布|施行|实施|出台|下发)(?:之日)?[起后]?)"
    r"|(?P<head>(?:\A|[，。；：,;:(（\n]|力争|争取|确保|计划)[在用]?))\Z"
)
_WITHIN = regex("[之以]?[内里](?![容部外资需销地])的?(?:时间)?|左右的?(?:时间)?")
_TIME = regex("多?的?(?:时间|努力|奋斗|攻坚|建设|实践)?")
_BACK = regex("[^，。；,;\n]{0,2}(?:不|未|没有|累计|曾|发生|被|受)")
"""What follows a time that is past, or in which nothing is done: 三年内不得, 一年内受到处罚."""
_OTHER = regex("以[上下外]|[期龄制级度份第]")
"""What makes something else of a length: 3年以上, 三年期, 两年制."""
_WINDOW = 24
_PAIR = regex("[一二两三四五六七八九]{2}")

_NEAR = regex(
    rf"(?P<said>(?P<next>[明次]年)|[今本当]年)?(?:"
    rf"(?:(?(said)年?|(?<![{_DIGITS}每往去近历前后跨])年)(?:[底末](?:之前|以前|前)?|内(?![容部外])))"
    r"|(?(said)|(?<!年))(?P<half>[上下])半年[底末内]?前?"
    r"|(?(said)|(?<![年每各前]))第?(?P<quarter>[一二三四1-4])季度[底末内]?前?)"
    r"|(?:今年|(?P<then>明年)|本年度)(?=[，,要将拟计重力争完启])"
)


def reckoned(plain: str) -> Iterator[Deadline]:
    """The times to come that a text reckons from the policy's date.

    Of years and months, and of days where they are reckoned from the policy itself. The rest are
    procedure (自收到申请之日起5个工作日内) or figures (缩短至18个月以内).
    """
    for found in _LENGTH.finditer(plain):
        if within := _within(plain, found):
            yield within
    for found in _NEAR.finditer(plain):
        yield _near(found)


def _within(plain: str, found: re.Match[str]) -> Deadline | None:
    before = _BEFORE.search(plain, max(0, found.start() - _WINDOW), found.start())
    if before is None or _OTHER.match(plain, found.end()):
        return None
    if found["days"] and not before["policy"]:
        return None
    behind = _WITHIN.match(plain, found.end())
    if behind is None and (before["ahead"] or before[0].endswith("用")):
        behind = _TIME.match(plain, found.end())
    if behind is None or _BACK.match(plain, behind.end()):
        return None
    start = before.start() if before["head"] is None else found.start()
    pair = bool(_PAIR.fullmatch(found["number"]))  # 三五年: the longer
    number = DIGIT[found["number"][1]] if pair else value(found["number"])
    if number is None:
        return None
    days = int(number) if found["days"] else 0
    months = int(number * 12) if found["years"] else 0 if days else int(number)
    months += 6 if found["half"] else 0
    return Deadline(start, behind.end(), kind="within", months=months, days=days, doubtful=pair)


def _near(found: re.Match[str]) -> Deadline:
    month, precision = 12, "year"
    if half := found["half"]:
        month, precision = (6 if half == "上" else 12), "month"
    elif quarter := found["quarter"]:
        month, precision = 3 * int(value(quarter) or 4), "month"
    relative = "next" if found["next"] or found["then"] else "this"
    return Deadline(*found.span(), precision=precision, relative=relative, month=month)
