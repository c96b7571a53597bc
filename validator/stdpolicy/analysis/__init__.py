"""Figures about encoded policies."""

from stdpolicy.analysis.stats import COLUMNS, Stats, stats

__all__ = ["COLUMNS", "Stats", "stats"]
