"""JUnit XML, for servers of continuous integration that know nothing else: a test case for each file."""

from xml.etree import ElementTree

import stdpolicy
from stdpolicy.diagnostics import Diagnostic, Report, Severity
from stdpolicy.language import either
from stdpolicy.report.escape import printable
from stdpolicy.report.finding import names, unread
from stdpolicy.report.text import finding_text


def render(report: Report) -> str:
    """A case for each file, which fails if it has an error, and for each that could not be read. One that
    could not be read, or checked to its end, is an error.
    """
    root = ElementTree.Element("testsuites")
    suite = ElementTree.SubElement(root, "testsuite", name="stdpolicy", id="0")
    properties = ElementTree.SubElement(suite, "properties")
    ElementTree.SubElement(properties, "property", name="version", value=stdpolicy.__version__)
    found: dict[str, list[Diagnostic]] = {name: [] for name in names(report)}
    for finding in report:
        found[finding.file].append(finding)
    for file, findings in found.items():
        _fill(_case(suite, file), findings)
    for reason in report.unreadable:
        name = unread(reason)
        case = _case(suite, name or "unreadable", is_file=name is not None)
        ElementTree.SubElement(case, "error", message=printable(reason), type="unreadable")
    cases = suite.findall("testcase") or [_case(suite, "validate", is_file=False)]
    counts = {
        "tests": len(cases),
        "failures": len(suite.findall("testcase/failure")),
        "errors": len(suite.findall("testcase/error")),
        "skipped": 0,
    }
    for element in (root, suite):
        element.attrib.update({name: str(count) for name, count in counts.items()})
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ElementTree.tostring(root, encoding="unicode") + "\n"


def _case(suite: ElementTree.Element, name: str, *, is_file: bool = True) -> ElementTree.Element:
    shown = printable(name)
    case = ElementTree.SubElement(suite, "testcase", classname="stdpolicy", name=shown)
    if is_file:
        case.set("file", shown)
    return case


def _fill(case: ElementTree.Element, findings: list[Diagnostic]) -> None:
    """One failure for all errors of a file; what is no error is told beside it."""
    errors = [one for one in findings if one.severity is Severity.ERROR]
    others = [one for one in findings if one.severity is not Severity.ERROR]
    if errors:
        number, first = len(errors), errors[0]
        many = either(f"{number} error{'s' * (number > 1)}: ", f"{number} 个错误：")
        message = f"{many}{first.rule.code} {printable(first.message)}"
        kind = "error" if any(one.is_fault for one in errors) else "failure"
        failure = ElementTree.SubElement(case, kind, message=message, type=first.rule.code)
        failure.text = "".join(map(finding_text, errors))
    if others:
        ElementTree.SubElement(case, "system-out").text = "".join(map(finding_text, others))
