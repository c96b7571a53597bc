"""Fixes carried out: edits put into texts, proved, and repeated until nothing changes.

A pass takes the findings of a whole run, for whether a fix is right may depend on other files; every file is
edited and read again by itself, so that what does not hold is taken back before the next pass.
"""

from stdpolicy.fixes.difference import difference
from stdpolicy.fixes.passes import MAX_PASSES, Fixed, mended

__all__ = ["MAX_PASSES", "Fixed", "difference", "mended"]
