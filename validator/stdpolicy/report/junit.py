"""JUnit XML, for servers of continuous integration that know nothing else: a test case for each file."""

from collections.abc import Iterable
from xml.etree import ElementTree

from stdpolicy.diagnostics import Diagnostic, Report, Severity
from stdpolicy.report.escape import printable
from stdpolicy.report.finding import place, sentence


def render(report: Report) -> str:
    """A case for each file, which fails if it has an error, and for each that could not be read."""
    suite = ElementTree.Element("testsuite", name="stdpolicy")
    found: dict[str, list[Diagnostic]] = {name: [] for name in report.names}
    for finding in report:
        found.setdefault(finding.file, []).append(finding)
    for file, findings in found.items():
        _case(suite, file, findings)
    for reason in report.unreadable:
        case = ElementTree.SubElement(suite, "testcase", classname="stdpolicy", name="unreadable")
        ElementTree.SubElement(case, "error", message=printable(reason))
    if len(suite) == 0:
        ElementTree.SubElement(suite, "testcase", classname="stdpolicy", name="validate")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(len(suite.findall(".//failure"))))
    suite.set("errors", str(len(report.unreadable)))
    ElementTree.indent(suite)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ElementTree.tostring(suite, encoding="unicode") + "\n"


def _case(suite: ElementTree.Element, file: str, findings: list[Diagnostic]) -> None:
    name = printable(file)
    case = ElementTree.SubElement(suite, "testcase", classname="stdpolicy", name=name, file=name)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    others = [one for one in findings if one.severity is not Severity.ERROR]
    if errors:
        more = f" (+{len(errors) - 1})" if len(errors) > 1 else ""
        message = f"{errors[0].rule.code}: {printable(errors[0].message)}{more}"
        kind = errors[0].rule.name
        failure = ElementTree.SubElement(case, "failure", message=message, type=kind)
        failure.text = _lines(errors)
    if others:
        ElementTree.SubElement(case, "system-out").text = _lines(others)


def _lines(findings: Iterable[Diagnostic]) -> str:
    return "\n".join(
        f"{printable(place(one))}: {one.rule.code} {printable(sentence(one))}" for one in findings
    )
