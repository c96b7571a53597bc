"""Rules, findings and reports: what the tool has to say about a document, as data.

A `Finding` is a message with typed values and a path in the document's tree (or, where there is no
tree, a span of the text); nothing in it is a sentence. A `Diagnostic` is a finding whose place in
the file is known, put into words (`stdpolicy.wording`). The two are kept apart because finding
places costs a second scan of the text, made only when there is something to show.
"""

from stdpolicy.diagnostics.findings import (
    KEY,
    MESSAGES,
    Advice,
    Finding,
    Message,
    Path,
    Related,
    has_errors,
    pointer,
)
from stdpolicy.diagnostics.fixes import Edit, Fix, Safety
from stdpolicy.diagnostics.report import Beside, Diagnostic, Region, Report
from stdpolicy.diagnostics.rules import RULES, Layer, Rule, Severity, register
from stdpolicy.diagnostics.values import (
    Code,
    Date,
    Found,
    Listed,
    Name,
    Node,
    Number,
    Phrase,
    Quote,
    Said,
    Value,
    Words,
)

__all__ = [
    "KEY",
    "MESSAGES",
    "RULES",
    "Advice",
    "Beside",
    "Code",
    "Date",
    "Diagnostic",
    "Edit",
    "Finding",
    "Fix",
    "Found",
    "Layer",
    "Listed",
    "Message",
    "Name",
    "Node",
    "Number",
    "Path",
    "Phrase",
    "Quote",
    "Region",
    "Related",
    "Report",
    "Rule",
    "Safety",
    "Said",
    "Severity",
    "Value",
    "Words",
    "has_errors",
    "pointer",
    "register",
]
