"""Citations in a text: titles in book-title marks, and the numbers of documents.

A document number (发文字号, GB/T 9704) is the short name of the body that issued it, the year in
brackets and the serial: 国发〔2021〕1号. Chinese sets no space before it, so where the short name begins
is told from the Han characters before the bracket. The rule:

1. It has 2 to LONGEST characters.
2. It begins behind the last word that leads to a citation (LEADING: 根据, 贯彻, 印发, 经同意, ...).
3. It begins behind the last particle (和, 的, 见, ...) or full name of a body (办公厅, 财政部, ...), unless what
   is left would begin with one of ENDINGS: then that character belongs to it, as in 和政发〔2021〕1号
   of 和县. 委, 部, 局 and 厅 end short names too; they end the name of a body only where the short name
   of the state, a province or a ministry follows: 省教育厅浙教科〔2021〕1号.
4. If more than 6 characters are left, it begins with the first of the last 6 that abbreviates the
   state or a province, if there is one: 认真学习浙政发〔2021〕1号.

An order or announcement (国务院令第687号, 第12号令) is cited with the full name of its body, as far as one
stands before it; that begins by rule 2, and behind the last particle.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.patterns import regex
from stdpolicy.text.characters import BLANK, DASH, HAN, half_width
from stdpolicy.text.numerals import EVERYDAY, YEAR, number, value

LONGEST = 10
"""The longest short name of a body, in characters."""
LEADING = (
    "根据|依据|依照|按照|遵照|参照|对照|贯彻|落实|执行|印发|转发|下发|颁发|发布|公布|废止|修订|修改|结合|关于|以及|"
    "详见|参见|文件|通知|精神|要求|意见|方案|办法|规定|决定|"
    "同意|批准|批复|审定|审议|通过|研究(?!院|所|中心)|商定|制定|制订|出台|下达|颁布|签发|实施|学习|传达|宣传(?!部)|"
    "遵循|遵守|承接|衔接|引用|援引|收到|报送|抄送|废除|撤销|代替|替代|取代"
)
JOINING = "(?<!发展|住房|工业|文化|林业|资源|卫生|农业|民共)和|[的与及或由按依据照见即如该此原]"
"""Particles; 和 within the name of a body is none."""
BODIES = (
    "政府|办公厅|办公室|委员会|常委会|国务院|中央|管理局|监督局|质监局|监管局|总局|协会|学会|联合会|"
    "[省市县区党]委(?!员)|人民银行|总署|审计署|法院|检察院|[银保证]监会|"
    "(?:财政|税务|审计|统计|教育|科技|科学技术|信息化|经信|公安|民政|司法|资源|环境|环境保护|建设|住建|交通|"
    "运输|水利|农业|农村|林业|林草|商务|文化|旅游|文旅|应急管理|保障|健康|卫健|改革|发改|标准|组织|宣传|统战|"
    "能源|产权|药监|气象|体育|海关)[部委局厅]"
)
MINISTRIES = "发改|工信|人社|自然资|市监|质监|标委"
STATE = "国中京津沪渝冀豫云辽黑湘皖鲁新苏浙赣桂甘晋蒙陕吉闽贵粤青藏川宁琼"
ENDINGS = "[政府办委函字令电联党公]|发(?!改)"

_TITLE_MARK = regex("[《》]")
_WINDOW = 40
_NUMBER = f"(?:[0-9]+|[{EVERYDAY}]+)"
_SERIAL = rf"(?P<first>{_NUMBER})(?:{BLANK}(?:[{DASH}]{{1,2}}|至){BLANK}(?P<last>{_NUMBER}))?{BLANK}[号號]"
_CODED = regex(
    rf"[〔﹝\[［【（(〖﹙「『{{｛﹛]{BLANK}(?P<year>{YEAR}){BLANK}年?{BLANK}[〕﹞\]］】）)〗﹚」』}}｝﹜]"
    rf"{BLANK}第?{BLANK}{_SERIAL}"
)
_ORDERED = regex(rf"第{BLANK}{_SERIAL}(?P<behind>令|公告|通告)?")
_OF_YEAR = regex(rf"(?:(?P<kind>令|公告|通告){BLANK})?(?:(?P<year>{YEAR}){BLANK}年{BLANK})?\Z")
"""What stands before the 第 of an order."""
_BEFORE = regex(rf"([{HAN}]*){BLANK}\Z")
_LEADING = regex(LEADING)
_JOINING = regex(f"{LEADING}|{JOINING}")
_CUT = regex(
    f"{JOINING}|[将被把等其并且为在对从以至到号]|{BODIES}|[委部局厅](?=[{STATE}]|{MINISTRIES})"
)
_ENDING = regex(ENDINGS)
_STATE = regex(f"[{STATE}]")
_KIND = regex(r"(?:令|公告|通告)\Z")
_ISSUERS = ("政府", "主席", "国务院", "银行", "署", "局", "部", "委", "委员会", "厅", "院", "会")


class Title(NamedTuple):
    """A title with its marks, read from `text[start:end]`."""

    start: int
    end: int


class DocumentNumber(NamedTuple):
    """A document number, read from `text[start:end]`."""

    start: int
    end: int
    number: str
    """The number in one form, to compare it by: 国发〔2021〕1号, whatever brackets, digits and blanks."""


@memo.sequence
def titles(text: str) -> Iterator[Title]:
    """The titles in 《》, each with all that is nested in it (《关于实施《纲要》的意见》), in their order.

    A mark without its partner is passed over.
    """
    found: list[Title] = []
    opened: list[int] = []
    for mark in _TITLE_MARK.finditer(text):
        if mark[0] == "《":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            while found and found[-1].start > start:
                found.pop()
            found.append(Title(start, mark.end()))
    yield from found


def cited(texts: Iterable[str]) -> tuple[str, ...]:
    """The titles that texts print within 《》, each once, in order: they may name the same documents without."""
    return tuple(sorted({text[t.start + 1 : t.end - 1] for text in texts for t in titles(text)}))


@memo.sequence
def document_numbers(text: str) -> Iterator[DocumentNumber]:
    """The document numbers in a text, in their order, by the rule above.

    In any brackets and digits, with white space within the line: 国发〔2021〕1号, 国发﹝2021﹞23号,
    浙政发[2022]22号, 国办函（２０２１）５号; with 第 before the serial, which counts for nothing, or a range of
    them, 1-3号; 国务院令第687号, 第12号令, 公告2021年第5号, 2021年第5号公告.
    """
    plain = half_width(text)
    coded = (_coded(plain, found) for found in _CODED.finditer(plain))
    ordered = (_ordered(plain, found) for found in _ORDERED.finditer(plain))
    known = [number for number in (*coded, *ordered) if number is not None]
    yield from sorted(known, key=lambda number: number.start)


def _coded(plain: str, found: re.Match[str]) -> DocumentNumber | None:
    before, end = _before(plain, found.start())
    kind = _KIND.search(before)
    name = _full_name(before[: kind.start()]) if kind else ""
    code = name + kind[0] if kind and name else _code(before)
    if len(code) < 2:
        return None
    form = f"{code}〔{number(found['year'])}〕{_serial(found)}"
    return DocumentNumber(end - len(code), found.end(), form)


def _ordered(plain: str, found: re.Match[str]) -> DocumentNumber | None:
    window = max(0, found.start() - _WINDOW)
    said = _OF_YEAR.search(plain[window : found.start()])
    if not said or not (said["kind"] or found["behind"]):
        return None
    before, end = _before(plain, window + said.start())
    name = _full_name(before)
    start = end - len(name) if name else window + said.start()
    year = f"{number(said['year'])}年" if said["year"] else ""
    form = f"{name}{said['kind'] or ''}{year}第{_serial(found)}{found['behind'] or ''}"
    return DocumentNumber(start, found.end(), form)


def _serial(found: re.Match[str]) -> str:
    """The serial or the range of them in one form: 12号 of 十二號, 1-3号 of 1—3号."""
    serials = (found[name] for name in ("first", "last") if found[name])
    return "-".join(str(value(serial) or serial) for serial in serials) + "号"


def _before(plain: str, place: int) -> tuple[str, int]:
    """The Han characters before a place, as many as the rule looks at, and where they end."""
    window = max(0, place - _WINDOW)
    found = _BEFORE.search(plain[window:place])
    return (found[1], window + found.end(1)) if found else ("", place)


def _full_name(before: str) -> str:
    """The full name of a body that ends a stretch of Han characters; empty if none does."""
    name = before[max((found.end() for found in _JOINING.finditer(before)), default=0) :]
    return name if name.endswith(_ISSUERS) else ""


def _code(before: str) -> str:
    """The short name that ends a stretch of Han characters."""
    leading = [found.end() for found in _LEADING.finditer(before)]
    rest = before[max((at for at in leading if len(before) - at >= 2), default=0) :]
    cuts = (found.end() for found in _CUT.finditer(rest))
    rest = rest[
        max((at for at in cuts if rest[at + 1 :] and not _ENDING.match(rest, at)), default=0) :
    ]
    if len(rest) > 6 and (state := _STATE.search(rest, len(rest) - 6, len(rest) - 1)):
        rest = rest[state.start() :]
    return rest[-LONGEST:]
