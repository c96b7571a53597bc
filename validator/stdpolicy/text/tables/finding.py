"""Where the tables of a text stand: head, rows, the lines that part or follow these."""

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from stdpolicy.patterns import regex
from stdpolicy.text.bodies import Gazetteer
from stdpolicy.text.tables.columns import Placed, aligned, fits
from stdpolicy.text.tables.grid import Cell, Column, cells
from stdpolicy.text.tables.heads import expanded, heads, is_read, read_head

TRIED = 40
"""How many rows are tried to find which column a cell of the second row of a head stands over."""
LONGEST_GROUP = 40
"""Of a line that names what the rows below it belong to, in characters."""
MOST_NOTES = 12
_NOTE = regex(r"[（(]?(?:备\s*)?[注说](?:明)?\s*[:：.．、]|[（(]?注\s?[0-9]|[（(]?[①-⑩*＊]")
_FURTHER = regex(r"[0-9]{1,2}\s*[.．、]|[（(][0-9]{1,2}[)）]|[①-⑩*＊]")


class Table(Struct):
    """A table as it stands in the lines of a text."""

    columns: list[Column]
    heads: list[int]
    """The lines of its head, and those that repeat it on further pages."""
    rows: list[Placed | None] = field(default_factory=list)
    """Its rows with a cell or nothing for each column; None where a line parts the rows."""
    groups: list[int] = field(default_factory=list)
    """The lines that name what the rows below belong to."""
    unread: list[int] = field(default_factory=list)
    """Those of rows that have cells which can stand in several columns."""
    notes: list[int] = field(default_factory=list)
    """Those of the notes below it."""

    def proven(self, gazetteer: Gazetteer) -> bool:
        """Whether at least as many rows hold what the columns ask for as do not."""
        said = [fits(row, self.columns, gazetteer) for row in self.rows if row is not None]
        sure = sum(right > 0 and not wrong for right, wrong in said)
        return sure > 0 and 2 * sure >= len(said) + len(self.unread)


def found(lines: Sequence[str], gazetteer: Gazetteer, year: int | None) -> Iterator[Table]:
    """The tables whose rows are lines, in order."""
    at = 0
    while at < len(lines):
        table, end = _begun(lines, at, gazetteer, year)
        if table is None:
            at += 1
            continue
        at = _body(lines, end, table, gazetteer)
        if table.proven(gazetteer):
            table.notes = list(notes(lines, at))
            yield table


def notes(lines: Sequence[str], at: int) -> Iterator[int]:
    """The lines of the notes that stand below a table: 注：1.… 2.…."""
    if at < len(lines) and _NOTE.match(lines[at]):
        yield at
        for n in range(at + 1, min(at + MOST_NOTES, len(lines))):
            if "\t" in lines[n] or not (_FURTHER.match(lines[n]) or _NOTE.match(lines[n])):
                return
            yield n


def _begun(
    lines: Sequence[str], at: int, gazetteer: Gazetteer, year: int | None
) -> tuple[Table | None, int]:
    """The table whose head a line begins, and where its body does."""
    if "\t" not in lines[at] or not heads(row := cells(at, lines[at])):
        return None, at
    words = [cell.text if cell else "" for cell in row]
    following = cells(at + 1, lines[at + 1]) if at + 1 < len(lines) else []
    if len(following) > 1 and heads(following):
        below = [cell.text for cell in following if cell and cell.text]
        tried = [read_head(each, year) for each in expanded(words, below)]
        told = [(each, _tried(lines, at + 2, each, gazetteer)) for each in tried if is_read(each)]
        best = max((score for _, score in told), default=0)
        chosen = [columns for columns, score in told if score == best > 0]
        if len(chosen) == 1:
            return Table(chosen[0], [at, at + 1]), at + 2
    columns = read_head(words, year)
    return (Table(columns, [at]), at + 1) if is_read(columns) else (None, at)


def _tried(lines: Sequence[str], at: int, columns: list[Column], gazetteer: Gazetteer) -> int:
    """How much better the rows below a head are as its columns ask than otherwise."""
    score = 0
    for n in range(at, min(at + TRIED, len(lines))):
        if "\t" not in lines[n]:
            continue
        row = cells(n, lines[n])
        if len(row) == len(columns):
            right, wrong = fits(row, columns, gazetteer)
            score += right - 2 * wrong
        elif len(row) > len(columns):
            return 0
    return score


def _body(lines: Sequence[str], at: int, table: Table, gazetteer: Gazetteer) -> int:
    """Reads the rows of a table from a line on; where it ends."""
    head = lines[table.heads[0]]
    skipped = len(table.heads)
    while at < len(lines):
        text = lines[at]
        if text == head:
            table.heads += range(at, at + skipped)
            at += skipped
            continue
        if "\t" in text:
            row = cells(at, text)
            if _heads(row):
                return at
            _placed(row, at, table, gazetteer)
        elif _parts(lines, at, table, gazetteer):
            if "。" not in text and len(text) <= LONGEST_GROUP:
                table.groups.append(at)
            table.rows.append(None)
        else:
            return at
        at += 1
    return at


def _placed(row: Sequence[Cell | None], at: int, table: Table, gazetteer: Gazetteer) -> None:
    placed = aligned(row, table.columns, gazetteer)
    if placed is None:
        table.unread.append(at)
    else:
        table.rows.append(placed)


def _heads(row: Sequence[Cell | None]) -> bool:
    """Whether a line begins another table."""
    return heads(row) and is_read(read_head([cell.text if cell else "" for cell in row], None))


def _parts(lines: Sequence[str], at: int, table: Table, gazetteer: Gazetteer) -> bool:
    """Whether a line without tabs stands between rows of the same table."""
    if at + 1 == len(lines) or "\t" not in lines[at + 1] or _NOTE.match(lines[at]):
        return False
    row = cells(at + 1, lines[at + 1])
    if _heads(row):
        return False
    placed = aligned(row, table.columns, gazetteer)
    if placed is None:
        return False
    right, wrong = fits(placed, table.columns, gazetteer)
    return right > 0 and not wrong
