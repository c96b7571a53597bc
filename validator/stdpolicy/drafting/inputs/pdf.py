"""The paragraphs of a PDF with a text layer: its printed lines, joined again."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from stdpolicy.drafting.inputs.reading import Unreadable, joined
from stdpolicy.language import either
from stdpolicy.text.characters import HAN
from stdpolicy.text.layout.markers import marker

MOST_PAGES = 1000
MOST_OPERATORS = 3_000_000
"""Of all pages together, so that nothing drawn can make reading endless."""
LARGEST_PAGE = 16_000_000
"""Of the drawing of a page, in bytes."""
FEWEST = 20
"""Chinese characters that a PDF has to show for it to have a text layer, if it has a page at all."""
CELL_GAP = 3.0
"""How wide a gap within a line is that parts cells of a table, in characters."""
WORD_GAP = 0.7
"""And one that is set as a blank."""
_PAGE_NUMBER = re.compile(
    r"[\s—–―－\-·•~〜]{0,6}(?:第\s?)?[0-9０-９]{1,4}(?:\s?页)?(?:\s?[/／，,共]{1,2}\s?(?:共\s?)?[0-9０-９]{1,4}\s?页?)?[\s—–―－\-·•~〜]{0,6}"
)
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|/g[0-9]|\\(cid:")
_ENDS = "。！？；："


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: where it stands on its page and how large its characters are."""

    text: str
    page: int
    left: float
    right: float
    size: float


def paragraphs(data: bytes) -> list[str]:
    """The paragraphs of a PDF, without page numbers and running heads. Raises Unreadable."""
    rows = [row for page in _pages(data) for row in page]
    text = "".join(row.text for row in rows)
    if len(_GARBLED.findall(text)) * 5 > len(text):
        raise Unreadable(
            either(
                "a PDF whose fonts do not say which characters they show; recognize it (OCR) first",
                "PDF 的字体没有说明所显示的是哪些字符；先作文字识别（OCR）",
            )
        )
    if len(re.findall(f"[{HAN}]", text)) < FEWEST:
        raise Unreadable(
            either(
                "a scan: a PDF without a text layer; recognize its text (OCR) first",
                "是扫描件，即没有文本层的 PDF；先作文字识别（OCR）",
            )
        )
    return list(_joined(_without_heads(rows)))


def _pages(data: bytes) -> Iterator[list[Row]]:
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
            budget = _Budget()
            for number, page in enumerate(reader.pages):
                contents = page.get_contents()
                if contents is not None and len(contents.get_data()) > LARGEST_PAGE:
                    raise Unreadable(either("a PDF whose pages are too large", "PDF 单页内容过大"))
                yield _rows(page, number, budget)
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


class _Budget:
    """Counts what is drawn."""

    def __init__(self) -> None:
        self.left = MOST_OPERATORS

    def spend(self, *_: object) -> None:
        """One operator. Raises Unreadable when there have been too many."""
        self.left -= 1
        if self.left < 0:
            raise Unreadable(either("a PDF in which too much is drawn", "PDF 中绘制的内容过多"))


def _rows(page: Any, number: int, budget: _Budget) -> list[Row]:
    """The printed lines of a page, from its top."""
    found: list[tuple[float, float, float, str]] = []

    def add(
        text: str, cm: Sequence[float], tm: Sequence[float], _: object, size: float | None
    ) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            height = abs((size or 1) * (tm[3] or tm[1]) * (cm[3] or cm[1])) or 1.0
            found.append((y, x, height, text.replace("\n", "")))

    page.extract_text(visitor_text=add, visitor_operand_before=budget.spend)
    rows: list[Row] = []
    line: list[tuple[float, float, float, str]] = []
    for chunk in sorted(found, key=lambda each: (-each[0], each[1])):
        if line and line[0][0] - chunk[0] > 0.5 * max(line[0][2], chunk[2]):
            rows.append(_row(line, number))
            line = []
        line.append(chunk)
    return [*rows, _row(line, number)] if line else rows


def _row(chunks: list[tuple[float, float, float, str]], page: int) -> Row:
    """The chunks of one line from left to right; a wide gap is that between cells of a table."""
    chunks.sort(key=lambda each: each[1])
    size = max(chunk[2] for chunk in chunks)
    text, right = "", chunks[0][1]
    for _, x, height, part in chunks:
        gap = (x - right) / size
        if text and gap > CELL_GAP:
            text = text.rstrip() + "\t" + part.lstrip()
        else:
            text += (" " if text and gap > WORD_GAP else "") + part
        right = x + sum(0.5 if c.isascii() else 1.0 for c in part.rstrip()) * height
    return Row(text.strip(), page, chunks[0][1], right, size)


def _without_heads(rows: Sequence[Row]) -> list[Row]:
    """The lines without page numbers, and without what stands at the top or foot of most pages."""
    pages: dict[int, list[Row]] = {}
    for row in rows:
        pages.setdefault(row.page, []).append(row)
    edges = Counter(row.text for page in pages.values() for row in {*page[:1], *page[-1:]})
    repeated = {text for text, count in edges.items() if count > max(2, len(pages) // 2)}
    kept: list[Row] = []
    for page in pages.values():
        while page and _is_edge(page[-1].text, repeated):
            page.pop()
        while page and _is_edge(page[0].text, repeated):
            page.pop(0)
        kept += page
    return kept


def _is_edge(text: str, repeated: set[str]) -> bool:
    return text in repeated or _PAGE_NUMBER.fullmatch(text) is not None


def _joined(rows: Sequence[Row]) -> Iterator[str]:
    """Lines as paragraphs: a line goes on with the one before it that is full, unless it is indented."""
    margins = _margins(rows)
    indented = any(
        row.size < row.left - margins[row.page][0] < 4 * row.size
        for row in rows
        if _is_full(row, margins)
    )
    paragraph: list[str] = []
    before: Row | None = None
    for row in rows:
        if before and not _goes_on(before, row, margins, indented=indented):
            yield joined(paragraph)
            paragraph = []
        paragraph.append(row.text)
        before = row
    if paragraph:
        yield joined(paragraph)


def _margins(rows: Sequence[Row]) -> dict[int, tuple[float, float]]:
    """The left and right edge of the running text of each page."""
    # Not the widest: a title or a table may be wider than the text, or its page.
    spans = sorted(row.right - row.left for row in rows)
    widest = spans[len(spans) * 9 // 10] if spans else 0
    long = [row for row in rows if row.right - row.left > 0.8 * widest] or list(rows)
    lefts: dict[int, float] = {}
    for row in long:
        lefts[row.page] = min(row.left, lefts.get(row.page, row.left))
    usual = min(lefts.values())
    # some lines are wider than the rest: marks hang over the edge
    widths = sorted(row.right - lefts[row.page] for row in long)
    width = widths[len(widths) * 3 // 4]
    return {row.page: (left := lefts.get(row.page, usual), left + width) for row in rows}


def _is_full(row: Row, margins: dict[int, tuple[float, float]]) -> bool:
    """Whether a line goes up to the right edge, but for a character and a mark that do not fit."""
    return row.right > margins[row.page][1] - 2.2 * row.size


def _goes_on(
    before: Row, row: Row, margins: dict[int, tuple[float, float]], *, indented: bool
) -> bool:
    full = _is_full(before, margins)
    flush = row.left < margins[row.page][0] + 0.8 * row.size
    alike = abs(before.size - row.size) < 0.15 * row.size
    if not (full and flush and alike) or "\t" in before.text or "\t" in row.text:
        return False
    return indented or not (before.text.endswith(tuple(_ENDS)) and marker(row.text))
