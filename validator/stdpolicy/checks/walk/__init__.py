"""The one walk over a tree: its nodes, what they refer to, and what faults hide of both."""

from stdpolicy.checks.walk.links import Link
from stdpolicy.checks.walk.node import Node
from stdpolicy.checks.walk.walk import ANY_NODE, DOCUMENT, Walk, copied, walk

__all__ = ["ANY_NODE", "DOCUMENT", "Link", "Node", "Walk", "copied", "walk"]
