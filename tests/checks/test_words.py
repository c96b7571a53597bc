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


SMALL = Path(__file__).parents[2] / "docs" / "tutorial" / "policy.jsonld"
OTHERWISE = [
    ("SP620", '"value": "30"', '"value": "31"', "30项以上"),
    ("SP622", '"deadline": "2028-12-31"', '"deadline": "2029-12-31"', "到2028年"),
    ("SP622", '"deadline": "2026-12-31"', '"deadline": "2027-12-31"', "2026年底前"),
    ("SP623", '"amount": "200000"', '"amount": "300000"', "最高20万元"),
    ("SP624", '"role": "cooperate"', '"role": "lead"', "配合"),
    ("SP626", '"recommendation"', '"prohibition"', "鼓励"),
    ("SP627", '"title": "国家', '"title": "全国', "国家标准化发展纲要"),
    ("SP628", '"dateAdopted": "2026-03-01"', '"dateAdopted": "2026-02-01"', "2026年3月1日"),
    ("SP605", '"heading": "完善养老服务标准"', '"heading": "完善养老标准"', "完善养老服务"),
]
"""A rule, what is changed, and words that the text prints instead."""


@pytest.mark.parametrize(("code", "right", "wrong", "words"), OTHERWISE)
def test_where_the_text_prints_the_right_words(
    code: str, right: str, wrong: str, words: str
) -> None:
    own = SMALL.read_text(encoding="utf-8")
    assert right in own
    check_beside(Source(own.replace(right, wrong).encode()), "jsonld", code, words)


@pytest.mark.parametrize("notation", NOTATIONS)
def test_where_it_prints_them_in_each_notation(notation: str) -> None:
    code, right, wrong, words = OTHERWISE[0]
    own = SMALL.read_text(encoding="utf-8").replace(right, wrong)
    source = Source(stdpolicy.load(own.encode()).to_bytes(notation))
    check_beside(source, notation, code, words)


def check_beside(source: Source, notation: str, code: str, words: str) -> None:
    found = [d for d in stdpolicy.validate(source, format=notation) if d.rule.code == code]
    assert words in found[0].hint
    (beside,) = found[0].related
    start, end = (source.lines.offset(*place) for place in beside.region[:2])
    assert words in source.text[start:end]
    assert len(source.text[start:end]) < len(words) + 8


FIVE = '国际标准5项以上",\n'
TWO_HUNDRED = '国际标准5项以上、国家标准200项以上",\n'


def hints(**values: str) -> list[tuple[str, int]]:
    """What is advised, beside how many words, where targets have other values than the two of a list."""
    own = EXAMPLE.read_text(encoding="utf-8")
    for quote, value, wrong in ((FIVE, "5", "five"), (TWO_HUNDRED, "200", "two_hundred")):
        at = own.index(old := f'"value": "{value}"', own.index(quote))
        own = f'{own[:at]}"value": "{values.get(wrong, value)}"{own[at + len(old) :]}'
    report = stdpolicy.validate(Source(own.encode()))
    return [(d.hint, len(d.related)) for d in report if d.rule.code == "SP620"]


def test_of_several_figures_none_is_picked_by_its_place() -> None:
    """The one of which nothing is known but that it is not any of those printed may be each of them."""
    either = ('it may mean "5项以上" or "200项以上"', 2)
    assert hints(five="6", two_hundred="201") == [('"5项以上" reads 5', 1), either]


def test_a_figure_of_another_target_is_not_meant() -> None:
    assert hints(two_hundred="201") == [('"200项以上" reads 200', 1)]


NOWHERE = {
    "SP620 no-figure",
    "SP625 other-place",
    "SP628 supplied",
    "SP629 other-kind",
    "SP630 undated",
}
"""What is printed nowhere, or told by where a provision stands."""
CASES = Path(__file__).parents[1] / "rules" / "cases"


@pytest.mark.parametrize("case", sorted(CASES.glob("SP6[23]?/bad*.jsonld")), ids=str)
def test_every_rule_of_agreement_shows_the_words(case: Path) -> None:
    """The finding points at them, or at the field that is otherwise, and then they are beside it."""
    for finding in stdpolicy.validate(case):
        of_words = finding.end.column - finding.place.column < len(finding.excerpt.strip()) - 12
        shown = finding.related or (finding.pointer.endswith(("text", "quote")) and of_words)
        assert shown or f"{finding.rule.code} {finding.key}" in NOWHERE, finding.message


def test_a_number_points_at_its_full_width_digits() -> None:
    own = SMALL.read_text(encoding="utf-8")
    line = '"documentNumber": "示政办发〔２０２６〕5号",\n  "documentType"'
    source = Source(own.replace('"documentType"', line, 1).encode())
    (finding,) = [d for d in stdpolicy.validate(source) if d.rule.code == "SP353"]
    assert source.text[finding.span.start : finding.span.end] == "２０２６"


def test_a_heading_points_at_what_the_text_does_not_have() -> None:
    own = SMALL.read_text(encoding="utf-8")
    source = Source(own.replace('"完善养老服务标准"', '"完善养老标准"').encode())
    (finding,) = [d for d in stdpolicy.validate(source) if d.rule.code == "SP605"]
    assert source.text[finding.span.start : finding.span.end] == "标准"


def test_a_deadline_of_the_title_is_quoted_from_the_title() -> None:
    tree = json.loads(SMALL.read_bytes())
    tree["measure"][0] |= {"deadline": "2029-12-31", "deadlinePrecision": "year"}
    (finding,) = stdpolicy.validate(json.dumps(tree).encode())
    assert (finding.rule.code, finding.hint) == ("SP622", 'the text has "2026—2028年"')


@pytest.mark.parametrize("tag", ["zh", "zh-hans", "zh-CN"])
def test_words_are_found_whatever_kind_of_chinese_they_are_said_to_be(tag: str) -> None:
    own = SMALL.read_text(encoding="utf-8").replace('"zh-Hans":', f'"{tag}":')
    assert {d.rule.code for d in stdpolicy.validate(own.encode())} <= {
        "SP124"
    }  # the case of the tag
