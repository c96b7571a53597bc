"""What the interface is asked for, and what came of it: values that go from one process to another."""

import json
from enum import StrEnum

from msgspec import Struct

from stdpolicy import api
from stdpolicy.formats import named
from stdpolicy.language import speaking
from stdpolicy.report import ReportFormat, render

REPORTS = {
    ReportFormat.JSON: "application/json",
    ReportFormat.SARIF: "application/sarif+json",
    ReportFormat.TEXT: "text/plain; charset=utf-8",
}
"""The forms in which findings are given, with their media types."""


class Action(StrEnum):
    """What may be asked for."""

    VALIDATE = "validate"
    CONVERT = "convert"


class Job(Struct, frozen=True):
    """A document with what is to be done with it."""

    action: Action
    data: bytes
    notation: str | None = None
    """The document's; none if its text is to tell."""
    to: str = ReportFormat.JSON.value
    """The form of findings or, where it is converted, the notation."""
    language: str = "en"


class Outcome(Struct, frozen=True):
    """What came of a job."""

    media: str
    content: bytes
    valid: bool = True
    """Not if it could not be converted: then the content is the findings."""


def done(job: Job) -> Outcome:
    """Does a job. Raises nothing for what a document may be, whatever that is."""
    with speaking(job.language):
        match job.action:
            case Action.VALIDATE:
                form = ReportFormat(job.to)
                report = api.validate(job.data, format=job.notation, keep_going=True)
                return Outcome(REPORTS[form], _told(report, form), report.ok())
            case Action.CONVERT:
                try:
                    data = api.convert(job.data, job.to, format=job.notation)
                except api.InvalidDocument as error:
                    form = ReportFormat.JSON
                    return Outcome(REPORTS[form], _told(error.report, form), valid=False)
                return Outcome(f"{named(job.to).media_type}; charset=utf-8", data)


def _told(report: api.Report, form: ReportFormat) -> bytes:
    text = render(report, form)
    if form is ReportFormat.SARIF:  # the folder in which we run is nobody's business
        log = json.loads(text)
        for run in log["runs"]:
            run.pop("originalUriBaseIds", None)
        text = json.dumps(log, ensure_ascii=False, indent=2) + "\n"
    return text.encode(errors="surrogateescape")
