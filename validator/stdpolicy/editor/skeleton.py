"""A node with what its class requires, to be filled in."""

import re
from typing import Any

from stdpolicy.editor.index import Index
from stdpolicy.formats.reading import Tree
from stdpolicy.model import Class, Field, IntegerType, NodeType, ReferenceType, TextType
from stdpolicy.model.edition import model
from stdpolicy.model.lexical import LANGUAGE

TO_BE_NAMED = "#"
"""Where an id is to be written."""
NUMBERED = re.compile(r"(#.*?)[0-9]+")
USUAL = ("zh-Hans", "en")
"""The languages of most texts."""


def skeleton(field: Field, holder: Tree, index: Index) -> Tree | None:
    """A node for a field that holds nodes: with an id of its own, the next number in its order, and the
    provision that the node around it is stated in.
    """
    if not isinstance(field.type, NodeType):
        return None
    siblings = holder.get(field.name)
    count = len(siblings) if isinstance(siblings, list) else 0
    taken = {iri.removeprefix(index.base) for iri in index.nodes}
    return _node(model().classes[field.type.target], holder, count + 1, index, taken)


def empty(field: Field, holder: Tree, index: Index) -> Any:
    """What a field holds before anything is known of it: a node with what it requires, else nothing that could
    be taken for a value.
    """
    if isinstance(field.type, NodeType):
        return skeleton(field, holder, index)
    if isinstance(field.type, IntegerType):
        return ""
    return _blank(field, holder, 0, index, set())


def _node(cls: Class, holder: Tree, number: int, index: Index, taken: set[str]) -> Tree:
    stem, count = _stem(cls, str(holder.get("id", "")), index), 1
    while f"{stem}{count}" in taken:
        count += 1
    own = f"{stem}{count}"
    taken.add(own)
    node: Tree = {"id": own, "type": cls.name}
    for field in cls.fields:
        if field.required:
            value = _blank(field, {**holder, **node}, number, index, taken)
            node[field.name] = [value] if field.repeatable else value
    return node


def _stem(cls: Class, holder: str, index: Index) -> str:
    """What ids of a class begin with, as the document has them: by what they are in, if they are."""
    for iri, path in index.nodes.items():
        if (index.node(iri) or {}).get("type") != cls.name:
            continue
        own = NUMBERED.fullmatch(iri.removeprefix(index.base))
        above = str(index.above(path).get("id", ""))
        if own and holder.startswith("#") and own[1].startswith(above):
            return holder + own[1].removeprefix(above)
        if own:
            return own[1]
    return f"#{cls.name.lower()}"


def _blank(field: Field, around: Tree, number: int, index: Index, taken: set[str]) -> Any:
    match field.type:
        case NodeType(target):
            return _node(model().classes[target], around, 1, index, taken)
        case TextType():
            return dict.fromkeys(languages(field, index)[:2], "")
        case IntegerType():
            return number
        case ReferenceType():
            stated = around.get("statedIn") if field.name == "statedIn" else None
            return stated if isinstance(stated, str) else TO_BE_NAMED
    return ""


def languages(field: Field | None, index: Index) -> list[str]:
    """The languages of texts: those that must be there, as the document writes them, and those of its title."""
    required = field.type.languages if field and isinstance(field.type, TextType) else ()
    title = index.tree.get("title")
    written = title if isinstance(title, dict) else ()
    used = (*filter(LANGUAGE.fullmatch, written), *USUAL)
    found = (next((tag for tag in used if tag.split("-")[0] == one), one) for one in required)
    return list(dict.fromkeys((*found, *used)))
