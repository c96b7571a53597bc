"""Classes that name several levels of government together: 各市、县(市、区)人民政府; 省、自治区、直辖市."""

import re

from stdpolicy.patterns import regex
from stdpolicy.text.characters import CLOSING, OPENING

_UNITS = (
    "省",
    "自治区|直辖市|计划单列市",
    "设区的?市|地级(?:以上)?市|市|自治州|州|盟|地",
    "自治县|县|区|旗",
    "乡|镇|苏木",
    "街道|村",
)
"""What the levels are called, from the highest down."""
_RANK = {
    unit: rank
    for rank, units in enumerate(_UNITS)
    for unit in re.sub(r"\?|\(\?:|\)", "", units).split("|")
}
_RANK |= {"设区市": 2, "地级市": 2, "地级以上市": 2}
_UNIT = "|".join(_UNITS)
_LONGEST = len("各省、自治区、直辖市、设区的市、县（市、区）、乡镇、街道")
_OPENS, _CLOSES = re.escape(OPENING), re.escape(CLOSING)
_BRACKET = rf"[{_OPENS}][^{_OPENS}{_CLOSES}]{{1,12}}[{_CLOSES}]"
_HEAD = regex(
    rf"(?:\A|(?<=[和与及]))(?:各|有关|相关|试点|所有|全省|全市)*(?:(?:{_UNIT})(?:{_BRACKET})?[、，,]?)*?"
    rf"(?P<unit>{_UNIT})(?:级|{_BRACKET})?\Z"
)
"""A class so far: 各市, 各县(市、区), 省、自治区."""
_NEXT = regex(rf"(?P<unit>{_UNIT})(?P<rest>.*)", re.DOTALL)
_COUNTIES = regex("各(?:县|盟行政公署|盟|旗|州)")
_CITIES = regex("市(?:(?:人民)?政府)?")
"""各县、市人民政府: cities of the rank of counties; 各盟、市."""
_GOVERNMENT = regex(
    rf"(?:{_BRACKET})?(?:[和及、]?(?:{_UNIT}))*(?:人民政府|政府|党委|管委会|级|[两三四]级|及|和|\Z)"
)


def goes_on(head: str, following: str) -> bool:
    """Whether a part of a list is still the class that began before it: 各市, then 县(市、区)人民政府.

    It is where it begins with a lower level, or with another of the same level and is of governments.
    """
    found = _NEXT.match(following)
    if not found:
        return False
    if _COUNTIES.fullmatch(head) and _CITIES.fullmatch(following):
        return True
    begun = _HEAD.search(head, max(0, len(head) - _LONGEST))
    if not begun:
        return False
    upper, lower = _RANK[begun["unit"]], _RANK[found["unit"]]
    if lower > upper:
        return True
    return (
        lower == upper and begun["unit"] != found["unit"] and bool(_GOVERNMENT.match(found["rest"]))
    )
