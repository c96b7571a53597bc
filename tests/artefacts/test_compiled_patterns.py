# Five engines read the patterns alike: Python re, jsonschema, jsonschema-rs, lxml, xmlschema.

import re

import jsonschema
import jsonschema_rs
import pytest
import xmlschema
from lxml import etree

from stdpolicy.artefacts.jsonschema import CONTENT, matching
from stdpolicy.artefacts.markup import element, restriction, schema
from stdpolicy.artefacts.xsd import _not_beginning_with
from stdpolicy.model import DecimalType, StringType
from stdpolicy.model.edition import model
from stdpolicy.model.iri import DOCUMENT_PATTERN, FRAGMENT_PATTERN, IRI_PATTERN
from stdpolicy.model.lexical import (
    BOOLEAN_PATTERN,
    CONTENT_PATTERN,
    DATE_PATTERN,
    FORBIDDEN_PATTERN,
    HOME,
    INTEGER_PATTERN,
    LANGUAGE_PATTERN,
)

PATTERNS = {
    "document": DOCUMENT_PATTERN,
    "iri": IRI_PATTERN,
    "fragment": FRAGMENT_PATTERN,
    "language": LANGUAGE_PATTERN,
    "date": DATE_PATTERN,
    "integer": INTEGER_PATTERN,
    "boolean": BOOLEAN_PATTERN,
    **{
        f.type.pattern: f.type.pattern
        for _, f in model().fields()
        if isinstance(f.type, StringType | DecimalType) and f.type.pattern
    },
}
WORDS = r"""
0 -0 1 01 60 60.0 60.5 -0.5 +1 .5 1e3 1234567890123456 0.1234567 true True x 。 𠀀 CNY CNYX
330400 33040０ 2024-02-29 2023-02-29 2000-02-29 1900-02-29 2024-2-9 2024-04-31 0999-01-01
2024-12-31Z zh zh-Hans zh-hans-CN zh_CN en-GB-oed sl-rozaj x-private e zho-Hans-156
a.txt a/b.txt ../a /a a//b #t1 #1 # t1 #t-1.a_b #目标 //e.org/a
https://e.org HTTPS://e.org http://e.org/政策 https://e.org/#a#b https://e.org:80/?q=1#x
https://e.org:999999/ https://e.org:80/ https://e.org:443/ https://e.org:8/ https://e.org:444/ https:/// https://e.org/% https://e.org/%2F https://e.org/𠀀 https://e.org/<
https://e.org/[ https://e.org/\\ https://e.org/'()*+,;=!$&@~ ftp://e.org/a mailto:a@e.org
urn:a:b urn:uuid:0 urn:-:b
"""
IRI_ENDS = "\u00a0\u00a1\u1680\u2000\u200a\u200b\u2028\u202f\u205f\u2060\u3000\ufeff\ud7ff\ue000\uf8ff\uf900\ufdcf\ufdd0\ufdf0\uffef\ufff0"
PROBES = (
    *("", " ", "\n", "a b", "https://e.org/a b", "0" * 64, "F" * 64, "a" * 63),
    *(f"https://e.org/{end}" for end in IRI_ENDS),
    *WORDS.split(),
)


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_pattern_is_the_same_in_every_dialect(pattern):
    bare = pattern.removeprefix("^").removesuffix("$")
    in_python = re.compile(bare)
    in_python_schema = jsonschema.Draft202012Validator(matching(pattern))
    in_rust = jsonschema_rs.Draft202012Validator(matching(pattern))
    text = schema("urn:x", element("element", restriction("xs:string", pattern=pattern), name="x"))
    in_lxml = etree.XMLSchema(etree.fromstring(text.encode()))
    in_xmlschema = xmlschema.XMLSchema10(text)
    for probe in (*PROBES, *(probe + "\n" for probe in PROBES)):
        node = etree.Element("{urn:x}x")
        node.text = probe
        verdicts = {
            "re": in_python.fullmatch(probe) is not None,
            "jsonschema": in_python_schema.is_valid(probe),
            "jsonschema_rs": in_rust.is_valid(probe),
            "lxml": in_lxml.validate(node),
            "xmlschema": in_xmlschema.is_valid(node),
        }
        assert len(set(verdicts.values())) == 1, (probe, verdicts)


def test_the_pattern_of_content_is_the_same_in_every_dialect():
    in_rust = jsonschema_rs.Draft202012Validator({"pattern": CONTENT})
    for code in (*range(0x300), *range(0xFF00, 0x10000), 0x20000):
        probe = f"a{chr(code)}b"
        assert (re.search(CONTENT, probe) is not None) == in_rust.is_valid(probe), hex(code)


def test_content_is_what_is_not_forbidden():
    for code in (*range(0x300), *range(0xD7F0, 0xE010), *range(0xFFF0, 0x10010), 0x10FFFF):
        allowed = re.search(FORBIDDEN_PATTERN, chr(code)) is None
        assert (re.fullmatch(CONTENT_PATTERN, chr(code)) is not None) == allowed, hex(code)
        if not 0xD800 <= code < 0xE000:  # lone surrogates are in no UTF-8
            assert (re.search(CONTENT, chr(code)) is not None) == allowed, hex(code)


@pytest.mark.parametrize("length", range(len(HOME) + 1))
def test_a_pattern_says_how_an_iri_does_not_begin(length):
    text = schema(
        "urn:x",
        element("element", restriction("xs:string", pattern=_not_beginning_with(HOME)), name="x"),
    )
    judges = (etree.XMLSchema(etree.fromstring(text.encode())), xmlschema.XMLSchema10(text))
    for end in ("", "x", "/", "stdpolicy/", "x" + HOME):
        node = etree.Element("{urn:x}x")
        node.text = probe = HOME[:length] + end
        if probe:
            verdicts = [judges[0].validate(node), judges[1].is_valid(node)]
            assert verdicts == [not probe.startswith(HOME)] * 2, probe
