"""The one walk over a tree: its nodes, what they refer to, and what faults hide of both."""

from stdpolicy.checks.walk.links import LINKS, Link, Links
from stdpolicy.checks.walk.nodes import Node, Walk, copied
from stdpolicy.checks.walk.walk import ANY_NODE, DOCUMENT, Visit, walk

__all__ = [
    "ANY_NODE",
    "DOCUMENT",
    "LINKS",
    "Link",
    "Links",
    "Node",
    "Visit",
    "Walk",
    "copied",
    "walk",
]
