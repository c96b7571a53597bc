"""How something that can be measured is to change, where no number is given (code list trend).

The thing is named by a word for a measure: 率, 比重, 浓度, 周期, 覆盖范围. What has none (能力, 水平, 意识) is
not measured, and to raise it is no target.
"""

from collections.abc import Iterator
from functools import cache

from stdpolicy.model.edition import current
from stdpolicy.patterns import regex
from stdpolicy.text.cues import Cue, Cues
from stdpolicy.text.figures.evidence import past
from stdpolicy.text.figures.figure import Figure
from stdpolicy.text.figures.verbs import aim, manner

LONGEST = 90
"""The longest clause that states a trend, in characters."""
BENCHMARK = "benchmark"
_MEASURE = regex(
    "(?:(?<![效汇利费税功频])率|比重|占比|比例|浓度|周期|覆盖范围|覆盖面|一致性程度|[化及]程度|数量|总量|产量|销量|存量|用量|排放量|处置量|消耗量"
    "|使用量|产生量|保有量|拥有量|交易量|客流量|吞吐量|[能水电煤油物]耗|消耗|消费量|强度|时限|时长|份额|密度|满意度|指数|寿命|增速|增加值|产值|销售额"
    "|交易额|进出口额|投资额|人数|家数|户数|起数|里程|成本|系数|收入比|收入差距|(?:审批|办理|办事|开办|等候|通关|平均)[^，]{0,6}时间)(?:指标)?\\Z"
)
_HOW = regex(
    "(?>(?:同比例|继续|稳步|持续|不断|大幅度?|显著|明显|进一步|逐年|逐步|有所|全面|较快|快速|有效|切实|基本|总体|大体|均|分别|适度|保持|走在|位居|居于|处于|位于|进入|达到"
    "|接近|赶上|实现|得到|的|全国|全省|全市|国内|国际|世界|同类|同行业|行业)+)\\Z"
)
_BY_THE_WAY = regex("[为以因对]|随着|由于|通过|围绕|针对|鉴于|虽然|尽管|如果")
"""What begins a clause that says why, how or when."""
_STEADY = regex("(?:基本|总体|大体)?(?:稳定|不变|相当|平稳)\\Z")
_CHECKED = regex("(?:趋势|势头|态势)[^，]{0,8}(?:遏[制止]|扭转|控制|抑制)")
"""What is to change no more: 浓度增长趋势得到遏制."""
_LIST = regex("[、和与及]|以及")


@cache
def _cues() -> Cues:
    return Cues(current().schemes["trend"])


def trends(text: str, start: int, end: int, sentence: str) -> Iterator[Figure]:
    """The trends that the clause `text[start:end]` states, each thing of a list by itself.

    `sentence` is what stands before the clause in its sentence.
    """
    words = text[start:end]
    if (
        end - start > LONGEST
        or _BY_THE_WAY.match(words)
        or past("", sentence + words)
        or _CHECKED.search(words)
    ):
        return
    begin = aim(words)
    begin += manner(words[begin:])
    cues = list(_cues().find(words))
    for cue in cues:
        names = _measured(words, begin, cue) if cue.start >= begin else []
        held = any(one.code == BENCHMARK for one in cues)
        for name in names:
            at = start + cue.start
            yield Figure(
                start=at,
                end=at + len(cue.word),
                value=None,
                upper=None,
                comparator="",
                unit="",
                unit_words="",
                vague=False,
                mode="",
                periodicity="",
                trend=BENCHMARK if held and cue.code == "maintain" else cue.code,
                reason="",
                clause_start=start,
                clause_end=end,
                thing=name,
            )
        if names:
            return


def _measured(words: str, begin: int, cue: Cue) -> list[str]:
    """What the change that a cue calls for is of, if that is measured: before the cue or behind it."""
    before = _HOW.sub("", words[begin : cue.start])
    name = before or _STEADY.sub("", words[cue.start + len(cue.word) :])
    if not _MEASURE.search(name):
        return []
    names = _LIST.split(name)
    return names if all(_MEASURE.search(one) for one in names) else [name]
