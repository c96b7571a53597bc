"""Time: which is a target (制定周期缩短至18个月), and which a period, a limit of procedure or a condition."""

import re

from stdpolicy.text.figures.evidence import reached
from stdpolicy.text.figures.figure import DATE, TIME_LIMIT
from stdpolicy.text.figures.settings import Setting
from stdpolicy.text.figures.units import SPANS, TIMES

_LASTS = re.compile("周期|时间|时长|时限|寿命|年限|工期|课时|学时|频次|间隔|受教育|时数|龄期")
"""Names of what lasts."""
_SHORTENED = re.compile("(?:缩短|压缩|压减|控制|延长|提高|降低|减少|提升|减|降)(?:到|至|在|为)\\Z")
_EACH = re.compile("每年|每人|人均|平均|每学年|每学期|年均|每[^，。；]{1,12}(?:至少|不少于)?\\Z")
"""Words by which time is something that is done: 教师每年至少1个月到企业实践."""
_BEFORE = re.compile(
    "(?:未来|今后|近|最近|过去|用|利用|经过|每|为期|连续|前|后|第|通过|历时|力争|争取|计划)约?\\Z"
)
_BEHIND = re.compile(
    "来|左右(?:的)?时间|的?(?:时间|努力)|期间|规划|计划|滚动|行动|攻坚|内(?=[，,完实建全基力])|以内(?=[，,])|一[个次轮周]|为一|为期"
)
"""Words of a period: 未来五年, 用3年左右时间, 三年行动."""


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
