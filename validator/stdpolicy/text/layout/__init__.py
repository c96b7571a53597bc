"""The structure of a policy: its lines as provisions, with numbers and headings."""

from stdpolicy.text.layout.pieces import Block, Piece
from stdpolicy.text.layout.whole import Layout, layout

__all__ = ["Block", "Layout", "Piece", "layout"]
