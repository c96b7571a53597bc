"""What may be written at the cursor, the likely first, each with what it replaces."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from stdpolicy.editor.hover import both, defined
from stdpolicy.editor.index import Index, Spot
from stdpolicy.editor.workspace import Held
from stdpolicy.formats import Notation
from stdpolicy.formats.cursor import Context, Role
from stdpolicy.model import (
    BooleanType,
    Class,
    Code,
    CodeType,
    Field,
    NodeType,
    ReferenceType,
)
from stdpolicy.model.edition import model
from stdpolicy.model.iri import absolute, relative
from stdpolicy.source import Span

HAN = re.compile("[\u4e00-\u9fff]")
MOST = 200
"""How many are offered at once."""


class Item(NamedTuple):
    """One of the things that may be written."""

    label: str
    text: str
    """As the notation writes it."""
    span: Span
    detail: str
    filter: str
    """What it is found by: its names in both languages."""
    documentation: str = ""


def complete(
    text: str, offset: int, notation: Notation, index: Index, documents: Iterable[Held]
) -> list[Item]:
    """What may be written at an offset, in the order in which it is offered."""
    context = notation.context(text, offset)
    spot = index.before(context.span.start) if context else None
    if context is None or spot is None:
        return []
    if context.role is Role.KEY:
        here = index.at(context.span.end)
        written = here.field.name if here and here.is_key and here.field else ""
        return list(_keys(spot, written, notation, context))
    field = _field(index, context)
    if field is None:
        return []
    return list(_values(field, _around(index, context, spot), notation, context, index, documents))


def _around(index: Index, context: Context, spot: Spot) -> Spot:
    """The value that stands there, as it was when the text parsed; else what is before it."""
    return index.at(context.span.start) or spot


def _field(index: Index, context: Context) -> Field | None:
    """The field of a value, by the class that it stands in or, where that is not known yet, any."""
    spot = index.before(context.span.start)
    own = [spot.cls] if spot else []
    for cls in (*own, *model().classes.values()):
        for field in cls.fields:
            if context.name in (field.name, field.iri.rpartition("#")[2].rpartition("/")[2]):
                return field
    return None


def _keys(spot: Spot, written: str, notation: Notation, context: Context) -> Iterator[Item]:
    """The fields of the class, the one that is written there now among them: required and missing ones first."""
    node, cls = _holder(spot)
    fields = [f for f in cls.fields if f.many or f.name not in node or f.name == written]
    fields.sort(key=lambda f: (not (f.required and f.name not in node), f.order))
    for field in fields:
        yield Item(
            label=field.name,
            text=notation.completed(field, None, context),
            span=context.span,
            detail=both(field.label, " · "),
            filter=_found_by(
                notation.completed(field, None, context), field.name, field.label.values()
            ),
            documentation=defined(field),
        )


def _holder(spot: Spot) -> tuple[dict[str, Any], Class]:
    """The node that a key would be of: after the key of a node that has none yet, one of its class."""
    if spot.is_key and spot.field and isinstance(spot.field.type, NodeType):
        return {}, model().classes[spot.field.type.target]
    return spot.node, spot.cls


def _values(
    field: Field,
    spot: Spot,
    notation: Notation,
    context: Context,
    index: Index,
    documents: Iterable[Held],
) -> Iterator[Item]:
    match field.type:
        case CodeType(scheme):
            for code in scheme.codes.values():
                if not code.deprecated:
                    yield _code(field, code, notation, context)
        case ReferenceType(targets):
            yield from _references(field, targets, spot, notation, context, index, documents)
        case BooleanType():
            for said in ("true", "false"):
                yield _item(field, said, said, "", (), notation, context)
        case _:
            return


def _code(field: Field, code: Code, notation: Notation, context: Context) -> Item:
    detail = both(code.label, " · ")
    item = _item(field, code.name, code.name, detail, code.label.values(), notation, context)
    return item._replace(documentation=defined(code))


def _references(
    field: Field,
    targets: tuple[str, ...],
    spot: Spot,
    notation: Notation,
    context: Context,
    index: Index,
    documents: Iterable[Held],
) -> Iterator[Item]:
    """Nodes of the right classes: those whose name the quoted provision prints, then those that are used
    already, then the others of this document, then those of other documents.
    """
    words = _quoted(index, spot)
    found: dict[str, tuple[tuple[bool, bool, bool, int], Item]] = {}
    for held in documents:
        for iri in held.index.nodes:
            node = held.index.node(iri)
            if node is None or iri in found or (targets and node.get("type") not in targets):
                continue
            names = _names(node)
            printed = "name" in node and any(n in words for n in names if len(n) > 1)
            own = held.index is index or held.index.base == index.base
            rank = (not printed, iri not in index.uses, not own, len(found))
            reference = relative(iri, index.base) if own else iri
            detail = names[0] if names else str(node.get("text") or node.get("quote") or "")[:60]
            label = reference if own else iri.rpartition("/")[2]
            item = _item(field, label, reference, detail, names, notation, context)
            found[iri] = rank, item
    ranked = sorted(found.values(), key=lambda one: one[0])
    yield from (item for _, item in ranked)


def _quoted(index: Index, spot: Spot) -> str:
    """The provision that the statement at a place, or the nearest above it, is made in."""
    node: Any = index.tree
    stated = ""
    for step in (*spot.path, None):
        if isinstance(node, dict):
            stated = str(node.get("statedIn") or stated)
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            break
    provision = index.node(absolute(stated, index.base)) if stated else None
    return str((provision or {}).get("text", ""))


def _names(node: dict[str, Any]) -> list[str]:
    found = []
    for key in ("name", "shortName", "title", "label", "heading"):
        value = node.get(key)
        parts = value.values() if isinstance(value, dict) else [value]
        for part in parts:
            found += [one for one in (part if isinstance(part, list) else [part]) if one]
    names = [one for one in found if isinstance(one, str)]
    return sorted(names, key=lambda name: HAN.search(name) is None)  # Chinese first


def _item(
    field: Field,
    label: str,
    value: str,
    detail: str,
    names: Iterable[str],
    notation: Notation,
    context: Context,
) -> Item:
    text = notation.completed(field, value, context)
    return Item(label, text, context.span, detail, _found_by(text, value, names))


def _found_by(text: str, name: str, names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys((text, name, *names)))
