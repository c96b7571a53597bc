"""Lines of a text that are JSON as they stand: passed over in one match where the faults of others are looked
for.

Each value begins a line, and what stands in brackets is indented deeper than the line in which these
begin. Of such lines reading token by token finds nothing but that a comma came last; what is laid out
otherwise is read so.
"""

import re
from functools import cache
from itertools import count

from stdpolicy.patterns import regex

LEVELS = 3
"""So many objects and arrays within each other are passed over together."""
_STRING = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+|(?!))*+"'
_NUMBER = r"-?(?:0|[1-9][0-9]*+)(?>(?:\.[0-9]++)?)(?>(?:[eE][+\-]?[0-9]++)?)(?=[,\s])"
_SCALAR = rf"{_STRING}|{_NUMBER}|(?:true|false|null)(?=[,\s])|\{{\}}|\[\]"
_KEY = rf"{_STRING}[ \t]*+:[ \t]*+"
_END = r"[ \t]*+\r?\n"


@cache
def lines(*, of_object: bool) -> re.Pattern[str]:
    """As many members of an object, or values of an array, as follow each other, with a comma each. The group
    `margin` is how far all of them are indented.
    """
    names = map("m{}".format, count())

    def value(margin: str, levels: int) -> str:
        found = [_SCALAR]
        for opener, key, closer in ((r"\{", _KEY, r"\}"), (r"\[", "", r"\]")) if levels else ():
            inner, ends = next(names), rf"{_END}(?P={margin}){closer}"
            one = rf"(?P={inner}){key}{value(inner, levels - 1)}"
            comma = rf",(?={_END}(?P={inner})\S)|(?={ends})"
            deeper = rf"(?=(?P<{inner}>(?P={margin})[ \t]++))"
            found.append(
                rf"{opener}{_END}{deeper}(?>(?:{one}(?:{comma}){_END})+)(?P={margin}){closer}"
            )
        return f"(?:{'|'.join(found)})"

    one = f"{_KEY if of_object else ''}{value('margin', LEVELS)}"
    return regex(rf"(?=(?P<margin>[ \t]*+))(?>(?:(?P=margin){one},{_END})+)")
