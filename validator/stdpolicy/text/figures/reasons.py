"""Whether a number is a target, and if it is none, why.

A target is what is to be reached: something is made or won in that number (培育50家), or a quantity is
to be as much (覆盖率达到90%). What is there already, who gets something, what is paid, how long a
procedure takes and what a name holds is none. Nothing is a target but for a word that says so.
"""

import re

from stdpolicy.text.figures import money
from stdpolicy.text.figures.evidence import USED, made, past, reached
from stdpolicy.text.figures.modes import OUTPUT
from stdpolicy.text.figures.settings import Setting
from stdpolicy.text.figures.units import COUNT, PERCENT, TIMES, YUAN
from stdpolicy.text.figures.verbs import manner, modes

TARGET = ""
NAME, EXISTING, CONDITION = "name", "existing", "condition"
ENUMERATION, IDIOM, DATE = "enumeration", "idiom", "date"
"""Codes of the code list quantity-reason."""
INCENTIVE, PENALTY, RATE, FUNDS, TIME_LIMIT = "incentive", "penalty", "rate", "funds", "time-limit"
RESTATED, INEXACT = "restated", "inexact"
"""Reasons that no code stands for: numbers of that kind are encoded otherwise, or not at all."""

_SLOGAN = re.compile(
    "意识|自信|维护|确立|全面|代表|务必|转变|革命|坚持|不动摇|毫不动摇|规矩|统一|结合|面向|大局|安全|全覆盖|新|一体"
)
_SCHEME = re.compile("(?:行动|工程|计划|活动|大会战|专项)(?:方案|计划)?\\Z")
_FOREGOING = re.compile("[^，。；：、]、[^，。；：]{1,40}\\Z|等\\Z")
_RANK = re.compile("(?<![目之以日提年底月期])前\\Z|[排位名]名?[第前]\\Z|居第?\\Z")
_BASED = re.compile("[由从][^，,。；;]{0,30}\\Z")
_CASE = re.compile("的\\Z|(?<![小同及按暂临定随适])时\\Z")
"""What ends a case that a rule is for: …超过5人的, …小于100米时."""
_DOES = re.compile(
    "达到|实现|建成|建有|完成|开展|具备|实行|通过|用上|纳入|符合|能够|得到|接受|参加|参与|覆盖|设立|配备"
)
"""What a share of things is to do: 80%以上的村建有图书室."""
_DEFINED = re.compile("是指|所称|本(?:法|条例|办法|规定)(?:所|中)")
_OWNED = re.compile("(?:具有|具备|应当有|应有|须有|持有|配有)(?:[不至]少[于]?)?\\Z")
_RULED = re.compile(
    "不得(?:超过|少于|高于|大于|小于|低于|多于|超出)|最高不超过|最长不超过|最长不得"
)
_HAVING = re.compile("(?:覆盖|涵盖|拥有|具有|具备|容纳|服务|占地|投资|年产)\\Z")
_OF = re.compile(
    "的(?!目标|任务|要求|规模|水平|速度|增长|增速|比例|覆盖|标准(?!化)|[^，。；]{0,10}(?:奖励|补助|补贴|资助|奖补|奖金|支持|资金|经费|罚款|贷款|赔偿))"
)
_GRADE = re.compile("(?:工作)?(?:经历|经验|业绩)|学历|学位|职称|文化程度|工龄|教龄|党龄")
_FORBIDDEN = re.compile("禁止|严禁|不得(?![低少高多大超])|不能(?![低少高多大超])|不准|取缔")
_VOTE = re.compile("同意|通过|出席|表决|多数|赞成|投票|附议")
_LASTS = re.compile("周期|时间|时长|时限|寿命|年限|工期|课时|学时|频次|间隔|受教育|时数")
_EACH = re.compile("每年|每人|人均|平均|每学年|每学期|年均|每[^，。；]{1,12}(?:至少|不少于)?\\Z")
_SPAN_BEFORE = re.compile(
    "(?:未来|今后|近|最近|过去|用|利用|经过|每|为期|连续|前|后|第|再用|通过|历时|力争|争取|计划)[约]?\\Z"
)
_SPAN_BEHIND = re.compile(
    "来|左右(?:的)?时间|的?(?:时间|努力)|期间|规划|计划|行动|攻坚|内(?=[，,完实建全基力])|以内(?=[，,])|一[个次轮周]|为一|为期"
)
_SHARE_OF = re.compile("占(?!地|用)[^，。；]{0,24}\\Z")
_FOR = re.compile("(?:^|[^针面反相核配绝应])对(?![接标外口应照策话手])[^，。；]*\\Z")
_AIDED = re.compile("支持|引导|鼓励|推动|带动|组织|选择|遴选|推荐|指导|帮助|扶持")
_COVERS = re.compile(
    "(?:的)?(?:全?覆盖|达标|合格|办结|实现|落实|到位|公开|纳入|安装|完成|配备|建成|达到|参与)"
)
_CONCRETE = "家所座名场批台套辆位人艘架处"
"""Measure words of things that small numbers in words count: 三家企业, but 三个方面 sums up a list."""


