"""What the names of a list leave out because another of the list has it.

Ends: 日照、济宁市政府, 济南、烟台等市政府, 高新区、经济开发区管委会. Beginnings: 省科技厅、财政厅; 省委组织部、宣传部;
中央组织部、宣传部.
"""

from collections.abc import Callable, Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.bodies.fields import ALWAYS_OF_PARTY, FIELD, OF_PARTY
from stdpolicy.text.bodies.grammar import NATIONAL, department, ended, is_class, level

_LEVELS = "省|自治区|市|自治州|州|盟|自治县|县|旗|区"
_GOVERNMENTS = "人民政府|政府|党委和政府|党委|管委会|管理委员会"
_GOVERNED = regex(
    rf"(?P<place>(?!各|有关|相关).{{2,12}}?)(?P<level>{_LEVELS})(?P<organ>{_GOVERNMENTS})\Z"
)
"""The government of a place: 济宁 市 政府."""
_DEPARTMENTS = "(?:行政主管|主管|行政)?部门"
_OF_FIELD = regex(rf"(?P<field>{FIELD.pattern})(?P<organ>{_DEPARTMENTS})\Z")
"""The departments of a field of work: 财政部门."""
_TAIL = regex(rf"(?P<level>{_LEVELS})?(?P<organ>{_GOVERNMENTS})?\Z")
_PLACE_LIKE_LEVEL = regex(r".[州乡镇旗]\Z")
"""Names of cities that end in a level, although they are none of it: 杭州, 新乡."""
_PLACES = ("省", "自治区", "市", "自治州", "盟", "县", "旗", "区")
"""What names of places end in that have a government: 天津市 of 天津市、河北省人民政府."""
_SHORTEST_PLACE = 2
_ZONE = regex("(?:新|开发|高新|园|示范|经开|保税|试验|度假|名胜|功能|港|景|合作|产业)区\\Z")
_LONGEST_PLACE = 8
_CENTRAL = regex("中央(?!企业|军委)(?=.+部\\Z|政法|编办|网信)")


def completed(
    names: Sequence[str],
    tails: Sequence[str],
    known: Callable[[str], bool],
    beginning: str = "",
) -> list[str]:
    """The names of a list in full.

    `tails` are what 等 says behind a name (市政府 of 等市政府), empty where nothing; `known` tells the
    names that leave nothing out; `beginning` is what a list before this one has its names begin with.
    """
    return _begun(_ended(names, tails, known), beginning)


def beginning(names: Sequence[str], before: str = "") -> str:
    """The place and level that names behind some may leave out, 省 of 省教育厅牵头，财政厅配合; `before` if
    these have none.
    """
    for name in names:
        if _CENTRAL.match(name):
            before = ""
        elif place := _placed(name):
            before = place
    return before


def _placed(name: str) -> str:
    """The place and level of a department or organ, which those behind it may leave out."""
    place, rank, rest = level(name)
    own = rank and rest and not is_class(name) and (department(rest) or rest[0] in "委政人")
    return place + rank if own else ""


def _ended(names: Sequence[str], tails: Sequence[str], known: Callable[[str], bool]) -> list[str]:
    whole: list[str] = []
    rank = organ = ""
    for name, tail in zip(reversed(names), reversed(tails), strict=True):
        if tail.endswith("部门"):
            rank, organ = "", "部门"
        elif tail and (found := _TAIL.match(tail)):
            rank, organ = found["level"] or "", found["organ"] or ""
        end = _left_out(name, rank, organ) if rank or organ else ""
        whole.append(name if end and (is_class(name) or known(name)) else name + end)
        if governed := _GOVERNED.match(name):
            rank, organ = governed["level"], governed["organ"]
        elif of_field := _OF_FIELD.match(name):
            rank, organ = "", of_field["organ"]
        elif whole[-1] == name:
            rank = organ = ""
    return whole[::-1]


def _left_out(name: str, rank: str, organ: str) -> str:
    """The end that a name lacks, given that of the names behind it."""
    if organ.endswith("部门"):
        return organ if FIELD.fullmatch(level(name)[2]) else ""
    zone = _ZONE.search(name) is not None
    if zone or organ.startswith("管"):
        return organ if zone and organ.startswith("管") else ""
    if rank and name.endswith(_PLACES) and len(name) > _SHORTEST_PLACE:
        return organ
    if len(name) > _LONGEST_PLACE:
        return ""
    return "" if ended(name) and not _PLACE_LIKE_LEVEL.match(name) else rank + organ


def _begun(names: Sequence[str], before: str) -> list[str]:
    whole = []
    party = ""
    for name in names:
        if _CENTRAL.match(name):
            before, party = "", "中央"
        elif place := _placed(name):
            before = place
            party = before + "委" if name[len(place)] == "委" else ""
        elif not NATIONAL.search(name) and not is_class(name) and department(name):
            if ALWAYS_OF_PARTY.fullmatch(name):
                name = (party or (before and before + "委")) + name
            elif OF_PARTY.fullmatch(name):
                name = (party or before) + name
            elif not name.endswith("部"):  # a ministry: only the State Council has such
                name = before + name
        whole.append(name)
    return whole
