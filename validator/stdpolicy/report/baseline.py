"""The baseline of a project: findings that it had when it began to look, one a line.

A waiver is a decision, and written by hand; a baseline is a debt, and written by the tool. Its lines are
sorted, and those of two branches can be merged by any tool that merges lines.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from stdpolicy.diagnostics import Diagnostic, Report
from stdpolicy.files import about, look_at
from stdpolicy.language import either
from stdpolicy.report.fingerprint import fingerprints

HEAD = {"stdpolicy-baseline": 1}


class BadBaseline(ValueError):
    """A file that is no baseline; the message says where and why."""


class Compared(Struct, frozen=True):
    """A report beside a baseline."""

    report: Report
    """With the findings that are new; those of the baseline are in `known`."""
    stale: tuple[Mapping[str, Any], ...]
    """Entries of documents in the run whose findings are there no more."""


def entries(findings: Iterable[Diagnostic]) -> Iterator[dict[str, Any]]:
    """An entry for each finding: what it is known by, and for a person what it is about."""
    found = [one for one in findings if not one.is_fault]
    for finding, fingerprint in zip(found, fingerprints(found), strict=True):
        yield {
            "id": fingerprint,
            "rule": finding.rule.code,
            "policy": finding.document or finding.file,
            "node": finding.node,
        }


def written(found: Iterable[Mapping[str, Any]]) -> str:
    """The text of a baseline."""
    lines = sorted(json.dumps(entry, ensure_ascii=False) for entry in found)
    return "".join(f"{line}\n" for line in (json.dumps(HEAD), *dict.fromkeys(lines)))


def read(path: Path) -> list[dict[str, Any]]:
    """The entries of a baseline. Raises BadBaseline and OSError."""
    found = []
    look_at(path)
    with about(path):
        text = path.read_bytes().decode(errors="replace")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if not isinstance(entry, dict) or not (entry == HEAD or isinstance(entry.get("id"), str)):
            why = either("expected an entry of a baseline", "应为基线中的一项")
            raise BadBaseline(f"{path}:{number}:1: {why}")
        if entry != HEAD:
            found.append(entry)
    return found


def compared(report: Report, baseline: Iterable[Mapping[str, Any]]) -> Compared:
    """The report without what the baseline has, and the entries of which nothing is left.

    Nothing is said of entries about documents that were not in the run.
    """
    had = {entry["id"] for entry in baseline}
    new: list[Diagnostic] = []
    known: list[Diagnostic] = []
    everything = list(report)
    found = list(fingerprints(everything))
    for finding, fingerprint in zip(everything, found, strict=True):
        (known if fingerprint in had else new).append(finding)
    there = {*report.names, *report.documents}
    left = had.difference(found)
    stale = tuple(e for e in baseline if e["id"] in left and e.get("policy") in there)
    return Compared(replace(report, diagnostics=new, known=[*report.known, *known]), stale)
