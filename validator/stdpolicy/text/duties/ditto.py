"""Duties that a paragraph gives to those who have them in the one before: 责任单位同上."""

from collections.abc import Iterator, Sequence

from stdpolicy.patterns import regex
from stdpolicy.text.duties.duty import Duty
from stdpolicy.text.duties.labels import NAME, head_role

_DITTO = regex(rf"(?P<label>{NAME})\s*(?:[:：]|均|为)?\s*同上")


def ditto(text: str, before: Sequence[Duty]) -> Iterator[Duty]:
    """The duties that a paragraph gives by 同上, of those that the one `before` prints: those of the role of
    the label, and all if there are none of it.
    """
    for found in _DITTO.finditer(text):
        role = head_role(found["label"])
        same = [duty for duty in before if duty.role == role] or before
        for duty in same:
            start, end = found.span()
            yield duty._replace(start=start, end=end, covers_start=0, covers_end=start)
