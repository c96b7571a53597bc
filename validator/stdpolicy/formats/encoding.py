"""Whether a file is UTF-8 text, and what it seems to be if not."""

import re

from stdpolicy.diagnostics import Advice, Code, Edit, Finding, Fix, Message, Phrase, Safety
from stdpolicy.formats import rules
from stdpolicy.patterns import regex
from stdpolicy.source import START, Source, Span, seeming

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
OTHER = Message(
    rules.ENCODING.code,
    "encoding",
    "expected UTF-8 text, found another encoding",
    "应为 UTF-8 文本，实为其他编码",
    Advice(
        "seems-text",
        "it seems to be {seems}: save it in an editor with the encoding UTF-8",
        "文件看来是 {seems}，在编辑器中另存为 UTF-8 编码",
    ),
)
DECLARED = Advice(
    "seems-declared",
    'it seems to be {seems}: save it in an editor with the encoding UTF-8, and write encoding="UTF-8" for {declared}',
    '文件看来是 {seems}，在编辑器中另存为 UTF-8 编码，并将 {declared} 改为 encoding="UTF-8"',
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

NAMES = {"utf-16": "UTF-16", "utf-32": "UTF-32", "gb18030": "GB 18030"}
"""What encodings are called, by how Python's names for them begin."""
DECLARATION = regex(
    """<\\?xml[^>]*?\\b(encoding\\s*=\\s*["'](?!utf-?8["'])[^"']*["'])""", re.IGNORECASE
)
"""Of XML (section 4.3.3)."""
PICTURE = Phrase("a picture", "图片")
MAGIC = {
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
"""What files begin with that are no text."""
CHINESE = regex("[\u4e00-\u9fff]")


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
    kind = next((kind for begin, kind in MAGIC.items() if source.data.startswith(begin)), None)
    try:
        text = source.text
    except UnicodeDecodeError as error:
        if kind is None and (encoding := seeming(source.data)):
            return _encoded(source, encoding)
        # What could not be decoded is the data without its byte order mark.
        before = len(error.object[: error.start].decode())
        at = error.start + len(source.data) - len(error.object)
        return NOT_UTF_8(
            Span(before, before),
            byte=Code(f"0x{source.data[at]:02x}"),
            seems=kind or Code(""),
            advice=SEEMS if kind else None,
        )
    # Sooner told than of the text, whose characters have zeros of their own.
    if b"\0" in source.data:
        at = text.index("\0")
        if kind is None and (encoding := seeming(source.data)):
            return _encoded(source, encoding)
        return NUL(START, seems=kind, advice=SEEMS) if kind else NUL(Span(at, at + 1))
    if text.startswith("\ufeff"):
        return TWO_MARKS(Span(0, 1))
    # A character alone is looked for much faster than two.
    if any(mark[0] in text and mark in text for mark in MISREAD_MARKS) and (
        found := _misread(text)
    ):
        return found
    return EMPTY(START) if not text or text.isspace() else None


def _encoded(source: Source, encoding: str) -> Finding:
    """The finding for text in another encoding: at what it declares itself, or the first character that is
    written otherwise.
    """
    text = source.lines.text
    seems = Code(next(name for begins, name in NAMES.items() if encoding.startswith(begins)))
    if declared := DECLARATION.match(text):
        where = Span(*declared.span(1))
        return OTHER(where, seems=seems, declared=Code(declared[1]), advice=DECLARED)
    at = next((at for at, character in enumerate(text) if not character.isascii()), 0)
    return OTHER(Span(at, at + 1) if encoding == "gb18030" else START, seems=seems)
