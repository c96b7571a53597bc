"""What documents hold and what is found in them, as rows of the tables."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from stdpolicy.checks.consistency.said import Own, Saying, digest
from stdpolicy.checks.pipeline import Opened
from stdpolicy.checks.walk import Node
from stdpolicy.corpus.holdings import Row, full
from stdpolicy.diagnostics import Diagnostic, Fix, Region
from stdpolicy.report.fingerprint import fingerprints
from stdpolicy.report.json import excerpt
from stdpolicy.wording import plain


def findings(found: list[Diagnostic]) -> Iterator[Row]:
    """What was found in a file."""
    for one, fingerprint in zip(found, fingerprints(found), strict=True):
        yield {
            "id": fingerprint,
            "rule": one.rule.code,
            "name": one.rule.name,
            "key": one.key,
            "severity": str(one.severity),
            "message": one.message,
            "hint": one.hint,
            "file": one.file,
            "document": one.document or "",
            "node": one.node,
            **_region(one.region),
            "start": one.span.start,
            "end": one.span.end,
            "pointer": one.pointer,
            "location": one.location,
            "excerpt": excerpt(one)["text"],
            "values": [(name, _said(plain(value))) for name, value in one.values.items()],
            "related": [
                {"message": beside.message, "file": beside.file, **_region(beside.region)}
                for beside in one.related
            ],
            "fix": one.fix and _fix(one.fix),
            "late": one.late,
        }


def _region(region: Region) -> Row:
    return {
        "start_line": region.place.line,
        "start_column": region.place.column,
        "end_line": region.end.line,
        "end_column": region.end.column,
    }


def _fix(fix: Fix) -> Row:
    edits = [{"start": e.span.start, "end": e.span.end, "text": e.text} for e in fix.edits]
    return {"safety": str(fix.safety), "edits": edits}


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    return "" if value is None else str(value)


def references(file: str, opened: Opened) -> Iterator[Row]:
    """What leads out of a document."""
    if opened.links is None:
        return
    base = opened.reading.base
    for link in opened.links.external:
        owner = next((n for n in (link.node, *link.node.above) if n.id), None)
        yield {
            "file": file,
            "document": base,
            "source": owner and full(base, owner.id),
            "property": link.field.name,
            "target": link.target,
            "target_document": link.target.partition("#")[0],
            "classes": list(link.targets),
        }


def nodes(file: str, opened: Opened, classes: Iterable[tuple[str, str]]) -> Iterator[Row]:
    """The nodes of a document of which all are known, with the measures that they stand in."""
    assert opened.walk is not None
    base = opened.reading.base
    measures = {node.id: _measure(node) for node in opened.walk.nodes if node.id}
    for iri, cls in classes:
        measure = measures.get(iri)
        yield {
            "file": file,
            "document": base,
            "iri": full(base, iri),
            "class": cls,
            "measure": measure and full(base, measure),
        }


def _measure(node: Node) -> str | None:
    """The measure that a node is or stands in, as `aligned.measures` has it."""
    return next((n.id for n in (node, *node.above) if n.cls.name == "Measure"), None)


def domains(file: str, opened: Opened) -> Iterator[Row]:
    """The measures of a document with their domains."""
    assert opened.walk is not None
    for node in opened.walk.of("Measure"):
        if node.id:
            iri = full(opened.reading.base, node.id)
            yield {
                "file": file,
                "measure": iri,
                "domains": [str(one) for one in node.known("domain") or ()],
            }


def said(file: str, own: Own) -> Iterator[Row]:
    """What a document says, as it is held against what others say: of what it says twice the first."""
    first: dict[bytes, Saying] = {}
    repeated = set()
    for one in chain(own.labels, own.statements):
        for key in one.keys:
            if first.setdefault(key, one.saying)[1:] != one.saying[1:]:
                repeated.add(key)
    for key, saying in first.items():
        yield {
            "file": file,
            "key": key,
            "iri": saying.iri,
            "words": saying.words,
            "coded": [{"field": name, "values": [*codes]} for name, codes in saying.coded.items()],
            "coding": digest(repr(sorted(saying.coded.items()) or saying.words)),
            "repeated": key in repeated,
        }
