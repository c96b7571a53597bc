"""What each format says, by example."""

import json
import os
from xml.etree import ElementTree

import pytest
from findings import finding

from stdpolicy.diagnostics import Diagnostic, Report
from stdpolicy.report import ReportFormat, render


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
    assert line == "::error line=1,endLine=1,col=3,endColumn=4,title=SP999 one::m"


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
    assert ElementTree.fromstring(texts[ReportFormat.JUNIT])[0].get("classname") == r"\udcff,:%.ttl"
    assert texts[ReportFormat.GITHUB].startswith(r"::error file=\udcff%2C%3A%25.ttl,line=1,")


def test_junit_of_a_clean_run_has_a_test_that_passes() -> None:
    suite = ElementTree.fromstring(render(Report(files=3), ReportFormat.JUNIT))
    assert [suite.get(n) for n in ("tests", "failures", "errors")] == ["1", "0", "0"]
    assert len(suite) == 1
    assert len(suite[0]) == 0
