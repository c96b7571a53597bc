"""Paragraphs that run together in a line, parted where their numbers or forms prove it."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from stdpolicy import memo
from stdpolicy.patterns import regex
from stdpolicy.text.characters import HAN
from stdpolicy.text.citations import document_numbers
from stdpolicy.text.dates import dates
from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.markers import printed
from stdpolicy.text.layout.pieces import Piece, piece
from stdpolicy.text.layout.rows import Mark, proven

HEAD_LINES = 6
"""Within how many lines of a text title, number and recipients may run together."""
LONGEST_HEAD = 1000
"""How far from the beginning of a line they may stand, in characters."""
LONGEST_TAIL = 400
"""How far from the end of a line a signature may begin."""
_ANNEX = regex(r"(?<=[。！）)])\s*(?=附件\s?[0-9]?\s?[:：])")
_LABEL = regex(r"附件\s?[:：]\s?\Z")
_COLON = regex(r"[:：]\s*(?=\S)")
_BLANKS = regex(r"\s+")
_OPENS = regex("各|国务院|为|按照|根据|《|省|市")
_ENDS = regex("[。！；]")
_SITE = regex(rf"(?:\A|(?<=\s))(?>(?:{line.OF_SITE}){{2,}})")
"""What a site sets before the title, where it runs together with that."""
_BETWEEN = regex(
    rf"(?<=[0-9{HAN}。，；：:！？）)”》】][{HAN}。，；：:！？）)”》】])(?<!日电)(?<!日讯)\s+(?=[{HAN}（(“《—〔]\S|[12][0-9]{{3}}年)"
)
"""White space that parts paragraphs, in a line where it parts numbered ones: not 国 务 院, not GB 1."""


def apart(lines: Sequence[str]) -> list[Piece]:
    """The paragraphs of a text: its lines, and the parts of lines in which several run together.

    Nothing but white space is lost: the pieces of a line, one behind the other, are its text. A row of
    a table is never parted.
    """
    numbers: dict[int, list[Mark]] = defaultdict(list)
    for mark in proven(lines):
        if not _LABEL.search(lines[mark.line], max(0, mark.start - 6), mark.start):
            numbers[mark.line].append(mark)
    found = []
    for at, text in enumerate(lines):
        cuts: set[int] = set()
        if not line.is_row(text):
            cuts.update(_forms(text, head=at < HEAD_LINES))
            cuts.update(mark.start for mark in numbers[at])
            cuts.update(_blanks(text, numbers[at]))
        bounds = sorted({0, *cuts, len(text)})
        pairs = itertools.pairwise(bounds)
        found += [own for start, end in pairs if (own := piece(at, text, start, end))]
    return found


def _blanks(text: str, marks: Sequence[Mark]) -> Iterator[int]:
    """Where white space parts paragraphs, in a line whose numbered paragraphs it parts."""
    if sum(mark.before == " " for mark in marks) * 2 <= len(marks):
        return
    lead = printed(text)
    behind_number = {mark.end for mark in marks} | ({lead.end} if lead else set())
    for found in _BETWEEN.finditer(text):
        if found.start() not in behind_number:
            yield found.end()


@memo.sequence
def _forms(text: str, *, head: bool) -> Iterator[int]:
    """Where a line has to be parted because of what it holds: a number, a signature, an annex note."""
    if head:
        yield from _of_head(text[:LONGEST_HEAD])
    yield from _of_signature(text)
    yield from (found.end() for found in _ANNEX.finditer(text) if found.start())


def _of_head(text: str) -> Iterator[int]:
    """Where title, document number, recipients and preamble part."""
    at = 0
    if (record := _SITE.search(text)) and record.end() < len(text):
        yield from (record.start(), record.end())
        at = record.end()
    for blank in _BLANKS.finditer(text[: at + 4 * line.LONGEST_LINE], at):
        if _OPENS.match(text, blank.end()) and line.ends_title(text[at : blank.start()]):
            yield blank.end()
            at = blank.end()
            break
    for number in document_numbers(text):
        before = text[at : number.start].rstrip()
        if before and not line.ends_title(before):
            break
        behind = text[number.end :].lstrip()
        if before and (text[number.start - 1].isspace() or behind.startswith("各")):
            yield number.start
        if behind and (text[number.end].isspace() or behind.startswith("各")):
            yield number.end
            at = len(text) - len(behind)
        break
    colon = _COLON.search(text, at)
    if colon and "。" in text[colon.end() :]:
        named = text[at : colon.start() + 1]
        if named.startswith("各") and line.is_recipients(named):
            yield colon.end()


def _of_signature(text: str) -> Iterator[int]:
    """Where a signature begins and ends that stands behind the body, or before a note or an annex."""
    for date in dates(text):
        far = LONGEST_HEAD <= date.start < len(text) - LONGEST_TAIL
        behind = text[date.end :].lstrip()
        if far or date.day is None or date.year is None or (behind and not _may_follow(behind)):
            continue
        if behind and not text[date.end].isspace() and behind[0] not in "（(":
            continue
        start = max((text.rfind(end, 0, date.start) for end in "。！；"), default=-1) + 1
        name = text[start : date.start].strip()
        if not (line.is_body(name) if name else start):
            continue
        if start:
            yield start
        if behind:
            yield date.start
            yield date.end


def _may_follow(behind: str) -> bool:
    """Whether a note or the title of an annex stands behind the date, and ends there or at a blank."""
    first = _BLANKS.split(behind[: 3 * line.LONGEST_LINE], maxsplit=1)[0]
    return line.is_note(first) or (line.ends_title(first) and not line.is_sentence(first))
