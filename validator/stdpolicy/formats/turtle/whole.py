"""Statements of a text that are Turtle as they stand: passed over in one match where the faults of others are
looked for.

Each begins on the margin, and the lines that follow in it are indented. Of such statements reading token
by token finds nothing; what is written otherwise, brackets and comments included, is read so.
"""

import re
from functools import lru_cache

from stdpolicy.patterns import regex

_BLANK = r"(?>(?:[ \t]++|\r?\n[ \t]++)+)"
_IRI = r"<[^\x00-\x20<>＜＞〈〉《》:]*+:[^\x00-\x20<>＜＞〈〉《》]*+>"
_ENDS = r"(?=[ \t\r\n;,.])"
_STRING = r"""(?!"{3})"[^"\\\r\n]*+(?:\\(?:[tbnrf"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})[^"\\\r\n]*+|(?!))*+\""""
_TAG = rf"@(?![PpBbVv])[A-Za-z]{{1,8}}(?>(?:-[A-Za-z0-9]{{2,8}})*){_ENDS}"
_NUMBER = r"[+\-]?[0-9]++(?>(?:\.[0-9]++)?)(?=[ \t\r\n;,])"
_PREFIX = regex(r"(?:[A-Za-z][A-Za-z0-9\-]*)?")


@lru_cache(maxsize=8)
def statements(prefixes: frozenset[str]) -> re.Pattern[str]:
    """As many statements as follow each other with names of some prefixes. The group `last` is the last of them."""
    known = sorted(map(re.escape, filter(_PREFIX.fullmatch, prefixes)), reverse=True)
    name = rf"(?:{'|'.join(known) if known else '(?!)'}):[A-Za-z0-9_\-]++{_ENDS}"
    named = f"(?:{name}|{_IRI})"
    literal = rf"{_STRING}(?>(?:{_TAG}|\^\^{named})?)"
    term = f"(?:{named}|{literal}|{_NUMBER}|(?:true|false){_ENDS})"
    blank = f"(?>(?:{_BLANK})?)"
    objects = f"{term}(?>(?:{blank},{blank}{term})*)"
    said = f"(?:a{_BLANK}|{named}{_BLANK}){objects}{blank}"
    statement = rf"{named}{_BLANK}{said}(?>(?:;{_BLANK}{said})*)\.[ \t]*+(?>(?:\r?\n)+)"
    return regex(f"(?>(?P<last>{statement})+)")
