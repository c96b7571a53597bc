"""Words of a text as parts of a draft: labels, figures, stretches without what only separates."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from stdpolicy.text.deadlines import Deadline, Reach
from stdpolicy.text.duties import Duty
from stdpolicy.text.figures import Figure
from stdpolicy.text.sentences import Span, enclosed
from stdpolicy.text.statements import actions

Tree = dict[str, Any]

LONGEST = 40
"""Of a label, in characters."""
OPEN = "（(〔[【"
_DATE = re.compile("^(?:到|至|力争|争取)*[^，。,;；]{0,6}[0-9]{4}年[^，。,;；]{0,4}[，,](?=.)")
"""What leads to a goal: 到2025年，."""


def short(words: str) -> str:
    """A label from words of the text: its first clause, if it is long; no date that leads to it, unless
    there is nothing else.
    """
    words = words.strip()
    words = _DATE.sub("", words).rstrip("。；;，,：:") or words
    if len(words) > LONGEST:
        cut = min((at for mark in "，；。,;" if (at := words.find(mark)) > 3), default=LONGEST)
        words = words[: min(cut, LONGEST)]
    return words


def figured(figure: Figure) -> Tree:
    """What a target says of a figure."""
    if figure.trend:
        return {"trend": figure.trend}
    tree: Tree = {"unit": figure.unit or "other", "mode": figure.mode or "unspecified"}
    if figure.periodicity:
        tree["periodicity"] = figure.periodicity
    if figure.value is None:
        return tree | {"vague": True}
    tree |= {"value": plain(figure.value), "comparator": figure.comparator or "equal"}
    if figure.upper is not None:
        tree["upperValue"] = plain(figure.upper)
    return tree


def dated(due: Deadline) -> Tree:
    """What a statement says of a deadline."""
    return {"deadline": due.date, "deadlinePrecision": due.precision}


def plain(number: Decimal) -> str:
    """A number in the one spelling of xsd:decimal that documents have."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def governing(reach: Reach, text: str, start: int) -> Iterator[tuple[Deadline, ...]]:
    """The deadlines that govern the sentences of a text."""
    for span in actions(text, start):
        if row := reach.at(span.start) or reach.at(max(span.start, span.end - 1)):
            yield row


def bracketed(text: str, duties: Sequence[Duty]) -> list[Span]:
    """The duties that are printed, each with the brackets around it."""
    brackets = [span for span in enclosed(text) if text[span.start] in OPEN]
    starts = [span.start for span in brackets]
    found = []
    for duty in duties:
        if duty.prose:
            continue
        at = bisect_right(starts, duty.start) - 1
        around = brackets[at] if at >= 0 and brackets[at].end >= duty.end else None
        found.append(around or Span(duty.start, duty.end))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text without white space and marks before it."""
    while start < end and (text[start].isspace() or text[start] in "。；，、：;,:"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
