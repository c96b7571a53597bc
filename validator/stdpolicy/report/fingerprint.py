"""What a finding is known by from one run to the next.

It is the same wherever the lines of a file move to and whatever language is spoken: rule, what the rule
says, document, node, field, and the values that the finding is about.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from stdpolicy.diagnostics import Diagnostic
from stdpolicy.language import speaking
from stdpolicy.wording import plain

VERSION = 1
"""Raised when the same finding is to be known by something else."""
LENGTH = 32
"""In hexadecimal digits: a half of SHA-256."""


def fingerprints(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """The fingerprint of each finding; of those in one file that have all in common the second is another,
    and so on. In another notation of a document they are the same again.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        with speaking("en"):  # and not while the caller speaks, between one and the next
            identity = _identity(finding)
        same = json.dumps(identity, ensure_ascii=True, sort_keys=True)
        counts[finding.file, same] += 1
        number = counts[finding.file, same]
        yield hashlib.sha256(f"{same}#{number}".encode()).hexdigest()[:LENGTH]


def _identity(finding: Diagnostic) -> list[Any]:
    """Members of lists are told by the node that they are in, not by their number, which changes."""
    fields = [step for step in finding.pointer.split("/") if not step.isdigit()]
    return [
        VERSION,
        finding.rule.code,
        finding.key,
        finding.document or finding.file,
        finding.node,
        "/".join(fields),
        {name: _folded(plain(value)) for name, value in finding.values.items()},
    ]


def _folded(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value
