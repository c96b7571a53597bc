"""A web page as its visible paragraphs."""

import re
from collections.abc import Iterator

from lxml import etree, html
from msgspec import Struct

from stdpolicy.drafting.inputs.markup import BLOCKS, LEFT_OUT, is_data, is_hidden, tidy
from stdpolicy.drafting.inputs.reading import MOST_SPANNED, Unreadable, spanned
from stdpolicy.language import either

MOST_ELEMENTS = 400_000
"""A page of more elements is not read."""


class Paragraph(Struct):
    """A visible paragraph, or a row of a table, with the element that holds it."""

    text: str
    element: etree._Element
    linked: int
    """How many of its characters are links."""


def paragraphs(markup: str) -> list[Paragraph]:
    """The visible paragraphs of a page, in its order; a row of a table is one, its cells parted by tabs.

    Raises Unreadable.
    """
    markup = re.sub(r"\A\s*<\?xml[^>]*\?>", "", markup).replace("\0", "")
    if not markup.strip():
        return []
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, recover=True)
    try:
        root = html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Unreadable(
            either("a page in which nothing can be read", "网页中没有可以读取的内容")
        ) from None
    return list(_paragraphs(root))


def _paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    building = _Builder()
    count = 0
    todo: list[tuple[etree._Element, bool]] = [(root, False)]
    links = 0
    while todo:
        element, closing = todo.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if closing:
            links -= tag == "a"
            if tag in BLOCKS:
                yield from building.end(element)
            yield from building.add(element.tail, element.getparent(), links, preformatted=False)
            continue
        count += 1
        if count > MOST_ELEMENTS:
            raise Unreadable(
                either(
                    f"a page of more than {MOST_ELEMENTS} elements",
                    f"网页的元素超过 {MOST_ELEMENTS} 个",
                )
            )
        if not tag or tag in LEFT_OUT or is_hidden(element):
            yield from building.add(element.tail, element.getparent(), links, preformatted=False)
            continue
        if tag == "br":
            yield from building.end(element)
            yield from building.add(element.tail, element.getparent(), links, preformatted=False)
            continue
        if tag in BLOCKS:
            yield from building.end(element)
        if tag == "table" and is_data(element):
            yield from _rows(element)
            yield from building.add(element.tail, element.getparent(), links, preformatted=False)
            continue
        links += tag == "a"
        yield from building.add(element.text, element, links, preformatted=tag == "pre")
        todo.append((element, True))
        todo += ((child, False) for child in reversed(element))
    yield from building.end(root)


class _Builder:
    """Gathers the text between two borders of paragraphs."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._linked = 0
        self._element: etree._Element | None = None

    def add(
        self, text: str | None, element: etree._Element | None, links: int, *, preformatted: bool
    ) -> Iterator[Paragraph]:
        """More text of the paragraph; where line breaks are meant, each line is one."""
        if not text:
            return
        for n, part in enumerate(text.split("\n") if preformatted else [text]):
            if n and element is not None:
                yield from self.end(element)
            if part.strip() and self._element is None:
                self._element = element
            self._parts.append(part)
            self._linked += len(part.strip()) if links else 0

    def end(self, element: etree._Element) -> Iterator[Paragraph]:
        """The paragraph that ends here, if it has any text."""
        text = tidy("".join(self._parts))
        if text:
            yield Paragraph(
                text, self._element if self._element is not None else element, self._linked
            )
        self._parts, self._linked, self._element = [], 0, None


def _rows(table: etree._Element) -> Iterator[Paragraph]:
    """The rows of a table, each a line: nothing for what a cell of a row above covers, a blank for a
    cell that is empty or left out, or for what one of the same row covers.
    """
    covered: dict[int, int] = {}  # for how many rows more a cell of one above covers each column
    for part in table.iter("caption", "tr"):
        own = [part] if part.tag == "caption" else [c for c in part if c.tag in ("td", "th")]
        texts = dict.fromkeys(covered, "")
        going = {column: rows - 1 for column, rows in covered.items() if rows > 1}
        at = 0
        for cell in own:
            while at in covered:
                at += 1
            # what stands further right covers no more than itself
            across = max(1, min(spanned(cell.get("colspan")), MOST_SPANNED - at))
            down = spanned(cell.get("rowspan")) if at < MOST_SPANNED else 1
            own_columns = range(at, at + across)
            if down > 1:
                going |= dict.fromkeys(own_columns, down - 1)
            said = " ".join(each.text for each in _paragraphs(_alone(cell)))
            texts |= dict.fromkeys(own_columns, " ") | {at: said or " "}
            at += across
        covered = going
        width = max(texts, default=-1) + 1
        text = "\t".join(texts.get(column, " ") for column in range(width)).strip()
        if text:
            yield Paragraph(text, part, 0)


def _alone(cell: etree._Element) -> etree._Element:
    cell.tail = None
    return cell
