"""What valid documents hold, as rows: each property is a column, and each value data."""

from contextlib import suppress
from datetime import date
from typing import Any

from stdpolicy.analysis import COLUMNS
from stdpolicy.analysis.stats import counts
from stdpolicy.checks.walk import walk
from stdpolicy.corpus.columns import LANGUAGES, snake
from stdpolicy.document import Document
from stdpolicy.model import DateType, DecimalType, Field, NodeType, ReferenceType, TextType
from stdpolicy.model.edition import model
from stdpolicy.text.terms import chinese, english

Row = dict[str, Any]
OF_CLASS = {
    "bodies": "Body",
    "targets": "Target",
    "measures": "Measure",
    "assignments": "Assignment",
}
"""The tables of which each row is a node of one class."""


def document(file: str, found: Document, digest: bytes) -> Row:
    """A valid document, and how much a policy holds."""
    cls = found["type"]
    row: Row = {
        "file": file,
        "document": found.base,
        "class": cls,
        "notation": str(found.notation),
        "digest": digest,
        **fields(cls, found.tree, found.base),
    }
    if cls == "Policy":
        counted, quoted, substance = counts(found)
        row |= {f"{name}_count": counted[name] for name in COLUMNS}
        row |= {"quoted": quoted, "substance": substance}
    return row


def entities(file: str, found: Document) -> dict[str, list[Row]]:
    """The bodies, targets, measures and assignments of a valid document."""
    tables: dict[str, list[Row]] = {name: [] for name in OF_CLASS}
    by_class = {cls: tables[name] for name, cls in OF_CLASS.items()}
    for node in walk(found.tree, found.base, model()).nodes:
        if node.cls.name in by_class:
            above = next((n for n in node.above if n.id), None)
            by_class[node.cls.name].append(
                {
                    "file": file,
                    "document": found.base,
                    "iri": full(found.base, node.id) if node.id else None,
                    "part_of": full(found.base, above.id) if above else found.base,
                    **fields(node.cls.name, node.tree, found.base),
                }
            )
    return tables


def fields(cls: str, tree: Row, base: str) -> Row:
    """The properties of a node as the columns of its class."""
    row: Row = {}
    for item in model().classes[cls].fields:
        value = tree.get(item.name)
        if value is None or isinstance(item.type, NodeType):
            continue
        name = snake(item.name)
        if isinstance(item.type, TextType):
            for language, tag in zip(LANGUAGES, (chinese(value), english(value)), strict=True):
                row[f"{name}_{language}"] = value.get(tag)
        elif item.many:
            row[name] = [decoded(item, one, base) for one in value]
        else:
            row[name] = decoded(item, value, base)
    return row


def decoded(item: Field, value: Any, base: str) -> Any:
    """A value as data: a date, a number, the whole IRI."""
    match item.type:
        case DateType():
            with suppress(ValueError):  # the year 0 and those beyond 9999, which no date has
                return date.fromisoformat(value)
            return None
        case DecimalType():
            return float(value)
        case ReferenceType():
            return full(base, value)
    return value


def full(base: str, iri: str) -> str:
    """The IRI of a node, which its document writes as a fragment."""
    return base + iri if iri.startswith("#") else iri
