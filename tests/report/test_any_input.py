"""Whatever strings a finding has, each format is well formed, inert, and says what was meant."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import pytest
from findings import COMMANDS, acts, reports
from hypothesis import given
from lxml import etree
from msgspec.structs import replace
from uris import is_reference

import stdpolicy
from stdpolicy.checks import RULES
from stdpolicy.diagnostics import Report, Severity
from stdpolicy.language import language, speaking
from stdpolicy.report import ReportFormat, printable, render
from stdpolicy.report.finding import sentence
from stdpolicy.report.fingerprint import fingerprints
from stdpolicy.resources import read as shipped
from stdpolicy.source import Place
from strategies import examples

DATA = Path(__file__).parents[1] / "data"
SARIF = jsonschema_rs.validator_for(
    json.loads((DATA / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
)
REPORT = jsonschema_rs.validator_for(json.loads(shipped("schema/report.schema.json")))
COLORS = re.compile(r"\x1b\[(?:0|1|32|1;31|1;33)m")


@pytest.fixture(autouse=True, scope="module")
def few_rules() -> Iterator[None]:
    """SARIF lists all rules, which are always the same: one test looks at them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("stdpolicy.report.sarif.RULES", {})
        yield


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sarif_has_all_rules(language: str) -> None:
    with pytest.MonkeyPatch.context() as patch, speaking(language):
        patch.setattr("stdpolicy.report.sarif.RULES", RULES)
        text = render(Report(), ReportFormat.SARIF)
    assert not acts(text)
    log = orjson.loads(text)
    SARIF.validate(log)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(RULES)
    for rule in rules:
        assert rule["helpUri"] in rule["help"]["markdown"]
        said(rule["help"])


def bytes_only(string: str) -> str:
    """A string as JSON has it: lone surrogates as their escapes."""
    return re.sub("[\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", string)


@pytest.mark.parametrize("format", ReportFormat)
@examples(100)
@given(report=reports)
def test_inert(format: ReportFormat, report: Report) -> None:
    text = render(report, format)
    text.encode()
    assert not acts(text)
    own = "::" if format is ReportFormat.GITHUB else ""
    for line in text.splitlines():
        assert not COMMANDS.search(line.removeprefix(own))
    assert text.endswith("\n") or not text


@examples(100)
@given(reports)
def test_text(report: Report) -> None:
    plain, colored = (render(report, ReportFormat.TEXT, color=c) for c in (False, True))
    assert COLORS.sub("", colored) == plain
    expected = sum(1 + 2 * bool(d.excerpt.strip()) + len(d.related) + bool(d.hint) for d in report)
    assert plain.count("\n") == expected
    for d in report:
        assert f" {d.severity} {d.rule.code}: {printable(d.message)}\n" in plain


@examples(100)
@given(reports)
def test_json(report: Report) -> None:
    read = orjson.loads(render(report, ReportFormat.JSON).encode())
    coded = [found | {"rule": "SP999"} for found in read["findings"]]
    REPORT.validate(read | {"findings": coded})
    assert read["unreadable"] == [bytes_only(reason) for reason in report.unreadable]
    keys = ("message", "file", "hint", "pointer", "key")
    assert [[f[key] for key in keys] for f in read["findings"]] == [
        [bytes_only(getattr(d, key)) for key in keys] for d in report
    ]
    assert [list(f["values"]) for f in read["findings"]] == [list(d.values) for d in report]
    for found, d in zip(read["findings"], report, strict=True):
        start, end = (found["line"], found["column"]), (found["endLine"], found["endColumn"])
        assert (start, end) == (d.place, d.end)
    assert [[r["message"] for r in f["related"]] for f in read["findings"]] == [
        [bytes_only(one.message) for one in d.related] for d in report
    ]


