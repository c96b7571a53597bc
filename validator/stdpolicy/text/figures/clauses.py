"""The clauses of a paragraph: what stands between its commas, colons and stops.

Brackets and quotation marks hold together what they enclose. What round brackets enclose is also
read by itself, as an aside.
"""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from stdpolicy.patterns import regex
from stdpolicy.text.numerals import PLACE
from stdpolicy.text.words import ROLES

_CLOSING = dict(zip("(（[〔【{《<“‘「『", ")）]〕】}》>”’」』", strict=True))
_QUOTES = '“‘「『《"'
_SPOKEN = '"“「'
_PARTED = regex("[，；。]")
_PRINTED = regex("[0-9]+(?:[.][0-9]+)?(?:[%％百千万亿余多个项家名所条])")
"""A number of which more than one make a statement of a quotation."""
_ROUND = "(（"
_OTHER_WIDTH = {")": "）", "）": ")"}
_MARKS = regex(r"[()（）\[\]〔〕【】{}《》“”‘’「」『』\"]|[，,；;。！!？?：:\n]")
_WITHIN = regex("[，,；;。：:]")
_STOPS = "；;。！!？?\n"
_PERIODS = ("。", "！", "？", "!", "?", "\n")
_AHEAD = regex(
    "到20[0-9]{2}年|20[0-9]{2}年(?:底|末)?前|力争|目标|预期|指标|“十[三四五六]五”(?:期间|末)|今后|未来"
)
"""Words that say of all that follows in a sentence that it is to be reached."""
_THOUSANDS = regex(r"(?<=\d)[，,]\d{3}(?!\d)")
_LABEL = regex(rf"\s*(?:{PLACE}\s*){{0,3}}")
"""The number of a provision before its text."""
_DUTY = regex(rf"[(（][^()（）]{{0,200}}(?:{ROLES}|单位)[^()（）]{{0,60}}[)）]")
"""Who is responsible for the sentence before."""


class Clause(NamedTuple):
    """A clause, `text[start:end]`, without the mark that closes it."""

    start: int
    end: int
    mark: str
    """The mark that closes it; nothing at the end of the text or of a bracket."""
    sentence: int
    """Which sentence it is of, by number; a semicolon ends one too."""
    aside: bool
    """Whether it stands in brackets."""


class Clauses:
    """The clauses of a text, and where it is quoted."""

    def __init__(self, text: str) -> None:
        pairs = _pairs(text)
        stating = {
            opened: closed for opened, closed in pairs.items() if _states(text, opened, closed)
        }
        for opened in stating:
            del pairs[opened]
        self._main = _main(text, pairs, {*stating, *stating.values()})
        self._asides = _asides(text, pairs)
        self._sentences: dict[int, int] = {}
        self._periods: dict[int, int] = {}
        period = 0
        for clause in self._main:
            self._sentences.setdefault(clause.sentence, clause.start)
            self._periods.setdefault(clause.sentence, period)
            if clause.mark in _PERIODS:
                period = clause.end + 1
        self._ahead = [found.start() for found in _AHEAD.finditer(text)]
        self._quotes: list[tuple[int, int]] = []
        for opened, closed in sorted(pairs.items()):
            if text[opened] in _QUOTES and (not self._quotes or opened > self._quotes[-1][1]):
                self._quotes.append((opened, closed))

    @property
    def all(self) -> list[Clause]:
        """The clauses in their order, asides left out."""
        return self._main

    def at(self, place: int) -> Clause:
        """The clause that a character stands in; in a bracket the clause there."""
        for group in (self._asides, self._main):
            found = bisect_right(group, place, key=lambda clause: clause.start) - 1
            if found >= 0 and (not group[found].aside or place < group[found].end):
                return group[found]
        return self._main[0]

    def before(self, clause: Clause) -> Clause | None:
        """The clause before one, up to the last full stop; in a bracket, within it."""
        group = self._asides if clause.aside else self._main
        place = bisect_right(group, clause.start, key=lambda clause: clause.start) - 2
        found = group[place] if place >= 0 else None
        if found is None or found.mark in _PERIODS:
            return None
        return found if not clause.aside or found.sentence == clause.sentence else None

    def begin(self, clause: Clause) -> int:
        """Where the sentence of a clause begins."""
        return clause.sentence + 1 if clause.aside else self._sentences[clause.sentence]

    def period(self, clause: Clause) -> int:
        """Where the words begin that stand before a clause up to the full stop; an aside stands alone."""
        return clause.start if clause.aside else self._periods[clause.sentence]

    def announced(self, clause: Clause, place: int) -> bool:
        """Whether words before a place, up to the full stop before it, say that targets follow."""
        begin = self.period(clause)
        found = bisect_left(self._ahead, begin)
        return found < len(self._ahead) and self._ahead[found] < place

    def quoted(self, start: int, end: int) -> bool:
        """Whether a stretch of the text stands in quotation marks."""
        found = bisect_right(self._quotes, start, key=lambda quote: quote[0]) - 1
        return found >= 0 and end <= self._quotes[found][1]


def _main(text: str, pairs: dict[int, int], ends: set[int]) -> list[Clause]:
    """The clauses, of which some close at `ends`, the marks round what is quoted and is no name."""
    clauses: list[Clause] = []
    sentence, start, skip = 0, 0, -1
    for mark in _MARKS.finditer(text):
        at = mark.start()
        if at <= skip:
            continue
        if at in pairs:
            skip = pairs[at]
        elif at in ends or (mark[0] in "，,；;。！!？?：:\n" and not _THOUSANDS.match(text, at)):
            clauses.append(Clause(_begin(text, start, at), at, mark[0], sentence, False))
            sentence += mark[0] in _STOPS
            start = mark.end()
    clauses.append(Clause(_begin(text, start, len(text)), len(text), "", sentence, False))
    return clauses


def _asides(text: str, pairs: dict[int, int]) -> list[Clause]:
    """What stands in the outermost round brackets."""
    clauses: list[Clause] = []
    skip = -1
    for opened, closed in sorted(pairs.items()):
        if opened < skip or text[opened] not in _ROUND:
            continue
        skip, start = closed, opened + 1
        for mark in _WITHIN.finditer(text, start, closed):
            if not _THOUSANDS.match(text, mark.start()):
                clauses.append(Clause(start, mark.start(), mark[0], opened, True))
                start = mark.end()
        clauses.append(Clause(start, closed, "", opened, True))
    return clauses


def _pairs(text: str) -> dict[int, int]:
    """Where each bracket or quotation mark of a line that has a partner is closed, by where it opens."""
    pairs: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        mark = found[0]
        if opened and opened[-1][0] in (mark, _OTHER_WIDTH.get(mark)):
            pairs[opened.pop()[1]] = found.start()
        elif mark in _CLOSING or mark == '"':
            opened.append((_CLOSING.get(mark, mark), found.start()))
        elif mark == "\n":
            opened.clear()
    return pairs


def _states(text: str, start: int, end: int) -> bool:
    """Whether what is quoted is no name but states figures: “培育企业50家，覆盖率达到90%”."""
    if text[start] not in _SPOKEN or not _PARTED.search(text, start, end):
        return False
    return len(_PRINTED.findall(text, start, end)) > 1


def _begin(text: str, start: int, end: int) -> int:
    """Where the words of a clause begin, behind blanks and the number of a provision."""
    for pattern in (_DUTY, _LABEL):
        if found := pattern.match(text, start, end):
            start = found.end()
    return start
