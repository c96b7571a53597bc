"""IRIs: the true reason for each that is refused, and a base that every processor resolves alike."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpolicy.model.iri import (
    DOCUMENT,
    IRI,
    IriFault,
    absolute,
    as_reference,
    iri_fault,
    relative,
)
from stdpolicy.wording import IRI_FAULTS
from strategies import examples

FAULTS = [
    ("", IriFault.NONE, IriFault.NONE),
    ("part1", IriFault.RELATIVE, IriFault.RELATIVE),
    (":t1", IriFault.NAME, IriFault.RELATIVE),
    ("_:t1", IriFault.NAME, IriFault.RELATIVE),
    ("./a:b", IriFault.RELATIVE, IriFault.RELATIVE),
    ("#t1", IriFault.NAME, IriFault.RELATIVE),
    ("//e.org/a", IriFault.RELATIVE, IriFault.RELATIVE),
    ("https://例子.中国/id/p", IriFault.HOST, IriFault.HOST),
    ("https://e_f.org/a", IriFault.HOST, IriFault.HOST),
    ("https://e.org/𠮷", IriFault.ASTRAL, IriFault.ASTRAL),
    ("https://[2001:db8::1]/id/p", IriFault.IPV6, IriFault.IPV6),
    ("https://e.org/p%2", IriFault.PERCENT, IriFault.PERCENT),
    ("https://e.org/a b", IriFault.CHARACTER, IriFault.CHARACTER),
    ("https://e.org/a\u3000b", IriFault.CHARACTER, IriFault.CHARACTER),
    ("https://e.org/\ue000", IriFault.CHARACTER, IriFault.CHARACTER),
    ("ftp://e.org/a", IriFault.SCHEME, IriFault.SCHEME),
    ("HTTPS://e.org/a", IriFault.SCHEME_CASE, IriFault.SCHEME_CASE),
    ("urn:a", IriFault.URN, IriFault.SCHEME),
    ("https:///p", IriFault.NO_HOST, IriFault.NO_HOST),
    ("https:/p", IriFault.NO_HOST, IriFault.NO_HOST),
    ("https://u@e.org/", IriFault.USER, IriFault.USER),
    ("https://e.org:999999/", IriFault.PORT, IriFault.PORT),
    ("http://e.org:80/", None, IriFault.DEFAULT_PORT),
    ("https://e.org:443/a", None, IriFault.DEFAULT_PORT),
    ("https://e.org:8/a", None, None),
    ("https://e.org:08080/a", None, None),
    ("https://e.org/a#b#c", IriFault.FRAGMENTS, IriFault.FRAGMENT),
    ("https://e.org/a#", None, IriFault.FRAGMENT),
    ("https://e.org", None, IriFault.NO_PATH),
    ("https://e.org?x", None, IriFault.NO_PATH),
    ("https://e.org/.well-known/p", None, IriFault.DOT_SEGMENT),
    ("https://e.org/a/../b", None, IriFault.DOT_SEGMENT),
    ("https://e.org//a", None, IriFault.EMPTY_SEGMENT),
    ("https://e.org/a//b", None, IriFault.EMPTY_SEGMENT),
    ("https://e.org/a?", None, IriFault.EMPTY_QUERY),
    ("https://e.org/;", None, IriFault.SEMICOLON),
    ("https://e.org/a;?b", None, IriFault.SEMICOLON),
    ("https://e.org/a;b;", None, IriFault.SEMICOLON),
    ("https://e.org/a;b", None, None),
    ("https://e.org/a;/", None, None),
    ("https://e.org/a?b;", None, None),
    ("https://e.org/a/?b//c", None, None),
    ("https://e.org/a/b/", None, None),
    ("urn:a:b", None, IriFault.SCHEME),
]
"""An IRI, why it is none, and why it is none of a document."""


@pytest.mark.parametrize(("iri", "fault", "as_document"), FAULTS)
def test_the_true_reason(iri: str, fault: IriFault | None, as_document: IriFault | None) -> None:
    assert iri_fault(iri) is fault
    assert iri_fault(iri, document=True) is as_document


def test_every_reason_has_words_and_a_sample() -> None:
    assert set(IRI_FAULTS) == set(IriFault)
    assert {fault for _, *faults in FAULTS for fault in faults} - {None} == set(IriFault)


PIECES = [
    *"aA1.-_~:/?#@[]%标𠮷 <",
    "%41",
    "//",
    "/.",
    "https://",
    "http://e.org/",
    "urn:",
    ":80",
    ":8",
    ":443",
]


@examples(100)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_reason_is_given_exactly_where_the_pattern_does_not_match(iri: str) -> None:
    assert (iri_fault(iri) is None) == bool(IRI.fullmatch(iri))
    assert (iri_fault(iri, document=True) is None) == bool(DOCUMENT.fullmatch(iri))


@examples(100)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join).filter(str.isascii))
def test_the_pattern_for_ascii_alone_matches_the_same(iri: str) -> None:
    for regex in (IRI, DOCUMENT):
        whole, end = re.compile(regex.pattern), regex.match(iri)
        assert (regex.fullmatch(iri) is None) == (whole.fullmatch(iri) is None)
        assert (end and end.span()) == ((found := whole.match(iri)) and found.span())


def test_relative_and_absolute() -> None:
    base = "https://e.org/p"
    assert relative("https://e.org/p#t1", base) == "#t1"
    assert absolute("#t1", base) == "https://e.org/p#t1"
    for iri in ("https://e.org/p", "https://e.org/p2#t1", "urn:a:b"):
        assert relative(iri, base) == iri == absolute(iri, base)


def test_a_reference_is_shortened_only_to_what_may_be_a_node() -> None:
    base = "https://e.org/p"
    assert as_reference(f"{base}#t1", base) == "#t1"
    for iri in (base, f"{base}#", f"{base}#1", f"{base}#t/1", f"{base}2#t1", "#t1", "#1"):
        assert as_reference(iri, base) == iri
