"""The paragraphs of a PDF with a text layer: its printed lines, joined again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from stdpolicy.drafting.inputs.pdf.pages import Row, pages
from stdpolicy.drafting.inputs.reading import Unreadable, joined
from stdpolicy.language import either
from stdpolicy.text.characters import HAN
from stdpolicy.text.layout.markers import marker

FEWEST = 20
"""Chinese characters that a PDF has to show for it to have a text layer, if it has a page at all."""
_PAGE_NUMBER = re.compile(
    r"[\s—–―－\-·•~〜]{0,6}(?:第\s?)?[0-9０-９]{1,4}(?:\s?页)?(?:\s?[/／，,共]{1,2}\s?(?:共\s?)?[0-9０-９]{1,4}\s?页?)?[\s—–―－\-·•~〜]{0,6}"
)
_GARBLED = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|/g[0-9]|\\(cid:")
_ENDS = "。！？；："


def paragraphs(data: bytes) -> list[str]:
    """The paragraphs of a PDF, without page numbers and running heads. Raises Unreadable."""
    rows = [row for page in pages(data) for row in page]
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
    if before.of_table or row.of_table:
        return False
    if not (full and flush and alike) or "\t" in before.text or "\t" in row.text:
        return False
    return indented or not (before.text.endswith(tuple(_ENDS)) and marker(row.text))
