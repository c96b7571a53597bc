"""A file that was cut off anywhere has one finding, of syntax, at or before its end."""

import json

import pytest
from conftest import Seal

import stdpolicy
from stdpolicy.diagnostics import Layer
from stdpolicy.document import Document
from stdpolicy.source import Source

PARTS = 50


@pytest.fixture(scope="module")
def document() -> Document:
    return stdpolicy.load("examples/jiaxing-2022/policy.jsonld")


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("format", ["jsonld", "turtle", "xml", "ntriples", "minified"])
def test_cut_off(format: str, part: int, document: Document, seal: Seal) -> None:
    if format == "minified":
        tree = json.loads(document.to_bytes("jsonld"))
        data = json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()
        format = "jsonld"
    else:
        data = document.to_bytes(format)
    source = Source(data[: len(data) * part // PARTS], "policy")
    with seal:
        (finding,) = stdpolicy.validate(source, format=format)
        (other,) = stdpolicy.validate(source)
    assert finding.rule.layer is other.rule.layer is Layer.SYNTAX
    end = source.data.decode(errors="replace").split("\n")
    assert (1, 1) <= finding.place <= (len(end), len(end[-1]) + 2)
    if part > 1 and format != "jsonld":  # a string without end begins where it begins
        assert finding.place.line >= len(end) - 1


@pytest.mark.parametrize("format", ["turtle", "xml", "jsonld", "nquads", "trig"])
def test_every_cut_of_a_short_file(format: str, seal: Seal) -> None:
    suffix = {"turtle": "ttl", "nquads": "nq"}.get(format, format)
    name = "one-graph" if format in ("nquads", "trig") else "document"
    data = open(f"tests/hostile/corpus/{name}.{suffix}", "rb").read()
    with seal:
        for end in range(len(data) - 1):
            findings = list(stdpolicy.validate(Source(data[:end], f"document.{suffix}")))
            assert findings, end  # nothing that is cut off is taken for a document
