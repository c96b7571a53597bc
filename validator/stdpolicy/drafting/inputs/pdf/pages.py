"""The printed lines of the pages of a PDF."""

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from msgspec import Struct

from stdpolicy.drafting.inputs.pdf.ruled import Drawn, Grid, grids
from stdpolicy.drafting.inputs.reading import Unreadable, joined
from stdpolicy.language import either

MOST_PAGES = 1000
LARGEST_PAGE = 16_000_000
"""Of the drawing of a page, in bytes."""
CELL_GAP = 3.0
"""How wide a gap within a line is that parts cells of a table, in characters."""
WORD_GAP = 0.7
"""And one that is set as a blank."""


class Row(Struct, frozen=True):
    """A printed line: where it stands on its page and how large its characters are."""

    text: str
    page: int
    left: float
    right: float
    size: float
    of_table: bool = False
    """Whether it is a row of a table, its cells parted by tabs."""


class Chunk(NamedTuple):
    """Characters that are set together, where they stand and how high they are, in points."""

    y: float
    x: float
    height: float
    text: str


def pages(data: bytes) -> Iterator[list[Row]]:
    """The lines of each page, from its top. Raises Unreadable."""
    try:
        import pypdf
    except ModuleNotFoundError:
        raise Unreadable(
            either(
                "a PDF; pip install 'stdpolicy[draft]'",
                "是 PDF；须先运行 pip install 'stdpolicy[draft]'",
            )
        ) from None
    with _quiet():
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable(either("a PDF with a password", "PDF 设有密码"))
            if len(reader.pages) > MOST_PAGES:
                raise Unreadable(
                    either(f"a PDF of more than {MOST_PAGES} pages", f"PDF 超过 {MOST_PAGES} 页")
                )
            drawn = Drawn()
            for number, page in enumerate(reader.pages):
                contents = page.get_contents()
                if contents is not None and len(contents.get_data()) > LARGEST_PAGE:
                    raise Unreadable(either("a PDF whose pages are too large", "PDF 单页内容过大"))
                yield _rows(page, number, drawn)
        except (Unreadable, MemoryError):
            raise
        except (
            Exception
        ):  # what pypdf stumbles on in a damaged file is raised as all kinds of errors
            raise Unreadable(either("a damaged PDF", "PDF 已损坏")) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf logs each irregularity of a file."""
    logger = logging.getLogger("pypdf")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _rows(page: Any, number: int, drawn: Drawn) -> list[Row]:
    """The printed lines of a page, from its top; the rows of tables with lines round their cells."""
    found: list[Chunk] = []

    def add(
        text: str, cm: Sequence[float], tm: Sequence[float], _: object, size: float | None
    ) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            height = abs((size or 1) * (tm[3] or tm[1]) * (cm[3] or cm[1])) or 1.0
            found.append(Chunk(y, x, height, text.replace("\n", "")))

    drawn.page()
    page.extract_text(visitor_text=add, visitor_operand_before=drawn.visit)
    rows: list[tuple[float, Row]] = []
    for grid in grids(drawn):
        inside, found = _parted(grid, found)
        texts = {
            cell: joined([row.text.replace("\t", " ") for _, row in _lines(chunks, number)])
            for cell, chunks in inside.items()
        }
        left = grid.xs[0]
        rows += ((y, Row(text, number, left, left, 1.0, True)) for y, text in grid.rows(texts))
    rows += _lines(found, number)
    return [row for _, row in sorted(rows, key=lambda each: -each[0])]


def _parted(
    grid: Grid, chunks: Sequence[Chunk]
) -> tuple[dict[tuple[int, int], list[Chunk]], list[Chunk]]:
    """The chunks in each cell of a table, and those outside."""
    inside: dict[tuple[int, int], list[Chunk]] = {}
    outside = []
    for chunk in chunks:
        cell = grid.at(chunk.x + chunk.height / 4, chunk.y + chunk.height / 4)
        if cell is None:
            outside.append(chunk)
        else:
            inside.setdefault(cell, []).append(chunk)
    return inside, outside


def _lines(chunks: Sequence[Chunk], number: int) -> list[tuple[float, Row]]:
    """The lines that chunks make, from the top, each with its height on the page."""
    rows: list[tuple[float, Row]] = []
    line: list[Chunk] = []
    for chunk in sorted(chunks, key=lambda each: (-each.y, each.x)):
        if line and line[0].y - chunk.y > 0.5 * max(line[0].height, chunk.height):
            rows.append((line[0].y, _row(line, number)))
            line = []
        line.append(chunk)
    return [*rows, (line[0].y, _row(line, number))] if line else rows


def _row(chunks: list[Chunk], page: int) -> Row:
    """The chunks of one line from left to right; a wide gap is that between cells of a table."""
    chunks.sort(key=lambda each: each.x)
    size = max(chunk.height for chunk in chunks)
    text, right = "", chunks[0].x
    for _, x, height, part in chunks:
        gap = (x - right) / size
        if text and gap > CELL_GAP:
            text = text.rstrip() + "\t" + part.lstrip()
        else:
            text += (" " if text and gap > WORD_GAP else "") + part
        right = x + sum(0.5 if c.isascii() else 1.0 for c in part.rstrip()) * height
    return Row(text.strip(), page, chunks[0].x, right, size)
