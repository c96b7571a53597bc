"""SARIF 2.1.0 (OASIS Standard, with errata 01), for code scanning."""

import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import quote

import stdpolicy
from stdpolicy.checks import RULES
from stdpolicy.diagnostics import Diagnostic, Fix, Region, Report, Rule, Safety, Severity
from stdpolicy.language import either, language
from stdpolicy.report.choosing import first
from stdpolicy.report.escape import printable
from stdpolicy.report.finding import RULES_PAGE, names, path, sentence, unread
from stdpolicy.report.fingerprint import fingerprints
from stdpolicy.report.json import dump
from stdpolicy.source import BEYOND

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""The base of relative URIs: the working folder."""
PRECISION = {Severity.ERROR: "very-high", Severity.WARNING: "high", Severity.NOTE: "medium"}
PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
MOST = 25_000
"""How many results GitHub takes in a run."""
SHOWN = 5_000
"""How many of them it shows."""
LARGEST = 8_000_000
"""In characters: of a longer log the lines are joined; GitHub takes 10 MB, compressed."""
RELATED = 20
CONTEXT = 100
"""How much of a line is shown before and behind a finding, in characters."""
SNIPPET = 1000
"""No longer stretch is shown, in characters."""
LINK = re.compile(r"(\\*)\]\(")
"""The middle of an embedded link, `[text](destination)`, with the backslashes before it."""
NOT_UTF8 = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Surrogates that stand for no byte: U+DC80 to U+DCFF are bytes of a name (PEP 383)."""


def render(report: Report, category: str = "") -> str:
    """One run; a file that could not be read makes it unsuccessful, whatever was found.

    `category` tells the runs of one commit apart. Findings that are waived, and those of the
    baseline, are in it as suppressed.
    """
    told, left = first(report, MOST)
    every = [*told, *report.waived, *report.known]
    rules = dict(sorted((RULES | {one.rule.code: one.rule for one in every}).items()))
    index = {code: at for at, code in enumerate(rules)}
    results = [
        _result(finding, index[finding.rule.code], fingerprint)
        for finding, fingerprint in zip(told, fingerprints(told), strict=True)
    ]
    if report.known:
        results = [one | {"baselineState": "new"} for one in results]
    results += _suppressed(report.waived, index, "waived by the configuration", "由配置豁免")
    known = _suppressed(report.known, index, "in the baseline", "已列入基线")
    results += [one | {"baselineState": "unchanged"} for one in known]
    driver = {
        "name": "stdpolicy",
        "version": stdpolicy.__version__,
        "semanticVersion": stdpolicy.__version__,
        "informationUri": "https://w3id.org/stdpolicy/",
        "language": either("en-US", "zh-CN"),
        "rules": [_rule(rule) for rule in rules.values()],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "invocations": [_invocation(report, len(told.diagnostics), left)],
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "artifacts": _artifacts(report),
        "results": results,
    }
    if folder := _folder():
        run["originalUriBaseIds"] = {ROOT: {"uri": "file:///" + _quoted(folder).lstrip("/") + "/"}}
    if category:  # what stands before the last slash (section 3.17.2)
        run["automationDetails"] = {"id": printable(category).rstrip("/") + "/"}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    text = dump(log)
    return text if len(text) <= LARGEST else dump(log, indent=None)


def _invocation(report: Report, told: int, left: int) -> dict[str, Any]:
    """How the run went: which files could not be read, and whether there is too much to show."""
    notifications: list[dict[str, Any]] = []
    for reason in report.unreadable:
        file = unread(reason)
        where = [{"physicalLocation": {"artifactLocation": _artifact(file)}}] if file else []
        notifications.append(
            {"level": "error", "message": _message(printable(reason))}
            | ({"locations": where} if where else {})
        )
    for fault in (finding for finding in report if finding.is_fault):
        where = [_location(fault.file, fault.region)]
        notifications.append(
            {"level": "error", "message": _message(printable(fault.message)), "locations": where}
        )
    if told > SHOWN:
        shown = either(
            f"GitHub shows {SHOWN} of {told + left} findings; {left} are not in this log.",
            f"共 {told + left} 个问题，GitHub 只显示 {SHOWN} 个；其中 {left} 个不在本文件中。",
        )
        notifications.append({"level": "warning", "message": _message(shown)})
    return {
        "executionSuccessful": not (report.unreadable or report.faults),
        "toolExecutionNotifications": notifications,
    }


@cache
def _described(rule: Rule, language: str) -> dict[str, Any]:
    """What a rule says at length."""
    page = RULES_PAGE + rule.code.lower()
    manual = rule.doc_zh if language == "zh" else rule.doc
    summary = rule.summary_zh if language == "zh" else rule.summary
    title = f"**{rule.code} {rule.name}**"
    markdown = f"{title} {summary}\n\n{manual}\n\n[{page}]({page})"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _message(summary),
        "fullDescription": _message(manual.split("\n\n")[0]),
        "help": _message(manual) | {"markdown": markdown.replace("{", "{{").replace("}", "}}")},
        "helpUri": page,
        "defaultConfiguration": {"level": rule.severity},
        "properties": {
            "tags": ["stdpolicy", rule.layer.name.lower()],
            "precision": PRECISION[rule.severity],
            "problem.severity": PROBLEM[rule.severity],
        },
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return _described(rule, language())


