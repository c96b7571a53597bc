"""A file as the lines of a policy: plain text, Markdown, HTML, .docx and .pdf with a text layer."""

from stdpolicy.drafting.inputs.reading import Entry, Line, Read, Unreadable
from stdpolicy.drafting.inputs.record import Recorded, recorded
from stdpolicy.drafting.inputs.whole import read

__all__ = ["Entry", "Line", "Read", "Recorded", "Unreadable", "read", "recorded"]
