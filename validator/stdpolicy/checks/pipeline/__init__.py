"""The pipeline, step by step: open, within, among, across, aligned, place. Each can be called alone.

A verdict by the published schema comes first. Only if it refuses a document our own checks say why;
then all rules run on whatever is known, so that all faults of a file are found in one run.
"""

from stdpolicy.checks.pipeline.failing import failed
from stdpolicy.checks.pipeline.opened import UNEXPLAINED, Opened, explained, open
from stdpolicy.checks.pipeline.placed import Elsewhere, place, region
from stdpolicy.checks.pipeline.rules import across, aligned, among, differs, said, within

__all__ = [
    "UNEXPLAINED",
    "Elsewhere",
    "Opened",
    "across",
    "aligned",
    "among",
    "differs",
    "explained",
    "failed",
    "open",
    "place",
    "region",
    "said",
    "within",
]
