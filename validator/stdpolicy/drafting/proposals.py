"""Proposals for what a draft leaves open: what is asked, and which answers are taken."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from stdpolicy.language import either
from stdpolicy.marked import marked
from stdpolicy.model import Class, CodeType
from stdpolicy.model.edition import model
from stdpolicy.text.characters import HAN

Tree = dict[str, Any]

FIELDS = ("label", "domain", "instrument", "topic")
"""What may be proposed."""
LONGEST = 300
"""Of a proposed label, in characters."""


class Open(NamedTuple):
    """A statement with the text of its provision."""

    tree: Tree
    text: str


def questions(tree: Tree) -> Iterator[Tree]:
    """What the program reads: the codes first, then each statement that has something open."""
    codes = {}
    for name in FIELDS[1:]:
        field = next(c.by_name[name] for c in model().classes.values() if name in c.by_name)
        assert isinstance(field.type, CodeType)
        codes[name] = [
            {"code": code.name, "label": dict(code.label), "definition": dict(code.definition)}
            for code in field.type.scheme.codes.values()
            if not code.deprecated
        ]
    yield {"title": tree["title"], "codes": codes}
    for node, text in statements(tree):
        if missing := [name for name in FIELDS if _is_open(node, name)]:
            shown = [(key, node[key]) for key in ("id", "type", "quote", "label") if key in node]
            yield dict([*shown, ("text", text), ("open", missing)])


def statements(tree: Tree) -> Iterator[tuple[Tree, str]]:
    """The statements of a draft, each with the text of its provision."""
    for one in marked(tree):
        for held in one.statements:
            assert isinstance(held.tree, dict)
            yield held.tree, str(one.provision["text"])


def _class(node: Tree) -> Class:
    return model().classes[node["type"]]


def _is_open(node: Tree, name: str) -> bool:
    """Whether a statement may have a field and has none; of a label, none in English."""
    return name in _class(node).by_name and ("en" if name == "label" else name) not in (
        node.get("label", {}) if name == "label" else node
    )


def take(line: str, found: dict[str, Open]) -> tuple[str, str]:
    """Takes one proposal. Raises ValueError, which says why not."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise ValueError(either("expected a JSON object", "应为 JSON 对象"))
    iri, name, value = said.get("id"), said.get("field"), said.get("value")
    if not isinstance(iri, str) or iri not in found:
        raise ValueError(either(f"no statement has the id {iri!r}", f"没有 id 为 {iri!r} 的陈述"))
    node, text = found[iri]
    if name not in FIELDS or name not in _class(node).by_name:
        raise ValueError(
            either(f"{name!r} of {iri} cannot be proposed", f"{iri} 的 {name!r} 不接受建议")
        )
    assert isinstance(name, str)
    if not _is_open(node, name):
        raise ValueError(either(f"{iri} has its {name} already", f"{iri} 已有 {name}"))
    quote = said.get("quote", "")
    if not isinstance(quote, str) or quote not in text:
        raise ValueError(
            either(
                f"the quote does not stand in the provision of {iri}",
                f"{iri} 所在的条文中没有这一引文",
            )
        )
    if name == "label":
        node["label"] = node.get("label", {}) | {"en": _label(value)}
    else:
        node[name] = _codes(node, name, value)
    return iri, name


def _label(value: Any) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words or len(words) > LONGEST or not words.isprintable() or "\ufffd" in words:
        raise ValueError(
            either(
                f"expected a label of at most {LONGEST} characters",
                f"标签应为可显示的文字，不超过 {LONGEST} 个字符",
            )
        )
    if re.search(f"[{HAN}]", words):
        raise ValueError(either("expected a label in English", "标签应为英文"))
    return words


def _codes(node: Tree, name: str, value: Any) -> list[str]:
    codes = value if isinstance(value, list) else [value]
    type_ = _class(node).by_name[name].type
    assert isinstance(type_, CodeType)
    known = {code.name for code in type_.scheme.codes.values() if not code.deprecated}
    strange = [code for code in codes if not isinstance(code, str) or code not in known]
    if not codes:
        raise ValueError(
            either(f"expected codes of {name}, found none", f"应为 {name} 的代码，实为空")
        )
    if strange:
        raise ValueError(
            either(
                f"{name} has no code {', '.join(map(repr, strange))}",
                f"{name} 没有代码 {'、'.join(map(repr, strange))}",
            )
        )
    return sorted(set(codes))
