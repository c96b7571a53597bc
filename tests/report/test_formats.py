"""What each format says, by example."""

import json
import os
from typing import Any
from xml.etree import ElementTree

import pytest
from findings import RULES, finding
from msgspec.structs import replace

from stdpolicy.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    Found,
    Listed,
    Name,
    Number,
    Quote,
    Region,
    Report,
    Safety,
)
from stdpolicy.files import reason
from stdpolicy.report import ReportFormat, render
from stdpolicy.source import Place, Span


def shown(finding: Diagnostic) -> list[str]:
    return render(Report([finding]), ReportFormat.TEXT).splitlines()


def result(finding: Diagnostic) -> dict[str, Any]:
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
        ("x" * 300, 200, "..." + "x" * 68 + "...", " " * 37 + "^"),
        ("标" * 300, 200, "..." + "标" * 34 + "...", " " * 37 + "^"),
        ("x" * 300, 1, "x" * 71 + "...", "^"),
        ("x" * 300, 300, "..." + "x" * 71, " " * 73 + "^"),
        ("x" * 90_000, 50_000, "..." + "x" * 68 + "...", " " * 37 + "^"),
        ("한" * 2 + "\u1112\u1161", 3, "한한\u1112\u1161", "    ^"),
        ("✓\ufe0f标", 3, "✓\ufe0f标", " ^"),
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
        ("x" * 300, 10, Place(1, 250), " " * 3 + "^" * 68),
        ("x" * 300, 200, Place(2, 1), " " * 3 + "^" * 68),
        ("标" * 300, 100, Place(1, 103), " " * 35 + "^" * 6),
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


def test_sarif_has_regions_in_utf16() -> None:
    found = replace(finding(column=3, end=Place(2, 5)), beyond=(2, 1))
    (location,) = result(found)["locations"]
    region = {"startLine": 1, "startColumn": 5, "endLine": 2, "endColumn": 6}
    assert location["physicalLocation"]["region"] == region


def test_sarif_shows_the_words_and_what_stands_around_them() -> None:
    line = "𠀀" * 150 + "标准" + "化" * 3
    found = replace(finding(column=151, end=Place(1, 153), excerpt=line), beyond=(150, 150))
    (location,) = result(found)["locations"]
    place = location["physicalLocation"]
    assert place["region"]["snippet"] == {"text": "标准"}
    assert place["contextRegion"] == {
        "startLine": 1,
        "startColumn": 101,
        "endLine": 1,
        "endColumn": 306,
        "snippet": {"text": "𠀀" * 100 + "标准化化化"},
    }
    whole = finding(end=Place(1, 3), excerpt="标准")
    assert "contextRegion" not in result(whole)["locations"][0]["physicalLocation"]


def test_sarif_has_what_is_waived_and_known_as_suppressed() -> None:
    report = Report([finding("new")], waived=[finding("waived")], known=[finding("known")])
    (run,) = json.loads(render(report, ReportFormat.SARIF, category="policies"))["runs"]
    assert [
        (one["message"]["text"], one.get("baselineState"), "suppressions" in one)
        for one in run["results"]
    ] == [("new", "new", False), ("waived", None, True), ("known", "unchanged", True)]
    assert run["automationDetails"] == {"id": "policies/"}


def test_sarif_has_fixes_that_are_safe() -> None:
    region = Region(Place(1, 2), Place(1, 3), (0, 1))
    for safety in Safety:
        fix = Fix((Edit(Span(1, 2), "b"),), safety)
        found = replace(finding(), fix=fix, mended=(region,), hint="write b")
        expected = {
            "description": {"text": "write b"},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": "a.ttl", "uriBaseId": "%SRCROOT%"},
                    "replacements": [
                        {
                            "deletedRegion": {
                                "startLine": 1,
                                "startColumn": 2,
                                "endLine": 1,
                                "endColumn": 4,
                            },
                            "insertedContent": {"text": "b"},
                        }
                    ],
                }
            ],
        }
        assert result(found).get("fixes", []) == [expected] * (safety is Safety.SAFE)


