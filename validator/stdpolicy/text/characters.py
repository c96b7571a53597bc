"""What a code point is, by its Unicode properties rather than by a list of those met so far.

White space is the regular expression `\\s` and `str.strip()`, a decimal digit of any script is
`\\d`: Python takes both from the Unicode Character Database. What it lacks stands here.
"""

import re
import unicodedata

from stdpolicy.patterns import regex

UNICODE_VERSION = "18.0.0"
"""The version of the Unicode Character Database that the ranges below are from."""

DEFAULT_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""Default_Ignorable_Code_Point (DerivedCoreProperties.txt): soft hyphen, zero-width characters,
fillers, variation selectors, tags; every Bidi_Control is among them."""
ALSO_UNSEEN = "\u2028-\u2029\u2800\ufff9-\ufffb\U00013430-\U0001343f"
"""Line and paragraph separators, the blank Braille pattern, and the format controls (Cf) that are
neither ignorable nor print a sign of their own."""

INVISIBLE = regex(f"[{DEFAULT_IGNORABLE}{ALSO_UNSEEN}]")
FOREIGN_DIGIT = regex(r"[^\D0-9]")
DASH = (
    "\\-\u2010-\u2015\u2e3a-\u2e3b\u301c\ufe31-\ufe32\ufe58\ufe63\uff0d\u2212\u2500-\u2501~\uff5e"
)
"""The dashes of Chinese texts, for a character class: those of Dash_Punctuation that are in use, and
what is set in their stead: minus sign, box drawing, tilde."""
BLANK = r"[^\S\n]*+"
"""White space within a line, if any; all there is, so that no pattern tries it in two ways."""
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, for a character class: the zero 〇, the unified and the compatibility ideographs
with the planes that are set apart for them."""
OPENING, CLOSING = "(（[［〔﹝【〖{｛〈", ")）]］〕﹞】〗}｝〉"
"""Brackets of every form and width."""


def half_width(text: str) -> str:
    """The text with the decimal digits of all scripts (General_Category Nd) as 0 to 9.

    It is as long as before, so that spans of the one are spans of the other.
    """
    return FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def invisible(text: str) -> tuple[int, str] | None:
    """The first character that shows nothing and takes no room, with its index; None if there is none.

    A variation selector behind a Han character (an ideographic variation sequence, UTS #37) is one
    too: it may be meant, but two strings that look alike then differ.
    """
    found = None if text.isascii() else INVISIBLE.search(text)
    return (found.start(), found[0]) if found else None


def code_point(character: str) -> str:
    """A character by its code point, such as U+00A0."""
    return f"U+{ord(character):04X}"


def differs(found: str, expected: str) -> str:
    """Where two strings part, by code point, for a message: "U+FF21 at character 1, not U+0041".

    Raises ValueError if they are equal.
    """
    at = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), None)
    if at is None:
        if len(found) == len(expected):
            raise ValueError("the strings are equal")
        at = min(len(found), len(expected))
    here, there = (code_point(s[at]) if at < len(s) else "the end" for s in (found, expected))
    return f"{here} at character {at + 1}, not {there}"


def look_alike(one: str, other: str) -> bool:
    """Whether two strings differ in nothing, or only in what a reader hardly sees.

    That is: invisible characters, the kind of white space or dash, and compatibility forms such as
    full-width letters (Unicode normal form KD, UAX #15).
    """
    return _seen(one) == _seen(other)


def appears_in(part: str, text: str) -> bool:
    """Whether a text holds what looks like the part; see `look_alike`."""
    return _seen(part) in _seen(text)


def _seen(text: str) -> str:
    # Character by character: normalizing at one go takes quadratic time where marks are out of order.
    plain = "".join(unicodedata.normalize("NFKD", c) for c in INVISIBLE.sub("", text))
    return re.sub(rf"[{DASH}]", "-", re.sub(r"\s", " ", plain))
