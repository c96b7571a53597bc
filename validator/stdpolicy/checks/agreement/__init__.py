"""SP62x: whether statements say what their quotes say. Warnings all, on policies in Chinese."""

from stdpolicy.checks.agreement import amounts, codes, duties, figures, places, record, references

__all__ = ["amounts", "codes", "duties", "figures", "places", "record", "references"]
