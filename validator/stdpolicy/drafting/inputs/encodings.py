"""Bytes as text, in whatever encoding Chinese texts come, told from the bytes rather than from what is said of them."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from stdpolicy.drafting.inputs.reading import Unreadable
from stdpolicy.language import either

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 200_000
"""How many bytes are looked at to tell one encoding of Chinese from another."""
MOST_BROKEN = 0.01
"""The largest share of characters that may be broken in a text that is read nevertheless."""
ODD = ("Cc", "Cn", "Co")
MOST_ODD = 0.1
"""The largest share of controls and of code points that mean nothing."""
_CHINESE = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_SAME = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
}


def decode(data: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16, GB 18030 (GBK, GB 2312) or Big5; line ends become LF.

    What a page declares counts only where the bytes leave it open. Raises Unreadable.
    """
    text = _decode(data)
    sample = text[:SAMPLE]
    odd = sum(
        c == "\ufffd" or (unicodedata.category(c) in ODD and c not in "\t\n\r\x0c") for c in sample
    )
    if odd > MOST_ODD * len(sample):
        raise Unreadable(
            either(
                "no text, or one in an encoding that is not known", "不是文本，或文本的字符编码未知"
            )
        )
    for end in ("\r\n", "\r", "\u2028", "\x0c"):
        text = text.replace(end, "\n")
    return text


def _decode(data: bytes) -> str:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    if (wide := _wide(data)) is not None:
        return wide
    for encoding in _likely(data):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _mended(data)


def _wide(data: bytes) -> str | None:
    """The text in UTF-16 without a byte order mark, of which most is Chinese or ASCII; else None."""
    sample = data[: SAMPLE - SAMPLE % 2]
    if len(data) % 2 or not data:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            read = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = sum(c in "\r\n\t" or " " <= c <= "~" for c in read)
        chinese = len(_CHINESE.findall(read))
        if (plain + chinese) * 10 >= len(read) * 9 and (chinese or b"\0" in sample):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _likely(data: bytes) -> Iterator[str]:
    """The encodings to try, the most likely first."""
    yield "utf-8"
    declared = _DECLARED.search(data[:4096])
    named = declared[1].decode("ascii").lower() if declared else ""
    named = _SAME.get(named, named)
    guessed = ["gb18030", "big5hkscs"]
    if _is_big5(data[:SAMPLE]):
        guessed.reverse()
    yield from guessed
    if named not in ("utf-8", "", *guessed) and named in ("iso-2022-cn", "hz", "euc-tw", "utf-7"):
        yield named


def _is_big5(data: bytes) -> bool:
    """Whether double bytes are rather those of Big5: common characters have other ranges there.

    The second byte of a common character of GB 2312 is above A0; of Big5 it often is not.
    """
    high = low = odd = 0
    at = 0
    while at + 1 < len(data):
        if data[at] < 0x81:
            at += 1
            continue
        lead, trail = data[at], data[at + 1]
        if trail < 0xA1:
            low += 1
        else:
            high += 1
        if lead < 0xA1:
            odd += 1  # no lead byte of Big5
        at += 2
    return low * 5 > high + low and odd * 20 < high + low


def _mended(data: bytes) -> str:
    """The text in the encoding in which it has the fewest broken characters, if these are few."""
    best = min(
        (data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030", "big5hkscs")),
        key=lambda text: text.count("\ufffd"),
    )
    if best.count("\ufffd") > MOST_BROKEN * len(best):
        raise Unreadable(
            either(
                "not a text in UTF-8, UTF-16, GB 18030 or Big5",
                "不是 UTF-8、UTF-16、GB 18030 或 Big5 编码的文本",
            )
        )
    return best
