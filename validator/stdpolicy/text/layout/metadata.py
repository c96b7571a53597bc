"""What a document prints about itself: title, number, issuers, recipients, dates, disclosure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from stdpolicy.model.edition import model
from stdpolicy.text.citations import titles
from stdpolicy.text.cues import Cues
from stdpolicy.text.dates import dates
from stdpolicy.text.layout import lines as line
from stdpolicy.text.layout.back import signed_on_one_line
from stdpolicy.text.layout.names import addressed, entitled, signed
from stdpolicy.text.layout.pieces import Block, Piece

_NUMBERED = re.compile(
    r"\s*[（(]([^（()）]{2,20}[〔﹝\[【][0-9]{4}[〕﹞\]】][^（()）]{1,8}号)[）)]\Z"
)
_TRANSMITS = re.compile(
    r"(?:印发|转发|批转|公布|发布|下发|颁布|下达)[《〈]?(.{3,100}?)[》〉]?\s?的?(?:通知|函|公告|决定|通告|令)\Z"
)
_EDITION = re.compile(r"\s?[（(〔\[][^（）()〔〕\[\]]{1,40}[）)〕\]]\Z")
_PASSED = re.compile(
    r"(?P<place>[^\W\d年月日]{0,12}?)(?:第[一二三四五六七八九十0-9]{1,4}届)?(?P<body>人民代表大会(?:常务委员会)?|全国人民代表大会(?:常务委员会)?)"
    r"|(?P<council>国务院)令"
)
_NEWS_TITLE = re.compile("(?:印发|发布|公布)了?[^《]{0,6}《")
_FORCE = re.compile(r"起\s*(?:正式)?(?:施行|实施|执行|生效|试行|开始施行)")
_PROVINCES = "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
_PLACE = re.compile(
    rf"(?:中共|中国共产党)?(?P<province>(?:{_PROVINCES})省|(?:北京|天津|上海|重庆)市|内蒙古自治区|广西壮族自治区|西藏自治区|"
    r"宁夏回族自治区|新疆维吾尔自治区|新疆生产建设兵团)?(?P<city>[^省市县区]{2,7}?(?:市|自治州|地区|盟))?"
    r"(?P<county>[^省市县区]{1,7}?(?:县|区|旗|市))?(?P<town>[^省市县区]{1,7}?(?:镇|乡|街道))?"
)
_NATIONAL = re.compile(
    "中共中央|国务院|全国人民代表大会|中华人民共和国|国家|中国|最高人民|中央|海关总署|审计署|[^省市县区州]{2,12}(?:部|总局|总署)\\Z"
)
_LOWER = (
    (
        "prefectural",
        re.compile(r"各[^，,；]{0,12}(?:县|区)[^，,；]{0,10}(?:人民)?政府|县\s?[（(]市、?区?[）)]"),
    ),
    ("county", re.compile("各[^，,；]{0,6}(?:镇|乡|街道)")),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of the document, with the pieces of lines that they were read from."""

    words: str
    """Without line breaks, and without blanks that only space out a name."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date of the document, 2018-11-07, as `piece.text[start:end]` prints it."""

    date: str
    piece: Piece
    start: int
    end: int

    @property
    def words(self) -> str:
        """The date as printed."""
        return self.piece.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document prints about itself. What it does not print is empty."""

    title: Printed | None = None
    transmitted: str = ""
    """The title of the text that it issues or forwards, as its own title or that text gives it."""
    document_number: Printed | None = None
    document_type: str = ""
    """A code of the list document-type, by the end of the title."""
    genre: str = ""
    """A code of the list genre, by the title of the text itself."""
    issuers: tuple[Printed, ...] = ()
    more_issuers: bool = False
    """Whether the title says that there are others, 等部门, which the document does not name."""
    recipients: tuple[Printed, ...] = ()
    copied: tuple[Printed, ...] = ()
    adopted: PrintedDate | None = None
    printed: PrintedDate | None = None
    published: PrintedDate | None = None
    in_force: PrintedDate | None = None
    disclosure: str = ""
    """A code of the list disclosure, by the note."""
    level: str = ""
    """A code of the list administrative-level, where the names of issuers or recipients show it."""
    place: str = ""
    """The place in the name of the first issuer: 浙江省."""


def metadata(blocks: Sequence[Block]) -> Metadata:
    """What the blocks of a document say about it."""
    title = _title(blocks)
    issuers, more = _issuers(blocks, title)
    found = Metadata(
        title=title,
        document_number=_document_number(blocks, title),
        issuers=issuers,
        more_issuers=more,
        recipients=_listed(blocks, _is_addressed),
        copied=_listed(blocks, _is_copied),
        adopted=_adopted(blocks),
        printed=_printed(blocks),
        published=_published(blocks),
        in_force=_in_force(blocks),
        disclosure=_disclosure(blocks),
    )
    level, place = _place(issuers, found.recipients, blocks)
    found = replace(found, level=level, place=place)
    if not title:
        return found
    transmitted = _transmitted(title.words, blocks)
    if title.words.endswith("令") and transmitted:
        # an order is called by the name of what it promulgates
        return replace(
            found,
            title=Printed(transmitted, title.pieces),
            transmitted=transmitted,
            document_type="order",
            genre=_called("genre", transmitted),
        )
    return replace(
        found,
        transmitted=transmitted,
        document_type=_called("document-type", title.words) or _announced(blocks),
        genre=_called("genre", transmitted or title.words),
    )


def _announced(blocks: Sequence[Block]) -> str:
    """What a news agency says that the document was issued by: 并发出通知."""
    leads = (
        block.text for block in blocks if block.kind == "masthead" and line.is_news(block.text)
    )
    return "notice" if any("发出通知" in lead for lead in leads) else ""


def without_blanks(text: str) -> str:
    """A title without the blanks that break its lines or space it out; those between Latin words stay."""
    return re.sub(r"\s+(?![A-Za-z0-9])|(?<![A-Za-z0-9])\s+", "", text)


def _title(blocks: Sequence[Block]) -> Printed | None:
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


def _transmitted(title: str, blocks: Sequence[Block]) -> str:
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


@cache
def _cues(scheme: str) -> Cues:
    return Cues(model().schemes[scheme])


def _called(scheme: str, title: str) -> str:
    """The code that the end of a title calls for, what follows it in brackets aside."""
    bare = title
    while edition := _EDITION.search(bare):
        bare = bare[: edition.start()]
    bare = bare.rstrip("》”〉")
    found = list(_cues(scheme).find(bare))
    return found[-1].code if found and found[-1].start + len(found[-1].word) == len(bare) else ""


def _document_number(blocks: Sequence[Block], title: Printed | None) -> Printed | None:
    for block in blocks:
        if block.kind == "masthead" and line.is_document_number(block.text):
            return Printed(line.compact(block.text).strip("（）()★*"), block.pieces)
    if title:
        found = _NUMBERED.search(title.pieces[-1].text)
        return Printed(line.compact(found[1]), title.pieces[-1:]) if found else None
    return None


def _issuers(blocks: Sequence[Block], title: Printed | None) -> tuple[tuple[Printed, ...], bool]:
    """By the signature, or else the title, the record of its adoption, the head of the sheet."""
    names: dict[str, Printed] = {}
    for block in blocks:
        if block.kind == "signature":
            both = signed_on_one_line(block.text)
            printed = both[0] if both else block.text
            if both or not line.full_date(printed):
                for name in () if line.is_person(printed) else signed(printed):
                    names.setdefault(name, Printed(name, block.pieces))
    inside, more = entitled(" ".join(p.text for p in title.pieces)) if title else ([], False)
    if not names and title:
        names = {name: Printed(name, title.pieces) for name in inside}
    elif inside:
        more = False
    if not names:
        names = {each.words: each for each in _adopting(blocks)}
    return tuple(names.values()), more


def _adopting(blocks: Iterable[Block]) -> Iterator[Printed]:
    """The congress that passed a law, without the number of its term; 国务院 of a regulation."""
    last: Printed | None = None
    for block in blocks:
        if block.kind == "masthead" and line.is_adoption(block.text):
            for found in _PASSED.finditer(line.compact(block.text)):
                name = found["council"] or f"{found['place']}{found['body']}"
                last = Printed(name.lstrip("日的由经"), block.pieces)
    if last:
        yield last
    for block in blocks:
        if (
            not last
            and block.kind == "masthead"
            and (bare := line.compact(block.text)).endswith("文件")
        ):
            yield from (Printed(name, block.pieces) for name in signed(bare.removesuffix("文件")))


def _is_addressed(text: str) -> bool:
    return line.is_recipients(text)


def _is_copied(text: str) -> bool:
    return re.match(r"抄\s*[送报]\s*[:：]", text) is not None


def _listed(blocks: Sequence[Block], wanted: object) -> tuple[Printed, ...]:
    return tuple(
        Printed(name, block.pieces)
        for block in blocks
        if block.kind == "masthead" and callable(wanted) and wanted(block.text)
        for name in addressed(block.text)
    )


def _adopted(blocks: Sequence[Block]) -> PrintedDate | None:
    for block in blocks:
        if block.kind == "signature" and (found := _dated(block)):
            return found
    adoption = [
        found
        for block in blocks
        if block.kind == "masthead" and line.is_adoption(block.text)
        for found in _all_dates(block)
    ]
    if adoption:
        return max(adoption, key=lambda found: found.date)
    for block in blocks:
        if block.kind == "masthead" and line.full_date(block.text):
            return _dated(block)
    return None


def _printed(blocks: Sequence[Block]) -> PrintedDate | None:
    for block in blocks:
        if block.kind == "masthead" and line.is_printed(block.text):
            return _dated(block)
    return None


def _published(blocks: Sequence[Block]) -> PrintedDate | None:
    """By a news agency's lead-in, if that has the year."""
    for block in blocks:
        if block.kind == "masthead" and line.is_news(block.text):
            return _dated(block)
    return None


