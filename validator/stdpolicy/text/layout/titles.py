"""The title of a document and what it calls for: its number, its type, its genre."""

import re
from collections.abc import Sequence
from functools import cache

from stdpolicy.model.edition import current
from stdpolicy.patterns import regex
from stdpolicy.text.citations import titles
from stdpolicy.text.cues import Cues
from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.pieces import Block
from stdpolicy.text.layout.printed import Printed

_NUMBERED = regex(r"\s*[（(]([^（()）]{2,20}[〔﹝\[【][0-9]{4}[〕﹞\]】][^（()）]{1,8}号)[）)]\Z")
_ORDER = regex(r"[^\W\d年月日]{2,20}令第[0-9]{1,4}号")
"""The order by which a regulation was made public, in its history."""
_TRANSMITS = regex(
    r"(?:印发|转发|批转|公布|发布|下发|颁布|颁发|下达)[《〈]?(.{3,100}?)[》〉]?\s?(?:[（(](?:试行|暂行)[）)])?的?(?:通知|函|公告|决定|通告|令)\Z"
)
_EDITION = regex(r"\s?[（(〔\[][^（）()〔〕\[\]]{1,40}[）)〕\]]\Z")
_NEWS_TITLE = regex("(?:印发|发布|公布)了?[^《]{0,6}《")


def title(blocks: Sequence[Block]) -> Printed | None:
    """The title of a document, without what is set to part its lines; of a news agency's text, that of
    the document that it reports.
    """
    entitling = [block for block in blocks if block.kind == "title"]
    if not entitling:
        return None
    block = entitling[-1]
    words = _NUMBERED.sub("", " ".join(piece.text for piece in block.pieces))
    words = without_blanks(words)
    if words.startswith("《") and words.endswith("》") and "》" not in words[:-1]:
        words = words[1:-1]
    news = any(line.is_news(each.text) for each in blocks if each.kind == "masthead")
    if news and len(entitling) == 1 and _NEWS_TITLE.search(words):
        named = list(titles(words))
        if named and named[-1].end == len(words):
            words = words[named[-1].start + 1 : -1]
    return Printed(words, block.pieces)


def transmitted(title: str, blocks: Sequence[Block]) -> str:
    """The title of the text that a document issues or forwards; empty if it does neither."""
    found = _TRANSMITS.search(title)
    for block in blocks:
        if block.kind == "annex" and not block.number:
            return without_blanks(block.heading)
    if found or title.endswith("令"):
        for block in blocks:
            inner = next((b for b in block.children if b.kind == "title"), None)
            if block.kind == "annex" and inner:
                return without_blanks(inner.text)
    return found[1] if found else ""


def document_number(blocks: Sequence[Block], title: Printed | None) -> Printed | None:
    """The number of a document, on a line of its own, or in brackets behind the title: its own, or that of
    the order which made it public.
    """
    for block in blocks:
        if block.kind == "masthead" and line.is_document_number(block.text):
            return Printed(_bare(line.compact(block.text).strip("★*")), block.pieces)
    orders = [
        Printed(order[0].lstrip("的由经以"), block.pieces)
        for block in blocks
        if block.kind == "masthead" and line.is_adoption(block.text)
        for order in _ORDER.finditer(line.compact(block.text))
    ]
    if orders:
        return orders[-1]
    if title:
        found = _NUMBERED.search(title.pieces[-1].text)
        return Printed(line.compact(found[1]), title.pieces[-1:]) if found else None
    return None


def _bare(number: str) -> str:
    """A number without the brackets round it: (78)交公路字412号 has some of its own."""
    outer = number[:1] in ("（", "(") and number[-1:] in ("）", ")")
    return number[1:-1] if outer else number


_LAW = regex("中华人民共和国.*法(?:[（(][^（()）]*[)）])?")


@cache
def cues(scheme: str) -> Cues:
    """The words that call for the codes of a list."""
    return Cues(current().schemes[scheme])


def called(scheme: str, title: str) -> str:
    """The code that the end of a title calls for, what follows it in brackets aside."""
    bare = title
    while edition := _EDITION.search(bare):
        bare = bare[: edition.start()]
    bare = bare.rstrip("》”〉")
    found = list(cues(scheme).find(bare))
    return found[-1].code if found and found[-1].start + len(found[-1].word) == len(bare) else ""


def genre(title: str) -> str:
    """The genre that a title calls for. Laws of the state are called by its name, so that 办法 and 方法 are
    none.
    """
    return called("genre", title) or ("law" if _LAW.fullmatch(title) else "")


def announced(blocks: Sequence[Block]) -> str:
    """What a news agency says that the document was issued by: 并发出通知."""
    leads = (
        block.text for block in blocks if block.kind == "masthead" and line.is_news(block.text)
    )
    return "notice" if any("发出通知" in lead for lead in leads) else ""


def without_blanks(text: str) -> str:
    """A title without the blanks that break its lines or space it out; those between Latin words stay."""
    return re.sub(r"\s+(?![A-Za-z0-9])|(?<![A-Za-z0-9])\s+", "", text)
