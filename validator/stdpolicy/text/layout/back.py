"""The tail of a document, line by line: signature, annex notes, and where an annex begins."""

from collections.abc import Sequence
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.markers import Style, marker
from stdpolicy.text.layout.pieces import Block, Piece
from stdpolicy.text.numerals import YEAR

_YEAR = regex(rf"{YEAR}(?=\s?[年./-])")
_FIRST = regex(r"[1１]\s?[.．、]\Z")
MOST_SIGNED = 60
"""How many bodies may sign, a line each."""
SHORTEST_FULL = 20
"""Of a line of an annex note that may go on on the next, in characters."""
SHORTEST_TITLE = 4
"""Of an annex without a label, in characters."""


def signed_on_one_line(text: str) -> tuple[str, str] | None:
    """Name and date of a signature on one line, 国务院 2018年11月7日; None if it is none."""
    if len(text) > 2 * line.LONGEST_NAME:
        return None
    for year in _YEAR.finditer(text, 1):
        if line.full_date(text[year.start() :]):
            name = text[: year.start()].rstrip()
            return (name, text[year.start() :]) if line.is_body(name) else None
    return None


def entry(text: str, expected: int) -> int:
    """The length of the number of a line of an annex note; 0 if it has none, or one out of its row."""
    mark = marker(text)
    if not mark or mark.style not in (Style.ARABIC, Style.HAN, Style.ARABIC_BRACKETED):
        return 0
    return mark.end if mark.value == expected and "。" not in text else 0


class Back(NamedTuple):
    """The lines of a document up to its last, of which the tail is looked for."""

    pieces: Sequence[Piece]
    stop: int
    signers: tuple[str, ...] = ()
    """The bodies that the title names, if it names all that sign."""
    labelled: bool = False
    """Whether it is a text under the label of an annex, in which no other text begins."""
    tabular: bool = False
    """Whether it is a table by its title, which nobody signs: cells look like signatures."""

    def body_end(self, start: int) -> int:
        """Where the body ends that begins with the piece `start`: at a line behind which the body
        does not go on.
        """
        at = start
        while at < self.stop:
            if self.signature_end(at) > at or line.annex_label(self._text(at)):
                return at
            end = at
            while end < self.stop and self._is_noted(end):
                end += 1
            if end > at and (end == self.stop or self._may_follow(end)):
                return at
            at = max(end, at + 1)
        return self.stop

    def signature_end(self, at: int) -> int:
        """Where a signature ends that begins with the piece `at`; `at` if none does.

        That is the names of bodies, on a line or more, and the date on the last of them or its own.
        What looks like it within a table is none: only the rest of the tail, an annex or nothing may
        follow, unless those sign whom the title names. Of more lines than it names the last ones sign.
        """
        end = at
        last = at if self.tabular else min(self.stop, at + MOST_SIGNED)
        while end < last and line.is_body(self._text(end)):
            end += 1
        if (
            self.signers
            and end - at > len(self.signers)
            and not line.is_person(self._text(end - 1))
        ):
            return at
        if end < last and self._is_dated(end):
            end += 1
        elif self.tabular or end == at or not (end == self.stop or self._is_noted(end)):
            return at
        if end == self.stop or self._may_follow(end):
            return end
        signed = line.compact("".join(self._text(n) for n in range(at, end - 1)))
        return end if signed and signed == "".join(self.signers) else at

    def begins_text(self, at: int) -> bool:
        """Whether a text of its own begins with a line: its title, of one line or more."""
        joined = ""
        for n in range(at, min(at + 4, self.stop)):
            text = self._text(n)
            if line.is_sentence(text) or marker(text) or line.full_date(text) or "\t" in text:
                return False
            if self._is_noted(n) or line.annex_label(text):
                return False
            joined += text
            if line.ends_title(joined):
                return len(joined) >= SHORTEST_TITLE
        return False

    def begins_annex(self, at: int) -> bool:
        """Whether the text of an annex follows a line that has its label.

        附件1 has its text below it; 附件：1.… and what is followed by the signature only name annexes.
        """
        label = line.annex_label(self._text(at))
        if label is None or at + 1 == self.stop:
            return False
        number, name = label
        following = self._text(at + 1)
        if not name:
            return not (number.endswith(("：", ":")) and entry(following, 1))
        if self._lists(at, number, name) or line.annex_label(following) or self._is_noted(at + 1):
            return False
        if self._name_end(at) > at + 1:
            return False
        return self.signature_end(at + 1) == at + 1 and not self.begins_text(at + 1)

    def annex_note(self, at: int) -> tuple[list[Block], int]:
        """The annexes that a note names, 附件：1.… 2.…, each a block, and where it ends."""
        number, name = line.annex_label(self._text(at)) or ("", "")
        first = entry(name, 1)
        printed = len(self._text(at)) - len(name) + first if name else len(number)
        end = self._name_end(at) if name else at + 1
        blocks = [self._listed(at, end, printed)]
        expected = 2 if self._lists(at, number, name) else 0 if name else 1
        while expected and end < self.stop and (length := entry(self._text(end), expected)):
            start, end = end, self._name_end(end)
            blocks.append(self._listed(start, end, length))
            expected += 1
        return blocks, end

    def _lists(self, at: int, number: str, name: str) -> bool:
        """Whether a label is that of the first of several annexes: 附件：1.…, or 附件1.… above 2.…."""
        if entry(name, 1):
            return True
        end = self._name_end(at)
        return bool(_FIRST.search(number)) and end < self.stop and entry(self._text(end), 2) > 0

    def _name_end(self, at: int) -> int:
        """Where the name of an annex ends that a line begins: on the next, if that makes it whole."""
        end = at + 1
        name = self._text(at)
        if len(name) < SHORTEST_FULL or line.ends_title(name) or end == self.stop:
            return end
        text = self._text(end)
        goes_on = not (line.is_sentence(text) or marker(text) or line.annex_label(text))
        return end + (goes_on and not self._ends_body(end) and line.ends_title(text))

    def _ends_body(self, at: int) -> bool:
        return self._is_noted(at) or self.signature_end(at) > at

    def _listed(self, start: int, end: int, length: int) -> Block:
        """An annex by its number and name, which may stand on two lines."""
        pieces = tuple(self.pieces[start:end])
        text = "".join(piece.text for piece in pieces)
        return Block("annex", pieces, text[:length].rstrip(), text[length:].strip())

    def _text(self, at: int) -> str:
        return self.pieces[at].text

    def _is_noted(self, at: int) -> bool:
        """Whether a line is a note on disclosure or contacts, or of the print record."""
        return line.is_note(self._text(at)) or line.is_routing(self._text(at))

    def _is_dated(self, at: int) -> bool:
        """Whether a line is the date of a signature, alone or behind the name of a body."""
        text = self._text(at)
        if line.full_date(text):
            return not line.is_bracketed(text)
        return signed_on_one_line(text) is not None

    def _may_follow(self, at: int) -> bool:
        """Whether a line can stand behind a signature or note."""
        if self._is_noted(at) or line.annex_label(self._text(at)):
            return True
        if self.begins_text(at):
            return not self.labelled
        return self._signs(at)

    def _signs(self, at: int) -> bool:
        """Whether only names of bodies and a date are left, or they and the rest of the tail."""
        end = at
        while end < self.stop and line.is_body(self._text(end)):
            end += 1
        return end > at and end < self.stop and self._is_dated(end)
