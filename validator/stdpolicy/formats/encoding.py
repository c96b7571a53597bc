"""Whether a file is UTF-8 text, and what it seems to be if not."""

import re

from stdpolicy.diagnostics import Advice, Code, Edit, Finding, Fix, Message, Phrase, Safety
from stdpolicy.formats import rules
from stdpolicy.source import START, Source, Span

AS_UTF_8 = Advice("utf-8", "save the file as UTF-8", "将文件另存为 UTF-8")
SEEMS = Advice(
    "seems",
    "it seems to be {seems}: save the text as UTF-8",
    "文件看来是 {seems}，将其文本另存为 UTF-8",
)
REMOVE = Advice("remove", "remove the character", "删去该字符")
NOT_UTF_8 = Message(
    rules.ENCODING.code,
    "byte",
    "expected UTF-8 text, found the byte {byte}",
    "应为 UTF-8 文本，实有字节 {byte}",
    AS_UTF_8,
)
NUL = Message(
    rules.ENCODING.code,
    "nul",
    "expected UTF-8 text, found NUL",
    "应为 UTF-8 文本，但含有 NUL 字符",
    REMOVE,
)
TWO_MARKS = Message(
    rules.ENCODING.code,
    "marks",
    "expected UTF-8 text, found two byte order marks",
    "应为 UTF-8 文本，但有两个字节顺序标记",
    AS_UTF_8,
)
MISREAD = Message(
    rules.ENCODING.code,
    "misread",
    "expected the text as it was written, found UTF-8 that a program has read as {encoding}",
    "应为原来的文本，实为被误作 {encoding} 读取的 UTF-8 文本",
    Advice(
        "copy-as-utf-8",
        "copy or save the text again, read as UTF-8",
        "以 UTF-8 打开原文件，重新复制或者保存",
    ),
)
EMPTY = Message(
    rules.EMPTY.code,
    "empty",
    "expected a document, found an empty file",
    "文件中应有文档，实为空文件",
)

UTF_16, UTF_32 = Code("UTF-16"), Code("UTF-32")
PICTURE = Phrase("a picture", "图片")
MAGIC: dict[bytes, Code | Phrase] = {
    b"\xff\xfe\0\0": UTF_32,
    b"\0\0\xfe\xff": UTF_32,
    b"\xff\xfe": UTF_16,
    b"\xfe\xff": UTF_16,
    b"\x1f\x8b": Phrase("compressed with gzip", "gzip 压缩文件"),
    b"PK\x03\x04": Phrase("a ZIP archive", "ZIP 压缩文件"),
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"%PDF-": Phrase("a PDF file", "PDF 文件"),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Phrase(
        "an old Word or Excel file", "旧版 Word 或 Excel 文件"
    ),
    b"Rar!\x1a\x07": Phrase("a RAR archive", "RAR 压缩文件"),
    b"7z\xbc\xaf\x27\x1c": Phrase("a 7-Zip archive", "7-Zip 压缩文件"),
}
"""What files begin with that are no UTF-8 text; the longer first."""
LOOKED_AT = 256
"""How much of a file is looked at, in bytes; every such encoding comes in fours or twos."""
HAN = re.compile("[\u4e00-\u9fff]{2}")
CHINESE = re.compile("[\u4e00-\u9fff]")


MISREAD_AS = {"gb18030": "GB 18030", "cp1252": "Windows-1252", "latin-1": "ISO 8859-1"}
MISREAD_MARKS = ("锛", "銆", "ï¼", "ã€", "â€")
"""What Chinese punctuation and quotation marks become when their UTF-8 is read as another encoding."""
FEWEST_RIGHT = 3
"""How many Chinese characters there are for each that may have been lost by that."""


def _misread(text: str) -> Finding | None:
    """The finding for text of which the bytes in another encoding are UTF-8: of no other text they are."""
    for encoding, name in MISREAD_AS.items():
        try:
            data = text.replace("\ufffd", "").encode(encoding)
        except UnicodeEncodeError:
            continue
        right = data.decode(errors="replace")
        lost = right.count("\ufffd")
        if len(CHINESE.findall(right)) > FEWEST_RIGHT * lost:
            at = next(at for at, character in enumerate(text) if not character.isascii())
            whole = not lost and "\ufffd" not in text
            fix = Fix((Edit(Span(0, len(text)), right),), Safety.LIKELY) if whole else None
            return MISREAD(Span(at, at + 1), encoding=Code(name), fix=fix)
    return None


def not_text(source: Source) -> Finding | None:
    """The finding for a file that is empty or not UTF-8 text.

    NUL is UTF-8, but of binary files and UTF-16.
    """
    try:
        text = source.text
    except UnicodeDecodeError as error:
        seems = _seems_to_be(source.data)
        if seems is None and _is_chinese(source.data):
            seems = Code("GB 18030")
        # What could not be decoded is the data without its byte order mark.
        before = len(error.object[: error.start].decode())
        at = error.start + len(source.data) - len(error.object)
        where = START if seems in (UTF_16, UTF_32) else Span(before, before)
        return NOT_UTF_8(
            where,
            byte=Code(f"0x{source.data[at]:02x}"),
            seems=seems or Code(""),
            advice=SEEMS if seems else None,
        )
    if (at := text.find("\0")) >= 0:
        if seems := _seems_to_be(source.data):
            return NUL(START, seems=seems, advice=SEEMS)
        return NUL(Span(at, at + 1))
    if text.startswith("\ufeff"):
        return TWO_MARKS(Span(0, 1))
    if any(mark in text for mark in MISREAD_MARKS) and (found := _misread(text)):
        return found
    return EMPTY(START) if not text or text.isspace() else None


def _seems_to_be(data: bytes) -> Code | Phrase | None:
    """What kind of file this is that is no UTF-8 text, if that can be told."""
    for begin, kind in MAGIC.items():
        if data.startswith(begin):
            return kind
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        if _is_markup(data[:LOOKED_AT], encoding):
            return UTF_32 if "32" in encoding else UTF_16
    return None


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
