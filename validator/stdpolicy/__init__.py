"""Machine-readable standardization policies: load, validate and convert without loss."""

from importlib.metadata import PackageNotFoundError, version

from stdpolicy.api import InvalidDocument, convert, dump, load, validate
from stdpolicy.diagnostics import Diagnostic, Report, Rule, Severity
from stdpolicy.document import Document
from stdpolicy.formats import Format

try:
    __version__ = version("stdpolicy")
except PackageNotFoundError:  # a checkout that was not installed
    __version__ = "0.1.0"

__all__ = [
    "Diagnostic",
    "Document",
    "Format",
    "InvalidDocument",
    "Report",
    "Rule",
    "Severity",
    "convert",
    "dump",
    "load",
    "validate",
]
