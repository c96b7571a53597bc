"""Whether a file is UTF-8 text, and what it seems to be if not."""

import re

from stdpolicy.diagnostics import Advice, Code, Finding, Message
from stdpolicy.formats import rules
from stdpolicy.source import START, Source, Span

AS_UTF_8 = Advice("utf-8", "save the file as UTF-8", "")
SEEMS = Advice("seems", "it seems to be {seems}: save the text as UTF-8", "")
REMOVE = Advice("remove", "remove the character", "")
NOT_UTF_8 = Message(
    rules.ENCODING.code,
    "byte",
    "expected UTF-8 text, found the byte {byte} at offset {offset}",
    "",
    AS_UTF_8,
)
NUL = Message(rules.ENCODING.code, "nul", "expected UTF-8 text, found NUL", "", REMOVE)
TWO_MARKS = Message(
    rules.ENCODING.code, "marks", "expected UTF-8 text, found two byte order marks", "", AS_UTF_8
)
EMPTY = Message(rules.EMPTY.code, "empty", "expected a document, found an empty file", "")

MAGIC = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"\x1f\x8b": "compressed with gzip",
    b"PK\x03\x04": "a ZIP archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"%PDF-": "a PDF file",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Word or Excel file",
    b"Rar!\x1a\x07": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
}
"""What files begin with that are no UTF-8 text; the longer first."""
LOOKED_AT = 256
"""How much of a file is looked at, in bytes; every such encoding comes in fours or twos."""
HAN = re.compile("[\u4e00-\u9fff]{2}")


def not_text(source: Source) -> Finding | None:
    """The finding for a file that is empty or not UTF-8 text.

    NUL is UTF-8, but of binary files and UTF-16.
    """
    try:
        text = source.text
    except UnicodeDecodeError as error:
        seems = _seems_to_be(source.data) or ("GB 18030" if _is_chinese(source.data) else "")
        # What could not be decoded is the data without its byte order mark.
        before = len(error.object[: error.start].decode())
        at = error.start + len(source.data) - len(error.object)
        byte, offset = Code(f"0x{source.data[at]:02x}"), Code(str(at))
        where = START if seems.startswith("UTF") else Span(before, before)
        return NOT_UTF_8(
            where, byte=byte, offset=offset, seems=Code(seems), advice=SEEMS if seems else None
        )
    if (at := text.find("\0")) >= 0:
        if seems := _seems_to_be(source.data):
            return NUL(START, seems=Code(seems), advice=SEEMS)
        return NUL(Span(at, at + 1))
    if text.startswith("\ufeff"):
        return TWO_MARKS(Span(0, 1))
    return EMPTY(START) if not text or text.isspace() else None


def _seems_to_be(data: bytes) -> str:
    """What kind of file this is that is no UTF-8 text, or nothing."""
    for begin, kind in MAGIC.items():
        if data.startswith(begin):
            return kind
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        if _is_markup(data[:LOOKED_AT], encoding):
            return encoding[:6].upper()
    return ""


def _is_markup(data: bytes, encoding: str) -> bool:
    """Whether bytes are printable characters in an encoding, most of them ASCII."""
    text = data.decode(encoding, errors="replace")
    plain = sum(char.isascii() for char in text)
    return plain * 2 > len(text) > 4 and all(c.isprintable() or c in "\t\r\n" for c in text)


def _is_chinese(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 are Chinese text in the national standard's encoding."""
    try:
        return HAN.search(data.decode("gb18030")) is not None
    except UnicodeDecodeError:
        return False
