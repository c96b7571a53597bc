"""What each format says, by example."""

import json
import os
from typing import Any
from xml.etree import ElementTree

import pytest
from findings import finding

from stdpolicy.diagnostics import Diagnostic, Found, Listed, Name, Number, Quote, Report
from stdpolicy.report import ReportFormat, render
from stdpolicy.source import Place


def shown(finding: Diagnostic) -> list[str]:
    return render(Report([finding]), ReportFormat.TEXT).splitlines()


def result(finding: Diagnostic) -> dict[str, object]:
    log = json.loads(render(Report([finding]), ReportFormat.SARIF))
    (found,) = log["runs"][0]["results"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("excerpt", "column", "line", "caret"),
    [
        ("abc", 1, "abc", "^"),
        ("abc", 4, "abc", "   ^"),
        ("abc", 99, "abc", "   ^"),
        ("标准", 3, "标准", "    ^"),
        ("\x1b标", 2, r"\u001b标", "      ^"),
        ("a\tb", 3, "a b", "  ^"),
        ("a ##[b", 5, r"a \u0023#[b", "         ^"),
        ("x" * 300, 200, "..." + "x" * 96 + "...", " " * 51 + "^"),
    ],
)
def test_the_caret_is_below_its_character(excerpt: str, column: int, line: str, caret: str) -> None:
    shown_lines = shown(finding(column=column, excerpt=excerpt))
    assert shown_lines[1:] == [f"  1 | {line}", f"    | {caret}"]


@pytest.mark.parametrize(
    ("excerpt", "column", "end", "carets"),
    [
        ("abcd", 2, Place(1, 4), " ^^"),
        ("abcd", 2, Place(1, 5), " ^^^"),
        ("abcd", 2, Place(1, 99), " ^^^"),
        ("abcd", 2, Place(2, 1), " ^^^"),
        ("a标准d", 2, Place(1, 4), " ^^^^"),
        ("a标准", 3, Place(7, 2), "   ^^"),
        ("ae\u0301b", 2, Place(1, 4), " ^"),
        ("a\x1bb", 2, Place(1, 3), " ^^^^^^"),
        ("x" * 300, 10, Place(1, 250), " " * 9 + "^" * 87),
        ("x" * 300, 200, Place(2, 1), " " * 51 + "^" * 48),
    ],
)
def test_carets_are_below_all_that_is_shown_of_a_finding(
    excerpt: str, column: int, end: Place, carets: str
) -> None:
    lines = shown(finding(column=column, end=end, excerpt=excerpt))
    assert lines[2] == f"    | {carets}"


def test_json_has_the_key_the_values_and_the_end() -> None:
    values = {"right": Number(1), "found": Found([1]), "all": Listed((Name("a"), Quote("b")), "or")}
    found = finding(column=3, end=Place(2, 5), values=values)
    read = json.loads(render(Report([found]), ReportFormat.JSON))["findings"][0]
    assert read["key"] == "key"
    assert read["values"] == {"right": 1, "found": "1 value", "all": ["a", "b"]}
    assert [read[n] for n in ("line", "column", "endLine", "endColumn")] == [1, 3, 2, 5]


def test_json_shows_of_a_long_value_the_beginning() -> None:
    for kind in (Name, Quote, Found):
        found = finding(values={"found": kind("x" * 10_000)})
        read = json.loads(render(Report([found]), ReportFormat.JSON))["findings"][0]
        assert read["values"]["found"] == "x" * 497 + "..."


def test_sarif_has_regions() -> None:
    found = finding(column=3, end=Place(2, 5))
    location: Any = result(found)["locations"]
    region = {"startLine": 1, "startColumn": 3, "endLine": 2, "endColumn": 5}
    assert location[0]["physicalLocation"]["region"] == region


@pytest.mark.parametrize(
    ("end", "properties"),
    [(Place(1, 5), "line=1,endLine=1,col=3,endColumn=5"), (Place(2, 5), "line=1,endLine=2")],
)
def test_github_takes_columns_only_within_a_line(end: Place, properties: str) -> None:
    text = render(Report([finding(column=3, end=end)]), ReportFormat.GITHUB)
    assert text == f"::error file=a.ttl,{properties},title=SP999 one::m\n"


@pytest.mark.parametrize("excerpt", ["", "  \t"])
def test_nothing_is_shown_of_an_empty_line(excerpt: str) -> None:
    assert shown(finding(excerpt=excerpt)) == ["a.ttl:1:1: error SP999: m"]


def test_sarif_has_no_placeholders_and_no_links() -> None:
    text = r"{0} [a](1) \](1) [a]"
    assert result(finding(text))["message"] == {"text": r"{{0}} [a\](1) \\\](1) [a]"}


@pytest.mark.parametrize("name", ["<stdin>", "<input>"])
def test_a_stream_has_no_file(name: str) -> None:
    found = finding(file=name, column=3)
    assert result(found)["locations"] == [{"message": {"text": f"{name}:1:3"}}]
    (line,) = render(Report([found]), ReportFormat.GITHUB).splitlines()
    assert line == "::error line=1,endLine=1,col=3,endColumn=3,title=SP999 one::m"


@pytest.mark.parametrize("format", [f for f in ReportFormat if f is not ReportFormat.TEXT])
def test_files_that_could_not_be_read_are_in_it(format: ReportFormat) -> None:
    reason = "no.ttl: No such file or directory"
    assert reason in render(Report(unreadable=[reason]), format)


def test_a_file_name_that_is_not_utf8() -> None:
    report = Report([finding(file=os.fsdecode(b"\xff,:%.ttl"))])
    texts = {format: render(report, format) for format in ReportFormat}
    assert texts[ReportFormat.TEXT].startswith(r"\udcff,:%.ttl:1:1: ")
    assert json.loads(texts[ReportFormat.JSON])["findings"][0]["file"] == r"\udcff,:%.ttl"
    assert '"uri": "./%FF,:%25.ttl"' in texts[ReportFormat.SARIF]
    assert ElementTree.fromstring(texts[ReportFormat.JUNIT])[0].get("file") == r"\udcff,:%.ttl"
    assert texts[ReportFormat.GITHUB].startswith(r"::error file=\udcff%2C%3A%25.ttl,line=1,")


def test_junit_of_a_clean_run_has_a_test_that_passes() -> None:
    suite = ElementTree.fromstring(render(Report(files=3), ReportFormat.JUNIT))
    assert [suite.get(n) for n in ("tests", "failures", "errors")] == ["1", "0", "0"]
    assert len(suite) == 1
    assert len(suite[0]) == 0
