"""Renderers of reports: text for people, JSON, SARIF, JUnit and GitHub annotations for programs.

A policy's text is not trusted: each renderer escapes what its reader would take for more than text.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import Any
from xml.etree import ElementTree

from stdpolicy.diagnostics import Diagnostic, Report, Rule, Severity

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RULES_PAGE = "https://w3id.org/stdpolicy/rules#"
WIDTH = 96
"""How much of a line an excerpt shows, in characters."""


class ReportFormat(StrEnum):
    """How `validate` prints what it found."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


def render(report: Report, format: ReportFormat, *, color: bool = False) -> str:
    """The report in a format, with a final newline unless it is empty."""
    renderers: dict[ReportFormat, Callable[[Report], str]] = {
        ReportFormat.TEXT: lambda r: text(r, color=color),
        ReportFormat.JSON: as_json,
        ReportFormat.SARIF: sarif,
        ReportFormat.JUNIT: junit,
        ReportFormat.GITHUB: github,
    }
    return renderers[format](report)


def summary(report: Report, *, strict: bool = False) -> str:
    """One sentence about the whole run."""
    files = _count(report.files, "file")
    if report.ok(strict=strict) and not report.warnings:
        return f"{files} checked, no findings"
    errors, warnings = _count(report.errors, "error"), _count(report.warnings, "warning")
    return f"{files} checked, {errors}, {warnings}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


# -- text ----------------------------------------------------------------------------------

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def printable(string: str) -> str:
    """Escapes what a terminal would act on or not show: controls, bidirectional marks."""
    return UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", string)


def text(report: Report, *, color: bool = False) -> str:
    """For people: place, rule, sentence, the line with a caret, and what to do."""
    return "".join(_text(diagnostic, color) for diagnostic in report)


def _text(d: Diagnostic, color: bool) -> str:
    def paint(code: str, string: str) -> str:
        return f"\x1b[{code}m{string}\x1b[0m" if color else string

    severity = paint("1;31" if d.severity is Severity.ERROR else "1;33", d.severity.value)
    place = paint("1", f"{printable(d.file)}:{d.place.line}:{d.place.column}")
    lines = [f"{place}: {severity} {d.rule.code}: {printable(d.message)}"]
    if d.excerpt.strip():
        excerpt, caret = _excerpt(d.excerpt, d.place.column)
        number = str(d.place.line)
        lines += [f"  {number} | {excerpt}", f"  {' ' * len(number)} | {paint('32', caret)}"]
    for message, at in d.related:
        lines.append(f"  {printable(message)}: line {at.line}, column {at.column}")
    if d.hint:
        lines.append(f"  hint: {printable(d.hint)}")
    return "\n".join(lines) + "\n"


def _excerpt(line: str, column: int) -> tuple[str, str]:
    """The part of a line around a column, and a caret under the column."""
    start = 0 if column < WIDTH - 16 else column - WIDTH // 2
    part = line[start : start + WIDTH]
    before = printable(part[: column - 1 - start].replace("\t", " "))
    shown = before + printable(part[column - 1 - start :].replace("\t", " "))
    prefix = "..." if start else ""
    suffix = "..." if start + WIDTH < len(line) else ""
    return prefix + shown + suffix, " " * (len(prefix) + _columns(before)) + "^"


def _columns(string: str) -> int:
    """How many columns a terminal gives a string: Chinese characters take two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in string
    )


# -- for programs --------------------------------------------------------------------------


def as_json(report: Report) -> str:
    """All of the report as JSON; the keys are the names of the API's attributes."""
    findings = [
        {
            "rule": d.rule.code,
            "name": d.rule.name,
            "severity": d.severity.value,
            "message": d.message,
            "file": d.file,
            "line": d.place.line,
            "column": d.place.column,
            "pointer": d.pointer,
            "hint": d.hint,
            "related": [{"message": m, "line": p.line, "column": p.column} for m, p in d.related],
        }
        for d in report
    ]
    content = {
        "files": report.files,
        "errors": report.errors,
        "warnings": report.warnings,
        "unreadable": list(report.unreadable),
        "findings": findings,
    }
    return _dump(content)


def _dump(content: Any) -> str:
    # A lone surrogate in a message cannot be written as UTF-8.
    return (
        json.dumps(content, ensure_ascii=False, indent=2).encode(errors="replace").decode() + "\n"
    )


def sarif(report: Report) -> str:
    """SARIF 2.1.0 (OASIS), for code scanning."""
    rules = {d.rule.code: d.rule for d in report}
    index = {code: at for at, code in enumerate(sorted(rules))}
    driver = {
        "name": "stdpolicy",
        "informationUri": "https://w3id.org/stdpolicy/",
        "rules": [_sarif_rule(rules[code]) for code in index],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(d, index[d.rule.code]) for d in report],
    }
    return _dump({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.doc},
        "helpUri": RULES_PAGE + rule.code.lower(),
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _sarif_result(d: Diagnostic, rule_index: int) -> dict[str, Any]:
    region = {"startLine": d.place.line, "startColumn": d.place.column}
    artifact = {"uri": d.file.replace("\\", "/")}
    return {
        "ruleId": d.rule.code,
        "ruleIndex": rule_index,
        "level": d.severity.value,
        "message": {"text": d.message + (f" ({d.hint})" if d.hint else "")},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }


def junit(report: Report) -> str:
    """JUnit XML: a test case for each finding, for CI servers that know nothing else."""
    suite = ElementTree.Element(
        "testsuite",
        name="stdpolicy",
        tests=str(max(len(report.diagnostics), report.files)),
        failures=str(report.errors),
        errors=str(len(report.unreadable)),
    )
    for d in report:
        place = f"{d.file}:{d.place.line}:{d.place.column}"
        case = ElementTree.SubElement(
            suite, "testcase", classname=printable(d.file), name=f"{d.rule.code} {printable(place)}"
        )
        kind = "failure" if d.severity is Severity.ERROR else "system-out"
        element = ElementTree.SubElement(case, kind)
        if kind == "failure":
            element.set("message", printable(d.message))
            element.set("type", d.rule.name)
        element.text = printable(f"{place} {d.message}" + (f" ({d.hint})" if d.hint else ""))
    for reason in report.unreadable:
        case = ElementTree.SubElement(suite, "testcase", classname="stdpolicy", name="unreadable")
        ElementTree.SubElement(case, "error", message=printable(reason))
    if len(suite) == 0:
        ElementTree.SubElement(suite, "testcase", classname="stdpolicy", name="validate")
    ElementTree.indent(suite)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ElementTree.tostring(suite, encoding="unicode") + "\n"


def github(report: Report) -> str:
    """GitHub workflow commands, which show findings beside the lines of a change."""
    lines = []
    for d in report:
        properties = {
            "file": d.file,
            "line": d.place.line,
            "col": d.place.column,
            "title": f"{d.rule.code} {d.rule.name}",
        }
        listed = ",".join(f"{k}={_command_property(str(v))}" for k, v in properties.items())
        message = d.message + (f" ({d.hint})" if d.hint else "")
        lines.append(f"::{d.severity.value} {listed}::{_command_data(message)}\n")
    return "".join(lines)


def _command_data(string: str) -> str:
    escaped = string.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _command_property(string: str) -> str:
    return _command_data(string).replace(":", "%3A").replace(",", "%2C")