def said(message: dict[str, Any]) -> str:
    """A message of SARIF as a viewer shows it; there is nothing to fill in or to follow."""
    text = message["text"]
    assert not re.search(r"(?<!\{)\{(\{\{)*\d+\}", text)
    whole = re.sub(r"\{\{|\}\}", lambda m: m[0][0], text)
    assert text == whole.replace("{", "{{").replace("}", "}}")
    link = re.search(r"(\\*)\]\(", whole)
    assert link is None or len(link[1]) % 2
    return re.sub(r"(\\*)\\\]\(", lambda m: m[1][: len(m[1]) // 2] + "](", whole)


@examples(100)
@given(reports)
def test_sarif(report: Report) -> None:
    log = orjson.loads(render(report, ReportFormat.SARIF).encode())
    SARIF.validate(log)
    (run,) = log["runs"]
    assert run["invocations"][0]["executionSuccessful"] is not bool(report.unreadable)
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    assert [said(n["message"]) for n in notifications] == list(map(printable, report.unreadable))
    assert [said(r["message"]) for r in run["results"]] == [printable(sentence(d)) for d in report]
    for result, d in zip(run["results"], report, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == d.rule.code
        for location in result["locations"] + result.get("relatedLocations", []):
            assert is_reference(location["physicalLocation"]["artifactLocation"]["uri"])
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == d.region.place_utf16


@examples(100)
@given(reports)
def test_junit(report: Report) -> None:
    root = etree.fromstring(render(report, ReportFormat.JUNIT).encode())
    (suite,) = root
    assert {root.get(n) == suite.get(n) for n in ("tests", "failures", "errors")} == {True}
    cases = suite.findall("testcase")
    counts = [len(cases), len(suite.findall(".//failure")), len(suite.findall(".//error"))]
    assert [int(suite.get(name, "")) for name in ("tests", "failures", "errors")] == counts
    files = list(dict.fromkeys(d.file for d in report))
    named = [case for case in cases if case.get("file") is not None]
    assert [case.get("file") for case in named] == [printable(file) for file in files]
    for case, file in zip(named, files, strict=True):
        mine = [d for d in report if d.file == file]
        errors = [d for d in mine if d.severity is Severity.ERROR]
        assert len(case.findall("failure")) == bool(errors)
        mine.sort(key=lambda d: d.severity is not Severity.ERROR)
        said = "".join(child.text or "" for child in case)
        assert said.strip() == render(Report(mine), ReportFormat.TEXT).strip()


@examples(100)
@given(reports)
def test_gitlab(report: Report) -> None:
    found = orjson.loads(render(report, ReportFormat.GITLAB).encode())
    assert len(found) == len(report.diagnostics) + len(report.unreadable)
    prints = [one["fingerprint"] for one in found]
    assert len(set(prints)) == len(prints)
    for one, d in zip(found, report, strict=False):
        assert one["description"] == bytes_only(f"{d.rule.code}: {printable(sentence(d))}")
        assert one["location"]["lines"] == {"begin": d.place.line, "end": d.end.line}


@examples(100)
@given(reports)
def test_markdown(report: Report) -> None:
    text = render(report, ReportFormat.MARKDOWN)
    assert len(text.encode()) < 1_000_000
    rows = [line for line in text.split("\n") if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows} <= {4}
    text = re.sub(r"\[(SP\d{3})\]\(https://w3id.org/stdpolicy/rules#sp\d{3}\)", r"\1", text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[@#`$]|<(?!br>)", text.replace("\\<", ""))


def test_fingerprints_let_nobody_else_speak_english() -> None:
    found = stdpolicy.validate(b"{")
    with speaking("zh"):
        assert [language() for _ in fingerprints(found)] == ["zh"]


@examples(100)
@given(reports)
def test_fingerprints_do_not_depend_on_places_or_language(report: Report) -> None:
    moved = [
        replace(d, place=Place(d.place.line + 7, 1), end=Place(d.end.line + 7, 2), message="anders")
        for d in report
    ]
    prints = list(fingerprints(report))
    with speaking("zh"):
        assert list(fingerprints(moved)) == prints
    by_file = {(d.file, one) for d, one in zip(report, prints, strict=True)}
    assert len(by_file) == len(prints)


@examples(100)
@given(reports)
def test_github(report: Report) -> None:
    lines = render(report, ReportFormat.GITHUB).splitlines()
    commands = [re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line) for line in lines]
    assert all(commands)
    messages = [decoded(command[3]) for command in commands if command]
    told = sorted(report, key=lambda d: d.severity is not Severity.ERROR)
    expected = [*report.unreadable, *map(sentence, told)]
    assert messages == [printable(message) for message in expected]
    for command, d in zip(commands[len(report.unreadable) :], told, strict=True):
        assert command
        properties = dict(item.split("=", 1) for item in command[2].split(","))
        shown = properties.get("file", "")
        assert not shown or decoded(shown) == printable(d.file)


def decoded(string: str) -> str:
    """A value of a workflow command as the runner reads it."""
    for escape, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r")):
        string = string.replace(escape, character)
    return string.replace("%25", "%")
