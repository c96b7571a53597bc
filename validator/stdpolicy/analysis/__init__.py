"""Figures about encoded policies."""

from stdpolicy.analysis.stats import COLUMNS, Stats, stats, table

__all__ = ["COLUMNS", "Stats", "stats", "table"]
