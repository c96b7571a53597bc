"""How a figure is to be compared: the words of limit before and behind its number.

The words are the cues of the code list comparator. 以上, 以内 and the like stand behind the number, all
others before it.
"""

import re
from functools import cache
from typing import NamedTuple

from stdpolicy.model.edition import current
from stdpolicy.patterns import longest_first, regex
from stdpolicy.text.characters import BLANK, HAN
from stdpolicy.text.cues import Cues
from stdpolicy.text.figures.numbers import Number
from stdpolicy.text.figures.units import TIMES

EQUAL = "equal"
BETWEEN = "between"
MORE_THAN = "more-than"
_BEHIND = regex("[以之及左]|上下")
"""What begins the words that stand behind a number."""
_WINDOW = 24
"""How far before a number its words of limit are looked for, in characters."""
_STOP = regex("[，,。；;：:、！？\n]")
_LEADS = regex(rf"{BLANK}(?:[了到至为在于有达]|达到)?{BLANK}")
"""What may stand between a word of limit and the number: 超过了5个, 不低于在校生的5%."""
_OF_WHOLES = "不低于 不少于 不得低于 不得少于 不超过 不得超过 不高于 超过 低于 高于"
_FAR = {
    **dict.fromkeys(("至少", "最少", "最多", "至多"), rf"[{HAN}]{{0,8}}"),
    **dict.fromkeys(
        _OF_WHOLES.split(), rf"[{HAN}A-Za-z0-9（）()“”]{{1,16}}(?:的|(?<=.)[额数量位积])"
    ),
}
"""Words of limit with a verb or a whole before the number: 至少建设一所, 不低于财政支出的5%."""
_ESCAPED = regex(rf"&(lt|gt|le|ge);{BLANK}\Z")
_SIGNS = {"lt": "less-than", "gt": MORE_THAN, "le": "at-most", "ge": "at-least"}
"""Signs as they stand where a page was taken apart."""
_ROUND = regex(r"(?<![突超通经以])(?P<word>[上过破近超])\Z")
_ROUNDED = {"上": "at-least", "过": MORE_THAN, "破": MORE_THAN, "近": "about", "超": MORE_THAN}
"""Before a round number: 上百家, 过千家, 近百项."""


class Comparison(NamedTuple):
    """What a number's words of limit say, and where they and the number begin and end."""

    code: str
    """Of the code list comparator; nothing where no word of limit is printed."""
    start: int
    end: int


@cache
def _cues() -> Cues:
    return Cues(current().schemes["comparator"])


@cache
def _behind() -> re.Pattern[str]:
    codes = current().schemes["comparator"].codes.values()
    words = [cue for code in codes for cue in code.cues if _BEHIND.match(cue)]
    either = "|".join(longest_first(words))
    return regex(
        rf"{BLANK}(?:[(（][^()（）]{{1,6}}[)）])?(?P<word>{either})(?:[(（][不]?含[^()（）]{{0,6}}[)）])?"
        r"|(?P<within>内)(?![部外容地资陆涵])"
    )


def compared(text: str, number: Number, after: int = 0) -> Comparison:
    """The words of limit of a number; those behind it go before those before it (超过80%以上).

    Those before it are looked for from a place on, `after` the number before.
    """
    start, code = _before(text, number, after)
    end = number.end
    if number.vague:
        return Comparison("", number.start, end)
    if number.graded:
        return Comparison("about", start, end)
    found = _behind().match(text, end)
    if found and found["word"]:
        code, end = next(_cues().find(found["word"])).code, found.end()
    elif found and number.unit.code in TIMES:
        code, end = "at-most", found.end()
    elif not code and number.more:
        code = MORE_THAN
    if number.upper is not None:
        code = BETWEEN
    return Comparison(code, start, end)


def _before(text: str, number: Number, after: int) -> tuple[int, str]:
    """Where the words of limit before a number begin, and what they call for."""
    begin = max(after, number.start - _WINDOW)
    window = text[begin : number.start]
    if signs := _ESCAPED.search(window):
        return begin + signs.start(), _SIGNS[signs[1]]
    stops = [found.end() for found in _STOP.finditer(window)]
    if stops:
        begin, window = begin + stops[-1], window[stops[-1] :]
    if number.numeral[:1] in "百千万亿" and (found := _ROUND.search(window)):
        return begin + found.start(), _ROUNDED[found["word"]]
    for cue in reversed(list(_cues().find(window))):
        rest = window[cue.start + len(cue.word) :]
        far = _FAR.get(cue.word)
        beside = _LEADS.fullmatch(rest) or (far and re.fullmatch(far, rest))
        if beside and cue.code != BETWEEN and not _BEHIND.match(cue.word):
            return begin + cue.start, cue.code
    return number.start, ""
