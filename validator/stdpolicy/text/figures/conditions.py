"""Thresholds: who has, does or gets something, what a rule is for or forbids."""

from stdpolicy.patterns import regex
from stdpolicy.text.figures.evidence import acts, made, reached
from stdpolicy.text.figures.figure import CONDITION
from stdpolicy.text.figures.money import GIVEN
from stdpolicy.text.figures.settings import Setting
from stdpolicy.text.figures.units import COUNT, PERCENT, TIMES, YUAN
from stdpolicy.text.figures.verbs import manner, opening
from stdpolicy.text.words import PRIZE

_CASE = regex("的\\Z|(?<![小同及按暂临定随适瓦学课工])时\\Z")
"""What ends a case that a rule is for: …超过5人的, …小于100米时."""
_DEFINED = regex("是指|所称|本(?:法|条例|办法|规定)(?:所|中)")
_OWNED = regex("(?:具有|具备|应当有|应有|须有|持有|配有)(?:[不至]少于?)?\\Z")
_RULED = regex("不得(?:超过|少于|高于|大于|小于|低于|多于|超出)|最[高长]不(?:超过|得)")
_CONTROLLED = regex("控制|压减|总量|总数|事故|死亡|人口|案件|发生")
_MEASURED = regex(
    "(?:浓度|含量|时延|延迟|[能水电煤油]耗|成本|偏差|系数|指数|强度|均值|总量|[率比])\\Z"
)
"""What a limit below which it is to stay is set to: PM2.5浓度<35."""
_FOR_EACH = regex("每(?!年|月|季|周|[^，。]{0,2}给予)[^，。；]{0,8}\\Z")
_LATER_GIVEN = regex(
    "[，,](?:(?![对凡])[^。；;\n]){0,24}的[，,][^。；;，,\n]{0,16}?(?:给予|奖励|补助|补贴|奖补|资助)"
)
"""The same where a later clause closes the case: 收入不低于500万元，考核优秀的，每年给予补贴."""
_SINGLE = regex("单[个户家一项笔]|同一|每[户家笔]")
"""Words by which a limit is one for each: 单个项目投资不超过基金规模的20%."""
_FAR = 64
_LAID_OUT = regex("(?:高度|宽度|间距|厚度|深度|净高|净宽|坡度)\\Z")
"""Measures of what is built, which rules limit: 围挡高度不低于2.5米."""
_NORM = regex("按(?:照)?[^，。；]{0,24}\\Z")
_OF_NORM = regex("[^，。；]{0,24}的(?:标准|要求|比例|原则)")
"""Words round what others are to be done by: 按照每300户设置1个的标准配置."""
_PRIZE = regex(rf"{PRIZE}\Z")
_THEN_GIVEN = regex("[，,](?:一次性|分别|再|每[家个项人名年]|按)?(?:给予|奖励|补助|补贴|奖补|资助)")
"""What follows a threshold that no 的 closes: 产值达到1亿元，给予10万元奖励."""
_SPEED = regex("时速|车速|每小时\\Z")
_SERVICE = regex("(?:工作)?(?:经历|经验|业绩)|学历|学位|职称|文化程度|工龄|教龄|党龄")
_SERVED = regex("具有|具备|年满|从事|满\\Z|连续\\Z|执业|任职")
_FORBIDDEN = regex("禁止|严禁|不得(?![低少高多大超])|不能(?![低少高多大超])|不准|取缔")
_VOTE = regex("同意|通过\\Z|出席|表决|多数|赞成|投票|附议")
_HAVING = regex("(?:覆盖|涵盖|拥有|具有|具备|容纳|服务|占地|投资|年产)\\Z")
_HAD = regex("[^，。；、的]{1,12}的")
_OF = regex(
    "的(?!目标|任务|要求|规模|水平|速度|增长|增速|比例|覆盖|标准(?!化)|[^，。；]{0,10}(?:奖励|补助|补贴|资助|奖补|奖金|支持|资金|经费|罚款|贷款|赔偿)|[^，。；]{0,14}基金)"
)
"""的 before something that a number only qualifies."""
_WHOSE = regex("的[^，。；的]{1,16}(?:[，,]|\\Z)")
_DOES = regex(
    "达到|实现|建成|建有|完成|开展|具备|实行|通过|用上|纳入|符合|能够|得到|接受|参加|参与|覆盖|设立|配备"
)
"""What a share of things is to do: 80%以上的村建有图书室."""
_MADE_TO = regex("使|让|推动|实现|有|确保|力争|在\\Z|覆盖\\Z")
_FOR = regex("凡|(?:^|[^针面反相核配绝应结])对(?![接标外口应照策话手])")


