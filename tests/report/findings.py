"""Findings with the strings that a hostile document or file name could put into them."""

import re
import unicodedata

from hypothesis import strategies as st

from stdpolicy.diagnostics import (
    Beside,
    Code,
    Date,
    Diagnostic,
    Found,
    Listed,
    Name,
    Node,
    Number,
    Quote,
    Region,
    Report,
    Rule,
    Said,
    Severity,
    Value,
)
from stdpolicy.model.foreign import Foreign, ForeignIri
from stdpolicy.source import Place, Span

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
spans = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda ends: Span(*sorted(ends)))
single = st.one_of(
    *(st.builds(kind, strings) for kind in (Number, Date, Name, Code, Node, Quote, Said)),
    st.builds(Number, st.integers()),
    st.builds(Found, strings | st.none() | st.booleans() | st.integers() | st.lists(strings)),
    st.builds(Found, st.builds(Foreign, strings, strings) | st.builds(ForeignIri, strings)),
)
values = single | st.builds(Listed, st.lists(single, max_size=3).map(tuple), st.just("or"))


def later(start: Place, lines: int, columns: int) -> Place:
    """A place not before another."""
    return Place(start.line + lines, columns if lines else start.column + columns - 1)


ends = st.tuples(st.sampled_from([0, 0, 0, 1, 9]), st.integers(1, 300))
beyond = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda two: tuple(sorted(two)))
regions = st.builds(
    lambda place, to, more: Region(place, later(place, *to), more), places, ends, beyond
)
findings = st.builds(
    lambda place, to, **more: Diagnostic(place=place, end=later(place, *to), **more),
    rule=st.sampled_from(RULES),
    key=st.sampled_from(["none", "more-than-one"]),
    values=st.dictionaries(st.sampled_from(["found", "name", "right"]), values),
    message=strings,
    file=names,
    span=spans,
    place=places,
    to=ends,
    pointer=strings,
    hint=strings,
    related=st.lists(st.builds(Beside, strings, strings, regions), max_size=2).map(tuple),
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


def finding(
    message: str = "m",
    *,
    file: str = "a.ttl",
    column: int = 1,
    end: Place | None = None,
    values: dict[str, Value] | None = None,
    excerpt: str = "",
) -> Diagnostic:
    """One finding in the first line, of which a test says only what it is about."""
    end = end or Place(1, column)
    return Diagnostic(
        rule=RULES[0],
        key="key",
        values=values or {},
        message=message,
        file=file,
        span=Span(column - 1, column - 1),
        place=Place(1, column),
        end=end,
        excerpt=excerpt,
    )


def acts(text: str) -> list[str]:
    """Characters that a terminal would act on or not show, line feeds left out."""
    kinds = ("Cc", "Cf", "Cs", "Zl", "Zp")
    unsafe = [c for c in text if unicodedata.category(c) in kinds and c != "\n"]
    return unsafe + [c for c in text if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF]
