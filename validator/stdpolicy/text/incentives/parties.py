"""To whom a promise is made, and on what condition."""

import re

from stdpolicy.patterns import regex
from stdpolicy.text.incentives.grants import GIFTS
from stdpolicy.text.numerals import EVERYDAY
from stdpolicy.text.sentences import Outside, clauses

_ARTICLE = regex(rf"(?:第[0-9{EVERYDAY}]{{1,6}}条)?[^\S\n]*(?:【[^【】]{{1,20}}】[^\S\n]*)?")
_TO = regex("对(?![接外口照]|标(?!准))|凡|当年|获|通过|首次|新|被|成功|经.{0,12}认定")
"""How the words begin that say who receives it."""
_OF_WHOM = regex("\\A对?(?:于(?![^，。]{0,3}年))?凡?")
_MET = regex("当年|获|首次|新(?:认定|评定|评为|获|建|增)|被|成功|入选|列入|通过|完成")
"""How a condition begins behind which nobody is named."""
_STOP = regex(
    "[，,]|分别|一次性|按(?:照|有关|国家|规定|年度)|依法|给予|予以|授予|发放|(?:奖励|补助|资助|补贴|奖补)(?=[0-9最])|每[项个件家年]|最高|再|由|可(?=按|给|予|享)"
)
_WHO = regex(
    "(?:企业|机构|单位|组织|个人|地区|城市|团体|院校|学校|人员|专家|人才|集体|主体|户|者|[个的]?人|学员|团队|部门|协会|学会|市|县|区)\\Z"
)
_FOR = regex(f"对(?P<inner>[^，。；,;]{{2,40}}?)的?(?:{'|'.join(GIFTS.values())})")


def head(text: str, start: int, grant: re.Match[str]) -> int:
    """Where the words of a promise begin in a sentence or the rest of one: those that say to whom, else
    its clause.
    """
    starts = [clause.start + start for clause in clauses(text[start : grant.end()])]
    heads = [_begin(text, at) for at in starts]
    return next((at for at in heads if _TO.match(text, at) and at <= grant.start()), heads[-1])


def _begin(text: str, clause: int) -> int:
    """Where a clause begins behind the number and title of an article."""
    article = _ARTICLE.match(text, clause)
    return article.end() if article else clause


def parties(words: str) -> tuple[str, str]:
    """Who can receive it and on what condition, of the words from 对 or 获得 on; empty if not said."""
    if not _TO.match(words):
        found = _FOR.search(words)
        return parties(f"对{found['inner']}，") if found else ("", "")
    stops = filter(Outside(words), (stop.start() for stop in _STOP.finditer(words)))
    inner = _OF_WHOM.sub("", words[: next(stops, len(words))]).removesuffix("的")
    condition, of, who = inner.rpartition("的")
    if not of and _MET.match(inner):
        return "", inner  # 对获评国家4A级旅游景区的
    if not _WHO.search(who):
        return "", inner
    return who, condition if of else ""
