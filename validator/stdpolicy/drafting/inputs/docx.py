"""The paragraphs of a Word document, with the numbers that Word gives them."""

import io
import re
from collections.abc import Iterator
from typing import Any

from stdpolicy.drafting.inputs.numbering import Numbering, W
from stdpolicy.drafting.inputs.package import DAMAGED, check
from stdpolicy.drafting.inputs.reading import Unreadable, spanned
from stdpolicy.language import either
from stdpolicy.text.characters import HAN

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset(
    (
        _FALLBACK,
        *(
            W + n
            for n in [
                "del",
                "moveFrom",
                "pPr",
                "rPr",
                "rt",
                "tblPr",
                "tblGrid",
                "sdtPr",
                "instrText",
            ]
        ),
    )
)
_HOLDERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
_SPACED = re.compile(f"[0-9A-Za-z{HAN}]\\Z")
"""A number that ends so is parted from its text by a blank: 第一条, as against 一、 and ①."""


def paragraphs(data: bytes) -> list[str]:
    """The paragraphs of a .docx document, a row of a table as one, its cells parted by tabs.

    Headers, footers, footnotes, comments and what was deleted are left out. Raises Unreadable.
    """
    check(data)
    try:
        import docx
    except ModuleNotFoundError:
        raise Unreadable(
            either(
                "a .docx document; pip install 'stdpolicy[draft]'",
                "是 .docx 文档；须先运行 pip install 'stdpolicy[draft]'",
            )
        ) from None
    try:
        part = docx.Document(io.BytesIO(data)).part
        styles = part._styles_part.element
        relations = {
            each.reltype.rsplit("/", 1)[-1]: each
            for each in part.rels.values()
            if not each.is_external
        }
        numbered = relations.get("numbering")
        numbering = Numbering(None if numbered is None else numbered.target_part.element, styles)
        body = part.element.body
        return [] if body is None else list(_of(body, numbering))
    except MemoryError:
        raise
    except Exception:  # a damaged package is raised as errors of zip, XML and python-docx alike
        raise Unreadable(either(*DAMAGED)) from None


def _of(holder: Any, numbering: Numbering) -> Iterator[str]:
    """The paragraphs and rows below an element, in the order of the text."""
    todo = list(reversed(holder))
    while todo:
        element = todo.pop()
        if element.tag == W + "p":
            yield from _paragraph(element, numbering)
        elif element.tag == W + "tbl":
            for row in _rows(element):
                yield from _row(row, numbering)
        elif element.tag in _HOLDERS and not _is_contents(element):
            todo += reversed(element)


def _is_contents(element: Any) -> bool:
    """Whether a content control is a table of contents, which Word makes of the headings."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    """A paragraph with its number, then those of the text boxes that are anchored in it."""
    label = numbering.label(paragraph)
    boxes: list[Any] = []
    text = "".join(_runs(paragraph, boxes))
    if text.strip():
        blank = " " if _SPACED.search(label) else ""
        yield label + blank + text.lstrip() if label else text
    for box in boxes:
        yield from _of(box, numbering)


def _runs(paragraph: Any, boxes: list[Any]) -> Iterator[str]:
    """The text of a paragraph; the text boxes in it are put aside."""
    todo = list(reversed(paragraph))
    while todo:
        element = todo.pop()
        if element.tag in _SKIPPED or not isinstance(element.tag, str):
            continue
        if element.tag == W + "txbxContent":
            boxes.append(element)
        elif element.tag == W + "t":
            yield element.text or ""
        elif element.tag == W + "tab":
            yield " "
        elif element.tag in (W + "br", W + "cr"):
            yield "\n"
        elif element.tag == W + "noBreakHyphen":
            yield "-"
        elif element.tag != W + "r" or element.find(f"{W}rPr/{W}vanish") is None:
            todo += reversed(element)


def _rows(table: Any) -> Iterator[Any]:
    todo = list(reversed(table))
    while todo:
        element = todo.pop()
        if element.tag == W + "tr":
            yield element
        elif element.tag in _HOLDERS:
            todo += reversed(element)


def _row(row: Any, numbering: Numbering) -> Iterator[str]:
    """A row of a table as one line; a single cell is only a frame round its paragraphs.

    What a cell of a row above covers is nothing, a cell that is empty a blank, and so is what one of the
    same row covers.
    """
    cells: list[list[str]] = []
    texts: list[str] = []
    todo = list(reversed(row))
    while todo:
        element = todo.pop()
        if element.tag == W + "tc":
            merged = element.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(W + "val") != "restart"
            cells.append([] if goes_on else list(_of(element, numbering)))
            said = " ".join(" ".join(cells[-1]).replace("\t", " ").split("\n")).strip()
            empty = "" if goes_on else " "
            texts += [said or empty, *[empty] * (_across(element) - 1)]
        elif element.tag in _HOLDERS:
            todo += reversed(element)
    if len(cells) == 1:
        yield from cells[0]
    elif any(cells):
        yield "\t".join(texts).strip()


def _across(cell: Any) -> int:
    """Over how many columns a cell goes."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else spanned(span.get(W + "val"))
