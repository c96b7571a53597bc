"""SARIF 2.1.0 (OASIS Standard, with errata 01), for code scanning."""

import os
import re
from typing import Any
from urllib.parse import quote

import stdpolicy
from stdpolicy.diagnostics import Diagnostic, Report, Rule
from stdpolicy.language import either
from stdpolicy.report.escape import printable
from stdpolicy.report.finding import path, place, sentence
from stdpolicy.report.fingerprint import fingerprints
from stdpolicy.report.json import dump
from stdpolicy.source import Place

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
RULES_PAGE = "https://w3id.org/stdpolicy/rules#"
LINK = re.compile(r"(\\*)\]\(")
"""The middle of an embedded link, `[text](destination)`, with the backslashes before it."""
NOT_UTF8 = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Surrogates that stand for no byte: U+DC80 to U+DCFF are bytes of a name (PEP 383)."""


def render(report: Report) -> str:
    """One run; a file that could not be read makes it unsuccessful, whatever was found."""
    rules = {finding.rule.code: finding.rule for finding in report}
    index = {code: at for at, code in enumerate(sorted(rules))}
    driver = {
        "name": "stdpolicy",
        "version": stdpolicy.__version__,
        "semanticVersion": stdpolicy.__version__,
        "informationUri": "https://w3id.org/stdpolicy/",
        "language": either("en-US", "zh-CN"),
        "rules": [_rule(rules[code]) for code in index],
    }
    invocation = {
        "executionSuccessful": not report.unreadable,
        "toolExecutionNotifications": [
            {"level": "error", "message": _message(printable(reason))}
            for reason in report.unreadable
        ],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, index[finding.rule.code], fingerprint)
            for finding, fingerprint in zip(report, fingerprints(report), strict=True)
        ],
    }
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    manual = either(rule.doc, rule.doc_zh)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _message(either(rule.summary, rule.summary_zh)),
        "fullDescription": _message(manual),
        "help": _message(manual),
        "helpUri": RULES_PAGE + rule.code.lower(),
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Diagnostic, rule_index: int, fingerprint: str) -> dict[str, Any]:
    file = path(finding.file)
    if file is None:  # no physical location is to be had (section 3.28.3)
        locations = [{"message": _message(printable(place(finding)))}]
        related: list[dict[str, Any]] = []
    else:
        artifact = uri(file)
        locations = [_location(artifact, finding.place, finding.end, finding.excerpt)]
        related = [
            {"id": number, "message": _message(printable(message)), **_location(uri(other), at)}
            for number, (message, named, at) in enumerate(finding.related)
            if (other := path(named)) is not None
        ]
    result = {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": finding.severity,
        "message": _message(printable(sentence(finding))),
        "locations": [locations[0] | _logical(finding)],
        "partialFingerprints": {"stdpolicyFinding/v1": fingerprint},
    }
    return result | ({"relatedLocations": related} if related else {})


def _logical(finding: Diagnostic) -> dict[str, Any]:
    """Where it is in the document, whatever file that stands in."""
    named = {"name": finding.node, "fullyQualifiedName": finding.document + finding.pointer}
    shown = {key: printable(value) for key, value in named.items() if value}
    return {"logicalLocations": [shown]} if shown else {}


def _location(artifact: str, at: Place, end: Place | None = None, line: str = "") -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": at.line, "startColumn": at.column}
    if end is not None:  # the column behind the last character (section 3.30.8)
        region |= {"endLine": end.line, "endColumn": end.column}
    if end is not None and end.line == at.line and at.column < end.column <= len(line) + 1:
        region["snippet"] = {"text": printable(line[at.column - 1 : end.column - 1])}
    return {"physicalLocation": {"artifactLocation": {"uri": artifact}, "region": region}}


def _message(string: str) -> dict[str, str]:
    """A message that has neither placeholders (section 3.11.5) nor links (section 3.11.6)."""
    unlinked = LINK.sub(r"\1\1\\](", string)
    return {"text": unlinked.replace("{", "{{").replace("}", "}}")}


def uri(name: str) -> str:
    """The URI of a file (RFC 3986): relative to the working folder if it is below, else absolute.

    Percent-encoded are the bytes of UTF-8, and those of a name that is not UTF-8 as they are.
    """
    try:
        folder = os.getcwd()
    except FileNotFoundError:  # somebody has removed it
        folder = os.sep
    file = os.path.normpath(os.path.join(folder, name))
    below = os.path.join(folder, "")  # with a separator at its end
    if not file.startswith(below) or below == os.sep:
        return "file:///" + _quoted(file).lstrip("/")
    relative = _quoted(file[len(below) :])
    return "./" + relative if ":" in relative.split("/")[0] else relative


def _quoted(file: str) -> str:
    data = NOT_UTF8.sub("\ufffd", file).encode(errors="surrogateescape")
    return quote(data.replace(os.sep.encode(), b"/"), safe="/:@!$&'()*+,;=")
