"""What is told of the word under the cursor: the vocabulary in both languages, the provision that is quoted."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from stdpolicy.editor.index import Index, Spot
from stdpolicy.formats.reading import Tree
from stdpolicy.language import either, language
from stdpolicy.model import Class, Code, CodeType, Field, NodeType, ReferenceType, TextType
from stdpolicy.model.edition import model
from stdpolicy.model.iri import absolute
from stdpolicy.source import Span

Find = Callable[[str], Tree | None]
"""A function from the IRI of a node to the node, in whatever document it is."""
HAIR = "\u200a"
"""A hair space: between ideographs, next to their punctuation, asterisks mark nothing without a space (CommonMark,
6.2)."""
LONGEST = 600
"""Of a provision's words, in characters."""


class Hover(NamedTuple):
    """Markdown, and what it is about."""

    markdown: str
    span: Span


def hover(index: Index, offset: int, find: Find) -> Hover | None:
    """What is told of the token at an offset; None where there is nothing to tell."""
    spot = index.at(offset)
    if found := index.naming(offset):
        node = index.node(found[0])
        if node is not None and (spot is None or not isinstance(spot.value, str)):
            return Hover(described(node), found[1])
    if spot is None:
        return None
    text = _told(index, spot, find)
    return Hover(text, spot.span) if text else None


def _told(index: Index, spot: Spot, find: Find) -> str:
    if spot.field is None:
        return defined(spot.cls) if not spot.is_id else described(spot.node)
    if spot.is_key:
        return defined(spot.field)
    type_ = spot.field.type
    if isinstance(type_, CodeType) and isinstance(spot.value, str):
        code = type_.scheme.codes.get(spot.value)
        return defined(code) if code else defined(spot.field)
    if isinstance(type_, ReferenceType) and isinstance(spot.value, str):
        node = find(absolute(spot.value, index.base))
        if node is not None:
            return described(node, str(spot.node.get("quote", "")))
    if spot.field.name == "quote":
        node = find(absolute(str(spot.node.get("statedIn", "")), index.base))
        if node is not None:
            return described(node, str(spot.value))
    return defined(spot.field)


def defined(term: Class | Field | Code) -> str:
    """A term of the vocabulary with its definition in both languages, that which is spoken first."""
    head = f"**{both(term.label, ' · ')}** `{term.name}`"
    parts = [head, both(term.definition, "\n\n")]
    if isinstance(term, Field):
        parts.append(_shape(term))
    return "\n\n".join(part for part in parts if part)


def both(text: Mapping[str, str], between: str) -> str:
    """A text in the language that is spoken, and in the other."""
    tags = sorted(text, key=lambda tag: (not tag.startswith(language()), tag))
    return between.join(dict.fromkeys(text[tag] for tag in tags))


def _shape(field: Field) -> str:
    match field.type:
        case CodeType(scheme):
            kind = f"`{scheme.name}`"
        case NodeType(target):
            kind = f"`{target}`"
        case ReferenceType(targets):
            kind = "→ " + (", ".join(f"`{name}`" for name in targets) or "IRI")
        case TextType():
            kind = either("text by language", "各语言文本")
        case literal:
            kind = f"`{literal.datatype}`"
    needed = either("required", "必填") if field.required else either("optional", "可选")
    many = either("several", "可多值") if field.many else either("one", "单值")
    return f"{kind} · {needed} · {many}"


def described(node: Tree, quote: str = "") -> str:
    """A node by its class, its names and its words, those that are quoted in bold."""
    cls = model().classes.get(str(node.get("type")))
    head = f"**{both(cls.label, ' · ')}**" if cls else ""
    parts = [f"{head} `{node.get('id', '')}`".strip()]
    for name in ("name", "title", "label", "description"):
        parts += _strings(node.get(name))
    words = str(node.get("text") or node.get("quote") or "")
    at = words.find(quote) if quote else -1
    if at >= 0:
        start = max(0, at - LONGEST // 2)
        end = min(len(words), at + len(quote) + LONGEST // 2)
        before, after = _plain(words[start:at]), _plain(words[at + len(quote) : end])
        parts.append(f"> {before}{HAIR}**{_plain(quote)}**{HAIR}{after}")
    elif words:
        parts.append("> " + _plain(words[:LONGEST]))
    return "\n\n".join(parts)


def _strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [_plain(one) for one in value.values() if isinstance(one, str)]
    return [_plain(value)] if isinstance(value, str) else []


def _plain(text: str) -> str:
    """A text as Markdown that shows it as it is."""
    return "".join("\\" + c if c in "\\`*_<>[]#" else c for c in text).replace("\n", "\n> ")
