"""A finding about words of a long string points at those words, in every notation."""

import json
from pathlib import Path

import pytest

import stdpolicy
from stdpolicy.diagnostics import Diagnostic
from stdpolicy.source import Source

EXAMPLE = Path(__file__).parents[2] / "examples" / "jiaxing-2022" / "policy.jsonld"
NOTATIONS = ("jsonld", "turtle", "xml", "ntriples")


def found(notation: str, quote: str, wrong: str) -> dict[str, tuple[Diagnostic, str]]:
    """What is said of the example with a quote in other words, by rule, and what stands there."""
    own = EXAMPLE.read_text(encoding="utf-8").replace(f'"quote": "{quote}"', f'"quote": "{wrong}"')
    data = stdpolicy.load(own.encode()).to_bytes(notation)
    if notation == "jsonld":
        data = json.dumps(json.loads(data)).encode()  # every Chinese character as an escape
    source = Source(data)
    report = stdpolicy.validate(source, format=notation)
    return {d.rule.code: (d, source.text[d.span.start : d.span.end]) for d in report}


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_words_that_are_wrong(notation: str) -> None:
    quote = "新增主导或参与制修订国际标准5项以上"
    by_rule = found(notation, quote, quote.replace("国际", "𠀀国").replace("主导", "主\u200b导"))
    expected = {"SP352": "\u200b", "SP606": "\u200b导或参与制修订𠀀国"}
    for code, words in expected.items():
        written = json.dumps(words)[1:-1] if notation == "jsonld" else words
        assert by_rule[code][1] == written
    region = by_rule["SP606"][0].region
    assert region.end_utf16.column - region.end.column == (notation != "jsonld")


LOCATIONS = {
    "jsonld": "/goal/0/target/0/quote",
    "turtle": ":target1 stdpol:quote",
    "xml": "/stdpol:Policy[1]/stdpol:goal[1]/stdpol:target[1]/stdpol:quote[1]",
    "ntriples": "<https://w3id.org/stdpolicy/id/jiaxing-2022#target1> <https://w3id.org/stdpolicy/ns#quote>",
}


@pytest.mark.parametrize("notation", NOTATIONS)
def test_the_path_is_in_the_terms_of_the_notation(notation: str) -> None:
    quote = "新增主导或参与制修订国际标准5项以上"
    finding, _ = found(notation, quote, quote + "吗")["SP606"]
    assert finding.location == LOCATIONS[notation]
