"""Rewrites a document of the edition before this one: what is mechanical, and what is left to do."""

from stdpolicy.upgrade.document import Upgraded, upgraded
from stdpolicy.upgrade.tree import Left

__all__ = ["Left", "Upgraded", "upgraded"]
