"""A file that was cut off anywhere has one finding, of syntax, at or before its end."""

from pathlib import Path

import pytest
from sealed import CORPUS, Seal

import stdpolicy
from sampled import some
from stdpolicy.diagnostics import Layer
from stdpolicy.document import Document
from stdpolicy.source import Source

PARTS = 50


POLICY = Path(__file__).parents[2] / "examples" / "jiaxing-2022" / "policy.jsonld"


@pytest.fixture(scope="module")
def document() -> Document:
    return stdpolicy.load(POLICY)


@pytest.mark.parametrize("format", some(("xml", "jsonld", "turtle", "ntriples"), 4))
def test_cut_off(format: str, document: Document, seal: Seal) -> None:
    data = document.to_bytes(format)
    for part in range(PARTS):
        source = Source(data[: len(data) * part // PARTS], "policy")
        with seal:
            finding, *others = stdpolicy.validate(source)
        if format in ("turtle", "ntriples") and source.data.rstrip(b"\n").endswith(b" ."):
            continue  # cut between two statements: what was cut off is missing, is all
        assert finding.rule.layer is Layer.SYNTAX
        assert not others
        end = source.data.decode(errors="replace").split("\n")
        assert (1, 1) <= finding.place <= (len(end), len(end[-1]) + 2)
        if part > 1:
            assert finding.place.line >= len(end) - 1


@pytest.mark.parametrize("suffix", ["jsonld", "ttl", "xml", "nq", "trig"])
def test_every_cut_of_a_short_file(suffix: str, seal: Seal) -> None:
    path = CORPUS / f"{'one-graph' if suffix in ('nq', 'trig') else 'document'}.{suffix}"
    data = path.read_bytes()
    with seal:
        for end in range(len(data) - 1):
            found = list(stdpolicy.validate(Source(data[:end], path.name)))
            # N-Quads that end with a statement are not cut off, as far as anyone can see.
            assert found or (suffix == "nq" and data[:end].rstrip().endswith(b".")), end
