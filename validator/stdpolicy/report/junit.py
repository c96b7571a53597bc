"""JUnit XML, for servers of continuous integration that know nothing else."""

from xml.etree import ElementTree

from stdpolicy.diagnostics import Report, Severity
from stdpolicy.report.escape import printable
from stdpolicy.report.finding import place, sentence


def render(report: Report) -> str:
    """A test case for each finding and each file that could not be read; one that passes if none."""
    suite = ElementTree.Element("testsuite", name="stdpolicy")
    for finding in report:
        where = printable(place(finding))
        case = ElementTree.SubElement(
            suite,
            "testcase",
            classname=printable(finding.file),
            name=f"{finding.rule.code} {where}",
        )
        if finding.severity is Severity.ERROR:
            outcome = ElementTree.SubElement(
                case, "failure", message=printable(finding.message), type=finding.rule.name
            )
        else:
            outcome = ElementTree.SubElement(case, "system-out")
        outcome.text = f"{where} {printable(sentence(finding))}"
    for reason in report.unreadable:
        case = ElementTree.SubElement(suite, "testcase", classname="stdpolicy", name="unreadable")
        ElementTree.SubElement(case, "error", message=printable(reason))
    if len(suite) == 0:
        ElementTree.SubElement(suite, "testcase", classname="stdpolicy", name="validate")
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(report.errors))
    suite.set("errors", str(len(report.unreadable)))
    ElementTree.indent(suite)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ElementTree.tostring(suite, encoding="unicode") + "\n"
