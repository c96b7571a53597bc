"""Lines of a text that are XML as they stand: passed over in one match where the faults of others are looked for.

Each element begins a line, with one attribute at most; those in it are indented deeper. Of such lines
reading tag by tag finds nothing; what is laid out otherwise is read so.
"""

import re
from functools import cache

from stdpolicy.patterns import regex

LEVELS = 5
"""So many elements within each other are passed over together."""
_NAME = r"[A-Za-z_][\w.\-]*+"
_VALUE = r"""[^\s"<>&＜\x00-\x1f\ud800-\udfff\ufffe\uffff]*+"""
_ATTRIBUTE = rf'(?>(?:[ \t](?:xml:lang|{_NAME})="{_VALUE}")?)'
_TEXT = (
    r"(?:[^<>&＜\x00-\x08\x0a-\x1f\ud800-\udfff\ufffe\uffff]++|&(?:amp|lt|gt|quot|apos);|(?!))*+"
)
_END = r"[ \t]*+\r?\n"


@cache
def elements() -> re.Pattern[str]:
    """A line end, and as many elements as follow it, each on lines of its own. The group `margin` is how far all
    of them are indented.
    """

    def element(outer: str, level: int) -> str:
        name, margin = f"n{level}", f"m{level}"
        found = [f">{_TEXT}</(?P={name})>"]
        if level < LEVELS:
            deeper = rf"(?=(?P<{margin}>(?P={outer})[ \t]++))"
            inside = f"(?>(?:(?P={margin}){element(margin, level + 1)}{_END})+)"
            found.append(f">{_END}{deeper}{inside}(?P={outer})</(?P={name})>")
        return rf"<(?P<{name}>{_NAME})(?!:){_ATTRIBUTE}(?:/>|{'|'.join(found)})"

    following = rf"{_END}(?P=margin){element('margin', 0)}"
    return regex(rf"(?={_END}(?P<margin>[ \t]*+))(?>(?:{following})+)")
