"""What a figure counts, and the words that state it."""

import re
from collections.abc import Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.figures.modes import CHANGED, NET_CHANGE, REACHING
from stdpolicy.text.figures.settings import WINDOW, Setting
from stdpolicy.text.figures.units import COUNT, PERCENT, SHARES, TIMES
from stdpolicy.text.figures.verbs import aimed, manner, opening, scope
from stdpolicy.text.words import ROLES

_CONNECTED = regex(
    "[、，,与]|或者?|以及|并(?!网|购)|(?<![普涉推波以])及(?!时|格)|(?<![调缓总柔])和(?!谐|平)"
)
_ENDING = regex(
    "(?:[、和]?(?:20[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})年[底末]?|[0-9]{1,2}月(?:[0-9]{1,2}日)?[底末]?前?|分别为|同比|环比|的?(?:总数|数量|总量)?(?:力争|争取|每年|年度|累计|分别|平均|均|各|全部|都|合计|共|总数|数量|约|[由从][^，。；]{0,24}[0-9%][^，。；]{0,8}|(?<!占)比(?![重例率])[^，。；]{1,12}|较[^，。；]{1,12}|一般|原则上|逐步|年均|(?<![0-9])[0-9一二三四五六七八九十两]{1,2}年内?))+\\Z"
)
_ACT = regex(
    "(?:大力|积极|深入|全面|全部|基本|广泛|共同|联合)?(?:开展|开设|上云|上市|入驻|提供|获得|建设|实施|举办|推广|制定|创建|打造|建立|完成|达到|实现|建成|通过|参加|参与|在|进行|向|成效|的基础)"
)
_ANOTHER = regex(
    "参与|承办|举办|开展|参加|推进|加强|完善|提升|推动|促进|带动|组织|建立|健全|形成|打造|建设(?!用地)|实施|推广"
)
"""Verbs that begin another predicate behind 、: 制定一批标准、参与活动."""
_ALSO_NOUNS = ("培训", "改造", "研发", "创作")
"""Verbs that name what is counted where nothing else does: 组织培训20场."""
_NAMING = ("建设", "制定", "推广", "建立", "通过")
"""Verbs that stand in names too."""
_NOUNS = regex(
    "(?:培训|研发|研究|创新|改造|服务|示范|推广|设计|制造|建设|检测|监测|推进)(?:班|基地|中心|机构|课程|教师|师|院|所|平台|站|点|企业|项目|用地|标准|会)|增加值|增长[率极]"
)
"""Names that begin as a verb does: 举办培训班10期."""
_LED = regex("\\A(?:或|以?及(?!时|早|格)|和(?!谐|平))")
"""A conjunction behind a verb that has been left out: 新建及加固堤防."""
_SHORTEST_NAME = 2
_SHORT = 5
"""The longest name of those who act, in characters."""
_LEVEL = regex("[^、，]{1,6}?级")
_DEGREE = regex("的?(?:全?覆盖|达标|合格|办结|入户|通达|公开|参与|普及|到位|纳入|实现)")
_BRACKET = regex(rf"[(（][^()（）]*(?:{ROLES}|单位|其中|[0-9])[^()（）]*[)）]\Z")


def stated(row: Sequence[Setting], head: int) -> tuple[int, int]:
    """The words that state a figure, from where the verb that governs it stands in the text.

    The numbers of a row have them together: 分别达到6个、43个和37个以上.
    """
    setting = row[-1]
    text, start = setting.text, setting.compared.end
    end = start if setting.thing_first else setting.until
    if bracket := _BRACKET.search(text, max(start, end - WINDOW), end):
        end = bracket.start()
    near = min(end, start + WINDOW)
    for part in _CONNECTED.finditer(text, start, near):
        if _ANOTHER.match(text, part.end(), near) and "的" not in text[part.end() : near]:
            end = part.start()
            break
    while end > start and text[end - 1] in " \u3000、，,":
        end -= 1
    return head, end


