"""Formats of other trades: what they can say of a document is written, and read back."""
