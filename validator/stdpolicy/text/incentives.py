"""Money and honours that a text promises to those who meet a condition.

对牵头制定国际标准、国家标准的企业，分别给予100万元、30万元奖励 are two: each sum of a list goes with one member of
the list in the condition. So are 每项资助10万元，每年最高不超过100万元, of which the second is a ceiling; where the first
names no sum (按投资额的10%给予补助，最高50万元) both are one. What is only to be arranged (完善奖励制度, 加大资助力度)
promises nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from stdpolicy.model import Scheme
from stdpolicy.text.characters import BLANK, DASH, half_width
from stdpolicy.text.cues import Cues
from stdpolicy.text.numerals import EVERYDAY, THOUSANDS, value
from stdpolicy.text.sentences import clauses, enclosed, sentences

_GIFTS = {
    "commendation": "通报表[扬彰]|表[彰扬](?:[和、]?奖励)?|嘉奖|称号",
    "subsidy": "补助|资助|补贴",
    "reward": "奖励|奖金|奖补",
}
"""What is given, by the kind that it is; an honour before the money that goes with it."""
_GIFT = "|".join(f"(?P<{kind}>{words})" for kind, words in _GIFTS.items())
_NO_GIFT = "(?!性|制度|政策|机制|办法|力度|体系|措施|标准|范围|对象|项目|计划|方案|或|评|依据|工作|资金|金额|的)"
_SUM = (
    rf"(?:(?:{THOUSANDS}|[0-9]+)(?:[.．][0-9]+)?|[{EVERYDAY}]+){BLANK}[百千万亿]*{BLANK}"
    r"(?:元|(?<=[万亿])(?=[、和][0-9.]{1,8}[万亿]))"  # 50万、30万元
)
_SUMS = re.compile(_SUM)
_RANGE = re.compile(rf"[0-9万元]{BLANK}[{DASH}至到]{{1,2}}{BLANK}\Z")
_MOST = "最高|不超过|不高于|不多于|至多|上限|封顶|限额"
_EACH = rf"每(?>(?:(?!{_MOST}|[为按至共各每]|分别|可达)[^，。；,;、\s0-9]){{1,4}})"
_HOW = rf"(?:标准)?(?:企业|单位|个人|团队)?(?>(?:[^\S\n]|{_MOST}|为|按|至|可达|共|各|分别|人民币|{_EACH})*)"
_PRIZE = "(?:特等|一等|二等|三等|四等|优秀|优胜|金|银|铜)奖|第[一二三四五六]名|冠军|亚军|季军"
_GRANT = re.compile(
    # 给予100万元奖励, 按规定予以表彰, 授予荣誉称号, 开展表彰奖励, 做好对…的资助
    r"(?<!不)(?:给予|予以|授予|发放|开展|做好)(?:[^。；;\n，,]|[,，](?=[0-9]{3})){0,60}?"
    rf"(?:{_GIFT}){_NO_GIFT}(?:{_HOW}{_SUM}(?:[、和]{_SUM})*)?"
    # 按每人1500元给予一次性补助
    rf"|按(?:照)?(?>(?:{_MOST}|{_EACH})*){_SUM}(?:以内|以下)?(?:的标准)?[，,]?(?:给予|予以|发放)[^。；;\n，,、]{{0,20}}?(?P<after>补助|资助|补贴|奖励|奖补|奖金)"
    # 给予不超过100万元的资金支持
    rf"|(?<!不)(?:给予|予以)(?:[^。；;\n，,、]){{0,20}}?{_SUM}(?:[、和]{_SUM})*"
    r"(?:以内|以下)?(?P<support>的?(?:一次性)?(?:[^。；;\n，,、的]{0,8}?)(?>(?:支持|扶持|贴息|津贴|经费|资金)+))"
    # 一次性奖励50万元, 补助最高20万元, 补贴每人1000元
    rf"|(?P<paid>奖励|奖金|补助|资助|补贴|奖补|奖(?=[0-9])){_HOW}{_SUM}(?:[、和]{_SUM})*"
    # 一等奖10万元, 二等奖3名,奖金5万元
    rf"|(?P<prize>{_PRIZE})(?:[0-9{EVERYDAY}]{{1,3}}[名个项])?[，,]?(?:奖金|奖励|给予奖励|给予|各|每[名个项人]|为|[:：]|{_MOST})*{_SUM}"
)
_CAP = re.compile(
    rf"(?:[^，。；,;、0-9]{{0,16}}?)(?:{_MOST})(?:补助|奖励|资助|补贴|奖补|支持)?{_HOW}(?:{_SUM})(?=[，。；,;、）)]|\s*\Z)"
)
"""A clause that only says how much at most: 同一企业每年累计不超过50万元."""
_AT_MOST = re.compile("以内|以下")
_ARTICLE = re.compile(rf"(?:第[0-9{EVERYDAY}]{{1,6}}条)?[^\S\n]*(?:【[^【】]{{1,20}}】[^\S\n]*)?")
_TO = re.compile("对(?![接外口照]|标(?!准))|凡|当年|获|通过|首次|新|被|成功|经.{0,12}认定")
"""How the words begin that say who receives it."""
_OF_WHOM = re.compile("\\A对?(?:于(?![^，。]{0,3}年))?凡?")
_MET = re.compile("当年|获|首次|新(?:认定|评定|评为|获|建|增)|被|成功|入选|列入|通过|完成")
"""How a condition begins behind which nobody is named."""
_STOP = re.compile(
    "[，,]|分别|一次性|按(?:照|有关|国家|规定|年度)|依法|给予|予以|授予|发放|(?:奖励|补助|资助|补贴|奖补)(?=[0-9最])|每[项个件家年]|最高|再|由|可(?=按|给|予|享)"
)
_WHO = re.compile(
    "(?:企业|机构|单位|组织|个人|地区|城市|团体|院校|学校|人员|专家|人才|集体|主体|户|者|[个的]?人|学员|团队|部门|协会|学会|市|县|区)\\Z"
)
_FOR = re.compile(f"对(?P<inner>[^，。；,;]{{2,40}}?)的?(?:{'|'.join(_GIFTS.values())})")
_RANK = re.compile(
    rf"第(?P<first>[0-9]{{1,2}}|[{EVERYDAY}]{{1,3}})[位名]?(?:[{DASH}至到]第?(?P<last>[0-9]{{1,2}}|[{EVERYDAY}]{{1,3}}))?[位名]"
)
_BEST = re.compile(rf"前(?P<last>[0-9]{{1,2}}|[{EVERYDAY}]{{1,3}})[位名]")
_LEVEL = "[1-5]A级?|[A-H][级类]|国家[1-5]A级?|国际级?|国家级?|省部?级?|市级?|县级|区级|部级|行业|地方|团体|[一二三四特]|[一二三四特]等奖?|金奖|银奖|铜奖|优秀奖"
_LEVELS = re.compile(rf"(?:{_LEVEL})(?:[、和及](?:{_LEVEL}))+")
_FIGURE = rf"(?:{THOUSANDS}|[0-9]+)(?:[.．][0-9]+)?{BLANK}[百千万亿]*{BLANK}(?:元|家|项|人|个|件|台|吨|亩|[%％])?"
_FIGURES = re.compile(rf"(?:{_FIGURE})(?:[、和及]{BLANK}(?:{_FIGURE}))+")
"""Thresholds that sums go with: 年产值突破1亿元、5亿元的企业."""
_VERB = re.compile(
    "制定|制订|修订|完成|获得|通过|承担|组建|入选|取得|参与|主导|认定为|列入|成为|发布|承办|创建|新增|评为|评定为|突破|入围"
)
_CEILING = re.compile(f"{_MOST}|以内")
_FAR = 80
"""How far before a sum the prizes may stand that it is for."""
_NEAR = 8
"""How far before a grant words of limit may stand: 最高给予50万元奖励."""


@dataclass(frozen=True, slots=True)
class Incentive:
    """A promise, read from `text[start:end]`: to whom, on what condition, and what."""

    start: int
    end: int
    kind: str
    """A code of the list incentive-kind."""
    beneficiary: str = ""
    """Who can receive it, in the words of the text; of a clause that does not say, as the one before."""
    condition: str = ""
    """What has to be met; of a list the member that goes with the sum, the words around it kept."""
    amount: Decimal | None = None
    """In yuan."""
    ceiling: bool = False
    payment: str = ""
    """A code of the list payment."""
    rank: int | None = None
    last_rank: int | None = None
    doubtful: bool = False
    """Whether the sums could not be told apart among the members of the condition, or are a range."""


class Incentives:
    """Reads incentives; how they are paid is told by the words of the code list payment."""

    def __init__(self, payments: Scheme) -> None:
        self._payments = Cues(payments)

    def find(self, text: str) -> Iterator[Incentive]:
        """The incentives that a text promises, in its order, each sum of a list by itself."""
        for sentence in sentences(text):
            at, known = sentence.start, ""
            for grant in _GRANT.finditer(text, sentence.start, sentence.end):
                if grant.start() < at:
                    continue
                promise = _promise(text, at, grant)
                known = promise.beneficiary or known
                said = text[promise.start : promise.end]
                payment = next(iter(self._payments.codes(said)), "")
                promise = replace(promise, beneficiary=known, payment=payment)
                found = list(_each(text, promise, grant))
                at = grant.end()
                caps = list(self._caps(text, at, sentence.end, found[-1]))
                if caps and len(found) == 1 and found[0].amount is None and not found[0].doubtful:
                    first = caps.pop(0)
                    found = [replace(first, start=found[0].start, payment=payment or first.payment)]
                yield from found
                yield from caps
                at = max([at, *(cap.end for cap in (*found, *caps))])

    def _caps(self, text: str, at: int, end: int, promise: Incentive) -> Iterator[Incentive]:
        """The ceilings that clauses right behind a promise set."""
        plain = half_width(text)
        while plain[at : at + 1] in tuple("，,、") and (cap := _CAP.match(plain, at + 1, end)):
            amount = _amount(next(_SUMS.finditer(plain, cap.start(), cap.end()))[0])
            payment = next(iter(self._payments.codes(cap[0])), "")
            at = cap.end()
            yield replace(
                promise, start=cap.start(), end=at, amount=amount, ceiling=True, payment=payment
            )


def _promise(text: str, at: int, grant: re.Match[str]) -> Incentive:
    """The promise that a grant makes, its sums aside."""
    starts = [clause.start + at for clause in clauses(text[at : grant.end()])]
    heads = [_behind(_ARTICLE, text, start) for start in starts]
    head = next((h for h in heads if _TO.match(text, h) and h <= grant.start()), heads[-1])
    said = grant["paid"] or grant["after"]
    helped = grant["support"] or said in ("补助", "资助", "补贴")
    kind = "subsidy" if helped else "reward"
    kind = next((name for name in _GIFTS if grant[name]), kind)
    beneficiary, condition = _parties(text[head : grant.end()])
    if grant["prize"]:
        head, beneficiary, condition = grant.start(), "", grant["prize"]
    return Incentive(head, grant.end(), kind, beneficiary, condition)


def _behind(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _parties(words: str) -> tuple[str, str]:
    """Who can receive it and on what condition, of the words from 对 or 获得 on; empty if not said."""
    if not _TO.match(words):
        found = _FOR.search(words)
        return _parties(f"对{found['inner']}，") if found else ("", "")
    within = enclosed(words)
    stops = (stop.start() for stop in _STOP.finditer(words))
    outside = (at for at in stops if not any(one.start < at < one.end for one in within))
    inner = _OF_WHOM.sub("", words[: next(outside, len(words))]).removesuffix("的")
    condition, of, who = inner.rpartition("的")
    if not of and _MET.match(inner):
        return "", inner  # 对获评国家4A级旅游景区的
    if not _WHO.search(who):
        return "", inner
    return who, condition if of else ""


def _each(text: str, promise: Incentive, grant: re.Match[str]) -> Iterator[Incentive]:
    """The promise for each of its sums, or as it is where it names none."""
    plain = half_width(text)
    sums = list(_SUMS.finditer(plain, *grant.span()))
    ranges = [bool(_RANGE.search(plain, max(0, one.start() - 8), one.start())) for one in sums]
    # of 5000元至10000元 only the end that closes it
    ends = [at for at in range(len(sums)) if at + 1 == len(sums) or not ranges[at + 1]]
    prizes = [] if promise.condition else _prizes(text, promise.start)
    conditions = prizes if len(prizes) == len(ends) > 1 else _members(promise.condition, len(ends))
    whom = [] if conditions or len(ends) < 2 else _members(promise.beneficiary, len(ends))
    near = max(promise.start, grant.start() - _NEAR)
    limited = bool(sums) and (
        _CEILING.search(plain, near, sums[-1].end()) or _AT_MOST.match(plain, sums[-1].end())
    )
    for nth, at in enumerate(ends):
        amount = None if ranges[at] else _amount(sums[at][0])
        condition = conditions[nth] if conditions else promise.condition
        one = replace(
            promise,
            condition=condition,
            beneficiary=whom[nth] if whom else promise.beneficiary,
            amount=amount,
            ceiling=bool(limited) and amount is not None,
            doubtful=amount is None or not (conditions or whom),
        )
        yield _ranked(one, nth, len(ends))
    if not sums:
        yield _ranked(promise)


def _prizes(text: str, at: int) -> list[str]:
    """The prizes that the sentence has named before a place: 设一等奖1名、二等奖2名，分别奖励…."""
    start = max(text.rfind(end, 0, at) + 1 for end in "。；;\n")
    return re.findall(_PRIZE, text[max(start, at - _FAR) : at])


def _amount(printed: str) -> Decimal | None:
    """A sum in yuan."""
    return value("".join(printed.removesuffix("元").split()))


def _members(condition: str, count: int) -> list[str]:
    """The condition for each of so many sums; empty where its list has not as many members."""
    if count < 2:
        return [condition]
    for levels in _LEVELS.finditer(condition):
        parts = re.split("[、和及]", levels[0])
        if len(parts) == count:
            last = parts[-1]
            tail = last[1:] if last[0] in "一二三四特" else ""
            before, behind = condition[: levels.start()], condition[levels.end() :]
            return [
                f"{before}{part if part.endswith(tail) else part + tail}{behind}" for part in parts
            ]
    for figures in _FIGURES.finditer(condition):
        parts = re.split("[、和及]", figures[0])
        if len(parts) == count:
            before, behind = condition[: figures.start()], condition[figures.end() :]
            return [before + part + behind for part in parts]
    if (best := _BEST.search(condition)) and _whole(best["last"]) == count:
        return [condition] * count
    parts = _listed(condition)
    verbs = [verb.end() for verb in _VERB.finditer(parts[0])]
    if len(parts) == count and not verbs and (of := parts[0].rfind("的") + 1):
        verbs = [of]  # 新引进的博士、硕士
    if len(parts) != count or not verbs:
        return []
    head = parts[0][: verbs[-1]]
    return [parts[0], *(head + part for part in parts[1:])]


def _listed(condition: str) -> list[str]:
    """The members of a list, parted at 、 outside of brackets."""
    within = enclosed(condition)
    marks = [m.start() for m in re.finditer("、", condition)]
    cuts = [at for at in marks if not any(one.start < at < one.end for one in within)]
    return [condition[a:b].strip("、") for a, b in zip([0, *cuts], [*cuts, None], strict=True)]


def _ranked(one: Incentive, nth: int = 0, count: int = 1) -> Incentive:
    """With the ranks that the condition names: 排名第二位至第四位, 前三名, of which each may have its sum."""
    if best := _BEST.search(one.condition):
        last = _whole(best["last"])
        if count > 1 and last == count:
            return replace(one, rank=nth + 1)
        return replace(one, rank=1, last_rank=last)
    found = _RANK.search(one.condition)
    if found is None or not found["first"]:
        return one
    return replace(one, rank=_whole(found["first"]), last_rank=_whole(found["last"]))


def _whole(printed: str | None) -> int | None:
    number = value(printed) if printed else None
    return None if number is None else int(number)
