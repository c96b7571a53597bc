"""Strict JSON: nothing that two tools would read differently (RFC 8259, RFC 7493)."""

import json
import math
from collections.abc import Container
from functools import partial
from itertools import islice
from typing import Any

from stdpolicy.diagnostics import Advice, Code, Finding, Message, Number, Related
from stdpolicy.formats import rules
from stdpolicy.formats.causes import END, shown
from stdpolicy.formats.jsonld.tokens import TOKEN, repeated_keys, string
from stdpolicy.formats.reading import MAX_FINDINGS, IllFormed, Refused
from stdpolicy.patterns import regex
from stdpolicy.source import Source, Span

SAFE_INTEGER = 2**53 - 1
LONGEST_NUMBER = 400
"""Of a float, in characters."""
ESCAPED_SURROGATE = regex(r"\\u[dD][89a-fA-F]")
SURROGATE = regex("[\ud800-\udfff]")

NOT_JSON = Message(
    rules.SYNTAX.code,
    "json",
    "expected well-formed JSON, which goes on differently here: found {found}",
    "不是合乎语法的 JSON，此处不应为 {found}",
)
ODD_NUMBER = Message(
    rules.NUMBER.code,
    "number",
    "expected a finite number of at most 15 digits, found {found}",
    "应为不超过 15 位的有限数，实为 {found}",
    Advice("quote", "write decimals as strings in quotes", "将十进制数写作带引号的字符串"),
)
LONG_NUMBER = Message(
    rules.NUMBER.code,
    "long-number",
    "expected a finite number of at most 15 digits, found a number of {length} characters",
    "应为不超过 15 位的有限数，实为 {length} 个字符的数",
    Advice("quote", "write decimals as strings in quotes", "将十进制数写作带引号的字符串"),
)
FINITE = Advice(
    "finite",
    "write a finite number, decimals as strings in quotes, or leave the property out",
    "改为有限数，十进制数写作带引号的字符串；没有数值的，省去该属性",
)
KEY_TWICE = Message(
    rules.DUPLICATE_KEY.code,
    "key-twice",
    "the key {key} stands twice in this object",
    "键 {key} 在此对象中出现两次",
    Advice("remove", "remove one of the two", "删去其中一个"),
)
FIRST = Advice("first", "first here", "第一次出现在此")
HALF_PAIR = Message(
    rules.SYNTAX.code,
    "surrogate",
    "expected Unicode text, found one half of a surrogate pair",
    "应为 Unicode 文本，但有不成对的代理码点",
    Advice(
        "character",
        "write the character itself, or remove the escape",
        "直接写该字符，或者删去该转义序列",
    ),
)


def parse(source: Source) -> tuple[Any, list[Finding]]:
    """The value of a JSON text whose depth is known to be bearable, and the keys that stand again in their
    object, of which the first is read.

    Raises IllFormed, OddNumbers, and Refused for lone surrogates.
    """
    repeated = False
    odd: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        result = dict(items)
        if len(result) != len(items):
            repeated = True
            result = dict(reversed(items))
        return result

    text = source.text
    try:
        document = json.loads(
            text,
            object_pairs_hook=pairs,
            parse_int=partial(_integer, odd),
            parse_float=partial(_float, odd),
            parse_constant=odd.append,
        )
    except json.JSONDecodeError as error:
        at = error.pos
        found = shown(text[at : at + 10]) if at < len(text) else END
        raise IllFormed(NOT_JSON(Span(at, min(at + 1, len(text))), found=found)) from None
    if odd:
        raise OddNumbers(_odd_numbers(text, frozenset(odd)))
    if ESCAPED_SURROGATE.search(text):
        _check_surrogates(text)
    pairs_of_keys = islice(repeated_keys(text), MAX_FINDINGS) if repeated else ()
    return document, [_twice(text, *both) for both in pairs_of_keys]


def _twice(text: str, first: Span, again: Span) -> Finding:
    key = Code(text[again.start : again.end])
    return KEY_TWICE(again, key=key, related=[Related(FIRST, (), span=first)])


class OddNumbers(Exception):
    """There are numbers that are not finite or not exact; carries the findings, one more than anybody reads
    where there are so many.
    """

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(findings[0].message.key)
        self.findings = findings


def _integer(odd: list[str], digits: str) -> int:
    if len(digits) > 16 or abs(value := int(digits)) > SAFE_INTEGER:
        odd.append(digits)
        return 0
    return value


def _float(odd: list[str], digits: str) -> float | int:
    if len(digits) > LONGEST_NUMBER or not math.isfinite(value := float(digits)):
        odd.append(digits)
        return 0
    # JSON-LD takes 1.0 for the integer 1 (JSON-LD 1.1 API, section 8.2.2).
    return int(value) if value.is_integer() and abs(value) <= SAFE_INTEGER else value


def _odd_numbers(text: str, odd: Container[str]) -> list[Finding]:
    tokens = (token for token in TOKEN.finditer(text) if token[0] in odd)
    return [
        _odd_number(token[0], Span(*token.span())) for token in islice(tokens, MAX_FINDINGS + 1)
    ]


def _odd_number(found: str, here: Span) -> Finding:
    advice = FINITE if found[-1] in "Ny" else None
    if len(found) <= 20:
        return ODD_NUMBER(here, found=Number(found), advice=advice)
    return LONG_NUMBER(here, length=Number(len(found)))


def _check_surrogates(text: str) -> None:
    for match in TOKEN.finditer(text):
        token = match["string"]
        if token and ESCAPED_SURROGATE.search(token) and SURROGATE.search(string(token)):
            raise Refused(HALF_PAIR(Span(*match.span("string"))))
