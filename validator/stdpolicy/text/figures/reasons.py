"""Whether a number is a target, and if it is none, why.

A target is what is to be reached: something is made or won in that number (培育50家), or a quantity is
to be as much (覆盖率达到90%). What is there already, who gets something, what is paid, how long a
procedure takes and what a name holds is none. Nothing is a target but for a word that says so.
"""

from stdpolicy.patterns import regex
from stdpolicy.text.figures.conditions import conditional
from stdpolicy.text.figures.durations import frequent, lasting
from stdpolicy.text.figures.evidence import USED, acts, made, past, reached
from stdpolicy.text.figures.figure import CONDITION, ENUMERATION, EXISTING, INEXACT, NAME, TARGET
from stdpolicy.text.figures.modes import OUTPUT
from stdpolicy.text.figures.money import paid
from stdpolicy.text.figures.names import EACH, named
from stdpolicy.text.figures.settings import Setting
from stdpolicy.text.figures.units import COUNT, PERCENT, TIMES
from stdpolicy.text.figures.verbs import modes, opening

_BASED = regex("[由从][^，,。；;]{0,30}\\Z")
"""Words before what a figure sets out from: 由2020年的10%提高到15%."""
_SHARE_OF = regex("占(?!地|用)[^，。；]{0,24}\\Z")
_AIDED = regex("支持|引导|鼓励|推动|带动|组织|选择|遴选|推荐|指导|帮助|扶持")
_COVERS = regex(
    "的?(?:全?覆盖|通(?!过)|达标|合格|办结|实现|落实|到位|公开|纳入|安装|完成|配备|建成|达到|参与)"
)
"""Words behind a share that is to be reached: 实现100%覆盖."""
_DO = regex("完成|达到|实现|建成|通过|纳入|配备")
"""What a share of things is to do: 60%产能完成改造."""
_COMPLETED = regex("(?:建成|投用|投产|竣工|开工|落地|完成|达标|投入使用)\\Z")
"""What ends a clause that says what so many things are to come to: 首批100个社区全面建成."""
_PROVIDED = regex("每[^，。；]{1,16}(?:配置|配备|配齐|设置|设立|选派|确定)(?:至少|不少于)?\\Z")
"""Words by which each of a kind is to have so many: 每3万人口配置1辆救护车."""
_CONCRETE = frozenset("家所座名场批台套辆位人艘架处次")
"""Measure words of things that small numbers in words count: 三家企业, but 三个方面 sums up a list."""
_SMALL = 10


def reason(setting: Setting, sentence: str, *, quoted: bool, shares: bool, announced: bool) -> str:
    """Why a number is no target; nothing if it is one.

    `sentence` is what stands before it in its sentence; with `shares` it is a member of a list whose
    members before it are targets, and `announced` if words before it say that targets follow.
    """
    if quoted:
        return NAME
    if found := named(setting) or conditional(setting, sentence) or paid(setting, sentence):
        return found
    if setting.kind:
        return EXISTING if _BASED.search(setting.before) else CONDITION
    if found := lasting(setting) or frequent(setting):
        return found
    limited = setting.compared.code in ("at-least", "at-most")
    if past(setting.lead, sentence, setting.onward, limited=limited):
        return EXISTING
    found = _unsaid(setting, shares, announced)
    return INEXACT if not found and setting.number.value is None else found


def _unsaid(setting: Setting, shares: bool, announced: bool) -> str:
    """Whether words say that a number is to be reached; without them it is of what is there already."""
    number, lead = setting.number, setting.lead
    whole = number.unit.code == PERCENT and _SHARE_OF.search(lead)
    if reached(setting) or whole or (shares and not USED.search(lead)):
        return _summed(setting)
    if number.unit.code in TIMES:
        return TARGET
    if number.unit.code == PERCENT:
        limited = setting.thing_first and setting.compared.code
        share = limited or setting.rest.startswith("的") or _COVERS.match(setting.rest)
        does = not lead.strip() and _DO.search(setting.rest)
        return TARGET if share or does or number.unit.words == "番" else EXISTING
    if lead.endswith("的") and not (opening(lead) or acts(lead) or _AIDED.search(lead)):
        return EXISTING
    if made(setting) or _aided(setting) or _PROVIDED.search(setting.before):
        return _summed(setting)
    if not setting.thing_first and _COMPLETED.search(setting.rest):
        return _summed(setting)
    if announced and setting.thing_first and lead.strip() and not USED.search(lead):
        return _summed(setting)
    return ENUMERATION if number.in_words else EXISTING


def _aided(setting: Setting) -> bool:
    """Whether so many are to do something: 支持…等3个市建设试点, 在10个左右领域开展培训."""
    if setting.thing_first or not any(cue.code == OUTPUT for cue in modes().find(setting.rest)):
        return False
    lead = setting.lead
    helped = lead.endswith(("在", "与", "同")) or bool(_AIDED.search(lead[:12]))
    return helped and bool(setting.number.unit.words)


def _summed(setting: Setting) -> str:
    """Small numbers in words rather sum up a list: 建设三个体系; things that are counted do not."""
    number = setting.number
    if number.unit.code != COUNT or not number.in_words or setting.compared.code:
        return TARGET
    large = number.value is None or number.value > _SMALL
    each = EACH.search(setting.before)
    return TARGET if large or each or number.unit.words in _CONCRETE else ENUMERATION
