"""Neutral values as the Language Server Protocol has them (LSP 3.17)."""

from stdpolicy.editor.protocol import findings, offers, places, structure, watching

__all__ = ["findings", "offers", "places", "structure", "watching"]
