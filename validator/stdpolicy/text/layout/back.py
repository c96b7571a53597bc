"""The tail of a document, line by line: signature, annex notes, and where an annex begins."""

from collections.abc import Sequence

from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.markers import Style, marker
from stdpolicy.text.layout.pieces import Block, Piece

MOST_SIGNED = 40
"""How many bodies may sign, a line each."""


def is_tail(text: str) -> bool:
    """Whether a line can stand in the tail of a document alone, the signature aside."""
    return line.is_note(text) or line.is_routing(text) or line.annex_label(text) is not None


def body_end(pieces: Sequence[Piece], start: int, stop: int) -> int:
    """Where the body of a document ends that begins with the piece `start`."""
    return next(
        (
            at
            for at in range(start, stop)
            if is_tail(pieces[at].text) or signature_end(pieces, at, stop) > at
        ),
        stop,
    )


def signature_end(pieces: Sequence[Piece], at: int, stop: int) -> int:
    """Where a signature ends that begins with the piece `at`; `at` if none does.

    That is the names of bodies, on a line or more, and the date on the last of them or its own. What
    looks like it within a table is none: only the rest of the tail, an annex or nothing may follow.
    """
    end = at
    last = min(stop, at + MOST_SIGNED)
    while end < last and line.is_body(pieces[end].text):
        end += 1
    if end < last and is_dated(pieces[end].text):
        end += 1
    elif end == at or (end < stop and not is_tail(pieces[end].text)):
        return at
    follows = end == stop or is_tail(pieces[end].text) or begins_text(pieces, end, stop)
    return end if follows else at


def is_dated(text: str) -> bool:
    """Whether a line is the date of a signature, alone or behind the name of a body."""
    if line.full_date(text):
        return not line.is_bracketed(text)
    return signed_on_one_line(text) is not None


def signed_on_one_line(text: str) -> tuple[str, str] | None:
    """Name and date of a signature on one line, 国务院 2018年11月7日; None if it is none."""
    if len(text) > 2 * line.LONGEST_NAME:
        return None
    for gap in range(1, len(text) - 6):
        if text[gap] in "12一二" and line.full_date(text[gap:]):
            name = text[:gap].rstrip()
            return (name, text[gap:]) if line.is_body(name) else None
    return None


def begins_text(pieces: Sequence[Piece], at: int, stop: int) -> bool:
    """Whether a text of its own begins with a line: its title, of one line or more."""
    joined = ""
    for piece in pieces[at : min(at + 4, stop)]:
        text = piece.text
        if line.is_sentence(text) or marker(text) or line.full_date(text) or is_tail(text):
            return False
        joined += text
        if line.ends_title(joined):
            return True
    return False


def begins_annex(pieces: Sequence[Piece], at: int, stop: int) -> bool:
    """Whether the text of an annex follows a line that has its label.

    附件1 has its text below it; 附件：1.… and what is followed by the signature only name annexes.
    """
    label = line.annex_label(pieces[at].text)
    if label is None or at + 1 == stop:
        return False
    number, name = label
    following = pieces[at + 1].text
    if not name:
        return not (number.endswith(("：", ":")) and entry(following, 1))
    if entry(name, 1) or is_tail(following) or signature_end(pieces, at + 1, stop) > at + 1:
        return False
    return not begins_text(pieces, at + 1, stop)


def annex_note(pieces: Sequence[Piece], at: int, stop: int) -> tuple[list[Block], int]:
    """The annexes that a note names, 附件：1.… 2.…, each a block, and where it ends."""
    number, name = line.annex_label(pieces[at].text) or ("", "")
    first = entry(name, 1)
    printed = len(pieces[at].text) - len(name) + first if name else len(number)
    blocks = [_listed(pieces[at], printed)]
    expected = 2 if first else 0 if name else 1
    end = at + 1
    while expected and end < stop and (length := entry(pieces[end].text, expected)):
        blocks.append(_listed(pieces[end], length))
        expected, end = expected + 1, end + 1
    return blocks, end


def entry(text: str, expected: int) -> int:
    """The length of the number of a line of an annex note; 0 if it has none, or one out of its row."""
    mark = marker(text)
    if not mark or mark.style not in (Style.ARABIC, Style.HAN, Style.ARABIC_BRACKETED):
        return 0
    return mark.end if mark.value == expected and "。" not in text else 0


def _listed(piece: Piece, end: int) -> Block:
    """An annex by its number and name."""
    return Block("annex", (piece,), piece.text[:end].rstrip(), piece.text[end:].strip())
