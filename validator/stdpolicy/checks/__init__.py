"""What is checked of a document: rules that schedule themselves, and the pipeline that runs them."""

from stdpolicy.checks.run import Run
from stdpolicy.diagnostics import RULES

__all__ = ["RULES", "Run"]