def addressed(before: str) -> bool:
    """Whether the words of a clause say for whom or what: 对…, 凡…."""
    return bool(_FOR.search(before))


def closes_a_case(setting: Setting) -> bool:
    """Whether the clause of a number says in which case a rule holds: 超过5人的,."""
    clause = setting.clause
    return bool(clause.mark) and bool(_CASE.search(setting.text, clause.end - 2, clause.end))


def conditional(setting: Setting, sentence: str) -> str:
    """Whether a number is a threshold: the reason, or nothing; `sentence` is what stands before it."""
    told = closes_a_case(setting) or _said_of_a_case(setting, sentence) or _qualifies(setting)
    return CONDITION if told else ""


def _said_of_a_case(setting: Setting, sentence: str) -> bool:
    number, before, rest = setting.number, setting.before, setting.rest
    unit = number.unit
    if _DEFINED.search(before) or _OWNED.search(setting.lead) or _FORBIDDEN.search(before):
        return True
    below = setting.compared.code == "less-than" and unit.code not in (PERCENT, *TIMES)
    if below and not (setting.thing_first and _MEASURED.search(setting.lead)):
        return True
    if _RULED.search(setting.said) and not unit.code.endswith((PERCENT, YUAN)):
        return True
    if number.unit.code == COUNT and _PRIZE.search(before):
        return True  # 一等奖1名
    if unit.code == COUNT and _FOR_EACH.search(setting.said) and GIVEN.search(setting.onward):
        return True  # 每获得1个品牌,奖励10万元
    if setting.limited and _LAID_OUT.search(setting.lead):
        return True
    if unit.code != PERCENT and _NORM.search(before) and _OF_NORM.match(rest):
        return True
    then = setting.text[setting.clause.end : setting.clause.end + _FAR]
    if reached(setting) and _THEN_GIVEN.match(then):
        return True
    if reached(setting) and opening(setting.lead) is None and _LATER_GIVEN.match(then):
        return True
    most = setting.limited and setting.compared.code == "at-most"
    if most and not unit.code.endswith(YUAN) and _SINGLE.search(before):
        return True
    capped = most and unit.code == COUNT
    if capped and unit.words and not _CONTROLLED.search(before):
        return True  # 每个单位申报不超过3个
    if unit.words in ("人", "名") and number.in_words and "不少于" in setting.said:
        return True  # 检查人员不少于二人
    if unit.words in ("岁", "周岁") and "寿命" not in sentence:
        return True  # 年满18周岁
    if unit.code in TIMES and _SERVED.search(before):
        return True
    voted = unit.code == PERCENT and _VOTE.search(rest)
    return bool(voted or _SPEED.search(before) or _SERVICE.match(rest))


def _qualifies(setting: Setting) -> bool:
    """Whether a number only says of what kind something is: 投资额1亿元以上的项目."""
    number, lead, rest = setting.number, setting.lead, setting.rest
    within = setting.begin > setting.clause.start or opening(lead) is not None
    if within and _HAVING.search(lead) and _HAD.match(rest):
        return True  # 建成50个、覆盖20个行业的平台
    whose = _WHOSE.match(rest)
    if whose and not GIVEN.search(whose[0]) and GIVEN.search(setting.onward):
        return True  # 接待游客达1000人次以上的旅行社,给予奖励
    if _OF.match(rest):
        if number.unit.code == COUNT:
            # 服务人口超过5万人的街道: what is limited is made only by a verb of making
            verb = opening(lead) or acts(lead) if setting.limited else made(setting)
            return bool(lead.strip()) and not verb
        if number.unit.code != PERCENT or _MADE_TO.search(lead):
            return number.unit.code != PERCENT
        first = not lead[manner(lead) :] and not setting.limited
        return not first and not (setting.compared.end > number.end and _DOES.search(rest))
    if not addressed(setting.before):
        return False
    # 对产值超过10亿元的企业, but 对企业给予10万元的补助
    given = "的" not in rest or GIVEN.search(setting.before)
    return not (number.unit.code.endswith(YUAN) and given)
