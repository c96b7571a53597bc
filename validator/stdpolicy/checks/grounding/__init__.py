"""SP60x: whether what a policy is said to state stands in its text, character by character."""

from stdpolicy.checks.grounding import quotes, sources

__all__ = ["quotes", "sources"]
