"""The members of a condition that each have a sum of their own, and the ranks that it names."""

import re

from stdpolicy.patterns import regex
from stdpolicy.text.characters import BLANK, DASH
from stdpolicy.text.incentives.incentive import Incentive
from stdpolicy.text.numerals import ARABIC, EVERYDAY, value
from stdpolicy.text.sentences import Outside
from stdpolicy.text.words import PRIZE

_RANK = regex(
    rf"第(?P<first>[0-9]{{1,2}}|[{EVERYDAY}]{{1,3}})[位名]?(?:[{DASH}至到]第?(?P<last>[0-9]{{1,2}}|[{EVERYDAY}]{{1,3}}))?[位名]"
)
_BEST = regex(rf"前(?P<last>[0-9]{{1,2}}|[{EVERYDAY}]{{1,3}})[位名]")
_LEVEL = f"[1-5]A级?|[A-H][级类]|国家[1-5]A级?|国际级?|国家级?|省部?级?|市级?|县级|区级|部级|行业|地方|团体|{PRIZE}|[特一二三四]等?"
_LEVELS = regex(rf"(?:{_LEVEL})(?:[、和及](?:{_LEVEL}))+")
_FIGURE = rf"{ARABIC}{BLANK}[百千万亿]*{BLANK}(?:元|家|项|人|个|件|台|吨|亩|[%％])?"
_FIGURES = regex(rf"(?:{_FIGURE})(?:[、和及]{BLANK}(?:{_FIGURE}))+")
"""Thresholds that sums go with: 年产值突破1亿元、5亿元的企业."""
_VERB = regex(
    "制定|制订|修订|完成|获得|通过|承担|组建|入选|取得|参与|主导|认定为|列入|成为|发布|承办|创建|新增|评为|评定为|突破|入围"
)


def members(condition: str, count: int) -> list[str]:
    """The condition for each of so many sums; empty where its list has not as many members."""
    if count < 2:
        return [condition]
    for levels in _LEVELS.finditer(condition):
        parts = re.split("[、和及]", levels[0])
        if len(parts) == count:
            last = parts[-1]
            tail = last[1:] if last[0] in "一二三四特" else ""
            before, behind = condition[: levels.start()], condition[levels.end() :]
            return [
                f"{before}{part if part.endswith(tail) else part + tail}{behind}" for part in parts
            ]
    for figures in _FIGURES.finditer(condition):
        parts = re.split("[、和及]", figures[0])
        if len(parts) == count:
            before, behind = condition[: figures.start()], condition[figures.end() :]
            return [before + part + behind for part in parts]
    if (best := _BEST.search(condition)) and _whole(best["last"]) == count:
        return [condition] * count
    parts = _listed(condition)
    verbs = [verb.end() for verb in _VERB.finditer(parts[0])]
    if len(parts) == count and not verbs and (of := parts[0].rfind("的") + 1):
        verbs = [of]  # 新引进的博士、硕士
    if len(parts) != count or not verbs:
        return []
    common = parts[0][: verbs[-1]]
    return [parts[0], *(common + part for part in parts[1:])]


def _listed(condition: str) -> list[str]:
    """The members of a list, parted at 、 outside of brackets."""
    marks = (mark.start() for mark in re.finditer("、", condition))
    cuts = list(filter(Outside(condition), marks))
    return [condition[a:b].strip("、") for a, b in zip([0, *cuts], [*cuts, None], strict=True)]


def ranked(one: Incentive, nth: int = 0, count: int = 1) -> Incentive:
    """With the ranks that the condition names: 排名第二位至第四位, 前三名, of which each may have its sum."""
    if best := _BEST.search(one.condition):
        last = _whole(best["last"])
        if count > 1 and last == count:
            return one._replace(rank=nth + 1)
        return one._replace(rank=1, last_rank=last)
    found = _RANK.search(one.condition)
    if found is None or not found["first"]:
        return one
    return one._replace(rank=_whole(found["first"]), last_rank=_whole(found["last"]))


def _whole(printed: str | None) -> int | None:
    number = value(printed) if printed else None
    return None if number is None else int(number)
