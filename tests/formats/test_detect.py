"""The notation is told by content; the suffix decides only where content leaves a choice."""

import gzip
import json

import pytest
from layouts import LAYOUTS

import stdpolicy
from small_policy import IRI as IRI_OF_POLICY
from small_policy import policy
from stdpolicy.document import Document
from stdpolicy.formats import NOTATIONS, WRITABLE, Notation, detect, for_suffix, named, read
from stdpolicy.source import Source
from stdpolicy.wording import message

J, X, T, N, Q, G = NOTATIONS
SUFFIXES = sorted(suffix for notation in NOTATIONS for suffix in notation.suffixes)
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


@pytest.mark.parametrize(("text", "notation"), CERTAIN)
def test_content_decides(text: str, notation: Notation) -> None:
    for suffix in ("", ".txt", *SUFFIXES):
        is_graphs = notation is T and for_suffix(suffix) is G  # all Turtle is TriG
        expected = G if is_graphs else notation
        assert detect(Source(text.encode(), "file" + suffix)) is expected, suffix


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
def test_the_suffix_decides_what_content_leaves_open(
    text: str, among: list[Notation], otherwise: Notation | None
) -> None:
    for suffix in ("", ".txt", *SUFFIXES):
        hint = for_suffix(suffix)
        expected = hint if hint in among else otherwise
        assert detect(Source(text.encode(), "file" + suffix)) is expected, suffix


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_real_policy_needs_no_suffix(name: str, bom: str) -> None:
    notation, make = LAYOUTS[name]
    expected = {N: T, G: T}.get(notation, notation)  # which Turtle includes, but for graphs
    text = make()
    if notation is G:
        assert detect(Source(text.encode(), "policy.trig")) is G
        return
    assert detect(Source((bom + text.lstrip("\ufeff")).encode())) is expected


def test_suffixes_in_any_case() -> None:
    assert detect(Source(b"[]", "POLICY.JSONLD")) is J
    assert detect(Source(json.dumps([]).encode(), "a.b.TTL")) is T


def test_a_dot_in_a_folder_is_no_suffix() -> None:
    assert detect(Source(b"[]", "/policies.jsonld/file")) is None


def test_the_facts_of_each_notation() -> None:
    for notation in NOTATIONS:
        assert named(notation.name) is notation
        assert str(notation) == notation.name
        assert all(for_suffix(suffix.upper()) is notation for suffix in notation.suffixes)
        assert notation.media_type.count("/") == 1
    assert len(SUFFIXES) == len(set(SUFFIXES))
    assert [notation.name for notation in WRITABLE] == ["jsonld", "xml", "turtle", "ntriples"]
    assert for_suffix(".txt") is None
    with pytest.raises(ValueError, match="'rdf' is no notation; choose from jsonld, xml, turtle"):
        named("rdf")


@pytest.mark.parametrize(
    ("data", "said", "start"),
    [
        (b"", "expected a document, found an empty file", 0),
        (b" \n", "expected a document, found an empty file", 0),
        (b"a\xff", "expected UTF-8 text, found the byte 0xff", 1),
        ("标a".encode() + b"\xff", "expected UTF-8 text, found the byte 0xff", 2),
        (b"\xef\xbb\xbfa\xff", "expected UTF-8 text, found the byte 0xff", 1),
        (b"{\0", "expected UTF-8 text, found NUL", 1),
        (b"\xef\xbb\xbf\xef\xbb\xbf{", "expected UTF-8 text, found two byte order marks", 0),
        (b"42", "expected JSON-LD, XML, Turtle, N-Triples, N-Quads or TriG, cannot tell which", 0),
    ],
)
def test_what_is_no_document_of_any_notation(data: bytes, said: str, start: int) -> None:
    notation, reading = read(Source(data))
    (finding,) = reading.findings
    assert (notation, reading.tree) == (None, None)
    assert message(finding) == said
    assert finding.span is not None
    assert finding.span.start == start


TEXT = '{"id": "https://example.org/p", "type": "Registry", "title": {"zh-Hans": "登记册"}}'


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (TEXT.encode("gb18030"), "GB 18030"),
        (TEXT.encode("gbk"), "GB 18030"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-32"), "UTF-32"),
        (gzip.compress(TEXT.encode(), mtime=0), "compressed with gzip"),
        (b"PK\x03\x04\xff", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\xff", "a picture"),
        (TEXT.encode("utf-32-le"), "UTF-32"),
        (TEXT.encode("utf-32-be"), "UTF-32"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "an old Word or Excel file"),
        (b"Rar!\x1a\x07\1\0\xff" + bytes(9), "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c\0\4" + bytes(9), "a 7-Zip archive"),
        (b"policy.jsonld" + bytes(244) + b"ustar\0" + TEXT.encode(), None),
        (b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" + bytes(48), None),
        (bytes(64), None),
        (TEXT.encode() + b"\xff\xff", None),
        (TEXT.encode().replace(b"Reg", b"R\0"), None),
    ],
)
def test_what_a_file_seems_to_be_that_is_no_text(data: bytes, seems: str | None) -> None:
    (finding,) = stdpolicy.validate(data)
    assert finding.rule.code == "SP101"
    assert ("it seems to be" in finding.hint) is (seems is not None)
    assert (seems or "") in finding.hint


@pytest.mark.parametrize(
    "encoding", ["gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("suffix", ["jsonld", "turtle", "xml"])
def test_text_in_another_encoding_is_shown_as_it_reads(encoding: str, suffix: str) -> None:
    text = Document(policy(), IRI_OF_POLICY).to_bytes(suffix).decode()
    (finding,) = stdpolicy.validate(text.encode(encoding), format=suffix)
    assert (finding.rule.code, finding.key) == ("SP101", "encoding")
    assert finding.excerpt == text.split("\n")[finding.place.line - 1]


def test_a_declared_encoding_is_told_of_where_it_is_declared() -> None:
    text = Document(policy(), IRI_OF_POLICY).to_bytes("xml").decode()
    declared = text.replace('encoding="UTF-8"', "encoding='GBK'")
    (finding,) = stdpolicy.validate(declared.encode("gbk"), format="xml")
    assert declared[finding.span.start : finding.span.end] == "encoding='GBK'"
    assert finding.hint.endswith("""write encoding="UTF-8" for encoding='GBK'""")
    faulty = declared.replace("<level>provincial", "<level>provincal").encode()
    codes = [one.rule.code for one in stdpolicy.validate(faulty, format="xml")]
    assert codes == ["SP101", "SP304"], "which is none but by what it says, and is read"
    mended, report = stdpolicy.fix(faulty, format="xml", likely=True)
    assert (mended.decode(), list(report)) == (text.replace('"UTF-8"', "'UTF-8'"), [])
