"""Rules, findings and reports: what the tool has to say about a document, as data.

A `Finding` is a message with typed values and a path in the document's tree (or, where there is no
tree, a span of the text); nothing in it is a sentence. A `Diagnostic` is a finding whose place in
the file is known, put into words (`stdpolicy.wording`). The two are kept apart because finding
places costs a second scan of the text, made only when there is something to show.
"""

from stdpolicy.diagnostics.findings import (
    MESSAGES,
    Advice,
    Finding,
    Message,
    Related,
    has_errors,
    pointer,
)
from stdpolicy.diagnostics.fixes import (
    KEY,
    Bracket,
    Change,
    Edit,
    Fix,
    Mend,
    Path,
    Remove,
    Rename,
    Safety,
    Sort,
    State,
    Write,
    likely,
    place_of,
    safe,
)
from stdpolicy.diagnostics.report import Beside, Diagnostic, Region, Report
from stdpolicy.diagnostics.rules import FAULT, RULES, Layer, Rule, Severity, register
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
    "FAULT",
    "KEY",
    "MESSAGES",
    "RULES",
    "Advice",
    "Beside",
    "Bracket",
    "Change",
    "Code",
    "Date",
    "Diagnostic",
    "Edit",
    "Finding",
    "Fix",
    "Found",
    "Layer",
    "Listed",
    "Mend",
    "Message",
    "Name",
    "Node",
    "Number",
    "Path",
    "Phrase",
    "Quote",
    "Region",
    "Related",
    "Remove",
    "Rename",
    "Report",
    "Rule",
    "Safety",
    "Said",
    "Severity",
    "Sort",
    "State",
    "Value",
    "Words",
    "Write",
    "has_errors",
    "likely",
    "place_of",
    "pointer",
    "register",
    "safe",
]
