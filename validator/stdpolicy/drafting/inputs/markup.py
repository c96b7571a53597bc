"""What the elements of a page are: blocks, hidden, left out, tables of data; and their text as it is shown."""

import re

from lxml import etree

from stdpolicy.text.characters import HAN

LARGEST_CELL = 600
"""The cells of a table that is more than the frame of a page have fewer characters, on average."""
MOST_BLOCKS = 40
"""And hold fewer paragraphs."""
MOST_IN_CELL = 0.8
"""The largest share of its text that is in one cell."""
LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "iframe",
        "object",
        "embed",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "svg",
        "canvas",
        "map",
        "head",
        "template",
        "audio",
        "video",
        "nav",
        "footer",
        "aside",
        "form",
        "applet",
        "frame",
        "frameset",
        "math",
        "picture",
        "rt",
        "rp",
    ]
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "caption",
        "section",
        "article",
        "main",
        "header",
        "blockquote",
        "center",
        "pre",
        "address",
        "fieldset",
        "figure",
        "figcaption",
        "hr",
        "body",
        "html",
        "details",
        "summary",
        "legend",
    ]
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CJK = f"{HAN}、。，；：！？（）《》“”〔〕…—"
_WRAPPED = re.compile(rf"(?<=[{_CJK}])[ \t]*[\n][ \t\n]*(?=[{_CJK}])")
"""A line break in the source of a page between Chinese characters: they set no blank there."""
_BLANKS = re.compile("[ \t\n\r\f]+")


def tidy(text: str) -> str:
    """Text of a page as it is shown: white space as one blank, none at the ends."""
    return _BLANKS.sub(" ", _WRAPPED.sub("", text.replace("\r", ""))).strip()


def is_hidden(element: etree._Element) -> bool:
    """Whether an element is not shown."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def is_data(table: etree._Element) -> bool:
    """Whether a table is one, rather than the frame in which a page is set."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or not any(len(row) > 1 for row in rows):
        return False
    sizes = [len("".join(map(str, cell.itertext())).strip()) for cell in cells]
    blocks = [sum(1 for _ in cell.iter("p", "div", "br")) for cell in cells]
    fullest = max(range(len(cells)), key=sizes.__getitem__)
    framed = sizes[fullest] > MOST_IN_CELL * sum(sizes) and blocks[fullest] > 2
    return sum(sizes) <= LARGEST_CELL * len(cells) and max(blocks) <= MOST_BLOCKS and not framed
