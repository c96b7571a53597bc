"""SP35x: what is odd about a string without being wrong. Warnings all, on documents that are valid."""

import unicodedata
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from stdpolicy import memo
from stdpolicy.checks.rule import WRITE, Stage, rule
from stdpolicy.checks.values import code_point
from stdpolicy.checks.walk import Walk
from stdpolicy.diagnostics import (
    Advice,
    Code,
    Finding,
    Message,
    Name,
    Number,
    Path,
    Quote,
    Safety,
    Severity,
    Write,
    likely,
)
from stdpolicy.model import Field, TextType
from stdpolicy.patterns import regex
from stdpolicy.source import Span
from stdpolicy.text.characters import half_width
from stdpolicy.text.characters import invisible as first_invisible


class String(NamedTuple):
    """A string of the tree: of which field and, if of a text, in which language."""

    field: Field
    language: str
    value: str
    path: Path

    @property
    def named(self) -> Name:
        """How messages call it: by its language in a text, else by its field."""
        return Name(self.language or self.field.name)


STRING = Stage[String]("string")
"""Run on each string that is not plain ASCII."""

MANGLED = regex("[\u007f-\u009f\ufffd]")
CODED = frozenset({"documentNumber", "identifier"})
"""Strings that programs compare although they have no pattern."""


def strings(walk: Walk) -> Iterator[String]:
    """Every string of a literal or text in which a check of the stage may find anything, in tree order."""
    for node in walk.nodes:
        fields = node.cls.worded
        for name, value in node.tree.items():
            item = fields.get(name)
            if item is None or name in node.unknown:
                continue
            if isinstance(item.type, TextType):
                for tag, string in value.items():
                    if not _is_plain(string):
                        yield String(item, tag, string, (*node.path, name, tag))
            elif item.many:
                for at, string in walk.kept(value):
                    if isinstance(string, str) and not _is_plain(string):
                        yield String(item, "", string, (*node.path, name, at))
            elif isinstance(value, str) and not _is_plain(value):
                yield String(item, "", value, (*node.path, name))


def _is_plain(string: str) -> bool:
    """Whether no check of the stage can find anything in a string."""
    return "\x7f" not in string if string.isascii() else _is_usual(string)


@memo.value
def _is_usual(string: str) -> bool:
    return (
        unicodedata.is_normalized("NFC", string)
        and first_invisible(string) is None
        and half_width(string) == string
        and MANGLED.search(string) is None
    )


@rule(
    "SP351",
    "not-nfc",
    "A string is not in Unicode normal form C",
    "字符串不是 Unicode NFC 形式",
    Severity.WARNING,
    on=STRING,
    zh="""
    字符串不是 Unicode 规范形式 C（NFC），例如字母和它的附加符号分作两个字符。

    理由：看起来相同的两个字符串，码点可能不同，程序比较时即不相等。
    本工具从不改写文本；如果来源确实使用分解形式，保留不改。
    """,
)
def not_nfc(string: String) -> Iterator[Finding]:
    """A string is not in Unicode normal form C, as where a letter and its accent are two characters.

    Why: Two strings that look alike may differ in code points; programs that compare them fail.
    Text is never rewritten by the tool. If the source really prints the decomposed form, leave it.
    """
    text = string.value
    if not unicodedata.is_normalized("NFC", text):
        # By halving, since normalizing takes quadratic time where marks are out of order.
        ends = range(1, len(text) + 1)
        at = bisect(ends, False, key=lambda end: not unicodedata.is_normalized("NFC", text[:end]))
        yield NOT_NFC(
            string.path,
            name=string.named,
            at=Number(at + 1),
            character=code_point(text[at]),
            within=Span(at, at + 1),
        )


NOT_NFC = Message(
    "SP351",
    "not-nfc",
    "{name} is not in normal form C from character {at}, {character}",
    "{name} 自第 {at} 个字符（{character}）起不是 NFC 形式",
)


