"""Findings with the strings that a hostile document or file name could put into them."""

import re
import unicodedata

from hypothesis import strategies as st

from stdpolicy.diagnostics import Diagnostic, Listed, Number, Quote, Report, Rule, Severity
from stdpolicy.source import START, Place

RULES = [
    Rule("SP999", "one", Severity.ERROR, "One {0} rule", "一条规则", "Doc.\n\nSee [it](1)."),
    Rule("SP998", "other", Severity.WARNING, "Another rule", "另一条规则", "Doc."),
]
PIECES = [
    *("\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\x9d0;t\x9c", "\r", "\n", "\t", "\0", "\x7f"),
    *("\ufffe", "\uffff", "\U0001fffe", "\ufdd0", "\ud800", "\udfff", "\udc80", "\ud83d\ude00"),
    *("\u202e", "\u2066", "\u061c", "\u200b", "\ufeff", "\u2028", "\u00ad", "\U000e0041"),
    *("::", " ::error::x", "::set-output name=a::", "##[", "###[add-mask]", "##vso[task]", "%0A"),
    *("{0}", "{{", "}", "[text](1)", "\\", "](", "]\\(", "](http://h)", "[", "&#27;", "]]>", "<b>"),
    *("标准化", "Ａ", "e\u0301", "𠀀", "\u3000", " ", "/", "..", ":", ",", "-", '"', "'", "a"),
]
strings = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=9).map("".join)
places = st.builds(Place, st.integers(1, 10**6), st.integers(1, 300))
lines = strings | st.builds(lambda piece, count: piece * count, strings, st.integers(2, 60))
names = strings | st.sampled_from(["<stdin>", "<input>", "a.ttl"])
findings = st.builds(
    Diagnostic,
    rule=st.sampled_from(RULES),
    key=st.just("key"),
    values=st.dictionaries(
        st.sampled_from(["quote", "number", "several"]),
        st.builds(Quote, strings)
        | st.builds(Number, st.integers() | strings)
        | st.builds(Listed, st.lists(st.builds(Quote, strings), max_size=2).map(tuple)),
        max_size=2,
    ),
    message=strings,
    file=names,
    span=st.just(START),
    place=places,
    end=places,
    pointer=strings,
    hint=strings,
    related=st.lists(st.tuples(strings, places), max_size=2).map(tuple),
    excerpt=lines,
)
reports = st.builds(
    Report,
    st.lists(findings, max_size=3),
    files=st.integers(0, 3),
    unreadable=st.lists(strings, max_size=2),
)
COMMANDS = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)
"""What runners of continuous integration look for in a log."""


def finding(message: str = "m", *, file: str = "a.ttl", column: int = 1, **more: str) -> Diagnostic:
    """One finding, of which a test says only what it is about."""
    at = Place(1, column)
    return Diagnostic(
        RULES[0], "key", {}, message, file, START, at, at._replace(column=column + 1), **more
    )


def acts(text: str) -> list[str]:
    """Characters that a terminal would act on or not show, line feeds left out."""
    kinds = ("Cc", "Cf", "Cs", "Zl", "Zp")
    unsafe = [c for c in text if unicodedata.category(c) in kinds and c != "\n"]
    return unsafe + [c for c in text if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF]