def thing(setting: Setting) -> str:
    """What is counted or measured, without verb and number: 标准创新型企业 of 培育标准创新型企业50家以上."""
    unit, lead = setting.number.unit, setting.lead
    if setting.number.vague and setting.thing_first:
        return ""
    measured = unit.code == PERCENT or unit.code in TIMES or unit.words in SHARES
    measured = measured or (unit.code != COUNT and (setting.limited or bool(REACHING.search(lead))))
    if setting.thing_first:
        return _noun(setting.lead, measured)
    behind = setting.tail.strip()
    name = behind
    for act in _ACT.finditer(behind, behind.rfind("的") + 1 or 1):
        # 市 of 3个市建设试点; but 服务设施建设示范区 is one name
        ends = act.start() <= _SHORT or act.end() == len(behind)
        if ends or act[0] not in _NAMING:
            name = behind[: act.start()]
            break
    name = _BRACKET.sub("", name).removeprefix("的").strip("、，,").rstrip("“‘")
    if setting.number.unit.code == PERCENT and _DEGREE.match(behind):
        return _noun(setting.lead, measured) + behind
    return name or _noun(setting.lead, measured)


def _noun(words: str, measured: bool = False) -> str:
    """The name that a clause has before its number, without the verbs at either end.

    What is measured rather than counted has no verb before it but one of change: 新建建筑占比, 降低能耗.
    """
    for pattern in (REACHING, CHANGED):
        if found := pattern.search(words):
            words = words[: found.start()]
    words = _ENDING.sub("", words).removeprefix("将").removeprefix("把")
    if measured:
        words = words[aimed(words) :]
    verb = opening(words)
    if verb is not None and not (measured and verb.code != NET_CHANGE):
        # 牵头和参与制定国际标准; but of 培育为主制定标准的企业 only the first verb is one of the figure
        for _ in range(4):
            verb = opening(words)
            if verb is None or _NOUNS.match(words):
                break
            words = words[verb.start + len(verb.word) :]
            if not words and verb.word in _ALSO_NOUNS:
                return verb.word
            if "的" in words:
                break
    else:
        words = words[scope(words) :]
    return _LED.sub("", words).strip("、，,：: 的了")


_SHARED = regex(
    "(?P<list>.+?)(?:(?<![年月日人户平])均|都|各(?!类|级|种|项|方))(?=[达超不保实提为在建设有增下降控稳培])"
)


def things(row: Sequence[Setting], place: int) -> list[str]:
    """What a number counts; several things that share it each by itself: A率和B率均达到90%."""
    setting = row[place]
    if len(row) > 1:
        if not row[-1].thing_first:
            return [thing(row[-1])]
        whole = thing(row[0])
        names = _members(whole)
        return [names[place] if len(names) == len(row) else whole]
    name = thing(setting)
    shared = _SHARED.match(setting.lead)
    if not shared or re.search("[各每]", shared["list"]):
        return [name]
    words = shared["list"]
    names = _members(words[manner(words) :])
    if len(names) < 2:
        return [name]
    # 甲、乙各建设3个基地: the things stand behind
    return names if setting.thing_first and _noun(words) in name else [name] * len(names)


def _members(words: str) -> list[str]:
    """The things that a list names, each in full as far as that can be told: 化肥、农药利用率."""
    names = [name for name in _CONNECTED.split(words) if name.strip()]
    if len({name[-1] for name in names}) < 2 or all(len(name) > 3 for name in names):
        return names
    if any(name.endswith("级") for name in names[:-1]) and (level := _LEVEL.match(names[-1])):
        return [*(name + names[-1][level.end() :] for name in names[:-1]), names[-1]]
    short = {len(name) for name in names[:-1]}
    size = short.pop() if len(short) == 1 else len(names[-1])
    # of 行政村和社区助餐服务覆盖率 no length tells where the last name parts
    alike = size <= _SHORTEST_NAME or names[0][-1] == names[-1][size - 1 : size]
    if size < len(names[-1]) - 1 and alike:
        return [*(name + names[-1][size:] for name in names[:-1]), names[-1]]
    return [words] * len(names)
