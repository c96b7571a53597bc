"""What numbers count or measure in: measure words and units, and the codes that they call for."""

from decimal import Decimal
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.quantities import SYMBOLS

COUNT = "count"
PERCENT = "percent"
YUAN = "yuan"
_MONEY_SCALES = {"亿": ("hundred-million-yuan", 10**8), "万": ("ten-thousand-yuan", 10**4)}
"""By the last scale that is printed before 元, since a value is written as it is printed."""
_DAYS = "天 日 个工作日 工作日 个自然日 自然日 个交易日 交易日"
_WEEKS = "周 个星期 星期"
_TIMES = {
    "年": "year",
    "周年": "year",
    "个月": "month",
    **dict.fromkeys(_WEEKS.split(), "week"),
    **dict.fromkeys(_DAYS.split(), "day"),
    **dict.fromkeys(("小时", "个小时", "h"), "hour"),
    **dict.fromkeys(("分钟", "min"), "minute"),
}
TIMES = frozenset(_TIMES.values())
"""The codes of units of time."""
SPANS = ("学时", "课时")
"""Units of time that no code stands for."""
_PHYSICAL = {
    "metre": "米 m",
    "kilometre": "公里 千米 km",
    "square-metre": "平方米",
    "mu": "亩",
    "hectare": "公顷 ha",
    "square-kilometre": "平方公里 平方千米",
    "cubic-metre": "立方米",
    "kilogram": "千克 公斤 kg",
    "tonne": "吨 t",
    "kilowatt": "千瓦 kW",
    "kilowatt-hour": "千瓦时 kWh",
}
"""What is measured rather than counted, by the codes of its units."""
_MEASURED = {
    **_TIMES,
    **{unit: code for code, units in _PHYSICAL.items() for unit in units.split()},
}
"""Units that are others once they are divided: 吨/年."""
POINTS = ("个百分点", "百分点")
"""Percent that is added or taken away."""
_CODES = {
    **dict.fromkeys(("%", "％", "﹪", *POINTS), PERCENT),
    **dict.fromkeys(("元", "圆"), YUAN),
    "倍": "times",
}
_PERMILLE = ("‰", "个千分点")
"""Shares that no code stands for."""
SHARES = (*_PERMILLE, "倍")
"""Units of shares beside percent."""
_MEASURES = (
    "个 项 家 名 条 件 种 批次 批 支 座 次 户次 家次 件次 艘次 班次 户 人次 人 位 套 台套 台 辆 艘 架次 架 车次 头 篇 册 份 张 幅 场次 场 款 栋 "
    "幢 间 口 宗 起 例 笔 班 轮 处 所 部 本 门 类 组 队 对 片 块 只 株 棵 大"
)
"""Measure words behind numbers of any kind: what they count has the unit count."""
_DIGIT_MEASURES = "届 期 颗 根 枚 盏 匹 层 站 线 首 列 段 节 面 道 床 尾 羽 单 孔 眼 课 步 回 遍"
"""Those that count behind digits only: 一期, 一线 and 一道 are rather words."""
_OTHERS = (
    "重量箱 蒸吨 亩次 人年 人月 吨标准煤 千克标准煤 克标准煤 载重吨 克 毫克 微克 升 毫升 "
    "兆瓦 吉瓦 千伏安 千伏 厘米 毫米 微米 纳米 海里 里 秒 学分 美元 欧元 港元 港币 日元 英镑 标准箱 标箱 "
    "摄氏度 ℃ 分贝 个季度 季度 个等级 个档次 个位次 个名次 世纪 分 度 岁 周岁 兆 方 斤"
)
"""Units that no code stands for."""
_HALVES = ("个半月", "个半小时", "年半", "倍半", "天半")
_LONGER = (
    "个:体|别|性 家:庭 条:例|件 位:一体 处:理|置|罚 部:门|分|委|队 种:植|业|子 所:需|有|在|属|得 台:账 批:准|发|复 组:织|成|建|合 "
    "队:伍 对:接|标|比|应 本:科|级|地|市|省 场:所|馆|景 人:工|才|均 次:产业|污染|能源|性|分配|供水|创业|元|级|日|月|年 类:别 "
    "起:步|来 班:子 件:套 户:外|籍 间:接|隔 口:岸|径 片:区|面 块:链 年:级|会|报|检|审|代|龄|轻|终|末|初|底|货|份|鉴|来 "
    "周:边|围|期|岁 天:然|文|空 日:常|均|报|起 元:素|旦|月 分:之|别|类|布|期|散|工|管|级|层|步|比|点|数|率|制|号|钟 度:假|过 "
    "段:落 节:约|能|假 面:积|向|对|临 道:路 线:路|上|下 层:级|次 期:间|限 首:批|位 单:位|元 课:程|题 步:骤|伐 米:饭 里:程|面 "
    "升:级|至|到 支:持|出|付|撑|部 只:有|要|能 兆:光|网|宽|城|以|接|入|小|用|端|级|能"
)
"""What makes another word of a unit that it follows: 3部门, 一次污染, 三年级."""
_NOT_BEFORE = dict(pair.split(":") for pair in _LONGER.split())
_SYMBOL = rf"(?:{SYMBOLS})(?![A-Za-z0-9])"


def _either(*words: str) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(
        w + (f"(?!{_NOT_BEFORE[w]})" if w in _NOT_BEFORE else "") for w in longest_first
    )


_COUNTED = (*_MEASURES.split(), *_DIGIT_MEASURES.split())
_HAN_MEASURED = tuple(unit for unit in _MEASURED if not unit.isascii())
"""The others are symbols."""
_BESIDE_COUNTS = (*(*_CODES, *_PERMILLE, *_HAN_MEASURED, *SPANS, *_OTHERS.split(), *_HALVES),)
_COMMON = (*_BESIDE_COUNTS, *_MEASURES.split())
_BARS = regex("[/／·]")
_PER = rf"(?:[/／·](?:[百千万]?(?:{_either(*_COMMON)})|月|{_SYMBOL}))*"
CHINESE_UNIT = f"(?:{_either(*_COMMON)}){_PER}"
"""A unit behind a Chinese numeral, as a pattern."""
DIGITS_UNIT = f"(?:{_either(*_BESIDE_COUNTS, *_COUNTED)}|{_SYMBOL}){_PER}|[/／](?:10|十)?万"
"""A unit behind a number in digits, as a pattern."""


class Unit(NamedTuple):
    """A unit as a number is given in it."""

    code: str
    """Its code, or nothing where none stands for it."""
    words: str
    """As it is printed, with the scale of money: 家, 亿元."""


def measured(number: Decimal, scales: str, printed: str) -> tuple[Decimal, Unit]:
    """A number in the unit that is printed behind it, with the `scales` (万, 亿) printed before that.

    Of money the value is counted in the largest scale that stands before 元: 2万亿元 is 20000 of
    亿元; of all else scales are multiplied out: 5万项 is 50000. A half behind the unit (两年半, 3个半月)
    is added.
    """
    base, *per = _BARS.split(printed)
    if base in _HALVES:
        number += Decimal("0.5")
        base = base.replace("半", "")
    undivided = {} if per else _MEASURED
    code = undivided.get(base) or _CODES.get(base) or (COUNT if base in _COUNTED else "")
    if code == YUAN and scales and scales[-1] in _MONEY_SCALES:
        code, factor = _MONEY_SCALES[scales[-1]]
        return number / factor, Unit(code, scales[-1] + printed)
    return number, Unit(code, printed)
