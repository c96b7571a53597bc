"""Machine-readable standardization policies: load, validate and convert without loss."""

from stdpolicy.api import InvalidDocument, NotLossless, convert, dump, load, validate
from stdpolicy.diagnostics import Diagnostic, Report, Rule, Severity
from stdpolicy.document import Document
from stdpolicy.formats import Notation

__version__ = "0.1.0"

__all__ = [
    "Diagnostic",
    "Document",
    "InvalidDocument",
    "NotLossless",
    "Notation",
    "Report",
    "Rule",
    "Severity",
    "convert",
    "dump",
    "load",
    "validate",
]
