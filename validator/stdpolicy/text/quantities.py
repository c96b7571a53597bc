"""Quantities in a text: every number that counts or measures, and the words that stand for one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.patterns import sought
from stdpolicy.text.characters import BLANK, half_width
from stdpolicy.text.numerals import ARABIC, EVERYDAY, FINANCIAL, value

COUNTERS = "个项家名条件种批支所座倍大"
"""Measure words that make a quantity of any Chinese numeral; 一次 or 三年 are rather manners of speech."""
UNITS = "位人户次套类台辆亩吨天元"
"""Those that do so where the numeral has more than one character, as in 二十人."""
SYMBOLS = "km|cm|mm|m|kg|mg|g|t|ha|h|min|s|dB|kW|MW|GW|kWh|MWh|GWh|kHz|MHz|GHz|Hz|kPa|MPa|Pa|L|mL|MB|GB|TB|PB|Mbps|Gbps|Tbps|ms|EB|PFLOPS|EFLOPS|TEU"
"""Symbols of units that stand behind a number without a blank; other letters make it a name: 5G."""

_SCALES = "百千万亿"
NAME = (
    # standards and the like: GB/T 19001—2016, DB33/T 2345, ISO 9001; not GDP 5%
    rf"[A-Z][A-Z0-9]*+(?:{BLANK}[0-9]++(?=/))?(?>(?:/[A-Z]+)*)[^\S\n]++[0-9]++(?>(?:[.][0-9]++)*)"
    rf"(?!{BLANK}[%％‰{_SCALES}{COUNTERS}{UNITS}余多年月日])(?:[-—–:：][0-9]{{4}}(?!年))?"
    # a word that holds or ends in digits: CO2, PM2.5, COVID-19, ISO/TC268
    "|[A-Za-z][A-Za-z0-9]*+(?>(?:[-/.][A-Za-z0-9]++)*)"
    # 3D, 5G, 1.5G
    rf"|[0-9]++(?>(?:[.][0-9]++)?)(?!(?:{SYMBOLS})(?![A-Za-z0-9]))[A-Za-z][A-Za-z0-9]*+"
    # boxes of a plan: 专栏1
    rf"|专栏{BLANK}[0-9]++"
    # numbers of versions and sections: 1.2.3
    "|[0-9]++(?>(?:[.][0-9]++){2,})"
)
"""Names that hold digits, as a pattern: GB/T 19001—2016, CO2, 5G, 1.2.3."""
ORDINAL = rf"第{BLANK}(?:[0-9]++|[{EVERYDAY}]++)"
_ARABIC = (
    rf"(?<![0-9A-Za-z/.．]){ARABIC}"
    rf"(?:{BLANK}[余多]?[{_SCALES}]++)?(?:[余多](?=[{COUNTERS}{UNITS}]))?"
)
_VAGUE = rf"{BLANK}(?:(?:几|[余多][万亿]*+){BLANK})?"
_CHINESE = (
    rf"(?<![{EVERYDAY}])(?:[{EVERYDAY}]++分之[{EVERYDAY}]++(?:点[{EVERYDAY}]++)?"
    rf"|(?![零〇○◯]{BLANK}[{COUNTERS}])[{EVERYDAY}]++(?:点[{EVERYDAY}]++)?{_VAGUE}[{COUNTERS}]"
    rf"|[{EVERYDAY}]{{2,}}+{_VAGUE}[{UNITS}]|[数几][十{_SCALES}]++{BLANK}[余多]?{BLANK}[{COUNTERS}{UNITS}])"
)
_AMONG = f"[{FINANCIAL}零〇○◯万亿]"
# 伍 and 陆 are words too: 队伍 and 大陆 are no numbers
_FINANCIAL = (
    rf"(?<!{_AMONG})[{FINANCIAL}](?<!队伍)(?<!大陆)(?<!大陸){_AMONG}*+(?:[点點]{_AMONG}++)?"
    rf"{_VAGUE}[{COUNTERS}{UNITS}圆圓]"
)
_QUANTITY = sought(
    f"0-9A-Za-z第专若数几{EVERYDAY}{FINANCIAL}",
    f"{NAME}|{ORDINAL}|(?P<quantity>{_ARABIC}|{_CHINESE}|{_FINANCIAL}|若干)",
)


class Quantity(NamedTuple):
    """A quantity, read from `text[start:end]`."""

    start: int
    end: int
    value: Decimal | None
    """Its number, exactly; None where the words leave it open (若干, 一批, 二十余项, 三五个)."""


@memo.sequence
def quantities(text: str, start: int = 0) -> Iterator[Quantity]:
    """The quantities in a text from `start` on, in their order; those in dates are among them.

    An Arabic number, of any script's digits, gives the number with its 万 or 亿; a Chinese one the
    measure word too, since only that makes a quantity of it. Numbers in Latin names (GB/T 19001,
    CO2, 5G) and ordinals (第十) are none; 十九大 is one, since an encoding marks it.
    """
    plain = half_width(text)
    for found in _QUANTITY.finditer(plain, start):
        if (printed := found["quantity"]) is not None:
            numeral = printed.rstrip(COUNTERS + UNITS + "圆圓")
            number = None if printed == "一批" else value("".join(numeral.split()))
            yield Quantity(found.start(), found.end(), number)
