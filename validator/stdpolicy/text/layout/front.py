"""The head of a document or annex: title, masthead, recipients, table of contents."""

from collections.abc import Sequence
from dataclasses import dataclass

from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.markers import marker
from stdpolicy.text.layout.pieces import Block, Piece

LONGEST_HEAD = 120
"""How many lines of a document may be its head, the table of contents aside."""
LONGEST_TITLE = 6
"""On how many lines a title may stand."""


@dataclass(frozen=True, slots=True)
class Front:
    """The head of a document, and where its body begins."""

    blocks: tuple[Block, ...]
    end: int
    """The index of the first piece of the body."""


def front(pieces: Sequence[Piece], start: int, stop: int, *, attached: bool = False) -> Front:
    """The head of the document that begins with the piece `start`, at most up to `stop`.

    It ends with the recipients, or where the first sentence or printed number stands. The title of an
    attached text that does not end as titles do is its first line: it may be a table.
    """
    blocks: list[Block] = []
    run: list[Piece] = []
    at = start
    titled = False
    while at < min(stop, start + LONGEST_HEAD):
        piece = pieces[at]
        if line.is_contents(piece.text):
            end = contents_end(pieces, at, stop)
            titled |= _close(blocks, run, titled)
            blocks += [Block("masthead", (each,)) for each in pieces[at:end]]
            at = end
        elif (titled or run or at == start) and _is_masthead(
            piece.text, titled=titled or bool(run)
        ):
            titled |= _close(blocks, run, titled)
            blocks.append(Block("masthead", (piece,)))
            at += 1
            if line.is_recipients(piece.text):
                break
        elif _is_masthead(piece.text, titled=False):
            blocks.append(Block("masthead", (piece,)))
            at += 1
        elif _ends_head(pieces, at, run, titled=titled):
            break
        else:
            run.append(piece)
            at += 1
            if attached and not titled and not _goes_on(pieces, at - 1, run[:-1]):
                titled |= _close(blocks, run, titled)
    _close(blocks, run, titled)
    return Front(tuple(blocks), at)


def _is_masthead(text: str, *, titled: bool) -> bool:
    """Whether a line of the head is a line of the masthead; some are so only below the title."""
    if line.is_document_number(text) or line.is_head(text) or line.is_news(text):
        return True
    if line.is_note(text) or line.is_routing(text):
        return True
    if not titled:
        dated = line.is_bracketed(text) and line.full_date(text) is not None
        return dated or line.is_recipients(text)
    return bool(
        line.is_recipients(text) or line.full_date(text) is not None or line.is_adoption(text)
    )


def _ends_head(pieces: Sequence[Piece], at: int, run: Sequence[Piece], *, titled: bool) -> bool:
    """Whether the body begins with a line: with a number, prose, or what follows a whole title."""
    text = pieces[at].text
    if marker(text) or line.annex_label(text) or len(run) >= LONGEST_TITLE or "\t" in text:
        return True
    if line.is_sentence(text):
        return not _goes_on(pieces, at, run)
    if not titled and not (run and line.ends_title("".join(piece.text for piece in run))):
        return False
    return not (line.ends_title(text) or line.is_body(text) or text[0] in "的（(")


def _goes_on(pieces: Sequence[Piece], at: int, run: Sequence[Piece]) -> bool:
    """Whether a line that looks like prose is only a line of a long title."""
    joined = "".join(piece.text for piece in run)
    for piece in pieces[at : at + 3]:
        if "。" in piece.text or "\t" in piece.text or len(piece.text) > line.LONGEST_LINE:
            return False
        joined += piece.text
        if line.ends_title(joined):
            return True
    return False


def _close(blocks: list[Block], run: list[Piece], titled: bool) -> bool:
    """Makes blocks of the lines between those of the masthead; whether a title is among them."""
    if not run:
        return False
    lines = list(run)
    run.clear()
    joined = "".join(piece.text for piece in lines)
    if line.ends_title(joined) or not (titled or line.is_body(joined)):
        blocks.append(Block("title", tuple(lines)))
        return True
    blocks += [Block("masthead", (piece,)) for piece in lines]
    return False


def contents_end(pieces: Sequence[Piece], at: int, stop: int) -> int:
    """Where a table of contents that begins with the piece `at` ends.

    Its entries stand once more in the text: it goes up to where the first of them does.
    """
    if at + 1 >= stop:
        return at + 1
    first = _entry(pieces[at + 1].text)
    for n in range(at + 2, stop):
        if _entry(pieces[n].text) == first or (first and pieces[n].text.startswith(first)):
            return n
    return at + 1


def _entry(text: str) -> str:
    """A line of a table of contents without dots, page number and white space."""
    return line.compact(text).rstrip("0123456789.·…—-")
