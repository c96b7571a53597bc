"""Where brackets stand, whatever their form and width."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy.patterns import regex

_FORMS = ("(（", "[［", "〔﹝", "【", "〖", "{｛"), (")）", "]］", "〕﹞", "】", "〗", "}｝")
_OPEN = {sign: form for form, signs in enumerate(_FORMS[0]) for sign in signs}
_CLOSE = {sign: form for form, signs in enumerate(_FORMS[1]) for sign in signs}
_SIGNS = regex("[" + re.escape("".join((*_OPEN, *_CLOSE))) + "]")


class Bracket(NamedTuple):
    """Brackets, `text[start:end]` with both signs; the last is missing where the line ends first."""

    start: int
    end: int
    closed: bool = True

    @property
    def inside(self) -> tuple[int, int]:
        """What stands between the signs."""
        return self.start + 1, self.end - self.closed


def brackets(text: str) -> Iterator[Bracket]:
    """The outermost brackets of each line, in order; the last may lack its second sign.

    A sign of one width closes that of the other, （ and ); one of another form only where nothing else
    could be meant, 〔 and ).
    """
    start = 0
    for line in text.split("\n"):
        yield from _of_line(text, start, start + len(line))
        start += len(line) + 1


def _of_line(text: str, start: int, end: int) -> Iterator[Bracket]:
    opened: list[tuple[int, int]] = []
    forms: Counter[int] = Counter()
    found: list[Bracket] = []
    for sign in _SIGNS.finditer(text, start, end):
        if (form := _OPEN.get(sign[0])) is not None:
            opened.append((form, sign.start()))
            forms[form] += 1
            continue
        form = _CLOSE[sign[0]]
        if len(opened) == 1:
            form = opened[0][0]
        while forms[form]:
            last, begin = opened.pop()
            forms[last] -= 1
            if last == form:
                while found and found[-1].start > begin:
                    found.pop()
                found.append(Bracket(begin, sign.end()))
                break
    yield from found
    if opened and (not found or opened[-1][1] > found[-1].start):
        yield Bracket(opened[-1][1], end, False)
