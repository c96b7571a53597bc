"""The emendations by which a cleaned text becomes the text of a policy: what was left out, parted, joined."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from stdpolicy.drafting.clean import emend
from stdpolicy.drafting.inputs.radicals import ideographs
from stdpolicy.drafting.inputs.script import mended

_BLANKS = re.compile(r"\n|[^\S\n]*")
CONTEXT = 4
"""How many characters on either side an emendation begins with, to be told from the rest of the text."""


class Emendation(Struct, frozen=True):
    """A change of the text: `original` stands in it once as it is by then."""

    kind: str
    """A code of the list emendation-kind."""
    original: str
    corrected: str


class _Edit(Struct, frozen=True):
    start: int
    end: int
    new: str
    kind: str


def emendations(cleaned: str, lines: Sequence[str]) -> list[Emendation]:
    """What makes the lines of a policy of a text as `clean` leaves it, in the order of the text.

    The lines hold the characters of the text in their order, apart from those of whole lines that are
    left out, with other white space, and ideographs as `read` gives them. Raises ValueError where they
    do not.
    """
    target = "\n".join(lines)
    text, shift = cleaned, 0
    found = []
    for edit in _merged(_edits(cleaned, target)):
        start, end = edit.start + shift, edit.end + shift
        context = 0 if edit.kind == "chrome-removal" else CONTEXT
        before, after = _window(text, start, end, context)
        found.append(
            Emendation(
                edit.kind, text[before:after], text[before:start] + edit.new + text[end:after]
            )
        )
        text = text[:start] + edit.new + text[end:]
        shift += len(edit.new) - (end - start)
    numbered = (
        {"id": f"#{n}", "order": n, "original": each.original, "corrected": each.corrected}
        for n, each in enumerate(found, 1)
    )
    if emend(cleaned, numbered) != target:
        raise ValueError("the lines do not hold the characters of the text")
    return found


def _edits(cleaned: str, target: str) -> Iterator[_Edit]:
    """The changes of a text, line by line."""
    at = place = 0
    joined = False  # whether the last line that is kept goes on with the next one
    for line in cleaned.split("\n"):
        edits, reached = _of_line(line, at, target, place)
        if reached is None:
            end = min(at + len(line) + joined, len(cleaned))
            yield _Edit(at, end, "", "chrome-removal")
        else:
            yield from edits
            place = reached
            end = at + len(line)
            gap = target[place : place + 1]
            joined = bool(gap) and not gap.isspace() and end < len(cleaned)
            if joined:
                yield _Edit(end, end + 1, "", "whitespace")
            elif gap == " ":  # of Latin words, in a paragraph that was set in several lines
                yield _Edit(end, end + 1, gap, "whitespace")
            place += gap.isspace()
        at += len(line) + 1


def _of_line(line: str, at: int, target: str, place: int) -> tuple[list[_Edit], int | None]:
    """The changes of a line that begins at a place of the target, and where that goes on; None if the
    line is not in it.
    """
    edits: list[_Edit] = []
    wanted = mended(line)
    n = 0
    while n < len(line):
        here = target[place : place + 1]
        form = ideographs(wanted[n])
        if here == line[n]:
            n, place = n + 1, place + 1
        elif line[n].isspace():
            run = len(line[n:]) - len(line[n:].lstrip())
            new = _BLANKS.match(target, place)[0]  # type: ignore[index]
            edits.append(_Edit(at + n, at + n + run, new, "whitespace"))
            n, place = n + run, place + len(new)
        elif here == "\n":
            edits.append(_Edit(at + n, at + n, here, "whitespace"))
            place += 1
        elif here and target.startswith(form, place):
            edits.append(_Edit(at + n, at + n + 1, form, "script-conversion"))
            n, place = n + 1, place + len(form)
        else:
            return [], None
    return edits, place


def _merged(edits: Iterator[_Edit]) -> Iterator[_Edit]:
    """Lines that are left out one behind the other as one change, the line breaks between them too."""
    last: _Edit | None = None
    for edit in edits:
        removes = edit.kind == "chrome-removal"
        if last and removes and last.kind == edit.kind and edit.start <= last.end + 1:
            last = _Edit(last.start, edit.end, "", edit.kind)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def _window(text: str, start: int, end: int, context: int) -> tuple[int, int]:
    """A stretch of a text round a place that stands in it once, with at least so much on either side."""
    while True:
        before, after = max(0, start - context), min(len(text), end + context)
        if text.count(text[before:after]) == 1 or (before, after) == (0, len(text)):
            return before, after
        context = 2 * context or CONTEXT
