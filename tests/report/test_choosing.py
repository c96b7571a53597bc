"""Which findings are told, and which are known."""

import re
from pathlib import Path

import pytest
from findings import finding
from msgspec.structs import replace

from stdpolicy.checks import RULES
from stdpolicy.diagnostics import Code, Diagnostic, Report
from stdpolicy.language import speaking
from stdpolicy.report import summary
from stdpolicy.report.baseline import BadBaseline, compared, entries, read, written
from stdpolicy.report.choosing import UnknownCode, chosen, codes, first, statistics

IRI = "https://example.org/p"


def found(code: str, node: str = "#t1", value: str = "a") -> Diagnostic:
    one = finding(values={"found": Code(value)})
    return replace(one, rule=RULES[code], document=IRI, node=node)


REPORT = Report(
    [found("SP304"), found("SP611"), found("SP620"), found("SP620", "#t2"), found("SP701")],
    files=1,
    documents={IRI},
)


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ("", "", "SP304 SP611 SP620 SP620 SP701"),
        ("SP6", "", "SP611 SP620 SP620"),
        ("sp3,SP701", "", "SP304 SP701"),
        ("", "SP6", "SP304 SP701"),
        ("SP6", "SP61", "SP620 SP620"),
        ("SP620", "SP6", "SP620 SP620"),
        ("SP", "SP304", "SP611 SP620 SP620 SP701"),
    ],
)
def test_rules_are_chosen_by_the_longest_beginning(select: str, ignore: str, left: str) -> None:
    report = chosen(REPORT, codes([select], RULES), codes([ignore], RULES))
    assert [one.rule.code for one in report] == left.split()


@pytest.mark.parametrize("code", ["SP999", "E501", "SP3O4"])
def test_a_code_of_no_rule_is_told(code: str) -> None:
    with pytest.raises(UnknownCode, match=f"no rule {code}"):
        codes([code], RULES)


@pytest.mark.parametrize(
    ("said", "hint", "hint_zh"),
    [
        ("SP3O4", "did you mean SP304?", "是否应为 SP304？"),
        ("ps62", "did you mean SP62?", "是否应为 SP62？"),
        (
            "SP999",
            "there are SP901, SP902, SP903, SP904, SP905",
            "现有 SP901、SP902、SP903、SP904、SP905",
        ),
        ("SP399", "there are SP30…, SP31…, SP35…", "现有 SP30…、SP31…、SP35…"),
        ("SP0", "codes begin with SP1 (syntax), SP2 (", "规则的编号以下列开头：SP1（语法）、SP2（"),
        (
            "E501",
            "codes begin with SP1 (syntax), SP2 (",
            "规则的编号以下列开头：SP1（语法）、SP2（",
        ),
    ],
)
def test_what_is_said_of_a_code_that_no_rule_has(said: str, hint: str, hint_zh: str) -> None:
    """A digit is not spelt, so that of a wrong one none is guessed."""
    for language, words in (("en", hint), ("zh", hint_zh)):
        with speaking(language), pytest.raises(UnknownCode) as caught:
            codes([said], RULES)
        assert re.split("[;；] ?", str(caught.value), maxsplit=1)[1].startswith(words)


def test_errors_come_before_what_is_left_out() -> None:
    report, left = first(replace(REPORT, diagnostics=REPORT.diagnostics[::-1]), 2)
    assert [one.rule.code for one in report] == ["SP701", "SP304"]
    assert left == 3
    assert first(REPORT, 5) == (REPORT, 0)


def test_statistics_begin_with_the_most_frequent() -> None:
    lines = statistics(REPORT).splitlines()
    assert lines[0].startswith("2  SP620  ")
    assert [line.split()[1] for line in lines] == ["SP620", "SP304", "SP611", "SP701"]
    assert statistics(Report()) == ""


def test_what_the_baseline_has_is_not_told_again(tmp_path: Path) -> None:
    path = tmp_path / "baseline.jsonl"
    path.write_text(written(entries(REPORT)), encoding="utf-8")
    again = compared(REPORT, read(path))
    assert (list(again.report), len(again.report.known), again.stale) == ([], 5, ())
    assert summary(again.report) == "1 file checked, no findings, 5 in the baseline"
    more = replace(REPORT, diagnostics=[*REPORT, found("SP620", "#t3")])
    assert [one.node for one in compared(more, read(path)).report] == ["#t3"]


def test_what_is_mended_is_stale_if_its_document_was_in_the_run(tmp_path: Path) -> None:
    path = tmp_path / "baseline.jsonl"
    path.write_text(written(entries(REPORT)), encoding="utf-8")
    fewer = replace(REPORT, diagnostics=REPORT.diagnostics[1:])
    assert [entry["rule"] for entry in compared(fewer, read(path)).stale] == ["SP304"]
    elsewhere = replace(fewer, documents={"https://example.org/q"})
    assert compared(elsewhere, read(path)).stale == ()


def test_equal_findings_are_counted(tmp_path: Path) -> None:
    twice = replace(REPORT, diagnostics=[found("SP620"), found("SP620")])
    path = tmp_path / "baseline.jsonl"
    path.write_text(written(entries(twice)), encoding="utf-8")
    assert len(compared(twice, read(path)).report.known) == 2
    thrice = replace(twice, diagnostics=[found("SP620")] * 3)
    assert len(list(compared(thrice, read(path)).report)) == 1


def test_what_another_notation_has_is_no_other_finding(tmp_path: Path) -> None:
    """So neither is anything stale or taken out where only one of the notations was in the run."""
    both = replace(REPORT, diagnostics=[found("SP620"), replace(found("SP620"), file="p.ttl")])
    path = tmp_path / "baseline.jsonl"
    path.write_text(written(entries(both)), encoding="utf-8")
    one = replace(both, diagnostics=both.diagnostics[1:])
    for report in (both, one):
        again = compared(report, read(path))
        assert (list(again.report), again.stale) == ([], ())


@pytest.mark.parametrize("text", ["{", "[]", '{"rule": "SP304"}', "\x00"])
def test_what_is_no_baseline_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.jsonl"
    path.write_text(written(entries(REPORT)) + text, encoding="utf-8")
    with pytest.raises(BadBaseline, match=r"baseline.jsonl:7:1: expected an entry"):
        read(path)


def test_two_branches_are_merged_by_their_lines() -> None:
    one = written(entries([found("SP304")])).splitlines()
    other = written(entries([found("SP611")])).splitlines()
    merged = sorted({*one, *other})
    assert set(merged) == {*one, *other}
    assert len(merged) == 3
