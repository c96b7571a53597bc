"""What a statement says, in short: its fields as names and words."""

from collections.abc import Iterator, Mapping
from typing import Any

from stdpolicy.language import either
from stdpolicy.model import CodeType, NodeType, ReferenceType
from stdpolicy.model.edition import model

APART = {"label", "statedIn", "quote", "reviewStatus", "order", "note", "interpretation"}
"""What is shown in another place, or is no reading."""
ENGLISH, CHINESE = "en", "zh-Hans"


def said(tree: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields of a node that it does not contain, with their values; entities by their names."""
    for field in model().classes[str(tree["type"])].fields:
        if field.name in APART or field.name not in tree or isinstance(field.type, NodeType):
            continue
        value = tree[field.name]
        values = (
            value if isinstance(value, list) else [either("yes", "是") if value is True else value]
        )
        if isinstance(field.type, ReferenceType):
            shown = [names.get(str(one), str(one)) for one in values]
        elif isinstance(field.type, CodeType):
            shown = [str(one) for one in values]
        else:
            shown = [
                " / ".join(one.values()) if isinstance(one, dict) else str(one) for one in values
            ]
        yield field.name, either(", ", "、").join(shown)


def label(tree: Mapping[str, Any]) -> str:
    """The label of a statement in its languages, Chinese first."""
    found = tree.get("label", {})
    tags = sorted(found, key=lambda tag: (not tag.startswith("zh"), tag))
    return " / ".join(str(found[tag]) for tag in tags)
