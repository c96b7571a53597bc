"""Names of bodies as head and tail of a document print them: in its title, its signature, its recipients."""

import re

from stdpolicy.patterns import regex
from stdpolicy.text.characters import HAN
from stdpolicy.text.layout.lines import BODY_ENDING, compact

MOST = 60
"""Names in a row, at most: what has more is no list of bodies."""
_INTRODUCED = regex(
    "关于|印发|转发|批转|公布|发布|贯彻|[《令对给]|公告|通告|实施|加快|加强|推进|废止|修改|同意|支持|规范|落实|进一步"
)
"""What stands behind the issuers in a title."""
_SEVERAL = regex(r"等[0-9一二三四五六七八九十]{0,4}(?:个?部门|部委|单位|厅局)\Z")
_NAME = regex(
    r"国务院(?!办公厅|中央)(?:(?!国务院)\w){2,14}?(?:(?:委员会|小组)(?:办公室)?|办公室|局|委(?:办公厅)?|办(?!公))(?=\Z|国务院)|"
    r"(?:中共中央|国务院|中央军委|(?:中国共产党|中共)\w{2,10}?(?:委员会|[省市县区州盟旗]委)|\w{1,16}?政府)(?:办公厅|办公室)?"
    r"(?:(?<=政府)(?!国家|中国|中央|中华)(?:(?![省市县区])\w){2,10}?(?:委员会|领导小组|指挥部)(?:办公室)?(?=\Z))?|"
    r"国务院\w{2,12}(?:委员会|小组|办公室|[局办])|"
    r"\w{2,24}?(?:委员会(?!办公)|委(?![员办])|总局|总署|银行|部(?![门队际])|局(?!级)|厅|署|行政院|法院|检察院|科学院|工程院|"
    r"联合会|工商联|总工会|协会|学会|[银保证]监会|办公室|办(?!公)|领导小组|集团(?!\w{0,6}公司)|公司|大学|社(?!会)|组织部|宣传部)(?:办公厅|办公室)?"
)
_SPACED = regex(rf"(?<![{HAN}])[{HAN}](?:\s+[{HAN}])+(?![{HAN}])")
_SEAL = regex(r"[（(](?:代章|盖章|印章|章)[）)]\s*\Z")
_CLASS_ENDING = regex(
    "(?:政府|部门|部委|机构|机关|单位|委员会|[委局办厅部会署行社院所]|学校|院校|高校|大学|企业|公司|集团|团体|协会|中心|地区)\\Z"
)


def entitled(title: str) -> tuple[list[str], bool]:
    """The bodies that a title begins with, and whether it says that there are others (等部门).

    国务院办公厅关于… begins with one; 标准化法 with none.
    """
    title = title.removeprefix("《").replace("中华人民共和国国务院", "国务院")
    found = _INTRODUCED.search(title, 2)
    if not found:
        return [], False
    before = title[: found.start()].rstrip(" 、，")
    several = _SEVERAL.search(before)
    if several:
        before = before[: several.start()]
    if not BODY_ENDING.search(compact(before)) and compact(before) not in ("中共中央", "国务院"):
        return [], False
    return signed(before), several is not None


def signed(text: str) -> list[str]:
    """The bodies that a line of a signature names, with the blanks within names left out.

    国 务 院 is one; 教育部 财政部 and 中共嘉兴市委嘉兴市人民政府 are two.
    """
    joined = _SPACED.sub(lambda spaced: compact(spaced[0]), _SEAL.sub("", text))
    names: list[str] = []
    for part in re.split(r"[\s、，,]+", joined.strip()):
        if names and (part.startswith("办公") or not BODY_ENDING.search(names[-1])):
            names[-1] += part  # 市场监管 总局, 国务院 办公厅
        elif part:
            names.append(part)
    return [name for part in names[:MOST] for name in _each(part)]


def _each(joined: str) -> list[str]:
    """The names that are printed one behind the other without a blank; the whole if it is one."""
    names, at = [], 0
    while at < len(joined):
        found = _NAME.match(joined, at)
        if not found:
            return [joined]
        names.append(found[0])
        at = found.end()
    return names


def addressed(line: str) -> list[str]:
    """Those whom a line of recipients names, one for each 各 or body.

    各市、县人民政府，省政府各部门、各直属机构： names three: what ends as a class of bodies does is whole.
    """
    bare = re.sub(r"\A(?:主\s*送|抄\s*送|抄\s*报|分\s*送)\s*[:：]\s*", "", line.strip())
    names: list[str] = []
    for part in re.split("[，,；;。]", bare.rstrip("：:。 ")):
        whole = True
        for name in filter(None, map(str.strip, _outside("、", part))):
            if whole and len(name) > 1:  # 各委、办、局 is one
                names.append(name)
            elif names:
                names[-1] += "、" + name
            whole = _CLASS_ENDING.search(re.sub(r"[（(][^（()）]*[）)]\Z", "", name)) is not None
    return names


def _outside(mark: str, text: str) -> list[str]:
    """A text parted at a mark where that stands in no bracket."""
    parts, depth = [""], 0
    for c in text:
        depth += (c in "（(") - (c in "）)")
        if c == mark and depth <= 0:
            parts.append("")
        else:
            parts[-1] += c
    return parts