def reason(setting: Setting, quoted: bool, sentence: str, shares: bool) -> str:
    """Why a number is no target; nothing if it is one.

    `sentence` is what stands before it in its sentence; with `shares` it is a member of a list whose
    members before it are targets.
    """
    if quoted:
        return NAME
    if found := _named(setting) or _conditional(setting) or _paid(setting, sentence):
        return found
    if setting.kind:
        return EXISTING if _BASED.search(setting.before) else CONDITION
    if found := _lasting(setting):
        return found
    if past(setting.lead, sentence):
        return EXISTING
    return _unsaid(setting, shares)


def _named(setting: Setting) -> str:
    """Numbers in names, slogans, ranks and denominators."""
    number, before, lead, rest = setting.number, setting.before, setting.lead, setting.rest
    if setting.text[number.end - 1] == "级":
        alone = setting.begin == setting.clause.start and setting.until == setting.clause.end
        return "" if alone and not setting.kind and made(setting) else CONDITION
    if number.unit.words == "大":
        return ENUMERATION if _FOREGOING.search(before) else EXISTING
    if before[-1:] in ("+", "＋") or (
        rest[:1] in ("+", "＋") and setting.compared.end == number.end
    ):
        return NAME
    if _RANK.search(before):
        return CONDITION
    if before.endswith("每"):
        return DATE if number.unit.code in TIMES else NAME
    if re.match(
        "[:：∶][0-9]", rest or setting.clause.mark + setting.text[setting.clause.end + 1 :][:1]
    ):
        return INEXACT
    if re.search("[0-9][:：∶]\\Z", setting.text[max(0, number.start - 2) : number.start]):
        return INEXACT
    if _HAVING.search(lead) and re.match("[^，。；、的]{1,12}的", rest):
        return CONDITION
    if not number.in_words or number.unit.code != COUNT or setting.compared.code:
        return ""
    if re.search("分(?:为|成)?\\Z", before) or ("由" in before and re.search("构成|组成", rest)):
        return ENUMERATION
    if number.unit.words == "个" and _SLOGAN.match(rest):
        return NAME
    if set(number.numeral) <= set("百千万") and _SCHEME.search(rest):
        return NAME
    if number.value == 1 and not re.search("[每各](?!类|种|级)", before):
        return IDIOM
    return ""


def _conditional(setting: Setting) -> str:
    """Thresholds of who has, does or gets something, or of what is forbidden."""
    number, lead, rest = setting.number, setting.lead, setting.rest
    unit = number.unit
    if setting.clause.mark and _CASE.search(
        setting.text, setting.clause.end - 2, setting.clause.end
    ):
        return CONDITION
    if _DEFINED.search(setting.before) or _OWNED.search(lead):
        return CONDITION
    if setting.compared.code == "less-than" and unit.code not in (PERCENT, *TIMES):
        return CONDITION
    if _RULED.search(setting.said) and not unit.code.endswith((PERCENT, YUAN)):
        return CONDITION
    if (
        number.in_words
        and unit.words in ("人", "名")
        and re.search("不少于|不得少于", setting.said)
    ):
        return CONDITION
    if re.search("时速|车速|每小时\\Z", setting.before):
        return CONDITION
    if (unit.words in ("岁", "周岁") and "寿命" not in setting.before) or _GRADE.match(rest):
        return CONDITION
    if _FORBIDDEN.search(setting.before):
        return CONDITION
    if unit.code in TIMES and re.search(
        "具有|具备|年满|从事|满\\Z|连续\\Z|执业|任职", setting.before
    ):
        return CONDITION
    if unit.code == PERCENT and _VOTE.search(rest):
        return CONDITION
    if _OF.match(rest):
        if unit.code == COUNT:
            return "" if made(setting) or not lead.strip() else CONDITION
        if unit.code == PERCENT:
            subject = not lead[manner(lead) :] and not setting.limited
            subject = subject or (setting.compared.end > number.end and bool(_DOES.search(rest)))
            return (
                ""
                if subject or re.search("使|让|推动|实现|有|确保|力争|在\\Z", lead)
                else CONDITION
            )
        return CONDITION
    if re.match("凡", setting.before) or _FOR.search(setting.before):
        # 对产值超过10亿元的企业, but 对企业给予10万元的补助
        given = unit.code.endswith(YUAN) and (
            "的" not in rest or money.GIVEN.search(setting.before)
        )
        return "" if given else CONDITION
    return ""


