"""The values of generated documents: hostile but legal text, numbers, dates, codes, IRIs."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Any, assert_never

from hypothesis import strategies as st

from stdpolicy.model import (
    BooleanType,
    CodeType,
    DateType,
    DecimalType,
    Field,
    IntegerType,
    NodeType,
    ReferenceType,
    StringType,
    TextType,
)
from stdpolicy.model.iri import DOCUMENT, IRI

HOSTILE = [
    "𠮷野家 𪚥 \U0002f800",  # CJK extension B, a compatibility ideograph
    "\u00a0頭\u3000尾\u00a0",
    " leading and trailing ",
    "\t", "\n", "\n\n", " \n ", "a\tb\nc", " ",
    "\"'`’「」『』'''\"\"\"",
    "]]>", "<![CDATA[x]]>", "&", "&amp;", "&#13;", "&lt;b&gt;", "<b>x</b>", "<!-- -->", "<?pi?>",
    "\\", "\\\\", "\\n", "\\u4e00", "\\", 'x\\"', "\\'",
    "\x7f", "\x80\x85\x9f", "\u2028\u2029", "\ufeff", "\ufffd", "\U0010ffff\U0001fffe",
    "👩‍👩‍👧‍👦🇨🇳", "e\u0301 é", "가 가", "ﬁ", "\u202eabc\u202c\u200b\u2066",
    "２０２５年", "{}[]@^^.;,", "@en", "^^xsd:date", "#t1", "true", "1", "_:b0", "null", "%41",
]  # fmt: skip
FORBIDDEN = "".join(map(chr, {*range(32)} - {9, 10})) + "\ufffe\uffff"
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters=FORBIDDEN)
PAIRS = [before + "标准" + after for before, after in pairwise(HOSTILE)]
LONG = [(string + "标") * 2000 for string in HOSTILE[::5]]
TEXT = st.sampled_from(HOSTILE + PAIRS + LONG) | st.text(CHARACTERS, min_size=1, max_size=8)
"""Text that XML 1.0 can carry, the nastier the better; now and then a very long one."""

TAGS = [
    ("zh-Hans",), ("zh-Hans", "en"), ("zh", "zh-Hant-TW", "ja"), ("zh-CN", "sr-Latn-RS"),
    ("en",), ("de-1996",), ("en-GB", "es-419"),
]  # fmt: skip


def texts(languages: Iterable[str]) -> st.SearchStrategy[dict[str, str]]:
    """A language map with every language that is required."""
    primary = [{tag.partition("-")[0] for tag in tags} for tags in TAGS]
    fitting = [tags for tags, has in zip(TAGS, primary, strict=True) if has >= {*languages}]
    return st.one_of(st.fixed_dictionaries(dict.fromkeys(tags, TEXT)) for tags in fitting)


# -- literals, codes, IRIs -----------------------------------------------------------------

SAMPLES = [
    "https://example.org/", "http://example.org", "https://example.org:8080/a/../b?q=1&r='(x)'#f",
    "https://example.org/政策/%E4%B8%AD#第一条", "urn:uuid:0b1a-9", "urn:x-std:a:b;c#d",
    "https://example.org/#", "https://example.org/?#a", "http://a.b/~x!$&'()*+,;=:@/é𠮷"[:-1],
]  # fmt: skip
BASES = [
    "https://b.example/p/1", "https://b.example/标准/浙江-2023", "https://b.example/a/%E4%B8%AD-b",
    "http://b.example:8080/", "https://b.example/a?b=c&d='e'", "https://b.example/c/",
    "https://b.example/%7Ea;b/c.d/?x=../y",
]  # fmt: skip
assert all(IRI.fullmatch(iri) for iri in SAMPLES)
assert all(DOCUMENT.fullmatch(iri) for iri in BASES)
IRIS = st.sampled_from([*SAMPLES, *(f"https://other.example/{n}#x{n}" for n in range(9))])
"""Absolute IRIs, none of them a node of the documents generated here."""


def decimals() -> st.SearchStrategy[str]:
    """Canonical xsd:decimal of at most 15 digits before the point and 6 after it."""

    def number(minus: bool, whole: int, fraction: str) -> str:
        digits = f"{whole}.{fraction}" if fraction else str(whole)
        return digits if digits == "0" or not minus else "-" + digits

    fraction = st.sampled_from(["", "", "5", "05", "000001", "123456"])
    return st.builds(number, st.booleans(), st.integers(0, 10**15 - 1), fraction)


def dates() -> st.SearchStrategy[str]:
    """Days of the calendar from the year 1000, leap days among them."""
    known = ["2024-02-29", "2000-02-29", "1996-02-29", "1000-01-01", "9999-12-31"]
    return st.sampled_from(known) | st.dates(date(1000, 1, 1)).map(date.isoformat)


def strings(field: Field, pattern: str | None) -> st.SearchStrategy[str]:
    if pattern is None:
        return TEXT
    made = st.from_regex(pattern[1:-1], fullmatch=True).filter(lambda s: len(s) <= 100)
    values = [example for example in field.example if re.search(pattern, example)]
    return st.sampled_from(values) | made if values else made


def single(field: Field) -> st.SearchStrategy[Any]:
    """One value of a literal, text or code."""
    match field.type:
        case DecimalType():
            return decimals()
        case DateType():
            return dates()
        case BooleanType():
            return st.booleans()
        case IntegerType(minimum, maximum):
            return st.integers(minimum, maximum)
        case StringType():
            return strings(field, field.type.pattern)
        case CodeType(scheme):
            known = st.sampled_from(sorted(scheme.codes))
            return known if scheme.closed else known | IRIS
        case TextType(languages):
            return texts(languages)
        case ReferenceType() | NodeType():
            raise ValueError(f"{field.name} leads to a node")
    assert_never(field.type)


def values(field: Field, taken: list[Any]) -> st.SearchStrategy[Any]:
    """Values of a literal, text or code other than those taken; a list where the field has many."""
    one = single(field)
    if taken:
        one = one.filter(lambda value: value not in taken)
    return st.lists(one, min_size=1, max_size=3, unique=True) if field.repeatable else one