def _suppressed(
    findings: Sequence[Diagnostic], index: Mapping[str, int], en: str, zh: str
) -> list[dict[str, Any]]:
    """Findings that are known, and of which nobody has to be told."""
    why = [{"kind": "external", "justification": either(en, zh)}]
    return [
        _result(finding, index[finding.rule.code], fingerprint) | {"suppressions": why}
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]


def _result(finding: Diagnostic, rule_index: int, fingerprint: str) -> dict[str, Any]:
    location = _location(finding.file, finding.region)
    region = location["physicalLocation"]["region"]
    line, at, end = finding.excerpt, finding.place.column - 1, finding.end.column - 1
    if finding.end.line == finding.place.line and at < end <= min(len(line), at + SNIPPET):
        region["snippet"] = {"text": printable(line[at:end])}
        if context := _context(finding):
            location["physicalLocation"]["contextRegion"] = context
    related = [
        {"id": number, "message": _message(printable(message)), **_location(file, there)}
        for number, (message, file, there) in enumerate(finding.related[:RELATED])
    ]
    result = {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": finding.severity,
        "kind": "fail",
        "message": _message(printable(sentence(finding))),
        "locations": [location | _logical(finding)],
        "partialFingerprints": {"stdpolicyFinding/v1": fingerprint},
    }
    if related:
        result["relatedLocations"] = related
    if finding.fix is not None and finding.fix.safety is Safety.SAFE:
        result["fixes"] = [_fix(finding, finding.fix)]
    return result


def _fix(finding: Diagnostic, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(region), "insertedContent": {"text": edit.text}}
        for edit, region in zip(fix.edits, finding.mended, strict=True)
    ]
    change = {"artifactLocation": _artifact(finding.file), "replacements": replacements}
    said = {"description": _message(printable(finding.hint))} if finding.hint else {}
    return said | {"artifactChanges": [change]}


def _context(finding: Diagnostic) -> dict[str, Any] | None:
    """The part of the line around a finding; None where that is all of it (section 3.29.5)."""
    line = finding.excerpt
    first = max(finding.place.column - 1 - CONTEXT, 0)
    last = min(finding.end.column - 1 + CONTEXT, len(line))
    if (first, last) == (finding.place.column - 1, finding.end.column - 1):
        return None
    return {
        "startLine": finding.place.line,
        "startColumn": _utf16(line[:first]) + 1,
        "endLine": finding.place.line,
        "endColumn": _utf16(line[:last]) + 1,
        "snippet": {"text": printable(line[first:last])},
    }


def _utf16(string: str) -> int:
    return len(string) if string.isascii() else len(string) + len(BEYOND.findall(string))


def _logical(finding: Diagnostic) -> dict[str, Any]:
    """Where it is in the document, whatever file that stands in, and in the file's own terms."""
    named = {"name": finding.node, "fullyQualifiedName": finding.document + finding.pointer}
    written = {"fullyQualifiedName": finding.location}
    shown = [{k: printable(v) for k, v in one.items() if v} for one in (named, written)]
    return {"logicalLocations": [one for one in shown if one]} if any(shown) else {}


def _location(file: str, region: Region) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(file), "region": _region(region)}}


def _region(region: Region) -> dict[str, Any]:
    """Columns in UTF-16 code units; the last is that behind the last character (section 3.30.8)."""
    start, end = region.place_utf16, region.end_utf16
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _artifacts(report: Report) -> list[dict[str, Any]]:
    """Each file once, by whatever names it goes."""
    every = map(_artifact, names(report))
    return [{"location": one} for one in {tuple(one.items()): one for one in every}.values()]


def _artifact(name: str) -> dict[str, str]:
    """A file; of a stream, which has none, its name."""
    file = path(name)
    if file is None:
        return {"uri": name.strip("<>") or "stdin"}
    found = uri(file)
    return {"uri": found} if found.startswith("file:") else {"uri": found, "uriBaseId": ROOT}


def _message(string: str) -> dict[str, str]:
    """A message that has neither placeholders (section 3.11.5) nor links (section 3.11.6)."""
    unlinked = LINK.sub(r"\1\1\\](", string)
    return {"text": unlinked.replace("{", "{{").replace("}", "}}")}


def _folder() -> str | None:
    """The working folder; None if somebody has removed it."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return None


def uri(name: str) -> str:
    """The URI of a file (RFC 3986): relative to the working folder if it is below, else absolute.

    Percent-encoded are the bytes of UTF-8, and those of a name that is not UTF-8 as they are.
    """
    folder = _folder() or os.sep
    file = os.path.normpath(os.path.join(folder, name))
    below = os.path.join(folder, "")  # with a separator at its end
    if not file.startswith(below) or below == os.sep:
        return "file:///" + _quoted(file).lstrip("/")
    relative = _quoted(file[len(below) :])
    return "./" + relative if ":" in relative.split("/")[0] else relative


def _quoted(file: str) -> str:
    data = NOT_UTF8.sub("\ufffd", file).encode(errors="surrogateescape")
    return quote(data.replace(os.sep.encode(), b"/"), safe="/:@!$&'()*+,;=")
