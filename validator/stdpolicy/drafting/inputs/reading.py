"""What has been read from a file: its text as found, and the lines of the policy in it."""

import re
from collections.abc import Sequence

from msgspec import Struct

MOST_SPANNED = 100
"""Over how many columns or rows a cell of a table can go."""


class Unreadable(ValueError):
    """A file cannot be read as the text of a policy; the message is one sentence that says why."""


class Line(Struct, frozen=True):
    """A paragraph of the policy, read from `raw[start:end]`.

    The text is what stands there without glosses, in simplified characters, without line breaks.
    The cells of a row of a table are parted by a tab.
    """

    text: str
    start: int
    end: int


class Entry(Struct, frozen=True):
    """What a site says of the document, 成文日期: 2018年12月11日, read from `raw[start:end]`."""

    label: str
    """Without blanks and colon."""
    value: str
    start: int
    end: int


class Read(Struct, frozen=True):
    """The text of a file.

    `raw` is all that it shows, a paragraph or printed line a line. `lines` is the policy alone; what
    belongs to the site or the sheet (navigation, page numbers, buttons) is in no line.
    """

    raw: str
    lines: tuple[Line, ...]
    cleaned: str
    """`raw` as `clean` leaves it, to which the emendations of a source apply."""
    record: tuple[Entry, ...] = ()


def joined(texts: Sequence[str]) -> str:
    """The lines of a paragraph as one: Chinese has no blank where a line breaks, Latin words have."""
    text = ""
    for each in filter(None, texts):
        latin = (
            text[-1:].isascii() and text[-1:].isalnum() and each[0].isascii() and each[0].isalnum()
        )
        text += f" {each}" if latin else each
    return text


def spanned(printed: str | None) -> int:
    """Over how many columns or rows a cell goes, as a file prints it; over one where it does not."""
    said = (printed or "").strip()
    return min(max(int(said), 1), MOST_SPANNED) if re.fullmatch("[0-9]{1,9}", said) else 1
