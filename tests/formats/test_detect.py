"""The notation is told by content; the suffix decides only where content leaves a choice."""

import json

import pytest
from layouts import LAYOUTS

from stdpolicy.formats import SUFFIXES, Format, detect
from stdpolicy.source import Source

J, T, X, N, Q, G = (
    Format.JSONLD,
    Format.TURTLE,
    Format.XML,
    Format.NTRIPLES,
    Format.NQUADS,
    Format.TRIG,
)
IRI = "<https://example.org/a>"
TRIPLE = f"{IRI} {IRI} "

CERTAIN = [
    ('{"a": 1}', J),
    (' \n{\n"a"', J),
    ('{"@context"', J),
    ("[{}]", J),
    ('["a"]', J),
    ("[[1]]", J),
    ("<?xml version='1.0'?><a/>", X),
    ("<?xml\n", X),
    ("<!-- c --><a/>", X),
    ("<!DOCTYPE html>", X),
    ("<Policy xmlns='u'>", X),
    ("<政策 a='b'/>", X),
    ("<p:Policy\nxmlns:p='u'/>", X),
    ("@prefix a: <u:v> .", T),
    ("@base <u:v> .", T),
    ("PREFIX a: <u:v>", T),
    ("base <u:v>", T),
    ("# {\n\n  # <a>\n@prefix a: <u:v> .", T),
    (TRIPLE + '"x" <https://example.org/g> .', Q),
    (TRIPLE + '"x \\" <a:b> ."@en <https://example.org/g> .', Q),
    (TRIPLE + '"1"^^<https://example.org/d> _:g .', Q),
    (TRIPLE + IRI + " _:g .", Q),
    (f"{IRI}{IRI}{IRI}{IRI}.", Q),
    ("{ <u:v> a <u:w> }", G),
    ("GRAPH <u:v> { }", G),
]
"""Content that decides by itself."""


@pytest.mark.parametrize(("text", "expected"), CERTAIN)
@pytest.mark.parametrize("suffix", ["", ".txt", *sorted(SUFFIXES)])
def test_content_decides(text: str, expected: Format, suffix: str) -> None:
    if expected is T and SUFFIXES.get(suffix) is G:
        expected = G  # all Turtle is TriG
    assert detect(Source(text.encode(), "file" + suffix)) is expected


OPEN = [
    (TRIPLE + IRI + " .", [T, N, Q, G], T),
    (TRIPLE + '"x <a:b> <a:b> ."@en .', [T, N, Q, G], T),
    (TRIPLE + '"1"^^<https://example.org/d> .', [T, N, Q, G], T),
    ("_:a <u:v> <u:w> .", [T, N, Q, G], T),
    ("<urn:a:b> a <u:w> .", [T, N, Q, G], T),
    ("[] <u:v> <u:w> .", [T, N, Q, G], T),
    ("[ <u:v> <u:w> ] .", [T, N, Q, G], T),
    ("<Policy>", [T, N, Q, G], X),
    ("<Policy/>", [T, N, Q, G], X),
    ("[]", [J, T, X, N, Q, G], None),
    ("{}", [J, T, X, N, Q, G], None),
    (" { } ", [J, T, X, N, Q, G], None),
    ("42", [J, T, X, N, Q, G], None),
    ("title: 意见", [J, T, X, N, Q, G], None),
    ("{a: 1}", [J, T, X, N, Q, G], None),
    ("# nothing\n", [J, T, X, N, Q, G], None),
]
"""Content, the notations among which the suffix decides, and what is taken without a suffix."""


@pytest.mark.parametrize(("text", "among", "otherwise"), OPEN)
@pytest.mark.parametrize("suffix", ["", ".txt", *sorted(SUFFIXES)])
def test_the_suffix_decides_what_content_leaves_open(
    text: str, among: list[Format], otherwise: Format | None, suffix: str
) -> None:
    hint = SUFFIXES.get(suffix)
    expected = hint if hint in among else otherwise
    assert detect(Source(text.encode(), "file" + suffix)) is expected


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_real_policy_needs_no_suffix(name: str, bom: str) -> None:
    format, make = LAYOUTS[name]
    expected = {N: T, G: T}.get(format, format)  # which Turtle includes, but for graphs
    text = make()
    if format is G:
        assert detect(Source(text.encode(), "policy.trig")) is G
        return
    assert detect(Source((bom + text.lstrip("\ufeff")).encode())) is expected


def test_suffixes_in_any_case() -> None:
    assert detect(Source(b"[]", "POLICY.JSONLD")) is J
    assert detect(Source(json.dumps([]).encode(), "a.b.TTL")) is T


def test_a_dot_in_a_folder_is_no_suffix() -> None:
    assert detect(Source(b"[]", "/policies.jsonld/file")) is None
