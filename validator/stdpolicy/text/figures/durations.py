"""Time: which is a target (制定周期缩短至18个月), and which a period, a limit of procedure or a condition.

So with how often something is done: 每年举办活动10场 is a target, 每季度开展1次督导 a matter of procedure.
"""

from stdpolicy.patterns import regex
from stdpolicy.text.figures.evidence import reached
from stdpolicy.text.figures.figure import DATE, TIME_LIMIT
from stdpolicy.text.figures.settings import WINDOW, Setting
from stdpolicy.text.figures.units import SPANS, TIMES

_LASTS = regex(
    "周期|时间|天数|日数|月数|时长|时限|寿命|年限|工期|课时|学时|频次|间隔|受教育|时数|龄期"
)
"""Names of what lasts."""
_SHORTENED = regex("(?:缩短|压缩|压减|控制|延长|提高|降低|减少|提升|减|降)(?:到|至|在|为)\\Z")
_EACH = regex("每年|每人|人均|平均|每学年|每学期|年均|每[^，。；]{1,12}(?:至少|不少于)?\\Z")
"""Words by which time is something that is done: 教师每年至少1个月到企业实践."""
_BEFORE = regex(
    "(?:未来|今后|近|最近|过去|用|利用|经过|每|为期|连续|前|后|第|通过|历时|力争|争取|计划)约?\\Z"
)
_BEHIND = regex(
    "来|左右(?:的)?时间|的?(?:时间|努力)|期间|规划|计划|滚动|行动|攻坚|内(?=[，,完实建全基力])|以内(?=[，,])|一[个次轮周]|为一|为期"
)
"""Words of a period: 未来五年, 用3年左右时间, 三年行动."""
_TIMES = frozenset(("次", "轮", "遍", "回"))
_OFTEN = regex(
    "每(?:隔)?(?:半|[0-9一两二三四五六七八九十]{1,2}个?)?(?:年度?|季度?|月份?|旬|周|星期|日|天|学期|学年)|年度|按[年季月]"
)
_NOT_YEARLY = regex(
    "每(?:隔)?(?:[02-9]|1[0-9]|[两二三四五六七八九十])个?年|每(?:半年|[0-9一两二三四五六]?个?(?:季度?|月|旬|周|星期|日(?!均)|天))"
)
_PROCEDURE = regex(
    "会议|会商|例会|评估|评价|评审|评比|评选|检查|督查|督导|督办|巡查|抽查|巡检|排查|调度|通报|报告|汇报|考核|审查|审核|复审|复核|核查|复查|演练|更新|修订|监测|检测"
    "|体检|检修|维护|保养|清洗|消毒|回访|走访|公布|发布|调整|研判|会晤|专题|研究|座谈|审议|听取|(?:推进|工作|联席|协调|通气|发布|分析)会"
)


def frequent(setting: Setting) -> str:
    """Why a number that says how often something is done is no target: 每3年开展1次评估."""
    number = setting.number
    before = setting.text[max(setting.clause.start, number.start - WINDOW) : number.start]
    if number.unit.words not in _TIMES or not _OFTEN.search(before):
        return ""
    procedure = _PROCEDURE.search(setting.rest) or _PROCEDURE.search(before)
    return TIME_LIMIT if procedure or _NOT_YEARLY.search(before) else ""


def lasting(setting: Setting) -> str:
    """Why a stretch of time is no target; nothing if it is one, or is no time."""
    unit, before = setting.number.unit, setting.before
    if unit.code not in TIMES and unit.words not in SPANS:
        return ""
    named = _LASTS.search(before) and reached(setting)
    done = _EACH.search(before) and setting.compared.code
    if named or done or _SHORTENED.search(before):
        return ""
    period = _BEFORE.search(before) or _BEHIND.match(setting.rest)
    return DATE if period else TIME_LIMIT
