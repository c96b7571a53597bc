"""The level and place of the bodies that issue a document, as far as their names show it."""

from collections.abc import Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.layout.pieces import Block
from stdpolicy.text.layout.printed import Printed

_PROVINCES = "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
_PLACE = regex(
    rf"(?:中共|中国共产党)?(?P<province>(?:{_PROVINCES})省|(?:北京|天津|上海|重庆)市|内蒙古自治区|广西壮族自治区|西藏自治区|"
    r"宁夏回族自治区|新疆维吾尔自治区|新疆生产建设兵团)?(?P<city>[^省市县区]{2,7}?(?:市|自治州|地区|盟))?"
    r"(?P<county>[^省市县区]{1,7}?(?:县|区|旗|市))?(?P<town>[^省市县区]{1,7}?(?:镇|乡|街道))?"
)
_NATIONAL = regex(
    "中共中央|国务院|全国人民代表大会|中华人民共和国|国家|中国(?!共产党[^中])|最高人民|中央|海关总署|审计署|(?:市场监|[^省市县区州]){2,12}(?:部|总局|总署)\\Z"
)
_LOWER = (
    (
        "prefectural",
        regex(r"各[^，,；]{0,12}(?:县|区)[^，,；]{0,10}(?:人民)?政府|县\s?[（(]市、?区?[）)]"),
    ),
    ("county", regex("各[^，,；]{0,6}(?:镇|乡|街道)")),
)


def level_and_place(
    issuers: Sequence[Printed], recipients: Sequence[Printed], blocks: Sequence[Block]
) -> tuple[str, str]:
    """The level of the issuers, a code of administrative-level, and the place in the name of the first;
    empty where it does not show.

    Of a city the name does not show whether it is a county's equal: that is told from whom it writes to.
    """
    if not issuers:
        return "", ""
    name = issuers[0].words
    if _NATIONAL.match(name):
        return "national", ""
    found = _PLACE.match(name)
    if found and found["province"] and not (found["city"] or found["county"]):
        return "provincial", found["province"]
    if found and found["town"]:
        return "township", ""
    if found and (found["province"] or found["city"] or found["county"]):
        place = found["county"] or found["city"] or ""
        if found["county"]:
            return "county", place
        if found["province"] or not place.endswith("市"):
            return "prefectural", place
        return _told(recipients, blocks), place
    return "", ""


def _told(recipients: Sequence[Printed], blocks: Sequence[Block]) -> str:
    said = "，".join(each.words for each in recipients)
    for level, words in _LOWER:
        if words.search(said):
            return level
    if any(_LOWER[0][1].search(block.text) for top in blocks for block in top.walk()):
        return "prefectural"
    return ""
