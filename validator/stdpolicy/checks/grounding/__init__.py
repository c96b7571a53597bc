"""SP60x: whether what a policy is said to state stands in its text, character by character."""

from stdpolicy.checks.grounding import quotes, sources
from stdpolicy.checks.grounding.sources import FILES, Beside, Files

__all__ = ["FILES", "Beside", "Files", "quotes", "sources"]
