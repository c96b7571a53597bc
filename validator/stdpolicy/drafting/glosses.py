"""Pinyin readings in brackets behind characters, as some sites print them: 術(shù)."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from stdpolicy.text.characters import HAN

LONGEST_GLOSS = 48
GLOSS = re.compile(
    rf"(?<=[{HAN}])[(（]([A-Za-zɑɡÀ-ɏḀ-ỿＡ-Ｚａ-ｚ\u0300-\u030c1-5１-５:'’·\- ]{{1,{LONGEST_GLOSS}}})[)）]"
)
"""What may be a pinyin reading in brackets behind a character, to be judged by the characters."""
TONES = re.compile("[\u0300\u0301\u0304\u030c]")
NUMBERED = re.compile("(?:[a-zü:]+[1-5][ '’·-]*)+")
"""Syllables each with its tone as a number. In capitals, or with the number apart, it is a label."""


def glosses(text: str) -> Iterator[re.Match[str]]:
    """The brackets of a text, with either width of them, that hold the reading of what is before them.

    Raises ModuleNotFoundError if pypinyin is not installed (the `clean` extra).
    """
    return (found for found in GLOSS.finditer(text) if _is_reading(text, found))


def _is_reading(text: str, gloss: re.Match[str]) -> bool:
    """Whether a gloss is the reading of the characters before it, of as many as it has syllables.

    Marks of tones are not compared, since tones shift in speech (不 bú); as numbers they are, since
    what else has numbers is a label (总额(E1)). What carries none and is a single letter or in
    capitals is rather an abbreviation.
    """
    printed = unicodedata.normalize("NFKD", gloss[1]).replace("ɡ", "g").replace("ɑ", "a")
    spelt = TONES.sub("", printed)
    letters = unicodedata.normalize("NFC", spelt.lower()).replace("v", "ü").replace("u:", "ü")
    rest = re.sub("[^a-zü1-5]", "", letters)
    numbered = any(map(str.isdigit, rest))
    if numbered and (
        spelt != printed or not NUMBERED.fullmatch(unicodedata.normalize("NFC", spelt))
    ):
        return False
    if spelt == printed and (len(rest) < 2 or not spelt.islower()):
        return False
    rests = {rest}
    for at in range(gloss.start() - 1, max(-1, gloss.start() - 1 - LONGEST_GLOSS), -1):
        ends = _readings(text[at], numbered)
        rests = {rest.removesuffix(end) for rest in rests for end in ends if rest.endswith(end)}
        if "" in rests or not rests:
            break
    return "" in rests


@cache
def _readings(character: str, numbered: bool) -> frozenset[str]:
    """The readings of a character, with the numbers of their tones or without tones; none of what is
    no Han character.
    """
    from pypinyin import Style, pinyin

    if not re.fullmatch(f"[{HAN}]", character):
        return frozenset()
    style = Style.TONE3 if numbered else Style.NORMAL
    (found,) = pinyin(
        character, style=style, heteronym=True, v_to_u=True, neutral_tone_with_five=numbered
    )
    erhua = {"r5" if numbered else "r"} if character in "儿兒" else set()
    return frozenset({*found, *erhua} - {character})
