"""SP4xx: whether what a document refers to is there, and is what it should be."""

from stdpolicy.checks.references import across, cycle, within

__all__ = ["across", "cycle", "within"]
