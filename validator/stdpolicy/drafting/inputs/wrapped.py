"""The paragraphs of a text that was set in lines of a fixed width, joined again."""

import itertools
import re
import unicodedata
from collections.abc import Sequence

from stdpolicy.drafting.inputs.reading import Line, joined
from stdpolicy.text.layout.lines import is_document_number
from stdpolicy.text.layout.markers import marker

NARROWEST, WIDEST = 40, 130
"""How wide the lines of such a text may be, in columns; a Chinese character takes two."""
SLACK = 4
"""How many columns may be left at the end of a full line whatever follows."""
FEWEST = 3
"""Of full lines that end within a sentence, for a text to be such a one."""
SHARE = 0.5
"""How many of the full lines end so, at least."""
_ENDS = "。！？；："
_FIRST = re.compile(r"(?:[A-Za-z0-9.%]++|.)[，。；：、！？”’》）)〕\]]*+")
"""What begins a line and is not broken: a number or Latin word, or a character, with the marks behind it."""
_MARK = re.compile(r"[^\w”’》）)〕\]]\Z")


def unwrapped(lines: Sequence[Line], raw: str) -> list[Line]:
    """The lines, with those as one that are a paragraph: where their widths show it, or a 、 at the end.

    A line goes on with the one before it that is full, unless it is indented or an empty one parts them.
    """
    goes_on = [False, *(_may_go_on(*pair, raw) for pair in itertools.pairwise(lines))]
    wrapped = _wrapped(lines, goes_on, raw)
    found: list[list[Line]] = []
    for n, line in enumerate(lines):
        if wrapped[n] or (goes_on[n] and lines[n - 1].text.endswith("、")):
            found[-1].append(line)
        else:
            found.append([line])
    return [Line(joined([each.text for each in own]), own[0].start, own[-1].end) for own in found]


def _wrapped(lines: Sequence[Line], goes_on: Sequence[bool], raw: str) -> list[bool]:
    """Which lines go on with the one before, by the width of that; none where the text was not set so."""
    indents = [_columns(raw[raw.rfind("\n", 0, line.start) + 1 : line.start]) for line in lines]
    ends = [indent + _columns(line.text) for indent, line in zip(indents, lines, strict=True)]
    edge = sorted(ends)[len(ends) * 9 // 10] if ends else 0
    full = [
        end > edge - SLACK or line.text.endswith(("、", "，"))
        for end, line in zip(ends, lines, strict=True)
    ]
    if not NARROWEST <= edge <= WIDEST or max(ends) > edge + SLACK:
        return [False] * len(lines)
    broken = sum(
        full[n - 1] and goes_on[n] and not _MARK.search(lines[n - 1].text)
        for n in range(1, len(lines))
    )
    if broken < max(FEWEST, SHARE * sum(full)):
        return [False] * len(lines)
    # where a long number begins the next line, it did not fit
    firsts = [_columns(first[0]) if (first := _FIRST.match(line.text)) else 0 for line in lines]
    full = [full[n - 1] or ends[n - 1] + firsts[n] > edge for n in range(1, len(lines))] + full[-1:]
    indented = any(indents[n] and full[n] for n in range(len(lines)))
    starts = [
        indents[n] > 0 if indented else lines[n - 1].text.endswith(tuple(_ENDS))
        for n in range(len(lines))
    ]
    return [n > 0 and full[n - 1] and goes_on[n] and not starts[n] for n in range(len(lines))]


def _may_go_on(before: Line, line: Line, raw: str) -> bool:
    """Whether nothing between two lines, and no number that begins or is the second, shows that they are
    two paragraphs.
    """
    apart = raw.count("\n", before.end, line.start) > 1
    numbered = marker(line.text) or is_document_number(line.text)
    return not (apart or "\t" in before.text or "\t" in line.text or numbered)


def _columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(c) in "WFA") for c in text)
