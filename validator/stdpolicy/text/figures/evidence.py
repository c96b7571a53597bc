"""Words that make a number a target: something is made in that number, or is to be as much."""

from stdpolicy.patterns import regex, sought
from stdpolicy.text.figures.modes import CHANGED, LEVEL, OUTPUT, REACHED, TOTAL
from stdpolicy.text.figures.settings import Setting
from stdpolicy.text.figures.verbs import manner, modes, opening

_SERVE = (
    "支持|扶持|引导|鼓励|带动|帮扶|帮助|服务|惠及|吸纳|安置|救助|招收|招聘|招募|输送|覆盖|发展|壮大|增设|配备|拥有|取得|获得|力争|实现"
    "|布设|部署|治理|整治|修复|绿化|检查|抽检|抽查|监测|巡查|办理|举行|召开|储备|预留|供应|筹集|筹措|投放|流转|轮训|评审|审查|挂牌|授予|入选|入围"
    "|进入|纳入|上市|签约|落地|开工|竣工|投产|对接|推送|保持|稳定|确保|严守|守住|保有|保障|造林|种植|栽植|植树|消除|淘汰|关停|退出|整合"
    "|布局|续建|拉动|撬动|选取|选定|备案|补齐|获|减负|降本|降费|让利|完善|优化|提升|改善|充实|派出|选拔|评审|发行|发放|新开|开通|增开|增加|申报|申请|登记|创成|建好|办好|加装|安装|购置|更新|取消|下放|清理|废止|推进"
    "|打通|疏浚|疏通|清淤|拆除|更换|维修|加固|搬迁|腾退|盘活|收储|化解|资助|恢复|复垦|设置|接入|归集|汇聚|迁建|承办|征集|铺设|敷设|架设|置换"
)
"""Verbs by which a number of things is served, won or kept; they tell nothing of the way it is counted."""
_BEFORE = regex(
    rf"(?:{_SERVE}|(?<![筹组扩改])建|办|[每各][^，。；]{{1,12}}有|(?:力争|争取|确保)有)(?:[出到了至好成起]|不少于|至少|不低于|左右)*\Z"
)
_ACTS = regex(
    rf"(?!服务|发展|保障|监测|治理|检查|抽检|审查|评审|供应|储备|登记|申请|救助|绿化|对接|整治|修复)(?:{_SERVE})"
)
"""Those of them that begin no name: 带动, but not 服务 of 服务标准30项."""
_SERVED = regex(_SERVE)
_USED = (
    "围绕|聚焦|依托|发挥|利用|针对|面向|立足|按照|根据|对照|基于|涵盖|包括|包含|分为|分成|结合|严把|把握|把好|坚持|深化|落实|遵循|符合"
    "|属于|用好|强化|统筹|运用|借助|突出|通过|参照|适应|抓好|抓住|抢抓|瞄准|对标|列入|前述|上述"
)
USED = regex(
    rf"(?:(?<![服用])(?:{_USED})|(?<![^、，\s])[对以将把由]|在)(?:好|了)?(?:全省|全市|全国|全区|全县|我省|我市|本市|本省|这)?\Z"
)
"""Words right before things that are there already, or are only gone by."""
_PAST = sought(
    "上以分原去已截现目近连",
    "已经|(?<![依在合活用对将把])(?<!依托)(?:现有|原有)|目前|截至|截止|近年来|以来|去年|上年|现已|(?<![和与及对、的])已(?!有条件)|连续[0-9一二三四五六七八九十两]+年(?!每)|分别(?:取得|获得)了",
)
_BASE = regex("[由从][^，,。；;]{1,40}?(?=[减降增升压缩提扩发][^，,。；;]{0,3}[到至为])")
"""Where a figure sets out from: 由目前平均20个工作日 before 减至."""
_AHEAD = regex("力争|目标|将|到20[0-9]{2}|争取|今后|未来|拟|计划")
_DONE = regex("了\\Z")
_GREW = regex("同比(?!例)|环比")
_MADE = (OUTPUT, TOTAL)


def past(lead: str, sentence: str, rest: str = "", *, limited: bool = False) -> bool:
    """Whether words before a number or behind it, or before in its sentence, say that it is so already.

    A report tells how much it grew (同比增长8%); at least so much (`limited`) it is to grow.
    """
    if _DONE.search(lead) or (not limited and _GREW.search(sentence + rest)):
        return True
    sentence = _BASE.sub("", sentence)
    found = [one.end() for one in _PAST.finditer(sentence)]
    if not found:
        return False
    # a plan compares with the year before, too: 力争达到68%，较上年提高1个百分点
    compared = sentence[found[-1] - 3 : found[-1] - 2] in ("较", "比")
    return not _AHEAD.search(sentence, 0 if compared else found[-1])


def reached(setting: Setting) -> bool:
    """Whether words right before a number say that something is to be as much, or to change so much."""
    return setting.limited or bool(REACHED.search(setting.lead) or CHANGED.search(setting.lead))


def acts(lead: str) -> bool:
    """Whether words begin with a verb that governs them, and not only look so."""
    return bool(_ACTS.match(lead[manner(lead) :]))


def made(setting: Setting) -> bool:
    """Whether a verb before a number says that things are made, won or served in that number."""
    lead = setting.lead
    if USED.search(lead):
        return False
    if opening(lead) or _BEFORE.search(lead) or _SERVED.match(lead[manner(lead) :]):
        return True
    cues = [cue for cue in modes().find(lead) if cue.code in (*_MADE, LEVEL)]
    if setting.thing_first:
        return bool(cues) or bool(setting.compared.code and _SERVED.search(lead))
    # 建设一流、特色鲜明的20个: the verb stands further off
    return bool(cues) and cues[-1].start + len(cues[-1].word) >= len(lead) - 12
