"""The head of a document or annex: title, masthead, recipients, table of contents."""

from collections.abc import Sequence
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.markers import marker
from stdpolicy.text.layout.pieces import Block, Piece

LONGEST_HEAD = 120
"""How many lines of a document may be its head, the table of contents aside."""
LONGEST_RECORD = 30
"""How many lines above the number of a document may be a record of it."""
LONGEST_TITLE = 6
"""On how many lines a title may stand."""


MOST_ADDRESSED = 6
"""On how many lines recipients may stand."""
_ADDRESSING = regex("(?:[省市县区州盟旗]|自治区|中央|国务院)?[^，,、。；]{0,8}各[^。；：:]{3,}\\Z")
"""How recipients begin that go on in the next line: 各市、县（市、区）人民, 省政府各部门、各直属."""
_CONTINUING = regex(
    r"[的（(》”和及与暨、]|.*的(?:指导|实施|若干|暂行)?(?:通知|决定|决议|公告|通告|通报|意见|批复|复函|函|报告|请示|命令|令)(?:[（(][^（()）]*[）)])?\Z"
)
"""How a line goes on with a title which is whole without it."""


class Front(NamedTuple):
    """The head of a document, and where its body begins."""

    blocks: tuple[Block, ...]
    end: int
    """The index of the first piece of the body."""


def front(pieces: Sequence[Piece], start: int, stop: int, *, attached: bool = False) -> Front:
    """The head of the document that begins with the piece `start`, at most up to `stop`.

    It ends with the recipients, or where the first sentence or printed number stands. The title of an
    attached text that does not end as titles do is its first line: it may be a table.
    """
    head = _Head(pieces, min(stop, start + LONGEST_HEAD), attached=attached)
    end = head.read(start)
    return Front(tuple(head.blocks), end)


class _Head:
    """Reads a head line by line."""

    def __init__(self, pieces: Sequence[Piece], stop: int, *, attached: bool) -> None:
        self._pieces = pieces
        self._stop = stop
        self._attached = attached
        self._run: list[Piece] = []
        """The lines of the title so far."""
        self._titled = False
        self.blocks: list[Block] = []

    def read(self, at: int) -> int:
        """Reads the lines from one on; where the body begins."""
        while at < self._stop:
            text = self._pieces[at].text
            if line.is_contents(text):
                end = contents_end(self._pieces, at, self._stop)
                self._masthead(at, end)
                at = end
            elif self._is_masthead(text):
                self._masthead(at, at + 1)
                at += 1
                if line.is_recipients(text):
                    break
            elif "\t" in text and self._is_above_head(at):
                self._masthead(at, at + 1)
                at += 1
            elif (end := self._addressed(at)) > at:
                self._close()
                self.blocks.append(Block("masthead", tuple(self._pieces[at:end])))
                return end
            elif marker(text) or line.annex_label(text) or "\t" in text:
                break
            elif self._is_whole() and not _continues(text):
                self._close()
            elif self._titled and not self._run:
                if not self._begins_title(at):
                    if not (line.is_body(text) or line.is_bracketed(text)):
                        break
                    self._masthead(at, at + 1)
                else:
                    self._run.append(self._pieces[at])
                at += 1
            elif len(self._run) >= LONGEST_TITLE or (
                line.is_sentence(text) and not self._completes(at)
            ):
                break
            else:
                self._run.append(self._pieces[at])
                at += 1
                if self._attached and not (self._completes(at) or self._is_continued(at)):
                    self._close()
        self._close()
        return at

    def _is_masthead(self, text: str) -> bool:
        """Whether a line is one of the masthead; some are so only below the title."""
        if line.is_document_number(text) or line.is_head(text) or line.is_news(text):
            return True
        if line.is_note(text) or line.is_routing(text) or line.is_recipients(text):
            return True
        if line.is_of_site(text):
            return True
        dated = line.full_date(text) is not None or line.is_month(text)
        if not (self._titled or self._run):
            return line.is_adoption(text, dated=True) or (line.is_bracketed(text) and dated)
        return dated or line.is_adoption(text)

    def _is_above_head(self, at: int) -> bool:
        """Whether a row of a table stands above the number or the recipients of the document: it is of
        a record of a kind that is not known.
        """
        if self._attached or self._titled or self._run:
            return False
        return any(
            line.is_document_number(piece.text) or line.is_recipients(piece.text)
            for piece in self._pieces[at + 1 : min(at + LONGEST_RECORD, self._stop)]
        )

    def _addressed(self, at: int) -> int:
        """Where recipients end that go on over several lines; the same place if none begin, or if each
        line has its own.
        """
        joined = self._pieces[at].text
        if _ADDRESSING.match(joined) and not line.is_body(joined):
            for end in range(at + 1, min(at + MOST_ADDRESSED, self._stop)):
                joined += self._pieces[end].text
                if line.is_recipients(joined):
                    return end + 1
        return at

    def _is_whole(self) -> bool:
        """Whether the lines of the title so far are one."""
        return bool(self._run) and line.ends_title("".join(piece.text for piece in self._run))

    def _completes(self, at: int) -> bool:
        """Whether the title goes on with a line and is whole with it or one of the next."""
        joined = "".join(piece.text for piece in self._run)
        for piece in self._pieces[at : min(at + 3, self._stop)]:
            if "。" in piece.text or "\t" in piece.text or len(piece.text) > line.LONGEST_LINE:
                return False
            joined += piece.text
            if line.ends_title(joined):
                return True
        return False

    def _is_continued(self, at: int) -> bool:
        """Whether the next line belongs to the title whatever that ends in."""
        return at < self._stop and _continues(self._pieces[at].text)

    def _begins_title(self, at: int) -> bool:
        """Whether the title of the document itself follows a news agency's lead-in, or the name of who
        announces it and the number: 关于…的公告 below 财政部公告.
        """
        last = self.blocks[-1].text
        announced = line.is_document_number(last) and self._pieces[at].text.startswith("关于")
        return (line.is_news(last) or announced) and self._completes(at)

    def _masthead(self, start: int, end: int) -> None:
        self._close()
        self.blocks += [Block("masthead", (piece,)) for piece in self._pieces[start:end]]

    def _close(self) -> None:
        """Makes a block of the lines of the title, or of each one if they are only names of bodies."""
        if not self._run:
            return
        run, self._run = tuple(self._run), []
        joined = "".join(piece.text for piece in run)
        if line.ends_title(joined) or not (self._titled or line.is_body(joined)):
            self.blocks.append(Block("title", run))
            self._titled = True
        else:
            self.blocks += [Block("masthead", (piece,)) for piece in run]


def _continues(text: str) -> bool:
    """Whether a line goes on with a title that is whole without it; names of bodies in brackets and the history of a law do not."""
    if line.is_bracketed(text) and (line.is_body(text[1:-1]) or line.is_adoption(text)):
        return False
    return _CONTINUING.match(line.compact(text)) is not None and not line.is_sentence(text)


def contents_end(pieces: Sequence[Piece], at: int, stop: int) -> int:
    """Where a table of contents that begins with the piece `at` ends.

    Its entries stand once more in the text: it goes up to where the first of them does, or to a preamble
    that stands before that.
    """
    if at + 1 >= stop:
        return at + 1
    first = _entry(pieces[at + 1].text)
    for n in range(at + 2, stop):
        if _entry(pieces[n].text) == first or (first and pieces[n].text.startswith(first)):
            return next((m for m in range(at + 1, n) if "。" in pieces[m].text), n)
    return at + 1


def _entry(text: str) -> str:
    """A line of a table of contents without dots, page number and white space."""
    return line.compact(text).rstrip("0123456789.·…—-")
