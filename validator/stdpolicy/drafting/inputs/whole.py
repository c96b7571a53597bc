"""From the bytes of a file to the lines of the policy in it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from stdpolicy.drafting.clean import UNSEEN, Kind, clean, needs_cleaning
from stdpolicy.drafting.inputs import chrome, edges
from stdpolicy.drafting.inputs.encodings import decode
from stdpolicy.drafting.inputs.plain import markdown, plain
from stdpolicy.drafting.inputs.radicals import ideographs
from stdpolicy.drafting.inputs.reading import Entry, Line, Read, Unreadable
from stdpolicy.drafting.inputs.script import mended
from stdpolicy.drafting.inputs.wrapped import unwrapped
from stdpolicy.language import either
from stdpolicy.text.characters import HAN

LARGEST = 64_000_000
"""A larger file is not read, in bytes."""
MOST_CHARACTERS = 5_000_000
"""A text of more characters is no policy."""
_MARKUP = re.compile(
    r"\A\s*(?:<!--|<\?xml|<!doctype|<html|<head|<body|<div|<table|<tbody|<p[\s>]|<span|<meta|<section|<article|<center|<h[1-6][\s>])",
    re.IGNORECASE,
)
_PICTURE = ("a picture; only text can be read", "是图片；只能读取文本")
_COMPRESSED = ("a compressed file; unpack it", "是压缩文件；先解压")
_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0",
        (
            "a Word document of the old format (.doc); save it as .docx",
            "是旧格式的 Word 文档（.doc）；另存为 .docx",
        ),
    ),
    (
        b"{\\rtf",
        (
            "a document in Rich Text Format (.rtf); save it as .docx",
            "是 RTF 文档（.rtf）；另存为 .docx",
        ),
    ),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"\x1f\x8b", _COMPRESSED),
    (b"Rar!", _COMPRESSED),
    (b"7z\xbc\xaf", _COMPRESSED),
)


_CHINESE = re.compile(f"[{HAN}]")
FEW_LETTERS = 40
"""In so few nothing tells the language."""
LEAST_CHINESE = 0.3
"""The least share of its letters that are Chinese in a text that can be read."""


def read(data: bytes, name: str = "") -> Read:
    """The text of a file and the lines of the policy in it.

    What it is is told from the bytes, and from the name only whether a text is Markdown or HTML.
    Raises Unreadable, with one sentence, for what holds no text that can be read.
    """
    if len(data) > LARGEST:
        size = LARGEST // 1_000_000
        raise Unreadable(either(f"a file of more than {size} MB", f"文件超过 {size} MB"))
    found, paragraphs, own = _found(data, PurePath(name).suffix.lower())
    raw = "\n".join(found)
    if len(raw) > MOST_CHARACTERS:
        millions = MOST_CHARACTERS // 1_000_000
        raise Unreadable(
            either(
                f"a text of more than {millions} million characters",
                f"文本超过 {millions * 100} 万字",
            )
        )
    plain, finish = _cleaned(found, raw)
    texts = [ideographs(finish(text)) for text in plain]
    cleaned = "\n".join(filter(None, plain))
    starts = [0]
    for each in found:
        starts.append(starts[-1] + len(each) + 1)
    lines = [
        Line(texts[n], starts[n] + _indent(found[n]), starts[n] + len(found[n].rstrip()))
        for n in paragraphs
        if texts[n]
    ]
    record = tuple(_record(texts, starts)) if own else ()
    if own:
        lines = unwrapped(lines, raw)
        lines = [lines[n] for n in edges.document([each.text for each in lines])]
    if not lines:
        raise Unreadable(either("a file without any text", "文件中没有文本"))
    shown = "".join(line.text for line in lines)
    letters = sum(map(str.isalpha, shown))
    if letters >= FEW_LETTERS and len(_CHINESE.findall(shown)) < LEAST_CHINESE * letters:
        raise Unreadable(
            either(
                "a text in another language: expected a text in Chinese", "文本为其他语言，应为中文"
            )
        )
    return Read(raw, tuple(lines), cleaned, record)


def _found(data: bytes, suffix: str) -> tuple[list[str], Iterable[int], bool]:
    """The paragraphs that a file shows, which of them may be the document, and whether a site may have
    put lines of its own among these.
    """
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise Unreadable(either(*what))
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from stdpolicy.drafting.inputs.pdf import paragraphs as printed

        return _all(printed(data))
    if data.startswith(b"PK\x03\x04"):
        from stdpolicy.drafting.inputs.docx import paragraphs as written

        return _all(written(data))
    text = decode(data)
    if suffix in (".html", ".htm", ".xhtml", ".shtml", ".mht") or _MARKUP.match(text):
        from stdpolicy.drafting.inputs.content import document
        from stdpolicy.drafting.inputs.page import paragraphs

        all_found = paragraphs(text)
        places = {id(each): n for n, each in enumerate(all_found)}
        chosen = document(all_found)
        return [each.text for each in all_found], [places[id(each)] for each in chosen], True
    lines = markdown(text) if suffix in (".md", ".markdown") else plain(text)
    return lines, range(len(lines)), True


def _all(shown: list[str]) -> tuple[list[str], Iterable[int], bool]:
    lines = [line for paragraph in shown for line in paragraph.split("\n")]
    return lines, range(len(lines)), False


def _cleaned(found: Sequence[str], raw: str) -> tuple[list[str], Callable[[str], str]]:
    """Each line as `clean` leaves it, empty if it drops it; and what is left to do of a conversion."""
    try:
        result = clean(raw)
    except ModuleNotFoundError:
        if needs_cleaning(raw):
            raise Unreadable(
                either(
                    "a text with pinyin glosses or in traditional characters; pip install 'stdpolicy[draft]'",
                    "文本带有注音或为繁体；须先运行 pip install 'stdpolicy[draft]'",
                )
            ) from None
        return [UNSEEN.sub("", line).strip() for line in found], str
    texts = dict(zip(result.numbers, result.text.split("\n"), strict=False))
    lines = [texts.get(number, "") for number in range(1, len(found) + 1)]
    return lines, mended if result.of(Kind.CONVERTED) else str


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _record(texts: Sequence[str], starts: Sequence[int]) -> Iterator[Entry]:
    """What the site says of the document, in lines of labels and values."""
    shown = [n for n, text in enumerate(texts) if text]
    for n, following in zip(shown, [*shown[1:], None], strict=False):
        text = texts[n]
        for label, value, start, end in chrome.entries(text) if chrome.is_chrome(text) else ():
            if value:
                yield Entry(label, value, starts[n] + start, starts[n] + end)
            elif end >= len(text) and following and not chrome.LABEL.match(texts[following]):
                at = starts[following]
                yield Entry(label, texts[following], at, at + len(texts[following]))