def test_sarif_leaves_out_what_nobody_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stdpolicy.report.sarif.MOST", 3)
    monkeypatch.setattr("stdpolicy.report.sarif.SHOWN", 2)
    monkeypatch.setattr("stdpolicy.report.sarif.LARGEST", 10)
    text = render(Report([finding(str(n)) for n in range(5)]), ReportFormat.SARIF)
    assert text.count("\n") == 1
    (run,) = json.loads(text)["runs"]
    assert len(run["results"]) == 3
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"] == "GitHub shows 2 of 5 findings; 2 are not in this log."


def test_sarif_says_which_file_could_not_be_read() -> None:
    why = reason(FileNotFoundError(2, "No such file or directory", "政 策.ttl"))
    (run,) = json.loads(render(Report(unreadable=[why]), ReportFormat.SARIF))["runs"]
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    where = said["locations"][0]["physicalLocation"]["artifactLocation"]
    assert where == {"uri": "%E6%94%BF%20%E7%AD%96.ttl", "uriBaseId": "%SRCROOT%"}


def test_json_shows_of_a_long_line_what_is_around_the_finding() -> None:
    found = replace(finding(column=501, excerpt="x" * 1000), location="/goal/0", beyond=(3, 4))
    read = json.loads(render(Report([found]), ReportFormat.JSON))["findings"][0]
    assert read["excerpt"] == {"text": "x" * 400, "column": 301}
    assert (read["location"], read["columnUtf16"], read["endColumnUtf16"]) == ("/goal/0", 504, 505)


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
    (location,) = result(found)["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": name.strip("<>")}
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
    junit = ElementTree.fromstring(texts[ReportFormat.JUNIT])
    assert junit.find(".//testcase").get("file") == r"\udcff,:%.ttl"
    assert texts[ReportFormat.GITHUB].startswith(r"::error file=\udcff%2C%3A%25.ttl,line=1,")


def test_junit_of_a_clean_run_has_a_test_that_passes() -> None:
    (suite,) = ElementTree.fromstring(render(Report(files=3), ReportFormat.JUNIT))
    assert [suite.get(n) for n in ("tests", "failures", "errors")] == ["1", "0", "0"]
    (case,) = suite.findall("testcase")
    assert len(case) == 0


def test_junit_has_a_failure_for_all_errors_of_a_file() -> None:
    report = Report([finding("one"), finding("two")], names=["a.ttl", "b.ttl"])
    (suite,) = ElementTree.fromstring(render(report, ReportFormat.JUNIT))
    first, second = suite.findall("testcase")
    (failure,) = first
    assert (failure.get("type"), failure.get("message")) == ("SP999", "2 errors: SP999 one")
    assert failure.text == render(report, ReportFormat.TEXT)
    assert (second.get("name"), len(second)) == ("b.ttl", 0)


@pytest.mark.parametrize("name", ["a.ttl", "./a.ttl", "b/../a.ttl", "HERE/a.ttl"])
def test_gitlab_names_files_from_the_folder(name: str) -> None:
    found = finding(file=name.replace("HERE", os.getcwd()))
    (issue,) = json.loads(render(Report([found]), ReportFormat.GITLAB))
    assert issue["location"]["path"] == "a.ttl"


def test_a_file_that_could_not_be_read_is_named_where_there_is_room_for_a_name() -> None:
    report = Report(unreadable=[reason(FileNotFoundError(2, "No such file", "no.ttl"))])
    texts = {format: render(report, format) for format in ReportFormat}
    assert (
        texts[ReportFormat.GITHUB] == "::error file=no.ttl,title=unreadable::no.ttl: No such file\n"
    )
    (issue,) = json.loads(texts[ReportFormat.GITLAB])
    assert issue["location"]["path"] == "no.ttl"
    case = ElementTree.fromstring(texts[ReportFormat.JUNIT]).find(".//testcase")
    assert case is not None
    assert (case.get("file"), [child.tag for child in case]) == ("no.ttl", ["error"])


def test_github_has_errors_first() -> None:
    warning = replace(finding("w"), rule=RULES[1])
    text = render(Report([warning, finding("e")]), ReportFormat.GITHUB)
    assert [line.split(" ")[0] for line in text.splitlines()] == ["::error", "::warning"]