def _paid(setting: Setting, sentence: str) -> str:
    """Sums and rates of money that is given, taken, lent or charged."""
    unit = setting.number.unit
    around = setting.before + setting.rest
    if unit.code.endswith(YUAN):
        if money.PENALTY.search(around):
            return PENALTY
        if money.STANDARD.search(setting.before):
            return RATE
        capped = setting.compared.code == "at-most" and money.GIVEN.search(sentence)
        if money.GIVEN.search(around) or capped:
            return INCENTIVE
        if money.CHARGED.search(around):
            return RATE
        if money.FUNDS.search(setting.lead) and not re.search(
            "完成|规模|总额|年均|累计|占", setting.lead
        ):
            return FUNDS
    elif unit.code == PERCENT or unit.words == "倍":
        if money.PENALTY.search(around):
            return PENALTY
        if money.RATE.search(setting.before) or money.GIVEN.search(around):
            return RATE
    return ""


def _lasting(setting: Setting) -> str:
    """Time: how long a procedure or a period takes."""
    number, before, rest = setting.number, setting.before, setting.rest
    if number.unit.code not in TIMES and number.unit.words not in (
        "小时",
        "个小时",
        "分钟",
        "学时",
        "课时",
    ):
        return ""
    if _LASTS.search(before) and reached(setting):
        return ""
    if _EACH.search(before) and setting.compared.code:
        return ""
    if re.search("(?:缩短|压缩|压减|控制|延长|提高|降低|减少|提升)(?:到|至|在|为)\\Z", before):
        return ""
    if _SPAN_BEFORE.search(before) or _SPAN_BEHIND.match(rest):
        return DATE
    return TIME_LIMIT


def _unsaid(setting: Setting, shares: bool) -> str:
    """Whether words say that a number is to be reached; without them it is of what is there already."""
    number, lead = setting.number, setting.lead
    code = number.unit.code
    of_whole = code == PERCENT and _SHARE_OF.search(lead)
    if reached(setting) or of_whole or (shares and not USED.search(lead)):
        return _summed(setting)
    if code in TIMES:
        return TARGET
    if code == PERCENT:
        share = setting.thing_first and bool(setting.compared.code)
        share = share or bool(_OF.match(setting.rest))
        return (
            TARGET
            if share or number.unit.words == "番" or _COVERS.match(setting.rest)
            else EXISTING
        )
    if made(setting) or _aided(setting):
        return _summed(setting)
    return ENUMERATION if number.in_words else EXISTING


def _aided(setting: Setting) -> bool:
    """Whether so many are to do something: 支持…等3个市建设试点, 在10个左右领域开展培训."""
    if setting.thing_first or not any(cue.code == OUTPUT for cue in modes().find(setting.rest)):
        return False
    lead = setting.lead
    within = lead.endswith("在") and bool(setting.number.unit.words)
    return within or (lead.endswith("等") and bool(_AIDED.search(lead[:12])))


def _summed(setting: Setting) -> str:
    """Small numbers in words rather sum up a list: 建设三个体系; things that are counted do not."""
    number = setting.number
    if number.unit.code != COUNT or not number.in_words or setting.compared.code:
        return TARGET
    if number.value is None or number.value > 10 or number.unit.words in tuple(_CONCRETE):
        return TARGET
    each = re.search("[每各](?!类|种|级)", setting.before)
    return TARGET if each or number.unit.words == "次" else ENUMERATION
