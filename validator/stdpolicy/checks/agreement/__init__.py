"""SP62x: whether statements say what their quotes say. Warnings all, on policies in Chinese."""

from stdpolicy.checks.agreement import references

__all__ = ["references"]