@rule(
    "SP352",
    "invisible",
    "A string holds an invisible or bidirectional control character",
    "字符串含不可见字符或双向控制符",
    Severity.WARNING,
    on=STRING,
    zh="""
    字符串含有零宽字符、填充字符、变体选择符或者双向控制符。

    理由：零宽字符、填充字符和变体选择符使看起来相同的文本实际不同，影响比较和检索；
    双向控制符可以使文本显示得像另一段文本。它们大多是从网页复制时带入的。
    """,
)
def invisible(string: String) -> Iterator[Finding]:
    """A string holds a zero-width character, a filler, a variation selector or a bidirectional control.

    Why: Zero-width characters, fillers and variation selectors break comparison and search, since
    what looks alike then differs; bidirectional controls can make a text look like another one. They
    are mostly leftovers of copying from web pages.
    """
    if (found := first_invisible(string.value)) is not None:
        yield _holds(INVISIBLE_FOUND, string, *found)


def _holds(message: Message, string: String, at: int, character: str) -> Finding:
    return message(
        string.path,
        name=string.named,
        character=code_point(character),
        at=Number(at + 1),
        within=Span(at, at + 1),
    )


INVISIBLE_FOUND = Message(
    "SP352",
    "invisible",
    "{name} holds {character} at character {at}",
    "{name} 的第 {at} 个字符为 {character}",
    Advice(
        "remove-unless-printed",
        "remove it unless the source prints it",
        "删去，除非来源确实印有该字符",
    ),
)


@rule(
    "SP353",
    "full-width-digit",
    "A number that programs compare is in full-width digits",
    "编号使用了全角数字",
    Severity.WARNING,
    on=STRING,
    fixes=(Safety.LIKELY,),
    zh="""
    发文字号或者机构代码（identifier）中有全角数字，或者其他文字的数字。

    理由：程序会比较发文字号和机构代码，而对程序来说 ２ 与 2 不同，其他文字的数字也是如此。
    """,
)
def full_width_digit(string: String) -> Iterator[Finding]:
    """A document number or an identifier has full-width digits, or those of another script.

    Why: Document numbers and identifiers are compared by programs, to which ２ and 2 differ; so do
    the digits of all other scripts.
    """
    text = string.value
    if string.field.name in CODED and (plain := half_width(text)) != text:
        yield FULL_WIDTH_DIGIT(
            string.path,
            name=string.named,
            found=Quote(text),
            right=Code(plain),
            within=_differing(text, plain),
            fix=likely(Write(string.path, plain)),
        )


def _differing(text: str, plain: str) -> Span:
    """From the first character to the last in which two strings of one length differ."""
    differ = [at for at, pair in enumerate(zip(text, plain, strict=True)) if len({*pair}) > 1]
    return Span(differ[0], differ[-1] + 1)


FULL_WIDTH_DIGIT = Message(
    "SP353",
    "full-width-digit",
    "{name} has full-width digits, {found}",
    "{name} 含有全角数字：{found}",
    WRITE,
)


@rule(
    "SP354",
    "mangled",
    "A string holds signs of a wrong encoding",
    "字符串疑似编码错误",
    Severity.WARNING,
    on=STRING,
    zh="""
    字符串含有 U+FFFD，或者 U+007F 至 U+009F 的控制符。

    理由：U+FFFD 表示程序无法读取原有的字符；U+007F 至 U+009F 的控制符表明文本是按错误的编码
    读取的。无论哪一种，政策文件的文本都已损坏，从来源重新复制。
    """,
)
def mangled(string: String) -> Iterator[Finding]:
    """A string holds U+FFFD, or one of the controls U+007F to U+009F.

    Why: U+FFFD stands where a program could not read a character; the controls come from text that
    was read in another encoding than it was written in. Either way the text of the policy is
    damaged: copy it again from the source.
    """
    if match := MANGLED.search(string.value):
        yield _holds(MANGLED_FOUND, string, match.start(), match[0])


MANGLED_FOUND = Message(
    "SP354",
    "mangled",
    "{name} holds {character} at character {at}",
    "{name} 的第 {at} 个字符为 {character}",
    Advice("copy-again", "copy the text again from the source", "从来源重新复制文本"),
)
