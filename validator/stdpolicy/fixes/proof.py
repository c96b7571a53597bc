"""Whether edits did what was said of them, judged by reading the file again."""

import math
from collections import Counter
from collections.abc import Sequence

from stdpolicy.checks import pipeline
from stdpolicy.diagnostics import Finding, Fix, Layer, Safety, Severity
from stdpolicy.formats import Notation
from stdpolicy.source import Source

Judged = tuple[str, Counter[str]]
"""The digest of a document, nothing if it is none, and how often each rule is broken that makes a file
invalid.
"""


def judged(source: Source, notation: Notation | None = None) -> Judged:
    """What a file is before and after."""
    opened = pipeline.open(source, notation, math.inf)
    errors = [found for found in opened.findings if _is_error(found)]
    digest = opened.document.digest() if opened.document else ""
    return digest, Counter(found.rule.code for found in errors)


def holds(before: Judged, after: Judged, fixes: Sequence[Fix]) -> bool:
    """Whether fixes may stay.

    What was a document is one still and, if the fixes are safe and nothing was computed, says the same to
    the byte of its canonical triples. What was none is read still; that other faults come to light behind
    those that are mended is no fault of a fix.
    """
    digest, errors = before
    new_digest, new_errors = after
    if digest:
        same = all(fix.safety is Safety.SAFE and not fix.computed for fix in fixes)
        return new_digest == digest if same else bool(new_digest)
    unread = {code for code in new_errors if code[2] == Layer.SYNTAX}
    return all(new_errors[code] <= errors[code] for code in unread)


def _is_error(found: Finding) -> bool:
    return found.rule.severity is Severity.ERROR