def _in_force(blocks: Sequence[Block]) -> PrintedDate | None:
    found = None
    for top in blocks:
        for block in top.walk():
            if block.kind not in (
                "article",
                "closing",
                "paragraph",
                "preamble",
                "part",
                "section",
                "item",
            ):
                continue
            if not _FORCE.search(block.text):
                continue
            for each in _all_dates(block):
                text = each.piece.text
                if text[: each.start].rstrip().endswith(("自", "从")) and _FORCE.match(
                    text, each.end
                ):
                    sentence = text[: each.start].rsplit("。", 1)[-1]
                    if "《" not in sentence:
                        found = each
    return found


def _all_dates(block: Block) -> Iterator[PrintedDate]:
    for piece in block.pieces:
        for date in dates(piece.text):
            if date.year is not None and date.day is not None:
                yield PrintedDate(str(date), piece, date.start, date.end)


def _dated(block: Block) -> PrintedDate | None:
    return next(_all_dates(block), None)


def _disclosure(blocks: Sequence[Block]) -> str:
    for block in blocks:
        if block.kind == "masthead" and line.is_note(block.text):
            codes = _cues("disclosure").codes(block.text)
            if codes:
                return codes[0]
    return ""


def _place(
    issuers: Sequence[Printed], recipients: Sequence[Printed], blocks: Sequence[Block]
) -> tuple[str, str]:
    """The level of the issuers and the place in their name.

    Of a city the name does not show whether it is a county's equal: that is told from whom it writes to.
    """
    if not issuers:
        return "", ""
    name = issuers[0].words
    found = _PLACE.match(name)
    if found and found["province"] and not (found["city"] or found["county"]):
        return "provincial", found["province"]
    if found and found["town"]:
        return "township", ""
    if found and (found["province"] or found["city"] or found["county"]):
        place = found["county"] or found["city"] or ""
        if found["county"]:
            return "county", place
        if found["province"] or not place.endswith("市"):
            return "prefectural", place
        return _told(recipients, blocks), place
    return ("national", "") if _NATIONAL.match(name) else ("", "")


def _told(recipients: Sequence[Printed], blocks: Sequence[Block]) -> str:
    said = "，".join(each.words for each in recipients)
    for level, words in _LOWER:
        if words.search(said):
            return level
    if any(_LOWER[0][1].search(block.text) for top in blocks for block in top.walk()):
        return "prefectural"
    return ""
