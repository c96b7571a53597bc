"""How findings, values and names are said, in English or Chinese: templates and typed values in, words out."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, assert_never

from msgspec import Struct

from stdpolicy import memo
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Date,
    Finding,
    Found,
    Listed,
    Message,
    Name,
    Node,
    Number,
    Phrase,
    Quote,
    Said,
    Value,
)
from stdpolicy.language import either, language
from stdpolicy.model import CodeType, Field
from stdpolicy.model.foreign import Foreign, ForeignElement, ForeignIri, SharedNode
from stdpolicy.model.iri import IriFault
from stdpolicy.patterns import regex

SLOT = regex(r"\{([a-z_]+)(:a)?\}")
_WIDE = "[\u2014\u2018-\u201d\u2026\u3000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
BLANK = regex(f"(?<={_WIDE}) (?={_WIDE})")
"""A blank between Chinese characters or full-width marks."""
CONJUNCTIONS = {"and": "和", "or": "或"}
MAX_QUOTE, MAX_NAME = 60, 200
"""The longest words of a file that are quoted, and the longest name, in characters."""
MAX_SENTENCE = 500
"""The longest message or hint, in characters: several values may be long, or listed."""

IRI_FAULTS: Mapping[IriFault, Phrase] = {
    IriFault.NONE: Phrase("which is empty", "为空"),
    IriFault.CHARACTER: Phrase(
        "which has a character that is not allowed in it", "含有不允许的字符"
    ),
    IriFault.PERCENT: Phrase(
        "in which % stands before other than two hexadecimal digits", "% 之后不是两位十六进制数字"
    ),
    IriFault.ASTRAL: Phrase("which has a character beyond U+FFFF", "含有 U+FFFF 以上的字符"),
    IriFault.RELATIVE: Phrase("which is relative", "是相对的"),
    IriFault.NAME: Phrase("which is no name of a node", "不是节点名称"),
    IriFault.SCHEME: Phrase("which is of another scheme", "协议不在允许之列"),
    IriFault.SCHEME_CASE: Phrase("whose scheme is not in lower case", "协议名不是小写"),
    IriFault.URN: Phrase("which is no complete URN", "不是完整的 URN"),
    IriFault.NO_HOST: Phrase("which names no host", "没有主机名"),
    IriFault.USER: Phrase("which names a user", "带有用户名"),
    IriFault.IPV6: Phrase("whose host is an IPv6 address", "主机是 IPv6 地址"),
    IriFault.HOST: Phrase(
        "whose host has other characters than ASCII letters, digits, dots and hyphens",
        "主机名含有 ASCII 字母、数字、点和连字符以外的字符",
    ),
    IriFault.PORT: Phrase(
        "whose port is not a number of one to five digits", "端口不是一至五位数字"
    ),
    IriFault.DEFAULT_PORT: Phrase(
        "which states a port that processors leave out, 80 or 443",
        "写出了处理程序会省去的端口 80 或 443",
    ),
    IriFault.FRAGMENT: Phrase("which has a fragment", "带有片段"),
    IriFault.FRAGMENTS: Phrase("which has # twice", "# 出现两次"),
    IriFault.NO_PATH: Phrase("which has no path", "没有路径"),
    IriFault.DOT_SEGMENT: Phrase("in whose path a part begins with a dot", "路径中有一段以点开头"),
    IriFault.EMPTY_SEGMENT: Phrase("in whose path a part is empty", "路径中有一段为空"),
    IriFault.SEMICOLON: Phrase("whose path ends with a semicolon", "路径以分号结尾"),
    IriFault.EMPTY_QUERY: Phrase("whose query is empty", "查询部分为空"),
}
"""What is wrong with an IRI, as a relative clause for templates."""


def message(finding: Finding) -> str:
    """What is wrong, in one sentence without a full stop."""
    return filled(finding.message, finding.values)


def hint(finding: Finding) -> str:
    """What to do, or nothing."""
    return filled(finding.advice, finding.values) if finding.advice else ""


def filled(template: Message | Advice, values: Mapping[str, Value]) -> str:
    """A template with its values shown, bounded in length. Raises KeyError if one is missing."""

    words = either(template.en, template.zh)
    parts, at = list[str](), 0
    for slot in SLOT.finditer(words):
        text = one_line(shown(values[slot[1]]))
        if slot[2] and language() == "en":
            text = with_article(text)
        parts += [words[at : slot.start()], text]
        at = slot.end()
    return short(together([*parts, words[at:]]), MAX_SENTENCE)


def together(parts: Sequence[str]) -> str:
    """Words of ours and values, by turns, as one text.

    In Chinese words have a blank beside a value, for it may be Latin or a number; it is left out between
    characters that both are full-width: 实为 60, but 实为“六十” and 实为数值 60. Values stay as they are.
    """
    if language() != "zh":
        return "".join(parts)
    text = ""
    for at, part in enumerate(parts):
        if at % 2 == 0:
            before = parts[at - 1][-1:] if at else ""
            after = parts[at + 1][:1] if at + 1 < len(parts) else ""
            closed = BLANK.sub("", before + part + after)
            part = closed[len(before) : len(closed) - len(after)]
        text += part
    return text


def slots(template: Message | Advice) -> set[str]:
    """The names of the values that a template shows, in either language."""
    return {m[1] for words in (template.en, template.zh) for m in SLOT.finditer(words)}


def with_article(name: str) -> str:
    """A name of the vocabulary after "a" or "an"."""
    return f"an {name}" if name[:1] in "aeioAEIO" else f"a {name}"  # a unit, as it happens


def shown(value: Value) -> str:
    """A value as messages show it: short, the same from every notation."""
    match value:
        case Number(number):
            return f"{number:,}" if isinstance(number, int) else short(number, MAX_NAME)
        case Node(text):  # of one without id the class, with an article
            bare = text.removeprefix("the ") if language() == "zh" else text
            return short(bare, MAX_NAME)
        case Date(text) | Name(text) | Code(text) | Said(text):
            return short(text, MAX_NAME)
        case Quote(text):
            return quoted(text)
        case Found(found):
            return found_as(found)
        case Phrase(en, zh):
            return either(en, zh)
        case Listed(values, conjunction):
            said = [shown(one) for one in values]
            comma = either(", ", "、")
            if len(said) < 2 or not conjunction:
                return comma.join(said)
            joined = either(f" {conjunction} ", f" {CONJUNCTIONS[conjunction]} ")
            return together(["", comma.join(said[:-1]), joined, said[-1]])
    assert_never(value)


def short(text: str, length: int) -> str:
    """The text, or as much of its beginning as fits with an ellipsis."""
    return text if len(text) <= length else text[: length - 3] + "..."


def quoted(text: str) -> str:
    """A string in quotation marks, short."""
    return either('"{}"', "“{}”").format(short(text, MAX_QUOTE))


def coded(field: Field | None, *codes: object) -> Code | Phrase:
    """Codes of the list that a field takes: in Chinese each with its label, in English as they are, which is
    English enough. Other values as they are.
    """
    known = field.type.scheme.codes if field and isinstance(field.type, CodeType) else {}
    names = [str(code) for code in codes]
    if len(names) == 1 and names[0] not in known:
        return Code(names[0])
    zh = [f"{name}（{known[name].label['zh-Hans']}）" if name in known else name for name in names]
    return Phrase(", ".join(names), "、".join(zh))


def one_line(text: str) -> str:
    """The text with its line ends as escapes."""
    return text.replace("\r", "\\r").replace("\n", "\\n")


def found_as(value: object) -> str:
    """A value of a tree, of whatever type, in words."""
    match value:
        case None:
            return "null"
        case bool():
            return either("the boolean ", "布尔值 ") + str(value).lower()
        case int() | float():
            return either("the number ", "数值 ") + str(value)
        case str():
            return quoted(value)
        case []:
            return either("an empty array", "空数组")
        case list():
            plural = "" if len(value) == 1 else "s"
            return either(f"{len(value)} value{plural}", f"{len(value)} 个值")
        case Foreign(lexical, datatype):
            name = datatype.rpartition("#")[2]
            if name in ("", "string"):
                return quoted(lexical)
            typed = short(name, MAX_NAME)
            return quoted(lexical) + either(f" of type {typed}", f"（类型 {typed}）")
        case ForeignIri(iri):
            return either("the reference ", "引用 ") + short(iri, MAX_NAME)
        case ForeignElement() | SharedNode() | {"id": _} | {"type": _}:
            return either("a node", "一个节点")
        case {} if not value:
            return either("an empty object", "空对象")
        case dict():
            return either("an object", "一个对象")
    return short(repr(value), MAX_NAME)


def plain(value: Value) -> Any:
    """A value as JSON: a string, which may be cut, a number, or a list of them."""
    match value:
        case Listed(values):
            return [plain(one) for one in values]
        case Phrase(en, _):
            return en
        case Found(found) if not isinstance(found, (str, int, float, type(None))):
            return found_as(found)
    return short(value.value, MAX_SENTENCE) if isinstance(value.value, str) else value.value


# -- what was probably meant -------------------------------------------------------------------

MAX_NAMES, MAX_LENGTH = 500, 60
"""How many names a name is compared with, and how long one may be."""


class Guesses(Struct):
    """Did-you-means for one file: comparing takes time, so there is a budget for all of them."""

    left: int = 20_000
    """How many names may still be compared."""

    def nearest(self, name: str, names: Iterable[str]) -> str:
        """The name that was probably meant, or nothing."""
        known = tuple(islice(names, min(MAX_NAMES, max(self.left, 0))))
        bare = name.removeprefix("@").rpartition("#")[2].rpartition("/")[2].rpartition(":")[2]
        # Comparing is quadratic in both lengths, and of no use where nobody could read the answer.
        if len(bare) > MAX_LENGTH or not known:
            return ""
        self.left -= len(known)
        return _closest(bare.lower(), known)


def words(said: Iterable[str]) -> list[str]:
    """What options name that take several, each with an option of its own, commas or spaces between.
    A comma of Chinese text is one as well.
    """
    return [one for each in said for one in re.split(r"[,，、\s]+", each) if one]


@memo.value
def _closest(name: str, names: tuple[str, ...]) -> str:
    by_lower = {one.lower(): one for one in names}
    found = difflib.get_close_matches(name, by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""
