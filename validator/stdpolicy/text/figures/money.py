"""Money that is given, taken, lent or charged, and shares of it: none is a target."""

from stdpolicy.patterns import regex
from stdpolicy.text.figures.figure import FUNDS, INCENTIVE, PENALTY, RATE
from stdpolicy.text.figures.settings import Setting
from stdpolicy.text.figures.units import PERCENT, SHARES, YUAN
from stdpolicy.text.words import PRIZE

GIVEN = regex(
    "奖励|奖补|奖金|给奖|补助|补贴|补偿|资助|给予|给与|发放|慰问|津贴|救助|兑现|奖(?=[0-9一二三四五六七八九十])|扶持(?!项目)|贴息"
    f"|{PRIZE}"
)
"""Money that a policy promises."""
_PENALTY = regex(
    "罚款|罚金|处以|并处|没收|违法所得|赔偿|滞纳金|处[0-9一二三四五六七八九十百]|处\\Z"
)
_FUNDS = regex("整合|筹集|安排|拨付|列支|投入|拨款|预算|基金规模|专项资金|出资|设立")
"""Money that is spent, and nobody is promised it."""
_RAISED = regex("完成|规模|总额|年均|累计|占")
"""Words that make a target of money that is spent: 累计完成投入100亿元."""
_CHARGED = regex(
    "贷款(?!余额|规模|总额|增速|增长)|授信|担保(?!余额|规模)|额度|保费|保额|收费|票价|租金|注册资[本金]|缴纳|缴费|缴存|纳税额?|限额|定额|单价|低保"
    "|最低生活保障|养老金|待遇|工资标准|补助标准|每[人户亩吨生件台辆张次](?:每[月年天日次学期])*|每[平立]方米|每(?:平方)?公里|保证金|赔偿限额|费用|税款|押金"
    "|每[^，。；]{1,16}增加"
)
"""Money that is lent, charged or due, or so much a head."""
_STANDARD = regex("(?:补助|补贴|救助|保障|供养|低保|拨款|经费|定额)标准")
"""What is given to everybody of a kind."""
_RATE = regex(
    "缴费|缴存|利率|费率|税率|贴息|首付|报销|支付比例|给付|负担|承担|分担(?!率)|下浮|上浮|减免|减按|减征|免征|扣除|抵扣|征收|股权|持股|股份|股东|优惠|返还"
    "|(?:工资|薪酬|津贴)\\Z|提取|提成|分成|折扣|加价|按(?:照)?(?![期时月年季质劳])[^，。；]{0,24}\\Z|保证金|违约金"
)
"""A share of money that is given or due."""
_RATE_OF = regex("(?:返还|报销|补贴|补助|缴费|贴息|分担)比例[，,：:]")
"""What a share is of that the next clause gives: 返还比例，大型企业按30%，小型企业提至90%."""
_REACHED = "(?:逐步|力争)?(?:达到|达|提高到|提高至|提升到|提升至|保持在|稳定在)(?:了)?\\Z"
_SPREAD = regex(
    f"(?:覆盖|普及|达标|合格|参与|满意|完成|办结|入学|巩固|到位|落实|公开|知晓|整改|上线|开放)率(?:均)?{_REACHED}|覆盖(?:了)?\\Z"
)
"""How far something reaches is none, even of money: 资助覆盖率达到100%."""
_SHARE = regex(f"按(?!比例).{{1,60}}(?:率|比例|占比|比重){_REACHED}")
"""A share that is to be reached of what 按 only describes: 按病种付费的基金占比达到70%."""
_TAKEN = regex("缴|利率|费率|税率|贴息|报销|支付比例|给付|负担|承担|减免|补助|补贴|奖励|资助|贷款")


def paid(setting: Setting, sentence: str) -> str:
    """Why a sum or share of money is no target; nothing if it is of none of these kinds.

    `sentence` is what stands before it in its sentence: 给予补助,最高不超过100万元.
    """
    unit = setting.number.unit
    # 筹集1亿元用于发放补贴 promises nothing
    around = setting.before + setting.rest.partition("用于")[0]
    money = unit.code.endswith(YUAN)
    if not money and unit.code != PERCENT and unit.words not in SHARES:
        return ""
    if _PENALTY.search(around):
        return PENALTY
    if not money:
        if _RATE_OF.search(sentence):
            return RATE
        if _SPREAD.search(setting.lead) or (
            _SHARE.search(setting.lead) and not _TAKEN.search(around)
        ):
            return ""
        rate = _RATE.search(setting.before) or GIVEN.search(around)
        return RATE if rate else ""
    if _STANDARD.search(setting.before):
        return RATE
    capped = setting.compared.code == "at-most" and GIVEN.search(sentence)
    if capped or GIVEN.search(around):
        return INCENTIVE
    if _CHARGED.search(around):
        return RATE
    spent = _FUNDS.search(setting.lead) and not _RAISED.search(setting.lead)
    return FUNDS if spent else ""
